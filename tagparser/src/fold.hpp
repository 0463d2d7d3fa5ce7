#pragma once
#include <string>
#include <string_view>
#include <unordered_map>

namespace quillport::tags {

inline constexpr char32_t kSoftHyphen = U'\u00AD';

/// How characters are compared (docs: tag language, Form). ICU behind it.
class Folder {
  public:
    /// What one code point counts as: NFKC, dashes as '-', quotes as '"'; empty for what is ignored (format and control
    /// characters); " " for white space and a zero-width space. A soft hyphen stays. The view lives as long as the folder.
    [[nodiscard]] std::u32string_view plain(char32_t c);

  private:
    std::unordered_map<char32_t, std::u32string> known_;
};

/// A word as the tables hold it: small letters, no diacritics, no white space; UTF-8.
[[nodiscard]] std::string fold_word(std::u32string_view text);

[[nodiscard]] char32_t fold_case(char32_t c) noexcept;
/// Any of the quotes that count as '"'.
[[nodiscard]] bool is_quote(char32_t c) noexcept;
[[nodiscard]] bool is_letter_or_digit(char32_t c) noexcept;
void append_utf8(char32_t c, std::string& out);
[[nodiscard]] std::string to_utf8(std::u32string_view text);
/// What is no UTF-8 becomes U+FFFD.
[[nodiscard]] std::u32string from_utf8(std::string_view text);

}  // namespace quillport::tags
