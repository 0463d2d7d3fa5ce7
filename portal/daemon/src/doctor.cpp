#include <sys/statvfs.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "commands.hpp"
#include "converters.hpp"
#include "house.hpp"
#include "quillport/net/http_client.hpp"
#include "quillport/runtime/confine.hpp"
#include "quillport/runtime/digest.hpp"

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

/// A portal that takes PDF alone lacks nothing: what it cannot read is told, and no failure.
void check_converters(Findings& findings, House& house) {
    for (const Converter& converter : try_converters(house.worker()))
        if (converter.wrong.empty())
            findings.good("reads", converter.reads);
        else
            findings.note("reads", converter.reads + ": " + converter.wrong);
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
}

void check_key(Findings& findings, House& house, const runtime::Config& config) {
    const std::string level = "level " + std::string(signing::name_of(signature_level(config)));
    if (const auto usable = signing::check_usable(house.context().key, house.clock().now()); !usable.ok())
        findings.bad("signatures", words_of(usable.error()));
    else if (config.flag("trial"))
        findings.note("signatures", level + ", trial authority: they say TRIAL, NOT TRUSTED");
    else
        findings.good("signatures", level + ", by " + signing::common_name_of(house.context().key));
}

/// Each authority is asked once for a time-stamp over nothing of anybody's.
void check_authorities(Findings& findings, House& house, const runtime::Config& config) {
    auto authorities = time_stamp_authorities(config);
    auto anchors = certificates_in(config, "tsa_anchors");
    if (!authorities.ok() || !anchors.ok()) return;  // the house would not have opened
    for (signing::TimeStampAuthority& one : authorities.value()) {
        const std::string url = one.url;
        signing::TimeStampSettings settings;
        settings.authorities = {std::move(one)};
        settings.anchors = anchors.value();
        settings.rounds = 1;
        const auto source = signing::time_stamps_from(std::move(settings), house.random(), house.clock());
        const Bytes digest = runtime::digest_of(runtime::DigestAlgorithm::Sha256, house.random().bytes(32));
        if (const auto stamp = source->stamp(runtime::DigestAlgorithm::Sha256, digest); stamp.ok())
            findings.good("time-stamps", url + " answers: " + stamp.value().authority + ", " + to_rfc3339(stamp.value().time) +
                                             ", policy " + stamp.value().policy);
        else
            findings.bad("time-stamps", url + ": " + words_of(stamp.error()));
    }
}

/// Whether the authority above the seal says anything about its certificate.
void check_revocation(Findings& findings, House& house, const runtime::Config& config) {
    const auto& chain = house.context().key.chain();
    if (signature_level(config) < signing::Level::B_LT || house.context().revocation == nullptr || chain.size() < 2) return;
    const auto answer = house.context().revocation->ask(chain[0], chain[1]);
    if (!answer.ok()) return findings.bad("revocation", words_of(answer.error()));
    if (answer.value().state == signing::RevocationAnswer::State::Good)
        findings.good("revocation", std::string("the certificate is good, says ") +
                                        (answer.value().ocsp_response.empty() ? "the revocation list" : "OCSP"));
    else
        findings.bad("revocation", "the certificate is revoked or on hold since " + to_rfc3339(answer.value().revoked_at));
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
    check_converters(findings, *house.value());
    check_fonts(findings);
    check_mail(findings, config);
    check_web(findings, web_root(config));
    check_transport(findings, config);
    check_key(findings, *house.value(), config);
    check_authorities(findings, *house.value(), config);
    check_revocation(findings, *house.value(), config);
    return findings.all_well() ? 0 : 1;
}

}  // namespace quillport::daemon
