#include "value.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <set>

#include "quillport/core/field.hpp"

namespace quillport::tags {
namespace {

constexpr std::size_t kLongestName = 60, kLongestKey = 100, kLongestEmail = 254;
constexpr std::size_t kMostOptions = 200;
constexpr int kLongestSpan = 3660;  ///< days

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return is_small(static_cast<char>(c | 0x20)); }

std::optional<int> whole_number(std::string_view text) {
    int n = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (failed != std::errc{} || end != text.data() + text.size() || n < 0) return std::nullopt;
    return n;
}

std::string without(std::string_view text, std::string_view dropped) {
    std::string out;
    std::copy_if(text.begin(), text.end(), std::back_inserter(out),
                 [&](char c) { return dropped.find(c) == std::string_view::npos; });
    return out;
}

/// Reads one value. The functions return what was expected, or nothing when all is well.
class ValueReader {
  public:
    ValueReader(const KeyRow& key, FieldType type, Units units, const Vocabulary& words)
        : key_(key),
          type_(type),
          units_(unquoted(units)),
          words_(words),
          shown_(value_of(units)),
          plain_(to_utf8(words_of(units_, Spelling::Plain))) {}

    std::optional<ValueFault> read(std::string& value);

  private:
    using Fault = std::optional<ValueFault>;
    Fault read_kind(std::string& value) const;
    Fault choice(std::string_view folded, std::string& value) const;
    Fault one_choice(std::string& value) const;
    Fault choices(std::string& value) const;
    Fault format(std::string& value) const;
    Fault bound(std::string& value) const;
    Fault options(std::string& value) const;
    Fault condition(std::string& value) const;
    Fault group(std::string& value) const;
    Fault yes_no(std::string& value) const;
    Fault font_size(std::string& value) const;
    Fault count(std::string& value) const;
    Fault person(std::string& value) const;
    Fault phone(std::string& value) const;
    Fault language(std::string& value) const;
    Fault span(std::string& value) const;

