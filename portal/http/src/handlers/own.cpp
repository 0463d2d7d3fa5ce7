#include "../mapping/mapping.hpp"
#include "handlers.hpp"
#include "quillport/services/arrivals.hpp"
#include "quillport/services/tokens.hpp"

// What is the user's own: preferences, tokens of his programs, what he is to be told.
namespace quillport::http {

namespace {

Result<Response> me(Context& context) {
    const auto preferences = services::preferences_of(context.services, *context.user);
    if (!preferences.ok()) return preferences.error();
    const contract::Me out{
        .user = to_contract(*context.user), .mails = preferences.value().mails, .aliases = preferences.value().aliases};
    return json(200, to_json(out));
}

}  // namespace

Result<Response> get_me(const Request&, Context& context) { return me(context); }

Result<Response> change_me(const Request& request, Context& context) {
    const auto body = body_of<contract::MeChange>(request);
    if (!body.ok()) return body.error();
    if (auto done = services::set_mails(context.services, *context.user, body.value().mails); !done.ok())
        return std::move(done).error();
    return me(context);
}

Result<Response> list_tokens(const Request&, Context& context) {
    const auto tokens = services::list_tokens(context.services, *context.user);
    if (!tokens.ok()) return tokens.error();
    contract::TokenList list;
    for (const services::Token& token : tokens.value())
        list.tokens.push_back({.id = token.id, .name = token.name, .created = token.created});
    return json(200, to_json(list));
}

Result<Response> create_token(const Request& request, Context& context) {
    const auto body = body_of<contract::TokenWish>(request);
    if (!body.ok()) return body.error();
    const auto token = services::create_token(context.services, *context.user, body.value().name);
    if (!token.ok()) return token.error();
    return json(201, to_json(contract::NewToken{.id = token.value().id, .secret = token.value().secret}));
}

Result<Response> revoke_token(const Request& request, Context& context) {
    auto done = services::revoke_token(context.services, *context.user, request.parameter("token"));
    if (!done.ok()) return std::move(done).error();
    return nothing();
}

Result<Response> create_ticket(const Request&, Context& context) {
    const auto ticket = services::create_ticket(context.services, *context.user);
    if (!ticket.ok()) return ticket.error();
    return json(201, to_json(contract::Ticket{.ticket = ticket.value().ticket, .expires = ticket.value().expires}));
}

Result<Response> list_notices(const Request&, Context& context) {
    const auto notices = services::list_notices(context.services, *context.user);
    if (!notices.ok()) return notices.error();
    contract::NoticeList list;
    for (const services::Notice& notice : notices.value())
        list.notices.push_back({.id = notice.id,
                                .key = notice.problem,
                                .text = notice.text,
                                .title = notice.title,
                                .queue = notice.queue,
                                .at = notice.at});
    return json(200, to_json(list));
}

Result<Response> report_refusal(const Request& request, Context& context) {
    const auto body = body_of<contract::Refusal>(request);
    if (!body.ok()) return body.error();
    auto done = services::report_refusal(context.services, context.key->organisation, from_contract(body.value().job),
                                         body.value().idempotency_key, body.value().key);
    if (!done.ok()) return std::move(done).error();
    return nothing();
}

Result<Response> mark_told(const Request& request, Context& context) {
    const auto body = body_of<contract::Told>(request);
    if (!body.ok()) return body.error();
    const std::vector<std::string> none;
    auto done = services::mark_told(context.services, *context.user, body.value().drafts.value_or(none),
                                    body.value().notices.value_or(none));
    if (!done.ok()) return std::move(done).error();
    return nothing();
}

}  // namespace quillport::http
