#include "quillport/tags/erase.hpp"

#include <string>

#include "sample_tags.hpp"

using namespace quillport;
using namespace quillport::test;

namespace {

struct Erased {
    Detection before, after;
    tags::EraseResult result;
};

Erased erase_all(const SamplePdf& sample) {
    const std::string file = sample.text();
    auto document = pdf::Document::open(bytes_of(file));
    REQUIRE(document.ok());
    Erased out;
    out.before = tags::detect(document.value()).value();
    auto result = tags::erase(document.value(), out.before);
    REQUIRE(result.ok());
    out.result = std::move(result).value();
    auto again = pdf::Document::open(out.result.pdf);
    REQUIRE(again.ok());
    out.after = tags::detect(again.value()).value();
    return out;
}

}  // namespace

TEST_CASE("after erasing no tag is found", "[tags][erase]") {
    const Erased out =
        erase_all(SamplePdf("BT /F1 11 Tf 50 700 Td (Sign {{sig:1}} here) Tj 0 -20 Td [({{te) 30 (xt:2)] TJ 0 -14 Td (}}) Tj "
                            "0 -60 Td (##date 1##) Tj ET"));
    CHECK(out.before.tags.size() == 3);
    CHECK(out.result.not_erased.empty());
    CHECK(out.after.tags.empty());
    CHECK(out.after.problems.empty());
}

TEST_CASE("every copy of an overprinted tag goes", "[tags][erase]") {
    const Erased out =
        erase_all(SamplePdf("BT /F1 11 Tf 50 700 Td ({{sig:1}}) Tj ET BT /F1 11 Tf 50.3 700 Td ({{sig:1}}) Tj ET"));
    CHECK(out.before.tags.size() == 1);
    CHECK(out.after.tags.empty());
}

TEST_CASE("what could not be erased is told with its reason", "[tags][erase]") {
    const Erased out =
        erase_all(SamplePdf("BT /F1 11 Tf 7 Tr 50 700 Td ({{sig:1}}) Tj ET BT 0 Tr /F1 11 Tf 50 600 Td ({{sig:2}}) Tj ET"));
    REQUIRE(out.result.not_erased.size() == 1);
    CHECK(out.result.not_erased[0].code == "not_erased");
    CHECK(out.result.not_erased[0].text == "{{sig:1}}");
    REQUIRE(out.after.tags.size() == 1);
}

TEST_CASE("only the tags of the detection are erased, unreadable ones stay", "[tags][erase]") {
    const std::string file = line_of("{{sig:1}} {{sgi:2}} {{date:3}}").text();
    auto document = pdf::Document::open(bytes_of(file));
    Detection found = tags::detect(document.value()).value();
    REQUIRE(found.tags.size() == 2);
    found.tags.pop_back();
    const auto erased = tags::erase(document.value(), found);
    REQUIRE(erased.ok());
    auto again = pdf::Document::open(erased.value().pdf);
    const Detection left = tags::detect(again.value()).value();
    REQUIRE(left.tags.size() == 1);
    CHECK(left.tags[0].type == FieldType::Date);
    CHECK(left.problems.size() >= 1);
}

TEST_CASE("a tag that is not there is told, not looked for elsewhere", "[tags][erase]") {
    const std::string file = line_of("{{sig:1}}").text();
    auto document = pdf::Document::open(bytes_of(file));
    Detection found = tags::detect(document.value()).value();
    found.tags[0].box.x0 += 100;
    const auto erased = tags::erase(document.value(), found);
    REQUIRE(erased.ok());
    CHECK(erased.value().not_erased.size() == 1);
}

TEST_CASE("what an author says that an unreadable tag means is erased, and nothing behind it", "[tags][erase]") {
    const auto rest_of = [](const std::string& line) {
        const std::string file = line_of(line).text();
        auto document = pdf::Document::open(bytes_of(file));
        REQUIRE(document.ok());
        Detection meant = tags::detect(document.value()).value();
        REQUIRE(meant.problems.size() == 1);
        Tag tag;
        tag.page = 1;
        tag.text = meant.problems[0].text;
        tag.box = meant.problems[0].box;
        meant.tags = {tag};
        auto result = tags::erase(document.value(), meant);
        REQUIRE(result.ok());
        CHECK(result.value().not_erased.empty());
        auto again = pdf::Document::open(result.value().pdf);
        REQUIRE(again.ok());
        pdf::PageContent content;
        pdf::ContentReader reader(again.value());
        REQUIRE(reader.read(1, content).ok());
        return std::string(content.text.begin(), content.text.end());
    };
    CHECK(rest_of("Sign {{sgi:2}} here") == "Sign  here");
    CHECK(rest_of("Sign {{sig:2} here") == "Sign  here");
    CHECK(rest_of("Sign {{sig:2 here and there") == "Sign  here and there");
}
