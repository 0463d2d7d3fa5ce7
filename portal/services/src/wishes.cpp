#include "wishes.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <tuple>
#include <utility>

#include "quillport/services/problem.hpp"
#include "validate.hpp"

namespace quillport::services {
namespace {

constexpr std::size_t kLongestFolder = 200;  // bytes
constexpr int kMostDays = 3660;

/// The last second of "2026-12-31".
std::optional<TimePoint> end_of_day(const std::string& text) {
    const auto number = [&](std::size_t at, std::size_t length) {
        int value = -1;
        const char* const last = text.data() + at + length;
        const auto [end, failed] = std::from_chars(text.data() + at, last, value);
        return failed == std::errc{} && end == last ? value : -1;
    };
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const int year = number(0, 4);
    const int month = number(5, 2);
    const int day = number(8, 2);
    if (year < 0 || month < 0 || day < 0) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return std::nullopt;
    return TimePoint{std::chrono::sys_days(date).time_since_epoch() + std::chrono::hours(24) - std::chrono::seconds(1)};
}

/// "14d", "48h", "2w".
std::optional<std::chrono::hours> span_in(const std::string& text) {
    int count = 0;
    const char* const last = text.data() + text.size();
    const auto [end, failed] = std::from_chars(text.data(), last, count);
    if (failed != std::errc{} || end + 1 != last || count <= 0) return std::nullopt;
    const int hours = *end == 'h' ? 1 : *end == 'd' ? 24 : *end == 'w' ? 7 * 24 : 0;
    if (hours == 0) return std::nullopt;
    return std::chrono::hours(hours) * std::min(count, kMostDays * 24 / hours);
}

}  // namespace

Result<std::string> checked_message(const std::string& text) {
    if (!is_text(text, 4000)) return wrong_input("message", "message");
    return trimmed(text);
}

Result<std::string> checked_folder(const std::string& text) {
    std::string folder = trimmed(text);
    if (!is_one_line(folder, kLongestFolder)) return wrong_input("folder", "folder");
    return folder;
}

Result<std::string> checked_language(const std::string& text) {
    std::string language = lower_ascii(trimmed(text));
    const bool plain = std::all_of(language.begin(), language.end(),
                                   [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
    if (!plain || language.size() > 20 || language.size() == 1) return wrong_input("language", "language");
    return language;
}

Result<std::string> checked_expires(const std::string& text) {
    std::string expires = lower_ascii(trimmed(text));
    if (!expires.empty() && !span_in(expires) && !end_of_day(expires)) return wrong_input("expires", "expires");
    return expires;
}

Result<DraftRole> checked_role(const DraftRole& role) {
    const std::string place = "roles." + role.key + ".";
    DraftRole kept{role.key,
                   role.routing_order,
                   trimmed(role.name),
                   trimmed(role.email),
                   plain_phone(trimmed(role.phone)),
                   trimmed(role.company)};
    if (kept.routing_order < 1 || kept.routing_order > 1000) return wrong_input("order", place + "routing_order");
    if (!is_one_line(kept.name, 200)) return wrong_input("name", place + "name");
    if (!kept.email.empty() && !is_email(kept.email)) return wrong_input("email", place + "email");
    if (!kept.phone.empty() && !is_phone(kept.phone)) return wrong_input("phone", place + "phone");
    if (!is_one_line(kept.company, 200)) return wrong_input("company", place + "company");
    return kept;
}

void take_wishes(store::DraftRow& row) {
    const auto option = [&](const char* name) {
        const auto at = row.content.job.options.find(name);
        return at == row.content.job.options.end() ? std::string() : at->second;
    };
    const auto said = [&](const char* key, const char* otherwise) {
        for (const Tag& tag : row.tags) {
            const auto at = tag.attributes.find(key);
            if (tag.kind == TagKind::Document && at != tag.attributes.end() && !at->second.empty()) return at->second;
        }
        return option(otherwise);
    };
    row.ref = cleaned(trimmed(said("ref", "quill-ref")), 200);
    for (const auto& [place, wish, check] : {std::tuple(&row.language, said("lang", "quill-language"), &checked_language),
                                             {&row.expires, said("expires", "quill-expires"), &checked_expires}}) {
        auto fine = check(cleaned(wish, 20));
        *place = fine.ok() ? std::move(fine).value() : std::string();
    }
    row.folder = cleaned(trimmed(option("quill-folder")), kLongestFolder);
}

TimePoint deadline_of(const std::string& expires, TimePoint now, std::chrono::hours policy) {
    if (const auto span = span_in(expires)) return now + *span;
    if (const auto day = end_of_day(expires); day && *day > now && *day - now < std::chrono::hours(24) * kMostDays) return *day;
    return now + policy;
}

}  // namespace quillport::services
