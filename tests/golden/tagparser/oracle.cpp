// Poppler's own text output is the judge of the interpreter: the same characters, wherever it puts its line ends.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "corpus.hpp"
#include "quillport/pdf/content.hpp"
#include "tools.hpp"

using namespace quillport;

namespace {

void append_utf8(char32_t c, std::string& out) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0U | c >> 6U);
        out += static_cast<char>(0x80U | (c & 63U));
    } else {
        out += static_cast<char>(0xE0U | c >> 12U);
        out += static_cast<char>(0x80U | (c >> 6U & 63U));
        out += static_cast<char>(0x80U | (c & 63U));
    }
}

std::string characters_of(const std::string& data) {
    auto document = pdf::Document::open(bytes_of(data));
    REQUIRE(document.ok());
    pdf::ContentReader reader(document.value());
    pdf::PageContent content;
    std::string out;
    for (int page = 1; page <= document.value().page_count(); ++page) {
        REQUIRE(reader.read(page, content).ok());
        CHECK(content.complete);
        for (const char32_t c : content.text) append_utf8(c, out);
    }
    return out;
}

std::string sorted(const std::string& text) {
    std::string out = test::bare(text);
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

TEST_CASE("the interpreter reads the characters that pdftotext reads", "[pdf][content][golden]") {
    for (const auto& file : test::corpus("lo")) {
        if (file.name == "lo10_styles") continue;  // shadows and reliefs are painted twice; pdftotext drops the copies
        INFO(file.name);
        const std::string theirs = test::run_tool({"pdftotext", "-raw", "-enc", "UTF-8", file.path.string(), "-"}).output;
        const bool equal = sorted(characters_of(test::read_file(file.path))) == sorted(theirs);
        CHECK(equal);
    }
}
