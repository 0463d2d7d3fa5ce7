#include <algorithm>
#include <array>
#include <iostream>
#include <optional>

#include "commands.hpp"
#include "house.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/services/look.hpp"
#include "terminal.hpp"

namespace quillport::daemon {

namespace {

constexpr const char* kLookUsage =
    "usage: quillportd look show | set [name=yes|no] [date=yes|no] [reason=yes|no] [logo=FILE|none] "
    "[place=left|right|behind|none] "
    "[verify-url=URL|none] | set default\n";
constexpr std::array<const char*, 4> kPlaces = {"none", "left", "right", "behind"};

/// Nothing when it is none of the words.
std::optional<bool> flag_in(const std::string& word) {
    if (word == "yes") return true;
    if (word == "no") return false;
    return std::nullopt;
}

std::optional<pdf::LogoPlace> place_in(const std::string& word) {
    for (std::size_t i = 0; i < kPlaces.size(); ++i)
        if (word == kPlaces.at(i)) return static_cast<pdf::LogoPlace>(i);
    return std::nullopt;
}

/// False when the word is none of the settings. A logo's file is read later.
bool read_word(const std::string& word, services::LookChange& change, std::string& logo) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos) return false;
    const std::string key = word.substr(0, equals), value = word.substr(equals + 1);
    if (value.empty()) return false;
    if (key == "name") return (change.name = flag_in(value)).has_value();
    if (key == "date") return (change.date = flag_in(value)).has_value();
    if (key == "reason") return (change.reason = flag_in(value)).has_value();
    if (key == "place") return (change.place = place_in(value)).has_value();
    if (key == "verify-url") return (change.verify_url = value == "none" ? std::string() : value).has_value();
    if (key == "logo") return !(logo = value).empty();
    return false;
}

void show(const services::Look& look) {
    const auto word = [](bool set) { return set ? "yes" : "no"; };
    std::cout << "name: " << word(look.name) << "\ndate: " << word(look.date) << "\nreason: " << word(look.reason) << "\nlogo: ";
    if (look.logo_width == 0)
        std::cout << "none\n";
    else
        std::cout << look.logo_width << " x " << look.logo_height << " pixels, "
                  << kPlaces.at(static_cast<std::size_t>(look.place)) << '\n';
    std::cout << "verify-url: " << (look.verify_url.empty() ? "none" : look.verify_url) << '\n';
}

int set(services::Context& context, const OrganisationId& organisation, services::LookChange change, const std::string& logo) {
    if (!logo.empty()) {
        change.logo.emplace();
        if (logo != "none") {
            auto file = runtime::read_file(logo, std::uint64_t{1} << 24U);
            if (!file.ok()) return fail(file.error());
            if (file.value().empty()) return fail(Error{ErrorCode::InvalidInput, "the logo is an empty file", {}});
            change.logo = std::move(file).value();
        }
    }
    const auto look = services::set_look(context, organisation, change);
    if (!look.ok()) return fail(look.error());
    show(look.value());
    return 0;
}

}  // namespace

int look(const runtime::Config& config, const std::vector<std::string>& words) {
    services::LookChange change;
    std::string logo;
    const bool shows = words.size() == 1 && words[0] == "show";
    const bool resets = words.size() == 2 && words[0] == "set" && words[1] == "default";
    const bool sets =
        !resets && words.size() >= 2 && words[0] == "set" &&
        std::all_of(words.begin() + 1, words.end(), [&](const auto& word) { return read_word(word, change, logo); });
    if (!shows && !resets && !sets) {
        std::cerr << kLookUsage;
        return kUsage;
    }
    return with_organisation(config, [&](House& house, const OrganisationId& organisation) {
        services::Context& context = house.context();
        if (sets) return set(context, organisation, std::move(change), logo);
        if (resets) {
            const auto done = services::reset_look(context, organisation);
            return done.ok() ? 0 : fail(done.error());
        }
        const auto look = services::get_look(context, organisation);
        if (!look.ok()) return fail(look.error());
        show(look.value());
        return 0;
    });
}

}  // namespace quillport::daemon
