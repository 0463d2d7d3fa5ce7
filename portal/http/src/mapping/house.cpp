#include "mapping.hpp"

namespace quillport::http {

namespace {

/// The value with the same word; both sides have `count` of them.
template <typename To, typename From>
To same_word(From value, int count = 3) {
    for (int i = 0; i < count; ++i)
        if (name_of(static_cast<To>(i)) == name_of(value)) return static_cast<To>(i);
    return To{};
}

std::optional<std::chrono::hours> hours_of(const std::optional<std::int64_t>& number) {
    return number ? std::optional(std::chrono::hours(*number)) : std::nullopt;
}
std::optional<std::chrono::minutes> minutes_of(const std::optional<std::int64_t>& number) {
    return number ? std::optional(std::chrono::minutes(*number)) : std::nullopt;
}

}  // namespace

contract::Queue for_print_server(const services::Queue& queue) {
    return {.name = queue.name,
            .auto_send = same_word<contract::AutoSend>(queue.auto_send),
            .job_files = same_word<contract::JobFiles>(queue.job_files, 2),
            .tags = to_contract(queue.tags)};
}

contract::QueueSettings to_contract(const services::Queue& queue) {
    return {.name = queue.name,
            .owner_policy = same_word<contract::OwnerPolicy>(queue.owner_policy),
            .owner = unless_empty(queue.owner),
            .team = unless_empty(queue.team),
            .keeper = unless_empty(queue.keeper),
            .keeper_after = queue.keeper_after.count(),
            .auto_send = same_word<contract::AutoSend>(queue.auto_send),
            .job_files = same_word<contract::JobFiles>(queue.job_files, 2),
            .language = unless_empty(queue.language),
            .message = unless_empty(queue.message),
            .mail_after = queue.mail_after.count(),
            .template_ = unless_empty(queue.template_name),
            .seal = unless_empty(queue.seal),
            .tags = to_contract(queue.tags)};
}

services::QueueChange from_contract(const contract::QueueChange& change) {
    services::QueueChange out;
    if (change.owner_policy) out.owner_policy = same_word<services::OwnerPolicy>(*change.owner_policy);
    out.owner = change.owner;
    out.team = change.team;
    out.keeper = change.keeper;
    out.keeper_after = hours_of(change.keeper_after);
    if (change.auto_send) out.auto_send = same_word<services::AutoSend>(*change.auto_send);
    if (change.job_files) out.job_files = same_word<services::JobFiles>(*change.job_files, 2);
    out.language = change.language;
    out.message = change.message;
    out.mail_after = minutes_of(change.mail_after);
    out.template_name = change.template_;
    out.seal = change.seal;
    if (change.tags) out.tags = from_contract(*change.tags);
    return out;
}

contract::Template to_contract(const services::Template& kept) {
    contract::Template out{.name = kept.name,
                           .message = unless_empty(kept.message),
                           .language = unless_empty(kept.language),
                           .expires = unless_empty(kept.expires),
                           .folder = unless_empty(kept.folder),
                           .roles = {}};
    for (const DraftRole& role : kept.roles) out.roles.push_back(to_contract(role));
    return out;
}

services::Template from_contract(const contract::TemplateContent& content) {
    services::Template out;
    out.message = content.message.value_or("");
    out.language = content.language.value_or("");
    out.expires = content.expires.value_or("");
    out.folder = content.folder.value_or("");
    if (!content.roles) return out;
    for (const contract::Role& role : *content.roles) out.roles.push_back(from_contract(role));
    return out;
}

contract::Team to_contract(const services::Team& team) {
    contract::Team out{.id = team.id.value, .name = team.name, .members = {}};
    for (const services::User& user : team.members)
        out.members.push_back({.id = user.id.value, .name = user.name, .email = user.email});
    return out;
}

contract::Account to_contract(const services::Account& account) {
    return {.id = account.user.id.value,
            .name = account.user.name,
            .email = account.user.email,
            .administrator = account.user.administrator,
            .aliases = account.aliases};
}

}  // namespace quillport::http
