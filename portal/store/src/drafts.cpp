#include "quillport/store/drafts.hpp"

#include <array>

#include "json_columns.hpp"
#include "session.hpp"

namespace quillport::store {
namespace {

constexpr std::array<std::string_view, 3> kStates = {"open", "sent", "dropped"};

constexpr std::string_view kColumns = "ttttittttittttiittttttitiiittitttttttittt";
const std::string kDraft =
    "SELECT id, organisation_id, owner_id, queue_id, version, state, title, message, job_uuid, job_document, job_queue, "
    "job_user, job_host, "
    "job_title, job_authenticated, job_received_at, job_options, roles, fields, problems, pages, tags, is_signed, "
    "document_sha256, "
    "document_size, created_at, changed_at, envelope_id, tag_settings, sends, parts, "
    "merged_into, ref, language, expires, original_format, original_sha256, original_size, lock_state, folder, seal FROM drafts";

/// Whose drafts of an inbox are seen; takes the user twice.
const std::string kSeesQueue =
    "EXISTS (SELECT 1 FROM queues q WHERE q.id = queue_id AND (q.team_id IS NULL OR q.keeper_id = ? OR EXISTS "
    "(SELECT 1 FROM team_members m WHERE m.team_id = q.team_id AND m.user_id = ?)))";
/// What a user may see; takes him three times.
const std::string kVisible = "(owner_id = ? OR (owner_id IS NULL AND (queue_id IS NULL OR " + kSeesQueue + ")))";

DraftState state_named(const std::string& name) {
    for (std::size_t i = 0; i < kStates.size(); ++i)
        if (name == kStates[i]) return static_cast<DraftState>(i);
    return DraftState::Dropped;
}

Result<DraftRow> draft_of(Row& row) {
    DraftRow d;
    d.id = {row.text()};
    d.organisation = {row.text()};
    d.owner = {row.text()};
    d.queue = {row.text()};
    d.version = row.number();
    d.state = state_named(row.text());
    d.content.title = row.text();
    d.message = row.text();
    JobIdentity& job = d.content.job;
    job.uuid = row.text();
    job.document_number = row.small();
    job.queue = row.text();
    job.user = row.text();
    job.host = row.text();
    job.title = row.text();
    job.authenticated = row.flag();
    job.received = row.time();
    Result<void> read = from_column(row.text(), job.options);
    const auto also = [&](auto& list) {
        auto next = from_column(row.text(), list);
        if (read.ok()) read = std::move(next);
    };
    also(d.content.roles);
    also(d.content.fields);
    also(d.content.problems);
    also(d.content.pages);
    also(d.tags);
    d.is_signed = row.flag();
    d.document = {row.text(), row.number()};
    d.created = row.time();
    d.changed = row.time();
    d.envelope = {row.text()};
    also(d.settings);
    d.sends = row.flag();
    also(d.parts);
    d.merged_into = {row.text()};
    d.ref = row.text();
    d.language = row.text();
    d.expires = row.text();
    d.original_format = format_named(row.text()).value_or(Format::Unknown);
    d.original = {row.text(), row.number()};
    d.lock = lock_named(row.text());
    d.folder = row.text();
    d.seal = row.text();
    if (!read.ok()) return read.error();
    return d;
}

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

std::string format_column(const DraftRow& d) {
    return d.original.empty() ? std::string() : std::string(row_of(d.original_format).name);
}

/// Why an update of an open draft met no row.
Error why_unchanged(Reader& reader, const OrganisationId& organisation, const DraftId& id) {
    auto state =
        one_of(reader.session().query("t", "SELECT state FROM drafts WHERE organisation_id = ? AND id = ?", {organisation, id}),
               "no such draft", [](Row& row) { return state_named(row.text()); });
    if (!state.ok()) return state.error();
    if (state.value() != DraftState::Open)
        return {ErrorCode::Gone, "the draft is not open any more", std::string(name_of(state.value()))};
    return {ErrorCode::PreconditionFailed, "the draft was changed meanwhile", "changed_meanwhile"};
}

}  // namespace

std::string_view name_of(DraftState state) noexcept { return kStates[static_cast<std::size_t>(state)]; }

Result<DraftCreated> create_draft(Tx& tx, const DraftRow& d, const std::string& idempotency_key) {
    const JobIdentity& job = d.content.job;
    const auto added = tx.session().change(
        "INSERT INTO drafts (id, organisation_id, owner_id, queue_id, state, version, title, message, idempotency_key, job_uuid, "
        "job_document, job_queue, job_user, job_host, job_title, job_authenticated, job_options, roles, fields, problems, pages, "
        "tags, "
        "job_received_at, document_sha256, document_size, is_signed, created_at, changed_at, tag_settings, sends, ref, language, "
        "expires, original_format, original_sha256, original_size, lock_state, folder, seal) "
        "VALUES (?, ?, ?, ?, 'open', 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?, ?, ?) "
        "ON CONFLICT (organisation_id, idempotency_key) DO NOTHING",
        {d.id,
         d.organisation,
         Param::null_if_empty(d.owner.value),
         Param::null_if_empty(d.queue.value),
         d.content.title,
         d.message,
         Param::null_if_empty(idempotency_key),
         job.uuid,
         job.document_number,
         job.queue,
         job.user,
         job.host,
         job.title,
         job.authenticated,
         to_column(job.options),
         to_column(d.content.roles),
         to_column(d.content.fields),
         to_column(d.content.problems),
         to_column(d.content.pages),
         to_column(d.tags),
         job.received,
         d.document.sha256,
         d.document.size,
         d.is_signed,
         d.created,
         d.created,
         to_column(d.settings),
         d.sends,
         d.ref,
         d.language,
         d.expires,
         format_column(d),
         d.original.sha256,
         d.original.size,
         std::string(name_of(d.lock)),
         d.folder,
         d.seal});
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
    const auto saved = tx.session().change(
        "UPDATE drafts SET owner_id = ?, title = ?, message = ?, roles = ?, fields = ?, problems = ?, pages = ?, tags = ?, "
        "tag_settings = ?, document_sha256 = ?, document_size = ?, parts = ?, sends = ?, ref = ?, language = ?, "
        "expires = ?, folder = ?, changed_at = ?, version = version + 1 "
        "WHERE organisation_id = ? AND id = ? AND state = 'open' AND version = ?",
        {Param::null_if_empty(d.owner.value),
         d.content.title,
         d.message,
         to_column(d.content.roles),
         to_column(d.content.fields),
         to_column(d.content.problems),
         to_column(d.content.pages),
         to_column(d.tags),
         to_column(d.settings),
         d.document.sha256,
         d.document.size,
         to_column(d.parts),
         d.sends,
         d.ref,
         d.language,
         d.expires,
         d.folder,
         at,
         d.organisation,
         d.id,
         d.version});
    if (!saved.ok()) return saved.error();
    if (saved.value() == 0) return why_unchanged(tx, d.organisation, d.id);
    return d.version + 1;
}

Result<std::int64_t> save_unlocked_draft(Tx& tx, const DraftRow& d, TimePoint at) {
    const auto given = tx.session().change(
        "UPDATE drafts SET original_format = ?, original_sha256 = ?, original_size = ?, lock_state = ?, is_signed = ? "
        "WHERE organisation_id = ? AND id = ? AND state = 'open' AND version = ? AND lock_state = 'locked'",
        {format_column(d), d.original.sha256, d.original.size, std::string(name_of(d.lock)), d.is_signed, d.organisation, d.id,
         d.version});
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
