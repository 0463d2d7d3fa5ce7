// Fields of the document's own form beside the tags of its text.
#include <algorithm>

#include "quillport/core/draft.hpp"
#include "quillport/tags/erase.hpp"
#include "sample_tags.hpp"

using namespace quillport;
using quillport::test::detect_in;
using quillport::test::line_of;
using quillport::test::SamplePdf;

namespace {

/// A page with a line of text and one widget for each of `fields`, from top to bottom.
SamplePdf with_fields(const std::string& text, const std::vector<std::string>& fields) {
    SamplePdf sample = line_of(text);
    std::string list;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const int number = 20 + static_cast<int>(i), y = 600 - 30 * static_cast<int>(i % 20);
        list += std::to_string(number) + " 0 R ";
        sample.objects[number] = "<</Type/Annot/Subtype/Widget/F 4/Rect[50 " + std::to_string(y) + " 150 " +
                                 std::to_string(y + 16) + "]" + fields[i] + ">>";
    }
    sample.objects[1] = "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[" + list + "]>>>>";
    sample.page_entries = "/Annots[" + list + "]";
    return sample;
}

Tag form_field(const std::string& entries) {
    const Detection found = detect_in(with_fields("Text", {entries}));
    REQUIRE(found.tags.size() == 1);
    CHECK(found.problems.empty());
    return found.tags.front();
}

std::vector<std::string> roles(const Detection& found) {
    std::vector<std::string> out;
    for (const Tag& tag : found.tags) out.push_back(tag.text + "=" + tag.role);
    return out;
}

std::string text(const std::string& name) { return "/FT/Tx/T(" + name + ")"; }
std::string signature(const std::string& name) { return "/FT/Sig/T(" + name + ")"; }

}  // namespace

TEST_CASE("a field of the form is a tag that has nothing to erase", "[tags][forms]") {
    const Tag tag = form_field("/FT/Tx/T(person.city)/TU(Your town)/V(Kranj)/Ff 2/MaxLen 20/Q 1/DA(/Helv 9 Tf)");
    CHECK(tag.source == TagSource::Form);
    CHECK(tag.kind == TagKind::Field);
    CHECK(tag.dialect == "acroform");
    CHECK(tag.text == "person.city");
    CHECK(tag.name == "person.city");
    CHECK(tag.type == FieldType::Text);
    CHECK(tag.required);
    CHECK(tag.visible);
    CHECK(tag.pieces.empty());
    CHECK(tag.box == Rect{50, 600, 150, 616});
    CHECK(tag.field == tag.box);
    CHECK(tag.font_size == Approx(9));
    CHECK(tag.attributes == std::map<std::string, std::string>{
                                {"align", "center"}, {"default", "Kranj"}, {"label", "Your town"}, {"maxlength", "20"}});
}

TEST_CASE("kinds of fields follow the flags of the form", "[tags][forms]") {
    CHECK(form_field("/FT/Tx/T(a)/Ff 4096").type == FieldType::Multiline);
    CHECK(form_field("/FT/Ch/T(a)/Ff 131072/Opt[(x)(y)]").attributes.at("options") == "x|y");
    CHECK(form_field("/FT/Ch/T(a)/Ff 131072/Opt[(x|1)(y)]/V(z)").attributes.at("options") == "x\u00A61|y|z");
    CHECK(form_field("/FT/Ch/T(a)/Ff 131072").type == FieldType::Text);
    CHECK(form_field("/FT/Sig/T(a)").type == FieldType::Signature);
    CHECK(form_field("/FT/Btn/T(a)").type == FieldType::Checkbox);
    CHECK(form_field("/FT/Btn/T(a)/Ff 32768").type == FieldType::Radio);
    CHECK(form_field("/FT/Tx/T(a)/Ff 8192/V(secret)").attributes.count("default") == 0);
    CHECK(form_field("/FT/Tx/T(a)/V(too long)/MaxLen 3").attributes.count("maxlength") == 0);
    const std::string number = "/FT/Tx/T(a)/AA<</F<</S/JavaScript/JS(AFNumber_Format\\(2\\))>>>>";
    CHECK(form_field(number + "/V(12,50)").type == FieldType::Number);
    CHECK(form_field(number + "/V(about ten)").type == FieldType::Text);
}

