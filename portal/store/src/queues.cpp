#include <array>

#include "json_columns.hpp"
#include "quillport/store/accounts.hpp"
#include "session.hpp"

namespace quillport::store {
namespace {

constexpr std::array<std::string_view, 3> kPolicies = {"inbox", "job_user", "fixed_user"};

Result<Queue> queue_of(Row& row) {
    Queue q;
    q.id = {row.text()};
    q.organisation = {row.text()};
    q.name = row.text();
    const std::string policy = row.text();
    for (std::size_t i = 0; i < kPolicies.size(); ++i)
        if (policy == kPolicies[i]) q.policy = static_cast<OwnerPolicy>(i);
    q.owner = {row.text()};
    q.auto_send = row.flag();
    if (auto read = from_column(row.text(), q.tags); !read.ok()) return read.error();
    q.created = row.time();
    return q;
}

const std::string kQueue =
    "SELECT id, organisation_id, name, owner_policy, owner_id, auto_send, tag_settings, created_at FROM queues";

}  // namespace

Result<QueueId> save_queue(Tx& tx, const Queue& q) {
    return one_of(
        tx.session().query(
            "t",
            "INSERT INTO queues (id, organisation_id, name, owner_policy, owner_id, auto_send, tag_settings, created_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (organisation_id, name) DO UPDATE SET "
            "owner_policy = excluded.owner_policy, owner_id = excluded.owner_id, auto_send = excluded.auto_send, "
            "tag_settings = excluded.tag_settings RETURNING id",
            {q.id, q.organisation, q.name, kPolicies[static_cast<std::size_t>(q.policy)], Param::null_if_empty(q.owner.value),
             q.auto_send, to_column(q.tags), q.created}),
        "queue not kept", [](Row& row) { return QueueId{row.text()}; });
}

Result<Queue> find_queue(Reader& reader, const OrganisationId& organisation, const std::string& name) {
    auto rows = reader.session().query("tttttiti", kQueue + " WHERE organisation_id = ? AND name = ?", {organisation, name});
    if (!rows.ok()) return rows.error();
    if (rows.value().empty()) return Error{ErrorCode::NotFound, "no such queue", {}};
    return queue_of(rows.value().front());
}

Result<std::vector<Queue>> list_queues(Reader& reader, const OrganisationId& organisation) {
    auto rows = reader.session().query("tttttiti", kQueue + " WHERE organisation_id = ? ORDER BY name", {organisation});
    if (!rows.ok()) return rows.error();
    std::vector<Queue> queues;
    for (Row& row : rows.value()) {
        auto queue = queue_of(row);
        if (!queue.ok()) return queue.error();
        queues.push_back(std::move(queue).value());
    }
    return queues;
}

Result<std::optional<std::string>> find_setting(Reader& reader, const OrganisationId& organisation, const std::string& key) {
    auto rows =
        reader.session().query("t", "SELECT value FROM settings WHERE organisation_id = ? AND name = ?", {organisation, key});
    if (!rows.ok()) return rows.error();
    if (rows.value().empty()) return std::optional<std::string>{};
    return std::optional(rows.value().front().text());
}

Result<void> save_setting(Tx& tx, const OrganisationId& organisation, const std::string& key, const std::string& value) {
    return done(
        tx.session().change("INSERT INTO settings (organisation_id, name, value) VALUES (?, ?, ?) "
                            "ON CONFLICT (organisation_id, name) DO UPDATE SET value = excluded.value",
                            {organisation, key, value}));
}

Result<void> record_attempt(Tx& tx, const OrganisationId& organisation, const std::string& kind, const std::string& subject,
                            TimePoint at) {
    return done(tx.session().change("INSERT INTO attempts (organisation_id, kind, subject, at) VALUES (?, ?, ?, ?)",
                                    {organisation, kind, subject, at}));
}

Result<std::int64_t> count_attempts(Reader& reader, const std::string& kind, const std::string& subject, TimePoint since) {
    return one_of(reader.session().query("i", "SELECT COUNT(*) FROM attempts WHERE kind = ? AND subject = ? AND at >= ?",
                                         {kind, subject, since}),
                  "no answer", [](Row& row) { return row.number(); });
}

Result<void> clear_attempts(Tx& tx, const std::string& kind, const std::string& subject) {
    return done(tx.session().change("DELETE FROM attempts WHERE kind = ? AND subject = ?", {kind, subject}));
}

}  // namespace quillport::store
