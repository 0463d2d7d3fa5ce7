#pragma once
#include <string>
#include <vector>

#include "quillport/core/id.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"
#include "quillport/store/store.hpp"

namespace quillport {
using TeamId = Id<struct TeamTag>;
}

/// Teams, which share the inbox of a queue, and the names under which people print.
namespace quillport::store {

struct Team {
    TeamId id;
    OrganisationId organisation;
    std::string name;  ///< unique in the organisation
    std::vector<UserId> members;
    TimePoint created{};
};
/// Conflict when the name is taken.
[[nodiscard]] Result<void> create_team(Tx& tx, const Team& team);
/// Replaces name and members. NotFound, Conflict.
[[nodiscard]] Result<void> save_team(Tx& tx, const Team& team);
/// NotFound, Conflict "team_in_use" while a queue belongs to it.
[[nodiscard]] Result<void> delete_team(Tx& tx, const OrganisationId& organisation, const TeamId& id);
/// By name, with their members by name.
[[nodiscard]] Result<std::vector<Team>> list_teams(Reader& reader, const OrganisationId& organisation);

/// A name under which a user prints: his login, "ACME\maja", a principal. ASCII case does not count.
struct Alias {
    std::string name;
    UserId user;
};
/// Conflict when another user has it; repeating it is fine.
[[nodiscard]] Result<void> add_alias(Tx& tx, const OrganisationId& organisation, const Alias& alias);
/// NotFound.
[[nodiscard]] Result<void> remove_alias(Tx& tx, const OrganisationId& organisation, const std::string& name);
[[nodiscard]] Result<std::vector<Alias>> list_aliases(Reader& reader, const OrganisationId& organisation);
/// Empty when nobody has it.
[[nodiscard]] Result<UserId> find_alias(Reader& reader, const OrganisationId& organisation, const std::string& name);

}  // namespace quillport::store
