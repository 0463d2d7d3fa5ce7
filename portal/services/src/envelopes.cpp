#include "quillport/services/envelopes.hpp"

#include <algorithm>
#include <utility>

#include "audit.hpp"
#include "flow.hpp"
#include "post.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/services/problem.hpp"
#include "quillport/store/preservation.hpp"
#include "record.hpp"
#include "validate.hpp"

namespace quillport::services {
namespace {

using namespace std::chrono_literals;

Error no_such_envelope() { return refusal(ErrorCode::NotFound, "no such envelope", "no_such_envelope"); }

/// An envelope of this user; another's is as good as none.
Result<store::EnvelopeRecord> own(store::Reader& reader, const User& user, const EnvelopeId& id) {
    auto record = store::find_envelope(reader, user.organisation, id);
    if (!record.ok() && record.error().code != ErrorCode::NotFound) return record.error();
    if (!record.ok() || record.value().envelope.owner != user.id) return no_such_envelope();
    return record;
}

EnvelopeSummary summary_of(const store::EnvelopeRecord& record) {
    EnvelopeSummary summary;
    summary.id = record.envelope.id;
    summary.title = record.envelope.title;
    summary.ref = record.envelope.ref;
    summary.folder = record.envelope.folder;
    summary.state = record.envelope.state;
    summary.sent = record.envelope.created;
    summary.changed = record.envelope.changed;
    summary.recipients = static_cast<int>(record.recipients.size());
    const auto on_turn = record.machine().on_turn();
    for (const store::RecipientRow& row : record.recipients) {
        if (row.who.state == RecipientState::Signed) ++summary.signed_recipients;
        if (std::find(on_turn.begin(), on_turn.end(), row.who.id) != on_turn.end()) summary.waiting_for.push_back(row.who.name);
    }
    return summary;
}

EnvelopeRecipient recipient_view(const store::RecipientRow& row) {
    EnvelopeRecipient view{row.who, row.invited, row.viewed, row.signed_at, {}, row.reason};
    if (row.who.state == RecipientState::Signed) view.level = std::string(store::name_of(row.level));
    return view;
}

Result<void> add_preservation(store::Reader& reader, EnvelopeView& view) {
    auto document = store::find_preservation(reader, view.id, store::Subject::Document);
    if (!document.ok()) return document.error();
    auto pending = store::is_preservation_pending(reader, view.id);
    if (!pending.ok()) return pending.error();
    if (document.value()) view.signature_level = document.value()->level;
    // Of an envelope that ended before its end nothing is asked for any more.
    view.preservation_pending = pending.value() && (view.state == EnvelopeState::Sent || view.state == EnvelopeState::Completed);
    return {};
}

Result<EnvelopeView> view_in(store::Reader& reader, const store::EnvelopeRecord& record) {
    EnvelopeView view;
    const store::EnvelopeRow& row = record.envelope;
    view.id = row.id;
    view.title = row.title;
    view.ref = row.ref;
    view.folder = row.folder;
    view.message = row.message;
    view.state = row.state;
    view.created = row.created;
    view.expires = row.expires;
    view.completed = row.completed;
    view.certificate_ready = !row.certificate.empty();
    view.trial = row.trial;
    for (const store::RecipientRow& recipient : record.recipients) view.recipients.push_back(recipient_view(recipient));
    auto documents = store::list_documents(reader, row.id);
    if (!documents.ok()) return documents.error();
    for (const store::DocumentRow& document : documents.value())
        view.documents.push_back(
            {document.id, document.title, document.pages, document.head.sha256, static_cast<std::uint64_t>(document.head.size)});
    if (auto added = add_preservation(reader, view); !added.ok()) return added.error();
    auto sender = sender_of(reader, row);
    if (!sender.ok()) return sender.error();
    auto trail = trail_of(reader, row.id);
    if (!trail.ok()) return trail.error();
    view.events = std::move(trail).value();
    for (AuditEvent& event : view.events) event.actor = person_behind(event.actor, record, sender.value());
    return view;
}

Result<store::DocumentRow> document_in(store::Reader& reader, const User& user, const EnvelopeId& id,
                                       const DocumentId& document) {
    if (auto record = own(reader, user, id); !record.ok()) return record.error();
    auto row = store::find_document(reader, id, document);
    if (!row.ok() && row.error().code == ErrorCode::NotFound)
        return refusal(ErrorCode::NotFound, "no such document", "no_such_document");
    return row;
}

/// As files are called: the business reference first, by which they are looked for.
std::string title_of(const store::EnvelopeRow& envelope) {
    return envelope.ref.empty() ? envelope.title : envelope.ref + " - " + envelope.title;
}

/// Lets `change` work on the state machine and the record, then saves it.
template <typename F>
Result<EnvelopeView> act_on(Context& context, const User& user, const EnvelopeId& id, const F& change) {
    const TimePoint now = context.clock.now();
    auto view = context.store.write([&](store::Tx& tx) -> Result<EnvelopeView> {
        auto found = own(tx, user, id);
        if (!found.ok()) return found.error();
        store::EnvelopeRecord& record = found.value();
        if (Result<void> done = change(tx, record, now); !done.ok()) return done.error();
        record.envelope.changed = now;
        if (auto done = store::save_envelope(tx, record); !done.ok()) return done.error();
        return view_in(tx, record);
    });
    if (view.ok()) context.bell.ring();
    return view;
}

Error not_open(const Error& error) { return refusal(ErrorCode::Conflict, error.what, "not_open"); }

/// Tells those who could have acted that there is nothing left to do.
Result<void> tell_withdrawn(store::Tx& tx, Context& context, const store::EnvelopeRecord& record,
                            const std::vector<RecipientId>& whom, TimePoint now) {
    auto facts = facts_of(tx, record.envelope);
    if (!facts.ok()) return facts.error();
    for (const store::RecipientRow& row : record.recipients) {
        if (std::find(whom.begin(), whom.end(), row.who.id) == whom.end()) continue;
        facts.value().recipient = row.who.name;
        const Message message = withdrawn(facts.value(), record.envelope.reason);
        if (auto done =
                post(tx, context, record.envelope, store::OutboxKind::Mail, {row.who.name, row.who.email, {}, {}}, message, now);
            !done.ok())
            return done;
    }
    return {};
}

}  // namespace

Result<EnvelopeList> list_envelopes(Context& context, const User& user, int limit, const std::string& before,
                                    const std::string& folder) {
    const int most = std::clamp(limit, 1, 200);
    auto rows = context.store.read([&](store::Reader& reader) {
        return store::list_envelopes(reader, user.organisation, user.id, most, EnvelopeId{before}, folder);
    });
    if (!rows.ok()) return rows.error();
    EnvelopeList list;
    for (const store::EnvelopeRecord& record : rows.value()) list.envelopes.push_back(summary_of(record));
    if (static_cast<int>(list.envelopes.size()) == most) list.next = list.envelopes.back().id.value;
    return list;
}

Result<EnvelopeView> get_envelope(Context& context, const User& user, const EnvelopeId& id) {
    return context.store.read([&](store::Reader& reader) -> Result<EnvelopeView> {
        auto record = own(reader, user, id);
        if (!record.ok()) return record.error();
        return view_in(reader, record.value());
    });
}

Result<EnvelopeView> void_envelope(Context& context, const User& user, const EnvelopeId& id, const std::string& reason) {
    const std::string why = trimmed(reason);
    if (!is_text(why, 1000))
        return refusal(ErrorCode::InvalidInput, "reason",
                       {.key = "reason", .field = "reason", .tries_left = {}, .retry_after = {}});
    return act_on(context, user, id, [&](store::Tx& tx, store::EnvelopeRecord& record, TimePoint now) -> Result<void> {
        Envelope machine = record.machine();
        const auto whom = machine.on_turn();
        if (auto done = machine.record_void(); !done.ok()) return not_open(done.error());
        record.apply(machine);
        record.envelope.reason = why;
        if (auto done = services::record(tx, user.organisation, id, "voided", actor_of(user.id), now, {{"reason", why}});
            !done.ok())
            return done;
        return tell_withdrawn(tx, context, record, whom, now);
    });
}

Result<void> remind_recipients(Context& context, const User& user, const EnvelopeId& id) {
    constexpr auto kPause = 10min;
    auto view = act_on(context, user, id, [&](store::Tx& tx, store::EnvelopeRecord& record, TimePoint now) -> Result<void> {
        const auto whom = record.machine().on_turn();
        if (whom.empty()) return refusal(ErrorCode::Conflict, "nobody to remind", "not_open");
        for (const RecipientId& who : whom) {
            store::RecipientRow* row = record.find(who);
            const TimePoint last = std::max(row->invited.value_or(TimePoint{}), row->reminded.value_or(TimePoint{}));
            if (row->reminded && now - last < kPause)
                return refusal(
                    ErrorCode::RateLimited, "reminded just now",
                    {.key = "reminded_just_now",
                     .field = {},
                     .tries_left = {},
                     .retry_after = static_cast<int>(std::chrono::ceil<std::chrono::seconds>(last + kPause - now).count())});
            row->reminded = now;
        }
        return announce(tx, context, record, whom, Occasion::Reminder, actor_of(user.id), now);
    });
    if (!view.ok()) return view.error();
    return {};
}

Result<EnvelopeView> extend_envelope(Context& context, const User& user, const EnvelopeId& id) {
    return act_on(context, user, id, [&](store::Tx& tx, store::EnvelopeRecord& record, TimePoint now) -> Result<void> {
        Envelope machine = record.machine();
        const bool expired = machine.state() == EnvelopeState::Expired;
        if (expired) {
            if (auto done = machine.reopen(); !done.ok()) return not_open(done.error());
        } else if (machine.state() != EnvelopeState::Sent) {
            return refusal(ErrorCode::Conflict, "only an open envelope is extended", "not_open");
        }
        record.apply(machine);
        record.envelope.expires = now + context.settings.expiry;
        auto noted = services::record(tx, user.organisation, id, "extended", actor_of(user.id), now,
                                      {{"until", to_rfc3339(record.envelope.expires)}});
        if (!noted.ok() || !expired) return noted;
        return announce(tx, context, record, machine.on_turn(), Occasion::Reminder, actor_of(user.id), now);
    });
}

Result<AuditView> get_audit(Context& context, const User& user, const EnvelopeId& id) {
    return context.store.read([&](store::Reader& reader) -> Result<AuditView> {
        auto record = own(reader, user, id);
        if (!record.ok()) return record.error();
        return audit_of(reader, record.value());
    });
}

Result<File> get_certificate(Context& context, const User& user, const EnvelopeId& id) {
    auto record = context.store.read([&](store::Reader& reader) { return own(reader, user, id); });
    if (!record.ok()) return record.error();
    const store::EnvelopeRow& envelope = record.value().envelope;
    if (envelope.certificate.empty()) return refusal(ErrorCode::NotFound, "no certificate yet", "no_certificate_yet");
    auto data = context.store.blobs().get(envelope.certificate.sha256);
    if (!data.ok()) return data.error();
    return File{std::move(data).value(), file_name_of(title_of(envelope), " - certificate of completion"),
                envelope.certificate.sha256};
}

Result<File> get_document(Context& context, const User& user, const EnvelopeId& id, const DocumentId& document) {
    store::EnvelopeRow envelope;
    auto row = context.store.read([&](store::Reader& reader) -> Result<store::DocumentRow> {
        auto record = own(reader, user, id);
        if (!record.ok()) return record.error();
        envelope = std::move(record.value().envelope);
        return document_in(reader, user, id, document);
    });
    if (!row.ok()) return row.error();
    auto data = context.store.blobs().get(row.value().head.sha256);
    if (!data.ok()) return data.error();
    return File{std::move(data).value(), file_name_of(title_of(envelope), ""), row.value().head.sha256};
}

Result<std::shared_ptr<const pdf::PageImage>> document_page_image(Context& context, const User& user, const EnvelopeId& id,
                                                                  const DocumentId& document, int page, int dpi) {
    auto row = context.store.read([&](store::Reader& reader) { return document_in(reader, user, id, document); });
    if (!row.ok()) return row.error();
    if (page < 1 || static_cast<std::size_t>(page) > row.value().pages.size())
        return refusal(ErrorCode::NotFound, "no such page", "no_such_page");
    const std::string& sha256 = row.value().head.sha256;
    return context.pages.image(sha256, page, dpi, [&] { return context.store.blobs().get(sha256); });
}

}  // namespace quillport::services
