#include "router.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "quillport/services/problem.hpp"

namespace quillport::http {

namespace {

using contract::Parameter;
using contract::ParameterPlace;
using contract::Route;

/// The next segment of a path without its slash; `path` moves on.
std::string_view next_segment(std::string_view& path) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    const auto segment = path.substr(0, end);
    path.remove_prefix(end);
    return segment;
}

bool is_name(std::string_view segment) { return segment.size() > 2 && segment.front() == '{' && segment.back() == '}'; }

bool fits(std::string_view pattern, std::string_view path) {
    while (!pattern.empty() && !path.empty() && path.front() == '/') {
        const auto wanted = next_segment(pattern), found = next_segment(path);
        if (is_name(wanted) ? found.empty() : wanted != found) return false;
    }
    return pattern.empty() && path.empty();
}

std::optional<std::string_view> path_parameter(std::string_view pattern, std::string_view path, std::string_view name) {
    while (!pattern.empty() && !path.empty()) {
        const auto wanted = next_segment(pattern), found = next_segment(path);
        if (is_name(wanted) && wanted.substr(1, wanted.size() - 2) == name) return found;
    }
    return std::nullopt;
}

std::optional<std::string_view> query_parameter(std::string_view target, std::string_view name) {
    const auto start = target.find('?');
    std::string_view rest = start == std::string_view::npos ? std::string_view{} : target.substr(start + 1);
    while (!rest.empty()) {
        const auto end = std::min(rest.find('&'), rest.size());
        const auto pair = rest.substr(0, end);
        const auto equals = std::min(pair.find('='), pair.size());
        if (pair.substr(0, equals) == name) return pair.substr(std::min(equals + 1, pair.size()));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return std::nullopt;
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

/// The parameter as sent and decoded: outer nothing when it is malformed, inner when it is absent.
std::optional<std::optional<std::string>> raw_value(const Route& route, const Request& request, const Parameter& parameter) {
    if (parameter.place == ParameterPlace::Header) {
        const auto value = request.header(lower(parameter.name));
        return value.empty() ? std::optional<std::string>{} : std::optional<std::string>(value);
    }
    const bool in_path = parameter.place == ParameterPlace::Path;
    const auto found =
        in_path ? path_parameter(route.pattern, request.path, parameter.name) : query_parameter(request.target, parameter.name);
    if (!found) return std::optional<std::string>{};
    auto decoded = percent_decoded(*found, !in_path);
    if (!decoded) return std::nullopt;
    return decoded;
}

bool is_allowed(const Parameter& parameter, std::string_view value) {
    if (!parameter.integer) {
        const auto characters =
            std::count_if(value.begin(), value.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
        return characters <= parameter.maximum;
    }
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (failed != std::errc{} || end != value.data() + value.size()) return false;
    if (!parameter.allowed.empty())
        return std::find(parameter.allowed.begin(), parameter.allowed.end(), number) != parameter.allowed.end();
    return number >= parameter.minimum && number <= parameter.maximum;
}

}  // namespace

Match match(const Request& request) {
    const std::string_view method = request.method == "HEAD" ? "GET" : std::string_view(request.method);
    Match result;
    for (const Route& route : contract::routes()) {
        if (!fits(route.pattern, request.path)) continue;
        if (name_of(route.method) == method) {
            result.route = &route;
            return result;
        }
        if (!result.allowed.empty()) result.allowed += ", ";
        result.allowed += name_of(route.method);
    }
    return result;
}

Result<void> read_parameters(const Route& route, Request& request) {
    for (const Parameter& parameter : route.parameters) {
        const auto wrong = [&] {
            return services::refusal(ErrorCode::InvalidInput, "a parameter of the request is wrong",
                                     {.key = "input", .field = std::string(parameter.name), .tries_left = {}, .retry_after = {}});
        };
        const auto value = raw_value(route, request, parameter);
        if (!value) return wrong();
        if (!*value && parameter.required) return wrong();
        if (!*value && parameter.default_value.empty()) continue;
        const std::string text = value->value_or(std::string(parameter.default_value));
        if (!is_allowed(parameter, text)) return wrong();
        request.parameters.insert_or_assign(std::string(parameter.name), text);
    }
    return {};
}

}  // namespace quillport::http
