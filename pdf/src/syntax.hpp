#pragma once
#include <string>
#include <string_view>

#include "quillport/core/bytes.hpp"
#include "quillport/core/geometry.hpp"

namespace quillport::pdf::syntax {

/// A text string object: literal for plain ASCII, else hexadecimal UTF-16BE with its byte order mark. `utf8` that is not UTF-8
/// gets U+FFFD in place of what cannot be read. Source: ISO 32000-1 §7.3.4, §7.9.2.2.
[[nodiscard]] std::string text_string(std::string_view utf8);

/// `utf8` as text that may be stored and shown: what cannot be read becomes U+FFFD, every line end a line feed, a tab a blank;
/// other control characters go.
[[nodiscard]] std::string clean_text(std::string_view utf8);

/// A number with at most four decimals, never with an exponent (ISO 32000-1 §7.3.3).
[[nodiscard]] std::string number(double value);

[[nodiscard]] std::string rectangle(const Rect& box);
[[nodiscard]] std::string reference(int object);

}  // namespace quillport::pdf::syntax
