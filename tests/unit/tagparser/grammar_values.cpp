#include <set>
#include <string>

#include "quillport/tags/grammar.hpp"
#include "sample_tags.hpp"

using namespace quillport;
using namespace quillport::test;

namespace {

/// The value of a key as the tag keeps it.
std::string kept(const std::string& tag, const std::string& key) {
    const Tag found = only_tag(tag);
    const auto at = found.attributes.find(key);
    return at == found.attributes.end() ? "(none)" : at->second;
}

void check_refused(const std::string& tag, const std::string& code) {
    const TagProblem problem = only_problem(tag);
    CHECK(problem.code == code);
}

}  // namespace

TEST_CASE("a bound fits its type and is kept in one spelling", "[tags][values]") {
    CHECK(kept("{{number:1;min=1,5;max=10}}", "min") == "1.5");
    CHECK(kept("{{dateinput:1;min=31. 12. 2026}}", "min") == "2026-12-31");
    CHECK(kept("{{dateinput:1;max=2026-02-28}}", "max") == "2026-02-28");
    check_refused("{{dateinput:1;max=2026-02-30}}", "bad_value");
    check_refused("{{number:1;min=much}}", "bad_value");
    check_refused("{{number:1;min=5;max=4}}", "impossible");
    check_refused("{{number:1;min=5;default=4}}", "impossible");
    check_refused("{{text:1;min=5}}", "key_not_for_type");
}

