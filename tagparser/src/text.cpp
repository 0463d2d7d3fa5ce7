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

namespace {

/// What a hyphen may be: at the end of a line one of the word, or more likely one that the word processor set there; or a soft
/// one that a driver writes for a real one.
enum class Doubt : std::uint8_t { None, LineEnd, Inserted, Soft };

Doubt doubt_at(Units units, std::size_t i) {
    const bool line_end = i + 1 < units.size() && units[i + 1].line_before;
    if (units[i].c == kSoftHyphen) return line_end ? Doubt::None : Doubt::Soft;
    if (units[i].c != U'-' || !line_end) return Doubt::None;
    return units[i].inserted ? Doubt::Inserted : Doubt::LineEnd;
}

std::vector<Doubt> doubts_of(Units units) {
    std::vector<Doubt> out;
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (const Doubt doubt = doubt_at(units, i); doubt != Doubt::None) out.push_back(doubt);
    }
    return out;
}

/// The text where the nth hyphen in doubt is one when `real[n]`.
std::u32string spelled(Units units, Spelling spelling, const std::vector<bool>& real) {
    const bool spaced = is_letter_spaced(units);
    std::u32string out;
    std::size_t n = 0;
    bool joined = false;  // no blank comes after a hyphen at the end of a line, dropped or not
    for (std::size_t i = 0; i < units.size(); ++i) {
        const Unit& unit = units[i];
        const Doubt doubt = doubt_at(units, i);
        const bool hyphen = doubt != Doubt::None && real[n++];
        if (doubt == Doubt::None ? unit.c == kSoftHyphen : !hyphen) {
            joined = true;
            continue;
        }
        if (!out.empty() && !joined && is_apart(unit, spaced)) out += U' ';
        joined = doubt != Doubt::None;
        out += unit.c == kSoftHyphen ? U'-' : spelling == Spelling::Shown ? unit.shown : unit.c;
    }
    return out;
}

/// What holds while nothing else is known.
std::vector<bool> as_seen(const std::vector<Doubt>& doubts) {
    std::vector<bool> out;
    for (const Doubt doubt : doubts) out.push_back(doubt == Doubt::LineEnd);
    return out;
}

constexpr std::size_t kDoubts = 3;  ///< up to so many are tried in every combination

}  // namespace

std::u32string words_of(Units units, Spelling spelling) { return spelled(units, spelling, as_seen(doubts_of(units))); }

std::vector<std::u32string> variants(Units units, Spelling spelling) {
    const auto doubts = doubts_of(units);
    if (doubts.size() > kDoubts) {
        return {spelled(units, spelling, std::vector<bool>(doubts.size(), false)),
                spelled(units, spelling, std::vector<bool>(doubts.size(), true)), spelled(units, spelling, as_seen(doubts))};
    }
    std::vector<std::u32string> out;
    for (unsigned mask = 0; mask < 1U << doubts.size(); ++mask) {
        std::vector<bool> real;
        for (std::size_t n = 0; n < doubts.size(); ++n) real.push_back((mask >> n & 1U) != 0);
        out.push_back(spelled(units, spelling, real));
    }
    return out;
}

std::vector<std::string> readings(Units units) {
    std::vector<std::string> out;
    for (const std::u32string& text : variants(units, Spelling::Plain)) out.push_back(fold_word(text));
    return out;
}

std::string folded_name(std::u32string_view text) {
    std::string out = fold_word(text);
    out.erase(std::unique(out.begin(), out.end(), [](char a, char b) { return a == '-' && b == '-'; }), out.end());
    return out;
}

std::string folded_name(std::string_view utf8) { return folded_name(from_utf8(utf8)); }

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
        const bool escape = inside[i] == U'\\' && i + 1 < inside.size() && (inside[i + 1] == U'\\' || is_quote(inside[i + 1]));
        if (escape) ++i;
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
        if (unit.c == kSoftHyphen || unit.inserted) {
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
