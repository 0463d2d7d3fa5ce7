#include "deliveries.hpp"

#include <utility>

#include "quillport/runtime/log.hpp"
#include "quillport/spool/job_options.hpp"

namespace quillport::printing {
namespace {

using runtime::LogLevel;
using Outcome = DeliveryReport::Outcome;

const char* name_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::Delivered:
            return "delivered";
        case Outcome::Refused:
            return "refused";
        case Outcome::Later:
            return "waits";
        case Outcome::AllLater:
            return "all wait";
    }
    return "";
}

}  // namespace

Deliveries::Deliveries(const spool::Spool& spool, Delivery& delivery, Switchboard& board, int at_once,
                       std::function<void()> portal_is_back)
    : spool_(spool), delivery_(delivery), board_(board), portal_is_back_(std::move(portal_is_back)) {
    for (int i = 0; i < at_once; ++i) threads_.emplace_back([this] { work(); });
}

Deliveries::~Deliveries() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

void Deliveries::add_all() {
    const auto read = spool_.for_each_waiting([this](const spool::Entry& entry) { add(entry); });
    if (!read.ok())
        runtime::log(LogLevel::Error, "forwarder.spool", {{"what", read.error().what}, {"detail", read.error().detail}});
}

void Deliveries::add(const std::string& key) {
    const auto entry = spool_.find(key);
    if (!entry) {
        // Gone already, or no document of ours: the look at all of them puts that aside.
        add_all();
    } else if (!entry->held) {
        add(*entry);
    }
}

void Deliveries::add(const spool::Entry& entry) {
    const JobIdentity& job = entry.header.job;
    {
        const std::lock_guard lock(mutex_);
        if (!lanes_.add({entry.key, job.user, job.received, job.document_number})) return;
        board_.expect(entry.key);
        lanes_.hurry(Lanes::Moment::clock::now());
        // Whoever asks hears at once that the portal is away.
        const auto moment = lanes_.next();
        if (lanes_.all_wait() && moment && *moment > Lanes::Moment::clock::now()) board_.answer(entry.key, absence_);
    }
    changed_.notify_one();
}

std::string Deliveries::next() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        if (auto key = lanes_.take(Lanes::Moment::clock::now())) return *key;
        if (const auto moment = lanes_.next())
            changed_.wait_until(lock, *moment);
        else
            changed_.wait(lock);
    }
    return {};
}

void Deliveries::work() {
    for (std::string key = next(); !key.empty(); key = next()) {
        DeliveryReport report = deliver(key);
        if (!settle(key, report)) report.outcome = Outcome::Later;
        record(key, report);
        board_.answer(key, report);
        // The same document may have come in again while it was on its way.
        if (report.outcome <= Outcome::Refused && spool_.waits(key)) add(key);
    }
}

DeliveryReport Deliveries::deliver(const std::string& key) {
    auto document = spool_.open_document(key);
    if (document.ok()) {
        spool::take_options(document.value().header);
        DeliveryReport report = delivery_.deliver(document.value().header, document.value().data, key);
        runtime::log(report.outcome == Outcome::Delivered ? LogLevel::Info : LogLevel::Warning, "forwarder.document",
                     {{"key", key},
                      {"queue", document.value().header.job.queue},
                      {"outcome", name_of(report.outcome)},
                      {"reason", report.reason}});
        return report;
    }
    // An operator has put it aside or dropped it meanwhile.
    if (document.error().code == ErrorCode::NotFound) return {Outcome::Refused, "The document was put aside by an operator.", {}};
    if (document.error().code == ErrorCode::InvalidInput)
        return {Outcome::Refused, "The document was damaged in the spool. Print it again.", document.error().what};
    return {Outcome::Later, "Your document is safe. The print server cannot read it now; it is tried again by itself.",
            document.error().what + " " + document.error().detail};
}

bool Deliveries::settle(const std::string& key, const DeliveryReport& report) {
    Result<void> kept;
    if (report.outcome == Outcome::Delivered) kept = spool_.remove(key);
    if (report.outcome == Outcome::Refused) kept = spool_.hold(key, report.sentence);
    if (kept.ok() || kept.error().code == ErrorCode::NotFound) return true;
    // What stays in the spool is offered again: the idempotency key keeps it one draft.
    runtime::log(LogLevel::Error, "forwarder.spool",
                 {{"key", key}, {"what", kept.error().what}, {"detail", kept.error().detail}});
    return false;
}

void Deliveries::record(const std::string& key, const DeliveryReport& report) {
    bool back = false;
    {
        const std::lock_guard lock(mutex_);
        const auto now = Lanes::Moment::clock::now();
        back = lanes_.all_wait() && report.outcome == Outcome::Delivered;
        if (report.outcome == Outcome::Later) {
            lanes_.wait(key, now);
        } else if (report.outcome == Outcome::AllLater) {
            lanes_.wait_all(key, now);
            absence_ = report;
        } else {
            lanes_.done(key, report.outcome == Outcome::Delivered);
        }
    }
    changed_.notify_all();
    if (back) portal_is_back_();
}

}  // namespace quillport::printing
