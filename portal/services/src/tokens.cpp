#include "quillport/services/tokens.hpp"

#include <chrono>

#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/services/problem.hpp"
#include "quillport/store/accounts.hpp"
#include "session.hpp"
#include "validate.hpp"

namespace quillport::services {
namespace {

using namespace std::chrono_literals;
constexpr auto kTicketLife = 60s;
constexpr std::size_t kMostTokens = 50;

}  // namespace

Result<NewApiKey> create_token(Context& context, const User& user, const std::string& name) {
    const std::string plain = trimmed(name);
    if (plain.empty() || !is_one_line(plain, 200))
        return refusal(ErrorCode::InvalidInput, "name of a token",
                       {.key = "name", .field = "name", .tries_left = {}, .retry_after = {}});
    const std::string id = runtime::new_id(context.random);
    const std::string secret = "qpu_" + id + "_" + runtime::new_token(context.random);
    const store::ApiKey key{id, user.organisation, plain, "user", hash_of(secret), context.clock.now(), std::nullopt, user.id};
    auto made = context.store.write([&](store::Tx& tx) -> Result<void> {
        auto there = store::list_tokens(tx, user.id);
        if (!there.ok()) return there.error();
        if (there.value().size() >= kMostTokens) return refusal(ErrorCode::Conflict, "too many tokens", "too_many_tokens");
        return store::create_api_key(tx, key);
    });
    if (!made.ok()) return made.error();
    runtime::log(runtime::LogLevel::Info, "token_made", {{"user", user.id.value}, {"token", id}});
    return NewApiKey{id, secret};
}

Result<std::vector<Token>> list_tokens(Context& context, const User& user) {
    auto rows = context.store.read([&](store::Reader& reader) { return store::list_tokens(reader, user.id); });
    if (!rows.ok()) return rows.error();
    std::vector<Token> tokens;
    for (const store::ApiKey& row : rows.value()) tokens.push_back({row.id, row.name, row.created});
    return tokens;
}

Result<void> revoke_token(Context& context, const User& user, const std::string& id) {
    const TimePoint now = context.clock.now();
    return context.store.write([&](store::Tx& tx) -> Result<void> {
        auto tokens = store::list_tokens(tx, user.id);
        if (!tokens.ok()) return tokens.error();
        for (const store::ApiKey& token : tokens.value())
            if (token.id == id) return store::revoke_api_key(tx, user.organisation, id, now);
        return refusal(ErrorCode::NotFound, "no such token", "no_such_token");
    });
}

Result<User> user_of_token(Context& context, const ApiKey& key) {
    return context.store.read([&](store::Reader& reader) -> Result<User> {
        auto row = store::find_user(reader, key.user);
        if (!row.ok() && row.error().code == ErrorCode::NotFound)
            return refusal(ErrorCode::Unauthenticated, "a token of nobody", "key_wrong");
        if (!row.ok()) return row.error();
        return view_in(reader, row.value());
    });
}

Result<Ticket> create_ticket(Context& context, const User& user) {
    const std::string token = runtime::new_token(context.random);
    const TimePoint now = context.clock.now();
    const store::LoginTicket ticket{hash_of(token), user.organisation, user.id, now, now + kTicketLife};
    auto made = context.store.write([&](store::Tx& tx) { return store::create_login_ticket(tx, ticket); });
    if (!made.ok()) return made.error();
    return Ticket{token, ticket.expires};
}

Result<NewSession> log_in_by_ticket(Context& context, std::string_view ticket, const Client& client) {
    const std::string hash = hash_of(ticket);
    const std::string token = runtime::new_token(context.random);
    const TimePoint now = context.clock.now();
    auto session = context.store.write([&](store::Tx& tx) -> Result<NewSession> {
        auto id = store::redeem_login_ticket(tx, hash, now);
        if (!id.ok() && id.error().code == ErrorCode::Gone) return refusal(ErrorCode::Gone, id.error().what, "ticket_over");
        if (!id.ok()) return id.error();
        auto row = store::find_user(tx, id.value());
        if (!row.ok()) return row.error();
        auto user = view_in(tx, row.value());
        if (!user.ok()) return user.error();
        if (auto done = store::create_session(tx, session_of(context, token, user.value(), now, now)); !done.ok())
            return done.error();
        return NewSession{token, user.value()};
    });
    if (session.ok())
        runtime::log(runtime::LogLevel::Info, "login_by_ticket",
                     {{"user", session.value().user.id.value}, {"address", client.address}});
    return session;
}

}  // namespace quillport::services
