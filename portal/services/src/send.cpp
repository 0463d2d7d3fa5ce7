#include <algorithm>
#include <iterator>
#include <utility>

#include "flow.hpp"
#include "fold.hpp"
#include "preservation.hpp"
#include "prints.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/services/envelopes.hpp"
#include "quillport/services/problem.hpp"
#include "quillport/store/drafts.hpp"
#include "quillport/store/people.hpp"
#include "record.hpp"
#include "wishes.hpp"

namespace quillport::services {
namespace {

/// The document as it goes to its signers, durable in the store.
struct Certified {
    store::BlobRef blob;
    std::string plan;
    std::string prepared_sha256;
    Progress progress;
};

Result<store::DraftRow> sendable(store::Reader& reader, const User& user, const DraftId& id) {
    auto row = store::find_visible_draft(reader, user.organisation, user.id, id);
    if (!row.ok() && row.error().code == ErrorCode::NotFound)
        return refusal(ErrorCode::NotFound, "no such draft", "no_such_draft");
    if (!row.ok()) return row.error();
    if (row.value().state != store::DraftState::Open) return refusal(ErrorCode::Conflict, "draft is over", "draft_over");
    if (row.value().lock == Lock::Locked) return refusal(ErrorCode::PreconditionFailed, "waits for its password", "incomplete");
    if (row.value().is_signed) return refusal(ErrorCode::Unsupported, "arrived with signatures", "arrived_signed");
    if (!missing_in(row.value().content).empty())
        return refusal(ErrorCode::PreconditionFailed, "draft is incomplete", "incomplete");
    return row;
}

Error in_words(const Error& error) {
    if (error.code == ErrorCode::Unsupported && error.detail == "signed")
        return refusal(ErrorCode::Unsupported, error.what, "arrived_signed");
    if (error.code == ErrorCode::Timeout || error.code == ErrorCode::TooLarge)
        return refusal(error.code, error.what, "too_complex");
    return error;
}

Result<worker::Client::Preparation> prepared(Context& context, const store::DraftRow& draft) {
    auto original = context.store.blobs().get(draft.document.sha256);
    if (!original.ok()) return original.error();
    Detection found;
    found.pages = draft.content.pages;
    // What stands in an image or is a form field of the document has no letters to erase.
    std::copy_if(draft.tags.begin(), draft.tags.end(), std::back_inserter(found.tags),
                 [](const Tag& tag) { return tag.source == TagSource::Text; });
    std::vector<std::string> roles;
    for (const DraftRole& role : draft.content.roles) roles.push_back(role.key);
    auto preparation = context.tools.prepare(original.value(), found, draft.content.fields, roles, draft.settings);
    if (!preparation.ok()) return in_words(preparation.error());
    if (!preparation.value().not_erased.empty()) {
        runtime::log(runtime::LogLevel::Warning, "tags_not_erasable",
                     {{"draft", draft.id.value},
                      {"count", preparation.value().not_erased.size()},
                      {"code", preparation.value().not_erased.front().code}});
        return refusal(ErrorCode::Unsupported, "tags that cannot be erased", "tags_not_erasable");
    }
    return preparation;
}

Result<Certified> certified(Context& context, const pdf::PreparedPdf& prepared_pdf, const std::string& seal, TimePoint now) {
    pdf::SigningAct act;
    act.signer_name = signing::common_name_of(context.key);
    act.reason = "Certified on sending; changes but filling in and signing are not allowed";
    act.when = now;
    auto file = sign_file(context, prepared_pdf.pdf, prepared_pdf.plan, std::move(act),
                          std::min(level_for(context, seal), signing::Level::B_T));
    if (!file.ok()) return file.error();
    auto blob = context.store.blobs().put(file.value().bytes);
    if (!blob.ok()) return blob.error();
    return Certified{blob.value(), std::move(file.value().plan), runtime::sha256_hex(prepared_pdf.pdf),
                     std::move(file.value().progress)};
}

store::EnvelopeRecord record_of(Context& context, const User& user, const store::DraftRow& draft, TimePoint now) {
    store::EnvelopeRecord record;
    record.envelope.id = {runtime::new_id(context.random)};
    record.envelope.organisation = user.organisation;
    record.envelope.owner = user.id;
    record.envelope.draft = draft.id;
    record.envelope.state = EnvelopeState::Draft;
    record.envelope.title = draft.content.title;
    record.envelope.message = draft.message;
    record.envelope.trial = context.settings.trial;
    record.envelope.created = record.envelope.changed = now;
    record.envelope.ref = draft.ref;
    record.envelope.language = draft.language;
    record.envelope.folder = draft.folder;
    record.envelope.seal = draft.seal;
    record.envelope.expires = deadline_of(draft.expires, now, context.settings.expiry);
    for (const DraftRole& role : draft.content.roles) {
        store::RecipientRow row;
        row.envelope = record.envelope.id;
        row.organisation = user.organisation;
        row.who.id = {runtime::new_id(context.random)};
        row.who.role = role.key;
        row.who.name = role.name;
        row.who.email = role.email;
        row.who.phone = role.phone;
        row.who.company = role.company;
        row.who.routing_order = role.routing_order;
        row.link_hash = runtime::sha256_hex(bytes_of(context.secret.link_token(row.who.id.value)));
        record.recipients.push_back(std::move(row));
    }
    std::stable_sort(
        record.recipients.begin(), record.recipients.end(),
        [](const store::RecipientRow& a, const store::RecipientRow& b) { return a.who.routing_order < b.who.routing_order; });
    return record;
}

store::DocumentRow document_of(Context& context, const store::EnvelopeRecord& record, const store::DraftRow& draft,
                               const Certified& file, TimePoint now) {
    store::DocumentRow document;
    document.id = {runtime::new_id(context.random)};
    document.envelope = record.envelope.id;
    document.organisation = record.envelope.organisation;
    document.title = draft.content.title;
    document.head = file.blob;
    document.plan = file.plan;
    document.pages = draft.content.pages;
    document.fields = draft.content.fields;
    for (Field& field : document.fields) field.document = document.id;
    document.created = now;
    return document;
}

Result<void> remember_people(store::Tx& tx, Context& context, const store::EnvelopeRecord& record, TimePoint now) {
    for (const store::RecipientRow& row : record.recipients) {
        store::Person person;
        person.id = {runtime::new_id(context.random)};
        person.organisation = record.envelope.organisation;
        person.name = row.who.name;
        person.email = row.who.email;
        person.phone = row.who.phone;
        person.company = row.who.company;
        person.search = folded(row.who.name + " " + row.who.email + " " + row.who.company);
        person.created = now;
        if (auto done = store::remember_person(tx, person); !done.ok()) return done.error();
    }
    return {};
}

/// The first events of a trail.
Result<void> record_sending(store::Tx& tx, const store::EnvelopeRow& envelope, const store::DraftRow& draft,
                            const Certified& file, const std::string& actor, TimePoint now) {
    const auto note = [&](std::string_view kind, const std::string& who, const Details& details) {
        return record(tx, envelope.organisation, envelope.id, kind, who, now, details);
    };
    // What was delivered counts as the original; what was made of it is named beside it.
    const bool converted = !draft.original.empty();
    Details origin = {{"draft", draft.id.value},
                      {"original_sha256", converted ? draft.original.sha256 : draft.document.sha256},
                      {"job", draft.content.job.uuid}};
    if (converted) {
        origin["original_format"] = row_of(draft.original_format).name;
        origin["converted_sha256"] = draft.document.sha256;
    }
    if (!draft.ref.empty()) origin["ref"] = draft.ref;
    if (!draft.parts.empty()) origin["documents"] = std::to_string(draft.parts.size());
    auto part = store::find_print_part(tx, envelope.organisation, draft.id);
    if (!part.ok()) return part.error();
    origin.merge(details_of_part(part.value()));
    if (auto done = note("created", actor, origin); !done.ok()) return done;
    if (auto done = note("prepared", kPortal,
                         {{"sha256", file.prepared_sha256}, {"fields", std::to_string(draft.content.fields.size())}});
        !done.ok())
        return done;
    if (auto done = note("certified", kPortal, {{"sha256", file.blob.sha256}}); !done.ok()) return done;
    Details how = {{"expires", to_rfc3339(envelope.expires)}};
    if (draft.sends) how["policy_of_queue"] = draft.content.job.queue;
    return note("sent", actor, how);
}

}  // namespace

Result<EnvelopeView> send_draft(Context& context, const User& user, const DraftId& id) {
    auto draft = context.store.read([&](store::Reader& reader) { return sendable(reader, user, id); });
    if (!draft.ok()) return draft.error();
    auto preparation = prepared(context, draft.value());
    if (!preparation.ok()) return preparation.error();
    const TimePoint now = context.clock.now();
    auto file = certified(context, preparation.value().prepared, draft.value().seal, now);
    if (!file.ok()) return file.error();
    const store::EnvelopeRecord fresh = record_of(context, user, draft.value(), now);
    const store::DocumentRow document = document_of(context, fresh, draft.value(), file.value(), now);
    auto sent = context.store.write([&](store::Tx& tx) -> Result<void> {
        if (auto still = sendable(tx, user, id); !still.ok()) return still.error();
        store::EnvelopeRecord record = fresh;
        Envelope machine = record.machine();
        if (auto done = machine.send(); !done.ok()) return done;
        record.apply(machine);
        const auto invited = mark_invited(record, now);
        if (auto done = store::create_envelope(tx, record); !done.ok()) return done;
        if (auto done = store::create_document(tx, document); !done.ok()) return done;
        if (auto done = note_certified(tx, user.organisation, fresh.envelope.id, file.value().progress); !done.ok()) return done;
        auto marked = store::mark_draft_sent(tx, user.organisation, id, draft.value().version, fresh.envelope.id, now);
        if (!marked.ok()) {
            if (marked.error().code == ErrorCode::PreconditionFailed)
                return refusal(ErrorCode::Conflict, "draft changed while it was prepared", "changed_meanwhile");
            return marked;
        }
        if (auto done = remember_people(tx, context, record, now); !done.ok()) return done;
        if (auto done = record_sending(tx, record.envelope, draft.value(), file.value(), actor_of(user.id), now); !done.ok())
            return done;
        return announce(tx, context, record, invited, Occasion::Invitation, kPortal, now);
    });
    if (!sent.ok()) return sent.error();
    context.bell.ring();
    runtime::log(runtime::LogLevel::Info, "envelope_sent",
                 {{"envelope", fresh.envelope.id.value}, {"draft", id.value}, {"recipients", fresh.recipients.size()}});
    return get_envelope(context, user, fresh.envelope.id);
}

}  // namespace quillport::services
