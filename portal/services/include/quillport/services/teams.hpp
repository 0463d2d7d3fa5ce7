#pragma once
#include <optional>
#include <string>
#include <vector>

#include "quillport/core/id.hpp"
#include "quillport/services/accounts.hpp"
#include "quillport/store/teams.hpp"

/// Teams, which share the inbox of a queue, and the names under which people print. All of it is an administrator's.
namespace quillport::services {

struct Team {
    TeamId id;
    std::string name;
    std::vector<User> members;
};
[[nodiscard]] Result<std::vector<Team>> list_teams(Context& context, const OrganisationId& organisation);

struct TeamChange {
    std::optional<std::string> name;
    std::optional<std::vector<std::string>> members;  ///< their addresses
};
/// Errors: InvalidInput "name" | "no_such_user" with the field, Conflict "team_taken".
[[nodiscard]] Result<Team> create_team(Context& context, const OrganisationId& organisation, const TeamChange& wish);
/// Errors: as create_team, NotFound "no_such_team".
[[nodiscard]] Result<Team> change_team(Context& context, const OrganisationId& organisation, const TeamId& id,
                                       const TeamChange& change);
/// Errors: NotFound "no_such_team", Conflict "team_in_use" while a queue belongs to it.
[[nodiscard]] Result<void> delete_team(Context& context, const OrganisationId& organisation, const TeamId& id);

/// An account with the names under which its holder prints.
struct Account {
    User user;
    std::vector<std::string> aliases;
};
[[nodiscard]] Result<std::vector<Account>> list_accounts(Context& context, const OrganisationId& organisation);
/// Replaces the names of an account. Errors: NotFound "no_such_user", InvalidInput "alias", Conflict "alias_taken".
[[nodiscard]] Result<Account> set_aliases(Context& context, const OrganisationId& organisation, const UserId& user,
                                          const std::vector<std::string>& aliases);

}  // namespace quillport::services
