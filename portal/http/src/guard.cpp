#include "guard.hpp"

#include <algorithm>

#include "cookies.hpp"
#include "quillport/services/tokens.hpp"

namespace quillport::http {

namespace {

using contract::Access;

std::string_view bearer_of(const Request& request) {
    const std::string_view header = request.header("authorization");
    constexpr std::string_view kScheme = "Bearer ";
    return header.substr(0, kScheme.size()) == kScheme ? header.substr(kScheme.size()) : std::string_view{};
}

bool changes(const Request& request) { return request.method != "GET" && request.method != "HEAD"; }

/// A browser sends neither the header nor the Origin of another site unseen (Fetch, CORS protocol), and no form can set the
/// header.
bool comes_from_own_pages(const Request& request, const services::Context& context) {
    if (request.header("x-quillport") != "1") return false;
    const std::string_view site = request.header("sec-fetch-site");
    if (!site.empty() && site != "same-origin" && site != "none") return false;
    const std::string_view origin = request.header("origin");
    if (origin.empty() || origin == context.settings.public_url) return true;
    return origin == (request.tls ? "https://" : "http://") + std::string(request.header("host"));
}

bool uses_cookie(Access access, const Request& request) {
    if (access == Access::PrintServer) return false;
    const bool takes_bearer = access == Access::UserOrKey || access == Access::UserOrToken;
    return !takes_bearer || bearer_of(request).empty();
}

Result<void> take_user(const Request& request, Context& context) {
    const std::string token = session_token_of(request, is_https(context.services));
    if (token.empty()) return services::refusal(ErrorCode::Unauthenticated, "no session", "login_needed");
    auto user = services::user_of_session(context.services, token);
    if (!user.ok()) return std::move(user).error();
    context.user = std::move(user).value();
    return {};
}

Result<void> take_administrator(const Request& request, Context& context) {
    if (auto known = take_user(request, context); !known.ok()) return known;
    if (!context.user->administrator)
        return services::refusal(ErrorCode::Forbidden, "not an administrator", "administrator_only");
    return {};
}

enum class Holder : std::uint8_t { PrintServer, User, Either };

Result<void> take_key(const Request& request, Context& context, Holder holder) {
    const auto secret = bearer_of(request);
    if (secret.empty()) return services::refusal(ErrorCode::Unauthenticated, "no key", "key_wrong");
    auto key = services::verify_api_key(context.services, secret);
    if (!key.ok()) return std::move(key).error();
    const bool is_token = key.value().scope == "user";
    const bool fits = holder == Holder::Either || is_token == (holder == Holder::User);
    if (!fits || (!is_token && key.value().scope != "drafts"))
        return services::refusal(ErrorCode::Forbidden, "a key without the scope", "key_scope");
    if (!is_token) {
        context.key = std::move(key).value();
        return {};
    }
    auto user = services::user_of_token(context.services, key.value());
    if (!user.ok()) return std::move(user).error();
    context.user = std::move(user).value();
    return {};
}

Result<void> take_participant(const Request& request, Context& context, bool needs_access) {
    const std::string token = ceremony_token_of(request, is_https(context.services));
    if (token.empty()) return services::refusal(ErrorCode::Unauthenticated, "no ceremony", "ceremony_over");
    auto who = services::participant_of(context.services, token, context.client);
    if (!who.ok()) return std::move(who).error();
    if (needs_access && !who.value().access)
        return services::refusal(ErrorCode::Forbidden, "no access check yet", "access_needed");
    context.participant = std::move(who).value();
    return {};
}

Result<void> take_caller(const Request& request, Context& context) {
    switch (context.route.access) {
        case Access::Public:
            return {};
        case Access::User:
            return take_user(request, context);
        case Access::Administrator:
            return take_administrator(request, context);
        case Access::UserOrToken:
            return bearer_of(request).empty() ? take_user(request, context) : take_key(request, context, Holder::User);
        case Access::PrintServer:
            return take_key(request, context, Holder::PrintServer);
        case Access::UserOrKey:
            return bearer_of(request).empty() ? take_user(request, context) : take_key(request, context, Holder::Either);
        case Access::Link:
            return take_participant(request, context, false);
        case Access::Recipient:
            return take_participant(request, context, true);
    }
    return services::refusal(ErrorCode::Internal, "a route without access", "internal");
}

/// People behind one address do not use up each other's calls, once it is known who they are.
std::string caller_of(const Context& context) {
    if (context.user) return "u" + context.user->id.value;
    if (context.key) return "k" + context.key->id;
    if (context.participant) return "r" + context.participant->recipient.value;
    return "a" + network_of(context.client.address);
}

contract::RateClass rate_of(const Context& context) {
    const bool by_print_server = context.key.has_value();
    return context.route.rate == contract::RateClass::Deliver && !by_print_server ? contract::RateClass::Write
                                                                                  : context.route.rate;
}

Result<void> take_call(RateLimiter& limiter, contract::RateClass kind, const std::string& caller) {
    const auto pause = limiter.take(kind, caller, std::chrono::steady_clock::now());
    if (!pause) return {};
    return services::refusal(ErrorCode::RateLimited, "too many calls",
                             {.key = "too_many", .field = {}, .tries_left = {}, .retry_after = static_cast<int>(pause->count())});
}

}  // namespace

bool is_https(const services::Context& context) { return context.settings.public_url.substr(0, 8) == "https://"; }

services::Client client_of(const Request& request, const PortalOptions& options) {
    services::Client client{.address = request.peer, .agent = std::string(request.header("user-agent").substr(0, 200))};
    const bool trusted = std::find(options.proxies.begin(), options.proxies.end(), request.peer) != options.proxies.end();
    std::string_view forwarded = request.header("x-forwarded-for");
    if (!trusted || forwarded.empty()) return client;
    const auto comma = forwarded.rfind(',');
    if (comma != std::string_view::npos) forwarded.remove_prefix(comma + 1);
    while (!forwarded.empty() && forwarded.front() == ' ') forwarded.remove_prefix(1);
    if (!forwarded.empty() && forwarded.size() <= 45) client.address = std::string(forwarded);
    return client;
}

Result<void> guard(const Request& request, Context& context, RateLimiter& limiter) {
    if (changes(request) && uses_cookie(context.route.access, request) && !comes_from_own_pages(request, context.services))
        return services::refusal(ErrorCode::Forbidden, "a change that does not come from the portal's pages", "csrf");
    // Before the database is asked who it is, an address may not ask without end.
    const bool limited_by_address = context.route.rate != contract::RateClass::None && context.route.access != Access::Public;
    if (limited_by_address)
        if (auto may = take_call(limiter, contract::RateClass::Read, "a" + network_of(context.client.address) + "*"); !may.ok())
            return may;
    if (auto known = take_caller(request, context); !known.ok()) return known;
    return take_call(limiter, rate_of(context), caller_of(context));
}

}  // namespace quillport::http
