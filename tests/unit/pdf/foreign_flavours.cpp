#include <regex>

#include "foreign_support.hpp"

using namespace quillport;
using namespace quillport::pdf;
using namespace quillport::pdf::test;

namespace {

/// Objects of `after` that are not exactly as they were.
std::set<int> changed(const Reopened& before, const Reopened& after) {
    const auto old = before.objects();
    std::set<int> out;
    for (const auto& [id, source] : after.objects()) {
        const auto at = old.find(id);
        if (at == old.end() || at->second != source) out.insert(id.getObj());
    }
    return out;
}

void check_range(const std::string& file, std::size_t original, const PendingIncrement& increment) {
    std::smatch found;
    const std::string tail = file.substr(original);
    REQUIRE(std::regex_search(tail, found, std::regex(R"(/ByteRange \[0 (\d+) +(\d+) +(\d+) *\])")));
    const std::size_t hole = std::stoul(found[1]), after = std::stoul(found[2]), rest = std::stoul(found[3]);
    CHECK(hole == original + increment.hole_offset - 1);
    CHECK(after == hole + 2 * increment.hole_size + 2);
    CHECK(after + rest == file.size());
    runtime::Sha256Stream hash;
    hash.update(bytes_of(file).first(hole));
    hash.update(bytes_of(file).subspan(after));
    CHECK(to_hex(increment.digest) == to_hex(hash.finish()));
}

SigningPlan planned(const Flavour& flavour, const NewSignature& wish) {
    auto plan = plan_foreign(bytes_of(flavour.file), wish, flavour.password);
    INFO((plan.ok() ? "" : plan.error().what + " " + plan.error().detail));
    REQUIRE(plan.ok());
    CHECK(plan.value().flavour == flavour.xref);
    CHECK(plan.value().encryption.streams == flavour.cipher);
    CHECK(SigningPlan::parse(plan.value().to_text()).value().to_text() == plan.value().to_text());
    return std::move(plan).value();
}

/// Whether the increment of a signature ends with a section of the file's own flavour.
void check_flavour(const Flavour& flavour, BytesView appended) {
    const std::string_view text = text_of(appended);
    CHECK((text.find("\nxref\n") != std::string_view::npos) == (flavour.xref == XrefFlavour::Table));
    CHECK((text.find("/Type /XRef") != std::string_view::npos) == (flavour.xref == XrefFlavour::Stream));
    CHECK(text.find("/Prev ") != std::string_view::npos);
}

}  // namespace

TEST_CASE("an increment continues a file in its own flavour and changes nothing else", "[pdf][foreign]") {
    for (const Flavour& flavour : flavours()) {
        DYNAMIC_SECTION(flavour.name) {
            NewSignature wish;
            wish.field = "new";
            wish.page = 2;
            wish.box = {20, 30, 220, 90};
            const auto made = build_increment(bytes_of(flavour.file), planned(flavour, wish), signer_act());
            REQUIRE(made.ok());
            const Reopened before(flavour.file, {}, flavour.password);
            const Reopened after(flavour.file, made.value().appended, flavour.password);
            QPDFObjectHandle field = after.field("new");
            REQUIRE(field.isDictionary());
            CHECK(field.getKey("/V").getKey("/Reason").getUTF8Value() == "I agree");
            CHECK(field.getKey("/V").getKey("/Name").getUTF8Value() == "Žaneta (Š)");
            CHECK(field.getKey("/V").getKey("/Contents").getStringValue() == std::string(60, '\0'));
            CHECK(field.getKey("/AP").getKey("/N").getStreamData(qpdf_dl_all)->getSize() > 0);
            QPDFObjectHandle page = after.pdf->getAllPages().at(1);
            CHECK(page.getKey("/Annots").getArrayNItems() == 2);
            CHECK(after.pdf->getRoot().getKey("/AcroForm").getKey("/SigFlags").getIntValue() == 3);
            CHECK(after.pdf->getRoot().getKey("/AcroForm").getKey("/DA").getStringValue() == "/Helv 0 Tf 0 g");
            check_range(after.file, flavour.file.size(), made.value());
            check_flavour(flavour, made.value().appended);
            // Of the old objects only the form and the page that got a widget.
            std::set<int> touched = changed(before, after);
            const int first_new = before.pdf->getTrailer().getKey("/Size").getIntValueAsInt();
            touched.erase(touched.lower_bound(first_new), touched.end());
            CHECK(touched == std::set<int>{page.getObjectID(), after.pdf->getRoot().getKey("/AcroForm").getObjectID()});
            CHECK_FALSE(after.pdf->anyWarnings());
        }
    }
}

