#pragma once
#include <catch2/catch.hpp>
#include <string>

#include "content_sample.hpp"
#include "quillport/tags/detect.hpp"

namespace quillport::test {

inline Detection detect_in(const SamplePdf& sample, const tags::DetectOptions& options = {}) {
    const std::string file = sample.text();
    auto document = pdf::Document::open(bytes_of(file));
    REQUIRE(document.ok());
    auto found = tags::detect(document.value(), options);
    REQUIRE(found.ok());
    return std::move(found).value();
}

/// A page that shows one line of text at (50, 700) in Helvetica 11. Parentheses and backslashes must be escaped by the caller.
inline SamplePdf line_of(const std::string& text) { return SamplePdf("BT /F1 11 Tf 50 700 Td (" + text + ") Tj ET"); }

inline Detection detect_line(const std::string& text, const tags::DetectOptions& options = {}) {
    return detect_in(line_of(text), options);
}

/// The only tag of a line without problems other than room.
inline Tag only_tag(const std::string& text) {
    const Detection found = detect_line(text);
    INFO(text);
    for (const auto& problem : found.problems) {
        INFO(problem.message);
        CHECK(problem.code == "no_room");
    }
    REQUIRE(found.tags.size() == 1);
    return found.tags.front();
}

inline TagProblem only_problem(const std::string& text) {
    const Detection found = detect_line(text);
    INFO(text);
    CHECK(found.tags.empty());
    REQUIRE(found.problems.size() == 1);
    return found.problems.front();
}

}  // namespace quillport::test
