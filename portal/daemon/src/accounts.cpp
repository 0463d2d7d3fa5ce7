#include <algorithm>
#include <iostream>

#include "commands.hpp"
#include "house.hpp"
#include "quillport/services/accounts.hpp"
#include "quillport/services/teams.hpp"
#include "quillport/services/tokens.hpp"
#include "quillport/store/accounts.hpp"
#include "terminal.hpp"

namespace quillport::daemon {

namespace {

int usage(const char* text) {
    std::cerr << "usage: quillportd " << text << '\n';
    return kUsage;
}

int add_user(services::Context& context, const OrganisationId& organisation, const std::vector<std::string>& words) {
    const bool administrator = words.size() == 4 && words[3] == "administrator";
    if (words.size() != 3 && !administrator) return usage("user add NAME EMAIL [administrator]");
    const auto password = ask_password();
    if (!password.ok()) return fail(password.error());
    const auto added = services::add_user(context, organisation, words[1], words[2], password.value(), administrator);
    if (!added.ok()) return fail(added.error());
    std::cout << added.value().id.value << '\n';
    return 0;
}

int show_users(services::Context& context, const OrganisationId& organisation) {
    const auto accounts = services::list_accounts(context, organisation);
    if (!accounts.ok()) return fail(accounts.error());
    for (const auto& [user, aliases] : accounts.value()) {
        std::cout << user.email << '\t' << user.name << '\t' << (user.administrator ? "administrator" : "user");
        for (const std::string& alias : aliases) std::cout << '\t' << alias;
        std::cout << '\n';
    }
    return 0;
}

int change_password(services::Context& context, const OrganisationId& organisation, const std::string& email) {
    const auto password = ask_password();
    if (!password.ok()) return fail(password.error());
    const auto done = services::set_password(context, organisation, email, password.value());
    return done.ok() ? 0 : fail(done.error());
}

int set_aliases(services::Context& context, const OrganisationId& organisation, const std::vector<std::string>& words) {
    const auto accounts = services::list_accounts(context, organisation);
    if (!accounts.ok()) return fail(accounts.error());
    for (const services::Account& account : accounts.value()) {
        if (account.user.email != words[1]) continue;
        const auto set = services::set_aliases(context, organisation, account.user.id, {words.begin() + 2, words.end()});
        return set.ok() ? 0 : fail(set.error());
    }
    return fail(Error{ErrorCode::NotFound, "no account has this address", "no_such_user"});
}

/// "token EMAIL NAME" makes one, "token EMAIL" lists them, "token EMAIL drop ID" revokes one.
int tokens(House& house, const OrganisationId& organisation, const std::vector<std::string>& words) {
    services::Context& context = house.context();
    const auto accounts = services::list_accounts(context, organisation);
    if (!accounts.ok()) return fail(accounts.error());
    const auto at = std::find_if(accounts.value().begin(), accounts.value().end(),
                                 [&](const services::Account& account) { return account.user.email == words[1]; });
    if (at == accounts.value().end()) return fail(Error{ErrorCode::NotFound, "no account has this address", "no_such_user"});
    if (words.size() == 4) {
        const auto revoked = services::revoke_token(context, at->user, words[3]);
        return revoked.ok() ? 0 : fail(revoked.error());
    }
    if (words.size() == 3) {
        const auto made = services::create_token(context, at->user, words[2]);
        if (!made.ok()) return fail(made.error());
        std::cout << made.value().secret << '\n';
        std::cerr << "This token is shown once. Whoever holds it acts as " << at->user.email << ".\n";
        return 0;
    }
    const auto list = services::list_tokens(context, at->user);
    if (!list.ok()) return fail(list.error());
    for (const services::Token& token : list.value())
        std::cout << token.id << '\t' << token.name << '\t' << to_rfc3339(token.created) << '\n';
    return 0;
}

int list_keys(House& house, const OrganisationId& organisation) {
    const auto keys = house.store().read([&](store::Reader& reader) { return store::list_api_keys(reader, organisation); });
    if (!keys.ok()) return fail(keys.error());
    for (const store::ApiKey& key : keys.value())
        std::cout << key.id << '\t' << key.name << '\t' << to_rfc3339(key.created) << (key.revoked ? "\tdropped" : "") << '\n';
    return 0;
}

int drop_key(House& house, const OrganisationId& organisation, const std::string& id) {
    const auto dropped =
        house.store().write([&](store::Tx& tx) { return store::revoke_api_key(tx, organisation, id, house.clock().now()); });
    return dropped.ok() ? 0 : fail(dropped.error());
}

}  // namespace

int user(const runtime::Config& config, const std::vector<std::string>& words) {
    const std::string command = words.empty() ? "" : words[0];
    const bool known =
        command == "add" || (command == "list" && words.size() == 1) || (command == "password" && words.size() == 2) ||
        (command == "alias" && words.size() >= 2) ||
        (command == "token" && (words.size() == 2 || words.size() == 3 || (words.size() == 4 && words[2] == "drop")));
    if (!known)
        return usage(
            "user add NAME EMAIL [administrator] | list | password EMAIL | alias EMAIL [NAME]... | token EMAIL [NAME | drop ID]");
    return with_organisation(config, [&](House& house, const OrganisationId& organisation) {
        if (command == "add") return add_user(house.context(), organisation, words);
        if (command == "list") return show_users(house.context(), organisation);
        if (command == "token") return tokens(house, organisation, words);
        if (command == "alias") return set_aliases(house.context(), organisation, words);
        return change_password(house.context(), organisation, words[1]);
    });
}

int key(const runtime::Config& config, const std::vector<std::string>& words) {
    const std::string command = words.empty() ? "" : words[0];
    if (!(command == "list" && words.size() == 1) && !((command == "add" || command == "drop") && words.size() == 2))
        return usage("key add NAME | list | drop ID");
    return with_organisation(config, [&](House& house, const OrganisationId& organisation) {
        if (command == "list") return list_keys(house, organisation);
        if (command == "drop") return drop_key(house, organisation, words[1]);
        const auto made = services::create_api_key(house.context(), organisation, words[1]);
        if (!made.ok()) return fail(made.error());
        std::cout << made.value().secret << '\n';
        std::cerr << "This key is shown once. It lets a print server deliver drafts.\n";
        return 0;
    });
}

}  // namespace quillport::daemon
