#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/contract/codecs.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"

// What the generated codecs know of JSON. The library itself stays behind json.cpp: a codec file compiles in a tenth of the time.
namespace quillport::contract {

constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();
constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();

/// One node of a parsed document; valid as long as the document.
class JsonNode {
  public:
    JsonNode() noexcept = default;
    explicit JsonNode(const void* node) noexcept : node_(node) {}
    [[nodiscard]] bool is_object() const noexcept;
    [[nodiscard]] bool is_array() const noexcept;
    [[nodiscard]] std::size_t size() const noexcept;
    [[nodiscard]] JsonNode item(std::size_t index) const;
    /// An empty node when there is no such member.
    [[nodiscard]] JsonNode member(std::string_view key) const;
    [[nodiscard]] std::vector<std::string_view> keys() const;
    [[nodiscard]] const std::string* text() const noexcept;
    [[nodiscard]] std::optional<std::int64_t> integer() const noexcept;
    [[nodiscard]] std::optional<double> number() const noexcept;
    [[nodiscard]] std::optional<bool> flag() const noexcept;
    explicit operator bool() const noexcept { return node_ != nullptr; }

  private:
    const void* node_ = nullptr;
};

/// Where a reader stands and what it met first that is wrong.
class Reading {
  public:
    explicit Reading(UnknownKeys unknown) : unknown_(unknown) {}
    void fail(std::string_view what);
    /// True when `in` is an object with known keys only (or unknown ones are skipped).
    [[nodiscard]] bool object(JsonNode in, std::span<const std::string_view> keys);
    /// Steps into a member; false when it is missing (which fails when it is required).
    [[nodiscard]] bool enter(JsonNode in, std::string_view key, bool required, JsonNode& out);
    void enter_item(std::size_t index) { path_.push_back(std::to_string(index)); }
    void leave() { path_.pop_back(); }
    [[nodiscard]] bool failed() const noexcept { return error_.has_value(); }
    [[nodiscard]] Error error() const { return *error_; }

  private:
    UnknownKeys unknown_;
    std::vector<std::string> path_;
    std::optional<Error> error_;
};

void read_text(JsonNode in, std::string& out, Reading& state, std::size_t max_length);
void read_time(JsonNode in, TimePoint& out, Reading& state);
void read_integer(JsonNode in, std::int64_t& out, Reading& state, std::int64_t minimum, std::int64_t maximum);
void read_number(JsonNode in, double& out, Reading& state);
void read_flag(JsonNode in, bool& out, Reading& state);
void read_box(JsonNode in, std::array<double, 4>& out, Reading& state);
void read_map(JsonNode in, std::map<std::string, std::string>& out, Reading& state, std::size_t max_members,
              std::size_t max_length);
/// The array's size, checked; nothing when it is no array or the size is out of bounds.
[[nodiscard]] std::optional<std::size_t> array_size(JsonNode in, Reading& state, std::size_t min_items, std::size_t max_items);

template <typename Enum>
void read_enum(JsonNode in, Enum& out, Reading& state) {
    const std::string* text = in.text();
    if (text == nullptr || !named(*text, out)) state.fail("is none of the allowed words");
}

template <typename T, typename ReadItem>
void read_array(JsonNode in, std::vector<T>& out, Reading& state, std::size_t min_items, std::size_t max_items,
                const ReadItem& read_item) {
    const auto size = array_size(in, state, min_items, max_items);
    if (!size) return;
    out.resize(*size);
    for (std::size_t i = 0; i < *size && !state.failed(); ++i) {
        state.enter_item(i);
        read_item(in.item(i), out[i]);
        state.leave();
    }
}

/// Parses text and calls `read` with its root. Errors as from_json.
[[nodiscard]] Result<void> parse(std::string_view text, UnknownKeys unknown, void (*read)(JsonNode, void*, Reading&), void* out);

template <typename T>
[[nodiscard]] Result<T> read_document(std::string_view text, UnknownKeys unknown) {
    T value{};
    auto done = parse(
        text, unknown, [](JsonNode in, void* out, Reading& state) { read(in, *static_cast<T*>(out), state); }, &value);
    if (!done.ok()) return std::move(done).error();
    return value;
}

/// Writes JSON text without a tree in between.
class JsonWriter {
  public:
    void begin_object() { open('{'); }
    void end_object() { close('}'); }
    void begin_array() { open('['); }
    void end_array() { close(']'); }
    void key(std::string_view name);
    void text(std::string_view value);
    void time(TimePoint value) { text(to_rfc3339(value)); }
    void integer(std::int64_t value);
    /// Shortest form that reads back equal; what is not finite is written as 0, as JSON has no word for it.
    void number(double value);
    void flag(bool value);
    void numbers(std::span<const double> values);
    void texts(const std::map<std::string, std::string>& values);
    [[nodiscard]] std::string take() { return std::move(out_); }

  private:
    void separate();
    void open(char bracket);
    void close(char bracket);
    void quote(std::string_view value);

    std::string out_;
    bool first_ = true;
};

}  // namespace quillport::contract
