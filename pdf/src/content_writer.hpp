#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "face.hpp"

namespace quillport::pdf {

/// Operands and operators of a content stream; numbers with at most two decimals.
class ContentWriter {
  public:
    void put(double x);
    void put(double x, double y) {
        put(x);
        put(y);
    }
    void put(std::string_view word);
    void put(double x, double y, std::string_view operation) {
        put(x, y);
        put(operation);
    }
    [[nodiscard]] std::string take() noexcept { return std::move(out_); }
    [[nodiscard]] bool empty() const noexcept { return out_.empty(); }

  private:
    std::string out_;
};

/// The path of a glyph, in units of its font; empty when it has no ink.
[[nodiscard]] std::string outline_of(const Face& face, std::uint32_t glyph);

/// A stream object, compressed when that makes it smaller. `entries`: of its dictionary, without /Length and /Filter.
[[nodiscard]] std::string stream_source(const std::string& entries, std::string_view data);

/// UTF-8 as hexadecimal UTF-16BE without a byte order mark, in <>.
[[nodiscard]] std::string utf16_string(std::string_view utf8);

}  // namespace quillport::pdf