    const KeyRow& key_;
    FieldType type_;
    Units units_;  ///< without quotes
    const Vocabulary& words_;
    std::string shown_, plain_;
};

ValueFault expects(std::string what) { return {std::move(what), {}}; }

std::optional<ValueFault> ValueReader::choice(std::string_view folded, std::string& value) const {
    const auto answer = words_.look_up(WordKind::Choice, folded);
    if (is_word_of(key_.choices, answer.means)) {
        value = answer.means;
        return std::nullopt;
    }
    std::vector<std::string> all;
    std::string list;
    for (std::size_t at = 0; at < key_.choices.size();) {
        const std::size_t end = std::min(key_.choices.find(' ', at), key_.choices.size());
        list += (all.empty() ? "" : ", ") + all.emplace_back(key_.choices.substr(at, end - at));
        at = end + 1;
    }
    return ValueFault{"one of " + list, Vocabulary::nearest_of(all, folded)};
}

std::optional<ValueFault> ValueReader::one_choice(std::string& value) const {
    Fault wrong;
    for (const std::string& reading : readings(units_)) {
        wrong = choice(reading, value);
        if (!wrong) return std::nullopt;
    }
    return wrong;
}

std::optional<ValueFault> ValueReader::choices(std::string& value) const {
    std::string joined;
    std::set<std::string> seen;
    const std::string folded = readings(units_).front();
    for (std::size_t at = 0; at <= folded.size();) {
        const std::size_t end = std::min(folded.find('+', at), folded.size());
        std::string one;
        if (auto wrong = choice(std::string_view(folded).substr(at, end - at), one)) {
            wrong->expected += ", or several joined by +";
            return wrong;
        }
        if (seen.insert(one).second) joined += (joined.empty() ? "" : "+") + one;
        at = end + 1;
    }
    value = joined;
    return std::nullopt;
}

/// The letters of a date's format as d, m and y; empty when the language's letters do not make one of it.
std::string date_format(std::string_view format, std::string_view letters) {
    std::string out;
    std::set<char> parts;
    for (std::size_t i = 0; i < format.size();) {
        const char c = static_cast<char>(is_letter(format[i]) ? format[i] | 0x20 : format[i]);
        std::size_t end = i;
        while (end < format.size() && (format[end] == format[i] || (format[end] | 0x20) == c)) ++end;
        const std::size_t part = letters.find(c);
        const char letter = part != std::string_view::npos ? "dmy"[part] : c == 'h' || c == 's' ? c : ' ';
        if (is_letter(c)) {
            if (letter == ' ' || end - i > 4) return {};
            // Minutes are an m behind the hours.
            if (!parts.insert(letter).second && !(letter == 'm' && parts.contains('h'))) return {};
        }
        out.append(end - i, is_letter(c) ? letter : c);
        i = end;
    }
    return parts.contains('d') || parts.contains('m') || parts.contains('y') ? out : std::string();
}

std::optional<ValueFault> ValueReader::format(std::string& value) const {
    if (plain_.size() > 40) return expects("at most 40 characters");
    if (type_ == FieldType::Number) {
        const bool fine =
            std::all_of(plain_.begin(), plain_.end(),
                        [](char c) {
                            return (c >= ' ' && c < 0x7F && c != '"' && c != '\\') || static_cast<unsigned char>(c) >= 0x80;
                        }) &&
            plain_.find_first_of("0#") != std::string::npos;
        if (!fine) return expects("the format of a number such as #,##0.00");
        value = plain_;
        return std::nullopt;
    }
    std::set<std::string> meant;
    for (const std::string& letters : words_.date_letters()) {
        if (std::string format = date_format(plain_, letters); !format.empty()) meant.insert(std::move(format));
    }
    if (meant.size() != 1) return expects("the format of a date such as dd.mm.yyyy");
    value = *meant.begin();
    return std::nullopt;
}

std::optional<ValueFault> ValueReader::bound(std::string& value) const {
    const auto read = type_ == FieldType::DateInput ? parse_day(plain_) : plain_number(plain_);
    if (!read) return expects(type_ == FieldType::DateInput ? "a day such as 2026-12-31" : "a number such as 12.5");
    value = *read;
    return std::nullopt;
}

std::optional<ValueFault> ValueReader::options(std::string& value) const {
    const auto list = split_options(shown_);
    if (list.size() > kMostOptions) return expects("at most " + std::to_string(kMostOptions) + " options");
    std::set<std::string> seen;
    std::string joined;
    for (const std::string& option : list) {
        if (option.empty()) return expects("options separated by |, such as A|B|C, none of them empty");
        if (!seen.insert(option).second) return expects("options that differ; \"" + option + "\" stands there twice");
        if (!joined.empty()) joined += '|';
        for (const char c : option) joined += c == '|' || c == '\\' ? std::string{'\\', c} : std::string{c};
    }
    value = joined;
    return std::nullopt;
}

std::optional<ValueFault> ValueReader::condition(std::string& value) const {
    const auto expected = expects("field=value or field!=value");
    const auto equals = position_of(units_, U'=');
    if (!equals || *equals == 0) return expected;
    const bool negated = units_[*equals - 1].c == U'!';
    const std::u32string name = words_of(units_.first(*equals - (negated ? 1 : 0)), Spelling::Plain);
    const std::string wanted = value_of(units_.subspan(*equals + 1));
    if (!is_identifier(name) || wanted.empty()) return expected;
    value = to_utf8(name) + (negated ? "!=" : "=") + wanted;
    return std::nullopt;
}

std::optional<ValueFault> ValueReader::group(std::string& value) const {
    const auto expected = expects("the name of a group, or how many of it: 2 of board");
    const std::u32string text = words_of(units_, Spelling::Plain);
    if (!is_identifier(text)) return expected;
    value = plain_;
    std::size_t digits = 0;
    while (digits < plain_.size() && is_digit(plain_[digits])) ++digits;
    const std::size_t word = plain_.find_first_not_of(' ', digits);
    const std::size_t end = std::min(plain_.find(' ', std::min(word, plain_.size())), plain_.size());
    if (digits == 0 || word == digits || end >= plain_.size()) return std::nullopt;
    const std::string of = fold_word(from_utf8(plain_.substr(word, end - word)));
    if (words_.look_up(WordKind::Of, of).means.empty()) return std::nullopt;
    const auto count = whole_number(std::string_view(plain_).substr(0, digits));
    if (!count || *count < 1 || *count > 1000) return expected;
    const std::string name = plain_.substr(end + 1);
    value = *count == 1 ? name : std::to_string(*count) + " of " + name;
    return std::nullopt;
}

std::optional<ValueFault> ValueReader::phone(std::string& value) const {
    const std::string digits = without(plain_, " .-/()");
    const std::size_t first = digits.rfind('+', 0) == 0 ? 1 : 0;
    const std::size_t count = digits.size() - first;
    const bool fine = std::all_of(digits.begin() + static_cast<std::ptrdiff_t>(first), digits.end(), is_digit);
    if (!fine || count < 6 || count > 15) return expects("a telephone number such as +386 41 123 456");
    value = digits;
    return std::nullopt;
}

std::optional<ValueFault> ValueReader::language(std::string& value) const {
    std::string code = fold_word(from_utf8(plain_));
    std::replace(code.begin(), code.end(), '_', '-');
    std::size_t parts = 0;
    for (std::size_t at = 0; at <= code.size(); ++parts) {
        const std::size_t end = std::min(code.find('-', at), code.size());
        const std::string_view part = std::string_view(code).substr(at, end - at);
        const bool fine =
            part.size() >= 2 && part.size() <= (parts == 0 ? 3 : 8) &&
            std::all_of(part.begin(), part.end(), [&](char c) { return is_small(c) || (parts > 0 && is_digit(c)); });
        if (!fine || parts > 2) return expects("the code of a language such as sl or de");
        at = end + 1;
    }
    value = code;
    return std::nullopt;
}

std::optional<ValueFault> ValueReader::span(std::string& value) const {
    const auto expected = expects("a time such as 14d, 2w or 48h, or a day such as 2026-12-31");
    if (const auto day = parse_day(plain_)) {
        value = *day;
        return std::nullopt;
    }
    const std::string folded = fold_word(from_utf8(plain_));
    std::size_t digits = 0;
    while (digits < folded.size() && is_digit(folded[digits])) ++digits;
    const auto count = whole_number(std::string_view(folded).substr(0, digits));
    const std::string unit = digits == folded.size() ? "d" : folded.substr(digits);
    const auto means = words_.look_up(WordKind::Span, unit).means;
    if (!count || *count < 1 || means.empty()) return expected;
    const bool hours = means == "hours";
    const long long days = *count * (means == "weeks" ? 7LL : 1LL);
    if (days > (hours ? kLongestSpan * 24LL : kLongestSpan)) return expects("ten years at most");
    value = std::to_string(days) + (hours ? "h" : "d");
    return std::nullopt;
}

std::optional<ValueFault> ValueReader::yes_no(std::string& value) const {
    const auto answer = words_.yes_no(readings(units_).front());
    if (!answer) return expects("yes or no");
    value = *answer ? "yes" : "no";
    return std::nullopt;
}

std::optional<ValueFault> ValueReader::font_size(std::string& value) const {
    value = plain_;
    const auto points = parse_length(value, 0);
    if (!points || *points > 400) return expects("a font size in points");
    return std::nullopt;
}

std::optional<ValueFault> ValueReader::count(std::string& value) const {
    const auto number = whole_number(plain_);
    if (!number || *number < 1 || *number > 1'000'000) return expects("a whole number above zero");
    value = std::to_string(*number);
    return std::nullopt;
}

std::optional<ValueFault> ValueReader::person(std::string& value) const {
    value = plain_;
    const auto fits = [](char c) {
        return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80 ||
               std::string_view("._-/@+: ").find(c) != std::string_view::npos;
    };
    if (plain_.size() > kLongestKey || !std::all_of(plain_.begin(), plain_.end(), fits))
        return expects("a key of the directory: letters, digits, blanks and . _ - / @ + :");
    return std::nullopt;
}

std::optional<ValueFault> ValueReader::read_kind(std::string& value) const {
    switch (key_.kind) {
        case ValueKind::Text:
            return std::nullopt;
        case ValueKind::Identifier:
            if (!is_identifier(words_of(units_, Spelling::Plain))) return expects("letters, digits, blanks, \"_\" and \"-\"");
            return std::nullopt;
        case ValueKind::YesNo:
            return yes_no(value);
        case ValueKind::Length:
            value = plain_;
            if (!parse_length(value, 600)) return expects("a length such as 60mm, 2in, 120pt or 30%");
            return std::nullopt;
        case ValueKind::FontSize:
            return font_size(value);
        case ValueKind::Count:
            return count(value);
        case ValueKind::Choice:
            return one_choice(value);
        case ValueKind::Choices:
            return choices(value);
        case ValueKind::Format:
            return format(value);
        case ValueKind::Pattern:
            if (const auto wrong = fault_of_pattern(value)) return expects("a regular expression in RE2 syntax (" + *wrong + ")");
            return std::nullopt;
        case ValueKind::Bound:
            return bound(value);
        case ValueKind::Options:
            return options(value);
        case ValueKind::Condition:
            return condition(value);
        case ValueKind::Group:
            return group(value);
        case ValueKind::Person:
            return person(value);
        case ValueKind::Email:
            value = without(plain_, " ");
            if (!is_email(value)) return expects("an e-mail address such as ana@example.com");
            return std::nullopt;
        case ValueKind::Phone:
            return phone(value);
        case ValueKind::Language:
            return language(value);
        case ValueKind::Span:
            return span(value);
    }
    return std::nullopt;
}

std::optional<ValueFault> ValueReader::read(std::string& value) {
    value = shown_;
    if (shown_.empty() && key_.kind != ValueKind::Text) return expects("a value");
    return read_kind(value);
}

}  // namespace

