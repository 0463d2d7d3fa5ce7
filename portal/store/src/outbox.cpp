#include "quillport/store/outbox.hpp"

#include <algorithm>
#include <array>

#include "quillport/core/growing_pause.hpp"
#include "session.hpp"

namespace quillport::store {
namespace {

constexpr std::array<std::string_view, 2> kKinds = {"mail", "sms"};
constexpr std::array<std::string_view, 3> kStates = {"pending", "done", "failed"};

constexpr std::chrono::milliseconds kFirstPause = std::chrono::seconds(30);
constexpr std::chrono::milliseconds kLongestPause = std::chrono::hours(1);

constexpr std::string_view kColumns = "ttttttttiiiit";
const std::string kList =
    "id, organisation_id, envelope_id, recipient_id, kind, message_id, payload, state, attempts, created_at, next_at, done_at, "
    "last_error";

OutboxMessage message_of(Row& row) {
    OutboxMessage m;
    m.id = row.text();
    m.organisation = {row.text()};
    m.envelope = {row.text()};
    m.recipient = {row.text()};
    m.kind = row.text() == kKinds[0] ? OutboxKind::Mail : OutboxKind::Sms;
    m.message_id = row.text();
    m.payload = row.text();
    const std::string state = row.text();
    for (std::size_t i = 0; i < kStates.size(); ++i)
        if (state == kStates[i]) m.state = static_cast<OutboxState>(i);
    m.attempts = row.small();
    m.created = row.time();
    m.next_at = row.time();
    m.done = row.optional_time();
    m.last_error = row.text();
    return m;
}

/// Ok when the message was still this worker's.
Result<void> still_mine(const Result<std::int64_t>& changed) {
    if (!changed.ok()) return changed.error();
    if (changed.value() == 0) return Error{ErrorCode::Gone, "the message is not this worker's any more", {}};
    return {};
}

}  // namespace

std::string_view name_of(OutboxKind kind) noexcept { return kKinds[static_cast<std::size_t>(kind)]; }
std::string_view name_of(OutboxState state) noexcept { return kStates[static_cast<std::size_t>(state)]; }

Result<bool> enqueue(Tx& tx, const OutboxMessage& m) {
    const auto added = tx.session().change(
        "INSERT INTO outbox (id, organisation_id, envelope_id, recipient_id, kind, message_id, payload, state, attempts, "
        "created_at, next_at, "
        "worker, last_error) VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', 0, ?, ?, '', '') ON CONFLICT (message_id) DO NOTHING",
        {m.id, m.organisation, Param::null_if_empty(m.envelope.value), Param::null_if_empty(m.recipient.value), name_of(m.kind),
         m.message_id, m.payload, m.created, m.next_at});
    if (!added.ok()) return added.error();
    return added.value() == 1;
}

Result<std::vector<OutboxMessage>> claim_due(Tx& tx, const std::string& worker, TimePoint now, TimePoint lease_until, int limit) {
    // While a message is leased its next_at is the end of the lease, so one condition serves both. Other workers' rows are
    // skipped instead of waited for.
    const std::string skip = tx.session().backend() == Backend::Postgresql ? " FOR UPDATE SKIP LOCKED" : "";
    auto claimed =
        all_of(tx.session().query(
                   kColumns,
                   "UPDATE outbox SET worker = ?, next_at = ?, attempts = attempts + 1 WHERE id IN (SELECT id FROM outbox "
                   "WHERE state = 'pending' AND next_at <= ? ORDER BY next_at, id LIMIT ?" +
                       skip + ") RETURNING " + kList,
                   {worker, lease_until, now, limit}),
               message_of);
    if (!claimed.ok()) return claimed;
    // RETURNING promises no order.
    std::sort(claimed.value().begin(), claimed.value().end(), [](const OutboxMessage& a, const OutboxMessage& b) {
        return a.created != b.created ? a.created < b.created : a.id < b.id;
    });
    return claimed;
}

Result<void> mark_delivered(Tx& tx, const std::string& id, const std::string& worker, TimePoint at) {
    return still_mine(
        tx.session().change("UPDATE outbox SET state = 'done', done_at = ?, payload = '', worker = '', last_error = '' "
                            "WHERE id = ? AND worker = ? AND state = 'pending'",
                            {at, id, worker}));
}

Result<OutboxState> mark_undelivered(Tx& tx, const std::string& id, const std::string& worker, TimePoint at,
                                     const std::string& error, int most_attempts) {
    auto attempts = one_of(
        tx.session().query("i", "SELECT attempts FROM outbox WHERE id = ? AND worker = ? AND state = 'pending'", {id, worker}),
        "not leased", [](Row& row) { return row.small(); });
    if (!attempts.ok() && attempts.error().code != ErrorCode::NotFound) return attempts.error();
    if (!attempts.ok()) return Error{ErrorCode::Gone, "the message is not this worker's any more", {}};
    const OutboxState state = attempts.value() >= most_attempts ? OutboxState::Failed : OutboxState::Pending;
    auto marked =
        done(tx.session().change("UPDATE outbox SET state = ?, next_at = ?, worker = '', last_error = ? WHERE id = ?",
                                 {name_of(state), at + growing_pause(attempts.value(), kFirstPause, kLongestPause), error, id}));
    if (!marked.ok()) return marked.error();
    return state;
}

Result<std::optional<TimePoint>> next_due(Reader& reader) {
    return one_of(reader.session().query("i", "SELECT MIN(next_at) FROM outbox WHERE state = 'pending'", {}), "no answer",
                  [](Row& row) { return row.optional_time(); });
}

Result<std::vector<OutboxMessage>> list_messages(Reader& reader, const EnvelopeId& envelope) {
    return all_of(reader.session().query(
                      kColumns, "SELECT " + kList + " FROM outbox WHERE envelope_id = ? ORDER BY created_at, id", {envelope}),
                  message_of);
}

}  // namespace quillport::store
