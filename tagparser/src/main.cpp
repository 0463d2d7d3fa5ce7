#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <new>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/ocr/module.hpp"
#include "quillport/runtime/config.hpp"
#include "quillport/runtime/confine.hpp"
#include "quillport/runtime/watched.hpp"
#include "quillport/tags/detect.hpp"
#include "quillport/tags/erase.hpp"
#include "quillport/tags/json.hpp"
#include "quillport/tags/marks.hpp"

namespace {

using quillport::Bytes;
using quillport::Error;
using quillport::ErrorCode;
using quillport::Result;

constexpr std::string_view kUsage =
    "Usage: quillport-tags [--dialect NAME]... [--config FILE] [--erase OUT.pdf] FILE\n"
    "Finds the tags of a PDF and prints them as JSON. FILE may be - for standard input.\n"
    "\n"
    "  --dialect NAME   read this dialect; may be repeated, the first named wins: quillport,\n"
    "                   adobe, docuseal, documenso, dropbox-sign, signnow, pandadoc, custom, anchor\n"
    "  --config FILE    settings, one \"key = value\" a line: dialects, languages, ocr, mark.1, anchor.1 and so on\n"
    "  --erase OUT.pdf  also write the document without its tags\n"
    "  --help           show this text\n"
    "  --version        show the version\n"
    "\n"
    "Exit status: 0 when the document was read, also with problems; 2 when it or the command line cannot be used.\n";

std::string complaint_about_mark(quillport::tags::MarkKind kind, std::string_view value) {
    const auto mark = quillport::tags::parse_mark(kind, value);
    return mark ? std::string() : "cannot be read: " + mark.error().what;
}

constexpr std::array<quillport::runtime::Setting, 5> kSettings{{
    {.key = "dialects", .default_value = "quillport", .help = "Dialects that are read, the first wins"},
    {.key = "languages", .default_value = "sl cs sk pl hr de it", .help = "Languages whose words are read beside English"},
    {.key = "ocr",
     .default_value = "auto",
     .help = "Pages without usable text are read from their picture: auto, off",
     .complaint = [](std::string_view value) { return std::string(value == "auto" || value == "off" ? "" : "is auto or off"); }},
    {.key = "mark.*",
     .help = "A mark of the organisation's own",
     .complaint = [](std::string_view value) { return complaint_about_mark(quillport::tags::MarkKind::Custom, value); }},
    {.key = "anchor.*",
     .help = "Words of the documents that stand for a field",
     .complaint = [](std::string_view value) { return complaint_about_mark(quillport::tags::MarkKind::Anchor, value); }},
}};

struct Options {
    quillport::tags::DetectOptions detect;
    std::vector<std::string> dialects;  ///< of the command line; empty: those of the configuration
    std::string input, erase_to, config;
    bool help = false, version = false;
    bool ocr = true;
};

Error usage(std::string what) { return {ErrorCode::InvalidInput, std::move(what), "usage"}; }

Result<Options> parse_arguments(const std::vector<std::string>& arguments) {
    Options options;
    bool only_files = false;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& argument = arguments[i];
        const bool takes_value = !only_files && (argument == "--dialect" || argument == "--erase" || argument == "--config");
        if (takes_value && i + 1 == arguments.size()) return usage(argument + " needs a value");
        if (!only_files && argument == "--") {
            only_files = true;
        } else if (!only_files && argument == "--help") {
            options.help = true;
        } else if (!only_files && argument == "--version") {
            options.version = true;
        } else if (takes_value && argument == "--dialect") {
            options.dialects.push_back(arguments[++i]);
        } else if (takes_value) {
            (argument == "--erase" ? options.erase_to : options.config) = arguments[++i];
        } else if (!only_files && argument.size() > 1 && argument.front() == '-') {
            return usage("unknown option " + argument);
        } else if (!options.input.empty()) {
            return usage("one file at a time");
        } else {
            options.input = argument;
        }
    }
    if (options.input.empty() && !options.help && !options.version) return usage("no file named; see --help");
    return options;
}

std::vector<std::string> words_of(const std::string& list) {
    std::istringstream in(list);
    return {std::istream_iterator<std::string>(in), {}};
}

Result<void> load_settings(Options& options) {
    std::string text;
    if (!options.config.empty()) {
        std::ifstream file(options.config, std::ios::binary);
        if (!file) return Error{ErrorCode::NotFound, "cannot open " + options.config, {}};
        text.assign(std::istreambuf_iterator<char>(file), {});
    }
    const auto config = quillport::runtime::Config::load(kSettings, text, {}, {});
    if (!config) return config.error();
    auto detect = quillport::tags::options_from(
        {.dialects = options.dialects.empty() ? words_of(config.value().text("dialects")) : options.dialects,
         .languages = words_of(config.value().text("languages")),
         .marks = config.value().numbered("mark.*"),
         .anchors = config.value().numbered("anchor.*")});
    if (!detect) return detect.error();
    options.detect = std::move(detect).value();
    options.ocr = config.value().text("ocr") == "auto";
    return {};
}