TEST_CASE("numbers stand in rewritten objects as they stood", "[pdf][foreign]") {
    NewSignature wish;
    const auto plan = plan_foreign(bytes_of(plain_document()), wish);
    REQUIRE(plan.ok());
    const auto made = build_increment(plan.value(), signer_act());
    REQUIRE(made.ok());
    CHECK(text_of(made.value().appended).find("/CropBox [ 0 0 595.303937007874 841.8897637 ]") != std::string_view::npos);
}

TEST_CASE("an existing empty field is signed without any other change", "[pdf][foreign]") {
    for (const Flavour& flavour : flavours()) {
        DYNAMIC_SECTION(flavour.name) {
            NewSignature wish;
            wish.field = "approver";
            const SigningPlan plan = planned(flavour, wish);
            CHECK(plan.fields.at(0).rotation == 90);
            CHECK(plan.fields.at(0).box == Rect{10, 50, 110, 90});
            const auto made = build_increment(bytes_of(flavour.file), plan, signer_act());
            REQUIRE(made.ok());
            const Reopened before(flavour.file, {}, flavour.password);
            const Reopened after(flavour.file, made.value().appended, flavour.password);
            std::set<int> touched = changed(before, after);
            const int first_new = before.pdf->getTrailer().getKey("/Size").getIntValueAsInt();
            touched.erase(touched.lower_bound(first_new), touched.end());
            CHECK(touched == std::set<int>{after.field("approver").getObjectID()});
        }
    }
}

TEST_CASE("a field whose widget is a dictionary of its own gets value and appearance where they belong", "[pdf][foreign]") {
    const std::string file = plain_document();
    NewSignature wish;
    wish.field = "split";
    const auto plan = plan_foreign(bytes_of(file), wish);
    REQUIRE(plan.ok());
    const auto made = build_increment(plan.value(), signer_act());
    REQUIRE(made.ok());
    const Reopened after(file, made.value().appended, "");
    QPDFObjectHandle field = after.field("split");
    CHECK(field.getKey("/V").isDictionary());
    CHECK_FALSE(field.hasKey("/AP"));
    CHECK(field.getKey("/Kids").getArrayItem(0).getKey("/AP").getKey("/N").isStream());
    // The field's own lock becomes the FieldMDP of the signature.
    QPDFObjectHandle reference = field.getKey("/V").getKey("/Reference").getArrayItem(0);
    CHECK(reference.getKey("/TransformMethod").getName() == "/FieldMDP");
    CHECK(reference.getKey("/TransformParams").getKey("/Fields").getArrayItem(0).getUTF8Value() == "text");
}

