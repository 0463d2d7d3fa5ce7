#include <catch2/catch.hpp>
#include <limits>

#include "field_values.hpp"
#include "ink.hpp"
#include "quillport/pdf/increment.hpp"
#include "syntax.hpp"

using namespace quillport;
using namespace quillport::pdf;
using std::chrono::minutes;

namespace {

constexpr TimePoint kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 3} + std::chrono::hours{23} + minutes{5} +
                         std::chrono::seconds{9}};

PlannedField planned(std::string name, FieldType type, std::map<std::string, std::string> attributes = {}) {
    PlannedField field;
    field.name = std::move(name);
    field.type = type;
    field.owner = "1";
    field.box = {0, 0, 100, 20};
    field.attributes = std::move(attributes);
    return field;
}

SigningPlan plan_of_two() {
    SigningPlan plan;
    plan.file_size = 8;
    plan.next_object = 10;
    plan.catalog_object = 1;
    plan.first_id = "<00>";
    plan.certification_field = "c";
    plan.fields.push_back(planned("c", FieldType::Seal));
    plan.fields[0].owner.clear();
    plan.fields[0].certify = 2;
    plan.fields[0].box = {};
    plan.fields[0].object = 5;
    plan.fields[0].carries_signature = true;
    plan.fields.push_back(planned("s", FieldType::Signature));
    plan.fields[1].object = 6;
    plan.fields[1].carries_signature = true;
    plan.fields.push_back(planned("t", FieldType::Text));
    plan.fields[2].object = 7;
    return plan;
}

const BytesView kFile = bytes_of("%PDF-1.7");

SigningAct act_by(const std::string& owner) {
    SigningAct act;
    act.owner = owner;
    act.signer_name = "Anna";
    act.hole = 100;
    act.when = kNow;
    return act;
}

}  // namespace

TEST_CASE("dates are written in the field's own format", "[pdf][forms]") {
    CHECK(date_text(kNow, minutes(0), "d. m. yyyy") == "3. 11. 2026");
    CHECK(date_text(kNow, minutes(0), "dd.mm.yyyy") == "03.11.2026");
    CHECK(date_text(kNow, minutes(0), "DD/MM/YY") == "03/11/26");
    CHECK(date_text(kNow, minutes(0), "yyyy-mm-dd HH:MM:SS") == "2026-11-03 23:05:09");
    CHECK(date_text(kNow, minutes(60), "yyyy-mm-dd") == "2026-11-04");  // where the signer is, it is tomorrow
    CHECK(date_text(kNow, minutes(-120), "HH:MM d.m.yyyy") == "21:05 3.11.2026");
}

TEST_CASE("a value comes from the field, the shared name, the act or the default", "[pdf][forms]") {
    SigningAct act = act_by("1");
    act.values = {{"x_2", "own"}, {"city", "shared"}, {"pay", "card"}};
    CHECK(value_of(planned("x_2", FieldType::Text, {{"name", "city"}}), act) == "own");
    CHECK(value_of(planned("x_3", FieldType::Text, {{"name", "city"}}), act) == "shared");
    CHECK(value_of(planned("x", FieldType::Text), act) == std::nullopt);
    CHECK(value_of(planned("n", FieldType::Name), act) == "Anna");
    CHECK(value_of(planned("d", FieldType::Date), act) == "3. 11. 2026");
    CHECK(value_of(planned("a", FieldType::Radio, {{"name", "pay"}, {"option", "card"}}), act) == "yes");
    CHECK(value_of(planned("b", FieldType::Radio, {{"name", "pay"}, {"option", "cash"}}), act) == "no");
    CHECK(value_of(planned("pay", FieldType::Radio, {{"name", "pay"}, {"option", "card"}}), act) == "yes");
    act.values = {{"agree", "no"}, {"agree_2", "yes"}};
    CHECK(value_of(planned("agree", FieldType::Radio, {{"name", "agree"}, {"option", "no"}}), act) == "no");
    CHECK(value_of(planned("agree_2", FieldType::Radio, {{"name", "agree"}, {"option", "maybe"}}), act) == "yes");
    act.values = {{"d", "2026-12-24"}, {"e", "24 December"}};
    CHECK(value_of(planned("d", FieldType::DateInput, {{"format", "dd.mm.yyyy"}}), act) == "24.12.2026");
    CHECK(value_of(planned("d", FieldType::DateInput), act) == "2026-12-24");
    CHECK(value_of(planned("e", FieldType::DateInput, {{"format", "dd.mm.yyyy"}}), act) == "24 December");
    CHECK(exported(planned("c", FieldType::Dropdown, {{"options", "One|Two"}, {"exports", "1|2"}}), "Two") == "2");
    CHECK(exported(planned("c", FieldType::Dropdown, {{"options", "One|Two"}}), "Two") == "Two");
    CHECK(value_of(planned("c", FieldType::Checkbox), act) == "no");
    PlannedField with_default = planned("f", FieldType::Text);
    with_default.value = "as agreed";
    CHECK(value_of(with_default, act) == "as agreed");
}