Result<Bytes> read_input(const std::string& path) {
    std::ifstream file;
    if (path != "-") {
        file.open(path, std::ios::binary);
        if (!file) return Error{ErrorCode::NotFound, "cannot open " + path, {}};
    }
    std::istream& in = path == "-" ? std::cin : file;
    Bytes data;
    std::array<char, 65'536> chunk{};
    while (in.read(chunk.data(), chunk.size()) || in.gcount() > 0) {
        const auto part = quillport::bytes_of({chunk.data(), static_cast<std::size_t>(in.gcount())});
        data.insert(data.end(), part.begin(), part.end());
    }
    if (in.bad()) return Error{ErrorCode::NotFound, "cannot read " + path, {}};
    return data;
}

/// What one document may cost. A process that reads a document has at most this beside the document and what was there before.
constexpr std::uint64_t kMemory = std::uint64_t{400} << 20U;
constexpr std::chrono::seconds kProcessorTime{15};
/// The last resort, for work that waits without computing. A busy machine may take its time with an honest document.
constexpr std::chrono::seconds kWallTime{120};

/// Address space of this process in bytes (proc(5), /proc/pid/statm).
std::uint64_t address_space() {
    std::ifstream file("/proc/self/statm");
    std::uint64_t pages = 0;
    file >> pages;
    return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

/// From here on the process can only compute: what it reads comes from strangers.
Result<void> enter_jail(std::uint64_t document_size, bool ocr) {
    quillport::runtime::Confinement jail;
    jail.readable = quillport::runtime::font_folders();
    // The reader of pictures is loaded in the jail, with the first page that needs it: every other document pays nothing for it.
    const auto engines = ocr ? quillport::ocr::folders() : std::vector<std::filesystem::path>();
    jail.readable.insert(jail.readable.end(), engines.begin(), engines.end());
    jail.memory = address_space() + kMemory + 2 * document_size;  // erasing holds the result beside the document
    jail.cpu = kProcessorTime;
    return quillport::runtime::confine(jail);
}

Result<std::string> work(Options& options, std::ofstream& erased_file) {
    const auto input = read_input(options.input);
    if (!input) return input.error();
    quillport::ocr::Module pictures(quillport::ocr::beside_program());
    if (options.ocr) options.detect.reader = &pictures;
    if (auto jailed = enter_jail(input.value().size(), options.ocr); !jailed) return jailed.error();
    auto document = quillport::pdf::Document::open(input.value());
    if (!document) return document.error();
    auto found = quillport::tags::detect(document.value(), options.detect);
    if (!found) return found.error();
    if (!options.erase_to.empty()) {
        auto erased = quillport::tags::erase(document.value(), found.value(), options.detect);
        if (!erased) return erased.error();
        const auto bytes = quillport::text_of(erased.value().pdf);
        erased_file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        erased_file.close();
        if (!erased_file) return Error{ErrorCode::NoSpace, "cannot write " + options.erase_to, {}};
        auto& problems = found.value().problems;
        problems.insert(problems.end(), erased.value().not_erased.begin(), erased.value().not_erased.end());
    }
    return quillport::tags::to_json(found.value());
}

int refuse(const Error& error) {
    std::cerr << "quillport-tags: " << error.what;
    if (!error.detail.empty()) std::cerr << " (" << error.detail << ")";
    std::cerr << '\n';
    return 2;
}

/// The whole work on one document, in a process of its own.
int read_document(Options& options, std::ofstream& erased) {
    try {
        const auto json = work(options, erased);
        if (!json) return refuse(json.error());
        std::cout << json.value() << std::flush;
        return std::cout ? 0 : 2;
    } catch (const std::bad_alloc&) {
        return refuse({ErrorCode::TooLarge, "the document needs too much memory", "memory"});
    } catch (const std::exception& problem) {
        return refuse({ErrorCode::Internal, "the document cannot be read", problem.what()});
    }
}

int refuse_death(const Error& error) {
    if (error.code == ErrorCode::Timeout) return refuse({ErrorCode::Timeout, "the document takes too long to read", "time"});
    return refuse({error.code, "the document cannot be read: " + error.what, error.detail});
}

}  // namespace

int main(int argc, char** argv) {
    auto options = parse_arguments({argv + 1, argv + argc});
    if (!options) return refuse(options.error());
    if (options.value().help) return std::fputs(kUsage.data(), stdout) < 0 ? 2 : 0;
    if (options.value().version) return std::puts("quillport-tags " QUILLPORT_VERSION) < 0 ? 2 : 0;
    if (auto loaded = load_settings(options.value()); !loaded) return refuse(loaded.error());
    std::ofstream erased;
    if (!options.value().erase_to.empty()) {
        erased.open(options.value().erase_to, std::ios::binary | std::ios::trunc);
        if (!erased) return refuse({ErrorCode::NotFound, "cannot write " + options.value().erase_to, {}});
    }
    const auto ended = quillport::runtime::run_watched([&] { return read_document(options.value(), erased); }, kWallTime);
    const int status = ended ? ended.value() : refuse_death(ended.error());
    // Half a document is none.
    if (std::error_code ignored; status != 0 && std::filesystem::is_regular_file(options.value().erase_to, ignored)) {
        std::filesystem::remove(options.value().erase_to, ignored);
    }
    return status;
}
