#include "orders.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

#include "listing.hpp"
#include "quillport/spool/announcement.hpp"

namespace quillport::spool {
namespace {

using namespace std::chrono_literals;
using Act = Orders::Act;

constexpr int kFailed = 1;
constexpr int kWrong = 2;
constexpr auto kPatience = 200ms;

struct Word {
    std::string_view word;
    Act act;
};
constexpr std::array kActs = {Word{"list", Act::List}, Word{"show", Act::Show}, Word{"retry", Act::Retry},
                              Word{"hold", Act::Hold}, Word{"drop", Act::Drop}};

Error wrong(std::string what) { return {ErrorCode::InvalidInput, std::move(what), {}}; }

bool take_flag(Orders& orders, std::string_view word) {
    struct Flag {
        std::string_view word;
        bool Orders::*flag;
    };
    constexpr std::array kFlags = {Flag{"--all", &Orders::all}, Flag{"--json", &Orders::json}, Flag{"--yes", &Orders::yes},
                                   Flag{"--help", &Orders::help}, Flag{"--version", &Orders::version}};
    for (const Flag& flag : kFlags)
        if (flag.word == word) return orders.*flag.flag = true;
    return false;
}

Result<void> check(const Orders& orders, bool acted) {
    if (orders.help || orders.version) return {};
    if (!acted) return wrong("say what to do: list, show, retry, hold or drop");
    if (orders.act == Act::List) {
        if (!orders.keys.empty() || orders.all) return wrong("list takes no KEY");
    } else if (orders.act == Act::Show) {
        if (orders.keys.size() != 1 || orders.all) return wrong("show takes one KEY");
    } else if (orders.keys.empty() != orders.all) {
        return wrong("name a KEY, or --all");
    }
    return {};
}

/// What --all means: retry and drop work on what is held, hold on what waits.
bool is_meant(const Orders& orders, const Entry& entry) { return (orders.act == Act::Hold) != entry.held; }

void complain(const std::string& sentence) { std::fprintf(stderr, "quillport-spool: %s\n", sentence.c_str()); }

/// The one entry whose key begins like that.
Result<Entry> named(const std::vector<Entry>& entries, const std::string& beginning) {
    const Entry* found = nullptr;
    for (const Entry& entry : entries) {
        if (entry.key == beginning) return entry;
        if (!entry.key.starts_with(beginning)) continue;
        if (found != nullptr) return wrong("Several keys begin with " + plain(beginning) + "; give more of it.");
        found = &entry;
    }
    if (found == nullptr) return Error{ErrorCode::NotFound, "No document in the spool has the key " + plain(beginning) + ".", {}};
    return *found;
}

/// The words behind "WARNING: " or "ERROR: " among the lines that a backend would print.
std::string sentence_in(const std::string& lines) {
    for (const std::string_view mark : {"WARNING: ", "ERROR: "}) {
        const std::size_t at = lines.find(mark);
        if (at == std::string::npos) continue;
        const std::size_t from = at + mark.size();
        return lines.substr(from, lines.find('\n', from) - from);
    }
    return {};
}

int show(const Orders& orders, const Entry& entry) {
    std::string sentence;
    if (!entry.held) {
        const std::string answer = ask_forwarder(Spool(orders.spool).socket(), entry.key, kPatience).value_or("");
        sentence = sentence_in(answer);
    }
    std::fputs((orders.json ? json_of(entry) + "\n" : details_of(entry, sentence)).c_str(), stdout);
    return 0;
}

/// Nothing brings a dropped document back, so a person says yes, or a script says --yes.
bool may_drop(const Orders& orders, const std::vector<Entry>& entries) {
    if (orders.yes || entries.empty()) return true;
    if (::isatty(STDIN_FILENO) == 0) {
        complain("Nothing was dropped: there is nobody to ask. Say --yes.");
        return false;
    }
    for (const Entry& entry : entries) std::printf("%s\n", name_of(entry).c_str());
    std::printf("Nothing brings %s back. Drop? [y/N] ", entries.size() == 1 ? "it" : "them");
    std::fflush(stdout);
    const int answer = std::getchar();
    return answer == 'y' || answer == 'Y';
}

Result<void> done(const Spool& spool, const Orders& orders, const Entry& entry) {
    switch (orders.act) {
        case Act::Retry:
            return spool.retry(entry.key);
        case Act::Hold:
            return spool.hold(entry.key, orders.reason);
        case Act::Drop:
            return spool.remove(entry.key);
        case Act::List:
        case Act::Show:
            break;
    }
    return {};
}

bool act_on(const Spool& spool, const Orders& orders, const Entry& entry) {
    constexpr std::array<const char*, 5> kDone = {"", "", " is delivered again.", " is held.", " is gone."};
    if (orders.act == Act::Retry && !entry.held) {
        complain(name_of(entry) + " is not held; it waits for its delivery already.");
        return false;
    }
    if (orders.act == Act::Hold && entry.held) {
        complain(name_of(entry) + " is held already: " + plain(entry.reason));
        return false;
    }
    if (const auto result = done(spool, orders, entry); !result.ok()) {
        complain(name_of(entry) + ": " + result.error().what +
                 (result.error().detail.empty() ? "" : ": " + result.error().detail) + ".");
        return false;
    }
    if (!orders.json) std::printf("%s%s\n", name_of(entry).c_str(), kDone[static_cast<std::size_t>(orders.act)]);
    return true;
}

}  // namespace

Result<Orders> read_orders(std::span<char* const> arguments) {
    Orders orders;
    bool acted = false;
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        const std::string word = arguments[i];
        if (take_flag(orders, word)) continue;
        if (word == "--spool" || word == "--reason") {
            if (++i == arguments.size()) return wrong(word + " needs a value");
            if (word == "--spool")
                orders.spool = arguments[i];
            else
                orders.reason = plain(arguments[i]);
            continue;
        }
        if (word.starts_with("-")) return wrong(plain(word) + " is not an option");
        if (acted) {
            orders.keys.push_back(word);
            continue;
        }
        const auto* const act = std::find_if(kActs.begin(), kActs.end(), [&](const Word& w) { return w.word == word; });
        if (act == kActs.end()) return wrong("there is no " + plain(word) + ": list, show, retry, hold or drop");
        orders.act = act->act;
        acted = true;
    }
    if (auto fine = check(orders, acted); !fine.ok()) return fine.error();
    return orders;
}

