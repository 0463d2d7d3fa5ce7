#include "quillport/mailbox/mailbox.hpp"

#include <poll.h>

#include <algorithm>
#include <csignal>

#include "documents.hpp"
#include "quillport/core/growing_pause.hpp"
#include "quillport/runtime/clock.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/spool/announcement.hpp"
#include "quillport/spool/writer.hpp"
#include "replies.hpp"

namespace quillport::mailbox {
namespace {

using namespace std::chrono_literals;
using runtime::LogLevel;
using Clock = std::chrono::steady_clock;

constexpr auto kLongestPause = std::chrono::milliseconds(300'000);

volatile std::sig_atomic_t never = 0;  ///< a document that is being written is finished

/// What became of a mail.
struct Outcome {
    std::vector<std::string> refused;  ///< sentences; empty: all was taken
};

class Rounds {
  public:
    Rounds(const MailboxSettings& settings, worker::Client& worker, net::Mailer& mailer, int stop)
        : settings_(settings), worker_(worker), mailer_(mailer), stop_(stop), replies_(settings.state / "answered") {}

    Result<void> run() {
        int failures = 0;
        do {
            auto done = round();
            if (!done.ok() && done.error().code == ErrorCode::InvalidInput) return done;
            if (!done.ok())
                runtime::log(LogLevel::Warning, "mailbox.away", {{"what", done.error().what}, {"detail", done.error().detail}});
            failures = done.ok() ? 0 : failures + 1;
        } while (!stopped(growing_pause(failures + 1, settings_.poll, std::max(kLongestPause, settings_.poll))));
        return {};
    }

  private:
    Result<void> round() {
        auto imap = net::Imap::open(settings_.imap);
        if (!imap.ok()) return imap.error();
        const auto mails = imap.value().list();
        if (!mails.ok()) return mails.error();
        for (const std::uint32_t uid : mails.value()) {
            if (stopped(0ms)) return {};
            if (auto done = take(imap.value(), uid); !done.ok()) return done;
        }
        return {};
    }

    Result<void> take(net::Imap& imap, std::uint32_t uid) {
        auto bytes = imap.fetch(uid, settings_.largest);
        if (!bytes.ok() && bytes.error().code == ErrorCode::NotFound) return {};  // somebody moved it meanwhile
        if (!bytes.ok() && bytes.error().code != ErrorCode::TooLarge) return bytes.error();
        if (!bytes.ok()) return imap.move(uid, settings_.refused);
        const std::string digest = runtime::sha256_hex(bytes.value());
        auto mail = worker_.read_mail(bytes.value(), settings_.trusted_host);
        if (!mail.ok() && mail.error().code == ErrorCode::Unavailable) return mail.error();
        if (!mail.ok()) {
            runtime::log(LogLevel::Warning, "mailbox.unreadable", {{"uid", std::to_string(uid)}, {"what", mail.error().what}});
            return imap.move(uid, settings_.refused);
        }
        auto outcome = deliver(mail.value(), digest);
        if (!outcome.ok()) return outcome.error();
        const bool fine = outcome.value().refused.empty();
        runtime::log(fine ? LogLevel::Info : LogLevel::Warning, "mailbox.mail",
                     {{"uid", std::to_string(uid)},
                      {"documents", mail.value().attachments.size()},
                      {"refused", outcome.value().refused.size()},
                      {"verified_by", mail.value().verified_by}});
        if (!fine) answer(mail.value(), digest, outcome.value().refused);
        return imap.move(uid, fine ? settings_.done : settings_.refused);
    }

    /// Durable when it returns. Errors: the spool takes nothing; the mail stays where it is.
    Result<Outcome> deliver(const ReceivedMail& mail, const std::string& digest) {
        if (settings_.verified_only && mail.verified_by.empty())
            return Outcome{{"It could not be shown that the mail comes from the address in it."}};
        if (mail.attachments.empty()) return Outcome{{"There was no document attached."}};
        Outcome outcome;
        std::vector<std::string> keys;
        const auto headers = headers_for(mail, settings_.queue, digest, runtime::SystemClock().now());
        for (std::size_t i = 0; i < headers.size(); ++i) {
            const ReceivedMail::Attachment& attachment = mail.attachments[i];
            if (attachment.data.empty()) {
                outcome.refused.push_back(name_of(attachment) + " is empty.");
                continue;
            }
            auto key = spooled(headers[i], attachment.data);
            if (!key.ok()) return key.error();
            keys.push_back(std::move(key).value());
        }
        wait_for_sentences(keys, outcome);
        return outcome;
    }

    Result<std::string> spooled(const contract::SpoolHeader& header, BytesView data) {
        const auto file = runtime::memory_file(data, "attachment");
        if (!file.ok()) return file.error();
        auto written = spool::write_document(settings_.spool / "incoming", header, file.value().get(), never);
        if (!written.ok()) return written.error();
        return written.value().key;
    }

    /// What the forwarder refuses at once is told to the sender; what it refuses later is among the held documents.
    void wait_for_sentences(const std::vector<std::string>& keys, Outcome& outcome) {
        const auto end = Clock::now() + settings_.patience;
        for (const std::string& key : keys) {
            while (Clock::now() < end) {
                const auto lines = spool::ask_forwarder(settings_.spool / "forwarder.sock", key, 1000ms);
                if (lines && lines->starts_with("ERROR: ")) outcome.refused.push_back(lines->substr(7, lines->find('\n') - 7));
                if (lines) break;
                if (stopped(500ms)) return;  // the documents are safe
            }
        }
    }

    void answer(const ReceivedMail& mail, const std::string& digest, const std::vector<std::string>& sentences) {
        auto may = replies_.claim(mail, digest, settings_.from, runtime::SystemClock().now());
        if (!may.ok()) runtime::log(LogLevel::Error, "mailbox.state", {{"what", may.error().what}});
        if (!may.ok() || !may.value()) return;
        if (auto sent = mailer_.send(reply_to(mail, digest, settings_.from, sentences)); !sent.ok())
            runtime::log(LogLevel::Warning, "mailbox.answer_failed", {{"what", sent.error().what}});
    }

    static std::string name_of(const ReceivedMail::Attachment& attachment) {
        return attachment.name.empty() ? std::string("An attachment") : attachment.name;
    }

    [[nodiscard]] bool stopped(std::chrono::milliseconds longest) const {
        pollfd entry{stop_, POLLIN, 0};
        return ::poll(&entry, 1, static_cast<int>(longest.count())) > 0;
    }

    const MailboxSettings& settings_;
    worker::Client& worker_;
    net::Mailer& mailer_;
    int stop_;
    Replies replies_;
};

}  // namespace

Result<void> run(const MailboxSettings& settings, worker::Client& worker, net::Mailer& mailer, int stop) {
    return Rounds(settings, worker, mailer, stop).run();
}

}  // namespace quillport::mailbox
