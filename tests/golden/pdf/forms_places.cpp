// Fields stand where they were asked for on the displayed page, upright; nothing else on the page changes.
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <algorithm>
#include <sstream>

#include "forms_support.hpp"

using namespace quillport;
using namespace quillport::pdf;
using namespace quillport::pdf::test;

namespace {

using Handle = QPDFObjectHandle;

template <typename Change>
Bytes changed(const Bytes& document, Change&& change) {
    QPDF pdf;
    pdf.processMemoryFile("in", reinterpret_cast<const char*>(document.data()), document.size());
    change(pdf, QPDFPageDocumentHelper(pdf).getAllPages().at(0).getObjectHandle());
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return copy_of(std::string_view(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()));
}

struct Image {
    int width = 0, height = 0;
    std::string pixels;
    [[nodiscard]] int at(int x, int y) const {
        return static_cast<unsigned char>(pixels[static_cast<std::size_t>(y * width + x)]);
    }
};

Image image_of_page(const std::string& file, int page = 1) {
    const std::string n = std::to_string(page);
    const Answer answer = run("pdftoppm -cropbox -gray -r 72 -f " + n + " -l " + n + " " + file + " 2>/dev/null");
    Image image;
    std::istringstream in(answer.output);
    std::string magic;
    int depth = 0;
    in >> magic >> image.width >> image.height >> depth;
    REQUIRE(magic == "P5");
    in.get();
    image.pixels = answer.output.substr(static_cast<std::size_t>(in.tellg()));
    REQUIRE(image.pixels.size() == static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height));
    return image;
}

struct Difference {
    int inside = 0, outside = 0;
};

Difference difference(const Image& a, const Image& b, const std::vector<Field>& fields, int page = 1) {
    REQUIRE(a.width == b.width);
    REQUIRE(a.height == b.height);
    Difference found;
    for (int y = 0; y < a.height; ++y) {
        for (int x = 0; x < a.width; ++x) {
            if (std::abs(a.at(x, y) - b.at(x, y)) <= 8) continue;
            const double up = a.height - 1 - y;
            const bool in_field = std::any_of(fields.begin(), fields.end(), [&](const Field& f) {
                return f.page == page && x >= f.box.x0 - 2 && x <= f.box.x1 + 1 && up >= f.box.y0 - 2 && up <= f.box.y1 + 1;
            });
            ++(in_field ? found.inside : found.outside);
        }
    }
    return found;
}

// Words whose text is `text`, as boxes on the displayed page with the origin bottom-left.
// `height` is the displayed page's: pdftotext tells the unrotated one.
std::vector<Rect> words(const std::string& file, const std::string& text, double height) {
    std::istringstream lines(run("pdftotext -cropbox -bbox " + file + " -").output);
    std::vector<Rect> found;
    for (std::string line; std::getline(lines, line);) {
        Rect r;
        if (line.find(">" + text + "<") == std::string::npos) continue;
        if (std::sscanf(line.c_str(), " <word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &r.x0, &r.y0, &r.x1, &r.y1) !=
            4)
            continue;
        found.push_back({r.x0, height - r.y1, r.x1, height - r.y0});
    }
    return found;
}

std::vector<Field> few_fields() {
    std::vector<Field> fields = {field("place", FieldType::Text, "1", {60, 110, 200, 126}),
                                 field("yes", FieldType::Checkbox, "1", {220, 110, 234, 124}),
                                 field("sign", FieldType::Signature, "1", {60, 50, 240, 100})};
    return fields;
}

SigningAct few_values() {
    SigningAct act;
    act.owner = "1";
    act.signer_name = "Petra Novak";
    act.values = {{"place", "Ljubljana"}, {"yes", "yes"}};
    act.image = drawn_hand();
    act.caption = "Signed 23 November 2026";
    act.when = kNow;
    return act;
}

}  // namespace

TEST_CASE("only the places of the fields look different after signing", "[pdf][forms][places]") {
    const Folder folder;
    const Bytes document = corpus("lo04_header_footer");
    const Chain chain = signed_chain(document, 3);
    const std::string before = folder.write("before.pdf", document), after = folder.write("after.pdf", chain.file);
    for (int page = 1; page <= 3; ++page) {
        const Difference found = difference(image_of_page(before, page), image_of_page(after, page), sample_fields(3), page);
        CHECK(found.outside == 0);
        CHECK((found.inside > 500) == (page == 1));
    }
}

