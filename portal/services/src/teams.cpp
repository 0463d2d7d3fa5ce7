#include "quillport/services/teams.hpp"

#include <algorithm>
#include <utility>

#include "quillport/runtime/random.hpp"
#include "quillport/services/problem.hpp"
#include "session.hpp"
#include "validate.hpp"

namespace quillport::services {
namespace {

constexpr std::size_t kMostAliases = 50;

/// The store's answers in the keys that a person reads.
Error in_words(const Error& error) {
    if (error.code == ErrorCode::NotFound) return refusal(ErrorCode::NotFound, error.what, "no_such_team");
    return error;
}

Result<Team> team_view(store::Reader& reader, const store::Team& kept) {
    Team team{kept.id, kept.name, {}};
    for (const UserId& id : kept.members) {
        auto row = store::find_user(reader, id);
        if (!row.ok()) return row.error();
        auto user = view_in(reader, row.value());
        if (!user.ok()) return user.error();
        team.members.push_back(std::move(user).value());
    }
    return team;
}

Result<std::vector<UserId>> members_at(store::Reader& reader, const OrganisationId& organisation,
                                       const std::vector<std::string>& addresses) {
    std::vector<UserId> members;
    for (std::size_t i = 0; i < addresses.size(); ++i) {
        auto user = store::find_user_by_email(reader, trimmed(addresses[i]));
        if (!user.ok() && user.error().code != ErrorCode::NotFound && user.error().code != ErrorCode::InvalidInput)
            return user.error();
        if (!user.ok() || user.value().organisation != organisation)
            return wrong_input("no_such_user", "members." + std::to_string(i));
        members.push_back(user.value().id);
    }
    return members;
}

Result<void> apply(store::Reader& reader, store::Team& row, const TeamChange& change) {
    if (change.name) row.name = trimmed(*change.name);
    if (row.name.empty() || !is_one_line(row.name, 100)) return wrong_input("name", "name");
    if (!change.members) return {};
    auto members = members_at(reader, row.organisation, *change.members);
    if (!members.ok()) return members.error();
    row.members = std::move(members).value();
    return {};
}

Result<store::Team> team_with(store::Reader& reader, const OrganisationId& organisation, const TeamId& id) {
    auto teams = store::list_teams(reader, organisation);
    if (!teams.ok()) return teams.error();
    for (store::Team& team : teams.value())
        if (team.id == id) return std::move(team);
    return refusal(ErrorCode::NotFound, "no such team", "no_such_team");
}

Result<Account> account_of(store::Reader& reader, const store::User& user) {
    auto aliases = store::list_aliases(reader, user.organisation);
    if (!aliases.ok()) return aliases.error();
    auto view = view_in(reader, user);
    if (!view.ok()) return view.error();
    Account account{std::move(view).value(), {}};
    for (const store::Alias& alias : aliases.value())
        if (alias.user == user.id) account.aliases.push_back(alias.name);
    return account;
}

Result<std::vector<std::string>> clean_aliases(const std::vector<std::string>& wishes) {
    std::vector<std::string> names;
    if (wishes.size() > kMostAliases) return wrong_input("alias", "aliases");
    for (const std::string& wish : wishes) {
        const std::string name = lower_ascii(trimmed(wish));
        if (name.empty() || !is_one_line(name, 127)) return wrong_input("alias", "aliases");
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    return names;
}

}  // namespace

Result<std::vector<Team>> list_teams(Context& context, const OrganisationId& organisation) {
    return context.store.read([&](store::Reader& reader) -> Result<std::vector<Team>> {
        auto rows = store::list_teams(reader, organisation);
        if (!rows.ok()) return rows.error();
        std::vector<Team> teams;
        for (const store::Team& row : rows.value()) {
            auto team = team_view(reader, row);
            if (!team.ok()) return team.error();
            teams.push_back(std::move(team).value());
        }
        return teams;
    });
}

Result<Team> create_team(Context& context, const OrganisationId& organisation, const TeamChange& wish) {
    store::Team fresh;
    fresh.id = {runtime::new_id(context.random)};
    fresh.organisation = organisation;
    fresh.created = context.clock.now();
    return context.store.write([&](store::Tx& tx) -> Result<Team> {
        store::Team team = fresh;
        if (auto done = apply(tx, team, wish); !done.ok()) return done.error();
        if (auto done = store::create_team(tx, team); !done.ok()) return done.error();
        return team_view(tx, team);
    });
}

Result<Team> change_team(Context& context, const OrganisationId& organisation, const TeamId& id, const TeamChange& change) {
    return context.store.write([&](store::Tx& tx) -> Result<Team> {
        auto team = team_with(tx, organisation, id);
        if (!team.ok()) return team.error();
        if (auto done = apply(tx, team.value(), change); !done.ok()) return done.error();
        if (auto done = store::save_team(tx, team.value()); !done.ok()) return in_words(done.error());
        return team_view(tx, team.value());
    });
}

Result<void> delete_team(Context& context, const OrganisationId& organisation, const TeamId& id) {
    return context.store.write([&](store::Tx& tx) -> Result<void> {
        if (auto done = store::delete_team(tx, organisation, id); !done.ok()) return in_words(done.error());
        return {};
    });
}

Result<std::vector<Account>> list_accounts(Context& context, const OrganisationId& organisation) {
    return context.store.read([&](store::Reader& reader) -> Result<std::vector<Account>> {
        auto users = store::list_users(reader, organisation);
        if (!users.ok()) return users.error();
        std::vector<Account> accounts;
        for (const store::User& user : users.value()) {
            auto account = account_of(reader, user);
            if (!account.ok()) return account.error();
            accounts.push_back(std::move(account).value());
        }
        return accounts;
    });
}

Result<Account> set_aliases(Context& context, const OrganisationId& organisation, const UserId& user,
                            const std::vector<std::string>& aliases) {
    auto names = clean_aliases(aliases);
    if (!names.ok()) return names.error();
    return context.store.write([&](store::Tx& tx) -> Result<Account> {
        auto row = store::find_user(tx, user);
        if (!row.ok() && row.error().code != ErrorCode::NotFound) return row.error();
        if (!row.ok() || row.value().organisation != organisation)
            return refusal(ErrorCode::NotFound, "no such user", "no_such_user");
        auto before = account_of(tx, row.value());
        if (!before.ok()) return before.error();
        for (const std::string& name : before.value().aliases)
            if (auto done = store::remove_alias(tx, organisation, name); !done.ok()) return done.error();
        for (const std::string& name : names.value())
            if (auto done = store::add_alias(tx, organisation, {name, user}); !done.ok()) return done.error();
        return account_of(tx, row.value());
    });
}

}  // namespace quillport::services
