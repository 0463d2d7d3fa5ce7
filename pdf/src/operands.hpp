#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace quillport::pdf {

/// A string operand of a text-showing operator and all that is needed to write it anew.
struct ShownOperand {
    std::uint32_t begin = 0, end = 0;  ///< source of the string
    std::uint32_t op_end = 0;          ///< behind the operator
    std::string value;                 ///< decoded bytes
    enum class Operator : std::uint8_t { Tj, TJ, Quote, DoubleQuote } op = Operator::Tj;
    std::uint32_t lead_begin = 0;            ///< of the word spacing before a double quote
    std::string word_spacing, char_spacing;  ///< source text, for a double quote
};

/// The shown operands of a content stream that begin at one of `wanted`, by that offset. Reads the stream exactly as the
/// interpreter does.
[[nodiscard]] std::map<std::uint32_t, ShownOperand> shown_operands(std::string_view stream,
                                                                   const std::set<std::uint32_t>& wanted);

}  // namespace quillport::pdf