TEST_CASE("values stand upright in their boxes on rotated and cropped pages", "[pdf][forms][places]") {
    const int rotate = GENERATE(0, 90, 180, 270);
    const bool crop = GENERATE(false, true);
    CAPTURE(rotate, crop);
    const Folder folder;
    const Bytes document = changed(corpus("lo13_contract1p"), [&](QPDF& pdf, Handle page) {
        page.replaceKey("/Rotate", Handle::newInteger(rotate));
        if (crop) page.replaceKey("/CropBox", Handle::parse(&pdf, "[37 51 520 790]"));
    });
    Chain chain = prepared_chain(document, few_fields(), {"1"});
    chain.act(certification());
    chain.act(few_values());
    const std::string before = folder.write("before.pdf", document), after = folder.write("after.pdf", chain.file);
    const Image shown = image_of_page(after);
    const Difference found = difference(image_of_page(before), shown, few_fields());
    CHECK(found.outside == 0);
    CHECK(found.inside > 300);
    const std::vector<Rect> place = words(after, "Ljubljana", shown.height);
    REQUIRE(place.size() == 1);
    CHECK(place[0].x0 > 59);
    CHECK(place[0].x0 < 64);
    CHECK(place[0].y0 > 107);
    CHECK(place[0].y1 < 129);
    CHECK(place[0].width() > 2 * place[0].height());
}

TEST_CASE("a field in a turned direction is written in that direction", "[pdf][forms][places]") {
    const Folder folder;
    std::vector<Field> fields = {field("side", FieldType::Text, "1", {60, 110, 76, 260})};
    fields[0].rotation = 90;
    Chain chain = prepared_chain(corpus("lo13_contract1p"), fields, {"1"});
    SigningAct act = few_values();
    act.values = {{"side", "Ljubljana"}};
    chain.act(act);
    const std::vector<Rect> place = words(folder.write("after.pdf", chain.file), "Ljubljana", 841.89);
    REQUIRE(place.size() == 1);
    CHECK(place[0].height() > 2 * place[0].width());
    CHECK(place[0].y0 < 114);  // it begins at the lower end
}

TEST_CASE("UserUnit scales places and letters alike", "[pdf][forms][places]") {
    const Bytes document =
        changed(corpus("lo13_contract1p"), [](QPDF&, Handle page) { page.replaceKey("/UserUnit", Handle::newInteger(2)); });
    const auto prepared = prepare(document, few_fields(), {"1"});
    REQUIRE(prepared.ok());
    const PlannedField* place = prepared.value().plan.find("place");
    CHECK(place->box == Rect{30, 55, 100, 63});
    CHECK(place->font_size == Approx(5));
}

TEST_CASE("what the draft does not take over of a document's own form is drawn into its pages", "[pdf][forms][own]") {
    const Folder folder;
    const Bytes document = changed(corpus("lo13_contract1p"), [](QPDF& pdf, Handle page) {
        const auto stream = [&](const std::string& content) {
            Handle form = Handle::newStream(&pdf, content);
            form.replaceDict(Handle::parse("<< /Type /XObject /Subtype /Form /BBox [0 0 20 20] >>"));
            return form.unparse();
        };
        Handle text =
            pdf.makeIndirectObject(Handle::parse(&pdf,
                                                 "<< /Type /Annot /Subtype /Widget /FT /Tx /T (place) /V (old) /F 4 "
                                                 "/Rect [300 300 320 320] /AA << /K << /S /JavaScript /JS (x) >> >> /AP << /N " +
                                                     stream("0 1 0 rg 0 0 20 20 re f") + " >> >>"));
        Handle box =
            pdf.makeIndirectObject(Handle::parse(&pdf,
                                                 "<< /Type /Annot /Subtype /Widget /FT /Btn /T (own_box) /V /On /AS /On /F 4 "
                                                 "/Rect [400 300 420 320] /AP << /N << /On " +
                                                     stream("0 g 0 0 20 20 re f") + " /Off " + stream("") + " >> >> >>"));
        page.replaceKey("/Annots", Handle::parse(&pdf, "[" + text.unparse() + " " + box.unparse() + "]"));
        pdf.getRoot().replaceKey("/AcroForm",
                                 Handle::parse(&pdf, "<< /Fields [" + text.unparse() + " " + box.unparse() + "] /XFA [] >>"));
        pdf.getRoot().replaceKey("/OpenAction", Handle::parse("<< /S /JavaScript /JS (app.alert(1)) >>"));
    });
    Chain chain = prepared_chain(document, few_fields(), {"1"});
    QPDF pdf;
    pdf.processMemoryFile("prepared", reinterpret_cast<const char*>(chain.file.data()), chain.file.size());
    CHECK_FALSE(pdf.getRoot().hasKey("/OpenAction"));
    std::map<std::string, Handle> fields;
    for (auto& f : pdf.getRoot().getKey("/AcroForm").getKey("/Fields").getArrayAsVector())
        fields[f.getKey("/T").getUTF8Value()] = f;
    CHECK(fields["place"].getKey("/V").isNull());
    CHECK_FALSE(fields.contains("own_box"));
    CHECK_FALSE(pdf.getRoot().getKey("/AcroForm").hasKey("/XFA"));
    CHECK(text_of(chain.file).find("(old)") == std::string_view::npos);
    CHECK(fields.contains("place"));

    const std::string before = folder.write("before.pdf", document), after = folder.write("after.pdf", chain.file);
    CHECK(difference(image_of_page(before), image_of_page(after), few_fields()).outside == 0);
    chain.act(certification());
    chain.act(few_values());
    CHECK(run("qpdf --check " + folder.write("signed.pdf", chain.file)).exit == 0);
}

