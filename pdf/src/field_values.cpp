#include "field_values.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <set>

namespace quillport::pdf {
namespace {

std::string attribute(const PlannedField& field, const std::string& key) {
    const auto at = field.attributes.find(key);
    return at == field.attributes.end() ? std::string() : at->second;
}

bool is_yes(std::string_view text) { return text == "yes" || text == "true" || text == "1"; }

std::string digits(int value, std::size_t width) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%0*d", static_cast<int>(width), value);
    return text.data();
}

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

struct Civil {
    int year, month, day, hour, minute, second;
};

Civil civil_of(TimePoint when, std::chrono::minutes zone) {
    const auto local = std::chrono::floor<std::chrono::seconds>(when) + zone;
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{local - day};
    return {static_cast<int>(date.year()),
            static_cast<int>(static_cast<unsigned>(date.month())),
            static_cast<int>(static_cast<unsigned>(date.day())),
            static_cast<int>(time.hours().count()),
            static_cast<int>(time.minutes().count()),
            static_cast<int>(time.seconds().count())};
}

std::string date_part(const Civil& c, char letter, std::size_t width, bool after_hours) {
    switch (letter) {
        case 'd':
            return digits(c.day, width);
        case 'm':
            return digits(after_hours ? c.minute : c.month, width);
        case 'y':
            return width == 2 ? digits(c.year % 100, 2) : digits(c.year, 4);
        case 'h':
            return digits(c.hour, width);
        default:
            return digits(c.second, width);
    }
}

/// 2026-11-23, as a date input hands it on, in the format of its field.
std::string day_text(const std::string& day, const std::string& format) {
    int year = 0;
    unsigned month = 0, of_month = 0;
    if (format.empty() || std::sscanf(day.c_str(), "%4d-%2u-%2u", &year, &month, &of_month) != 3) return day;
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{of_month}};
    return date.ok() ? date_text(std::chrono::sys_days{date}, std::chrono::minutes{0}, format) : day;
}

std::optional<std::string> given(const PlannedField& field, const SigningAct& act) {
    auto at = act.values.find(field.name);
    // A radio button is told "yes" or "no" by its own name, the option that was chosen by the group's, which may be the same.
    const bool own = at != act.values.end() && (field.type != FieldType::Radio || is_yes(at->second) || at->second == "no");
    if (own) return at->second;
    const std::string shared = attribute(field, "name");
    if (at == act.values.end() && !shared.empty()) at = act.values.find(shared);
    if (at == act.values.end()) return std::nullopt;
    if (field.type != FieldType::Radio) return at->second;
    return at->second == attribute(field, "option") ? "yes" : "no";
}

}  // namespace

std::string date_text(TimePoint when, std::chrono::minutes zone, std::string_view format) {
    const Civil civil = civil_of(when, zone);
    std::string out;
    bool after_hours = false;
    for (std::size_t i = 0; i < format.size();) {
        const char letter = lower(format[i]);
        std::size_t width = 1;
        while (i + width < format.size() && lower(format[i + width]) == letter) ++width;
        if (std::string_view("dmyhs").find(letter) == std::string_view::npos) {
            out += format.substr(i, width);
        } else {
            out += date_part(civil, letter, std::min<std::size_t>(width, 4), after_hours);
            after_hours = letter == 'h' || (after_hours && letter == 's');
        }
        i += width;
    }
    return out;
}

std::optional<std::string> value_of(const PlannedField& field, const SigningAct& act) {
    std::optional<std::string> value = given(field, act);
    if (field.type == FieldType::Checkbox || field.type == FieldType::Radio)
        return is_yes(value.value_or(field.value)) ? "yes" : "no";
    if (!value && field.type == FieldType::Date) {
        const std::string format = attribute(field, "format");
        value = date_text(act.when, act.zone, format.empty() ? "d. m. yyyy" : format);
    }
    if (!value && !field.value.empty()) value = field.value;
    if (!value && field.type == FieldType::Name && !act.signer_name.empty()) value = act.signer_name;
    if (value && field.type == FieldType::DateInput) value = day_text(*value, attribute(field, "format"));
    if (value && value->empty()) value.reset();
    return value;
}

std::string exported(const PlannedField& field, const std::string& shown) {
    const std::vector<std::string> options = split_options(attribute(field, "options")),
                                   exports = split_options(attribute(field, "exports"));
    const auto at = static_cast<std::size_t>(std::find(options.begin(), options.end(), shown) - options.begin());
    return options.size() == exports.size() && at < exports.size() ? exports[at] : shown;
}

Result<void> check_names(const std::vector<const PlannedField*>& fields, const SigningAct& act) {
    std::set<std::string> known;
    for (const PlannedField* field : fields) {
        known.insert(field->name);
        known.insert(attribute(*field, "name"));
    }
    for (const auto& [name, value] : act.values) {
        if (name.empty() || !known.contains(name))
            return Error{ErrorCode::InvalidInput, "the act fills a field that is not its own", name};
    }
    for (const auto& [name, picture] : act.pictures) {
        if (name.empty() || !known.contains(name))
            return Error{ErrorCode::InvalidInput, "the act fills a field that is not its own", name};
    }
    return {};
}

}  // namespace quillport::pdf
