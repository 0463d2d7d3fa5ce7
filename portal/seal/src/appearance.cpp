#include "appearance.hpp"

#include <array>
#include <cstdio>

namespace quillport::seal {
namespace {

constexpr std::array<const char*, 12> kMonths{"January", "February", "March",     "April",   "May",      "June",
                                              "July",    "August",   "September", "October", "November", "December"};

std::string replaced(std::string text, std::string_view what, const std::string& by) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
    return text;
}

}  // namespace

std::string readable_date(TimePoint when) {
    const auto day = std::chrono::floor<std::chrono::days>(when);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::minutes>(when - day));
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%u %s %d, %02d:%02d UTC", static_cast<unsigned>(date.day()),
                  kMonths.at(static_cast<unsigned>(date.month()) - 1), static_cast<int>(date.year()),
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()));
    return text.data();
}

void set_lines(pdf::SigningAct& act, const std::string& text) {
    const std::string date = readable_date(act.when);
    if (text.empty()) {
        act.caption = "Sealed " + date;
        act.look.reason = true;
        return;
    }
    // The reason last: what stands in it is not a template.
    act.caption = replaced(replaced(replaced(text, "{date}", date), "{name}", act.signer_name), "{reason}", act.reason);
}

}  // namespace quillport::seal
