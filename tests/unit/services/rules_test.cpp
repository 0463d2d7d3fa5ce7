#include <catch2/catch.hpp>

#include "fold.hpp"
#include "ink.hpp"
#include "pairs.hpp"
#include "quillport/services/audit_kinds.hpp"
#include "quillport/services/problem.hpp"
#include "validate.hpp"
#include "values.hpp"

namespace quillport::services {

TEST_CASE("addresses as people have them are taken, headers and spaces are not", "[services][rules]") {
    for (const char* good :
         {"a@b.si", "petra.novak+sign@acme.example", "o'brien@example.com", "root@localhost", "x@xn--mller-kva.de"}) {
        INFO(good);
        CHECK(is_email(good));
    }
    for (const char* bad : {"", "a", "a@", "@b", "a b@c.si", "a@b..si", ".a@b.si", "a@-b.si", "a@b.si\nBcc: x", "\"a\"@b.si",
                            "a@[127.0.0.1]", "ü@b.si"}) {
        INFO(bad);
        CHECK_FALSE(is_email(bad));
    }
}

TEST_CASE("phone numbers need their country and lose their ornaments", "[services][rules]") {
    CHECK(is_phone("+386 41 123-456"));
    CHECK(plain_phone("+386 (41) 123/456") == "+38641123456");
    for (const char* bad : {"", "041123456", "+0123456789", "+12", "+386 41 abc", "+1234567890123456"})
        CHECK_FALSE(is_phone(bad));
}

TEST_CASE("a line is valid UTF-8 without control characters", "[services][rules]") {
    CHECK(is_one_line("Čučkova ulica 7 😀", 100));
    for (const char* bad : {"a\nb", "a\rb", "a\x01", "\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "caf\xE9", "a\xE2\x80\xA8z"})
        CHECK_FALSE(is_one_line(bad, 100));
    CHECK(is_text("a\nb", 100));
    CHECK(shortened("ččččč", 8) == "čč…");
    CHECK(cleaned("Moz\x01illa \xE9", 50) == "Mozilla");
}

TEST_CASE("nobody can show a text in another order than it is signed in", "[services][rules]") {
    for (const char* turned : {"invoice\u202Efdp.exe", "a\u202Db"}) {
        CHECK_FALSE(is_one_line(turned, 100));
        CHECK_FALSE(is_text(turned, 100));
    }
    CHECK(is_one_line("\u05E9\u05DC\u05D5\u05DD \u2067\u05E2\u2069", 100));
    CHECK(cleaned("\u010D\u202E\u202Efdp.exe\u202D", 50) == "\u010Dfdp.exe");
}

TEST_CASE("blanks without ink are neither a signature nor a value", "[services][rules]") {
    for (const char* blank : {"", "   ", "\u200B", " \u00A0\u3000", "\u2800\u3164", "\uFEFF", "\U000E0020"}) {
        CHECK_FALSE(is_visible(blank));
        pdf::SignatureImage typed;
        typed.typed = blank;
        const auto checked = check_signature(typed);
        REQUIRE_FALSE(checked.ok());
        CHECK(problem_of(checked.error()).key == "signature_missing");
    }
    for (const char* seen : {"x", "\u200Bx", "\u5C71\u7530", "\U0001F58B\uFE0F"}) CHECK(is_visible(seen));
    Field field;
    field.name = "text_1";
    field.role = "1";
    field.type = FieldType::Text;
    field.required = true;
    CHECK_FALSE(check_act({field}, "1", {{"text_1", "\u200B"}}).ok());
    CHECK(check_act({field}, "1", {{"text_1", "x"}}).ok());
}

TEST_CASE("names and addresses are masked for others", "[services][rules]") {
    CHECK(masked_email("petra@acme.si") == "p***a@acme.si");
    CHECK(masked_email("p@acme.si") == "p***@acme.si");
    CHECK(masked_phone("+38641123456") == "+386 *** 456");
}

TEST_CASE("values have to fit their fields", "[services][rules]") {
    Field field;
    field.name = "f";
    const auto key = [&](FieldType type, const std::string& value) {
        field.type = type;
        const auto checked = check_value(field, value);
        return checked.ok() ? std::string() : problem_of(checked.error()).key;
    };
    CHECK(key(FieldType::Number, "-1 234,50").empty());
    CHECK(key(FieldType::Number, "12a") == "number");
    CHECK(key(FieldType::DateInput, "2028-02-29").empty());
    CHECK(key(FieldType::DateInput, "2026-02-29") == "date");
    CHECK(key(FieldType::Email, "no address") == "email");
    CHECK(key(FieldType::Checkbox, "maybe") == "option");
    CHECK(key(FieldType::Text, "two\nlines") == "value");
    CHECK(key(FieldType::Multiline, "two\nlines").empty());
    field.attributes["options"] = "Red| Green |Blue";
    CHECK(key(FieldType::Dropdown, "Green").empty());
    CHECK(key(FieldType::Dropdown, "Pink") == "option");
    field.attributes["maxlength"] = "3";
    CHECK(key(FieldType::Text, "čšž").empty());
    CHECK(key(FieldType::Text, "čšžx") == "value_long");
}

TEST_CASE("a value at several places is typed once, and of several radio buttons one is chosen", "[services][rules]") {
    Recipient who;
    who.role = "1";
    std::vector<Field> fields(4);
    for (std::size_t i = 0; i < 4; ++i) {
        fields[i].name = "f" + std::to_string(i);
        fields[i].role = "1";
        fields[i].type = i < 2 ? FieldType::Text : FieldType::Radio;
        fields[i].attributes["name"] = i < 2 ? "tax" : "colour";
    }
    Values values = values_of_act(fields, who, {}, {{"f0", "SI123"}}, TimePoint{});
    CHECK(values["f1"] == "SI123");
    CHECK(problem_of(check_act(fields, "1", values).error()).key == "required");
    values["f2"] = "yes";
    CHECK(check_act(fields, "1", values).ok());
    values["f3"] = "yes";
    CHECK(problem_of(check_act(fields, "1", values).error()).key == "option");
}

TEST_CASE("the date of signing follows its tag's format", "[services][rules]") {
    const TimePoint when{std::chrono::milliseconds{1'795'440'300'000}};
    CHECK(day_in_format(when, "") == "23. 11. 2026");
    CHECK(day_in_format(when, "dd.mm.yyyy") == "23.11.2026");
    CHECK(day_in_format(when, "d/m/yy") == "23/11/26");
}

TEST_CASE("letters are found whatever marks they wear", "[services][rules]") {
    CHECK(folded("Dvořák ŠTĚPÁN Łódź Straße ÆØÅ") == "dvorak stepan lodz strasse aeoa");
    CHECK(folded("ПЁТР ΑΘΗΝΑ") == "пётр αθηνα");
}

TEST_CASE("problems travel in errors and come out as they went in", "[services][rules]") {
    const Problem out = problem_of(
        refusal(ErrorCode::Forbidden, "", {.key = "code_wrong", .field = "a&b=c", .tries_left = 4, .retry_after = 60}));
    CHECK(out.key == "code_wrong");
    CHECK(out.field == "abc");
    CHECK(out.tries_left == 4);
    CHECK(out.retry_after == 60);
    CHECK(problem_of({ErrorCode::Internal, "", "offset 12: bad thing"}).key == "internal");
    CHECK(problem_of({ErrorCode::NoSpace, "the database is full", "13"}).key == "no_space");
}

TEST_CASE("pairs and ink read back exactly, and nothing else is taken", "[services][rules]") {
    const Pairs pairs = {{"a", "x\n1 2\n"}, {"b", ""}, {"c", std::string("\0\x01", 2)}};
    CHECK(decode_pairs(encode_pairs(pairs)) == pairs);
    CHECK_FALSE(decode_pairs("a 5\nxy\n").has_value());
    CHECK_FALSE(decode_pairs("a 99999999999999999999\nxy\n").has_value());
    pdf::SignatureImage image;
    image.width = 300;
    image.height = 100.5;
    image.strokes = {{{1.25, 2, 0.5}, {3, 4, 1}}};
    const auto back = decode_ink(encode_ink(image));
    REQUIRE(back.has_value());
    CHECK(back->strokes[0][0].x == 1.25);
    CHECK(back->height == 100.5);
    pdf::SignatureImage typed;
    typed.typed = "Anna Krajnc";
    CHECK(decode_ink(encode_ink(typed))->typed == "Anna Krajnc");
    CHECK_FALSE(decode_ink("ink-1 1 1 5\n2 1 1 1").has_value());
}

TEST_CASE("every kind of event has its sentence and stands in the table once", "[services][rules]") {
    for (std::size_t i = 0; i < kAuditKinds.size(); ++i) {
        CHECK_FALSE(kAuditKinds[i].sentence.empty());
        for (std::size_t k = 0; k < i; ++k) CHECK(kAuditKinds[i].word != kAuditKinds[k].word);
    }
}

}  // namespace quillport::services
