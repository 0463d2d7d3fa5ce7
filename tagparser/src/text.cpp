#include "text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace quillport::tags {

bool is_letter_spaced(Units units) {
    if (units.size() < 6) return false;
    const auto gaps =
        std::count_if(units.begin() + 1, units.end(), [](const Unit& u) { return u.gap_before && !u.space_before; });
    return static_cast<std::size_t>(gaps) * 2 > units.size();
}

bool is_apart(const Unit& unit, bool letter_spaced) {
    return unit.space_before || unit.line_before || (unit.gap_before && !letter_spaced);
}

std::u32string words_of(Units units, Spelling spelling) {
    const bool spaced = is_letter_spaced(units);
    std::u32string out;
    bool joined = false;  // a hyphen at the end of a line was dropped: what follows belongs to the same word
    for (std::size_t i = 0; i < units.size(); ++i) {
        const Unit& unit = units[i];
        if (unit.c == kSoftHyphen) {
            joined = true;
            continue;
        }
        if (!out.empty() && !joined && is_apart(unit, spaced)) out += U' ';
        // A hyphen at the end of a line stays, and no blank comes after it.
        joined = unit.c == U'-' && i + 1 < units.size() && units[i + 1].line_before;
        out += spelling == Spelling::Shown ? unit.shown : unit.c;
    }
    return out;
}

std::vector<std::string> readings(Units units) {
    std::u32string plain;
    std::u32string hyphens;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const bool line_end = units[i].c == U'-' && i + 1 < units.size() && units[i + 1].line_before;
        if (units[i].c == kSoftHyphen) {
            hyphens += U'-';
        } else if (line_end) {
            hyphens += U'-';
        } else {
            plain += units[i].c;
            hyphens += units[i].c;
        }
    }
    std::vector<std::string> out{fold_word(plain)};
    if (hyphens != plain) out.push_back(fold_word(hyphens));
    return out;
}

std::optional<std::size_t> position_of(Units units, char32_t c) {
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (units[i].c == c) return i;
    }
    return std::nullopt;
}

Units unquoted(Units units) {
    const bool quoted = units.size() >= 2 && units.front().c == U'"' && units.back().c == U'"';
    return quoted ? units.subspan(1, units.size() - 2) : units;
}

std::string value_of(Units units) {
    const std::u32string inside = words_of(unquoted(units));
    if (unquoted(units).size() == units.size()) return to_utf8(inside);
    std::u32string out;
    for (std::size_t i = 0; i < inside.size(); ++i) {
        if (inside[i] == U'\\' && i + 1 < inside.size()) ++i;
        out += inside[i];
    }
    return to_utf8(out);
}

std::optional<double> parse_number(std::string_view text) {
    double value = 0;
    std::string dotted(text);
    std::replace(dotted.begin(), dotted.end(), ',', '.');
    const auto [end, error] = std::from_chars(dotted.data(), dotted.data() + dotted.size(), value);
    if (error != std::errc{} || end != dotted.data() + dotted.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::string display_text(Units units) {
    constexpr std::u32string_view kNoBlankAround = U"{}:;=#";
    const bool spaced = is_letter_spaced(units);
    std::u32string out;
    bool joined = false;
    bool in_words = false;  // blanks count in roles and values only
    for (std::size_t i = 0; i < units.size(); ++i) {
        const Unit& unit = units[i];
        if (unit.c == kSoftHyphen) {
            joined = true;
            continue;
        }
        const bool mark = kNoBlankAround.find(unit.c) != std::u32string_view::npos;
        const bool after_mark = out.empty() || kNoBlankAround.find(out.back()) != std::u32string_view::npos;
        if (!joined && is_apart(unit, spaced) && !mark && !after_mark && (in_words || out.front() == U'#')) out += U' ';
        if (unit.c == U':' || unit.c == U'=') in_words = true;
        if (unit.c == U';') in_words = false;
        joined = unit.c == U'-' && i + 1 < units.size() && units[i + 1].line_before;
        out += unit.shown;
    }
    return to_utf8(out);
}

}  // namespace quillport::tags
