#include "quillport/splitter/plan.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace quillport;

namespace {

/// A file whose pages say these words in Helvetica; an empty text is an empty page. `catalog` are further entries.
std::string print_of(const std::vector<std::string>& pages, const std::string& catalog = {},
                     const std::vector<std::string>& more = {}) {
    std::vector<std::string> objects = {"<</Type/Catalog/Pages 2 0 R" + catalog + ">>", "",
                                        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"};
    std::string kids;
    for (const std::string& text : pages) {
        const std::string content = text.empty() ? "" : "BT /F1 12 Tf 72 600 Td (" + text + ") Tj ET";
        const std::size_t number = objects.size() + 1;
        kids += std::to_string(number) + " 0 R ";
        objects.push_back("<</Type/Page/Parent 2 0 R/Contents " + std::to_string(number + 1) + " 0 R>>");
        objects.push_back("<</Length " + std::to_string(content.size()) + ">>\nstream\n" + content + "\nendstream");
    }
    objects[1] = "<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(pages.size()) +
                 "/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>>>";
    objects.insert(objects.end(), more.begin(), more.end());
    std::string file = "%PDF-1.7\n", table;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        std::string offset = std::to_string(file.size());
        table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
        file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::string start = std::to_string(file.size()), size = std::to_string(objects.size() + 1);
    return file + "xref\n0 " + size + "\n0000000000 65535 f \n" + table + "trailer\n<</Size " + size +
           "/Root 1 0 R>>\nstartxref\n" + start + "\n%%EOF\n";
}

Result<splitter::SplitPlan> planned(const std::string& file, const std::string& rule, const std::vector<int>& tags = {},
                                    const splitter::PlanOptions& options = {}) {
    auto document = pdf::Document::open(bytes_of(file));
    REQUIRE(document.ok());
    return splitter::plan(document.value(), parse_split_rule(rule).value(), tags, options);
}

/// "1-2 [17] Invoice 17; 3-3" and behind a bar what belongs to no document.
std::string shown(const Result<splitter::SplitPlan>& plan) {
    if (!plan.ok()) return plan.error().what;
    std::string out;
    for (const PrintPart& part : plan.value().parts) {
        out += (out.empty() ? "" : "; ") + std::to_string(part.first) + "-" + std::to_string(part.last);
        if (!part.key.empty()) out += " [" + part.key + "]";
        if (!part.title.empty()) out += " " + part.title;
    }
    for (const int page : plan.value().separators) out += " |" + std::to_string(page);
    return out;
}

/// Sees a code on each page, as it is told.
class FixedCodes : public tags::PageReader {
  public:
    explicit FixedCodes(std::vector<std::vector<tags::ReadCode>> pages) : pages_(std::move(pages)) {}
    Result<std::vector<tags::ReadCode>> codes(const pdf::GreyImage&, tags::CodeKinds) override { return pages_.at(next_++); }
    Result<tags::Reading> read(const pdf::GreyImage&, int, std::chrono::milliseconds) override { return tags::Reading{}; }

  private:
    std::vector<std::vector<tags::ReadCode>> pages_;
    std::size_t next_ = 0;
};

}  // namespace

TEST_CASE("a document starts on the page of its tag, whatever the rule", "[splitter]") {
    const std::string file = print_of({"a", "b", "c", "d", "e"});
    CHECK(shown(planned(file, "tag")) == "1-5");
    CHECK(shown(planned(file, "tag", {3, 5})) == "1-2; 3-4; 5-5");
    CHECK(shown(planned(file, "tag", {1, 1, 2})) == "1-1; 2-5");
    CHECK(shown(planned(file, "pages:2")) == "1-2; 3-4; 5-5");
    CHECK(shown(planned(file, "pages:2", {2})) == "1-1; 2-2; 3-4; 5-5");
    CHECK(shown(planned(file, "pages:9")) == "1-5");
}

TEST_CASE("a document starts where its key changes", "[splitter]") {
    const std::string file = print_of({"cover", "Invoice  17 x", "terms", "Invoice 17", "Invoice 18", "", "Invoice 19"});
    CHECK(shown(planned(file, "text:Invoice\\s+(\\d+)")) == "1-1; 2-4 [17] Invoice 17; 5-6 [18] Invoice 18; 7-7 [19] Invoice 19");
    CHECK(shown(planned(file, "text:Invoice \\d")) == "1-1; 2-7 [Invoice 1] Invoice 1");
    CHECK(shown(planned(file, "text:nowhere")) == "1-7");
}

TEST_CASE("an expression that cannot be read is refused with a sentence, before the document is looked at", "[splitter]") {
    const auto refused = splitter::check(parse_split_rule("text:Invoice (\\d+").value());
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::InvalidInput);
    CHECK(refused.error().what.find("cannot be read") != std::string::npos);
    CHECK(splitter::check(parse_split_rule("text:Invoice (\\d+)").value()).ok());
}

