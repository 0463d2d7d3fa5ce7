#include "../mapping/mapping.hpp"
#include "handlers.hpp"

// What administrators decide for everybody: print queues, templates, teams, names under which people print.
namespace quillport::http {

Result<Response> get_queue(const Request& request, Context& context) {
    const auto queue = services::queue_settings(context.services, context.key->organisation, request.parameter("queue"));
    if (!queue.ok()) return queue.error();
    return json(200, to_json(for_print_server(queue.value())));
}

Result<Response> list_queues(const Request&, Context& context) {
    const auto queues = services::list_queues(context.services, context.user->organisation);
    if (!queues.ok()) return queues.error();
    contract::QueueList list;
    for (const services::Queue& queue : queues.value()) list.queues.push_back(to_contract(queue));
    list.seals = services::possible_seals(context.services);
    return json(200, to_json(list));
}

Result<Response> change_queue(const Request& request, Context& context) {
    const auto body = body_of<contract::QueueChange>(request);
    if (!body.ok()) return body.error();
    const auto queue = services::change_queue(context.services, context.user->organisation, request.parameter("queue"),
                                              from_contract(body.value()));
    if (!queue.ok()) return queue.error();
    return json(200, to_json(to_contract(queue.value())));
}

Result<Response> list_templates(const Request&, Context& context) {
    const auto templates = services::list_templates(context.services, context.user->organisation);
    if (!templates.ok()) return templates.error();
    contract::TemplateList list;
    for (const services::Template& kept : templates.value()) list.templates.push_back(to_contract(kept));
    return json(200, to_json(list));
}

Result<Response> get_template(const Request& request, Context& context) {
    const auto kept = services::find_template(context.services, context.user->organisation, request.parameter("template"));
    if (!kept.ok()) return kept.error();
    return json(200, to_json(to_contract(kept.value())));
}

Result<Response> put_template(const Request& request, Context& context) {
    const auto body = body_of<contract::TemplateContent>(request);
    if (!body.ok()) return body.error();
    services::Template wish = from_contract(body.value());
    wish.organisation = context.user->organisation;
    wish.name = request.parameter("template");
    const auto kept = services::save_template(context.services, wish);
    if (!kept.ok()) return kept.error();
    return json(200, to_json(to_contract(kept.value())));
}

Result<Response> delete_template(const Request& request, Context& context) {
    auto done = services::delete_template(context.services, context.user->organisation, request.parameter("template"));
    if (!done.ok()) return std::move(done).error();
    return nothing();
}

Result<Response> list_teams(const Request&, Context& context) {
    const auto teams = services::list_teams(context.services, context.user->organisation);
    if (!teams.ok()) return teams.error();
    contract::TeamList list;
    for (const services::Team& team : teams.value()) list.teams.push_back(to_contract(team));
    return json(200, to_json(list));
}

Result<Response> create_team(const Request& request, Context& context) {
    const auto body = body_of<contract::TeamChange>(request);
    if (!body.ok()) return body.error();
    const auto team =
        services::create_team(context.services, context.user->organisation, {body.value().name, body.value().members});
    if (!team.ok()) return team.error();
    return json(201, to_json(to_contract(team.value())));
}

Result<Response> change_team(const Request& request, Context& context) {
    const auto body = body_of<contract::TeamChange>(request);
    if (!body.ok()) return body.error();
    const auto team = services::change_team(context.services, context.user->organisation, TeamId{request.parameter("team")},
                                            {body.value().name, body.value().members});
    if (!team.ok()) return team.error();
    return json(200, to_json(to_contract(team.value())));
}

Result<Response> delete_team(const Request& request, Context& context) {
    auto done = services::delete_team(context.services, context.user->organisation, TeamId{request.parameter("team")});
    if (!done.ok()) return std::move(done).error();
    return nothing();
}

Result<Response> list_users(const Request&, Context& context) {
    const auto accounts = services::list_accounts(context.services, context.user->organisation);
    if (!accounts.ok()) return accounts.error();
    contract::AccountList list;
    for (const services::Account& account : accounts.value()) list.users.push_back(to_contract(account));
    return json(200, to_json(list));
}

Result<Response> change_user(const Request& request, Context& context) {
    const auto body = body_of<contract::AccountChange>(request);
    if (!body.ok()) return body.error();
    const auto account = services::set_aliases(context.services, context.user->organisation, UserId{request.parameter("user")},
                                               body.value().aliases);
    if (!account.ok()) return account.error();
    return json(200, to_json(to_contract(account.value())));
}

}  // namespace quillport::http