TEST_CASE("objects keep their generation", "[pdf][foreign]") {
    std::string file = plain_document();
    // Page 2 and the catalog as if their numbers had been used before: generation 2 and 7.
    const auto regenerate = [&](int number, int generation, const std::vector<std::string>& references) {
        const std::string n = std::to_string(number), g = std::to_string(generation);
        file.replace(file.find("\n" + n + " 0 obj") + 1, n.size() + 2, n + " " + g);
        for (const std::string& where : references) {
            const std::size_t at = file.find(where);
            REQUIRE(at != std::string::npos);
            file.replace(file.find(n + " 0 R", at), n.size() + 2, n + " " + g);
        }
        const std::size_t entry = file.find("0000000000 65535 f \n") + 20 * static_cast<std::size_t>(number);
        file.replace(entry + 11, 5, "0000" + g);
    };
    regenerate(4, 2, {"/Kids [3 0 R", "/T (approver)"});
    regenerate(1, 7, {"/Root "});
    NewSignature wish;
    wish.page = 2;
    wish.certify = 3;
    const auto plan = plan_foreign(bytes_of(file), wish);
    INFO((plan.ok() ? "" : plan.error().detail));
    REQUIRE(plan.ok());
    const auto made = build_increment(plan.value(), signer_act());
    REQUIRE(made.ok());
    const Reopened after(file, made.value().appended, "");
    CHECK(after.pdf->getAllPages().at(1).getObjGen() == QPDFObjGen(4, 2));
    CHECK(after.pdf->getRoot().getObjGen() == QPDFObjGen(1, 7));
    CHECK(after.pdf->getRoot().getKey("/Perms").getKey("/DocMDP").isDictionary());
    CHECK_FALSE(after.pdf->anyWarnings());
}

TEST_CASE("forms, arrays and validation data stay where they stand", "[pdf][foreign]") {
    auto objects = document_objects();
    objects[2] = "<< /Type /Page /Parent 2 0 R /Annots 11 0 R >>";
    objects[5] = "null";
    objects[0] =
        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields 12 0 R /DA (x) >> /DSS << /Certs [13 0 R] /VRI << /AB << >> >> >> "
        ">>";
    objects.push_back("[7 0 R 9 0 R]");
    objects.push_back("[7 0 R 8 0 R 10 0 R]");
    objects.push_back("<< /Length 4 >>\nstream\nabcd\nendstream");
    const std::string file = classic_file(objects);
    const auto plan = plan_foreign(bytes_of(file), NewSignature{});
    REQUIRE(plan.ok());
    const auto made = build_increment(bytes_of(file), plan.value(), signer_act());
    REQUIRE(made.ok());
    const Reopened before(file, {}, ""), after(file, made.value().appended, "");
    QPDFObjectHandle catalog = after.pdf->getRoot();
    CHECK_FALSE(catalog.getKey("/AcroForm").isIndirect());
    CHECK(catalog.getKey("/AcroForm").getKey("/Fields").getObjectID() == 12);
    CHECK(catalog.getKey("/AcroForm").getKey("/Fields").getArrayNItems() == 4);
    CHECK(QPDFObjectHandle(after.pdf->getAllPages().at(0)).getKey("/Annots").getObjectID() == 11);
    CHECK(QPDFObjectHandle(after.pdf->getAllPages().at(0)).getKey("/Annots").getArrayNItems() == 3);
    std::set<int> touched = changed(before, after);
    touched.erase(touched.lower_bound(14), touched.end());
    CHECK(touched == std::set<int>{1, 11, 12});

    const auto data =
        build_validation_data(made.value().next, {{copy_of(std::string_view("abcd")), copy_of(std::string_view("new"))}, {}, {}});
    REQUIRE(data.ok());
    const Reopened preserved(after.file, data.value().appended, "");
    QPDFObjectHandle dss = preserved.pdf->getRoot().getKey("/DSS");
    CHECK(dss.getKey("/Certs").getArrayNItems() == 2);
    CHECK(dss.getKey("/VRI").getKey("/AB").isDictionary());
}

TEST_CASE("a document without a form gets one", "[pdf][foreign]") {
    const std::string file = classic_file({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                                           "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>"});
    const auto plan = plan_foreign(bytes_of(file), NewSignature{});
    REQUIRE(plan.ok());
    const auto made = build_increment(bytes_of(file), plan.value(), signer_act());
    REQUIRE(made.ok());
    const Reopened after(file, made.value().appended, "");
    CHECK(after.field("Signature1").getKey("/V").isDictionary());
    CHECK(after.field("Signature1").getKey("/F").getIntValue() == 132);
    CHECK(after.pdf->getRoot().getKey("/AcroForm").isIndirect());
}
