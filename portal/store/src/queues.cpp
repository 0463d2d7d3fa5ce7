#include "quillport/store/queues.hpp"

#include <array>

#include "json_columns.hpp"
#include "session.hpp"

namespace quillport::store {
namespace {

constexpr std::array<std::string_view, 3> kPolicies = {"inbox", "job_user", "fixed_user"};
constexpr std::array<std::string_view, 3> kAutoSends = {"never", "authenticated", "always"};
constexpr std::array<std::string_view, 2> kJobFiles = {"one_each", "one_envelope"};

/// The value of the enumeration whose words these are; the first when the word is none of them.
template <typename Enum, std::size_t N>
Enum named(const std::array<std::string_view, N>& words, const std::string& word) {
    for (std::size_t i = 0; i < N; ++i)
        if (word == words[i]) return static_cast<Enum>(i);
    return Enum{};
}

Result<Queue> queue_of(Row& row) {
    Queue q;
    q.id = {row.text()};
    q.organisation = {row.text()};
    q.name = row.text();
    q.policy = named<OwnerPolicy>(kPolicies, row.text());
    q.owner = {row.text()};
    q.team = {row.text()};
    q.keeper = {row.text()};
    q.keeper_after = std::chrono::milliseconds{row.number()};
    q.auto_send = named<AutoSend>(kAutoSends, row.text());
    q.job_files = named<JobFiles>(kJobFiles, row.text());
    q.language = row.text();
    q.message = row.text();
    q.mail_after = std::chrono::milliseconds{row.number()};
    if (auto read = from_column(row.text(), q.tags); !read.ok()) return read.error();
    q.template_name = row.text();
    q.seal = row.text();
    q.created = row.time();
    return q;
}

constexpr std::string_view kColumns = "tttttttittttittti";
const std::string kQueue =
    "SELECT id, organisation_id, name, owner_policy, owner_id, team_id, keeper_id, keeper_after, sends, job_files, language, "
    "message, mail_after, tag_settings, template_name, seal, created_at FROM queues";

Result<Queue> only(Result<Rows> rows) {
    if (!rows.ok()) return rows.error();
    if (rows.value().empty()) return Error{ErrorCode::NotFound, "no such queue", {}};
    return queue_of(rows.value().front());
}

Result<std::vector<Queue>> all(Result<Rows> rows) {
    if (!rows.ok()) return rows.error();
    std::vector<Queue> queues;
    for (Row& row : rows.value()) {
        auto queue = queue_of(row);
        if (!queue.ok()) return queue.error();
        queues.push_back(std::move(queue).value());
    }
    return queues;
}

}  // namespace

std::string_view name_of(OwnerPolicy policy) noexcept { return kPolicies[static_cast<std::size_t>(policy)]; }
std::string_view name_of(AutoSend policy) noexcept { return kAutoSends[static_cast<std::size_t>(policy)]; }
std::string_view name_of(JobFiles files) noexcept { return kJobFiles[static_cast<std::size_t>(files)]; }

Result<QueueId> save_queue(Tx& tx, const Queue& q) {
    return one_of(
        tx.session().query(
            "t",
            "INSERT INTO queues (id, organisation_id, name, owner_policy, owner_id, team_id, keeper_id, keeper_after, sends, "
            "job_files, language, message, mail_after, tag_settings, template_name, seal, created_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (organisation_id, name) DO UPDATE SET "
            "owner_policy = excluded.owner_policy, owner_id = excluded.owner_id, team_id = excluded.team_id, "
            "keeper_id = excluded.keeper_id, keeper_after = excluded.keeper_after, sends = excluded.sends, "
            "job_files = excluded.job_files, language = excluded.language, message = excluded.message, "
            "mail_after = excluded.mail_after, tag_settings = excluded.tag_settings, template_name = excluded.template_name, "
            "seal = excluded.seal "
            "RETURNING id",
            {q.id, q.organisation, q.name, name_of(q.policy), Param::null_if_empty(q.owner.value),
             Param::null_if_empty(q.team.value), Param::null_if_empty(q.keeper.value), q.keeper_after.count(),
             name_of(q.auto_send), name_of(q.job_files), q.language, q.message, q.mail_after.count(), to_column(q.tags),
             q.template_name, q.seal, q.created}),
        "queue not kept", [](Row& row) { return QueueId{row.text()}; });
}

Result<Queue> find_queue(Reader& reader, const OrganisationId& organisation, const std::string& name) {
    return only(reader.session().query(kColumns, kQueue + " WHERE organisation_id = ? AND name = ?", {organisation, name}));
}

Result<Queue> find_queue_by_id(Reader& reader, const QueueId& id) {
    return only(reader.session().query(kColumns, kQueue + " WHERE id = ?", {id}));
}

Result<std::vector<Queue>> list_queues(Reader& reader, const OrganisationId& organisation) {
    return all(reader.session().query(kColumns, kQueue + " WHERE organisation_id = ? ORDER BY name", {organisation}));
}

Result<std::vector<Queue>> list_digests(Reader& reader, TimePoint before) {
    return all(reader.session().query(
        kColumns, kQueue + " WHERE keeper_id IS NOT NULL AND (digest_at IS NULL OR digest_at <= ?) ORDER BY id", {before}));
}

Result<void> mark_digest(Tx& tx, const QueueId& id, TimePoint at) {
    return found(tx.session().change("UPDATE queues SET digest_at = ? WHERE id = ?", {at, id}), "no such queue");
}

Result<std::vector<Lying>> list_inbox(Reader& reader, const QueueId& id, TimePoint since, int limit) {
    return all_of(
        reader.session().query("tt",
                               "SELECT id, title FROM drafts WHERE queue_id = ? AND state = 'open' AND owner_id IS NULL AND "
                               "created_at <= ? ORDER BY created_at, id LIMIT ?",
                               {id, since, limit}),
        [](Row& row) {
            Lying lying;
            lying.draft = {row.text()};
            lying.title = row.text();
            return lying;
        });
}

}  // namespace quillport::store
