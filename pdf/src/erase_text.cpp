#include "erase_text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

namespace quillport::pdf {
namespace {

void append_hex_string(std::string_view bytes, std::string& out) {
    constexpr std::string_view kHex = "0123456789abcdef";
    out += '<';
    for (const char c : bytes) {
        out += kHex[static_cast<unsigned char>(c) >> 4U];
        out += kHex[static_cast<unsigned char>(c) & 15U];
    }
    out += '>';
}

/// The operand as elements of a TJ array: what stays, with numbers that move as far as what goes.
std::string elements_of(const std::string& value, const std::map<std::uint32_t, Cut>& cuts) {
    std::string out;
    std::string kept;
    double moved = 0;
    bool pending = false;
    const auto flush_kept = [&] {
        if (!kept.empty()) append_hex_string(kept, out);
        kept.clear();
    };
    for (std::uint32_t i = 0; i < value.size();) {
        const auto cut = cuts.find(i);
        if (cut == cuts.end()) {
            if (pending) out += ' ' + number_text(moved) + ' ';
            pending = false;
            moved = 0;
            kept += value[i++];
            continue;
        }
        flush_kept();
        moved += cut->second.adjust;
        pending = true;
        i += cut->second.bytes;
    }
    flush_kept();
    if (pending) out += ' ' + number_text(moved) + ' ';
    return out;
}

/// ISO 32000-1 §9.4.3, table 109: ' and " are T* and spacing before Tj, and TJ has no such short forms.
Replacement replacement_of(const ShownOperand& operand, const std::map<std::uint32_t, Cut>& cuts) {
    const std::string elements = elements_of(operand.value, cuts);
    switch (operand.op) {
        case ShownOperand::Operator::TJ:
            return {operand.begin, operand.end, ' ' + elements};
        case ShownOperand::Operator::Quote:
            return {operand.begin, operand.op_end, "T* [" + elements + "] TJ"};
        case ShownOperand::Operator::DoubleQuote:
            return {operand.lead_begin, operand.op_end,
                    operand.word_spacing + " Tw " + operand.char_spacing + " Tc T* [" + elements + "] TJ"};
        case ShownOperand::Operator::Tj:
            break;
    }
    return {operand.begin, operand.op_end, '[' + elements + "] TJ"};
}

}  // namespace

std::string number_text(double value) {
    std::array<char, 64> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, 5);
    if (error != std::errc{}) return "0";
    std::string out(buffer.data(), end);
    while (out.back() == '0') out.pop_back();
    if (out.back() == '.') out.pop_back();
    return out == "-0" ? "0" : out;
}

std::string edited_stream(std::string_view bytes, const std::map<std::uint32_t, ShownOperand>& operands,
                          const StreamEdits& edits) {
    std::map<std::uint32_t, Replacement> changes = edits.others;
    for (const auto& [operand, cuts] : edits.cuts) {
        Replacement change = replacement_of(operands.at(operand), cuts);
        changes.emplace(change.begin, std::move(change));
    }
    std::string out;
    std::size_t done = 0;
    for (const auto& [begin, change] : changes) {
        out.append(bytes, done, change.begin - done);
        out += change.text;
        done = change.end;
    }
    out.append(bytes, done);
    return out;
}

}  // namespace quillport::pdf