int carry_out(const Orders& orders) {
    const Spool spool(orders.spool);
    std::vector<Entry> entries;
    if (const auto read = spool.for_each([&](Entry entry) { entries.push_back(std::move(entry)); }); !read.ok()) {
        complain(orders.spool.string() + ": " + read.error().what + ": " + read.error().detail + ".");
        return kWrong;
    }
    sort_for_people(entries);
    if (orders.act == Act::List) {
        std::fputs((orders.json ? json_of(entries) + "\n" : table_of(entries)).c_str(), stdout);
        return 0;
    }
    std::vector<Entry> meant;
    bool complete = true;
    for (const std::string& key : orders.keys) {
        auto entry = named(entries, key);
        if (!entry.ok()) complain(entry.error().what);
        complete = complete && entry.ok();
        if (entry.ok()) meant.push_back(std::move(entry).value());
    }
    if (orders.act == Act::Show) return meant.empty() ? kFailed : show(orders, meant.front());
    if (orders.all)
        for (const Entry& entry : entries)
            if (is_meant(orders, entry)) meant.push_back(entry);
    if (orders.act == Act::Drop && !may_drop(orders, meant)) return kFailed;
    for (const Entry& entry : meant) complete = act_on(spool, orders, entry) && complete;
    if (orders.all && meant.empty() && !orders.json) std::puts(orders.act == Act::Hold ? "Nothing waits." : "Nothing is held.");
    if (orders.json) std::printf("%s\n", json_of(meant).c_str());
    return complete ? 0 : kFailed;
}

}  // namespace quillport::spool
