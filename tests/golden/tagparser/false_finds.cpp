// Five hundred pages of what offices and programmers print, with every mark that tags are made of and not one tag.
#include <catch2/catch.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "quillport/tags/detect.hpp"

using namespace quillport;

namespace {

constexpr int kPages = 500;
constexpr int kLines = 55;

const std::vector<std::string> kOrdinary{
    "The parties agree that clause @ of the contract signed on @ March 2026 is void; see annex #@ and invoice no. @-@.",
    "Signature: ____________________    Date: ____________________    Initials: ______    Company stamp: ___________",
    "int main(void) { int m[2][2] = {{@, 2}, {3, @}}; if (m[0][1]) { puts(\"{\"); } return 0; }",
    "static const struct option kOptions[] = {{\"help\", 0, nullptr, 'h'}, {\"date\", @, nullptr, 'd'}, {}};",
    "#include <vector> /* ## */ #define GLUE(a, b) a##b   std::vector<std::pair<int, int>> v{{@, @}, {@, 7}};",
    "\\newcommand{\\sig}[1]{\\textbf{#1}} \\begin{tabular}{|l|{@}r|} \\frac{a}{b} \\end{tabular}",
    "# @. Introduction",
    "## @. Heading ##",
    "### Installation ###",
    "## @.@ Terms of payment",
    "########## chapter @ ##########",
    "{\"order\": {\"id\": @, \"sig\": null, \"rows\": [{\"sku\": \"A-@\", \"price\": @.50}, {\"tax\": {\"rate\": 22}}]}}",
    "[@:@] <anna> did you see #general? C# or F#, that is the question ;-) {laughs} }} :-{",
    "[@:@] <bert> sig: please sign it, date: tomorrow, name: as always ## #invoice #sale2026",
    "anna.novak@example.com; b+@#office@mail.example; https://shop.example/?a={@}&b=%7B%7B#sig",
    "@ x screw M4x@ {zinc}  #@   EUR @.90   ##   2 pcs   [stock] {order}   *new*   ###",
    "a{color:red}@media print{p{margin:0}}.sig{width:@px}#date{float:left}  f(x) = {x | x > @}   {{}}   {{{}}}",
    "awk '{ print $@ }' file | sed 's/##//g'; for i in {1..@}; do echo ${i##*/}; done; [ $# -gt 0 ] || exit @",
    "lambda: {k: {@: v} for k, v in {}.items()}   <<< {} >>>   ## TBD ##   [[note]] [x] [ ]",
    "Table @: set {a, b} of {{a}, {b}} and the empty set {{}}; P({@}) = {{}, {@}}; tag #@, room #@, line ## @.",
};
const std::vector<std::string> kTemplates{
    "Dear {{ customer.title_and_surname }}, your order {{ order.number }} of {{order.created|dateformat}} costs {{total_price}}.",
    "{% for row in rows %} {{ loop.index }} {{ row.name|e }} {% endfor %} {{#if paid}} thanks {{/if}} {{> footer}} "
    "{{.Values.image}}",
    "env: TOKEN: ${{ secrets.TOKEN }} run: make {{args}} <p v-if=\"x\">{{ item.label }}</p> {{!-- remark --}} {{else}}",
    "\\newcommand{\\sig}[1]{{\\textbf{#1}}} \\frac{{a}}{{b}} R\"({{)\" <<< {{ ??? }} >>> {{[@]}} }}{{",
};

/// `@` becomes a number that differs from line to line.
std::string filled(const std::string& line, std::uint32_t& chance) {
    std::string out;
    for (const char c : line) {
        chance = chance * 1'664'525U + 1'013'904'223U;
        if (c == '@' && chance % 4 != 0) {
            out += std::to_string(chance / 65'536 % 97);
        } else if (c == '(' || c == ')' || c == '\\') {
            out += std::string("\\") + c;
        } else {
            out += c;
        }
    }
    return out;
}

std::string page_content(const std::vector<std::string>& lines, std::uint32_t& chance) {
    std::string out = "BT /F 9 Tf 14 TL 40 810 Td\n";
    for (int line = 0; line < kLines; ++line) {
        chance = chance * 1'664'525U + 1'013'904'223U;
        out += "(" + filled(lines[chance / 65'536 % lines.size()], chance) + ") Tj T*\n";
    }
    return out + "ET\n";
}

/// A document of Helvetica, as small as a PDF can be.
std::string written(const std::vector<std::string>& lines, int pages) {
    std::uint32_t chance = 20'260'417;
    std::string out = "%PDF-1.4\n";
    std::vector<std::size_t> places;
    const auto add = [&](const std::string& body) {
        places.push_back(out.size());
        out += std::to_string(places.size()) + " 0 obj\n" + body + "\nendobj\n";
    };
    std::string kids;
    for (int page = 0; page < pages; ++page) kids += std::to_string(4 + 2 * page) + " 0 R ";
    add("<</Type/Catalog/Pages 2 0 R>>");
    add("<</Type/Pages/Count " + std::to_string(pages) + "/Kids[" + kids +
        "]/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>>>");
    add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
    for (int page = 0; page < pages; ++page) {
        const std::string content = page_content(lines, chance);
        add("<</Type/Page/Parent 2 0 R/Contents " + std::to_string(5 + 2 * page) + " 0 R>>");
        add("<</Length " + std::to_string(content.size()) + ">>\nstream\n" + content + "endstream");
    }
    const std::size_t table = out.size();
    out += "xref\n0 " + std::to_string(places.size() + 1) + "\n0000000000 65535 f \n";
    for (const std::size_t place : places) {
        const std::string digits = std::to_string(place);
        out += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
    }
    return out + "trailer\n<</Size " + std::to_string(places.size() + 1) + "/Root 1 0 R>>\nstartxref\n" + std::to_string(table) +
           "\n%%EOF\n";
}

Detection found_in(const std::string& data) {
    auto document = pdf::Document::open(bytes_of(data));
    REQUIRE(document.ok());
    auto found = tags::detect(document.value());
    REQUIRE(found.ok());
    return std::move(found).value();
}

}  // namespace

TEST_CASE("500 pages of ordinary text hold neither tags nor problems", "[tags][golden]") {
    const Detection found = found_in(written(kOrdinary, kPages));
    REQUIRE(found.pages.size() == kPages);
    for (const Tag& tag : found.tags) UNSCOPED_INFO("tag " << tag.text);
    CHECK(found.tags.empty());
    for (std::size_t i = 0; i < found.problems.size() && i < 20; ++i) {
        UNSCOPED_INFO(found.problems[i].code << " " << found.problems[i].text);
    }
    CHECK(found.problems.empty());
}

// A placeholder that a template engine left behind is a problem worth telling (unknown type), never a field.
TEST_CASE("the placeholders of other template engines are never fields", "[tags][golden]") {
    const Detection found = found_in(written(kTemplates, 20));
    for (const Tag& tag : found.tags) UNSCOPED_INFO("tag " << tag.text);
    CHECK(found.tags.empty());
}
