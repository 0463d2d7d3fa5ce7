#include "quillport/services/accounts.hpp"

#include <algorithm>
#include <utility>

#include "password.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/services/problem.hpp"
#include "session.hpp"
#include "validate.hpp"

namespace quillport::services {
namespace {

using namespace std::chrono_literals;
constexpr int kLogInTries = 10;           // per account and address
constexpr int kLogInTriesOfAddress = 50;  // per address, whatever the account
constexpr auto kLogInWindow = 15min;

Result<void> check_person(const std::string& name, const std::string& email, const std::string& password) {
    if (name.empty() || !is_one_line(name, 200)) return wrong_input("name", "name");
    if (!is_email(email)) return wrong_input("email", "email");
    return check_password_rules(password);
}

store::User row_of(Context& context, const OrganisationId& organisation, const std::string& name, const std::string& email,
                   std::string hash, bool administrator) {
    store::User user;
    user.id = {runtime::new_id(context.random)};
    user.organisation = organisation;
    user.name = name;
    user.email = email;
    user.password_hash = std::move(hash);
    user.administrator = administrator;
    user.created = context.clock.now();
    return user;
}

Result<void> unknown_user(const Error& error) {
    if (error.code == ErrorCode::NotFound) return refusal(ErrorCode::NotFound, "no such user", "no_such_user");
    return error;
}

Result<OrganisationId> first_organisation(store::Reader& reader) {
    auto all = store::list_organisations(reader);
    if (!all.ok()) return all.error();
    if (all.value().empty()) return refusal(ErrorCode::NotFound, "no organisation yet", "setup_needed");
    return all.value().front().id;
}

/// Counts this try before it is judged, so that many at once get no more than there are.
Result<bool> take_log_in_try(Context& context, const std::string& account, const std::string& address, TimePoint now) {
    return context.store.write([&](store::Tx& tx) -> Result<bool> {
        auto mine = store::count_attempts(tx, "login", account, now - kLogInWindow);
        if (!mine.ok()) return mine.error();
        auto from_there = store::count_attempts(tx, "login_address", address, now - kLogInWindow);
        if (!from_there.ok()) return from_there.error();
        if (mine.value() >= kLogInTries || from_there.value() >= kLogInTriesOfAddress) return false;
        auto organisation = first_organisation(tx);
        if (!organisation.ok()) return organisation.error();
        if (auto done = store::record_attempt(tx, organisation.value(), "login", account, now); !done.ok()) return done.error();
        if (auto done = store::record_attempt(tx, organisation.value(), "login_address", address, now); !done.ok())
            return done.error();
        return true;
    });
}

}  // namespace

std::string hash_of(std::string_view token) { return runtime::sha256_hex(bytes_of(token)); }

Result<User> view_in(store::Reader& reader, const store::User& user) {
    auto organisation = store::find_organisation(reader, user.organisation);
    if (!organisation.ok()) return organisation.error();
    return User{user.id, user.organisation, organisation.value().name, user.name, user.email, user.administrator};
}

store::UserSession session_of(const Context& context, const std::string& token, const User& user, TimePoint created,
                              TimePoint now) {
    const TimePoint idle_end = now + context.settings.session_idle;
    const TimePoint last_end = created + context.settings.session_absolute;
    return {hash_of(token), user.id, user.organisation, created, std::min(idle_end, last_end)};
}

Result<bool> setup_needed(Context& context) {
    return context.store.read([](store::Reader& reader) -> Result<bool> {
        auto count = store::count_users(reader);
        if (!count.ok()) return count.error();
        return count.value() == 0;
    });
}

Result<std::optional<std::string>> open_setup(Context& context) {
    const std::string token = runtime::new_token(context.random);
    const OrganisationId fresh{runtime::new_id(context.random)};
    const TimePoint now = context.clock.now();
    return context.store.write([&](store::Tx& tx) -> Result<std::optional<std::string>> {
        auto count = store::count_users(tx);
        if (!count.ok()) return count.error();
        if (count.value() > 0) return std::optional<std::string>();
        auto organisation = first_organisation(tx);
        if (!organisation.ok()) {
            if (organisation.error().code != ErrorCode::NotFound) return organisation.error();
            if (auto made = store::create_organisation(tx, {fresh, context.settings.organisation, now}); !made.ok())
                return made.error();
            organisation = fresh;
        }
        store::SetupLink link{hash_of(token), organisation.value(), now, now + 24h, std::nullopt};
        if (auto made = store::create_setup_link(tx, link); !made.ok()) return made.error();
        return std::optional<std::string>(token);
    });
}

Result<NewSession> set_up(Context& context, const SetUpRequest& request, const Client& client) {
    const std::string name = trimmed(request.name);
    const std::string email = trimmed(request.email);
    const std::string organisation_name = trimmed(request.organisation);
    if (auto fine = check_person(name, email, request.password); !fine.ok()) return fine.error();
    if (!is_one_line(organisation_name, 200)) return wrong_input("organisation", "organisation");
    // Asked before the password is hashed, which is dear: afterwards nobody can make the portal work by asking.
    auto needed = setup_needed(context);
    if (!needed.ok()) return needed.error();
    if (!needed.value()) return refusal(ErrorCode::Gone, "an administrator exists", "setup_done");
    auto hash = hash_password(request.password, context.random);
    if (!hash.ok()) return hash.error();
    const std::string token = runtime::new_token(context.random);
    const TimePoint now = context.clock.now();
    auto session = context.store.write([&](store::Tx& tx) -> Result<NewSession> {
        auto count = store::count_users(tx);
        if (!count.ok()) return count.error();
        if (count.value() > 0) return refusal(ErrorCode::Gone, "an administrator exists", "setup_done");
        auto link = store::redeem_setup_link(tx, hash_of(request.token), now);
        if (!link.ok()) {
            if (link.error().code == ErrorCode::NotFound || link.error().code == ErrorCode::Gone)
                return refusal(ErrorCode::Forbidden, "set-up link is unknown, used or over", "setup_link_wrong");
            return link.error();
        }
        const OrganisationId& organisation = link.value().organisation;
        if (!organisation_name.empty())
            if (auto done = store::rename_organisation(tx, organisation, organisation_name); !done.ok()) return done.error();
        const store::User row = row_of(context, organisation, name, email, hash.value(), true);
        if (auto done = store::create_user(tx, row); !done.ok()) return done.error();
        auto user = view_in(tx, row);
        if (!user.ok()) return user.error();
        if (auto done = store::create_session(tx, session_of(context, token, user.value(), now, now)); !done.ok())
            return done.error();
        return NewSession{token, user.value()};
    });
    if (session.ok())
        runtime::log(runtime::LogLevel::Info, "setup_done",
                     {{"user", session.value().user.id.value}, {"address", client.address}});
    return session;
}

Result<NewSession> log_in(Context& context, const std::string& email, const std::string& password, const Client& client) {
    const std::string address = trimmed(email);
    const std::string account = hash_of(lower_ascii(address) + "|" + client.address);
    const TimePoint now = context.clock.now();
    auto may = take_log_in_try(context, account, client.address, now);
    if (!may.ok() && may.error().code != ErrorCode::NotFound) return may.error();
    if (may.ok() && !may.value()) {
        runtime::log(runtime::LogLevel::Warning, "login_limit", {{"address", client.address}});
        return refusal(ErrorCode::RateLimited, "too many failed log-ins",
                       {.key = "login_limit",
                        .field = {},
                        .tries_left = {},
                        .retry_after = static_cast<int>(std::chrono::seconds(kLogInWindow).count())});
    }
    auto row = context.store.read([&](store::Reader& reader) { return store::find_user_by_email(reader, address); });
    if (!row.ok() && row.error().code != ErrorCode::NotFound && row.error().code != ErrorCode::InvalidInput) return row.error();
    const bool known = row.ok() && !row.value().password_hash.empty();
    if (!known) pretend_to_check(password);
    if (!known || !password_matches(password, row.value().password_hash)) {
        runtime::log(runtime::LogLevel::Warning, "login_failed", {{"address", client.address}});
        return refusal(ErrorCode::Unauthenticated, "log-in refused", "login_wrong");
    }
    const std::string token = runtime::new_token(context.random);
    auto session = context.store.write([&](store::Tx& tx) -> Result<NewSession> {
        auto user = view_in(tx, row.value());
        if (!user.ok()) return user.error();
        if (auto done = store::clear_attempts(tx, "login", account); !done.ok()) return done.error();
        if (auto done = store::create_session(tx, session_of(context, token, user.value(), now, now)); !done.ok())
            return done.error();
        return NewSession{token, user.value()};
    });
    if (session.ok())
        runtime::log(runtime::LogLevel::Info, "login", {{"user", session.value().user.id.value}, {"address", client.address}});
    return session;
}

Result<User> user_of_session(Context& context, std::string_view token) {
    const std::string hash = hash_of(token);
    const TimePoint now = context.clock.now();
    store::UserSession session;
    auto user = context.store.read([&](store::Reader& reader) -> Result<User> {
        auto found = store::find_session(reader, hash, now);
        if (!found.ok()) {
            if (found.error().code == ErrorCode::NotFound)
                return refusal(ErrorCode::Unauthenticated, "no such session", "session_over");
            return found.error();
        }
        session = found.value();
        auto row = store::find_user(reader, session.user);
        if (!row.ok()) return row.error();
        return view_in(reader, row.value());
    });
    if (!user.ok()) return user;
    // Moved at most once a minute, so that looking at pages writes nothing.
    const auto moved = session_of(context, std::string(token), user.value(), session.created, now);
    if (moved.expires - session.expires < 1min) return user;
    auto done = context.store.write([&](store::Tx& tx) -> Result<void> {
        // A log-out that came between must not bring the session back.
        if (auto there = store::find_session(tx, hash, now); !there.ok()) return Result<void>();
        if (auto gone = store::delete_session(tx, hash); !gone.ok()) return gone;
        return store::create_session(tx, moved);
    });
    if (!done.ok()) return done.error();
    return user;
}

Result<void> log_out(Context& context, std::string_view token) {
    const std::string hash = hash_of(token);
    return context.store.write([&](store::Tx& tx) { return store::delete_session(tx, hash); });
}

Result<NewApiKey> create_api_key(Context& context, const OrganisationId& organisation, const std::string& name) {
    if (name.empty() || !is_one_line(name, 200)) return wrong_input("name", "name");
    const std::string id = runtime::new_id(context.random);
    const std::string secret = "qp_" + id + "_" + runtime::new_token(context.random);
    const store::ApiKey key{id, organisation, name, "drafts", hash_of(secret), context.clock.now(), std::nullopt, {}};
    auto made = context.store.write([&](store::Tx& tx) { return store::create_api_key(tx, key); });
    if (!made.ok()) return made.error();
    return NewApiKey{id, secret};
}

Result<ApiKey> verify_api_key(Context& context, std::string_view secret) {
    const std::string hash = hash_of(secret);
    auto key = context.store.read([&](store::Reader& reader) { return store::find_api_key(reader, hash); });
    if (!key.ok()) {
        if (key.error().code == ErrorCode::NotFound)
            return refusal(ErrorCode::Unauthenticated, "unknown or revoked key", "key_wrong");
        return key.error();
    }
    return ApiKey{key.value().id, key.value().organisation, key.value().name, key.value().scope, key.value().user};
}

Result<OrganisationId> only_organisation(Context& context) {
    return context.store.read([](store::Reader& reader) { return first_organisation(reader); });
}

Result<User> add_user(Context& context, const OrganisationId& organisation, const std::string& name, const std::string& email,
                      const std::string& password, bool administrator) {
    if (auto fine = check_person(name, email, password); !fine.ok()) return fine.error();
    auto hash = hash_password(password, context.random);
    if (!hash.ok()) return hash.error();
    const store::User row = row_of(context, organisation, name, email, std::move(hash).value(), administrator);
    return context.store.write([&](store::Tx& tx) -> Result<User> {
        if (auto made = store::create_user(tx, row); !made.ok()) {
            if (made.error().code == ErrorCode::Conflict)
                return refusal(ErrorCode::Conflict, "the address is taken", "email_taken");
            return made.error();
        }
        return view_in(tx, row);
    });
}

Result<void> set_password(Context& context, const OrganisationId& organisation, const std::string& email,
                          const std::string& password) {
    if (auto fine = check_password_rules(password); !fine.ok()) return fine;
    auto hash = hash_password(password, context.random);
    if (!hash.ok()) return hash.error();
    return context.store.write([&](store::Tx& tx) -> Result<void> {
        auto user = store::find_user_by_email(tx, email);
        if (!user.ok()) return unknown_user(user.error());
        if (user.value().organisation != organisation) return refusal(ErrorCode::NotFound, "no such user", "no_such_user");
        if (auto done = store::change_password(tx, user.value().id, hash.value()); !done.ok()) return done;
        auto ended = store::delete_sessions_of(tx, user.value().id);
        if (!ended.ok()) return ended.error();
        return {};
    });
}

}  // namespace quillport::services
