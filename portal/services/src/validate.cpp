#include "validate.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "quillport/services/problem.hpp"

namespace quillport::services {
namespace {

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Length of the UTF-8 sequence at `at` (RFC 3629 §4), 0 when it is not one; its code point in `point`.
std::size_t sequence_at(std::string_view text, std::size_t at, std::uint32_t& point) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
    const std::uint32_t first = byte(at);
    if (first < 0x80) {
        point = first;
        return 1;
    }
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + length > text.size()) return 0;
    point = first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return 0;
        point = (point << 6U) | (byte(at + i) & 0x3FU);
    }
    const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    const bool impossible = (point >= 0xD800 && point <= 0xDFFF) || point > 0x10FFFF;
    return overlong || impossible ? 0 : length;
}

/// Bidirectional overrides show text in another order than it is stored and signed in (UAX #9 §2.2).
bool is_override(std::uint32_t point) { return point == 0x202D || point == 0x202E; }

/// Spaces, format characters and fillers, which leave no ink (the blank characters of the Unicode Character Database).
bool is_blank(std::uint32_t point) {
    constexpr std::pair<std::uint32_t, std::uint32_t> kBlank[] = {
        {0x0000, 0x0020}, {0x007F, 0x00A0}, {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C},
        {0x115F, 0x1160}, {0x1680, 0x1680}, {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x2000, 0x200F},
        {0x2028, 0x202F}, {0x205F, 0x206F}, {0x2800, 0x2800}, {0x3000, 0x3000}, {0x3164, 0x3164},
        {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0xE0000, 0xE0FFF}};
    return std::any_of(std::begin(kBlank), std::end(kBlank),
                       [&](const auto& range) { return point >= range.first && point <= range.second; });
}

bool is_clean(std::string_view text, std::size_t longest, bool lines) {
    if (text.size() > longest) return false;
    for (std::size_t at = 0; at < text.size();) {
        std::uint32_t point = 0;
        const std::size_t length = sequence_at(text, at, point);
        if (length == 0) return false;
        const bool control = point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029;
        if (control && !(lines && (point == '\n' || point == '\t'))) return false;
        if (is_override(point)) return false;
        at += length;
    }
    return true;
}

bool is_local_part(std::string_view text) {
    constexpr std::string_view kSpecial = "!#$%&'*+-/=?^_`{|}~.";  // atext of RFC 5322 §3.2.3 and the dot
    if (text.empty() || text.size() > 64 || text.front() == '.' || text.back() == '.' ||
        text.find("..") != std::string_view::npos)
        return false;
    return std::all_of(text.begin(), text.end(),
                       [&](char c) { return is_letter_or_digit(c) || kSpecial.find(c) != std::string_view::npos; });
}

bool is_domain(std::string_view text) {
    if (text.empty() || text.size() > 253) return false;
    while (true) {
        const std::string_view label = text.substr(0, text.find('.'));
        if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
        if (!std::all_of(label.begin(), label.end(), [](char c) { return is_letter_or_digit(c) || c == '-'; })) return false;
        if (label.size() == text.size()) return true;
        text.remove_prefix(label.size() + 1);
    }
}

std::size_t characters_in(std::string_view utf8) {
    return static_cast<std::size_t>(
        std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::optional<int> number_of(std::string_view text) {
    int value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// Digits, at most one decimal sign (point or comma), a sign in front, blanks between groups.
bool is_number(std::string_view value) {
    int marks = 0;
    int digits = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        if (is_digit(c))
            ++digits;
        else if (c == '.' || c == ',')
            ++marks;
        else if ((c == '-' || c == '+') && i == 0)
            continue;
        else if (c != ' ')
            return false;
    }
    return digits > 0 && digits <= 40 && marks <= 1;
}

/// A day that exists, as the date input of a browser writes it: 2026-11-23.
bool is_day(std::string_view value) {
    if (value.size() != 10 || value[4] != '-' || value[7] != '-') return false;
    const auto year = number_of(value.substr(0, 4));
    const auto month = number_of(value.substr(5, 2));
    const auto day = number_of(value.substr(8, 2));
    if (!year || !month || !day || *month < 1 || *day < 1) return false;
    return std::chrono::year_month_day{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                       std::chrono::day{static_cast<unsigned>(*day)}}
        .ok();
}

Error wrong(const Field& field, std::string key) {
    return refusal(ErrorCode::InvalidInput, "a value does not fit its field",
                   {.key = std::move(key), .field = field.name, .tries_left = {}, .retry_after = {}});
}

}  // namespace

bool is_one_line(std::string_view text, std::size_t longest) { return is_clean(text, longest, false); }
bool is_text(std::string_view text, std::size_t longest) { return is_clean(text, longest, true); }

bool is_visible(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        std::uint32_t point = 0;
        const std::size_t length = sequence_at(text, at, point);
        if (length == 0 || !is_blank(point)) return true;
        at += length;
    }
    return false;
}

