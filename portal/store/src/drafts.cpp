#include "quillport/store/drafts.hpp"

#include <array>

#include "draft_columns.hpp"
#include "session.hpp"

namespace quillport::store {
namespace {

constexpr std::array<std::string_view, 3> kStates = {"open", "sent", "dropped"};

using Use = DraftColumn::Use;
const std::string kColumns = kinds_of_columns();
const std::string kDraft = "SELECT " + names_of_columns(Use::Read) + " FROM drafts";

/// Whose drafts of an inbox are seen; takes the user twice.
const std::string kSeesQueue =
    "EXISTS (SELECT 1 FROM queues q WHERE q.id = queue_id AND (q.team_id IS NULL OR q.keeper_id = ? OR EXISTS "
    "(SELECT 1 FROM team_members m WHERE m.team_id = q.team_id AND m.user_id = ?)))";
/// What a user may see; takes him three times.
const std::string kVisible = "(owner_id = ? OR (owner_id IS NULL AND (queue_id IS NULL OR " + kSeesQueue + ")))";

Result<std::vector<DraftRow>> drafts_of(Result<Rows> rows) {
    if (!rows.ok()) return rows.error();
    std::vector<DraftRow> drafts;
    for (Row& row : rows.value()) {
        auto draft = draft_of(row);
        if (!draft.ok()) return draft.error();
        drafts.push_back(std::move(draft).value());
    }
    return drafts;
}

DraftKey key_of(Row& row) {
    DraftKey key;
    key.organisation = {row.text()};
    key.id = {row.text()};
    return key;
}

/// Why an update of an open draft met no row.
Error why_unchanged(Reader& reader, const OrganisationId& organisation, const DraftId& id) {
    auto state =
        one_of(reader.session().query("t", "SELECT state FROM drafts WHERE organisation_id = ? AND id = ?", {organisation, id}),
               "no such draft", [](Row& row) { return draft_state_named(row.text()); });
    if (!state.ok()) return state.error();
    if (state.value() != DraftState::Open)
        return {ErrorCode::Gone, "the draft is not open any more", std::string(name_of(state.value()))};
    return {ErrorCode::PreconditionFailed, "the draft was changed meanwhile", "changed_meanwhile"};
}

}  // namespace

std::string_view name_of(DraftState state) noexcept { return kStates[static_cast<std::size_t>(state)]; }

DraftState draft_state_named(std::string_view name) noexcept {
    for (std::size_t i = 0; i < kStates.size(); ++i)
        if (name == kStates[i]) return static_cast<DraftState>(i);
    return DraftState::Dropped;
}

Result<DraftCreated> create_draft(Tx& tx, const DraftRow& d, const std::string& idempotency_key) {
    static const std::string kCreate = [] {
        std::string places;
        for (std::size_t i = 0; i < values_of_columns(Use::Create, {}).size(); ++i) places += "?, ";
        return "INSERT INTO drafts (" + names_of_columns(Use::Create) +
               ", idempotency_key, changed_at, state, version) VALUES (" + places +
               "?, ?, 'open', 1) ON CONFLICT (organisation_id, idempotency_key) DO NOTHING";
    }();
    std::vector<Param> values = values_of_columns(Use::Create, d);
    values.push_back(Param::null_if_empty(idempotency_key));
    values.emplace_back(d.created);
    const auto added = tx.session().change(kCreate, values);
    if (!added.ok()) return added.error();
    if (added.value() == 1) return DraftCreated{d.id, false};
    auto earlier = find_draft_by_key(tx, d.organisation, idempotency_key);
    if (!earlier.ok()) return earlier.error();
    if (!earlier.value()) return Error{ErrorCode::Internal, "the earlier draft is not there", {}};
    return DraftCreated{*earlier.value(), true};
}

Result<DraftRow> find_draft(Reader& reader, const OrganisationId& organisation, const DraftId& id) {
    auto rows = reader.session().query(kColumns, kDraft + " WHERE organisation_id = ? AND id = ?", {organisation, id});
    if (!rows.ok()) return rows.error();
    if (rows.value().empty()) return Error{ErrorCode::NotFound, "no such draft", {}};
    return draft_of(rows.value().front());
}

Result<DraftRow> find_visible_draft(Reader& reader, const OrganisationId& organisation, const UserId& user, const DraftId& id) {
    auto rows = reader.session().query(kColumns, kDraft + " WHERE organisation_id = ? AND id = ? AND " + kVisible,
                                       {organisation, id, user, user, user});
    if (!rows.ok()) return rows.error();
    if (rows.value().empty()) return Error{ErrorCode::NotFound, "no such draft", {}};
    return draft_of(rows.value().front());
}

Result<bool> sees_inbox(Reader& reader, const QueueId& queue, const UserId& user) {
    if (queue.empty()) return true;
    auto rows = reader.session().query(
        "t", "SELECT queue_id FROM (SELECT id AS queue_id FROM queues WHERE id = ?) i WHERE " + kSeesQueue, {queue, user, user});
    if (!rows.ok()) return rows.error();
    return !rows.value().empty();
}

Result<std::optional<DraftId>> find_draft_by_key(Reader& reader, const OrganisationId& organisation,
                                                 const std::string& idempotency_key) {
    auto rows = reader.session().query("t", "SELECT id FROM drafts WHERE organisation_id = ? AND idempotency_key = ?",
                                       {organisation, idempotency_key});
    if (!rows.ok()) return rows.error();
    if (rows.value().empty()) return std::optional<DraftId>{};
    return std::optional(DraftId{rows.value().front().text()});
}

Result<std::vector<DraftRow>> list_drafts(Reader& reader, const OrganisationId& organisation, const UserId& user, int limit,
                                          const DraftId& before, const std::string& folder) {
    const std::string mine = kDraft + " WHERE organisation_id = ? AND state = 'open' AND (? = '' OR folder = ?) AND " + kVisible;
    const std::string order = " ORDER BY created_at DESC, id DESC LIMIT ?";
    auto rows = before.empty()
                    ? reader.session().query(kColumns, mine + order, {organisation, folder, folder, user, user, user, limit})
                    : reader.session().query(kColumns,
                                             mine +
                                                 " AND (created_at, id) < (SELECT b.created_at, b.id FROM drafts b "
                                                 "WHERE b.organisation_id = ? AND b.id = ?)" +
                                                 order,
                                             {organisation, folder, folder, user, user, user, organisation, before, limit});
    return drafts_of(std::move(rows));
}

Result<void> claim_draft(Tx& tx, const OrganisationId& organisation, const DraftId& id, const UserId& user, TimePoint at) {
    const auto claimed = tx.session().change(
        "UPDATE drafts SET owner_id = ?, version = version + 1, changed_at = ? "
        "WHERE organisation_id = ? AND id = ? AND state = 'open' AND owner_id IS NULL",
        {user, at, organisation, id});
    if (!claimed.ok()) return claimed.error();
    if (claimed.value() == 1) return {};
    auto draft = find_draft(tx, organisation, id);
    if (!draft.ok()) return draft.error();
    if (draft.value().state != DraftState::Open) return why_unchanged(tx, organisation, id);
    if (draft.value().owner != user) return Error{ErrorCode::Conflict, "somebody else took the draft", "claimed"};
    return {};
}

Result<std::int64_t> save_draft(Tx& tx, const DraftRow& d, TimePoint at) {
    static const std::string kSave = "UPDATE drafts SET " + names_of_columns(Use::Save, " = ?") +
                                     ", changed_at = ?, version = version + 1 WHERE organisation_id = ? AND id = ? AND "
                                     "state = 'open' AND version = ?";
    std::vector<Param> values = values_of_columns(Use::Save, d);
    for (const Param& more : {Param(at), Param(d.organisation), Param(d.id), Param(d.version)}) values.push_back(more);
    const auto saved = tx.session().change(kSave, values);
    if (!saved.ok()) return saved.error();
    if (saved.value() == 0) return why_unchanged(tx, d.organisation, d.id);
    return d.version + 1;
}

Result<std::int64_t> save_unlocked_draft(Tx& tx, const DraftRow& d, TimePoint at) {
    const auto format = row_of(d.original_format).name;
    const auto given = tx.session().change(
        "UPDATE drafts SET original_format = ?, original_sha256 = ?, original_size = ?, lock_state = ?, is_signed = ? "
        "WHERE organisation_id = ? AND id = ? AND state = 'open' AND version = ? AND lock_state = 'locked'",
        {format, d.original.sha256, d.original.size, name_of(d.lock), d.is_signed, d.organisation, d.id, d.version});
    if (!given.ok()) return given.error();
    if (given.value() == 0) return why_unchanged(tx, d.organisation, d.id);
    return save_draft(tx, d, at);
}

Result<void> mark_draft_sent(Tx& tx, const OrganisationId& organisation, const DraftId& id, std::int64_t version,
                             const EnvelopeId& envelope, TimePoint at) {
    const auto sent = tx.session().change(
        "UPDATE drafts SET state = 'sent', envelope_id = ?, changed_at = ?, version = version + 1 "
        "WHERE organisation_id = ? AND id = ? AND state = 'open' AND version = ?",
        {envelope, at, organisation, id, version});
    if (!sent.ok()) return sent.error();
    if (sent.value() == 0) return why_unchanged(tx, organisation, id);
    return {};
}

Result<void> keep_from_sending(Tx& tx, const OrganisationId& organisation, const DraftId& id) {
    return found(tx.session().change("UPDATE drafts SET sends = 0 WHERE organisation_id = ? AND id = ?", {organisation, id}),
                 "no such draft");
}

Result<std::vector<DraftKey>> list_drafts_to_send(Reader& reader, TimePoint quiet_since, int limit) {
    return all_of(
        reader.session().query(
            "tt",
            "SELECT d.organisation_id, d.id FROM drafts d JOIN queues q ON q.id = d.queue_id WHERE d.sends = 1 AND "
            "d.state = 'open' AND (q.job_files <> 'one_envelope' OR d.changed_at <= ?) ORDER BY d.created_at, d.id LIMIT ?",
            {quiet_since, limit}),
        key_of);
}

Result<std::vector<Unclaimed>> list_unclaimed(Reader& reader, TimePoint now, int limit) {
    return all_of(
        reader.session().query("ttt",
                               "SELECT d.organisation_id, d.id, q.keeper_id FROM drafts d JOIN queues q ON q.id = d.queue_id "
                               "WHERE d.state = 'open' AND d.owner_id IS NULL AND q.keeper_id IS NOT NULL AND "
                               "d.created_at + q.keeper_after <= ? ORDER BY d.created_at, d.id LIMIT ?",
                               {now, limit}),
        [](Row& row) {
            DraftKey draft = key_of(row);
            return Unclaimed{std::move(draft), {row.text()}};
        });
}

Result<void> merge_draft(Tx& tx, const OrganisationId& organisation, const DraftId& id, std::int64_t version, const DraftId& into,
                         TimePoint at) {
    const auto merged = tx.session().change(
        "UPDATE drafts SET state = 'dropped', merged_into = ?, sends = 0, changed_at = ?, version = version + 1 "
        "WHERE organisation_id = ? AND id = ? AND state = 'open' AND version = ?",
        {into, at, organisation, id, version});
    if (!merged.ok()) return merged.error();
    if (merged.value() == 0) return why_unchanged(tx, organisation, id);
    return {};
}

Result<void> restore_draft(Tx& tx, const OrganisationId& organisation, const DraftId& id, TimePoint at) {
    const auto restored = tx.session().change(
        "UPDATE drafts SET state = 'open', merged_into = NULL, changed_at = ?, version = version + 1 "
        "WHERE organisation_id = ? AND id = ? AND state = 'dropped'",
        {at, organisation, id});
    if (!restored.ok()) return restored.error();
    if (restored.value() == 1) return {};
    const Error why = why_unchanged(tx, organisation, id);
    if (why.code == ErrorCode::PreconditionFailed) return {};  // open already
    return why;
}

Result<std::vector<DraftRow>> list_similar(Reader& reader, const OrganisationId& organisation, const UserId& user,
                                           const DraftId& id, const std::string& ref, const std::string& title) {
    return drafts_of(reader.session().query(
        kColumns,
        kDraft + " WHERE organisation_id = ? AND owner_id = ? AND state = 'open' AND id <> ? AND (title = ? OR job_title = ? OR "
                 "(ref <> '' AND ref = ?)) ORDER BY created_at DESC, id DESC LIMIT 10",
        {organisation, user, id, title, title, ref}));
}

Result<std::optional<DraftRow>> find_draft_of_job(Reader& reader, const OrganisationId& organisation, const std::string& job_uuid,
                                                  const QueueId& queue) {
    auto rows = drafts_of(reader.session().query(
        kColumns,
        kDraft +
            " WHERE organisation_id = ? AND job_uuid = ? AND queue_id = ? AND state = 'open' ORDER BY created_at, id LIMIT 1",
        {organisation, job_uuid, queue}));
    if (!rows.ok()) return rows.error();
    if (rows.value().empty()) return std::optional<DraftRow>{};
    return std::optional(std::move(rows.value().front()));
}

Result<PrintNeighbours> find_print_neighbours(Reader& reader, const OrganisationId& organisation, const UserId& user,
                                              const DraftId& print, int number) {
    const auto nearest = [&](const std::string& side) -> Result<DraftId> {
        auto rows = reader.session().query("t",
                                           "SELECT p.draft_id FROM print_parts p JOIN drafts d ON d.id = p.draft_id WHERE "
                                           "p.organisation_id = ? AND p.print_id = ? AND d.state = 'open' AND " +
                                               kVisible + side + " LIMIT 1",
                                           {organisation, print, user, user, user, number});
        if (!rows.ok()) return rows.error();
        return rows.value().empty() ? DraftId{} : DraftId{rows.value().front().text()};
    };
    auto previous = nearest(" AND p.number < ? ORDER BY p.number DESC");
    if (!previous.ok()) return previous.error();
    auto next = nearest(" AND p.number > ? ORDER BY p.number");
    if (!next.ok()) return next.error();
    return PrintNeighbours{std::move(previous).value(), std::move(next).value()};
}

Result<void> drop_draft(Tx& tx, const OrganisationId& organisation, const DraftId& id, TimePoint at) {
    const auto dropped = tx.session().change(
        "UPDATE drafts SET state = 'dropped', changed_at = ?, version = version + 1 "
        "WHERE organisation_id = ? AND id = ? AND state = 'open'",
        {at, organisation, id});
    if (!dropped.ok()) return dropped.error();
    if (dropped.value() == 1) return {};
    const Error why = why_unchanged(tx, organisation, id);
    if (why.code == ErrorCode::Gone && why.detail == name_of(DraftState::Dropped)) return {};
    return why;
}

}  // namespace quillport::store