TEST_CASE("empty pages separate and are left out", "[splitter]") {
    CHECK(shown(planned(print_of({"a", "", "b", "c", "", "", "d", ""}), "blank")) == "1-1; 3-4; 7-7 |2 |5 |6 |8");
    CHECK(shown(planned(print_of({"", "a"}), "blank")) == "2-2 |1");
    CHECK(shown(planned(print_of({"", ""}), "blank")) == "1-2");  // nothing is thrown away
}

TEST_CASE("bookmarks of the first level start documents and name them", "[splitter]") {
    // Pages are objects 4, 6, 8; the outline comes behind them: one by page, one by a name, one that leads nowhere.
    const std::string file =
        print_of({"a", "b", "c"}, "/Outlines 10 0 R/Dests<</third[8 0 R/Fit]>>",
                 {"<</First 11 0 R/Last 13 0 R/Count 3>>", "<</Title(Offer)/Parent 10 0 R/Next 12 0 R/Dest[4 0 R/XYZ 0 0 0]>>",
                  "<</Title(Order)/Parent 10 0 R/Next 13 0 R/A<</S/GoTo/D/third>>/First 14 0 R/Last 14 0 R/Count -1>>",
                  "<</Title(Gone)/Parent 10 0 R/Dest[99 0 R/Fit]>>", "<</Title(Inside)/Parent 12 0 R/Dest[6 0 R/Fit]>>"});
    CHECK(shown(planned(file, "bookmark")) == "1-2 [Offer] Offer; 3-3 [Order] Order");
    // An outline that runs in a circle ends.
    const std::string circle =
        print_of({"a", "b"}, "/Outlines 8 0 R",
                 {"<</First 9 0 R>>", "<</Title(A)/Next 10 0 R/Dest[4 0 R/Fit]>>", "<</Title(B)/Next 9 0 R/Dest[6 0 R/Fit]>>"});
    CHECK(shown(planned(circle, "bookmark")) == "1-1 [A] A; 2-2 [B] B");
}

TEST_CASE("codes start documents; a patch sheet is left out", "[splitter]") {
    const Rect low{0, 500, 10, 510}, high{0, 20, 10, 30};
    const std::string file = print_of({"a", "b", "c", "d", "e"});
    FixedCodes codes({{{"DOC-1", low}}, {}, {{"DOC-1", low}}, {{"PATCHT", low}}, {{"AD", low}, {"DOC-2", high}}});
    splitter::PlanOptions options;
    options.reader = &codes;
    CHECK(shown(planned(file, "qr", {}, options)) == "1-3 [DOC-1]; 5-5 [DOC-2] |4");
    FixedCodes again({{{"DOC-1", low}}, {}, {{"DOC-2", low}}, {{"AD", low}}, {{"AD", high}, {"DOC-3", low}}});
    options.reader = &again;
    CHECK(shown(planned(file, "qr:DOC-(\\d+)", {}, options)) == "1-2 [1]; 3-4 [2]; 5-5 [3]");
    CHECK(planned(file, "qr").error().code == ErrorCode::Unavailable);
}

TEST_CASE("what would be too many documents, or too many pictures, is refused", "[splitter]") {
    const std::string file = print_of({"", "", "", "", "e"});
    splitter::PlanOptions options;
    options.most_parts = 4;
    CHECK(planned(file, "pages:1", {}, options).error().detail == "too_many_parts");
    options.drawing_until = std::chrono::milliseconds(-1);
    CHECK(planned(file, "blank", {}, options).error().code == ErrorCode::Timeout);
}
