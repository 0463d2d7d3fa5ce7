#include "head.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace quillport::http {

namespace {

bool is_token(std::string_view name) {
    constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
    return !name.empty() && std::all_of(name.begin(), name.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               kMarks.find(c) != std::string_view::npos;
    });
}

bool is_strict_line(std::string_view line, bool first) {
    for (const char c : line) {
        const auto code = static_cast<unsigned char>(c);
        if ((code < 0x20 && c != '\t') || code == 0x7F) return false;
    }
    if (first) return line.find('\t') == std::string_view::npos && std::count(line.begin(), line.end(), ' ') == 2;
    const auto colon = line.find(':');
    return colon != std::string_view::npos && is_token(line.substr(0, colon));
}

constexpr std::array kReasons = {std::pair{100, "Continue"},
                                 std::pair{200, "OK"},
                                 std::pair{201, "Created"},
                                 std::pair{204, "No Content"},
                                 std::pair{206, "Partial Content"},
                                 std::pair{304, "Not Modified"},
                                 std::pair{400, "Bad Request"},
                                 std::pair{401, "Unauthorized"},
                                 std::pair{403, "Forbidden"},
                                 std::pair{404, "Not Found"},
                                 std::pair{405, "Method Not Allowed"},
                                 std::pair{408, "Request Timeout"},
                                 std::pair{409, "Conflict"},
                                 std::pair{410, "Gone"},
                                 std::pair{412, "Precondition Failed"},
                                 std::pair{413, "Content Too Large"},
                                 std::pair{415, "Unsupported Media Type"},
                                 std::pair{416, "Range Not Satisfiable"},
                                 std::pair{429, "Too Many Requests"},
                                 std::pair{431, "Request Header Fields Too Large"},
                                 std::pair{500, "Internal Server Error"},
                                 std::pair{501, "Not Implemented"},
                                 std::pair{503, "Service Unavailable"},
                                 std::pair{504, "Gateway Timeout"},
                                 std::pair{505, "HTTP Version Not Supported"},
                                 std::pair{507, "Insufficient Storage"}};

void append_field(std::string& head, std::string_view name, std::string_view value) {
    head += name;
    head += ": ";
    // A value with a line break would be a header of somebody else's making.
    std::copy_if(value.begin(), value.end(), std::back_inserter(head),
                 [](char c) { return c != '\r' && c != '\n' && c != '\0'; });
    head += "\r\n";
}

}  // namespace

bool is_strict(std::string_view head) {
    bool first = true;
    while (!head.empty()) {
        const auto end = head.find("\r\n");
        if (end == std::string_view::npos) return false;
        if (end == 0) return !first && head.size() == 2;
        if (!is_strict_line(head.substr(0, end), first)) return false;
        first = false;
        head.remove_prefix(end + 2);
    }
    return false;
}

Framing framing_of(const Request& request, int lengths, int encodings, int hosts, bool http_1_1) {
    Framing framing;
    // RFC 9112 §3.2: exactly one Host; §6.1: never both framings; §6.3: one length only.
    if (hosts > 1 || (http_1_1 && hosts == 0)) framing.refusal = 400;
    if (lengths > 1 || encodings > 1 || (lengths > 0 && encodings > 0)) framing.refusal = 400;
    if (framing.refusal != 0) return framing;
    if (encodings == 1) {
        if (!http_1_1)
            framing.refusal = 400;
        else if (request.header("transfer-encoding") != "chunked")
            framing.refusal = 501;
        framing.chunked = true;
    }
    if (lengths == 1) {
        const std::string_view text = request.header("content-length");
        std::uint64_t value = 0;
        const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (failed != std::errc{} || end != text.data() + text.size()) framing.refusal = 400;
        framing.length = value;
    }
    framing.expects_continue = http_1_1 && request.header("expect") == "100-continue";
    return framing;
}

std::string head_of(const Response& response, bool keep, std::optional<std::uint64_t> length) {
    std::string head = "HTTP/1.1 " + std::to_string(response.status) + ' ';
    const auto* reason =
        std::find_if(kReasons.begin(), kReasons.end(), [&](const auto& row) { return row.first == response.status; });
    head += reason == kReasons.end() ? "Answer" : reason->second;
    head += "\r\n";
    if (!response.media_type.empty()) append_field(head, "Content-Type", response.media_type);
    for (const auto& [name, value] : response.headers) append_field(head, name, value);
    if (length && response.status != 204 && response.status != 304) append_field(head, "Content-Length", std::to_string(*length));
    append_field(head, "Connection", keep ? "keep-alive" : "close");
    head += "\r\n";
    return head;
}

}  // namespace quillport::http
