#include <iostream>

#include "commands.hpp"
#include "house.hpp"
#include "quillport/services/queues.hpp"
#include "terminal.hpp"

namespace quillport::daemon {

namespace {

constexpr const char* kQueueUsage =
    "usage: quillportd queue list | tags NAME [dialects=A,B] [languages=A,B] [mark=SETTING]... [anchor=SETTING]... | tags NAME "
    "default\n";

std::vector<std::string> names_in(const std::string& text) {
    std::vector<std::string> names;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find_first_of(", ", at), text.size());
        if (end > at) names.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return names;
}

/// False when a word is none of the settings.
bool read_settings(const std::vector<std::string>& words, TagSettings& settings) {
    for (std::size_t i = 2; i < words.size(); ++i) {
        if (words[i] == "default" && words.size() == 3) return true;
        const std::size_t equals = words[i].find('=');
        if (equals == std::string::npos) return false;
        const std::string key = words[i].substr(0, equals);
        const std::string value = words[i].substr(equals + 1);
        if (key == "dialects")
            settings.dialects = names_in(value);
        else if (key == "languages")
            settings.languages = names_in(value);
        else if (key == "mark")
            settings.marks.push_back(value);
        else if (key == "anchor")
            settings.anchors.push_back(value);
        else
            return false;
    }
    return words.size() > 2;
}

void show(const services::Queue& queue) {
    std::cout << queue.name << (queue.auto_send ? "\tsends by itself\n" : "\tasks before sending\n");
    const auto line = [](const char* name, const std::vector<std::string>& list) {
        if (list.empty()) return;
        std::cout << "  " << name << ':';
        for (const std::string& text : list) std::cout << ' ' << text;
        std::cout << '\n';
    };
    line("dialects", queue.tags.dialects);
    line("languages", queue.tags.languages);
    for (const std::string& mark : queue.tags.marks) std::cout << "  mark: " << mark << '\n';
    for (const std::string& anchor : queue.tags.anchors) std::cout << "  anchor: " << anchor << '\n';
}

int show_all(services::Context& context, const OrganisationId& organisation) {
    const auto queues = services::list_queues(context, organisation);
    if (!queues.ok()) return fail(queues.error());
    for (const services::Queue& queue : queues.value()) show(queue);
    return 0;
}

}  // namespace

int queue(const runtime::Config& config, const std::vector<std::string>& words) {
    TagSettings settings;
    const bool list = words.size() == 1 && words[0] == "list";
    const bool tags = words.size() >= 3 && words[0] == "tags" && read_settings(words, settings);
    if (!list && !tags) {
        std::cerr << kQueueUsage;
        return kUsage;
    }
    return with_organisation(config, [&](House& house, const OrganisationId& organisation) {
        if (list) return show_all(house.context(), organisation);
        const auto set = services::set_queue_tags(house.context(), organisation, words[1], settings);
        return set.ok() ? 0 : fail(set.error());
    });
}

}  // namespace quillport::daemon
