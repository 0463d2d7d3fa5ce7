#include "quillport/core/time.hpp"

#include <array>
#include <cstdio>

namespace quillport {
namespace {

struct Civil {
    std::chrono::year_month_day date;
    std::chrono::hh_mm_ss<std::chrono::milliseconds> time;
};

Civil civil_of(TimePoint when) {
    const auto day = std::chrono::floor<std::chrono::days>(when);
    return {std::chrono::year_month_day{day}, std::chrono::hh_mm_ss{when - day}};
}

std::string formatted(const char* pattern, const Civil& c) {
    std::array<char, 48> text{};
    const int n = std::snprintf(text.data(), text.size(), pattern, static_cast<int>(c.date.year()),
                                static_cast<unsigned>(c.date.month()), static_cast<unsigned>(c.date.day()),
                                static_cast<int>(c.time.hours().count()), static_cast<int>(c.time.minutes().count()),
                                static_cast<int>(c.time.seconds().count()), static_cast<int>(c.time.subseconds().count()));
    return {text.data(), static_cast<std::size_t>(n)};
}

}  // namespace

std::string to_rfc3339(TimePoint when) { return formatted("%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", civil_of(when)); }

std::string to_pdf_date(TimePoint when) {
    const std::string text = formatted("D:%04d%02u%02u%02d%02d%02d.%03d", civil_of(when));
    return text.substr(0, text.find('.')) + "Z";
}

}  // namespace quillport
