#include "pdf_date.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>

namespace quillport::signing {
namespace {

/// Takes `size` digits off the beginning when their number lies between the two; else nothing is taken.
std::optional<int> take_number(std::string_view& rest, std::size_t size, int least, int most) {
    const std::string_view digits = rest.substr(0, size);
    const bool all =
        digits.size() == size && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    int number = -1;
    if (all) std::from_chars(digits.data(), digits.data() + size, number);
    if (number < least || number > most) return std::nullopt;
    rest.remove_prefix(size);
    return number;
}

std::string two_digits(int number) { return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)}; }

/// "Z", "+01'00'" and their shortened forms; empty when the zone is not said. Nothing when it is malformed.
std::optional<std::string> take_zone(std::string_view rest) {
    if (rest.empty()) return std::string{};
    const char sign = rest.front();
    rest.remove_prefix(1);
    if (sign != 'Z' && sign != '+' && sign != '-') return std::nullopt;
    int hours = 0, minutes = 0;
    if (!rest.empty() || sign != 'Z') {
        const auto number = take_number(rest, 2, 0, 23);
        if (!number) return std::nullopt;
        hours = *number;
        if (rest.starts_with('\'')) rest.remove_prefix(1);
        if (!rest.empty()) {
            const auto second = take_number(rest, 2, 0, 59);
            if (!second) return std::nullopt;
            minutes = *second;
        }
        if (rest.starts_with('\'')) rest.remove_prefix(1);
    }
    if (!rest.empty()) return std::nullopt;
    if (sign == 'Z' || (hours == 0 && minutes == 0)) return "Z";
    return sign + two_digits(hours) + ":" + two_digits(minutes);
}

bool is_day(int year, int month, int day) {
    return std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                       std::chrono::day(static_cast<unsigned>(day)))
        .ok();
}

}  // namespace

std::string iso_date(std::string_view pdf_date) {
    std::string_view rest = pdf_date;
    if (rest.starts_with("D:")) rest.remove_prefix(2);
    const std::string_view digits = rest.substr(0, rest.find_first_not_of("0123456789"));
    const std::string year(digits.substr(0, 4));
    const auto number = take_number(rest, 4, 0, 9999);
    if (!number) return std::string(pdf_date);
    std::array<int, 5> parts{1, 1, 0, 0, 0};  // month, day, hour, minute, second
    static constexpr std::array<std::array<int, 2>, 5> kRanges{{{1, 12}, {1, 31}, {0, 23}, {0, 59}, {0, 59}}};
    std::size_t said = 0;
    while (said < parts.size() && !rest.empty()) {
        const auto part = take_number(rest, 2, kRanges.at(said)[0], kRanges.at(said)[1]);
        if (!part) break;
        parts.at(said++) = *part;
    }
    const auto zone = take_zone(rest);
    if (!zone || !is_day(*number, parts[0], parts[1])) return std::string(pdf_date);
    if (said == 0) return year;
    if (said == 1) return year + "-" + two_digits(parts[0]);
    const std::string day = year + "-" + two_digits(parts[0]) + "-" + two_digits(parts[1]);
    if (said == 2) return day;
    return day + "T" + two_digits(parts[2]) + ":" + two_digits(parts[3]) + ":" + two_digits(parts[4]) + *zone;
}

}  // namespace quillport::signing
