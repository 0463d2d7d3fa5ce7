#include "../cookies.hpp"
#include "../mapping/mapping.hpp"
#include "handlers.hpp"
#include "quillport/services/tokens.hpp"

namespace quillport::http {

namespace {

Result<contract::Session> session_of(Context& context, const std::optional<services::User>& user) {
    auto needed = services::setup_needed(context.services);
    if (!needed.ok()) return std::move(needed).error();
    contract::Session session;
    session.setup_needed = needed.value();
    session.trial = context.services.settings.trial;
    session.version = context.options.version;
    if (user) session.user = to_contract(*user);
    return session;
}

Result<Response> logged_in(Context& context, Result<services::NewSession> made) {
    if (!made.ok()) return std::move(made).error();
    auto session = session_of(context, made.value().user);
    if (!session.ok()) return std::move(session).error();
    Response response = json(200, to_json(session.value()));
    set_session_cookie(response, made.value().token, is_https(context.services));
    return response;
}

}  // namespace

Result<Response> get_session(const Request& request, Context& context) {
    std::optional<services::User> user;
    const std::string token = session_token_of(request, is_https(context.services));
    if (!token.empty()) {
        auto known = services::user_of_session(context.services, token);
        if (known.ok())
            user = std::move(known).value();
        else if (known.error().code != ErrorCode::Unauthenticated)
            return std::move(known).error();
    }
    auto session = session_of(context, user);
    if (!session.ok()) return std::move(session).error();
    return json(200, to_json(session.value()));
}

Result<Response> log_in(const Request& request, Context& context) {
    const auto body = body_of<contract::LogIn>(request);
    if (!body.ok()) return body.error();
    return logged_in(context, services::log_in(context.services, body.value().email, body.value().password, context.client));
}

Result<Response> log_in_by_ticket(const Request& request, Context& context) {
    const auto body = body_of<contract::TicketUse>(request);
    if (!body.ok()) return body.error();
    return logged_in(context, services::log_in_by_ticket(context.services, body.value().ticket, context.client));
}

Result<Response> log_out(const Request& request, Context& context) {
    const bool https = is_https(context.services);
    if (auto done = services::log_out(context.services, session_token_of(request, https)); !done.ok())
        return std::move(done).error();
    Response response = nothing();
    set_session_cookie(response, {}, https);
    return response;
}

Result<Response> set_up(const Request& request, Context& context) {
    const auto body = body_of<contract::SetUp>(request);
    if (!body.ok()) return body.error();
    const contract::SetUp& wish = body.value();
    const services::SetUpRequest setup{.token = wish.token,
                                       .organisation = wish.organisation.value_or(""),
                                       .name = wish.name,
                                       .email = wish.email,
                                       .password = wish.password};
    return logged_in(context, services::set_up(context.services, setup, context.client));
}

Result<Response> stream_events(const Request&, Context& context) {
    Response response;
    response.media_type = "text/event-stream; charset=utf-8";
    response.events = context.events.open(*context.user);
    return response;
}

}  // namespace quillport::http
