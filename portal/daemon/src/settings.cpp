#include "settings.hpp"

#include <unistd.h>

#include <cstdlib>

#include "quillport/runtime/file.hpp"
#include "quillport/runtime/programs.hpp"
#include "signing_settings.hpp"

namespace quillport::daemon {

namespace {

namespace fs = std::filesystem;
using runtime::Setting;
using runtime::SettingType;

constexpr Setting kTable[] = {
    {.key = "listen", .default_value = "127.0.0.1", .help = "Address to listen on. Other than loopback needs TLS."},
    {.key = "port",
     .type = SettingType::Integer,
     .default_value = "8080",
     .range = "0..65535",
     .help = "Port to listen on; 0: any free one."},
    {.key = "public_url",
     .type = SettingType::Url,
     .help = "How people reach the portal; links in messages begin with it. Default: made of TLS and port, on localhost."},
    {.key = "tls.certificate", .type = SettingType::Path, .help = "Certificate chain of the server, PEM."},
    {.key = "tls.key", .type = SettingType::Path, .help = "Private key of the server, PEM."},
    {.key = "proxies", .help = "Addresses of reverse proxies, comma between; their X-Forwarded-For counts."},
    {.key = "data",
     .type = SettingType::Path,
     .help = "Folder for everything that is kept. Default: /var/lib/quillport as root, else ~/.local/share/quillport."},
    {.key = "database.url",
     .secret = true,
     .help = "sqlite:PATH or postgresql:CONNINFO. Default: sqlite:quillport.db in the data folder."},
    {.key = "organisation", .default_value = "Quillport", .help = "Name that the organisation gets at the first start."},
    {.key = "smtp.url",
     .type = SettingType::Url,
     .help = "Mail server, smtp://host:port or smtps://host:port. Without one, messages wait in the outbox."},
    {.key = "smtp.user", .help = "Account at the mail server."},
    {.key = "smtp.password", .secret = true, .help = "Its password."},
    {.key = "smtp.require_tls",
     .type = SettingType::Flag,
     .default_value = "false",
     .help = "Send nothing over a connection without TLS."},
    {.key = "mail.from", .default_value = "quillport@localhost", .help = "Address that messages come from."},
    {.key = "mail.from_name", .default_value = "Quillport", .help = "Name that messages come from."},
    {.key = "sms.url", .type = SettingType::Url, .help = "Gateway for short messages; takes POST {\"to\",\"text\"}."},
    {.key = "sms.key", .secret = true, .help = "Sent to the gateway as Authorization: Bearer."},
    {.key = "trial",
     .type = SettingType::Flag,
     .default_value = "true",
     .help = "Sign with a certificate of the portal's own trial authority; signatures say TRIAL, NOT TRUSTED."},
    {.key = "signing.key",
     .help = "Private key of the seal: a file, PEM or PKCS#12, or a pkcs11: URI; needed when trial is false."},
    {.key = "signing.certificate",
     .type = SettingType::Path,
     .help = "Certificate of the seal and its chain, PEM. Default: what lies beside the key."},
    {.key = "signing.secret", .secret = true, .help = "Passphrase of the key's file, or PIN of its token."},
    {.key = "signing.anchors", .help = "Root certificates, PEM or DER, comma between, that the portal's own verifier trusts."},
    {.key = "signature_level",
     .range = "B-B|B-T|B-LT|B-LTA",
     .help = "PAdES level of finished documents. Default: B-B without tsa_url; with it B-LTA, of the trial authority B-T."},
    {.key = "tsa_url", .help = "Time-stamp authorities (RFC 3161), comma between, in the order of preference."},
    {.key = "tsa_policy", .help = "Policies to ask them for, in the same order; a single one is asked of all."},
    {.key = "tsa_credentials",
     .secret = true,
     .help = "user:password for their basic authentication, one line an authority; an empty line for one that asks for none."},
    {.key = "tsa_anchors", .help = "Root certificates of the time-stamp authorities, PEM or DER, comma between."},
    {.key = "time_stamp_required",
     .type = SettingType::Flag,
     .default_value = "false",
     .help = "Refuse an act of signing that gets no time-stamp."},
    {.key = "preservation_required",
     .type = SettingType::Flag,
     .default_value = "false",
     .help = "Tell nobody that a document is finished before it has its level."},
    {.key = "revocation_hosts",
     .help = "Hosts of OCSP and revocation lists in private networks that may be asked, comma between."},
    {.key = "confirm_codes",
     .type = SettingType::Flag,
     .default_value = "false",
     .help = "Ask signers for a second code at the act."},
    {.key = "expiry",
     .type = SettingType::Duration,
     .default_value = "7d",
     .range = "1h..365d",
     .help = "How long an envelope waits for its signers."},
    {.key = "upload.limit",
     .type = SettingType::Integer,
     .default_value = "100",
     .range = "1..1024",
     .help = "Megabytes that a document may have."},
    {.key = "web.root",
     .type = SettingType::Path,
     .help = "Folder of the web pages. Default: ../share/quillport/web beside the program's folder."},
    {.key = "worker.program", .type = SettingType::Path, .help = "quillport-worker. Default: beside this program."},
    {.key = "worker.parallel",
     .type = SettingType::Integer,
     .default_value = "2",
     .range = "1..64",
     .help = "Documents that are worked on at once."},
    {.key = "threads",
     .type = SettingType::Integer,
     .default_value = "8",
     .range = "2..256",
     .help = "Requests that are answered at once."},
    {.key = "connections_per_address",
     .type = SettingType::Integer,
     .default_value = "256",
     .range = "1..10000",
     .help = "Connections that one network address may hold."},
    {.key = "log.level", .default_value = "info", .range = "debug|info|warning|error", .help = "Least level that is logged."},
};

fs::path program_folder() {
    const fs::path own = runtime::own_folder();
    return own.empty() ? fs::path("/usr/bin") : own;
}

fs::path first_that_exists(std::initializer_list<fs::path> places) {
    std::error_code failed;
    for (const fs::path& place : places)
        if (fs::exists(place, failed)) return place;
    return *places.begin();
}

}  // namespace

std::span<const Setting> settings_table() { return kTable; }

Result<runtime::Config> load(const runtime::CommandLine& line) {
    std::string text;
    const fs::path file = line.config.empty() ? fs::path(kConfigFile) : line.config;
    auto content = runtime::read_file(file, 1U << 20U);
    if (content.ok())
        text = std::string(text_of(content.value()));
    else if (!line.config.empty() || content.error().code != ErrorCode::NotFound)
        return Error{content.error().code, "the settings cannot be read", file.string()};
    return runtime::Config::load(kTable, text, runtime::environment(), line.settings);
}

fs::path data_folder(const runtime::Config& config) {
    if (const std::string named = config.text("data"); !named.empty()) return fs::absolute(named);
    const char* home = std::getenv("HOME");
    if (::geteuid() == 0 || home == nullptr || *home == '\0') return "/var/lib/quillport";
    const char* shared = std::getenv("XDG_DATA_HOME");
    return (shared != nullptr && *shared == '/' ? fs::path(shared) : fs::path(home) / ".local/share") / "quillport";
}

fs::path web_root(const runtime::Config& config) {
    if (const std::string named = config.text("web.root"); !named.empty()) return named;
    return first_that_exists({program_folder() / "../share/quillport/web", program_folder() / "../../../portal/web/dist"});
}

fs::path worker_program(const runtime::Config& config) {
    if (const std::string named = config.text("worker.program"); !named.empty()) return named;
    return first_that_exists({program_folder() / "quillport-worker", program_folder() / "../libexec/quillport/quillport-worker",
                              program_folder() / "../lib/quillport/quillport-worker"});
}

std::string database_url(const runtime::Config& config) {
    const std::string named = config.text("database.url");
    return named.empty() ? "sqlite:" + (data_folder(config) / "quillport.db").string() : named;
}

bool is_sqlite(const runtime::Config& config) { return database_url(config).starts_with("sqlite:"); }

std::string public_url(const runtime::Config& config, std::uint16_t port) {
    std::string url = config.text("public_url");
    while (!url.empty() && url.back() == '/') url.pop_back();
    if (!url.empty()) return url;
    const bool tls = !config.text("tls.certificate").empty();
    url = tls ? "https://localhost" : "http://localhost";
    return port == (tls ? 443 : 80) ? url : url + ':' + std::to_string(port);
}

std::vector<std::string> list_of(const std::string& text) {
    std::vector<std::string> items;
    std::string item;
    for (const char c : text + ",") {
        if (c == ',') {
            if (!item.empty()) items.push_back(std::exchange(item, {}));
        } else if (c != ' ') {
            item += c;
        }
    }
    return items;
}

services::Settings service_settings(const runtime::Config& config) {
    services::Settings settings;
    settings.public_url = public_url(config, static_cast<std::uint16_t>(config.integer("port")));
    settings.organisation = config.text("organisation");
    settings.trial = config.flag("trial");
    settings.mail_from = config.text("mail.from");
    settings.mail_from_name = config.text("mail.from_name");
    settings.sms_url = config.text("sms.url");
    settings.sms_key = config.text("sms.key");
    settings.confirm_codes = config.flag("confirm_codes");
    settings.signature_level = signature_level(config);
    settings.highest_level = highest_level(config);
    settings.time_stamp_required = config.flag("time_stamp_required");
    settings.preservation_required = config.flag("preservation_required");
    settings.expiry = std::chrono::duration_cast<std::chrono::hours>(config.duration("expiry"));
    settings.intake.bytes = static_cast<std::uint64_t>(config.integer("upload.limit")) << 20U;
    return settings;
}

http::ServerOptions server_options(const runtime::Config& config) {
    http::ServerOptions options;
    options.address = config.text("listen");
    options.port = static_cast<std::uint16_t>(config.integer("port"));
    options.certificate = config.text("tls.certificate");
    options.key = config.text("tls.key");
    options.spool = data_folder(config) / "spool";
    options.handler_threads = static_cast<int>(config.integer("threads"));
    options.connections_per_address = static_cast<int>(config.integer("connections_per_address"));
    return options;
}

}  // namespace quillport::daemon
