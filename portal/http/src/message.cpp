#include "quillport/http/message.hpp"

#include <algorithm>
#include <charconv>

namespace quillport::http {

namespace {

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) { return lower(x) == lower(y); });
}

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// RFC 8187 §3.2: attr-char stays, everything else becomes %XX.
std::string encoded_name(std::string_view name) {
    constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&+-.^_`|~";
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : name) {
        if (kPlain.find(c) != std::string_view::npos) {
            out += c;
            continue;
        }
        const auto code = static_cast<unsigned char>(c);
        out += '%';
        out += kHex[code >> 4U];
        out += kHex[code & 0x0FU];
    }
    return out;
}

std::string plain_name(std::string_view name) {
    std::string out;
    for (const char c : name) {
        const bool safe = c >= 0x20 && c < 0x7F && c != '"' && c != '\\' && c != '/' && c != '%';
        if (safe)
            out += c;
        else if (out.empty() || out.back() != '_')
            out += '_';
    }
    return out;
}

struct Range {
    std::uint64_t first = 0, last = 0;
};

enum class RangeVerdict { None, One, Impossible };

std::optional<std::uint64_t> number_of(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// RFC 9110 §14.1.2. What is malformed counts as no range (§14.2).
RangeVerdict range_of(std::string_view header, std::uint64_t size, Range& range) {
    if (header.substr(0, 6) != "bytes=" || header.find(',') != std::string_view::npos) return RangeVerdict::None;
    header.remove_prefix(6);
    const auto dash = header.find('-');
    if (dash == std::string_view::npos) return RangeVerdict::None;
    const auto first = number_of(header.substr(0, dash)), last = number_of(header.substr(dash + 1));
    if (!first && !last) return RangeVerdict::None;
    if (!first) {
        if (*last == 0 || size == 0) return RangeVerdict::Impossible;
        range = {size - std::min(*last, size), size - 1};
        return RangeVerdict::One;
    }
    if (dash + 1 < header.size() && (!last || *last < *first)) return RangeVerdict::None;
    if (*first >= size) return RangeVerdict::Impossible;
    range = {*first, last ? std::min(*last, size - 1) : size - 1};
    return RangeVerdict::One;
}

bool matches_tag(std::string_view list, std::string_view tag) {
    if (list == "*") return true;
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        std::string_view one = list.substr(0, comma);
        while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
        while (!one.empty() && one.back() == ' ') one.remove_suffix(1);
        if (one.substr(0, 2) == "W/") one.remove_prefix(2);  // weak comparison, RFC 9110 §8.8.3.2
        if (one == tag) return true;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

void become_empty(Response& response, int status) {
    response.status = status;
    response.owner.reset();
    response.shared = {};
    response.body.clear();
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

std::string Request::parameter(std::string_view name) const {
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string{} : found->second;
}

int Request::number(std::string_view name) const {
    const std::string text = parameter(name);
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::string Request::cookie(std::string_view name) const {
    std::string_view rest = header("cookie");
    while (!rest.empty()) {
        const auto end = std::min(rest.find(';'), rest.size());
        std::string_view pair = rest.substr(0, end);
        while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
        const auto equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name) return std::string(pair.substr(equals + 1));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {};
}

void EventQueue::push(std::string event) {
    constexpr std::size_t kMost = 64;
    const std::lock_guard lock(mutex_);
    if (closed_) return;
    if (events_.size() >= kMost) events_.erase(events_.begin());
    events_.push_back(std::move(event));
    // Under the lock: after set_wake({}) nobody can be inside the old function.
    if (wake_) wake_();
}

void EventQueue::close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    if (wake_) wake_();
}

bool EventQueue::closed() const {
    const std::lock_guard lock(mutex_);
    return closed_;
}

std::vector<std::string> EventQueue::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(events_, {});
}

void EventQueue::set_wake(std::function<void()> wake) {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
    if (wake_ && (!events_.empty() || closed_)) wake_();
}

void Response::set(std::string name, std::string value) {
    for (auto& [known, old] : headers) {
        if (!equal_ignoring_case(known, name)) continue;
        old = std::move(value);
        return;
    }
    headers.emplace_back(std::move(name), std::move(value));
}

bool Response::has(std::string_view name) const {
    return std::any_of(headers.begin(), headers.end(), [&](const auto& field) { return equal_ignoring_case(field.first, name); });
}

Response json(int status, std::string text) {
    Response response;
    response.status = status;
    response.media_type = "application/json; charset=utf-8";
    response.body = std::move(text);
    return response;
}

Response nothing() {
    Response response;
    response.status = 204;
    return response;
}

Response file(std::string media_type, std::shared_ptr<const void> owner, BytesView data, const std::string& file_name) {
    Response response;
    response.media_type = std::move(media_type);
    response.owner = std::move(owner);
    response.shared = data;
    if (!file_name.empty())
        response.set("Content-Disposition",
                     "attachment; filename=\"" + plain_name(file_name) + "\"; filename*=UTF-8''" + encoded_name(file_name));
    return response;
}

void apply_conditions(const Request& request, Response& response) {
    if (response.status != 200 || response.events) return;
    std::string_view tag;
    for (const auto& [name, value] : response.headers)
        if (name == "ETag") tag = value;
    if (!tag.empty() && !request.header("if-none-match").empty() && matches_tag(request.header("if-none-match"), tag))
        return become_empty(response, 304);
    const std::string_view header = request.header("range");
    if (!response.owner || header.empty()) return;
    if (const auto if_range = request.header("if-range"); !if_range.empty() && if_range != tag) return;
    Range range;
    const std::uint64_t size = response.shared.size();
    switch (range_of(header, size, range)) {
        case RangeVerdict::None:
            return;
        case RangeVerdict::Impossible:
            response.set("Content-Range", "bytes */" + std::to_string(size));
            return become_empty(response, 416);
        case RangeVerdict::One:
            break;
    }
    response.status = 206;
    response.set("Content-Range",
                 "bytes " + std::to_string(range.first) + '-' + std::to_string(range.last) + '/' + std::to_string(size));
    response.shared = response.shared.subspan(range.first, range.last - range.first + 1);
}

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            const int high = i + 2 < text.size() ? digit_of(text[i + 1]) : -1,
                      low = i + 2 < text.size() ? digit_of(text[i + 2]) : -1;
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            if (c == '\0') return std::nullopt;
            i += 2;
        } else if (c == '+' && plus_is_space) {
            c = ' ';
        }
        out += c;
    }
    return out;
}

}  // namespace quillport::http
