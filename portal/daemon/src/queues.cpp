#include <algorithm>
#include <charconv>
#include <iostream>

#include "commands.hpp"
#include "house.hpp"
#include "quillport/services/queues.hpp"
#include "terminal.hpp"

namespace quillport::daemon {

namespace {

constexpr const char* kQueueUsage =
    "usage: quillportd queue list\n"
    "       quillportd queue set NAME [owner_policy=inbox|job_user|fixed_user] [owner=EMAIL] [team=NAME] [keeper=EMAIL]\n"
    "                        [keeper_after=HOURS] [auto_send=never|authenticated|always] [job_files=one_each|one_envelope]\n"
    "                        [language=CODE] [message=TEXT] [mail_after=MINUTES] [template=NAME]\n"
    "                        [seal=B-B|B-T|B-LT|B-LTA]\n"
    "       quillportd queue tags NAME [dialects=A,B] [languages=A,B] [mark=SETTING]... [anchor=SETTING]... "
    "[split=RULE] | tags NAME "
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
        else if (key == "split")
            settings.split = value;
        else
            return false;
    }
    return words.size() > 2;
}

std::optional<int> number_in(const std::string& text) {
    int number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// The value of this word among the first `count` of the enumeration; nothing when it is none.
template <typename Enum>
std::optional<Enum> word_in(const std::string& word, int count) {
    for (int i = 0; i < count; ++i)
        if (name_of(static_cast<Enum>(i)) == word) return static_cast<Enum>(i);
    return std::nullopt;
}

/// False when the setting is none or its value cannot be one.
bool read_setting(const std::string& key, const std::string& value, services::QueueChange& change) {
    for (const auto& [name, place] : {std::pair("owner", &change.owner),
                                      {"team", &change.team},
                                      {"keeper", &change.keeper},
                                      {"language", &change.language},
                                      {"message", &change.message},
                                      {"template", &change.template_name},
                                      {"seal", &change.seal}}) {
        if (key != name) continue;
        *place = value;
        return true;
    }
    if (key == "owner_policy") return (change.owner_policy = word_in<services::OwnerPolicy>(value, 3)).has_value();
    if (key == "auto_send") return (change.auto_send = word_in<services::AutoSend>(value, 3)).has_value();
    if (key == "job_files") return (change.job_files = word_in<services::JobFiles>(value, 2)).has_value();
    const auto number = number_in(value);
    if (!number) return false;
    if (key == "keeper_after") change.keeper_after = std::chrono::hours(*number);
    if (key == "mail_after") change.mail_after = std::chrono::minutes(*number);
    return key == "keeper_after" || key == "mail_after";
}

bool read_change(const std::vector<std::string>& words, services::QueueChange& change) {
    return words.size() > 2 && std::all_of(words.begin() + 2, words.end(), [&](const std::string& word) {
               const std::size_t equals = word.find('=');
               return equals != std::string::npos && read_setting(word.substr(0, equals), word.substr(equals + 1), change);
           });
}

/// How the queue is, in the words with which it is set.
void show(const services::Queue& queue) {
    std::cout << queue.name << "\n  owner_policy=" << name_of(queue.owner_policy) << " auto_send=" << name_of(queue.auto_send)
              << " job_files=" << name_of(queue.job_files) << " keeper_after=" << queue.keeper_after.count()
              << " mail_after=" << queue.mail_after.count() << '\n';
    for (const auto& [name, value] : {std::pair("owner", &queue.owner),
                                      {"team", &queue.team},
                                      {"keeper", &queue.keeper},
                                      {"language", &queue.language},
                                      {"message", &queue.message},
                                      {"template", &queue.template_name},
                                      {"seal", &queue.seal}})
        if (!value->empty()) std::cout << "  " << name << '=' << *value << '\n';
    const auto line = [](const char* name, const std::vector<std::string>& list) {
        if (list.empty()) return;
        std::cout << "  " << name << ':';
        for (const std::string& text : list) std::cout << ' ' << text;
        std::cout << '\n';
    };
    line("dialects", queue.tags.dialects);
    line("languages", queue.tags.languages);
    if (!queue.tags.split.empty()) std::cout << "  split: " << queue.tags.split << '\n';
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
    services::QueueChange change;
    const bool list = words.size() == 1 && words[0] == "list";
    const bool tags = words.size() >= 3 && words[0] == "tags" && read_settings(words, settings);
    const bool set = words.size() >= 3 && words[0] == "set" && read_change(words, change);
    if (!list && !tags && !set) {
        std::cerr << kQueueUsage;
        return kUsage;
    }
    return with_organisation(config, [&](House& house, const OrganisationId& organisation) {
        if (list) return show_all(house.context(), organisation);
        if (tags) change.tags = settings;
        const auto changed = services::change_queue(house.context(), organisation, words[1], change);
        return changed.ok() ? 0 : fail(changed.error());
    });
}

}  // namespace quillport::daemon
