#include "content_lexer.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using quillport::pdf::ContentLexer;
using quillport::pdf::Token;
using quillport::pdf::TokenKind;

namespace {

std::vector<Token> all_tokens(ContentLexer& lexer) {
    std::vector<Token> out;
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) out.push_back(token);
    return out;
}

std::string string_in(std::string_view source) {
    ContentLexer lexer(source);
    const Token token = lexer.next();
    REQUIRE(token.kind == TokenKind::String);
    return std::string(token.text);
}

}  // namespace

TEST_CASE("a token knows the bytes that it was written with", "[pdf][content]") {
    const std::string source = "/F1 12.5 Tf  (ab) Tj";
    ContentLexer lexer(source);
    const auto tokens = all_tokens(lexer);
    REQUIRE(tokens.size() == 5);
    CHECK(tokens[0].text == "F1");
    CHECK(tokens[1].number == Approx(12.5));
    CHECK(source.substr(tokens[3].begin, tokens[3].end - tokens[3].begin) == "(ab)");
    CHECK(tokens[4].text == "Tj");
}

TEST_CASE("strings are decoded as ISO 32000-1 section 7.3.4 says", "[pdf][content]") {
    CHECK(string_in("(plain)") == "plain");
    CHECK(string_in("(a(b)c)") == "a(b)c");
    CHECK(string_in("(\\n\\r\\t\\b\\f\\(\\)\\\\\\q)") == "\n\r\t\b\f()\\q");
    CHECK(string_in("(\\101\\1012\\7)") == "AA2\a");
    CHECK(string_in("(a\\\nb\\\r\nc)") == "abc");
    CHECK(string_in("(a\r\nb\rc)") == "a\nb\nc");
    CHECK(string_in("<48 65\n6C6C6f>") == "Hello");
    CHECK(string_in("<4>") == "@");
    CHECK(string_in("(never closed") == "never closed");
    CHECK(string_in("<4142") == "AB");
}

TEST_CASE("numbers are read in every way that producers write them", "[pdf][content]") {
    ContentLexer lexer("0 -1 +2 .5 -.25 3. --4 12345678.125 1e5");
    const double expected[] = {0, -1, 2, 0.5, -0.25, 3, -4, 12345678.125, 1};
    for (const double value : expected) CHECK(lexer.next().number == Approx(value));
}

TEST_CASE("dictionaries are one token and stray brackets none", "[pdf][content]") {
    ContentLexer lexer("/Span <</ActualText (a>>b) /X <AB> /Y <</Z 1>> >> BDC ) > } [ ] % comment ( \nEMC");
    const auto tokens = all_tokens(lexer);
    REQUIRE(tokens.size() == 6);
    CHECK(tokens[1].kind == TokenKind::Dictionary);
    CHECK(tokens[2].text == "BDC");
    CHECK(tokens[3].kind == TokenKind::ArrayOpen);
    CHECK(tokens[5].text == "EMC");
}

TEST_CASE("the data of an inline image is never read as operators", "[pdf][content]") {
    ContentLexer lexer("BI /W 4 /H 4 ID \x80(a)Tj EI \xff\x01 (b)Tj\nEI Q (c) Tj");
    Token token = lexer.next();
    while (token.text != "ID") token = lexer.next();
    lexer.skip_image_data();
    CHECK(lexer.next().text == "Q");
    CHECK(lexer.next().text == "c");
}

TEST_CASE("endless brackets cost no stack", "[pdf][content]") {
    const std::string closing(1'000'000, ')');
    ContentLexer lexer(closing);
    CHECK(lexer.next().kind == TokenKind::End);
    const std::string opening(1'000'000, '(');
    ContentLexer other(opening);
    CHECK(other.next().kind == TokenKind::String);
}
