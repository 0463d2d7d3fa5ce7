// What an increment may touch in a document that two of three recipients signed: one case a change, each as a writer makes it.
// Certified with P=2, the fields of those who signed are locked.
#include <functional>

#include "victim.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;

namespace {

Victim two_of_three() {
    Chain chain = pdf::test::prepared_chain(corpus("lo13_contract1p"), pdf::test::sample_fields(3), pdf::test::sample_roles(3));
    chain.act(pdf::test::certification());
    chain.act(pdf::test::act_of(1));
    chain.act(pdf::test::act_of(2), "signer-rsa");
    return Victim(std::move(chain));
}

struct Change {
    const char* what;
    std::function<void(Victim&)> make;
};

/// The third recipient's text field, which is still open.
std::function<void(Victim&)> open_text(const std::string& key, const std::string& value) {
    return [=](Victim& v) { v.change(v.field("r3_left"), key, value); };
}
std::function<void(Victim&)> form(const std::string& key, const std::string& value) {
    return [=](Victim& v) { v.change(v.form(), key, value); };
}
std::function<void(Victim&)> catalog(const std::string& key, const std::string& value) {
    return [=](Victim& v) { v.change(v.catalog(), key, value); };
}
std::string look_of(Victim& victim) {
    return std::to_string(victim.add(
               "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << >> /Length 9 >>\nstream\n0 0 9 9 re\nendstream")) +
           " 0 R";
}

const Change kAllowed[] = {
    {"a value", open_text("/V", "(new)")},
    {"a value of its own object", [](Victim& v) { v.change(v.field("r3_left"), "/V", std::to_string(v.add("(new)")) + " 0 R"); }},
    {"an appearance", [](Victim& v) { v.change(v.field("r3_left"), "/AP", "<< /N " + look_of(v) + " >>"); }},
    {"a field made read-only", open_text("/Ff", "3")},
    {"flags of its widget", open_text("/F", "132")},
    {"its default appearance", open_text("/DA", "(/Helv 9 Tf 0 g)")},
    {"a box ticked", [](Victim& v) { v.change(v.field("r3_agree"), "/V", "/Yes"); }},
    {"the state of a box", [](Victim& v) { v.change(v.field("r3_agree"), "/AS", "/Yes"); }},
    {"another unlocked choice", [](Victim& v) { v.change(v.field("r3_city"), "/V", "(Praha)"); }},
    {"the page, written again", [](Victim& v) { v.replace(v.page(), v.page().unparseResolved()); }},
    {"the form, written again", [](Victim& v) { v.replace(v.form(), v.form().unparseResolved()); }},
    {"NeedAppearances", form("/NeedAppearances", "true")},
    {"alignment of the form", form("/Q", "1")},
    {"extensions", catalog("/Extensions", "<< /ADBE << /BaseVersion /1.7 /ExtensionLevel 8 >> >>")},
    {"a version", catalog("/Version", "/2.0")},
    {"validation data",
     [](Victim& v) { v.change(v.catalog(), "/DSS", "<< /Type /DSS /Certs [" + std::to_string(v.add_stream("0")) + " 0 R] >>"); }},
    {"objects that nothing refers to", [](Victim& v) { v.add("(nobody)"); }},
};

const Change kRefused[] = {
    {"a value that is locked", [](Victim& v) { v.change(v.field("r1_name"), "/V", "(Somebody Else)"); }},
    {"an appearance that is locked", [](Victim& v) { v.change(v.field("r1_name"), "/AP", "<< /N " + look_of(v) + " >>"); }},
    {"a locked field hidden", [](Victim& v) { v.change(v.field("r1_name"), "/F", "2"); }},
    {"an open field hidden", open_text("/F", "2")},
    {"the place of a field", open_text("/Rect", "[0 0 100 100]")},
    {"a default value", open_text("/DV", "(x)")},
    {"an action", open_text("/AA", "<< /K << /S /JavaScript /JS (1) >> >>")},
    {"colours of a widget", open_text("/MK", "<< /BG [1 0 0] >>")},
    {"the name of an annotation", open_text("/NM", "(x)")},
    {"a private key of a field", open_text("/QP_Who", "(x)")},
    {"the name of a field", open_text("/T", "(other)")},
    {"a lock", [](Victim& v) { v.change(v.field("r3_sign"), "/Lock", "<< /Type /SigFieldLock /Action /All >>"); }},
    {"the place of a signature", [](Victim& v) { v.change(v.field("r3_sign"), "/Rect", "[0 0 100 100]"); }},
    {"an appearance stream in its place",
     [](Victim& v) {
         v.replace(
             v.field("r1_name").getKey("/AP").getKey("/N"),
             "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << >> /Length 9 >>\nstream\n0 0 9 9 re\nendstream");
     }},
    {"a private key of a page", [](Victim& v) { v.change(v.page(), "/PieceInfo", "<< /QP << >> >>"); }},
    {"a private key of the catalog", catalog("/QP_Who", "(x)")},
    {"an action on opening", catalog("/OpenAction", "<< /S /JavaScript /JS (1) >>")},
    {"permissions", catalog("/Perms", "<< >>")},
    {"a field after the certification",
     [](Victim& v) {
         const std::string field =
             std::to_string(v.add("<< /Type /Annot /Subtype /Widget /FT /Tx /T (late) /Rect [9 9 99 29] /F 4 >>"));
         std::string list = v.form().getKey("/Fields").unparseResolved();
         v.change(v.form(), "/Fields", list.insert(list.rfind(']'), " " + field + " 0 R "));
     }},
    {"a field taken away",
     [](Victim& v) {
         std::string list = "[";
         for (Handle& field : v.form().getKey("/Fields").getArrayAsVector())
             if (field.getObjGen() != v.field("r3_left").getObjGen()) list += field.unparse() + " ";
         v.change(v.form(), "/Fields", list + "]");
     }},
    // Here others are less strict: readers draw fields anew by it.
    {"another default appearance of the form", form("/DA", "(/Helv 8 Tf 0 g)")},
};

}  // namespace

TEST_CASE("a later revision may do what filling in and preserving do", "[signing][matrix]") {
    for (const Change& change : kAllowed) {
        Victim victim = two_of_three();
        change.make(victim);
        INFO(change.what);
        const auto report = judge(victim.updated());
        // A change that no signature covers leaves the file undecided, never changed.
        CHECK(report.indication != Indication::TotalFailed);
        REQUIRE(report.signatures.size() == 3);
        for (const SignatureReport& s : report.signatures) CHECK(s.later_changes_allowed);
    }
}

TEST_CASE("a later revision may do nothing else", "[signing][matrix]") {
    for (const Change& change : kRefused) {
        Victim victim = two_of_three();
        change.make(victim);
        INFO(change.what);
        const auto report = judge(victim.updated());
        CHECK(report.indication == Indication::TotalFailed);
        CHECK(report.verdict.starts_with("Changed after signing."));
    }
}
