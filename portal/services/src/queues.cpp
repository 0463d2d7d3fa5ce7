#include "quillport/services/queues.hpp"

#include <algorithm>
#include <array>

#include "arrival.hpp"
#include "preservation.hpp"
#include "queue_row.hpp"
#include "quillport/runtime/random.hpp"
#include "quillport/services/problem.hpp"
#include "quillport/signing/preservation.hpp"
#include "quillport/store/accounts.hpp"
#include "quillport/store/templates.hpp"
#include "validate.hpp"
#include "wishes.hpp"

namespace quillport::services {
namespace {

using namespace std::chrono_literals;

Result<void> check_name(const std::string& name) {
    if (name.empty() || !is_one_line(name, 127)) return refusal(ErrorCode::InvalidInput, "queue", "queue");
    return {};
}

/// The queue's people and team in the words of those who read them.
Result<Queue> view_in(store::Reader& reader, const store::Queue& row) {
    Queue queue{row.name,
                row.policy,
                {},
                {},
                {},
                std::chrono::duration_cast<std::chrono::hours>(row.keeper_after),
                row.auto_send,
                row.job_files,
                row.language,
                row.message,
                std::chrono::duration_cast<std::chrono::minutes>(row.mail_after),
                row.template_name,
                row.seal,
                row.tags};
    for (const auto& [id, address] : {std::pair(&row.owner, &queue.owner), std::pair(&row.keeper, &queue.keeper)}) {
        if (id->empty()) continue;
        auto user = store::find_user(reader, *id);
        if (!user.ok()) return user.error();
        *address = user.value().email;
    }
    if (row.team.empty()) return queue;
    auto teams = store::list_teams(reader, row.organisation);
    if (!teams.ok()) return teams.error();
    for (const store::Team& team : teams.value())
        if (team.id == row.team) queue.team = team.name;
    return queue;
}

/// The account with this address in this organisation; empty for an empty address.
Result<UserId> user_at(store::Reader& reader, const OrganisationId& organisation, const std::string& email, const char* field) {
    if (email.empty()) return UserId{};
    auto user = store::find_user_by_email(reader, email);
    if (!user.ok() && user.error().code != ErrorCode::NotFound && user.error().code != ErrorCode::InvalidInput)
        return user.error();
    if (!user.ok() || user.value().organisation != organisation) return wrong_input("no_such_user", field);
    return user.value().id;
}

Result<TeamId> team_named(store::Reader& reader, const OrganisationId& organisation, const std::string& name) {
    if (name.empty()) return TeamId{};
    auto teams = store::list_teams(reader, organisation);
    if (!teams.ok()) return teams.error();
    for (const store::Team& team : teams.value())
        if (team.name == name) return team.id;
    return wrong_input("no_such_team", "team");
}

Result<void> apply_people(store::Reader& reader, store::Queue& row, const QueueChange& change) {
    for (const auto& [wish, place, field] :
         {std::tuple(&change.owner, &row.owner, "owner"), {&change.keeper, &row.keeper, "keeper"}}) {
        if (!*wish) continue;
        auto user = user_at(reader, row.organisation, trimmed(**wish), field);
        if (!user.ok()) return user.error();
        *place = user.value();
    }
    if (!change.team) return {};
    auto team = team_named(reader, row.organisation, trimmed(*change.team));
    if (!team.ok()) return team.error();
    row.team = team.value();
    return {};
}

Result<void> apply_template(store::Reader& reader, store::Queue& row, const QueueChange& change) {
    if (!change.template_name) return {};
    row.template_name = trimmed(*change.template_name);
    if (row.template_name.empty()) return {};
    auto known = store::find_template(reader, row.organisation, row.template_name);
    if (known.ok()) return {};
    return known.error().code == ErrorCode::NotFound ? wrong_input("no_such_template", "template") : known.error();
}

Result<void> apply_texts(store::Queue& row, const QueueChange& change) {
    for (const auto& [wish, place, checked] :
         {std::tuple(&change.language, &row.language, &checked_language), {&change.message, &row.message, &checked_message}}) {
        if (!*wish) continue;
        auto text = checked(**wish);
        if (!text.ok()) return text.error();
        *place = std::move(text).value();
    }
    if (change.keeper_after) {
        if (*change.keeper_after < 1h || *change.keeper_after > 8760h) return wrong_input("keeper_after", "keeper_after");
        row.keeper_after = *change.keeper_after;
    }
    if (change.mail_after) {
        if (*change.mail_after < 0min || *change.mail_after > 1440min) return wrong_input("mail_after", "mail_after");
        row.mail_after = *change.mail_after;
    }
    return {};
}

/// No queue asks for more than the portal can do, or for less than its operator insists on.
Result<void> apply_seal(const Settings& settings, store::Queue& row, const QueueChange& change) {
    if (!change.seal) return {};
    row.seal = trimmed(*change.seal);
    if (row.seal.empty()) return {};
    const auto level = signing::parse_level(row.seal);
    if (!level.ok()) return wrong_input("seal", "seal");
    if (level.value() > settings.highest_level) return wrong_input("seal_too_high", "seal");
    if (level.value() < lowest_level(settings)) return wrong_input("seal_too_low", "seal");
    return {};
}

Result<void> apply(store::Reader& reader, const Settings& settings, store::Queue& row, const QueueChange& change) {
    if (auto done = apply_people(reader, row, change); !done.ok()) return done;
    if (auto done = apply_template(reader, row, change); !done.ok()) return done;
    if (auto done = apply_texts(row, change); !done.ok()) return done;
    if (auto done = apply_seal(settings, row, change); !done.ok()) return done;
    row.policy = change.owner_policy.value_or(row.policy);
    row.auto_send = change.auto_send.value_or(row.auto_send);
    row.job_files = change.job_files.value_or(row.job_files);
    if (change.tags) row.tags = *change.tags;
    if (row.policy != OwnerPolicy::FixedUser) row.owner = {};
    if (row.policy == OwnerPolicy::FixedUser && row.owner.empty()) return wrong_input("owner_needed", "owner");
    if (row.auto_send == AutoSend::Always && row.policy != OwnerPolicy::FixedUser)
        return wrong_input("auto_send_owner", "auto_send");
    return {};
}

/// Settings are read before the document, and only the worker knows the tag language.
Result<void> check_tags(Context& context, const TagSettings& settings) {
    const auto checked = context.tools.inspect(bytes_of("no document"), settings);
    if (checked.ok() || checked.error().code == ErrorCode::Unsupported) return {};  // it is no document
    if (checked.error().code != ErrorCode::InvalidInput) return checked.error();
    return refusal(ErrorCode::InvalidInput, checked.error().what + ": " + checked.error().detail, "tag_settings");
}

}  // namespace

Result<store::Queue> queue_row(store::Tx& tx, Context& context, const OrganisationId& organisation, const std::string& name) {
    auto known = store::find_queue(tx, organisation, name);
    if (known.ok() || known.error().code != ErrorCode::NotFound) return known;
    store::Queue queue = default_queue();
    queue.id = {runtime::new_id(context.random)};
    queue.organisation = organisation;
    queue.name = name;
    queue.created = context.clock.now();
    auto id = store::save_queue(tx, queue);
    if (!id.ok()) return id.error();
    queue.id = id.value();
    return queue;
}

Result<Queue> queue_settings(Context& context, const OrganisationId& organisation, const std::string& name) {
    if (auto fine = check_name(name); !fine.ok()) return fine.error();
    return context.store.read([&](store::Reader& reader) -> Result<Queue> {
        auto row = store::find_queue(reader, organisation, name);
        if (row.ok()) return view_in(reader, row.value());
        if (row.error().code != ErrorCode::NotFound) return row.error();
        Queue queue;
        queue.name = name;
        return queue;
    });
}

Result<std::vector<Queue>> list_queues(Context& context, const OrganisationId& organisation) {
    return context.store.read([&](store::Reader& reader) -> Result<std::vector<Queue>> {
        auto rows = store::list_queues(reader, organisation);
        if (!rows.ok()) return rows.error();
        std::vector<Queue> queues;
        for (const store::Queue& row : rows.value()) {
            auto queue = view_in(reader, row);
            if (!queue.ok()) return queue.error();
            queues.push_back(std::move(queue).value());
        }
        return queues;
    });
}

std::vector<std::string> possible_seals(const Context& context) {
    std::vector<std::string> seals;
    for (const signing::Level level : {signing::Level::B_B, signing::Level::B_T, signing::Level::B_LT, signing::Level::B_LTA})
        if (level >= lowest_level(context.settings) && level <= context.settings.highest_level)
            seals.emplace_back(signing::name_of(level));
    return seals;
}

Result<Queue> change_queue(Context& context, const OrganisationId& organisation, const std::string& name,
                           const QueueChange& change) {
    if (auto fine = check_name(name); !fine.ok()) return fine.error();
    if (change.tags)
        if (auto fine = check_tags(context, *change.tags); !fine.ok()) return fine.error();
    return context.store.write([&](store::Tx& tx) -> Result<Queue> {
        auto queue = queue_row(tx, context, organisation, name);
        if (!queue.ok()) return queue.error();
        if (auto done = apply(tx, context.settings, queue.value(), change); !done.ok()) return done.error();
        auto saved = store::save_queue(tx, queue.value());
        if (!saved.ok()) return saved.error();
        return view_in(tx, queue.value());
    });
}

}  // namespace quillport::services
