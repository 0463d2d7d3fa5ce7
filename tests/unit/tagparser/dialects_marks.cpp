#include <algorithm>
#include <string>
#include <vector>

#include "quillport/tags/erase.hpp"
#include "quillport/tags/marks.hpp"
#include "sample_tags.hpp"

using namespace quillport;
using namespace quillport::test;
using tags::MarkKind;

namespace {

tags::TextMark mark_of(MarkKind kind, const std::string& setting) {
    auto mark = tags::parse_mark(kind, setting);
    INFO(setting << (mark.ok() ? "" : ": " + mark.error().what));
    REQUIRE(mark.ok());
    return std::move(mark).value();
}

tags::DetectOptions with(const std::vector<std::string>& marks, const std::vector<std::string>& anchors = {}) {
    tags::DetectOptions options;
    for (const std::string& mark : marks) options.marks.push_back(mark_of(MarkKind::Custom, mark));
    for (const std::string& anchor : anchors) options.anchors.push_back(mark_of(MarkKind::Anchor, anchor));
    return options;
}

std::vector<std::string> codes_of(const Detection& found) {
    std::vector<std::string> out;
    for (const TagProblem& problem : found.problems) {
        if (problem.code != "no_room") out.push_back(problem.code);
    }
    return out;
}

}  // namespace

TEST_CASE("a mark or anchor is read from one line of the configuration", "[tags][marks]") {
    const auto sign = mark_of(MarkKind::Custom, "##SIGN{role}## type=signature");
    CHECK(sign.text == "##SIGN{role}##");
    CHECK(sign.keys.at("type") == "signature");
    CHECK(sign.erase);
    CHECK_FALSE(sign.match_case);
    CHECK(mark_of(MarkKind::Custom, "[[PODPIS {role}]]").text == "[[PODPIS {role}]]");
    CHECK(mark_of(MarkKind::Custom, "[[PODPIS {role}]] type=initials width=60mm").text == "[[PODPIS {role}]]");
    const auto anchor =
        mark_of(MarkKind::Anchor, R"("\s1\" type=signature role=1 dx=5mm dy=-2mm whole_word=no case=no spaces=yes)");
    CHECK(anchor.text == "\\s1\\");
    CHECK(anchor.dx == Approx(5 * 72 / 25.4).margin(0.01));
    CHECK(anchor.dy == Approx(-2 * 72 / 25.4).margin(0.01));
    CHECK_FALSE(anchor.whole_word);
    CHECK_FALSE(anchor.match_case);
    CHECK(anchor.spaces);
    CHECK_FALSE(anchor.erase);
    const auto plain =
        mark_of(MarkKind::Anchor, "Signature of the buyer: role=buyer label=\"Sign here, please\" width=160px erase=yes");
    CHECK(plain.text == "Signature of the buyer:");
    CHECK(plain.keys.at("label") == "Sign here, please");
    CHECK(plain.keys.at("width") == "120pt");
    CHECK(plain.whole_word);
    CHECK(plain.match_case);
    CHECK_FALSE(plain.spaces);
    CHECK(plain.erase);
}

TEST_CASE("a setting that is no mark is refused with what was expected", "[tags][marks]") {
    const auto complaint = [](MarkKind kind, const char* setting) {
        const auto mark = tags::parse_mark(kind, setting);
        INFO(setting);
        REQUIRE_FALSE(mark.ok());
        CHECK(mark.error().code == ErrorCode::InvalidInput);
        return mark.error().what;
    };
    CHECK(complaint(MarkKind::Custom, "{role}").find("text is expected before") != std::string::npos);
    CHECK(complaint(MarkKind::Custom, "##A{role}{name}##").find("text is expected before {name}") != std::string::npos);
    CHECK(complaint(MarkKind::Custom, "##A{colour}##").find("{colour} is no part") != std::string::npos);
    CHECK(complaint(MarkKind::Custom, "##A{role}## role=2").find("said twice") != std::string::npos);
    CHECK(complaint(MarkKind::Custom, "##A## type=runes").find("is no type") != std::string::npos);
    CHECK(complaint(MarkKind::Custom, "##A## type=dropdown").find("options") != std::string::npos);
    CHECK(complaint(MarkKind::Custom, "x").find("two characters") != std::string::npos);
    CHECK(complaint(MarkKind::Anchor, "sign dx=far").find("5mm") != std::string::npos);
    CHECK(complaint(MarkKind::Anchor, "sign case=perhaps").find("yes or no") != std::string::npos);
    CHECK(complaint(MarkKind::Anchor, "sign type=text width=wide").find("60mm") != std::string::npos);
    CHECK(complaint(MarkKind::Anchor, "\"sign\" type=signature colour=red").find("colour") != std::string::npos);
    CHECK(complaint(MarkKind::Anchor, "\"sign\" role=1 role=2").find("twice") != std::string::npos);
}

