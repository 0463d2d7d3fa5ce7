#include "multipart.hpp"

#include <algorithm>

#include "quillport/services/problem.hpp"

namespace quillport::http {

namespace {

constexpr std::size_t kMostParts = 8;
constexpr std::size_t kMostHeader = 8192;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool starts_with_ignoring_case(std::string_view text, std::string_view start) {
    return text.size() >= start.size() &&
           std::equal(start.begin(), start.end(), text.begin(), [](char a, char b) { return lower(a) == lower(b); });
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// Takes a token or a quoted string from the front.
std::string take_value(std::string_view& rest) {
    std::string value;
    if (rest.empty() || rest.front() != '"') {
        const auto end = std::min(rest.find(';'), rest.size());
        value = trimmed(rest.substr(0, end));
        rest.remove_prefix(end);
        return value;
    }
    rest.remove_prefix(1);
    while (!rest.empty() && rest.front() != '"') {
        // Browsers send %22 for a quote and leave a backslash alone, except before a quote.
        if (rest.front() == '\\' && rest.size() > 1 && rest[1] == '"') rest.remove_prefix(1);
        value += rest.front();
        rest.remove_prefix(1);
    }
    if (!rest.empty()) rest.remove_prefix(1);
    return value;
}

Error malformed(const char* what) { return services::refusal(ErrorCode::InvalidInput, what, "multipart"); }

Result<Part> part_of(std::string_view header, std::string_view content) {
    Part part;
    part.content = content;
    while (!header.empty()) {
        const auto end = std::min(header.find("\r\n"), header.size());
        const auto line = header.substr(0, end);
        header.remove_prefix(std::min(end + 2, header.size()));
        if (!starts_with_ignoring_case(line, "content-disposition:")) continue;
        const auto value = trimmed(line.substr(20));
        if (!starts_with_ignoring_case(value, "form-data")) return malformed("a part is no form data");
        part.name = header_parameter(value, "name");
        part.file_name = header_parameter(value, "filename");
        const auto folder = part.file_name.find_last_of("/\\");
        if (folder != std::string::npos) part.file_name.erase(0, folder + 1);
    }
    if (part.name.empty() || part.name.size() > 100) return malformed("a part has no name");
    return part;
}

}  // namespace

std::string header_parameter(std::string_view header, std::string_view name) {
    const auto start = header.find(';');
    std::string_view rest = start == std::string_view::npos ? std::string_view{} : header.substr(start);
    while (!rest.empty() && rest.front() == ';') {
        rest.remove_prefix(1);
        const auto equals = rest.find('=');
        if (equals == std::string_view::npos) return {};
        const auto key = trimmed(rest.substr(0, equals));
        rest.remove_prefix(equals + 1);
        rest = rest.substr(std::min(rest.find_first_not_of(' '), rest.size()));
        std::string value = take_value(rest);
        if (key.size() == name.size() && starts_with_ignoring_case(key, name)) return value;
        rest.remove_prefix(std::min(rest.find(';'), rest.size()));
    }
    return {};
}

Result<std::vector<Part>> split_multipart(std::string_view content_type, std::string_view body) {
    if (!starts_with_ignoring_case(content_type, "multipart/form-data"))
        return services::refusal(ErrorCode::Unsupported, "the body is no multipart/form-data", "multipart");
    const std::string boundary = header_parameter(content_type, "boundary");
    if (boundary.empty() || boundary.size() > 70) return malformed("no boundary");  // RFC 2046 §5.1.1: 1 to 70 characters
    const std::string delimiter = "\r\n--" + boundary;

    std::vector<Part> parts;
    const std::string_view opening = std::string_view(delimiter).substr(2);
    if (body.substr(0, opening.size()) != opening) return malformed("the body does not start with its boundary");
    body.remove_prefix(opening.size());
    while (body.substr(0, 2) != "--") {
        if (body.substr(0, 2) != "\r\n") return malformed("a boundary is followed by something else");
        body.remove_prefix(2);
        const auto header_end = body.substr(0, kMostHeader).find("\r\n\r\n");
        if (header_end == std::string_view::npos) return malformed("the header of a part does not end");
        const auto content = body.substr(header_end + 4);
        const auto end = content.find(delimiter);
        if (end == std::string_view::npos) return malformed("a part does not end");
        auto part = part_of(body.substr(0, header_end), content.substr(0, end));
        if (!part.ok()) return std::move(part).error();
        const bool repeated =
            std::any_of(parts.begin(), parts.end(), [&](const Part& known) { return known.name == part.value().name; });
        if (repeated || parts.size() == kMostParts) return malformed("too many parts, or one name twice");
        parts.push_back(std::move(part).value());
        body = content.substr(end + delimiter.size());
    }
    return parts;
}

}  // namespace quillport::http
