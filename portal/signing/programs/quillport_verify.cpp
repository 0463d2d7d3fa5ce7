#include <chrono>
#include <cstdio>
#include <optional>
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
    "Usage: quillport-verify [--trust CA]... [--json] [option]... FILE\n"
    "Says whether the signatures of a PDF file are genuine and what came after them.\n"
    "\n"
    "  --trust CA             a file with certificates that you trust (PEM or DER); may be given several times\n"
    "  --json                 the report as JSON\n"
    "  --revocation FILE      an OCSP response or a CRL besides those in the file; may be given several times\n"
    "  --require-revocation   nothing passes without being told that its certificate was not revoked\n"
    "  --at TIME              judge as of this time (2026-11-23 or 2026-11-23T14:00:00Z) instead of now\n"
    "  --password-file FILE   the password of an encrypted document, on the first line of FILE\n"
    "  --help                 this text\n"
    "  --version              the version of the program\n"
    "\n"
    "Exit status: 0 every signature passed, 1 one failed, 3 cannot be decided, 2 the file cannot be read.\n";

struct Options {
    std::vector<std::string> anchors;
    std::vector<std::string> revocation;
    std::string password_file;
    std::optional<TimePoint> at;
    std::string file;
    bool require_revocation = false;
    bool json = false;
    bool help = false;
    bool version = false;
};

int complain(const std::string& sentence) {
    std::fprintf(stderr, "quillport-verify: %s\n", sentence.c_str());
    return kUnreadable;
}

/// A day, or a second of it in UTC (RFC 3339 without an offset).
std::optional<TimePoint> parse_time(const std::string& text) {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, read = 0;
    const int parts =
        std::sscanf(text.c_str(), "%4d-%2d-%2d%nT%2d:%2d:%2dZ%n", &year, &month, &day, &read, &hour, &minute, &second, &read);
    const std::chrono::year_month_day date{std::chrono::year{year} / month / day};
    const bool whole = (parts == 3 || parts == 6) && read == static_cast<int>(text.size()) && date.ok();
    if (!whole || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return std::nullopt;
    return TimePoint(std::chrono::sys_days{date}) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
           std::chrono::seconds(second);
}

/// False when the word is no option with a value, or the value is none.
bool parse_value(std::string_view word, const std::string& value, Options& options) {
    if (word == "--trust") {
        options.anchors.push_back(value);
    } else if (word == "--revocation") {
        options.revocation.push_back(value);
    } else if (word == "--password-file") {
        options.password_file = value;
    } else if (word == "--at") {
        options.at = parse_time(value);
        return options.at.has_value();
    } else {
        return false;
    }
    return true;
}

bool parse_switch(std::string_view word, Options& options) {
    bool* wanted = word == "--json"                 ? &options.json
                   : word == "--require-revocation" ? &options.require_revocation
                   : word == "--help"               ? &options.help
                   : word == "--version"            ? &options.version
                                                    : nullptr;
    if (wanted != nullptr) *wanted = true;
    return wanted != nullptr;
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
        } else if (!parse_switch(word, options)) {
            if (i + 1 >= words.size() || !parse_value(word, std::string(words[++i]), options)) return false;
        }
    }
    return options.help || options.version || !options.file.empty();
}

const char* sentence_for(const Error& error) {
    if (error.detail == "encrypted") return "the file is encrypted and does not open with this password";
    if (error.detail == "not_pdf") return "the file is not a PDF";
    if (error.detail == "damaged") return "the file is damaged; nothing can be said about it";
    return error.what.c_str();
}

struct Inputs {
    Bytes pdf;
    std::vector<Bytes> anchors;
    signing::VerifyOptions options;
};

/// Everything is read before the program locks itself in. Errors: a sentence in `what`.
Result<Inputs> read_inputs(const Options& options) {
    const auto refuse = [](const std::string& sentence) { return Error{ErrorCode::InvalidInput, sentence, ""}; };
    Inputs inputs;
    for (const std::string& path : options.anchors) {
        auto anchor = runtime::read_file(path);
        if (!anchor.ok() || !signing::read_certificates(anchor.value()).ok())
            return refuse(path + " holds no certificate that can be read");
        inputs.anchors.push_back(std::move(anchor).value());
    }
    for (const std::string& path : options.revocation) {
        auto data = runtime::read_file(path);
        if (!data.ok() || !signing::is_revocation_data(data.value())) return refuse(path + " holds no OCSP response and no CRL");
        inputs.options.revocation.push_back(std::move(data).value());
    }
    if (!options.password_file.empty()) {
        const auto password = runtime::read_file(options.password_file);
        if (!password.ok()) return refuse(options.password_file + " cannot be read");
        const std::string_view text = text_of(password.value());
        inputs.options.password = text.substr(0, text.find_first_of("\r\n"));
    }
    inputs.options.require_revocation = options.require_revocation;
    auto pdf = runtime::read_file(options.file);
    if (!pdf.ok()) return refuse(options.file + " cannot be read");
    inputs.pdf = std::move(pdf).value();
    return inputs;
}

int run(const Options& options) {
    const auto inputs = read_inputs(options);
    if (!inputs.ok()) return complain(inputs.error().what);
    runtime::Confinement jail;
    jail.memory += 4 * inputs.value().pdf.size();
    if (auto confined = runtime::confine(jail); !confined.ok()) {
        return complain("this system offers no way to confine a program that reads foreign files");
    }
    const TimePoint now = options.at.value_or(runtime::SystemClock().now());
    const auto report = signing::verify(inputs.value().pdf, inputs.value().anchors, now, inputs.value().options);
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
