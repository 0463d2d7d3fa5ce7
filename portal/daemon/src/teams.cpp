#include <iostream>

#include "commands.hpp"
#include "house.hpp"
#include "quillport/services/teams.hpp"
#include "terminal.hpp"

namespace quillport::daemon {

namespace {

int show_teams(services::Context& context, const OrganisationId& organisation) {
    const auto teams = services::list_teams(context, organisation);
    if (!teams.ok()) return fail(teams.error());
    for (const services::Team& team : teams.value()) {
        std::cout << team.name << '\n';
        for (const services::User& member : team.members) std::cout << "  " << member.email << '\t' << member.name << '\n';
    }
    return 0;
}

/// Empty when there is none of this name; the service says so then.
TeamId team_named(const std::vector<services::Team>& teams, const std::string& name) {
    for (const services::Team& team : teams)
        if (team.name == name) return team.id;
    return {};
}

int set_team(services::Context& context, const OrganisationId& organisation, const std::vector<std::string>& words) {
    const auto teams = services::list_teams(context, organisation);
    if (!teams.ok()) return fail(teams.error());
    const TeamId known = team_named(teams.value(), words[1]);
    const services::TeamChange wish{words[1], std::vector<std::string>(words.begin() + 2, words.end())};
    const auto done = known.empty() ? services::create_team(context, organisation, wish)
                                    : services::change_team(context, organisation, known, wish);
    return done.ok() ? 0 : fail(done.error());
}

int drop_team(services::Context& context, const OrganisationId& organisation, const std::string& name) {
    const auto teams = services::list_teams(context, organisation);
    if (!teams.ok()) return fail(teams.error());
    const auto dropped = services::delete_team(context, organisation, team_named(teams.value(), name));
    return dropped.ok() ? 0 : fail(dropped.error());
}

}  // namespace

int team(const runtime::Config& config, const std::vector<std::string>& words) {
    const bool list = words.size() == 1 && words[0] == "list";
    const bool set = words.size() >= 2 && words[0] == "set";
    const bool drop = words.size() == 2 && words[0] == "drop";
    if (!list && !set && !drop) {
        std::cerr << "usage: quillportd team list | set NAME [EMAIL]... | drop NAME\n";
        return kUsage;
    }
    return with_organisation(config, [&](House& house, const OrganisationId& organisation) {
        if (list) return show_teams(house.context(), organisation);
        return set ? set_team(house.context(), organisation, words) : drop_team(house.context(), organisation, words[1]);
    });
}

}  // namespace quillport::daemon
