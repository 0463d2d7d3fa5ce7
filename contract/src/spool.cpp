#include "quillport/contract/spool.hpp"

#include <array>
#include <charconv>
#include <cstdio>
#include <optional>

namespace quillport::contract {
namespace {

constexpr std::string_view kMagic = "Quillport-Spool: 1\n";
constexpr std::string_view kOption = "option.";

bool stands_as_it_is(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
           c == '~' || c == '/';
}

/// Blanks and colons stay readable in values; in a key they would end it.
std::string encoded(std::string_view text, std::string_view also = {}) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (stands_as_it_is(byte) || also.find(c) != std::string_view::npos) {
            out += c;
            continue;
        }
        std::array<char, 4> hex{};
        std::snprintf(hex.data(), hex.size(), "%%%02X", byte);
        out += hex.data();
    }
    return out;
}

std::string decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned value = 0;
        if (text[i] == '%' && i + 2 < text.size() &&
            std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16).ptr == text.data() + i + 3) {
            out += static_cast<char>(value);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

void add(std::string& out, std::string_view key, std::string_view value) {
    out += encoded(key);
    out += ": ";
    out += encoded(value, " :");
    out += '\n';
}

template <typename T>
std::optional<T> number_in(std::string_view text) {
    T value{};
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// False when the value of a known key cannot be read.
bool take(SpoolHeader& h, const std::string& key, const std::string& value) {
    JobIdentity& job = h.job;
    const auto take_number = [&](auto& into) {
        const auto n = number_in<std::remove_reference_t<decltype(into)>>(value);
        if (n) into = *n;
        return n.has_value();
    };
    if (key == "sha256")
        h.sha256 = value;
    else if (key == "size")
        return take_number(h.size);
    else if (key == "copies")
        return take_number(h.copies);
    else if (key == "document")
        return take_number(job.document_number);
    else if (key == "received") {
        std::int64_t ms = 0;
        if (!take_number(ms)) return false;
        job.received = TimePoint{std::chrono::milliseconds{ms}};
    } else if (key == "uuid")
        job.uuid = value;
    else if (key == "queue")
        job.queue = value;
    else if (key == "user")
        job.user = value;
    else if (key == "host")
        job.host = value;
    else if (key == "title")
        job.title = value;
    else if (key == "authenticated")
        job.authenticated = value == "yes";
    else if (key == "content-type")
        h.content_type = value;
    else if (key == "options")
        h.options_text = value;
    else if (key.starts_with(kOption))
        job.options[key.substr(kOption.size())] = value;
    return true;
}

Error broken(std::string detail) { return {ErrorCode::InvalidInput, "not a spool file of version 1", std::move(detail)}; }

}  // namespace

std::string spool_size_text(std::uint64_t size) {
    std::string digits = std::to_string(size);
    return std::string(20 - digits.size(), '0') + digits;
}

std::string spool_header_text(const SpoolHeader& header) {
    std::string out(kMagic);
    out += "sha256: " + (header.sha256.empty() ? std::string(64, '0') : header.sha256) + "\n";
    out += "size: " + spool_size_text(header.size) + "\n";
    add(out, "uuid", header.job.uuid);
    add(out, "document", std::to_string(header.job.document_number));
    add(out, "queue", header.job.queue);
    add(out, "user", header.job.user);
    add(out, "host", header.job.host);
    add(out, "title", header.job.title);
    add(out, "authenticated", header.job.authenticated ? "yes" : "no");
    add(out, "received", std::to_string(header.job.received.time_since_epoch().count()));
    add(out, "content-type", header.content_type);
    add(out, "copies", std::to_string(header.copies));
    if (!header.options_text.empty()) add(out, "options", header.options_text);
    for (const auto& [key, value] : header.job.options) add(out, std::string(kOption) + key, value);
    out += '\n';
    return out;
}

Result<ParsedSpoolHeader> parse_spool_header(std::string_view text) {
    if (!text.starts_with(kMagic)) return broken("magic");
    ParsedSpoolHeader parsed;
    std::size_t at = kMagic.size();
    for (;;) {
        const std::size_t end = text.find('\n', at);
        if (end == std::string_view::npos) return broken("cut off");
        const std::string_view line = text.substr(at, end - at);
        at = end + 1;
        if (line.empty()) break;
        const std::size_t colon = line.find(": ");
        if (colon == std::string_view::npos) return broken("line without a key");
        const std::string key = decoded(line.substr(0, colon));
        if (!take(parsed.header, key, decoded(line.substr(colon + 2)))) return broken(key);
    }
    if (parsed.header.sha256.size() != 64 || parsed.header.sha256.find_first_not_of("0123456789abcdef") != std::string::npos)
        return broken("sha256");
    parsed.length = at;
    return parsed;
}

std::string spool_identity(const SpoolHeader& header) {
    return header.job.uuid + "\n" + std::to_string(header.job.document_number) + "\n" + header.sha256;
}

}  // namespace quillport::contract
