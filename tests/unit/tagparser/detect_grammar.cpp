#include <set>
#include <string>

#include "quillport/tags/grammar.hpp"
#include "sample_tags.hpp"

using namespace quillport;
using namespace quillport::test;

TEST_CASE("a secretary needs no more than a type and a number", "[tags][grammar]") {
    const Tag tag = only_tag("{{sig:1}}");
    CHECK(tag.type == FieldType::Signature);
    CHECK(tag.role == "1");
    CHECK(tag.dialect == "quillport");
    CHECK(tag.text == "{{sig:1}}");
    CHECK(tag.required);
    CHECK_FALSE(tag.name.has_value());
    CHECK(tag.attributes.empty());
}

TEST_CASE("every type answers to its name and its short forms in both forms", "[tags][grammar]") {
    for (const auto& row : tags::type_table()) {
        std::string words = std::string(row.word) + " " + std::string(row.short_forms);
        while (!words.empty()) {
            const std::string word = words.substr(0, words.find(' '));
            words.erase(0, std::min(words.size(), word.size() + 1));
            if (word.empty()) continue;
            std::string keys;
            if (row.type == FieldType::Dropdown) keys = ";options=A|B";
            if (row.type == FieldType::Radio) keys = ";option=A;name=r";
            CHECK(only_tag("{{" + word + ":2" + keys + "}}").type == row.type);
            CHECK(only_tag("##" + word + " 2" + keys + "##").type == row.type);
        }
    }
}

TEST_CASE("the tables name every field type once and no word twice", "[tags][grammar]") {
    std::set<std::string_view> words;
    for (const auto& row : tags::type_table()) {
        CHECK(name_of(row.type) == row.word);
        CHECK(words.insert(row.word).second);
    }
    CHECK(words.size() == static_cast<std::size_t>(FieldType::Qr) + 1);
    std::set<std::string_view> keys;
    for (const auto& row : tags::key_table()) CHECK(keys.insert(row.word).second);
}

TEST_CASE("the form with number signs takes the role after a blank, a colon or at once", "[tags][grammar]") {
    CHECK(only_tag("##sig 1##").role == "1");
    CHECK(only_tag("##sig:1##").role == "1");
    CHECK(only_tag("##sig1##").role == "1");
    CHECK(only_tag("## sig 1 ##").role == "1");
    const Tag text = only_tag("##text buyer; label=Tax number##");
    CHECK(text.type == FieldType::Text);
    CHECK(text.role == "buyer");
    CHECK(text.attributes.at("label") == "Tax number");
    CHECK(only_tag("##signature##").type == FieldType::Signature);
    CHECK(only_tag("##podpis 1##").type == FieldType::Signature);
}

TEST_CASE("roles are numbers or names", "[tags][grammar]") {
    CHECK(only_tag("{{sig:007}}").role == "7");
    CHECK(only_tag("{{sig:First party}}").role == "First party");
    CHECK(only_tag("{{sig: buyer_2-a.b }}").role == "buyer_2-a.b");
}

TEST_CASE("roles that differ in case, blanks or diacritics are one", "[tags][grammar]") {
    const Detection found = detect_line("{{sig:Kupec A}} {{date:kupeca}} {{text:KUPEC  A}} {{sig:k\\372pec a}}");
    REQUIRE(found.tags.size() == 4);
    for (const Tag& tag : found.tags) CHECK(tag.role == "Kupec A");
}

TEST_CASE("keys are read with bare and quoted values", "[tags][grammar]") {
    const Tag tag = only_tag(
        R"({{text:buyer;label="Tax; number";name=tax no;required=no;width=60mm;default="say \\"hi\\"";maxlength=12;align=Right}})");
    CHECK(tag.name == "tax no");
    CHECK_FALSE(tag.required);
    CHECK(tag.attributes.at("label") == "Tax; number");
    CHECK(tag.attributes.at("width") == "60mm");
    CHECK(tag.attributes.at("default") == "say \"hi\"");
    CHECK(tag.attributes.at("maxlength") == "12");
    CHECK(tag.attributes.at("align") == "right");
}

TEST_CASE("yes and no are understood in the product's languages", "[tags][grammar]") {
    for (const char* const no : {"no", "NO", "false", "0", "ne", "nie", "nein"}) {
        CHECK_FALSE(only_tag(std::string("{{text:1;required=") + no + "}}").required);
    }
    for (const char* const yes : {"yes", "true", "1", "da", "ano", "tak", "ja", "s\\354"}) {
        const Tag tag = only_tag(std::string("{{text:1;readonly=") + yes + "}}");
        CHECK(tag.attributes.at("readonly") == "yes");
    }
}

TEST_CASE("a checkbox need not be ticked unless the tag says so", "[tags][grammar]") {
    CHECK_FALSE(only_tag("{{checkbox:1}}").required);
    CHECK(only_tag("{{check:1;required=yes}}").required);
}

TEST_CASE("tags without a role go to the parties in their order", "[tags][grammar]") {
    SECTION("signatures and initials count together") {
        const Detection found = detect_line("{{sig}} {{s}} {{ini}}");
        REQUIRE(found.tags.size() == 3);
        CHECK(found.tags[0].role == "1");
        CHECK(found.tags[1].role == "2");
        CHECK(found.tags[2].role == "3");
    }
    SECTION("what belongs to a signature counts for itself") {
        const Detection found = detect_line("{{sig}} {{date}} {{sig}} {{date}}");
        REQUIRE(found.tags.size() == 4);
        CHECK(found.tags[1].role == "1");
        CHECK(found.tags[3].role == "2");
    }
}

TEST_CASE("words of a language count when the language is on", "[tags][grammar]") {
    CHECK(only_tag("{{razitko:1}}").type == FieldType::Stamp);
    CHECK(only_tag("{{Unterschrift:1}}").type == FieldType::Signature);
    tags::DetectOptions english;
    english.languages.clear();
    CHECK(detect_line("{{Unterschrift:1}}", english).problems.at(0).code == "unknown_type");
    tags::DetectOptions italian;
    italian.languages = {"it"};
    CHECK(detect_line("{{firma:1}}", italian).tags.at(0).type == FieldType::Signature);
}

TEST_CASE("dialects and languages that are not known are refused", "[tags][grammar]") {
    const std::string file = line_of("x").text();
    auto document = pdf::Document::open(bytes_of(file));
    tags::DetectOptions options;
    options.dialects = {"runes"};
    CHECK(tags::detect(document.value(), options).error().code == ErrorCode::InvalidInput);
    options.dialects = {"quillport"};
    options.languages = {"xx"};
    CHECK(tags::detect(document.value(), options).error().detail == "xx");
}