TEST_CASE("the organisation's own marks are tags", "[tags][marks]") {
    const auto options = with({"##SIGN{role}## type=signature", "[[PODPIS {role}]] type=initials", "<<{n}>> type=date",
                               "/*{type}:{role}:{label}*/", "SIG-{n} width=50mm"});
    const Detection found =
        detect_in(SamplePdf("BT /F1 8 Tf 20 700 Td (##SIGN1## and [[podpis buyer]]) Tj 0 -60 Td (<<2>> /*text:buyer:Tax "
                            "number*/) Tj 0 -60 Td (SIG-3) Tj ET"),
                  options);
    REQUIRE(found.tags.size() == 4 + 1);
    CHECK(found.tags[0].type == FieldType::Signature);
    CHECK(found.tags[0].role == "1");
    CHECK(found.tags[0].dialect == "custom");
    CHECK(found.tags[1].type == FieldType::Initials);
    CHECK(found.tags[1].role == "buyer");
    CHECK(found.tags[2].type == FieldType::Date);
    CHECK(found.tags[2].role == "2");
    CHECK(found.tags[3].attributes.at("label") == "Tax number");
    CHECK(found.tags[3].type == FieldType::Text);
    CHECK(found.tags[4].role == "3");
    CHECK(found.tags[4].field.width() == Approx(50 * 72 / 25.4).margin(0.1));
    CHECK(codes_of(found).empty());
}

TEST_CASE("a mark is found over line ends and soft hyphens, and its mistakes are told", "[tags][marks]") {
    const auto options = with({"##SIGN{role}## type=signature", "/*{type}:{role}*/"});
    CHECK(detect_in(SamplePdf("BT /F1 11 Tf 50 700 Td (##SI) Tj 0 -14 Td (GN1##) Tj ET"), options).tags.size() == 1);
    CHECK(detect_in(SamplePdf("BT /F1 11 Tf 50 700 Td (##SI-) Tj 0 -14 Td (GN1##) Tj ET"), options).tags.size() == 1);
    CHECK(detect_line("# # S I G N 1 # #", options).tags.size() == 1);
    CHECK(detect_line("##S\\255IGN1##", options).tags.size() == 1);
    CHECK(codes_of(detect_line("/*runes:1*/", options)) == std::vector<std::string>{"unknown_type"});
}

TEST_CASE("an anchor places a field by its offsets and stays in the document", "[tags][marks]") {
    const auto options = with({}, {R"("\s1\" type=signature role=1 dx=10pt dy=-20pt width=100pt height=30pt)"});
    const std::string file = line_of("Sign: \\\\s1\\\\ here").text();
    auto document = pdf::Document::open(bytes_of(file));
    REQUIRE(document.ok());
    const auto found = tags::detect(document.value(), options);
    REQUIRE(found.ok());
    REQUIRE(found.value().tags.size() == 1);
    const Tag& tag = found.value().tags[0];
    CHECK(tag.dialect == "anchor");
    CHECK(tag.text == "\\s1\\");
    CHECK(tag.field.x0 == Approx(tag.box.x0 + 10).margin(0.1));
    CHECK(tag.field.y0 == Approx(700 - 20).margin(0.1));
    CHECK(tag.field.width() == Approx(100).margin(0.1));
    CHECK(tag.field.height() == Approx(30).margin(0.1));
    const auto erased = tags::erase(document.value(), found.value(), options);
    REQUIRE(erased.ok());
    CHECK(erased.value().not_erased.empty());
    auto left = pdf::Document::open(erased.value().pdf);
    REQUIRE(left.ok());
    CHECK(tags::detect(left.value(), options).value().tags.size() == 1);
}

TEST_CASE("each anchor in the text is a field, and one anchor may place several", "[tags][marks]") {
    const auto options = with({}, {"Buyer type=signature role=buyer", "Buyer type=date role=buyer dx=70mm"});
    const Detection found = detect_in(SamplePdf("BT /F1 11 Tf 50 700 Td (Buyer) Tj 0 -100 Td (Buyer) Tj ET"), options);
    CHECK(found.tags.size() == 4);
    CHECK(std::count_if(found.tags.begin(), found.tags.end(), [](const Tag& t) { return t.type == FieldType::Date; }) == 2);
}

TEST_CASE("whole words, case and white space are kept as the anchor says", "[tags][marks]") {
    const auto hits = [](const std::string& anchor, const std::string& line) {
        return detect_line(line, with({}, {anchor})).tags.size();
    };
    CHECK(hits("Sign role=1", "Sign here") == 1);
    CHECK(hits("Sign role=1", "Signature and Design") == 0);
    CHECK(hits("Sign role=1 whole_word=no", "Signature") == 1);
    CHECK(hits("Sign role=1", "sign SIGN") == 0);
    CHECK(hits("Sign role=1 case=no", "sign SIGN") == 2);
    CHECK(hits("Sign here role=1", "Sign here") == 1);
    CHECK(hits("Sign here role=1", "Signhere") == 0);
    CHECK(hits("Sign here role=1", "S ign here") == 0);
    CHECK(hits("Sign here role=1 spaces=yes", "S ignhere") == 1);
}

TEST_CASE("an anchor that must stand in the document and does not is told", "[tags][marks]") {
    const auto options = with({}, {"Buyer role=1 expected=yes", "Seller role=2"});
    CHECK(codes_of(detect_line("nothing", options)) == std::vector<std::string>{"mark_missing"});
    CHECK(codes_of(detect_line("the Buyer", options)).empty());
}