TEST_CASE("a pattern is a regular expression of RE2 that its default matches", "[tags][values]") {
    CHECK(kept(R"({{text:1;pattern="\\d{3}-[A-Z]+"}})", "pattern") == R"(\d{3}-[A-Z]+)");
    CHECK(kept(R"({{text:1;pattern="\\d+";default=12}})", "default") == "12");
    check_refused(R"({{text:1;pattern="[a-"}})", "bad_value");
    check_refused(R"({{text:1;pattern="(a)\\\\1"}})", "bad_value");
    check_refused("{{text:1;pattern=\"" + std::string(600, 'a') + "\"}}", "bad_value");
    check_refused(R"({{text:1;pattern="((a{100}){100}){100}"}})", "bad_value");
    check_refused(R"({{text:1;pattern="\\d+";default=x}})", "impossible");
}

TEST_CASE("options differ, and a bar within one is escaped", "[tags][values]") {
    CHECK(kept("{{dropdown:1;options=\" A | B|C \"}}", "options") == "A|B|C");
    const std::string escaped = kept(R"({{dropdown:1;options="A\\|B|C"}})", "options");
    CHECK(escaped == R"(A\|B|C)");
    CHECK(split_options(escaped) == std::vector<std::string>{"A|B", "C"});
    check_refused("{{dropdown:1;options=A||B}}", "bad_value");
    check_refused("{{dropdown:1;options=A|A}}", "bad_value");
    check_refused("{{dropdown:1;options=A|B;default=C}}", "bad_value");
}

TEST_CASE("formats of dates may be written in the letters of a language", "[tags][values]") {
    CHECK(kept("{{date:1;format=DD.MM.YYYY}}", "format") == "dd.mm.yyyy");
    CHECK(kept("{{date:1;format=TT.MM.JJJJ}}", "format") == "dd.mm.yyyy");
    CHECK(kept("{{date:1;format=dd. mm. llll}}", "format") == "dd. mm. yyyy");
    CHECK(kept("{{date:1;format=gg/mm/aaaa}}", "format") == "dd/mm/yyyy");
    CHECK(kept("{{date:1;format=dd.mm.gggg}}", "format") == "dd.mm.yyyy");
    CHECK(kept("{{date:1;format=dd.mm.yyyy hh:mm}}", "format") == "dd.mm.yyyy hh:mm");
    CHECK(kept("{{number:1;format=\"#,##0.00\"}}", "format") == "#,##0.00");
    check_refused("{{date:1;format=soon}}", "bad_value");
    check_refused("{{number:1;format=money}}", "bad_value");
}

TEST_CASE("a person is proposed by key, address or number, each checked", "[tags][values]") {
    CHECK(kept("{{sig:1;person=K-10 234}}", "person") == "K-10 234");
    CHECK(kept("{{sig:1;email=ana.novak@example.com}}", "email") == "ana.novak@example.com");
    CHECK(kept("{{sig:1;phone=+386 41/123-456}}", "phone") == "+38641123456");
    for (const char* const bad : {"email=ana", "email=ana@", "email=@example.com", "email=a@b", "email=a..b@example.com",
                                  "phone=12", "phone=call me", "phone=++38641123456", "person=<script>"}) {
        check_refused(std::string("{{sig:1;") + bad + "}}", "bad_value");
    }
}

TEST_CASE("ways to sign and checks of the recipient are words of a list", "[tags][values]") {
    CHECK(kept("{{sig:1;method=Draw}}", "method") == "draw");
    CHECK(kept("{{sig:1;auth=sms + link+sms}}", "auth") == "sms+link");
    CHECK(kept("{{text:1;align=desno}}", "align") == "right");
    check_refused("{{sig:1;auth=sms+magic}}", "bad_value");
    check_refused("{{text:1;method=draw}}", "key_not_for_type");
    CHECK(only_problem("{{text:1;align=rigth}}").message.find("Did you mean right?") != std::string::npos);
    CHECK(only_problem("{{text:1;requird=yes}}").message.find("Did you mean required?") != std::string::npos);
}

TEST_CASE("sizes know their units", "[tags][values]") {
    for (const char* const fine : {"60mm", "6 cm", "2in", "120pt", "120", "30%", "1,5cm"}) {
        CHECK(kept(std::string("{{text:1;width=") + fine + "}}", "width") == fine);
    }
    for (const char* const bad : {"60px", "-1mm", "0", "mm", "1e9mm"})
        check_refused(std::string("{{text:1;width=") + bad + "}}", "bad_value");
    check_refused("{{text:1;size=900}}", "bad_value");
    check_refused("{{text:1;order=0}}", "bad_value");
}

TEST_CASE("a default fits its field", "[tags][values]") {
    CHECK(kept("{{checkbox:1;default=da}}", "default") == "yes");
    CHECK(kept("{{number:1;default=1,5}}", "default") == "1.5");
    CHECK(kept("{{dateinput:1;default=1. 2. 2026}}", "default") == "2026-02-01");
    check_refused("{{checkbox:1;default=perhaps}}", "bad_value");
    check_refused("{{number:1;default=many}}", "bad_value");
    check_refused("{{email:1;default=nobody}}", "bad_value");
    check_refused("{{text:1;maxlength=3;default=four}}", "impossible");
}

TEST_CASE("what nobody can fill is not required", "[tags][values]") {
    CHECK_FALSE(only_tag("{{text:1;readonly=yes}}").required);
    CHECK(only_tag("{{text:1;readonly=yes;required=yes;default=x}}").required);
    CHECK(only_tag("{{name:1;readonly=yes;required=yes}}").required);
    check_refused("{{text:1;readonly=yes;required=yes}}", "impossible");
    const Detection shared = detect_line("{{text:1;name=a}} {{text:2;name=A;readonly=yes;required=yes}}");
    CHECK(shared.problems.empty());
}

TEST_CASE("all quotes are equal, and backslashes stand for themselves but before quotes and backslashes", "[tags][values]") {
    // WinAnsi: 201 \x82, 201E \x84, 2018 \x91, 2019 \x92, 201C \x93, 201D \x94, guillemets \xAB \xBB, \x8B \x9B
    for (const char* const pair :
         {"\\204\\224", "\\223\\224", "\\221\\222", "\\202\\222", "\\253\\273", "\\273\\253", "\\213\\233", "''", "\"'"}) {
        const std::string open = std::string(pair).substr(0, pair[0] == '\\' ? 4 : 1);
        const std::string close = std::string(pair).substr(open.size());
        CHECK(kept("{{text:1;label=" + open + "A; B}}" + close + "}}", "label") == "A; B}}");
    }
    CHECK(kept(R"({{text:1;label="say \\"hi\\" \\\\ \\n"}})", "label") == R"(say "hi" \ \n)");
    CHECK(kept("{{text:1;label=Buyer's name}}", "label") == "Buyer's name");
}

TEST_CASE("every word of every language means what its table says", "[tags][words]") {
    for (const auto& row : tags::word_table()) {
        if (row.kind != tags::WordKind::Type) continue;
        INFO(row.language << ": " << row.word);
        tags::DetectOptions options;
        options.languages = {std::string(row.language)};
        const auto type = field_type_named(row.means);
        if (!type || *type == FieldType::Radio || *type == FieldType::Dropdown) continue;
        std::string word;  // the sample's font knows no letters beyond ASCII
        for (const char c : row.word)
            if (static_cast<unsigned char>(c) < 0x80) word += c;
        if (word.size() != row.word.size()) continue;
        const Detection found = detect_line("{{" + word + ":1}}", options);
        REQUIRE(found.tags.size() == 1);
        CHECK(found.tags[0].type == *type);
    }
}

TEST_CASE("keys, choices and answers are read in the languages", "[tags][words]") {
    const Tag tag = only_tag("{{besedilo:kupec;oznaka=Davcna;obvezno=ne;\\232irina=60mm;poravnava=sredina}}");
    CHECK(tag.type == FieldType::Text);
    CHECK(tag.attributes.at("label") == "Davcna");
    CHECK_FALSE(tag.required);
    CHECK(tag.attributes.at("width") == "60mm");
    CHECK(tag.attributes.at("align") == "center");
    CHECK(only_tag("{{Unterschrift:1;Breite=60mm}}").attributes.at("width") == "60mm");
    CHECK(only_tag("{{tekst:1;wymagane=nie}}").required == false);
    CHECK(only_tag("{{meno a priezvisko:1}}").type == FieldType::Name);
    CHECK(only_tag("{{potpis:1}}").type == FieldType::Signature);
    CHECK(only_tag("##podpis 1##").type == FieldType::Signature);
    const TagProblem firma = only_problem("{{firma:1}}");
    CHECK(firma.code == "ambiguous_word");
    CHECK(firma.message.find("company (sl)") != std::string::npos);
    CHECK(firma.message.find("signature (it)") != std::string::npos);
}
