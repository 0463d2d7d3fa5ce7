#include "job_options.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include "quillport/services/drafts.hpp"
#include "validate.hpp"

namespace quillport::services {
namespace {

constexpr std::string_view kRole = "quill-role.";

std::string without_quotes(const std::string& text) {
    const bool quoted = text.size() > 1 && text.front() == '"' && text.back() == '"';
    return quoted ? trimmed(text.substr(1, text.size() - 2)) : text;
}

/// The role of that name, else the nth one when `key` is a number.
DraftRole* role_meant(EnvelopeDraft& draft, std::string_view key) {
    const auto named = std::find_if(draft.roles.begin(), draft.roles.end(), [&](const DraftRole& r) { return r.key == key; });
    if (named != draft.roles.end()) return &*named;
    std::size_t place = 0;
    const auto [end, failed] = std::from_chars(key.data(), key.data() + key.size(), place);
    const bool is_place = failed == std::errc{} && end == key.data() + key.size() && place > 0 && place <= draft.roles.size();
    return is_place ? &draft.roles[place - 1] : nullptr;
}

}  // namespace

std::optional<Person> person_in(const std::string& line) {
    const std::string text = without_quotes(trimmed(line));
    const std::size_t open = text.find('<');
    const std::size_t close = open == std::string::npos ? open : text.find('>', open);
    Person person;
    std::string rest;
    if (close != std::string::npos) {
        person.name = without_quotes(trimmed(text.substr(0, open)));
        person.email = trimmed(text.substr(open + 1, close - open - 1));
        rest = text.substr(close + 1);
    } else {
        const std::size_t comma = std::min(text.find(','), text.size());
        person.email = trimmed(text.substr(0, comma));
        rest = text.substr(comma);
    }
    if (!is_email(person.email) || !is_one_line(person.name, 200)) return std::nullopt;
    const std::string phone = plain_phone(trimmed(rest.substr(std::min(rest.find_first_not_of(" ,"), rest.size()))));
    if (is_phone(phone)) person.phone = phone;
    return person;
}

void take_job_options(store::DraftRow& row, const std::map<std::string, std::string>& options) {
    for (const auto& [key, value] : options) {
        if (!key.starts_with(kRole)) continue;
        DraftRole* role = role_meant(row.content, std::string_view(key).substr(kRole.size()));
        const auto person = person_in(value);
        if (role == nullptr || !person || !role->email.empty()) continue;
        if (role->name.empty()) role->name = person->name;
        role->email = person->email;
        if (role->phone.empty()) role->phone = person->phone;
    }
    const auto message = options.find("quill-message");
    if (message != options.end() && row.message.empty() && is_text(message->second, 4000)) row.message = trimmed(message->second);
}

}  // namespace quillport::services