std::optional<ValueFault> read_value(const KeyRow& key, FieldType type, Units units, const Vocabulary& words,
                                     std::string& value) {
    return ValueReader(key, type, units, words).read(value);
}

std::optional<double> parse_length(std::string_view text, double page_width) {
    std::string compact;
    for (const char c : text) {
        if (c != ' ') compact += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    double factor = 1;
    const auto unit = [&](std::string_view name, double points) {
        if (compact.size() <= name.size() || compact.substr(compact.size() - name.size()) != name) return false;
        compact.resize(compact.size() - name.size());
        factor = points;
        return true;
    };
    if (!unit("pt", 1) && !unit("mm", 72 / 25.4) && !unit("cm", 720 / 25.4) && !unit("in", 72)) unit("%", page_width / 100);
    const auto number = parse_number(compact);
    if (!number || !(*number > 0) || *number > 20'000) return std::nullopt;
    return *number * factor;
}

std::optional<std::string> parse_day(std::string_view text) {
    const std::string compact = without(text, " ");
    const bool iso = compact.find('-') != std::string::npos;
    std::vector<int> parts;
    for (std::size_t at = 0; at <= compact.size();) {
        const std::size_t end = std::min(compact.find(iso ? '-' : '.', at), compact.size());
        const auto part = whole_number(std::string_view(compact).substr(at, end - at));
        if (!part || parts.size() == 3) return std::nullopt;
        parts.push_back(*part);
        at = end + 1;
    }
    if (parts.size() != 3) return std::nullopt;
    if (!iso) std::swap(parts[0], parts[2]);
    if (parts[0] < 1000 || parts[0] > 9999 || parts[1] > 12 || parts[2] > 31) return std::nullopt;
    const std::chrono::year_month_day day{std::chrono::year{parts[0]}, std::chrono::month{static_cast<unsigned>(parts[1])},
                                          std::chrono::day{static_cast<unsigned>(parts[2])}};
    if (!day.ok()) return std::nullopt;
    const auto two = [](int n) { return (n < 10 ? "-0" : "-") + std::to_string(n); };
    return std::to_string(parts[0]) + two(parts[1]) + two(parts[2]);
}

std::optional<std::string> plain_number(std::string_view text) {
    std::string compact = without(text, " ");
    std::replace(compact.begin(), compact.end(), ',', '.');
    if (compact.size() > 30 || compact.find_first_not_of("0123456789.-") != std::string::npos) return std::nullopt;
    if (!parse_number(compact)) return std::nullopt;
    return compact;
}

bool is_email(std::string_view text) noexcept {
    const std::size_t at = text.rfind('@');
    if (text.size() > kLongestEmail || at == std::string_view::npos || at == 0 || at > 64) return false;
    const std::string_view local = text.substr(0, at);
    const std::string_view domain = text.substr(at + 1);
    const auto is_local = [](char c) {
        return is_letter(c) || is_digit(c) || std::string_view(".!#$%&'*+/=?^_`{|}~-").find(c) != std::string_view::npos;
    };
    const auto dotted = [](std::string_view part) {
        return !part.empty() && part.front() != '.' && part.back() != '.' && part.find("..") == std::string_view::npos;
    };
    if (!dotted(local) || !dotted(domain) || domain.find('.') == std::string_view::npos) return false;
    return std::all_of(local.begin(), local.end(), is_local) &&
           std::all_of(domain.begin(), domain.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '.' || c == '-'; });
}

bool is_identifier(std::u32string_view text) noexcept {
    return !text.empty() && text.size() <= kLongestName && std::all_of(text.begin(), text.end(), [](char32_t c) {
        return is_letter_or_digit(c) || c == U' ' || c == U'_' || c == U'-';
    });
}

GroupWish group_in(std::string_view value) {
    const std::size_t of = value.find(" of ");
    const auto count = of == std::string_view::npos ? std::nullopt : whole_number(value.substr(0, of));
    if (!count) return {1, std::string(value)};
    return {*count, std::string(value.substr(of + 4))};
}

ConditionParts condition_in(std::string_view value) {
    const std::size_t equals = value.find('=');
    const bool negated = equals > 0 && equals != std::string_view::npos && value[equals - 1] == '!';
    if (equals == std::string_view::npos) return {std::string(value), {}, false};
    return {std::string(value.substr(0, equals - (negated ? 1 : 0))), std::string(value.substr(equals + 1)), negated};
}

}  // namespace quillport::tags
