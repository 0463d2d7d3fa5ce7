#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "json.hpp"

namespace quillport::contract {

namespace {

using Json = nlohmann::json;

/// Deeper text is refused before it is parsed: nothing in the interface nests deeper than 8.
constexpr int kMaxDepth = 32;

const Json& json_of(const void* node) { return *static_cast<const Json*>(node); }

/// How deep brackets nest outside of strings. Exact for JSON, harmless for anything else.
bool nests_too_deep(std::string_view text) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\') ++i;
            if (c == '"') quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            if (++depth > kMaxDepth) return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

/// Length in characters; the text is valid UTF-8, as the parser has checked it.
std::size_t characters_in(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    return count;
}

/// Digits of `text` at `from` as a number; -1 when one of them is none.
int digits(std::string_view text, std::size_t from, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(from, count)) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

/// RFC 3339 §5.6 in UTC ("2026-11-23T21:45:00.123Z"), any number of decimals up to nine.
std::optional<TimePoint> time_of(std::string_view text) {
    if (text.size() < 20 || text.size() > 30 || text.back() != 'Z') return std::nullopt;
    if (text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':') return std::nullopt;
    const int year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    const int hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
    if (year < 0 || month < 0 || day < 0 || hour < 0 || minute < 0 || second < 0) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
    int milliseconds = 0;
    if (text.size() > 20) {
        const std::string_view decimals = text.substr(20, text.size() - 21);
        if (text[19] != '.' || decimals.empty() || digits(decimals, 0, decimals.size()) < 0) return std::nullopt;
        milliseconds =
            digits(std::string(decimals.substr(0, 3)) + std::string(3 - std::min<std::size_t>(3, decimals.size()), '0'), 0, 3);
    }
    return std::chrono::sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second} +
           std::chrono::milliseconds{milliseconds};
}

}  // namespace

bool JsonNode::is_object() const noexcept { return json_of(node_).is_object(); }
bool JsonNode::is_array() const noexcept { return json_of(node_).is_array(); }
std::size_t JsonNode::size() const noexcept { return json_of(node_).size(); }
JsonNode JsonNode::item(std::size_t index) const { return JsonNode(&json_of(node_)[index]); }

JsonNode JsonNode::member(std::string_view key) const {
    const Json& object = json_of(node_);
    const auto found = object.find(key);
    return found == object.end() ? JsonNode() : JsonNode(&*found);
}

std::vector<std::string_view> JsonNode::keys() const {
    std::vector<std::string_view> names;
    for (const auto& [name, value] : json_of(node_).get_ref<const Json::object_t&>()) names.emplace_back(name);
    return names;
}

const std::string* JsonNode::text() const noexcept { return json_of(node_).get_ptr<const std::string*>(); }

std::optional<std::int64_t> JsonNode::integer() const noexcept {
    const Json& value = json_of(node_);
    if (const auto* large = value.get_ptr<const std::uint64_t*>();
        large != nullptr && *large > static_cast<std::uint64_t>(kHighest))
        return std::nullopt;
    if (!value.is_number_integer()) return std::nullopt;
    return value.get<std::int64_t>();
}

std::optional<double> JsonNode::number() const noexcept {
    const Json& value = json_of(node_);
    if (!value.is_number()) return std::nullopt;
    return value.get<double>();
}

std::optional<bool> JsonNode::flag() const noexcept {
    const auto* value = json_of(node_).get_ptr<const bool*>();
    return value == nullptr ? std::nullopt : std::optional<bool>(*value);
}

void Reading::fail(std::string_view what) {
    if (error_) return;
    std::string place;
    for (const std::string& step : path_) place += (place.empty() ? "" : ".") + step;
    error_ = Error{ErrorCode::InvalidInput, "a member of the request " + std::string(what), place.substr(0, 200)};
}

bool Reading::object(JsonNode in, std::span<const std::string_view> keys) {
    if (!in.is_object()) {
        fail("is no object");
        return false;
    }
    if (unknown_ == UnknownKeys::Skip) return !failed();
    for (const std::string_view name : in.keys()) {
        if (std::find(keys.begin(), keys.end(), name) != keys.end()) continue;
        path_.emplace_back(name.substr(0, 40));
        fail("is not known");
        leave();
    }
    return !failed();
}

bool Reading::enter(JsonNode in, std::string_view key, bool required, JsonNode& out) {
    if (failed()) return false;
    out = in.member(key);
    if (out) {
        path_.emplace_back(key);
        return true;
    }
    if (!required) return false;
    path_.emplace_back(key);
    fail("is missing");
    leave();
    return false;
}

void read_text(JsonNode in, std::string& out, Reading& state, std::size_t max_length) {
    const std::string* text = in.text();
    if (text == nullptr) return state.fail("is no text");
    if (text->size() > max_length && characters_in(*text) > max_length) return state.fail("is too long");
    // A NUL has no place in any text of the interface, and cuts it where a C library or the database reads on.
    if (text->find('\0') != std::string::npos) return state.fail("holds a NUL");
    out = *text;
}

void read_time(JsonNode in, TimePoint& out, Reading& state) {
    const std::string* text = in.text();
    const auto time = text == nullptr ? std::nullopt : time_of(*text);
    if (!time) return state.fail("is no time in UTC (RFC 3339)");
    out = *time;
}

void read_integer(JsonNode in, std::int64_t& out, Reading& state, std::int64_t minimum, std::int64_t maximum) {
    const auto value = in.integer();
    if (!value) return state.fail("is no whole number");
    if (*value < minimum || *value > maximum) return state.fail("is out of range");
    out = *value;
}

void read_number(JsonNode in, double& out, Reading& state) {
    const auto value = in.number();
    if (!value) return state.fail("is no number");
    out = *value;
}

void read_flag(JsonNode in, bool& out, Reading& state) {
    const auto value = in.flag();
    if (!value) return state.fail("is neither true nor false");
    out = *value;
}

void read_box(JsonNode in, std::array<double, 4>& out, Reading& state) {
    if (!array_size(in, state, out.size(), out.size())) return;
    for (std::size_t i = 0; i < out.size(); ++i) read_number(in.item(i), out[i], state);
}

void read_map(JsonNode in, std::map<std::string, std::string>& out, Reading& state, std::size_t max_members,
              std::size_t max_length) {
    if (!in.is_object()) return state.fail("is no object");
    if (in.size() > max_members) return state.fail("has too many members");
    for (const std::string_view name : in.keys()) {
        JsonNode value;
        if (!state.enter(in, name, true, value)) return;
        read_text(value, out[std::string(name)], state, max_length);
        state.leave();
    }
}

std::optional<std::size_t> array_size(JsonNode in, Reading& state, std::size_t min_items, std::size_t max_items) {
    if (!in.is_array()) {
        state.fail("is no array");
        return std::nullopt;
    }
    if (in.size() < min_items || in.size() > max_items) {
        state.fail("has too few or too many items");
        return std::nullopt;
    }
    return in.size();
}

Result<void> parse(std::string_view text, UnknownKeys unknown, void (*read)(JsonNode, void*, Reading&), void* out) {
    if (nests_too_deep(text)) return Error{ErrorCode::InvalidInput, "JSON nests too deep", {}};
    const Json document = Json::parse(text, nullptr, false);
    if (document.is_discarded()) return Error{ErrorCode::InvalidInput, "not JSON", {}};
    Reading state(unknown);
    read(JsonNode(&document), out, state);
    if (state.failed()) return state.error();
    return {};
}

}  // namespace quillport::contract
