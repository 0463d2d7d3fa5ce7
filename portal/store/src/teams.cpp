#include "quillport/store/teams.hpp"

#include "folding.hpp"
#include "session.hpp"

namespace quillport::store {
namespace {

Result<void> write_members(Tx& tx, const Team& team) {
    auto cleared = done(tx.session().change("DELETE FROM team_members WHERE team_id = ?", {team.id}));
    if (!cleared.ok()) return cleared;
    for (const UserId& user : team.members) {
        auto added =
            done(tx.session().change("INSERT INTO team_members (organisation_id, team_id, user_id) VALUES (?, ?, ?) "
                                     "ON CONFLICT (team_id, user_id) DO NOTHING",
                                     {team.organisation, team.id, user}));
        if (!added.ok()) return added;
    }
    return {};
}

Error taken() { return {ErrorCode::Conflict, "a team of this name exists", "team_taken"}; }

}  // namespace

Result<void> create_team(Tx& tx, const Team& team) {
    const auto added = tx.session().change(
        "INSERT INTO teams (id, organisation_id, name, created_at) VALUES (?, ?, ?, ?) ON CONFLICT (organisation_id, name) DO "
        "NOTHING",
        {team.id, team.organisation, team.name, team.created});
    if (!added.ok()) return added.error();
    if (added.value() == 0) return taken();
    return write_members(tx, team);
}

Result<void> save_team(Tx& tx, const Team& team) {
    const auto others = tx.session().query("t", "SELECT id FROM teams WHERE organisation_id = ? AND name = ? AND id <> ?",
                                           {team.organisation, team.name, team.id});
    if (!others.ok()) return others.error();
    if (!others.value().empty()) return taken();
    auto renamed = found(tx.session().change("UPDATE teams SET name = ? WHERE organisation_id = ? AND id = ?",
                                             {team.name, team.organisation, team.id}),
                         "no such team");
    if (!renamed.ok()) return renamed;
    return write_members(tx, team);
}

Result<void> delete_team(Tx& tx, const OrganisationId& organisation, const TeamId& id) {
    const auto used =
        tx.session().query("t", "SELECT id FROM queues WHERE organisation_id = ? AND team_id = ?", {organisation, id});
    if (!used.ok()) return used.error();
    if (!used.value().empty()) return Error{ErrorCode::Conflict, "a queue belongs to the team", "team_in_use"};
    auto cleared =
        done(tx.session().change("DELETE FROM team_members WHERE organisation_id = ? AND team_id = ?", {organisation, id}));
    if (!cleared.ok()) return cleared;
    return found(tx.session().change("DELETE FROM teams WHERE organisation_id = ? AND id = ?", {organisation, id}),
                 "no such team");
}

Result<std::vector<Team>> list_teams(Reader& reader, const OrganisationId& organisation) {
    auto teams =
        all_of(reader.session().query(
                   "ttti", "SELECT id, organisation_id, name, created_at FROM teams WHERE organisation_id = ? ORDER BY name",
                   {organisation}),
               [](Row& row) {
                   Team team;
                   team.id = {row.text()};
                   team.organisation = {row.text()};
                   team.name = row.text();
                   team.created = row.time();
                   return team;
               });
    if (!teams.ok()) return teams;
    for (Team& team : teams.value()) {
        auto members = all_of(reader.session().query("t",
                                                     "SELECT m.user_id FROM team_members m JOIN users u ON u.id = m.user_id "
                                                     "WHERE m.team_id = ? ORDER BY u.name, u.id",
                                                     {team.id}),
                              [](Row& row) { return UserId{row.text()}; });
        if (!members.ok()) return members.error();
        team.members = std::move(members).value();
    }
    return teams;
}

Result<void> add_alias(Tx& tx, const OrganisationId& organisation, const Alias& alias) {
    const std::string name = ascii_lower(alias.name);
    auto owner = find_alias(tx, organisation, name);
    if (!owner.ok()) return owner.error();
    if (owner.value() == alias.user) return {};
    if (!owner.value().empty()) return Error{ErrorCode::Conflict, "another user has this name", "alias_taken"};
    return done(tx.session().change("INSERT INTO user_aliases (organisation_id, alias, user_id) VALUES (?, ?, ?)",
                                    {organisation, name, alias.user}));
}

Result<void> remove_alias(Tx& tx, const OrganisationId& organisation, const std::string& name) {
    return found(tx.session().change("DELETE FROM user_aliases WHERE organisation_id = ? AND alias = ?",
                                     {organisation, ascii_lower(name)}),
                 "no such alias");
}

Result<std::vector<Alias>> list_aliases(Reader& reader, const OrganisationId& organisation) {
    return all_of(reader.session().query("tt", "SELECT alias, user_id FROM user_aliases WHERE organisation_id = ? ORDER BY alias",
                                         {organisation}),
                  [](Row& row) {
                      Alias alias;
                      alias.name = row.text();
                      alias.user = {row.text()};
                      return alias;
                  });
}

Result<UserId> find_alias(Reader& reader, const OrganisationId& organisation, const std::string& name) {
    auto rows = reader.session().query("t", "SELECT user_id FROM user_aliases WHERE organisation_id = ? AND alias = ?",
                                       {organisation, ascii_lower(name)});
    if (!rows.ok()) return rows.error();
    return rows.value().empty() ? UserId{} : UserId{rows.value().front().text()};
}

}  // namespace quillport::store