TEST_CASE("where dialects overlap the one named first wins", "[tags][marks]") {
    auto options = with({"##sig{role}## type=initials"});
    CHECK(detect_line("##sig1##", options).tags.at(0).dialect == "quillport");
    options.dialects = {"custom", "quillport"};
    CHECK(detect_line("##sig1##", options).tags.at(0).type == FieldType::Initials);
    auto anchored = with({}, {"sig role=9 whole_word=no"});
    const Detection found = detect_line("{{sig:1}}", anchored);
    REQUIRE(found.tags.size() == 1);
    CHECK(found.tags[0].dialect == "quillport");
    options.dialects = {"documenso", "quillport"};
    options.marks.clear();
    CHECK(detect_line("{{signature, r1}} {{sig:2}}", options).tags.size() == 2);
}

TEST_CASE("the first brace of an Adobe tag gives the height, the braces the width", "[tags][dialects]") {
    tags::DetectOptions options;
    options.dialects = {"adobe"};
    const Detection found =
        detect_in(SamplePdf("BT /F1 24 Tf 50 700 Td ({) Tj /F1 6 Tf ({Sig_es_:signer1:signature     }}) Tj ET"), options);
    REQUIRE(found.tags.size() == 1);
    CHECK(found.tags[0].field.height() == Approx(24).margin(0.1));
    CHECK(found.tags[0].field.width() == Approx(found.tags[0].box.width()).margin(0.1));
    CHECK(found.tags[0].field.x0 == Approx(50).margin(0.5));
    const Detection said = detect_line("{{Sig_es_:signer1:signature:dimension\\(width=50mm,height=12mm\\)}}", options);
    REQUIRE(said.tags.size() == 1);
    CHECK(said.tags[0].field.width() == Approx(50 * 72 / 25.4).margin(0.1));
    CHECK(said.tags[0].field.height() == Approx(12 * 72 / 25.4).margin(0.1));
}

TEST_CASE("pixels of DocuSeal and signNow are three quarters of a point", "[tags][dialects]") {
    tags::DetectOptions options;
    options.dialects = {"docuseal", "signnow"};
    CHECK(detect_line("{{A;type=signature;width=200;height=40}}", options).tags.at(0).field.width() == Approx(150).margin(0.1));
    CHECK(detect_line("{{t:s;r:y;o:\"CEO\";w:100;h:20;}}", options).tags.at(0).field.height() == Approx(15).margin(0.1));
}

TEST_CASE("ordinary text is left alone by all dialects together", "[tags][dialects]") {
    auto options = with({"##SIGN{role}##", "[[PODPIS {role}]]"}, {R"("\s1\" role=1)"});
    options.dialects = {"quillport", "adobe", "docuseal", "documenso", "dropbox-sign", "signnow", "pandadoc"};
    for (const char* const text :
         {"f\\(x\\) = {1, 2, 3}", "if \\(a\\) { b: c; }", "see [1], [2|3] and [Fig. 4: left|right]", "{\"t\": 1, \"r\": [2, 3]}",
          "## Chapter one ## [[link]]", "[Signature: Jane Doe] {note: later}", "array[i|j] = {a:b}", "10:30 [12:45] {00:15}",
          "[$100|$200] {x: 1; y: 2;}", "\\\\s12\\\\ [$usd] and [see: page 3]"}) {
        const Detection found = detect_line(text, options);
        INFO(text);
        for (const Tag& tag : found.tags) INFO(tag.dialect << " " << tag.text);
        CHECK(found.tags.empty());
        CHECK(codes_of(found).empty());
    }
}

TEST_CASE("names that other products keep apart are kept apart", "[tags][dialects]") {
    tags::DetectOptions options;
    options.dialects = {"docuseal", "adobe"};
    const Detection found =
        detect_in(SamplePdf("BT /F1 8 Tf 20 700 Td ({{Name;role=Buyer}} {{Name;role=Seller}} {{Name;role=buyer}}) Tj "
                            "0 -40 Td ({{S_es_:signer1:signature}} {{S_es_:signer2:signature}}) Tj 0 -40 Td "
                            "({{N_es_:signer1}} {{N_es_:signer2}}) Tj ET"),
                  options);
    REQUIRE(found.tags.size() == 7);
    CHECK(found.tags[0].name == "Name");
    CHECK(found.tags[1].name == "Name seller");
    CHECK(found.tags[2].name == "Name");
    CHECK(found.tags[3].name == "S");
    CHECK(found.tags[4].name == "S 2");
    CHECK(found.tags[5].name == "N");
    CHECK(found.tags[6].name == "N");
}

TEST_CASE("a place that nobody defines is text in brackets", "[tags][dialects]") {
    tags::DetectOptions options;
    options.dialects = {"dropbox-sign"};
    CHECK(detect_line("it costs [$100]", options).tags.empty());
    CHECK(detect_line("[$yn] [def:$yn|check|req1|signer1|Yes]", options).tags.size() == 2);
}
