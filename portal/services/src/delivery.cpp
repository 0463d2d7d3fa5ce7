#include "quillport/services/delivery.hpp"

#include <atomic>
#include <thread>
#include <utility>

#include "auto_send.hpp"
#include "post.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/services/arrivals.hpp"
#include "quillport/services/housekeeping.hpp"
#include "quillport/store/outbox.hpp"
#include "record.hpp"
#include "validate.hpp"

namespace quillport::services {
namespace {

using namespace std::chrono_literals;
constexpr auto kLease = 2min;      // longer than any carrier takes for one message
constexpr int kMostAttempts = 12;  // about seven hours of growing pauses

Result<void> carry(const Context& context, const Carriers& carriers, const store::OutboxMessage& message) {
    auto content = ready(context, message);
    if (!content.ok()) return content.error();
    const ReadyMessage& m = content.value();
    if (message.kind == store::OutboxKind::Sms) {
        if (carriers.sms == nullptr) return Error{ErrorCode::Unavailable, "no SMS gateway is configured", "sms_gateway"};
        return carriers.sms->send(m.to, m.text, message.message_id);
    }
    net::Mail mail;
    mail.message_id = message.message_id;
    mail.from = context.settings.mail_from;
    mail.from_name = context.settings.mail_from_name;
    mail.to = m.to;
    mail.to_name = m.to_name;
    mail.subject = m.subject;
    mail.text = m.text;
    mail.html = m.html;
    return carriers.mailer.send(mail);
}

/// What trying again cannot mend fails at once; the envelope's trail says so.
Result<void> note_failure(Context& context, const std::string& worker, const store::OutboxMessage& message, const Error& error) {
    const TimePoint now = context.clock.now();
    const int most = error.code == ErrorCode::InvalidInput ? 1 : kMostAttempts;
    return context.store.write([&](store::Tx& tx) -> Result<void> {
        auto state = store::mark_undelivered(tx, message.id, worker, now, cleaned(error.what, 300), most);
        if (!state.ok()) return state.error();
        if (state.value() != store::OutboxState::Failed || message.envelope.empty()) return {};
        return record(tx, message.organisation, message.envelope, "message_failed", kPortal, now,
                      {{"message", message.id},
                       {"channel", std::string(store::name_of(message.kind))},
                       {"recipient", message.recipient.value},
                       {"error", cleaned(error.what, 300)}});
    });
}

Result<bool> deliver_one(Context& context, const Carriers& carriers, const std::string& worker) {
    const TimePoint now = context.clock.now();
    auto due = context.store.write([&](store::Tx& tx) { return store::claim_due(tx, worker, now, now + kLease, 1); });
    if (!due.ok()) return due.error();
    if (due.value().empty()) return Error{ErrorCode::NotFound, "nothing is due", {}};
    const store::OutboxMessage& message = due.value().front();
    const auto sent = carry(context, carriers, message);
    if (sent.ok()) {
        auto done = context.store.write(
            [&](store::Tx& tx) { return store::mark_delivered(tx, message.id, worker, context.clock.now()); });
        if (!done.ok()) return done.error();
        return true;
    }
    runtime::log(runtime::LogLevel::Warning, "message_not_delivered",
                 {{"message", message.id}, {"attempt", message.attempts}, {"what", sent.error().what}});
    if (auto noted = note_failure(context, worker, message, sent.error()); !noted.ok()) return noted.error();
    return false;
}

}  // namespace

Result<int> deliver_due(Context& context, const Carriers& carriers, int limit) {
    const std::string worker = runtime::new_id(context.random);
    int delivered = 0;
    // One at a time: a slow carrier then holds the lease of a single message.
    for (int i = 0; i < limit; ++i) {
        auto sent = deliver_one(context, carriers, worker);
        if (!sent.ok()) {
            if (sent.error().code == ErrorCode::NotFound) break;
            return sent.error();
        }
        if (sent.value()) ++delivered;
    }
    return delivered;
}

class Background::Impl {
  public:
    Impl(Context& context, Carriers carriers) : context_(context), carriers_(carriers), thread_([this] { run(); }) {}
    ~Impl() {
        stop_ = true;
        context_.bell.ring();
        thread_.join();
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

  private:
    void run() {
        while (!stop_) {
            house();
            send();
            // Message by message, so that the end never waits for more than one.
            while (!stop_) {
                auto sent = deliver_due(context_, carriers_, 1);
                if (!sent.ok()) {
                    runtime::log(runtime::LogLevel::Error, "outbox_failed", {{"what", sent.error().what}});
                    break;
                }
                if (sent.value() == 0 && !is_due()) break;
            }
            if (!stop_) context_.bell.wait(10s);
        }
    }
    bool is_due() {
        auto next = context_.store.read([](store::Reader& reader) { return store::next_due(reader); });
        return next.ok() && next.value() && *next.value() <= context_.clock.now();
    }
    void send() {
        if (auto sent = send_by_policy(context_); !sent.ok())
            runtime::log(runtime::LogLevel::Error, "sending_by_policy_failed", {{"what", sent.error().what}});
        if (auto mailed = mail_arrivals(context_); !mailed.ok())
            runtime::log(runtime::LogLevel::Error, "mailing_arrivals_failed", {{"what", mailed.error().what}});
    }
    void house() {
        const TimePoint now = context_.clock.now();
        if (last_house_ && now - *last_house_ < 1min) return;
        last_house_ = now;
        if (auto kept = keep_house(context_); !kept.ok())
            runtime::log(runtime::LogLevel::Error, "housekeeping_failed", {{"what", kept.error().what}});
    }

    Context& context_;
    Carriers carriers_;
    std::atomic<bool> stop_ = false;
    std::optional<TimePoint> last_house_;
    std::thread thread_;
};

Background::Background(Context& context, Carriers carriers) : impl_(std::make_unique<Impl>(context, carriers)) {}
Background::~Background() = default;

}  // namespace quillport::services
