#include <catch2/catch.hpp>

#include "quillport/core/split.hpp"

using namespace quillport;

TEST_CASE("a rule for splitting is read and written in the same words", "[core][split]") {
    for (const char* text :
         {"tag", "pages:3", "page-one", "bookmark", "text:Invoice (\\d+): x", "blank", "qr", "qr:DOC-(\\d+)"}) {
        const auto rule = parse_split_rule(text);
        REQUIRE(rule.ok());
        CHECK(text_of_rule(rule.value()) == text);
    }
    CHECK(parse_split_rule("").value() == SplitRule{});
    CHECK(parse_split_rule("pages:2000").value().pages == 2000);
    CHECK(parse_split_rule("text:a:b").value().expression == "a:b");
}

TEST_CASE("what is no rule is refused with a sentence", "[core][split]") {
    const std::string longest = "text:" + std::string(501, 'a');
    for (const char* text : {"none", "TAG", "pages", "pages:", "pages:0", "pages:2001", "pages:-1", "pages:3x", "text",
                             "text:", "qr:", "blank:1", "tag:", "page-one:2", longest.c_str()}) {
        const auto rule = parse_split_rule(text);
        INFO(text);
        REQUIRE_FALSE(rule.ok());
        CHECK(rule.error().code == ErrorCode::InvalidInput);
        CHECK(rule.error().detail == "split_rule");
        CHECK(rule.error().what.back() == '.');
    }
}
