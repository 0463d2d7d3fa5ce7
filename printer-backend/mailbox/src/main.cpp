// quillport-mailbox: attachments of mails in a mailbox become documents in the spool.
#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <string>
#include <variant>

#include "quillport/mailbox/mailbox.hpp"
#include "quillport/runtime/config.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/runtime/programs.hpp"
#include "quillport/runtime/service.hpp"

namespace {

using namespace quillport;
using runtime::Setting;
using runtime::SettingType;

constexpr Setting kSettings[] = {
    {"imap.url", SettingType::Text, "", "", false, "Mail server: imaps://HOST, or imap://HOST with STARTTLS."},
    {"imap.user", SettingType::Text, "", "", false, "Whose mailbox it is."},
    {"imap.password", SettingType::Text, "", "", true, "His password."},
    {"imap.mailbox", SettingType::Text, "INBOX", "", false, "The mailbox that is emptied."},
    {"imap.require_tls", SettingType::Flag, "true", "", false, "imap:// without STARTTLS is refused."},
    {"imap.authorities", SettingType::Path, "", "", false, "PEM file that the server's certificate is checked against."},
    {"queue", SettingType::Text, "", "", false, "Queue through which the documents come, as the portal knows it."},
    {"trusted_host", SettingType::Text, "", "", false,
     "Name by which the receiving mail server writes Authentication-Results; without it no sender counts as verified."},
    {"senders", SettingType::Text, "all", "all|verified", false, "Whose mails are taken."},
    {"done", SettingType::Text, "Quillport-Done", "", false, "Mailbox for mails that were taken."},
    {"refused", SettingType::Text, "Quillport-Refused", "", false, "Mailbox for mails of which something was refused."},
    {"mail.from", SettingType::Text, "", "", false, "Sender of answers about what was refused; empty: nobody is answered."},
    {"smtp.url", SettingType::Url, "smtp://localhost", "", false, "Mail server for answers."},
    {"smtp.user", SettingType::Text, "", "", false, "User at that server."},
    {"smtp.password", SettingType::Text, "", "", true, "Password at that server."},
    {"smtp.require_tls", SettingType::Flag, "false", "", false, "Answers go over TLS or not at all."},
    {"spool", SettingType::Path, "/var/spool/quillport", "", false, "Folder of the spool."},
    {"state", SettingType::Path, "/var/lib/quillport-mailbox", "", false, "Folder that remembers who was answered."},
    {"poll", SettingType::Duration, "60s", "", false, "How often the mailbox is looked at."},
    {"worker.program", SettingType::Path, "", "", false, "Path of quillport-worker; default: beside this program."},
};

const runtime::Service kService{"quillport-mailbox",
                                "Makes documents of the attachments of mails, nothing lost and nothing twice.", kSettings};

int refuse(const Error& error, int status) { return runtime::fail_service(kService, error, status); }

mailbox::MailboxSettings settings_of(const runtime::Config& config) {
    mailbox::MailboxSettings settings;
    settings.imap.url = config.text("imap.url");
    settings.imap.user = config.text("imap.user");
    settings.imap.password = config.text("imap.password");
    settings.imap.mailbox = config.text("imap.mailbox");
    settings.imap.require_tls = config.flag("imap.require_tls");
    settings.imap.authorities = config.text("imap.authorities");
    settings.queue = config.text("queue");
    settings.trusted_host = config.text("trusted_host");
    settings.verified_only = config.text("senders") == "verified";
    settings.done = config.text("done");
    settings.refused = config.text("refused");
    settings.from = config.text("mail.from");
    settings.spool = config.text("spool");
    settings.state = config.text("state");
    settings.poll = config.duration("poll");
    return settings;
}

int serve(const runtime::Config& config) {
    const mailbox::MailboxSettings settings = settings_of(config);
    if (settings.imap.url.empty() || settings.queue.empty())
        return refuse({ErrorCode::InvalidInput, "imap.url and queue must be set; see --help", {}}, 2);
    const runtime::Descriptor stop = runtime::stop_signals();
    if (::mkdir(settings.state.c_str(), 0700) != 0 && errno != EEXIST)
        return refuse(runtime::error_from_errno(errno, "cannot make the folder " + settings.state.string()), 1);
    worker::Client worker(runtime::program_path(config.text("worker.program"), "quillport-worker"));
    if (auto started = worker.start(); !started.ok()) return refuse(started.error(), 1);
    net::SmtpMailer mailer({.url = config.text("smtp.url"),
                            .user = config.text("smtp.user"),
                            .password = config.text("smtp.password"),
                            .require_tls = config.flag("smtp.require_tls")});
    runtime::log(runtime::LogLevel::Info, "mailbox.start", {{"queue", settings.queue}});
    if (auto ran = mailbox::run(settings, worker, mailer, stop.get()); !ran.ok()) return refuse(ran.error(), 1);
    runtime::log(runtime::LogLevel::Info, "mailbox.stop");
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const auto begun = runtime::begin_service(kService, argc, argv);
    if (const int* status = std::get_if<int>(&begun)) return *status;
    return serve(std::get<runtime::Config>(begun));
}
