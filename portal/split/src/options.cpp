#include "options.hpp"

#include <utility>

namespace quillport::split {
namespace {

Error usage(std::string what) { return {ErrorCode::InvalidInput, std::move(what), "usage"}; }

bool takes_value(const std::string& word) {
    return word == "--rule" || word == "--out" || word == "--dialect" || word == "--worker";
}

Result<void> take(Options& options, const std::string& word, const std::string& value) {
    if (word == "--rule") {
        auto rule = parse_split_rule(value);
        if (!rule.ok()) return usage(rule.error().what);
        options.rule = std::move(rule).value();
    } else if (word == "--dialect") {
        options.dialects.push_back(value);
    } else {
        (word == "--out" ? options.out : options.worker) = value;
    }
    return {};
}

}  // namespace

const char* const kHelp =
    "Usage: quillport-split [--rule RULE] [--out DIR] [--json] [--dialect NAME]... FILE\n"
    "Says into which documents a printed file falls; with --out also writes them. FILE may be - for standard input.\n"
    "\n"
    "  --rule RULE      where a document starts, beside {{split}}, which always starts one:\n"
    "                     tag         nowhere else (the default)\n"
    "                     pages:N     after every N pages\n"
    "                     page-one    on a page that says \"Page 1 of 3\", in eight languages\n"
    "                     bookmark    where a bookmark of the first level leads\n"
    "                     text:REGEX  where what the expression finds changes; its first group is the key\n"
    "                     blank       behind empty pages, which are left out\n"
    "                     qr[:REGEX]  where the QR or bar code changes; PATCHT sheets are left out\n"
    "  --out DIR        write the documents into this folder, which must exist\n"
    "  --json           say it as JSON\n"
    "  --dialect NAME   read this dialect of tags; may be repeated\n"
    "  --worker PATH    quillport-worker; by default beside this program\n"
    "  --help, --version\n"
    "\n"
    "Exit status: 0 when the file was read, 2 when it or the command line cannot be used.\n";

Result<Options> parse_options(const std::vector<std::string>& words) {
    Options options;
    bool only_files = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (!only_files && word == "--") {
            only_files = true;
        } else if (!only_files && takes_value(word)) {
            if (i + 1 == words.size()) return usage(word + " needs a value");
            if (auto taken = take(options, word, words[++i]); !taken.ok()) return taken.error();
        } else if (!only_files && (word == "--json" || word == "--help" || word == "--version")) {
            (word == "--json" ? options.json : word == "--help" ? options.help : options.version) = true;
        } else if (!only_files && word.size() > 1 && word.front() == '-') {
            return usage("unknown option " + word);
        } else if (!options.in.empty()) {
            return usage("one file at a time");
        } else {
            options.in = word;
        }
    }
    if (options.in.empty() && !options.help && !options.version) return usage("no file named; see --help");
    return options;
}

}  // namespace quillport::split
