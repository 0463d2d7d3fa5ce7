#include "preservation.hpp"

#include <algorithm>
#include <utility>

#include "flow.hpp"
#include "quillport/core/growing_pause.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/services/problem.hpp"
#include "record.hpp"

namespace quillport::services {
namespace {

using namespace std::chrono_literals;

std::chrono::milliseconds pause_after(int tries) { return growing_pause(tries + 1, 1min, 6h); }

signing::PreservationSources sources_of(const Context& context) {
    return {.clock = context.clock,
            .time_stamps = context.time_stamps,
            .revocation = context.revocation,
            .anchors = context.anchors,
            .time_stamp_required = context.settings.time_stamp_required};
}

std::string_view word_of(signing::Gap::What what) {
    switch (what) {
        case signing::Gap::What::TimeStamp:
            return "time_stamp";
        case signing::Gap::What::Revocation:
            return "revocation";
        case signing::Gap::What::Issuer:
            return "issuer";
        case signing::Gap::What::ArchiveTimeStamp:
            break;
    }
    return "archive_time_stamp";
}

/// The reasons name addresses inside the house: they go into the log, not into the trail.
Progress progress_of(const signing::Preserved& made, bool wait_for_all) {
    Progress progress{made.reached, false, {}, {}};
    for (const signing::Gap& gap : made.gaps) {
        runtime::log(runtime::LogLevel::Warning, "preservation_gap",
                     {{"missing", word_of(gap.what)}, {"of", gap.of}, {"why", gap.why}});
        if (progress.missing.empty() || (gap.worth_retrying && !progress.pending)) {
            progress.missing = std::string(word_of(gap.what));
            progress.of = gap.of;
        }
        progress.pending = progress.pending || gap.worth_retrying || wait_for_all;
    }
    return progress;
}

/// Errors of signing as somebody reads them who cannot do anything about the key.
Error in_words(const Error& error) {
    if (error.code == ErrorCode::Unavailable && error.detail == "time_stamp")
        return refusal(ErrorCode::Unavailable, error.what, "time_stamp_missing");
    if (error.detail.starts_with("key_") || error.detail.starts_with("issuer_")) {
        runtime::log(runtime::LogLevel::Error, "signing_key_unusable", {{"what", error.what}, {"detail", error.detail}});
        return refusal(ErrorCode::Unavailable, error.what, "signing_key_unusable");
    }
    return error;
}

runtime::DigestStream hashed(BytesView file, runtime::DigestAlgorithm algorithm = runtime::DigestAlgorithm::Sha256) {
    runtime::DigestStream stream(algorithm);
    stream.update(file);
    return stream;
}

void append(Bytes& file, const Bytes& more) { file.insert(file.end(), more.begin(), more.end()); }

}  // namespace

signing::Level lowest_level(const Settings& settings) {
    return settings.time_stamp_required || settings.preservation_required ? signing::Level::B_T : signing::Level::B_B;
}

signing::Level level_for(const Context& context, const std::string& seal) {
    const auto wanted = signing::parse_level(seal);
    const signing::Level highest = context.settings.highest_level;
    return std::clamp(wanted.ok() ? wanted.value() : context.settings.signature_level,
                      std::min(lowest_level(context.settings), highest), highest);
}

Result<SignedFile> sign_file(Context& context, Bytes original, const pdf::SigningPlan& plan, pdf::SigningAct act,
                             signing::Level level) {
    act.digest = context.key.scheme().digest;
    const auto seen = hashed(original, act.digest);
    auto made = signing::sign_to_level(seen, plan, std::move(act), context.key, level, sources_of(context));
    if (!made.ok()) return in_words(made.error());
    append(original, made.value().appended);
    return SignedFile{std::move(original), made.value().next.to_text(), progress_of(made.value(), false)};
}

namespace {

store::Preservation row_of(const OrganisationId& organisation, const EnvelopeId& envelope, store::Subject subject) {
    store::Preservation row;
    row.organisation = organisation;
    row.envelope = envelope;
    row.subject = subject;
    return row;
}

std::string_view name_of(store::Subject subject) { return subject == store::Subject::Document ? "document" : "certificate"; }

signing::Level level_of(const store::Preservation& row) {
    return signing::parse_level(row.level).ok() ? signing::parse_level(row.level).value() : signing::Level::B_B;
}

Details details_of(store::Subject subject, const Progress& progress) {
    Details details = {{"subject", std::string(name_of(subject))}, {"level", std::string(signing::name_of(progress.reached))}};
    if (!progress.missing.empty()) details["missing"] = progress.missing;
    if (!progress.of.empty()) details["of"] = progress.of;
    return details;
}

/// When a file that is complete has to be looked at again. A time-stamp that already ends within the margin is not renewed every
/// time: half of what is left of it passes first.
std::optional<TimePoint> renewal_of(const signing::PreservedValues& values, TimePoint now) {
    const signing::RenewalPolicy policy;
    const auto advice = signing::renewal_due(values, now, policy);
    if (!advice.ok()) return std::nullopt;
    const TimePoint end = advice.value().holds_until;
    if (end <= now) return now + 24h;
    return std::max({end - policy.margin, now + std::min<std::chrono::milliseconds>((end - now) / 2, policy.margin), now + 24h});
}

}  // namespace

Result<void> note_certified(store::Tx& tx, const OrganisationId& organisation, const EnvelopeId& envelope,
                            const Progress& progress) {
    store::Preservation row = row_of(organisation, envelope, store::Subject::Document);
    row.level = std::string(signing::name_of(progress.reached));
    row.pending = progress.pending;
    return store::save_preservation(tx, row);
}

Result<void> note_act(store::Tx& tx, const OrganisationId& organisation, const EnvelopeId& envelope, const Progress& progress,
                      TimePoint now) {
    auto found = store::find_preservation(tx, envelope, store::Subject::Document);
    if (!found.ok()) return found.error();
    // An envelope of an earlier release was certified without a time-stamp.
    store::Preservation row = found.value().value_or(row_of(organisation, envelope, store::Subject::Document));
    row.level = std::string(signing::name_of(std::min(level_of(row), progress.reached)));
    row.pending = row.pending || progress.pending;
    if (auto done = store::save_preservation(tx, row); !done.ok()) return done;
    if (!progress.pending) return {};
    return record(tx, organisation, envelope, "preservation_pending", kPortal, now,
                  details_of(store::Subject::Document, progress));
}

Result<void> note_sealed(store::Tx& tx, Context& context, const store::EnvelopeRecord& envelope, const SignedFile& sealed,
                         TimePoint now) {
    store::Preservation row = row_of(envelope.envelope.organisation, envelope.envelope.id, store::Subject::Certificate);
    row.level = std::string(signing::name_of(sealed.progress.reached));
    row.pending = sealed.progress.pending;
    row.plan = sealed.plan;
    row.tries = row.pending ? 1 : 0;
    if (row.pending) row.next = now + pause_after(0);
    if (!row.pending && sealed.progress.reached == signing::Level::B_LTA) {
        const auto revisions = pdf::read_signatures(sealed.bytes);
        if (!revisions.ok()) return revisions.error();
        row.next = renewal_of(signing::values_of(revisions.value()), context.clock.now());
    }
    if (auto done = store::save_preservation(tx, row); !done.ok() || !row.pending) return done;
    return record(tx, row.organisation, row.envelope, "preservation_pending", kPortal, now,
                  details_of(store::Subject::Certificate, sealed.progress));
}

namespace {

/// A file to bring further, as the store has it.
struct Job {
    store::Preservation row;
    store::EnvelopeRecord envelope;
    store::DocumentRow document;
    [[nodiscard]] bool of_document() const { return row.subject == store::Subject::Document; }
    [[nodiscard]] const store::BlobRef& head() const { return of_document() ? document.head : envelope.envelope.certificate; }
    [[nodiscard]] const std::string& plan() const { return of_document() ? document.plan : row.plan; }
};

/// What was done to it, durable; `head` is empty when nothing was added.
struct Outcome {
    Progress progress;
    store::BlobRef head;
    std::string plan;
    std::optional<TimePoint> renewal;
    bool renewed = false;
};

Result<Job> job_of(store::Reader& reader, const store::Preservation& row) {
    auto envelope = store::find_envelope(reader, row.organisation, row.envelope);
    if (!envelope.ok()) return envelope.error();
    auto document = only_document(reader, row.envelope);
    if (!document.ok()) return document.error();
    return Job{row, std::move(envelope).value(), std::move(document).value()};
}

Result<Outcome> brought_further(Context& context, const Job& job, bool renewal) {
    auto file = context.store.blobs().get(job.head().sha256);
    if (!file.ok()) return file.error();
    auto plan = pdf::SigningPlan::parse(job.plan());
    if (!plan.ok()) return plan.error();
    const auto revisions = pdf::read_signatures(file.value());
    if (!revisions.ok()) return revisions.error();
    auto values = signing::values_of(revisions.value());
    const auto seen = hashed(file.value());
    const signing::Level wanted = level_for(context, job.envelope.envelope.seal);
    auto made = renewal ? signing::renew(seen, plan.value(), std::move(values), sources_of(context))
                        : signing::complete_preservation(seen, plan.value(), std::move(values), level_of(job.row), wanted,
                                                         sources_of(context));
    if (!made.ok()) return made.error();
    Outcome outcome;
    outcome.progress =
        renewal ? Progress{level_of(job.row), false, {}, {}} : progress_of(made.value(), context.settings.preservation_required);
    outcome.plan = made.value().next.to_text();
    outcome.renewed = renewal && !made.value().appended.empty();
    if (outcome.progress.reached == signing::Level::B_LTA) outcome.renewal = renewal_of(made.value().values, context.clock.now());
    if (made.value().appended.empty()) return outcome;
    append(file.value(), made.value().appended);
    auto head = context.store.blobs().put(file.value());
    if (!head.ok()) return head.error();
    outcome.head = std::move(head).value();
    return outcome;
}

Error changed_meanwhile() {
    return {ErrorCode::Conflict, "the file was changed while its preservation was completed", "changed_meanwhile"};
}

/// Compare-and-swap, as an act does it; the lease is taken and given back in the same transaction.
Result<void> swap_head(store::Tx& tx, Context& context, const Job& job, const Outcome& outcome, TimePoint now) {
    if (job.of_document()) {
        auto lease =
            store::acquire_lease(tx, job.document.id, runtime::new_id(context.random), now, now + context.settings.lease);
        if (!lease.ok()) return lease.error();
        if (lease.value().version != job.document.version) return changed_meanwhile();
        auto version = store::advance_head(tx, lease.value(), now, outcome.head, outcome.plan, {});
        if (!version.ok()) return version.error();
        return {};
    }
    auto envelope = store::find_envelope(tx, job.row.organisation, job.row.envelope);
    if (!envelope.ok()) return envelope.error();
    if (!(envelope.value().envelope.certificate == job.envelope.envelope.certificate)) return changed_meanwhile();
    envelope.value().envelope.certificate = outcome.head;
    envelope.value().envelope.changed = now;
    return store::save_envelope(tx, envelope.value());
}

Result<void> keep(store::Tx& tx, Context& context, const Job& job, const Outcome& outcome, TimePoint now) {
    store::Preservation row = job.row;
    const bool first_gap = outcome.progress.pending && row.tries == 0;
    row.level = std::string(signing::name_of(outcome.progress.reached));
    row.pending = outcome.progress.pending;
    row.next = row.pending ? std::optional(now + pause_after(row.tries)) : outcome.renewal;
    row.tries = row.pending ? row.tries + 1 : 0;
    Details details = details_of(row.subject, outcome.progress);
    if (!outcome.head.empty()) {
        if (auto done = swap_head(tx, context, job, outcome, now); !done.ok()) return done;
        if (!job.of_document()) row.plan = outcome.plan;
        details["sha256"] = outcome.head.sha256;
    }
    if (auto done = store::save_preservation(tx, row); !done.ok()) return done;
    const auto note = [&](std::string_view kind) {
        return record(tx, row.organisation, row.envelope, kind, kPortal, now, details);
    };
    if (outcome.renewed) return note("preservation_renewed");
    if (!outcome.head.empty())
        if (auto done = note("preserved"); !done.ok()) return done;
    return first_gap ? note("preservation_pending") : Result<void>{};
}

/// An error of a try: the next one waits longer. Somebody else's success at the same moment is none.
Result<void> put_off(Context& context, store::Preservation row, const Error& error) {
    if (error.code == ErrorCode::Conflict) return {};
    runtime::log(runtime::LogLevel::Error, "preservation_failed",
                 {{"envelope", row.envelope.value}, {"what", error.what}, {"detail", error.detail}});
    row.next = context.clock.now() + pause_after(row.tries);
    ++row.tries;
    return context.store.write([&](store::Tx& tx) { return store::save_preservation(tx, row); });
}

/// \returns how it ended.
Result<Outcome> work_on(Context& context, const store::Preservation& row, bool renewal) {
    auto job = context.store.read([&](store::Reader& reader) { return job_of(reader, row); });
    if (!job.ok()) return job.error();
    auto outcome = brought_further(context, job.value(), renewal);
    if (!outcome.ok()) return outcome;
    const TimePoint now = context.clock.now();
    auto kept = context.store.write([&](store::Tx& tx) { return keep(tx, context, job.value(), outcome.value(), now); });
    if (!kept.ok()) return kept.error();
    runtime::log(runtime::LogLevel::Info, outcome.value().progress.pending ? "preservation_pending" : "preserved",
                 {{"envelope", row.envelope.value},
                  {"subject", name_of(row.subject)},
                  {"level", signing::name_of(outcome.value().progress.reached)},
                  {"missing", outcome.value().progress.missing}});
    return outcome;
}

}  // namespace

Result<bool> preserve_document(Context& context, const store::EnvelopeRow& envelope) {
    auto found = context.store.read(
        [&](store::Reader& reader) { return store::find_preservation(reader, envelope.id, store::Subject::Document); });
    if (!found.ok()) return found.error();
    const store::Preservation row = found.value().value_or(row_of(envelope.organisation, envelope.id, store::Subject::Document));
    const bool may_go = !context.settings.preservation_required;
    if (!row.pending && level_of(row) >= level_for(context, envelope.seal)) return true;
    if (row.next && context.clock.now() < *row.next) return may_go || !row.pending;
    auto outcome = work_on(context, row, false);
    if (!outcome.ok()) {
        store::Preservation waiting = row;
        waiting.pending = true;
        auto done = put_off(context, std::move(waiting), outcome.error());
        return done.ok() ? outcome.error() : done.error();
    }
    return may_go || !outcome.value().progress.pending;
}

Result<int> preserve_due(Context& context, int limit) {
    const TimePoint now = context.clock.now();
    auto due = context.store.read([&](store::Reader& reader) { return store::list_preservation_due(reader, now, limit); });
    if (!due.ok()) return due.error();
    int further = 0;
    for (const store::Preservation& row : due.value()) {
        auto outcome = work_on(context, row, !row.pending);
        if (outcome.ok()) {
            if (!outcome.value().head.empty()) ++further;
            continue;
        }
        if (auto done = put_off(context, row, outcome.error()); !done.ok()) return done.error();
    }
    return further;
}

}  // namespace quillport::services