TEST_CASE("text out of a form is clean before it is used", "[pdf][syntax]") {
    CHECK(syntax::clean_text("a\r\nb\rc\td\x01\x7f") == "a\nb\nc d");
    CHECK(syntax::clean_text("\xff\xc3") == "\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(syntax::clean_text("Č\xc2\x85 ") == "Č ");  // a C1 control
}

TEST_CASE("text strings are plain where they can be and UTF-16 elsewhere", "[pdf][syntax]") {
    CHECK(syntax::text_string("a(b)\\c\n") == "(a\\(b\\)\\\\c\\n)");
    CHECK(syntax::text_string("Č") == "<FEFF010C>");
    CHECK(syntax::text_string("😀") == "<FEFFD83DDE00>");
    CHECK(syntax::text_string("\xff"
                              "a") == "<FEFFFFFD0061>");
    CHECK(syntax::text_string("\xed\xa0\x80") == "<FEFFFFFDFFFDFFFD>");  // a surrogate is no character
    CHECK(syntax::number(-0.00001) == "0");
    CHECK(syntax::number(12.50) == "12.5");
    CHECK(syntax::number(std::numeric_limits<double>::infinity()) == "0");
}

TEST_CASE("an act that does not fit the plan is refused", "[pdf][forms]") {
    const SigningPlan plan = plan_of_two();
    CHECK(build_increment(bytes_of("%PDF-1.7 longer"), plan, act_by("1")).error().code == ErrorCode::Conflict);
    CHECK(build_increment(kFile, plan, act_by("2")).error().code == ErrorCode::InvalidInput);
    SigningAct act = act_by("1");
    act.hole = 0;
    CHECK(build_increment(kFile, plan, act).error().code == ErrorCode::InvalidInput);
    act = act_by("1");
    act.values["someone_elses"] = "x";
    CHECK(build_increment(kFile, plan, act).error().code == ErrorCode::InvalidInput);
    act = act_by("1");
    act.image.strokes = {{{0, std::numeric_limits<double>::quiet_NaN(), 1}}};
    CHECK(build_increment(kFile, plan, act).error().code == ErrorCode::InvalidInput);
    act = act_by("1");
    act.image.picture = {10, 10, Bytes(5)};
    CHECK(build_increment(kFile, plan, act).error().code == ErrorCode::InvalidInput);
}

TEST_CASE("nobody signs twice, and a certification comes first", "[pdf][forms]") {
    const auto first = build_increment(kFile, plan_of_two(), act_by("1"));
    REQUIRE(first.ok());
    Bytes file = copy_of(kFile);
    file.insert(file.end(), first.value().appended.begin(), first.value().appended.end());
    CHECK(build_increment(file, first.value().next, act_by("1")).error().code == ErrorCode::Conflict);
    CHECK(build_increment(file, first.value().next, act_by("")).error().code == ErrorCode::Conflict);
}

TEST_CASE("a signature fits its place or is refused", "[pdf][forms]") {
    auto pending = build_increment(kFile, plan_of_two(), act_by("1"));
    REQUIRE(pending.ok());
    CHECK(insert_signature(pending.value(), Bytes(101)).error().code == ErrorCode::TooLarge);
    REQUIRE(insert_signature(pending.value(), Bytes(100, std::byte{0xab})).ok());
    const std::string_view text = text_of(pending.value().appended);
    CHECK(text.substr(pending.value().hole_offset - 1, 4) == "<aba");
    CHECK(text[pending.value().hole_offset + 200] == '>');
}

TEST_CASE("hostile ink is drawn or refused, never fatal", "[pdf][forms]") {
    SigningAct act = act_by("1");
    act.image.strokes = {{{0, 0, 0}}, {{1e6, -1e6, 5}, {-1e6, 1e6, -7}}, {}, {{3, 3, 1}, {3, 3, 1}}};
    act.signer_name = "\xff\xfe broken";
    act.caption = std::string(5000, 'x');
    act.values["t"] = std::string(5000, 'W');
    CHECK(build_increment(kFile, plan_of_two(), act).ok());
    act.image.strokes = {{{1e300, 0, 1}, {0, 1e300, 1}}};
    CHECK(build_increment(kFile, plan_of_two(), act).error().code == ErrorCode::InvalidInput);
}

TEST_CASE("initials are the first letters of a name", "[pdf][forms]") {
    CHECK(initials_of("Žaneta Šimůnková") == "ŽŠ");
    CHECK(initials_of("Anna-Marie  de Groot") == "AMDG");
    CHECK(initials_of("") == "");
}
