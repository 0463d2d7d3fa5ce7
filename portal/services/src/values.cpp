#include "values.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <set>
#include <utility>

#include "pairs.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/services/problem.hpp"
#include "validate.hpp"

namespace quillport::services {
namespace {

Error wrong(std::string key, const Field& field) {
    return refusal(ErrorCode::InvalidInput, "a value is refused",
                   {.key = std::move(key), .field = field.name, .tries_left = {}, .retry_after = {}});
}

std::string attribute(const Field& field, const char* key) {
    const auto at = field.attributes.find(key);
    return at == field.attributes.end() ? std::string() : at->second;
}

/// What shares a value, or excludes each other (radio): the name that the tags gave them. Empty: nothing.
std::string group_of(const Field& field) { return attribute(field, "name"); }

std::string padded(unsigned number, std::size_t width) {
    std::string text = std::to_string(number);
    while (text.size() < width) text.insert(text.begin(), '0');
    return text;
}

const std::string& value_in(const Values& values, const std::string& name) {
    static const std::string kNone;
    const auto at = values.find(name);
    return at == values.end() ? kNone : at->second;
}

/// A value at several places is typed once: whoever of the group was given speaks for all.
void share(const std::vector<Field>& fields, const std::string& role, const Values& typed, Values& values) {
    for (const Field& from : fields) {
        if (from.role != role || from.type == FieldType::Radio || group_of(from).empty() || value_in(typed, from.name).empty())
            continue;
        for (const Field& to : fields)
            if (to.role == role && to.type == from.type && group_of(to) == group_of(from) && value_in(typed, to.name).empty())
                values[to.name] = value_in(typed, from.name);
    }
}

Result<void> check_radios(const std::vector<Field>& fields, const std::string& role, const Values& values) {
    std::map<std::string, std::pair<int, const Field*>> chosen;  // group -> how many, a required member
    for (const Field& field : fields) {
        if (field.role != role || field.type != FieldType::Radio) continue;
        const std::string group = group_of(field);
        auto& [count, required] = chosen[group.empty() ? field.name : group];
        if (value_in(values, field.name) == "yes") ++count;
        if (count > 1) return wrong("option", field);
        if (field.required && required == nullptr) required = &field;
    }
    for (const auto& [group, state] : chosen)
        if (state.first == 0 && state.second != nullptr) return wrong("required", *state.second);
    return {};
}

bool is_missing(const Field& field, const std::string& value) {
    if (!field.required || field.readonly || field.type == FieldType::Radio) return false;
    return field.type == FieldType::Checkbox ? value != "yes" : !is_visible(value);
}

}  // namespace

std::string day_in_format(TimePoint when, const std::string& format) {
    using namespace std::chrono;
    const year_month_day day{floor<days>(when)};
    if (format.empty()) return day_in_format(when, "d. m. yyyy");
    std::string out;
    for (std::size_t i = 0; i < format.size();) {
        const char c = format[i];
        std::size_t run = 1;
        while (i + run < format.size() && format[i + run] == c) ++run;
        const char kind = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c;
        if (kind == 'd')
            out += padded(static_cast<unsigned>(day.day()), run);
        else if (kind == 'm')
            out += padded(static_cast<unsigned>(day.month()), run);
        else if (kind == 'y')
            out += run >= 3 ? padded(static_cast<unsigned>(static_cast<int>(day.year())), 4)
                            : padded(static_cast<unsigned>(static_cast<int>(day.year()) % 100), 2);
        else
            out += format.substr(i, run);
        i += run;
    }
    return out;
}

std::string prefilled(const Field& field, const Recipient& who, TimePoint now) {
    switch (field.type) {
        case FieldType::Date:
            return day_in_format(now, attribute(field, "format"));
        case FieldType::Name:
            return field.value.empty() ? who.name : field.value;
        case FieldType::Email:
            return field.value.empty() ? who.email : field.value;
        case FieldType::Company:
            return field.value.empty() ? who.company : field.value;
        case FieldType::Checkbox:
        case FieldType::Radio: {
            const std::string word = lower_ascii(field.value);
            return word == "yes" || word == "true" || word == "1" ? "yes" : "no";
        }
        default:
            return field.value;
    }
}

bool may_type(const Field& field, const std::string& role) {
    return field.role == role && !field.readonly && is_filled_by_hand(field.type);
}

Result<void> check_typed(const std::vector<Field>& fields, const std::string& role, const Values& values) {
    for (const auto& [name, value] : values) {
        const auto field = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; });
        if (field == fields.end() || !may_type(*field, role)) {
            Field unknown;
            unknown.name = shortened(name, 100);
            return wrong("field", unknown);
        }
        constexpr std::size_t kStored = 20'000;
        if (!is_text(value, kStored)) return wrong(value.size() > kStored ? "value_long" : "value", *field);
    }
    return {};
}

Values values_of_act(const std::vector<Field>& fields, const Recipient& who, const Values& saved, const Values& given,
                     TimePoint now) {
    Values typed = saved;
    for (const auto& [name, value] : given) typed[name] = value;
    Values values;
    for (const Field& field : fields) {
        if (field.role != who.role || is_signed(field.type)) continue;
        const auto at = typed.find(field.name);
        const bool has_typed = at != typed.end() && may_type(field, who.role);
        values[field.name] = has_typed ? at->second : prefilled(field, who, now);
    }
    share(fields, who.role, typed, values);
    return values;
}

Result<void> check_act(const std::vector<Field>& fields, const std::string& role, const Values& values) {
    for (const Field& field : fields) {
        if (field.role != role || !is_filled_by_hand(field.type)) continue;
        const std::string& value = value_in(values, field.name);
        if (is_missing(field, value)) return wrong("required", field);
        if (!may_type(field, role)) continue;
        if (auto fine = check_value(field, value); !fine.ok()) return fine;
    }
    return check_radios(fields, role, values);
}

std::string digest_of(const Values& values) { return runtime::sha256_hex(bytes_of(encode_pairs(values))); }

}  // namespace quillport::services
