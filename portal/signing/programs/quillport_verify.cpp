#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/runtime/clock.hpp"
#include "quillport/runtime/confine.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/signing/verify.hpp"

namespace {

using namespace quillport;

constexpr int kUnreadable = 2;
constexpr const char* kHelp =
    "Usage: quillport-verify [--trust CA]... [--json] FILE\n"
    "Says whether the signatures of a PDF file are genuine and what came after them.\n"
    "\n"
    "  --trust CA   a file with certificates that you trust (PEM or DER); may be given several times\n"
    "  --json       the report as JSON\n"
    "  --help       this text\n"
    "  --version    the version of the program\n"
    "\n"
    "Exit status: 0 every signature passed, 1 one failed, 3 cannot be decided, 2 the file cannot be read.\n";

struct Options {
    std::vector<std::string> anchors;
    std::string file;
    bool json = false;
    bool help = false;
    bool version = false;
};

int complain(const std::string& sentence) {
    std::fprintf(stderr, "quillport-verify: %s\n", sentence.c_str());
    return kUnreadable;
}

/// False when the line cannot be understood.
bool parse(const std::vector<std::string_view>& words, Options& options) {
    bool only_files = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (only_files || !word.starts_with("-")) {
            if (!options.file.empty()) return false;
            options.file = word;
        } else if (word == "--") {
            only_files = true;
        } else if (word == "--trust" && i + 1 < words.size()) {
            options.anchors.emplace_back(words[++i]);
        } else if (word == "--json") {
            options.json = true;
        } else if (word == "--help") {
            options.help = true;
        } else if (word == "--version") {
            options.version = true;
        } else {
            return false;
        }
    }
    return options.help || options.version || !options.file.empty();
}

const char* sentence_for(const Error& error) {
    if (error.detail == "encrypted") return "the file is encrypted; it cannot be read without its password";
    if (error.detail == "not_pdf") return "the file is not a PDF";
    if (error.detail == "damaged") return "the file is damaged; nothing can be said about it";
    return error.what.c_str();
}

int run(const Options& options) {
    std::vector<Bytes> anchors;
    for (const std::string& path : options.anchors) {
        auto anchor = runtime::read_file(path);
        if (!anchor.ok() || !signing::is_certificate(anchor.value()))
            return complain(path + " holds no certificate that can be read");
        anchors.push_back(std::move(anchor).value());
    }
    const auto pdf = runtime::read_file(options.file);
    if (!pdf.ok()) return complain(options.file + " cannot be read");

    runtime::Confinement jail;
    jail.memory += 4 * pdf.value().size();
    if (auto confined = runtime::confine(jail); !confined.ok()) {
        return complain("this system offers no way to confine a program that reads foreign files");
    }
    const auto report = signing::verify(pdf.value(), anchors, runtime::SystemClock().now());
    if (!report.ok()) return complain(sentence_for(report.error()));
    const std::string text = options.json ? signing::to_json(report.value()) : signing::to_text(report.value());
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) {
        return complain("the report could not be written");
    }
    switch (report.value().indication) {
        case signing::Indication::TotalPassed:
            return 0;
        case signing::Indication::TotalFailed:
            return 1;
        case signing::Indication::Indeterminate:
            break;
    }
    return 3;
}

}  // namespace

int main(int count, char** words) {
    Options options;
    if (!parse({words + 1, words + count}, options)) {
        std::fputs(kHelp, stderr);
        return kUnreadable;
    }
    if (options.help || options.version) {
        std::fputs(options.help ? kHelp : "quillport-verify " QUILLPORT_VERSION "\n", stdout);
        return 0;
    }
    return run(options);
}
