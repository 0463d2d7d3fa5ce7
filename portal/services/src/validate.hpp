#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/field.hpp"
#include "quillport/core/result.hpp"

namespace quillport::services {

/// One line of text of a person: valid UTF-8, no control characters (so no CR or LF that could forge a header), no bidirectional
/// override (U+202D, U+202E), at most `longest` bytes. Emptiness is the caller's question.
[[nodiscard]] bool is_one_line(std::string_view text, std::size_t longest);
/// What a stranger's program calls itself or a job: made into a line that is fine everywhere. Control characters and
/// bidirectional overrides go; where the text is no UTF-8, everything but ASCII goes too. Cut at `longest` bytes.
[[nodiscard]] std::string cleaned(std::string_view text, std::size_t longest);
/// The same, but line feeds are welcome.
[[nodiscard]] bool is_text(std::string_view text, std::size_t longest);
/// Whether `text` leaves ink: it holds something else than spaces, format characters and fillers, such as U+200B.
[[nodiscard]] bool is_visible(std::string_view text);
/// An address as people have them: a subset of RFC 5321 §4.1.2 (dot-string local part, domain of letters, digits and hyphens or
/// "localhost"), at most 254 bytes. Quoted local parts and address literals are refused on purpose.
[[nodiscard]] bool is_email(std::string_view text);
/// A phone number in international form after spaces, dots, hyphens, slashes and brackets are taken out: "+" and 7 to 15 digits
/// (E.164).
[[nodiscard]] bool is_phone(std::string_view text);
/// "+386 41 123-456" -> "+38641123456".
[[nodiscard]] std::string plain_phone(std::string_view text);
[[nodiscard]] std::string lower_ascii(std::string_view text);
[[nodiscard]] std::string trimmed(std::string_view text);
/// At most `longest` bytes, never half a character; what was cut ends in an ellipsis.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t longest);

/// "petra@acme.si" -> "p***a@acme.si"; "+38641123456" -> "+386 *** 456".
[[nodiscard]] std::string masked_email(std::string_view email);
[[nodiscard]] std::string masked_phone(std::string_view phone);

/// Options of a choice: "A|B|C" of the tag's attribute.
[[nodiscard]] std::vector<std::string> options_of(const Field& field);
/// The longest value of a field in characters: its attribute maxlength, or 500 (a line), 4000 (multiline).
[[nodiscard]] int longest_of(const Field& field);
/// Whether `value` may stand in `field` at the act. Empty values are the question of `required`.
/// \returns InvalidInput "value_long" | "number" | "option" | "date" | "email" | "value" with the field's name.
[[nodiscard]] Result<void> check_value(const Field& field, std::string_view value);

}  // namespace quillport::services
