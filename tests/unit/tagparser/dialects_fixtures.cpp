#include <algorithm>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "sample_tags.hpp"

using namespace quillport;
using namespace quillport::test;

namespace {

constexpr const char* kDialects[] = {"adobe", "docuseal", "documenso", "dropbox-sign", "signnow", "pandadoc"};

struct Fixture {
    std::string text, expected;
};

/// Lines that begin with "# " are comments.
std::vector<std::string> lines_of(const std::string& name) {
    std::ifstream file(std::string(QUILLPORT_SOURCE_DIR) + "/tests/fixtures/tagparser/" + name + ".txt");
    std::vector<std::string> out;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty() && !line.starts_with("# ")) out.push_back(line);
    }
    REQUIRE(out.size() >= 20);
    return out;
}

/// "text => what is expected".
Fixture fixture_of(const std::string& line) {
    const auto arrow = line.rfind(" => ");
    REQUIRE(arrow != std::string::npos);
    return {line.substr(0, arrow), line.substr(arrow + 4)};
}

std::vector<Fixture> fixtures_of(const std::string& dialect) {
    std::vector<Fixture> out;
    for (const std::string& line : lines_of(dialect)) out.push_back(fixture_of(line));
    return out;
}

/// In parentheses of a PDF string.
std::string in_pdf(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '(' || c == ')' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

std::string told(const Tag& tag) {
    std::string out = tag.kind == TagKind::Definition ? "definition of " : "";
    out += std::string(name_of(tag.type)) + " " + tag.role + (tag.required ? " required" : " optional");
    if (tag.name) out += " name=\"" + *tag.name + "\"";
    const bool measured = tag.dialect == "adobe" && tag.text.find("dimension") == std::string::npos;
    for (const auto& [key, value] : tag.attributes) {
        if (measured && (key == "width" || key == "height")) continue;  // the size of the tag itself, on this page
        out += " " + key + "=\"" + value + "\"";
    }
    return out;
}

std::string told(const Detection& found) {
    std::string out;
    const auto add = [&](const std::string& item) { out += (out.empty() ? "" : "; ") + item; };
    for (const Tag& tag : found.tags) add(told(tag));
    for (const TagProblem& problem : found.problems) {
        if (problem.code == "no_room") continue;
        add("problem " + problem.code + (problem.guess.empty() ? "" : " guess=" + problem.guess));
    }
    return out.empty() ? "nothing" : out;
}

Detection detect_with(const std::string& text, const tags::DetectOptions& options) {
    return detect_in(SamplePdf("BT /F1 6 Tf 20 700 Td (" + in_pdf(text) + ") Tj ET"), options);
}

Detection detect_with(const std::string& text, std::vector<std::string> dialects) {
    tags::DetectOptions options;
    options.dialects = std::move(dialects);
    return detect_with(text, options);
}

}  // namespace

TEST_CASE("real tags of other products mean what they mean there", "[tags][dialects]") {
    for (const std::string dialect : kDialects) {
        for (const Fixture& fixture : fixtures_of(dialect)) {
            INFO(dialect << ": " << fixture.text);
            const Detection found = detect_with(fixture.text, {dialect});
            CHECK(told(found) == fixture.expected);
            for (const Tag& tag : found.tags) CHECK(tag.dialect == dialect);
        }
    }
}

TEST_CASE("with all dialects active each keeps its own tags", "[tags][dialects]") {
    const std::vector<std::string> all(std::begin(kDialects), std::end(kDialects));
    for (const std::string& dialect : all) {
        std::vector<std::string> order = all;
        order.erase(std::find(order.begin(), order.end(), dialect));
        order.insert(order.begin(), dialect);
        order.emplace_back("quillport");
        for (const Fixture& fixture : fixtures_of(dialect)) {
            if (fixture.expected.starts_with("problem") || fixture.expected == "nothing") continue;
            INFO(dialect << ": " << fixture.text);
            CHECK(told(detect_with(fixture.text, order)) == fixture.expected);
        }
    }
}

TEST_CASE("marks and anchors of organisations and other products mean what the settings say", "[tags][marks]") {
    const std::string mark = "= mark ";
    const std::string anchor = "= anchor ";
    TagSettings settings;
    bool complete = true;
    for (const std::string& line : lines_of("marks")) {
        INFO(line);
        if (line.starts_with("= ")) {
            if (complete) settings = {};
            complete = false;
            const bool is_mark = line.starts_with(mark);
            (is_mark ? settings.marks : settings.anchors).push_back(line.substr(is_mark ? mark.size() : anchor.size()));
            continue;
        }
        complete = true;
        const Fixture fixture = fixture_of(line);
        const auto options = tags::options_from(settings);
        REQUIRE(options.ok());
        CHECK(told(detect_with(fixture.text, options.value())) == fixture.expected);
    }
}
