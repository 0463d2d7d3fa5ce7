#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "quillport/core/bytes.hpp"

namespace quillport::worker {

/// Writes the binary form in which client and jobs speak: little-endian numbers, texts and lists with their length in front.
class Writer {
  public:
    void number(std::uint64_t value);
    void integer(std::int64_t value) { number(static_cast<std::uint64_t>(value)); }
    void flag(bool value) { number(value ? 1 : 0); }
    void real(double value);
    void text(std::string_view value);
    void bytes(BytesView value);
    void pairs(const std::map<std::string, std::string>& values);
    template <typename T, typename Write>
    void list(const std::vector<T>& values, Write write) {
        number(values.size());
        for (const T& value : values) write(*this, value);
    }
    [[nodiscard]] Bytes take() { return std::move(data_); }

  private:
    Bytes data_;
};

/// Reads what a Writer wrote. A job that parses foreign data may have been taken over: nothing here trusts a length, and after
/// the first thing that cannot be, everything reads as empty and `ok` is false.
class Reader {
  public:
    explicit Reader(BytesView data) : rest_(data) {}
    [[nodiscard]] std::uint64_t number();
    [[nodiscard]] std::int64_t integer() { return static_cast<std::int64_t>(number()); }
    /// A whole number from `low` to `high`.
    [[nodiscard]] int integer_in(int low, int high);
    [[nodiscard]] bool flag() { return integer_in(0, 1) == 1; }
    /// A finite number.
    [[nodiscard]] double real();
    [[nodiscard]] std::string text();
    [[nodiscard]] Bytes bytes();
    [[nodiscard]] std::map<std::string, std::string> pairs();
    template <typename T, typename Read>
    [[nodiscard]] std::vector<T> list(Read read) {
        std::vector<T> values;
        // Every element takes at least the 8 bytes of a number, so a count beyond that is a lie and reserves no memory.
        std::uint64_t count = number();
        if (count > rest_.size() / 8) count = fail();
        for (; count > 0 && ok_; --count) values.push_back(read(*this));
        return values;
    }
    /// For a value that can be read and cannot be: from here on nothing is.
    void refuse() noexcept { fail(); }
    [[nodiscard]] bool ok() const noexcept { return ok_; }
    /// True when everything was read and nothing is left.
    [[nodiscard]] bool complete() const noexcept { return ok_ && rest_.empty(); }

  private:
    std::uint64_t fail() noexcept;
    [[nodiscard]] BytesView next(std::uint64_t size);

    BytesView rest_;
    bool ok_ = true;
};

}  // namespace quillport::worker
