#include "quillport/services/drafts.hpp"

#include <algorithm>
#include <utility>

#include "arrival.hpp"
#include "draft_access.hpp"
#include "draft_rules.hpp"
#include "fold.hpp"
#include "job_files.hpp"
#include "job_options.hpp"
#include "links.hpp"
#include "prints.hpp"
#include "quillport/documents/intake.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/services/problem.hpp"
#include "quillport/services/queues.hpp"
#include "quillport/store/drafts.hpp"
#include "quillport/store/people.hpp"
#include "validate.hpp"
#include "wishes.hpp"

namespace quillport::services {
namespace {

Error no_such_draft() { return refusal(ErrorCode::NotFound, "no such draft", "no_such_draft"); }

/// Ok when the user sees the inbox that the draft lies or lay in; else nobody tells him that there is such a draft.
Result<void> may_claim(store::Reader& reader, const User& user, const DraftId& id) {
    auto row = store::find_draft(reader, user.organisation, id);
    if (!row.ok()) return draft_in_words(row.error());
    if (row.value().owner == user.id) return {};
    auto sees = store::sees_inbox(reader, row.value().queue, user.id);
    if (!sees.ok()) return sees.error();
    if (!sees.value()) return no_such_draft();
    return {};
}

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

/// What the file holds: as its carrier says, when that is a print server whose worker looked; else as our worker sees it.
Result<std::vector<documents::PrintedDocument>> look_at(Context& context, const Deliverer& by, const Delivery& delivery,
                                                        const TagSettings& settings) {
    const auto rule = parse_split_rule(settings.split);
    if (!rule.ok()) return refusal(ErrorCode::InvalidInput, rule.error().what, "tag_settings");
    const auto charset = delivery.job.options.find("quill-charset");
    auto documents = documents::take_in_print(context.tools, delivery.document, settings, rule.value(),
                                              by.user ? std::nullopt : delivery.found, context.settings.intake,
                                              charset == delivery.job.options.end() ? std::string() : charset->second);
    if (!documents.ok())
        runtime::log(runtime::LogLevel::Warning, "delivery_refused",
                     {{"job", delivery.job.uuid}, {"key", problem_of(documents.error()).key}});
    return documents;
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

/// A carrier does not come again with what is refused for these reasons.
bool is_final(ErrorCode code) {
    return code == ErrorCode::InvalidInput || code == ErrorCode::Unsupported || code == ErrorCode::TooLarge ||
           code == ErrorCode::Timeout;
}

std::string key_of(const Delivery& delivery, const std::string& sha256) {
    if (!delivery.idempotency_key.empty()) return delivery.idempotency_key;
    if (delivery.job.uuid.empty()) return {};
    return delivery.job.uuid + "#" + std::to_string(delivery.job.document_number) + "#" + sha256;
}

/// The draft that an earlier delivery with this key made.
Result<std::optional<store::DraftRow>> delivered_before(Context& context, const OrganisationId& organisation,
                                                        const std::string& key) {
    return context.store.read([&](store::Reader& reader) -> Result<std::optional<store::DraftRow>> {
        if (key.empty()) return std::optional<store::DraftRow>();
        auto id = store::find_draft_by_key(reader, organisation, key);
        if (!id.ok()) return id.error();
        if (!id.value()) return std::optional<store::DraftRow>();
        auto row = store::find_draft(reader, organisation, *id.value());
        if (!row.ok()) return row.error();
        return std::optional(std::move(row).value());
    });
}

/// The draft that has the pages of this one now, or took its place.
Result<store::DraftRow> carrier_of(Context& context, store::DraftRow row) {
    constexpr int kMostSteps = 20;
    for (int step = 0; step < kMostSteps && !row.merged_into.empty(); ++step) {
        auto next = context.store.read(
            [&](store::Reader& reader) { return store::find_draft(reader, row.organisation, row.merged_into); });
        if (!next.ok()) return next;
        row = std::move(next).value();
    }
    return row;
}

/// The document as it was delivered: what a draft was made of first.
std::string first_document(const store::DraftRow& row) {
    for (const store::DraftPart& part : row.parts)
        if (part.source == row.id && row.original.empty()) return part.document.sha256;
    return row.original.empty() ? row.document.sha256 : row.original.sha256;
}

Result<DraftReceipt> repeat_of(Context& context, const store::DraftRow& row, const std::string& sha256) {
    auto print = context.store.read([&](store::Reader& reader) { return delivered_print(reader, row); });
    if (!print.ok()) return print.error();
    const std::string& delivered = print.value().parts.empty() ? first_document(row) : print.value().sha256;
    if (delivered != sha256) return refusal(ErrorCode::Conflict, "key used for another document", "key_reused");
    auto carrier = carrier_of(context, row);
    if (!carrier.ok()) return carrier.error();
    return receipt_of(context, carrier.value(), true, print.value().parts);
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
    const documents::Intake& intake = document.intake;
    store::DraftRow row;
    row.id = {runtime::new_id(context.random)};
    row.organisation = by.organisation;
    row.content = draft_of(intake.inspection.found, clean_job(delivery.job), DocumentId{row.id.value});
    take_job_options(row, delivery.job.options);
    row.tags = intake.inspection.found.tags;
    row.is_signed = intake.inspection.is_signed;
    row.original_format = intake.format;
    row.lock = intake.lock;
    take_wishes(row);
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

}  // namespace

Result<DraftReceipt> create_draft(Context& context, const Deliverer& by, const Delivery& delivery) {
    if (!is_one_line(delivery.idempotency_key, 200))
        return refusal(ErrorCode::InvalidInput, "idempotency key", "idempotency_key");
    if (delivery.document.size() > context.settings.intake.bytes)
        return refusal(ErrorCode::TooLarge, "document over the limit", "too_large");
    const std::string sha256 = runtime::sha256_hex(delivery.document);
    const std::string key = key_of(delivery, sha256);
    auto before = delivered_before(context, by.organisation, key);
    if (!before.ok()) return before.error();
    if (before.value()) return repeat_of(context, *before.value(), sha256);
    auto settings = settings_for(context, by, delivery);
    if (!settings.ok()) return settings.error();
    auto documents = look_at(context, by, delivery, settings.value());
    if (!documents.ok()) {
        if (!by.user && is_final(documents.error().code))
            if (auto noted =
                    note_refusal(context, by.organisation, clean_job(delivery.job), key, problem_of(documents.error()).key);
                !noted.ok())
                return noted.error();
        return documents.error();
    }
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
    if (made.value().already_delivered) {  // two deliveries at once
        auto other = delivered_before(context, by.organisation, key);
        if (!other.ok()) return other.error();
        if (other.value()) return repeat_of(context, *other.value(), sha256);
    }
    context.bell.ring();  // a policy may send it
    for (const NewDraft& draft : fresh.value()) {
        runtime::log(runtime::LogLevel::Info, "draft_created",
                     {{"draft", draft.row.id.value},
                      {"job", draft.row.content.job.uuid},
                      {"roles", draft.row.content.roles.size()},
                      {"problems", draft.row.content.problems.size()},
                      {"format", row_of(draft.row.original_format).name}});
    }
    return receipt_of(context, fresh.value());
}

Result<DraftList> list_drafts(Context& context, const User& user, int limit, const std::string& before,
                              const std::string& folder) {
    const int most = std::clamp(limit, 1, 200);
    auto rows = context.store.read([&](store::Reader& reader) {
        return store::list_drafts(reader, user.organisation, user.id, most, DraftId{before}, folder);
    });
    if (!rows.ok()) return rows.error();
    DraftList list;
    for (const store::DraftRow& row : rows.value()) list.drafts.push_back(summary_of(row, user.id));
    if (static_cast<int>(list.drafts.size()) == most) list.next = list.drafts.back().id.value;
    return list;
}

Result<DraftView> get_draft(Context& context, const User& user, const DraftId& id) {
    return context.store.read([&](store::Reader& reader) -> Result<DraftView> {
        auto row = visible_draft(reader, user, id);
        if (!row.ok()) return row.error();
        return view_in(reader, row.value(), user);
    });
}

Result<DraftView> change_draft(Context& context, const User& user, const DraftId& id, const DraftChange& change) {
    return edit(context, user, id, change.version, [&](store::DraftRow& row) { return apply_change(row, change); });
}

Result<DraftView> settle_problem(Context& context, const User& user, const DraftId& id, int number,
                                 const ProblemSettlement& settlement) {
    return edit(context, user, id, settlement.version, [&](store::DraftRow& row) { return settle(row, number, settlement); });
}

Result<DraftView> claim_draft(Context& context, const User& user, const DraftId& id) {
    const TimePoint now = context.clock.now();
    return context.store.write([&](store::Tx& tx) -> Result<DraftView> {
        if (auto may = may_claim(tx, user, id); !may.ok()) return may.error();
        if (auto done = store::claim_draft(tx, user.organisation, id, user.id, now); !done.ok()) {
            if (done.error().code == ErrorCode::Conflict)
                return refusal(ErrorCode::Conflict, "claimed by another", "claimed_already");
            return draft_in_words(done.error());
        }
        auto row = visible_draft(tx, user, id);
        if (!row.ok()) return row.error();
        return view_in(tx, row.value(), user);
    });
}

Result<void> drop_draft(Context& context, const User& user, const DraftId& id) {
    const TimePoint now = context.clock.now();
    return context.store.write([&](store::Tx& tx) -> Result<void> {
        if (auto row = visible_draft(tx, user, id); !row.ok()) return row.error();
        if (auto done = store::drop_draft(tx, user.organisation, id, now); !done.ok()) return draft_in_words(done.error());
        return {};
    });
}

Result<std::shared_ptr<const pdf::PageImage>> draft_page_image(Context& context, const User& user, const DraftId& id, int page,
                                                               int dpi) {
    auto row = context.store.read([&](store::Reader& reader) { return visible_draft(reader, user, id); });
    if (!row.ok()) return row.error();
    if (page < 1 || static_cast<std::size_t>(page) > row.value().content.pages.size())
        return refusal(ErrorCode::NotFound, "no such page", "no_such_page");
    const std::string& sha256 = row.value().document.sha256;
    return context.pages.image(sha256, page, dpi, [&] { return context.store.blobs().get(sha256); });
}

Result<std::shared_ptr<const std::vector<pdf::TextLine>>> draft_page_text(Context& context, const User& user, const DraftId& id,
                                                                          int page) {
    auto row = context.store.read([&](store::Reader& reader) { return visible_draft(reader, user, id); });
    if (!row.ok()) return row.error();
    if (page < 1 || static_cast<std::size_t>(page) > row.value().content.pages.size())
        return refusal(ErrorCode::NotFound, "no such page", "no_such_page");
    const std::string& sha256 = row.value().document.sha256;
    return context.pages.text(sha256, page, [&] { return context.store.blobs().get(sha256); });
}

Result<std::vector<Person>> find_people(Context& context, const User& user, const std::string& query) {
    if (!is_one_line(query, 400)) return refusal(ErrorCode::InvalidInput, "query", "q");
    constexpr int kMost = 20;
    auto rows = context.store.read(
        [&](store::Reader& reader) { return store::find_people(reader, user.organisation, folded(trimmed(query)), kMost); });
    if (!rows.ok()) return rows.error();
    std::vector<Person> people;
    for (const store::Person& row : rows.value())
        people.push_back({row.name, row.email, row.phone, row.company, static_cast<int>(row.signatures)});
    return people;
}

}  // namespace quillport::services
