#pragma once
#include <cstdint>
#include <memory>
#include <string_view>

namespace quillport::pdf {

enum class TokenKind : std::uint8_t { Number, String, Name, ArrayOpen, ArrayClose, Dictionary, Word, End };

/// A token of a content stream. `begin` and `end` are byte offsets of its source text.
struct Token {
    TokenKind kind = TokenKind::End;
    double number = 0;
    std::string_view text;  ///< decoded bytes of a string, name without '/', word
    std::uint32_t begin = 0, end = 0;
};

/// Cuts a decoded content stream into tokens (ISO 32000-1 §7.2, §7.3, §7.8.2) without allocating: strings without escapes are
/// views into the stream, the others are decoded into one buffer that `forget_strings` empties.
class ContentLexer {
  public:
    /// Operands beyond this many before one operator are ignored.
    static constexpr std::size_t kMaxOperands = 200'000;

    /// `data` (under 4 GiB) must outlive the lexer and its tokens.
    explicit ContentLexer(std::string_view data) noexcept : data_(data) {}

    [[nodiscard]] Token next();
    /// Gives the memory of decoded strings back; call it when the operands of an operator are done with.
    void forget_strings() noexcept { used_ = 0; }
    /// After the word ID: moves behind the EI that ends the inline image (§8.9.7).
    void skip_image_data() noexcept;

  private:
    [[nodiscard]] Token literal_string();
    [[nodiscard]] Token hexadecimal_string();
    [[nodiscard]] Token dictionary();
    [[nodiscard]] Token number();
    [[nodiscard]] Token run_of_regular(TokenKind kind, std::size_t start);
    void skip_string_in_dictionary() noexcept;
    [[nodiscard]] char escaped(std::size_t& at, bool& nothing) const noexcept;
    [[nodiscard]] char* buffer();

    std::string_view data_;
    std::size_t at_ = 0;
    std::unique_ptr<char[]> buffer_;  ///< as large as the stream: decoding never makes anything longer
    std::size_t used_ = 0;
};

}  // namespace quillport::pdf
