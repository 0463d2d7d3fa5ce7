// The recipe that strict validators accept, checked revision by revision: what an increment may overwrite and in which keys.
#include <qpdf/QPDF.hh>

#include <set>

#include "forms_support.hpp"

using namespace quillport;
using namespace quillport::pdf;
using namespace quillport::pdf::test;

namespace {

using Handle = QPDFObjectHandle;

struct Revision {
    QPDF pdf;
    std::size_t size = 0;
    int objects = 0;  ///< /Size

    explicit Revision(BytesView bytes) : size(bytes.size()) {
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile("revision", reinterpret_cast<const char*>(bytes.data()), bytes.size());
        objects = pdf.getTrailer().getKey("/Size").getIntValueAsInt();
    }
};

std::set<std::string> changed_keys(Handle before, Handle after) {
    std::set<std::string> keys, changed;
    for (const auto& key : before.getKeys()) keys.insert(key);
    for (const auto& key : after.getKeys()) keys.insert(key);
    for (const auto& key : keys) {
        if (before.getKey(key).unparse() != after.getKey(key).unparse()) changed.insert(key);
    }
    return changed;
}

std::set<std::string> names_in(Handle list) {
    std::set<std::string> names;
    for (auto& name : list.getArrayAsVector()) names.insert(name.getUTF8Value());
    return names;
}

// Objects of `before` that the increment wrote again.
std::vector<int> overwritten(Revision& before, Revision& after) {
    std::vector<int> numbers;
    for (const auto& [id, entry] : after.pdf.getXRefTable()) {
        REQUIRE(entry.getType() == 1);  // a classic table, no object streams
        CHECK(id.getGen() == 0);
        if (id.getObj() < before.objects && entry.getOffset() >= static_cast<qpdf_offset_t>(before.size))
            numbers.push_back(id.getObj());
    }
    return numbers;
}

void check_appearance(Handle field, Revision& before) {
    Handle appearance = field.getKey("/AP");
    REQUIRE(appearance.isDictionary());
    CHECK_FALSE(appearance.isIndirect());
    Handle normal = appearance.getKey("/N");
    REQUIRE(normal.isIndirect());
    CHECK(normal.getObjectID() >= before.objects);  // an object of this revision
    const bool box = field.getKey("/FT").isNameAndEquals("/Btn") && (field.getKey("/Ff").getIntValue() & 0x10000) == 0;
    CHECK(normal.isStream() != box);
    if (box) {
        CHECK(normal.getKey(field.getKey("/AS").getName()).isStream());
        CHECK(field.getKey("/V").getName() == field.getKey("/AS").getName());
    }
}

// One recipient's increment: his fields and nothing else, only in the keys that may change.
void check_recipient(Revision& before, Revision& after, const SigningPlan& plan, const std::string& owner) {
    static const std::set<std::string> kAllowed = {"/V", "/AS", "/AP", "/Ff"};
    std::set<std::string> renewed;
    for (const int number : overwritten(before, after)) {
        const auto field =
            std::find_if(plan.fields.begin(), plan.fields.end(), [&](const auto& f) { return f.object == number; });
        REQUIRE(field != plan.fields.end());
        CAPTURE(field->name);
        CHECK(field->owner == owner);
        Handle now = after.pdf.getObjectByID(number, 0);
        for (const auto& key : changed_keys(before.pdf.getObjectByID(number, 0), now)) {
            CAPTURE(key);
            CHECK(kAllowed.contains(key));
        }
        if (field->box.empty()) continue;
        check_appearance(now, before);
        if (!field->carries_signature) {
            CHECK((now.getKey("/Ff").getIntValue() & 1) == 1);
            renewed.insert(field->name);
        }
    }
    Handle widget = after.pdf.getObjectByID(plan.signature_of(owner)->object, 0);
    Handle lock = widget.getKey("/Lock");
    const std::set<std::string> locked = lock.isDictionary() ? names_in(lock.getKey("/Fields")) : std::set<std::string>{};
    CHECK(locked == renewed);  // every locked field has an appearance of the locking revision
    if (locked.empty()) return;
    Handle reference = widget.getKey("/V").getKey("/Reference").getArrayItem(0);
    CHECK(reference.getKey("/TransformMethod").isNameAndEquals("/FieldMDP"));
    CHECK(reference.getKey("/TransformParams").getKey("/Action").isNameAndEquals("/Include"));
    CHECK(names_in(reference.getKey("/TransformParams").getKey("/Fields")) == locked);
}

void check_prepared(Revision& prepared, const SigningPlan& plan) {
    Handle form = prepared.pdf.getRoot().getKey("/AcroForm");
    CHECK(form.getKey("/SigFlags").getIntValue() == 3);
    CHECK_FALSE(form.hasKey("/NeedAppearances"));
    CHECK_FALSE(form.hasKey("/XFA"));
    std::set<int> listed;
    for (auto& field : form.getKey("/Fields").getArrayAsVector()) listed.insert(field.getObjectID());
    for (const PlannedField& planned : plan.fields) {
        CAPTURE(planned.name);
        CHECK(listed.contains(planned.object));
        Handle field = prepared.pdf.getObjectByID(planned.object, 0);
        CHECK(field.getKey("/T").getUTF8Value() == planned.name);
        CHECK(field.getKey("/F").getIntValue() == (planned.box.empty() ? 132 : 4));
        CHECK_FALSE(field.hasKey("/Kids"));
        Handle annotations = field.getKey("/P").getKey("/Annots");
        const auto widgets = annotations.getArrayAsVector();
        CHECK(std::count_if(widgets.begin(), widgets.end(), [&](Handle w) { return w.getObjectID() == planned.object; }) == 1);
        CHECK_FALSE(field.getKey("/AP").isIndirect());
    }
    CHECK(prepared.pdf.getPDFVersion() >= "1.7");
}

// Trailer and table of what one act appended, as bytes.
void check_bytes(std::string_view file, std::size_t before, const std::string& previous_xref) {
    const std::string_view tail = file.substr(before);
    const std::size_t xref = tail.find("\nxref\n") + 1;
    CHECK(tail.find("/Prev " + previous_xref + " ") != std::string_view::npos);
    std::string_view table = tail.substr(xref + 5);
    while (!table.starts_with("trailer\n")) {
        const std::size_t end = table.find('\n');
        const int count = std::stoi(std::string(table.substr(table.find(' ') + 1, end)));
        table.remove_prefix(end + 1);
        for (int i = 0; i < count; ++i) {
            REQUIRE(table.substr(10, 10) == " 00000 n \n");
            const std::size_t offset = std::stoul(std::string(table.substr(0, 10)));
            CHECK(file.substr(offset, 20).find(" 0 obj\n") != std::string_view::npos);
            table.remove_prefix(20);
        }
    }
    CHECK(tail.ends_with("\n" + std::to_string(before + xref) + "\n%%EOF\n"));
    // The gap of the /ByteRange is the /Contents string, the rest of the file is covered.
    std::array<unsigned long, 4> range{};
    const std::string text(tail.substr(tail.find("/ByteRange ["), 80));
    REQUIRE(std::sscanf(text.c_str(), "/ByteRange [%lu %lu %lu %lu", &range[0], &range[1], &range[2], &range[3]) == 4);
    CHECK(range[0] == 0);
    CHECK(file[range[1]] == '<');
    CHECK(file[range[2] - 1] == '>');
    CHECK(file.substr(range[1] + 1, range[2] - range[1] - 2).find_first_not_of("0123456789abcdef") == std::string_view::npos);
    CHECK(range[2] + range[3] == file.size());
}

std::string xref_of(std::string_view file) {
    const std::size_t at = file.rfind("startxref\n") + 10;
    return std::string(file.substr(at, file.find('\n', at) - at));
}

void check_chain(const Chain& chain, int recipients) {
    const BytesView file = chain.file;
    for (std::size_t i = 1; i < chain.revisions.size(); ++i) {
        check_bytes(text_of(file.first(chain.revisions[i])), chain.revisions[i - 1],
                    xref_of(text_of(file.first(chain.revisions[i - 1]))));
    }
    Revision prepared(file.first(chain.revisions[0])), certified(file.first(chain.revisions[1]));
    check_prepared(prepared, chain.plan);
    const std::vector<int> touched = overwritten(prepared, certified);
    CHECK(std::set<int>(touched.begin(), touched.end()) ==
          std::set<int>{chain.plan.catalog_object, chain.plan.find(chain.plan.certification_field)->object});
    CHECK(changed_keys(prepared.pdf.getRoot(), certified.pdf.getRoot()) == std::set<std::string>{"/Perms"});
    for (int i = 1; i <= recipients; ++i) {
        const auto at = static_cast<std::size_t>(i);
        Revision before(file.first(chain.revisions[at])), after(file.first(chain.revisions[at + 1]));
        check_recipient(before, after, chain.plan, std::to_string(i));
        CHECK(before.pdf.getTrailer().getKey("/ID").getArrayItem(0).unparse() ==
              after.pdf.getTrailer().getKey("/ID").getArrayItem(0).unparse());
        CHECK(before.pdf.getTrailer().getKey("/ID").getArrayItem(1).unparse() !=
              after.pdf.getTrailer().getKey("/ID").getArrayItem(1).unparse());
    }
}

}  // namespace

