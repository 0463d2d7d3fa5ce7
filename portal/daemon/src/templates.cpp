#include "quillport/services/templates.hpp"

#include <algorithm>
#include <charconv>
#include <iostream>

#include "commands.hpp"
#include "house.hpp"
#include "terminal.hpp"

namespace quillport::daemon {

namespace {

constexpr const char* kTemplateUsage =
    "usage: quillportd template list | show NAME | remove NAME\n"
    "       quillportd template set NAME [role.KEY='ANA NOVAK <EMAIL>, PHONE']... [order.KEY=PLACE]...\n"
    "                           [message=TEXT] [language=CODE] [expires=TIME] [folder=NAME]\n";

struct Setting {
    std::string key, value;
};

/// False when a word is no setting.
bool read_settings(const std::vector<std::string>& words, std::vector<Setting>& settings) {
    for (std::size_t i = 2; i < words.size(); ++i) {
        const std::size_t equals = words[i].find('=');
        if (equals == std::string::npos || equals == 0) return false;
        settings.push_back({words[i].substr(0, equals), words[i].substr(equals + 1)});
    }
    return words.size() > 2;
}

/// The role of this key; a new one comes last.
DraftRole& role_in(services::Template& kept, const std::string& key) {
    int last = 0;
    for (DraftRole& role : kept.roles) {
        if (role.key == key) return role;
        last = std::max(last, role.routing_order);
    }
    return kept.roles.emplace_back(DraftRole{key, last + 1, {}, {}, {}, {}});
}

/// False when the value names nobody.
bool set_person(services::Template& kept, const std::string& key, const std::string& value) {
    if (value.empty()) {
        std::erase_if(kept.roles, [&](const DraftRole& role) { return role.key == key; });
        return true;
    }
    const auto person = services::person_in(value);
    if (!person) return false;
    DraftRole& role = role_in(kept, key);
    role.name = person->name;
    role.email = person->email;
    role.phone = person->phone;
    return true;
}

bool set_order(services::Template& kept, const std::string& key, const std::string& value) {
    int place = 0;
    const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), place);
    if (failed != std::errc{} || end != value.data() + value.size()) return false;
    role_in(kept, key).routing_order = place;
    return true;
}

/// False when the setting is none or its value cannot be one.
bool apply(services::Template& kept, const Setting& setting) {
    for (const auto& [name, place] : {std::pair("message", &kept.message),
                                      {"language", &kept.language},
                                      {"expires", &kept.expires},
                                      {"folder", &kept.folder}}) {
        if (setting.key != name) continue;
        *place = setting.value;
        return true;
    }
    if (setting.key.starts_with("role.")) return set_person(kept, setting.key.substr(5), setting.value);
    return setting.key.starts_with("order.") && set_order(kept, setting.key.substr(6), setting.value);
}

/// How the template is, in the words with which it is set.
void show(const services::Template& kept) {
    std::cout << kept.name << '\n';
    for (const DraftRole& role : kept.roles) {
        std::cout << "  role." << role.key << '=' << role.name << (role.name.empty() ? "<" : " <") << role.email << '>';
        if (!role.phone.empty()) std::cout << ", " << role.phone;
        std::cout << "\n  order." << role.key << '=' << role.routing_order << '\n';
    }
    for (const auto& [name, value] : {std::pair("message", &kept.message),
                                      {"language", &kept.language},
                                      {"expires", &kept.expires},
                                      {"folder", &kept.folder}})
        if (!value->empty()) std::cout << "  " << name << '=' << *value << '\n';
}

int list(services::Context& context, const OrganisationId& organisation) {
    const auto all = services::list_templates(context, organisation);
    if (!all.ok()) return fail(all.error());
    for (const services::Template& kept : all.value()) std::cout << kept.name << '\n';
    return 0;
}

int set(services::Context& context, const OrganisationId& organisation, const std::string& name,
        const std::vector<Setting>& settings) {
    services::Template fresh;
    fresh.organisation = organisation;
    fresh.name = name;
    auto known = services::find_template(context, organisation, name);
    if (!known.ok() && known.error().code != ErrorCode::NotFound) return fail(known.error());
    services::Template kept = known.ok() ? known.value() : fresh;
    for (const Setting& setting : settings) {
        if (apply(kept, setting)) continue;
        std::cerr << setting.key << ": this cannot be set so\n" << kTemplateUsage;
        return kUsage;
    }
    const auto saved = services::save_template(context, kept);
    return saved.ok() ? 0 : fail(saved.error());
}

}  // namespace

int templates(const runtime::Config& config, const std::vector<std::string>& words) {
    std::vector<Setting> settings;
    const std::string act = words.empty() ? "" : words[0];
    const bool fine = (act == "list" && words.size() == 1) || ((act == "show" || act == "remove") && words.size() == 2) ||
                      (act == "set" && read_settings(words, settings));
    if (!fine) {
        std::cerr << kTemplateUsage;
        return kUsage;
    }
    return with_organisation(config, [&](House& house, const OrganisationId& organisation) {
        if (act == "list") return list(house.context(), organisation);
        if (act == "set") return set(house.context(), organisation, words[1], settings);
        if (act == "remove") {
            const auto removed = services::delete_template(house.context(), organisation, words[1]);
            return removed.ok() ? 0 : fail(removed.error());
        }
        const auto kept = services::find_template(house.context(), organisation, words[1]);
        if (!kept.ok()) return fail(kept.error());
        show(kept.value());
        return 0;
    });
}

}  // namespace quillport::daemon