bool is_email(std::string_view text) {
    if (text.size() > 254) return false;
    const std::size_t at = text.rfind('@');
    return at != std::string_view::npos && is_local_part(text.substr(0, at)) && is_domain(text.substr(at + 1));
}

std::string plain_phone(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (std::string_view(" .-/()").find(c) == std::string_view::npos) out += c;
    return out;
}

bool is_phone(std::string_view text) {
    if (text.size() > 40) return false;
    const std::string phone = plain_phone(text);
    return phone.size() >= 8 && phone.size() <= 16 && phone.front() == '+' && phone[1] != '0' &&
           std::all_of(phone.begin() + 1, phone.end(), is_digit);
}

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string trimmed(std::string_view text) {
    const std::size_t from = text.find_first_not_of(" \t\r\n");
    if (from == std::string_view::npos) return {};
    return std::string(text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1));
}

std::string shortened(std::string_view text, std::size_t longest) {
    if (text.size() <= longest) return std::string(text);
    constexpr std::string_view kEllipsis = "\xE2\x80\xA6";
    std::size_t end = longest > kEllipsis.size() ? longest - kEllipsis.size() : 0;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return std::string(text.substr(0, end)) + std::string(kEllipsis);
}

std::string cleaned(std::string_view text, std::size_t longest) {
    std::string out(text);
    std::erase_if(out, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    for (const std::string_view override : {"\u202D", "\u202E"})
        for (std::size_t at = out.find(override); at != std::string::npos; at = out.find(override, at))
            out.erase(at, override.size());
    if (!is_one_line(out, out.size())) std::erase_if(out, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    return shortened(trimmed(out), longest);
}

std::string masked_email(std::string_view email) {
    const std::size_t at = email.rfind('@');
    if (at == std::string_view::npos || at == 0) return "***";
    std::string out(1, email.front());
    out += "***";
    if (at > 2) out += email[at - 1];
    return out + std::string(email.substr(at));
}

std::string masked_phone(std::string_view phone) {
    if (phone.size() < 8) return "***";
    return std::string(phone.substr(0, 4)) + " *** " + std::string(phone.substr(phone.size() - 3));
}

std::vector<std::string> options_of(const Field& field) {
    const auto at = field.attributes.find("options");
    return at == field.attributes.end() ? std::vector<std::string>() : split_options(at->second);
}

int longest_of(const Field& field) {
    const int most = field.type == FieldType::Multiline ? 4000 : 500;
    const auto at = field.attributes.find("maxlength");
    if (at == field.attributes.end()) return most;
    const auto asked = number_of(at->second);
    return asked && *asked >= 1 ? std::min(*asked, most) : most;
}

Result<void> check_value(const Field& field, std::string_view value) {
    if (value.empty()) return {};
    const bool many_lines = field.type == FieldType::Multiline;
    if (!(many_lines ? is_text(value, 20'000) : is_one_line(value, 20'000))) return wrong(field, "value");
    if (characters_in(value) > static_cast<std::size_t>(longest_of(field))) return wrong(field, "value_long");
    switch (field.type) {
        case FieldType::Number:
            return is_number(value) ? Result<void>() : wrong(field, "number");
        case FieldType::DateInput:
            return is_day(value) ? Result<void>() : wrong(field, "date");
        case FieldType::Email:
            return is_email(value) ? Result<void>() : wrong(field, "email");
        case FieldType::Checkbox:
        case FieldType::Radio:
            return value == "yes" || value == "no" ? Result<void>() : wrong(field, "option");
        case FieldType::Dropdown: {
            const auto options = options_of(field);
            return std::find(options.begin(), options.end(), value) != options.end() ? Result<void>() : wrong(field, "option");
        }
        default:
            return {};
    }
}

}  // namespace quillport::services
