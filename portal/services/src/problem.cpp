#include "quillport/services/problem.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace quillport::services {
namespace {

/// A word of ours. The number that a database gives its error (SQLite's 13) is none.
bool is_key(std::string_view text) {
    return !text.empty() && text.size() <= 60 && text.front() >= 'a' && text.front() <= 'z' &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

std::optional<int> number_in(std::string_view text) {
    int value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

void read_pair(Problem& problem, std::string_view pair) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) return;
    const std::string_view name = pair.substr(0, equals);
    const std::string_view value = pair.substr(equals + 1);
    if (name == "field") problem.field = std::string(value);
    if (name == "tries_left") problem.tries_left = number_in(value);
    if (name == "retry_after") problem.retry_after = number_in(value);
}

/// Names of fields come from documents; only letters that cannot be mistaken for the next pair travel.
std::string plain(std::string text) {
    std::erase_if(text, [](char c) { return c == '&' || c == '=' || c == '?' || static_cast<unsigned char>(c) < 0x20; });
    return text;
}

}  // namespace

Error refusal(ErrorCode code, std::string what, const Problem& problem) {
    std::string detail = problem.key;
    char next = '?';
    const auto add = [&](std::string_view name, const std::string& value) {
        detail += next + std::string(name) + "=" + value;
        next = '&';
    };
    if (!problem.field.empty()) add("field", plain(problem.field));
    if (problem.tries_left) add("tries_left", std::to_string(*problem.tries_left));
    if (problem.retry_after) add("retry_after", std::to_string(*problem.retry_after));
    return {code, std::move(what), std::move(detail)};
}

Error refusal(ErrorCode code, std::string what, std::string key) { return {code, std::move(what), std::move(key)}; }

Error wrong_input(std::string key, std::string field) {
    return refusal(ErrorCode::InvalidInput, "input refused",
                   {.key = std::move(key), .field = std::move(field), .tries_left = {}, .retry_after = {}});
}

Problem problem_of(const Error& error) {
    Problem problem;
    std::string_view rest = error.detail;
    const std::string_view key = rest.substr(0, rest.find('?'));
    if (!is_key(key)) {
        problem.key = std::string(name_of(error.code));
        return problem;
    }
    problem.key = std::string(key);
    if (key.size() == rest.size()) return problem;
    rest.remove_prefix(key.size() + 1);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('&'), rest.size());
        read_pair(problem, rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return problem;
}

}  // namespace quillport::services
