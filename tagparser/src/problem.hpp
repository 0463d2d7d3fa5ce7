#pragma once
#include <string>
#include <utility>

#include "quillport/core/tag.hpp"

namespace quillport::tags {

/// What is told of a tag that was read, at its place.
[[nodiscard]] inline TagProblem problem_of(const Tag& tag, std::string code, std::string message) {
    TagProblem problem;
    problem.page = tag.page;
    problem.box = tag.box;
    problem.code = std::move(code);
    problem.text = tag.text;
    problem.message = std::move(message);
    return problem;
}

}  // namespace quillport::tags
