#include "build.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace quillport::tags {
namespace {

constexpr std::size_t kMaxName = 60;
constexpr std::string_view kDigits = "0123456789";

bool opens_quote(Units units, std::size_t i) {
    constexpr std::u32string_view kBefore = U"=(:,;|";
    return i == 0 || kBefore.find(units[i - 1].c) != std::u32string_view::npos;
}

bool closes_quote(Units units, std::size_t i, char32_t separator) {
    if (i + 1 == units.size()) return true;
    const char32_t next = units[i + 1].c;
    return next == separator || next == U',' || next == U')' || next == U';';
}

/// Where the quote that opens at `open` closes; the end of the units when nowhere.
std::size_t quote_end(Units units, std::size_t open, char32_t separator) {
    for (std::size_t i = open + 1; i < units.size(); ++i) {
        if (units[i].c == U'\\') {
            ++i;
        } else if (units[i].c == U'"' && closes_quote(units, i, separator)) {
            return i;
        }
    }
    return units.size();
}

std::string_view without_zeros(std::string_view digits) {
    return digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1));
}

}  // namespace

ParseFault fault(std::string code, std::string explanation, std::string guess) {
    return {std::move(code), std::move(explanation), std::move(guess), {}};
}

std::vector<Units> split_parts(Units units, char32_t separator) {
    std::vector<Units> out;
    std::size_t begin = 0;
    int depth = 0;
    std::size_t quotes_from = 0;  // a quote that is never closed is an ordinary character; nothing is looked for twice
    for (std::size_t i = 0; i < units.size(); ++i) {
        const char32_t c = units[i].c;
        if (c == U'"' && i >= quotes_from && opens_quote(units, i)) {
            const std::size_t end = quote_end(units, i, separator);
            if (end < units.size()) {
                i = end;
            } else {
                quotes_from = units.size();
            }
        } else if (c == U'(') {
            ++depth;
        } else if (c == U')') {
            depth = std::max(depth - 1, 0);
        } else if (c == separator && depth == 0) {
            out.push_back(units.subspan(begin, i - begin));
            begin = i + 1;
        }
    }
    out.push_back(units.subspan(begin));
    return out;
}

std::string folded(Units units) { return readings(units).front(); }

bool is_name(Units units) {
    return !units.empty() && units.size() <= kMaxName && std::all_of(units.begin(), units.end(), [](const Unit& unit) {
        return is_letter_or_digit(unit.c) || unit.c == U'_' || unit.c == U'-' || unit.c == U'.' || unit.c == kSoftHyphen;
    });
}

std::string name_of_field(Units units) {
    std::u32string name = words_of(units, Spelling::Plain);
    if (name.size() > kMaxName) name.resize(kMaxName);
    for (char32_t& c : name) {
        if (!is_letter_or_digit(c) && c != U' ' && c != U'-') c = U'_';
    }
    return to_utf8(name);
}

bool is_numbered(std::string_view text, std::string_view word, std::string& number) {
    if (!text.starts_with(word) || text.size() == word.size() || text.size() > word.size() + 4) return false;
    const std::string_view digits = text.substr(word.size());
    if (digits.find_first_not_of(kDigits) != std::string_view::npos) return false;
    number = without_zeros(digits);
    return true;
}

void set_role(ParsedTag& tag, std::string_view role) {
    tag.role = role;
    tag.role_key = role;
}

std::optional<ParseFault> set_role(ParsedTag& tag, Units units) {
    const std::u32string text = words_of(units, Spelling::Plain);
    if (!is_name(units)) {
        return fault("bad_role", "A role is a number or a name of letters, digits, blanks, \"_\", \"-\" and \".\"; \"" +
                                     to_utf8(text) + "\" is none.");
    }
    tag.role = to_utf8(text);
    tag.role_key = fold_word(text);
    if (tag.role_key.find_first_not_of(kDigits) == std::string::npos) {
        tag.role_key = std::string(without_zeros(tag.role_key));
        tag.role = tag.role_key;
    }
    return std::nullopt;
}

std::optional<std::string> length_in_points(std::string_view text, std::string_view unit) {
    constexpr std::array<std::pair<std::string_view, double>, 5> kUnits{
        {{"px", 0.75}, {"pt", 1}, {"mm", 72 / 25.4}, {"cm", 720 / 25.4}, {"in", 72}}};
    std::string compact;
    for (const char c : text) {
        if (c != ' ') compact += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    double factor = 0;
    for (const auto& [name, points] : kUnits) {
        if (factor == 0 && name == unit) factor = points;
        if (!compact.ends_with(name)) continue;
        compact.resize(compact.size() - name.size());
        factor = points;
        break;
    }
    const auto number = parse_number(compact);
    if (!number || !(*number > 0) || *number > 20'000) return std::nullopt;
    std::array<char, 64> buffer{};
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), *number * factor, std::chars_format::fixed, 2);
    if (error != std::errc{}) return std::nullopt;
    std::string out(buffer.data(), end);
    out.erase(out.find_last_not_of('0') + 1);
    if (out.ends_with('.')) out.pop_back();
    return out + "pt";
}

std::optional<bool> yes_or_no(std::string_view folded) noexcept {
    if (folded == "true" || folded == "yes" || folded == "y" || folded == "1") return true;
    if (folded == "false" || folded == "no" || folded == "n" || folded == "0") return false;
    return std::nullopt;
}

std::optional<std::string> options_of(Units units, char32_t separator) {
    std::string out;
    for (const Units part : split_parts(unquoted(units), separator)) {
        const std::string option = value_of(part);
        if (option.find('|') != std::string::npos) return std::nullopt;
        if (option.empty()) continue;
        if (!out.empty()) out += '|';
        out += option;
    }
    return out;
}

ParseOutcome as_definition(ParseOutcome outcome, std::string place) {
    if (auto* tag = std::get_if<ParsedTag>(&outcome)) {
        tag->kind = TagKind::Definition;
        tag->place = std::move(place);
    } else if (auto* wrong = std::get_if<ParseFault>(&outcome)) {
        wrong->place = std::move(place);
    }
    return outcome;
}

std::optional<ParseFault> incomplete(const ParsedTag& tag) {
    if (tag.type == FieldType::Dropdown && !tag.attributes.contains("options")) {
        return fault("missing_key", "Its options are missing: what can be chosen?");
    }
    if (tag.type == FieldType::Radio && !tag.attributes.contains("option")) {
        return fault("missing_key", "Its option is missing: what does this one mean?");
    }
    if (tag.type == FieldType::Radio && !tag.name) {
        return fault("missing_key", "Its name is missing: it joins the options of one choice.");
    }
    return std::nullopt;
}

}  // namespace quillport::tags
