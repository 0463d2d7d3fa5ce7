#include <dlfcn.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/runtime/watched.hpp"
#include "reader/order.hpp"

namespace {

using quillport::Error;
using quillport::ErrorCode;
using quillport::Result;
using quillport::tags::refuse;

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

/// The last resort, for work that waits without computing. A busy machine may take its time with an honest document.
constexpr std::chrono::seconds kWallTime{120};

struct Options {
    quillport::tags::Order order;
    bool help = false, version = false;
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
            options.order.dialects.push_back(arguments[++i]);
        } else if (takes_value) {
            (argument == "--erase" ? options.order.erase_to : options.order.config) = arguments[++i];
        } else if (!only_files && argument.size() > 1 && argument.front() == '-') {
            return usage("unknown option " + argument);
        } else if (!options.order.input.empty()) {
            return usage("one file at a time");
        } else {
            options.order.input = argument;
        }
    }
    if (options.order.input.empty() && !options.help && !options.version) return usage("no file named; see --help");
    return options;
}

/// Loads what reads documents here, where it is needed, and not before the fork: fifty libraries are not copied for nothing.
int read_document(const quillport::tags::Order& order) {
    std::error_code ignored;  // then the name alone is looked for, and the loader says what is missing
    const auto file = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path() / "quillport-tags.so";
    void* module = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    const auto read = module == nullptr
                          ? nullptr
                          : reinterpret_cast<quillport::tags::ReadDocument>(::dlsym(module, quillport::tags::kReadDocument));
    if (read != nullptr) return read(order);
    const char* why = ::dlerror();
    refuse({ErrorCode::Unavailable, "the reader of documents cannot be loaded", why == nullptr ? "" : why});
    return quillport::tags::kUntouched;
}

int refuse_death(const Error& error) {
    if (error.code == ErrorCode::Timeout) return refuse({ErrorCode::Timeout, "the document takes too long to read", "time"});
    return refuse({error.code, "the document cannot be read: " + error.what, error.detail});
}

}  // namespace

int main(int argc, char** argv) {
    const auto options = parse_arguments({argv + 1, argv + argc});
    if (!options) return refuse(options.error());
    if (options.value().help) return std::fputs(kUsage.data(), stdout) < 0 ? 2 : 0;
    if (options.value().version) return std::puts("quillport-tags " QUILLPORT_VERSION) < 0 ? 2 : 0;
    const quillport::tags::Order& order = options.value().order;
    const auto ended = quillport::runtime::run_watched([&] { return read_document(order); }, kWallTime);
    const int status = ended ? ended.value() : refuse_death(ended.error());
    if (status == quillport::tags::kUntouched) return 2;
    // Half a document is none.
    if (std::error_code ignored; status != 0 && std::filesystem::is_regular_file(order.erase_to, ignored)) {
        std::filesystem::remove(order.erase_to, ignored);
    }
    return status;
}
