#include <algorithm>
#include <optional>
#include <utility>

#include "arrival.hpp"
#include "draft_access.hpp"
#include "job_files.hpp"
#include "links.hpp"
#include "prints.hpp"
#include "quillport/documents/intake.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/services/drafts.hpp"
#include "quillport/services/problem.hpp"
#include "quillport/services/queues.hpp"
#include "quillport/store/drafts.hpp"
#include "validate.hpp"

// The way of a delivery: is it known, how is it read, what does it hold, what is kept of it, who is told.
namespace quillport::services {
namespace {

DraftReceipt receipt_of(const Context& context, const store::DraftRow& row, bool already,
                        const std::vector<store::TitledPart>& parts) {
    DraftReceipt receipt{row.id,
                         draft_url(context.settings, row.id),
                         already,
                         static_cast<int>(row.content.roles.size()),
                         static_cast<int>(row.content.problems.size()),
                         row.lock == Lock::Locked,
                         {}};
    if (parts.size() < 2) return receipt;
    receipt.url = drafts_url(context.settings);
    for (const store::TitledPart& part : parts)
        receipt.drafts.push_back({part.draft, draft_url(context.settings, part.draft), part.title});
    return receipt;
}

DraftReceipt receipt_of(const Context& context, const std::vector<NewDraft>& fresh) {
    std::vector<store::TitledPart> parts;
    for (const NewDraft& draft : fresh) parts.push_back({draft.row.id, draft.row.content.title});
    DraftReceipt receipt = receipt_of(context, fresh.front().row, false, parts);
    receipt.signers = receipt.problems = 0;
    for (const NewDraft& draft : fresh) {
        receipt.signers += static_cast<int>(draft.row.content.roles.size());
        receipt.problems += static_cast<int>(draft.row.content.problems.size());
    }
    return receipt;
}

std::string key_of(const Delivery& delivery, const std::string& sha256) {
    if (!delivery.idempotency_key.empty()) return delivery.idempotency_key;
    if (delivery.job.uuid.empty()) return {};
    return delivery.job.uuid + "#" + std::to_string(delivery.job.document_number) + "#" + sha256;
}

/// The draft that has the pages of this one now, or took its place.
Result<store::DraftRow> carrier_of(store::Reader& reader, store::DraftRow row) {
    constexpr int kMostSteps = 20;
    for (int step = 0; step < kMostSteps && !row.merged_into.empty(); ++step) {
        auto next = store::find_draft(reader, row.organisation, row.merged_into);
        if (!next.ok()) return next;
        row = std::move(next).value();
    }
    return row;
}

using Known = std::optional<DraftReceipt>;

/// What an earlier delivery with this key made. Errors: Conflict "key_reused" (it was another document).
Result<Known> delivered_before(Context& context, const OrganisationId& organisation, const std::string& key,
                               const std::string& sha256) {
    if (key.empty()) return Known();
    return context.store.read([&](store::Reader& reader) -> Result<Known> {
        auto id = store::find_draft_by_key(reader, organisation, key);
        if (!id.ok()) return id.error();
        if (!id.value()) return Known();
        auto row = store::find_draft(reader, organisation, *id.value());
        if (!row.ok()) return row.error();
        auto print = delivered_print(reader, row.value());
        if (!print.ok()) return print.error();
        if (print.value().sha256 != sha256) return refusal(ErrorCode::Conflict, "key used for another document", "key_reused");
        auto carrier = carrier_of(reader, std::move(row).value());
        if (!carrier.ok()) return carrier.error();
        return Known(receipt_of(context, carrier.value(), true, print.value().parts));
    });
}

Result<DraftReceipt> receipt_in(Result<Known> known) {
    if (!known.ok()) return std::move(known).error();
    return *std::move(known).value();
}

/// How tags are found: as the print server did, else as the queue says. Lists of a stranger are short lists of short lines.
Result<TagSettings> settings_for(Context& context, const Deliverer& by, const Delivery& delivery) {
    if (by.user || !delivery.found) {
        const std::string& queue = delivery.job.queue;
        if (queue.empty()) return TagSettings{};
        auto described = queue_settings(context, by.organisation, queue);
        if (!described.ok()) return described.error();
        return described.value().tags;
    }
    const TagSettings& given = delivery.settings;
    for (const auto* list : {&given.dialects, &given.languages, &given.marks, &given.anchors}) {
        const bool fine = list->size() <= 100 && std::all_of(list->begin(), list->end(),
                                                             [](const std::string& line) { return is_one_line(line, 1000); });
        if (!fine) return refusal(ErrorCode::InvalidInput, "tag settings", "tag_settings");
    }
    if (!is_one_line(given.split, 1000)) return refusal(ErrorCode::InvalidInput, "split rule", "tag_settings");
    return given;
}

/// What the file holds: as its carrier says, when that is a print server whose worker looked; else as our worker sees it.
Result<std::vector<documents::PrintedDocument>> look_at(Context& context, const Deliverer& by, const Delivery& delivery,
                                                        const TagSettings& settings) {
    const auto rule = parse_split_rule(settings.split);
    if (!rule.ok()) return refusal(ErrorCode::InvalidInput, rule.error().what, "tag_settings");
    const auto charset = delivery.job.options.find("quill-charset");
    return documents::take_in_print(context.tools, delivery.document, settings, rule.value(),
                                    by.user ? std::nullopt : delivery.found, context.settings.intake,
                                    charset == delivery.job.options.end() ? std::string() : charset->second);
}

/// A carrier does not come again with what is refused for these reasons.
bool is_final(ErrorCode code) {
    return code == ErrorCode::InvalidInput || code == ErrorCode::Unsupported || code == ErrorCode::TooLarge ||
           code == ErrorCode::Timeout;
}

/// Nothing can be made of the document. Who printed is told when his print server will not come again.
Error refused(Context& context, const Deliverer& by, const Delivery& delivery, const std::string& key, Error why) {
    const std::string problem = problem_of(why).key;
    runtime::log(runtime::LogLevel::Warning, "delivery_refused", {{"job", delivery.job.uuid}, {"key", problem}});
    if (by.user || !is_final(why.code)) return why;
    auto noted = note_refusal(context, by.organisation, clean_job(delivery.job), key, problem);
    return noted.ok() ? why : noted.error();
}

/// A part of a plain PDF is its own; of what was made from something else, the delivered file is kept beside it.
Result<void> keep_document(Context& context, BytesView delivered, const documents::PrintedDocument& document,
                           store::DraftRow& row) {
    if (document.pdf.empty()) return keep_files(context, delivered, document.intake.pdf, row);
    const bool is_plain = document.intake.format == Format::Pdf && document.intake.lock == Lock::None;
    return is_plain ? keep_files(context, document.pdf, {}, row) : keep_files(context, delivered, document.pdf, row);
}

Result<store::DraftRow> new_row(Context& context, const Deliverer& by, const Delivery& delivery,
                                const documents::PrintedDocument& document) {
    store::DraftRow row;
    row.id = {runtime::new_id(context.random)};
    row.organisation = by.organisation;
    take_intake(row, document.intake, clean_job(delivery.job), delivery.job.options);
    row.original_format = document.intake.format;
    row.created = row.changed = context.clock.now();
    if (auto kept = keep_document(context, delivery.document, document, row); !kept.ok()) return kept.error();
    return row;
}

Result<std::vector<NewDraft>> new_drafts(Context& context, const Deliverer& by, const Delivery& delivery,
                                         const std::vector<documents::PrintedDocument>& documents, const TagSettings& settings,
                                         const std::string& sha256) {
    std::vector<NewDraft> fresh;
    for (const documents::PrintedDocument& document : documents) {
        auto row = new_row(context, by, delivery, document);
        if (!row.ok()) return row.error();
        row.value().settings = settings;
        fresh.push_back({std::move(row).value(), std::nullopt});
    }
    make_parts_of(fresh, documents, {sha256, static_cast<std::int64_t>(delivery.document.size())});
    return fresh;
}

/// All or none. What a repeat finds there already is named, and nothing is written.
Result<store::DraftCreated> keep_drafts(store::Tx& tx, Context& context, const Deliverer& by, const std::vector<NewDraft>& fresh,
                                        const std::string& key) {
    store::DraftCreated first;
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        store::DraftRow row = fresh[i].row;
        if (auto done = settle_arrival(tx, context, by, row); !done.ok()) return done.error();
        auto made = store::create_draft(tx, row, key_of_part(key, static_cast<int>(i) + 1));
        if (!made.ok()) return made.error();
        if (i == 0) first = made.value();
        if (first.already_delivered) return first;
        if (auto done = keep_part(tx, fresh[i]); !done.ok()) return done.error();
        if (by.user) continue;
        if (auto noted = note_arrival(tx, row, row.created); !noted.ok()) return noted.error();
    }
    return first;
}

void tell(Context& context, const std::vector<NewDraft>& fresh) {
    context.bell.ring();  // a policy may send it
    for (const NewDraft& draft : fresh) {
        runtime::log(runtime::LogLevel::Info, "draft_created",
                     {{"draft", draft.row.id.value},
                      {"job", draft.row.content.job.uuid},
                      {"roles", draft.row.content.roles.size()},
                      {"problems", draft.row.content.problems.size()},
                      {"format", row_of(draft.row.original_format).name}});
    }
}

}  // namespace