TEST_CASE("what a document carries besides its pages stays", "[pdf][forms][own]") {
    const Folder folder;
    const std::string in = folder.write("in.pdf", corpus("lo13_contract1p")), with = folder.at("with.pdf");
    const std::string data = folder.write("invoice.xml", bytes_of("<invoice/>"));
    REQUIRE(run("qpdf --add-attachment " + data + " -- " + in + " " + with).exit == 0);
    const Bytes document = changed(runtime::read_file(with).value(), [](QPDF& pdf, Handle page) {
        Handle outline = pdf.makeIndirectObject(Handle::parse("<< /Type /Outlines /Count 1 >>"));
        Handle entry = pdf.makeIndirectObject(
            Handle::parse(&pdf, "<< /Title (Part one) /Parent " + outline.unparse() + " /Dest [" + page.unparse() + " /Fit] >>"));
        outline.replaceKey("/First", entry);
        outline.replaceKey("/Last", entry);
        pdf.getRoot().replaceKey("/Outlines", outline);
        Handle tree = pdf.makeIndirectObject(Handle::parse("<< /Type /StructTreeRoot >>"));
        pdf.getRoot().replaceKey("/StructTreeRoot", tree);
        Handle info = pdf.makeIndirectObject(Handle::parse("<< /Title (Service agreement) >>"));
        pdf.getTrailer().replaceKey("/Info", info);
    });
    Chain chain = prepared_chain(document, few_fields(), {"1"});
    chain.act(certification());
    chain.act(few_values());
    const std::string file = folder.write("signed.pdf", chain.file);
    CHECK(run("qpdf --show-attachment=invoice.xml " + file).output == "<invoice/>");
    CHECK(run("pdfinfo " + file).output.find("Service agreement") != std::string::npos);
    QPDF pdf;
    pdf.processMemoryFile("signed", reinterpret_cast<const char*>(chain.file.data()), chain.file.size());
    CHECK(pdf.getRoot().getKey("/Outlines").getKey("/First").getKey("/Title").getUTF8Value() == "Part one");
    CHECK(pdf.getRoot().hasKey("/StructTreeRoot"));
}

TEST_CASE("documents that may not be rewritten are refused with the reason", "[pdf][forms][refuse]") {
    const Folder folder;
    const Bytes document = corpus("lo13_contract1p");
    const Chain chain = signed_chain(document, 1);
    CHECK(prepare(chain.file, {}, {"1"}).error().detail == "signed");
    const std::string in = folder.write("in.pdf", document), out = folder.at("out.pdf");
    REQUIRE(run("qpdf --encrypt '' owner 256 -- " + in + " " + out).exit == 0);
    CHECK(prepare(runtime::read_file(out).value(), {}, {"1"}).error().detail == "encrypted");
    REQUIRE(run("qpdf --encrypt user owner 256 -- " + in + " " + out).exit == 0);
    CHECK(prepare(runtime::read_file(out).value(), {}, {"1"}).error().detail == "encrypted");
    CHECK(prepare(bytes_of("%PDF-1.7\nnothing"), {}, {"1"}).error().detail == "damaged");
    CHECK(prepare(bytes_of("GIF89a"), {}, {}).error().code == ErrorCode::Unsupported);
}

TEST_CASE("object-stream and linearised files are prepared like any other", "[pdf][forms]") {
    const std::string options = GENERATE("--object-streams=generate", "--linearize");
    const Folder folder;
    const std::string in = folder.write("in.pdf", corpus("lo13_contract1p")), out = folder.at("out.pdf");
    REQUIRE(run("qpdf " + options + " " + in + " " + out).exit == 0);
    const Chain chain = signed_chain(runtime::read_file(out).value(), 2);
    CHECK(run("qpdf --check " + folder.write("signed.pdf", chain.file)).exit == 0);
    CHECK(text_of(chain.file).find("/ObjStm") == std::string_view::npos);
}
