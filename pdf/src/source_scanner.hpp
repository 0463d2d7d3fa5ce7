#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace quillport::pdf {

/// A piece of the source text of an object.
struct SourcePiece {
    enum class Kind : std::uint8_t { String, HexString, Name, Open, Close, Word, End } kind = Kind::End;
    std::string_view text;  ///< with its delimiters
};

/// Cuts the source text of objects into pieces (ISO 32000-1 §7.2.2, §7.3). White space and comments are skipped. Open and Close
/// are those of dictionaries and arrays; numbers, keywords and whatever else there is are words.
class SourceScanner {
  public:
    explicit SourceScanner(std::string_view source) noexcept : source_(source) {}
    [[nodiscard]] SourcePiece next();
    /// Where the next piece begins at the earliest.
    [[nodiscard]] std::size_t position() const noexcept { return at_; }

  private:
    void skip_space() noexcept;
    [[nodiscard]] std::size_t end_of_literal() const noexcept;

    std::string_view source_;
    std::size_t at_ = 0;
};

/// The bytes that a literal or hexadecimal string stands for (§7.3.4).
[[nodiscard]] std::string string_bytes(std::string_view source);

}  // namespace quillport::pdf
