#include <sys/statvfs.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "commands.hpp"
#include "house.hpp"
#include "quillport/net/http_client.hpp"
#include "quillport/runtime/confine.hpp"

namespace quillport::daemon {

namespace {

namespace fs = std::filesystem;

/// Prints one finding a line.
class Findings {
  public:
    void good(const std::string& what, const std::string& detail) { tell("ok  ", what, detail); }
    void bad(const std::string& what, const std::string& detail) {
        tell("FAIL", what, detail);
        all_well_ = false;
    }
    void note(const std::string& what, const std::string& detail) { tell("note", what, detail); }
    [[nodiscard]] bool all_well() const noexcept { return all_well_; }

  private:
    static void tell(const char* word, const std::string& what, const std::string& detail) {
        std::cout << word << "  " << what << ": " << detail << '\n';
    }
    bool all_well_ = true;
};

std::string words_of(const Error& error) { return error.detail.empty() ? error.what : error.what + " (" + error.detail + ")"; }

void check_disk(Findings& findings, const fs::path& data) {
    struct statvfs space {};
    if (::statvfs(data.c_str(), &space) != 0)
        return findings.bad("disk", "the data folder cannot be looked at: " + data.string());
    const auto free = static_cast<std::uint64_t>(space.f_bavail) * space.f_frsize;
    const std::string text = std::to_string(free >> 20U) + " MB free below " + data.string();
    if (free < (std::uint64_t{512} << 20U))
        findings.bad("disk", text);
    else
        findings.good("disk", text);
}

/// The worker parses only in its jail; a page that it reads proves both.
void check_worker(Findings& findings, House& house, const fs::path& program) {
    if (auto started = house.worker().start(); !started.ok())
        return findings.bad("worker and jail", words_of(started.error()) + ", " + program.string());
    static constexpr std::string_view kNoPdf = "no document";
    const auto refused = house.worker().inspect(bytes_of(kNoPdf));
    if (!refused.ok() && refused.error().code == ErrorCode::Unsupported)
        return findings.good("worker and jail", program.string());
    findings.bad("worker and jail", refused.ok() ? "it takes anything for a document" : words_of(refused.error()));
}

void check_fonts(Findings& findings) {
    std::size_t count = 0;
    std::error_code failed;
    for (const fs::path& folder : runtime::font_folders())
        for (auto entry = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, failed);
             !failed && entry != fs::recursive_directory_iterator(); entry.increment(failed)) {
            const std::string kind = entry->path().extension().string();
            count += kind == ".ttf" || kind == ".otf" || kind == ".ttc" || kind == ".pfb" || kind == ".t1" ? 1 : 0;
        }
    if (count == 0)
        findings.bad("fonts", "none found; texts cannot be drawn");
    else
        findings.good("fonts", std::to_string(count) + " files");
}

void check_mail(Findings& findings, const runtime::Config& config) {
    if (config.text("smtp.url").empty())
        return findings.bad("mail", "no mail server is set (smtp.url); invitations wait in the outbox");
    findings.good("mail", config.text("smtp.url") + " is set, from " + config.text("mail.from"));
    if (config.text("sms.url").empty())
        findings.note("short messages", "no gateway (sms.url): codes go by e-mail, which is one factor");
    else
        findings.good("short messages", config.text("sms.url"));
}

void check_web(Findings& findings, const fs::path& root) {
    std::error_code failed;
    if (fs::exists(root / "index.html", failed))
        findings.good("web pages", root.string());
    else
        findings.bad("web pages", "no index.html in " + root.string());
}

void check_transport(Findings& findings, const runtime::Config& config) {
    const bool tls = !config.text("tls.certificate").empty();
    if (tls)
        findings.good("transport", "TLS");
    else if (config.text("public_url").starts_with("https://"))
        findings.good("transport", "plain on loopback, behind a proxy with TLS");
    else
        findings.note("transport", "plain, on loopback only");
    if (config.flag("trial"))
        findings.note("signatures", "trial authority: they say TRIAL, NOT TRUSTED");
    else
        findings.good("signatures", config.text("signing.certificate"));
}

}  // namespace

int doctor(const runtime::Config& config) {
    Findings findings;
    auto house = House::open(config);
    if (!house.ok()) {
        findings.bad("data folder, database or keys", words_of(house.error()));
        return 1;
    }
    findings.good("data folder", data_folder(config).string());
    if (auto answers = house.value()->store().check(); answers.ok())
        findings.good("database", "answers, tables are up to date");
    else
        findings.bad("database", words_of(answers.error()));
    check_disk(findings, data_folder(config));
    check_worker(findings, *house.value(), worker_program(config));
    check_fonts(findings);
    check_mail(findings, config);
    check_web(findings, web_root(config));
    check_transport(findings, config);
    return findings.all_well() ? 0 : 1;
}

}  // namespace quillport::daemon