Result<DraftReceipt> create_draft(Context& context, const Deliverer& by, const Delivery& delivery) {
    if (!is_one_line(delivery.idempotency_key, 200))
        return refusal(ErrorCode::InvalidInput, "idempotency key", "idempotency_key");
    if (delivery.document.size() > context.settings.intake.bytes)
        return refusal(ErrorCode::TooLarge, "document over the limit", "too_large");
    const std::string sha256 = runtime::sha256_hex(delivery.document);
    const std::string key = key_of(delivery, sha256);
    const auto known = [&] { return delivered_before(context, by.organisation, key, sha256); };
    if (auto before = known(); !before.ok() || before.value()) return receipt_in(std::move(before));
    auto settings = settings_for(context, by, delivery);
    if (!settings.ok()) return settings.error();
    auto documents = look_at(context, by, delivery, settings.value());
    if (!documents.ok()) return refused(context, by, delivery, key, std::move(documents).error());
    auto fresh = new_drafts(context, by, delivery, documents.value(), settings.value(), sha256);
    if (!fresh.ok()) return fresh.error();
    if (fresh.value().size() == 1) {  // a print that holds many documents is many drafts, whatever else came with the job
        auto joined = join_job(context, by, fresh.value().front().row, key);
        if (!joined.ok()) return joined.error();
        if (joined.value()) {
            context.bell.ring();
            return receipt_of(context, *joined.value(), false, {});
        }
    }
    auto made = context.store.write([&](store::Tx& tx) { return keep_drafts(tx, context, by, fresh.value(), key); });
    if (!made.ok()) return made.error();
    if (made.value().already_delivered)  // two deliveries at once
        if (auto other = known(); !other.ok() || other.value()) return receipt_in(std::move(other));
    tell(context, fresh.value());
    return receipt_of(context, fresh.value());
}

}  // namespace quillport::services