TEST_CASE("every increment keeps to what strict validators accept", "[pdf][forms][recipe]") {
    const std::string document = GENERATE("lo13_contract1p", "lo04_header_footer");
    CAPTURE(document);
    check_chain(signed_chain(corpus(document), 4), 4);
}

TEST_CASE("a recipient without fields signs invisibly and locks nothing", "[pdf][forms][recipe]") {
    Chain chain = prepared_chain(corpus("lo13_contract1p"), {}, {"1", "2"});
    chain.act(certification());
    for (int i = 1; i <= 2; ++i) {
        SigningAct act = act_of(i);
        act.values.clear();
        chain.act(act);
    }
    check_chain(chain, 2);
}

TEST_CASE("a recipient who leaves everything empty still locks his fields with fresh appearances", "[pdf][forms][recipe]") {
    Chain chain = prepared_chain(corpus("lo13_contract1p"), sample_fields(2), sample_roles(2));
    chain.act(certification());
    for (int i = 1; i <= 2; ++i) {
        SigningAct act = act_of(i);
        act.values.clear();
        act.signer_name.clear();
        chain.act(act);
    }
    check_chain(chain, 2);
}

TEST_CASE("the plan carried through its text form builds the same increment", "[pdf][forms][recipe]") {
    const Chain chain = signed_chain(corpus("lo13_contract1p"), 1);
    auto again = SigningPlan::parse(chain.plan.to_text());
    REQUIRE(again.ok());
    CHECK(again.value().to_text() == chain.plan.to_text());
    const auto prepared = prepare(corpus("lo13_contract1p"), sample_fields(1), sample_roles(1));
    REQUIRE(prepared.ok());
    SigningAct act = certification();
    act.hole = 4096;
    const auto a = build_increment(prepared.value().pdf, prepared.value().plan, act);
    const auto b = build_increment(prepared.value().pdf, SigningPlan::parse(prepared.value().plan.to_text()).value(), act);
    REQUIRE(a.ok());
    REQUIRE(b.ok());
    CHECK(a.value().appended == b.value().appended);
    CHECK(a.value().digest == b.value().digest);
}