TEST_CASE("boxes of one name with different states exclude each other", "[tags][forms]") {
    const auto box = [](const std::string& state, const std::string& more) {
        return "/FT/Btn/T(choice)/AP<</N<</" + state + " 4 0 R/Off 4 0 R>>>>" + more;
    };
    const Detection found = detect_in(with_fields("Text", {box("A", "/V/B"), box("B", "/V/B"), box("B", "/V/B")}));
    REQUIRE(found.tags.size() == 3);
    for (const Tag& tag : found.tags) CHECK(tag.type == FieldType::Radio);
    CHECK(found.tags[0].attributes.count("default") == 0);
    CHECK(found.tags[1].attributes.at("default") == "yes");
    CHECK(found.tags[2].attributes.count("default") == 0);  // one of them is chosen, not two
    CHECK(found.tags[1].attributes.at("option") == "B");
}

TEST_CASE("fields of a form belong to the party that their names or the document speak of", "[tags][forms]") {
    CHECK(roles(detect_in(with_fields("Text", {text("city"), signature("one"), signature("two")}))) ==
          std::vector<std::string>{"city=1", "one=1", "two=2"});
    CHECK(roles(detect_in(with_fields("{{sig:buyer}}", {text("city"), text("buyer.tax"), text("seller.tax")}))) ==
          std::vector<std::string>{"{{sig:buyer}}=buyer", "city=buyer", "buyer.tax=buyer", "seller.tax=buyer"});
    CHECK(roles(detect_in(with_fields("Text", {signature("buyer.sign"), text("buyer.tax"), signature("seller.sign")}))) ==
          std::vector<std::string>{"buyer.sign=buyer", "buyer.tax=buyer", "seller.sign=seller"});
    CHECK(
        roles(detect_in(with_fields("Text", {text("signer2_place"), text("designer3"), text("Signer1.x"), text("party 12")}))) ==
        std::vector<std::string>{"signer2_place=2", "designer3=1", "Signer1.x=1", "party 12=12"});
    // The positional rule of the text's tags does not count the form.
    CHECK(roles(detect_in(with_fields("{{sig}} and {{sig}}", {signature("own")}))) ==
          std::vector<std::string>{"{{sig}}=1", "{{sig}}=2", "own=1"});
}

TEST_CASE("a read-only field is nobody's and a hidden one makes no field", "[tags][forms]") {
    const Detection found =
        detect_in(with_fields("Text", {text("fixed") + "/Ff 1/V(PO-1)", text("hidden") + "/F 2", text("open")}));
    REQUIRE(found.tags.size() == 3);
    CHECK(found.tags[0].role.empty());
    CHECK_FALSE(found.tags[0].required);
    const EnvelopeDraft draft = draft_of(found, {}, {"d"});
    REQUIRE(draft.fields.size() == 2);
    CHECK(draft.fields[0].role.empty());
    CHECK(draft.fields[0].readonly);
    CHECK(draft.fields[0].value == "PO-1");
    CHECK(draft.fields[1].name == "open");
    REQUIRE(draft.roles.size() == 1);
    CHECK(draft.roles[0].key == "1");
}

TEST_CASE("what a field of a draft cannot hold is told and stays", "[tags][forms]") {
    const Detection found = detect_in(with_fields("Text", {text("long") + "/V(" + std::string(600, 'x') + ")", text("short")}));
    REQUIRE(found.tags.size() == 1);
    REQUIRE(found.problems.size() == 1);
    CHECK(found.problems[0].code == "form_value_long");
    const std::string name(300, 'n');
    const Detection named = detect_in(with_fields("Text", {text(name + "1"), text(name + "2")}));
    REQUIRE(named.tags.size() == 2);
    CHECK(named.tags[0].text == name + "1");
    CHECK(named.tags[0].name->size() <= 200);
    CHECK(named.tags[0].name != named.tags[1].name);
    SamplePdf many = with_fields("Text", std::vector<std::string>(1600, "/FT/Tx"));
    many.objects[1] = "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]>>>>";
    const Detection limited = detect_in(many);
    CHECK(limited.tags.size() <= 1500);
    REQUIRE_FALSE(limited.problems.empty());
    CHECK(limited.problems.back().code == "form_limit");
}

TEST_CASE("erasing the tags leaves the form alone", "[tags][forms][erase]") {
    const std::string file = with_fields("Sign {{sig:1}}", {text("city"), signature("own")}).text();
    auto document = pdf::Document::open(bytes_of(file));
    REQUIRE(document.ok());
    const auto found = tags::detect(document.value());
    REQUIRE(found.ok());
    REQUIRE(found.value().tags.size() == 3);
    const auto erased = tags::erase(document.value(), found.value());
    REQUIRE(erased.ok());
    CHECK(erased.value().not_erased.empty());
    auto again = pdf::Document::open(erased.value().pdf);
    const auto left = tags::detect(again.value());
    REQUIRE(left.value().tags.size() == 2);
    CHECK(left.value().tags[0].source == TagSource::Form);
}
