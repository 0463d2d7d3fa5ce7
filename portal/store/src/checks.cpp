#include "quillport/runtime/digest.hpp"
#include "quillport/store/ceremonies.hpp"
#include "session.hpp"

namespace quillport::store {
namespace {

std::string_view name_of(CheckKind kind) { return kind == CheckKind::Access ? "access" : "confirm"; }

constexpr std::string_view kColumns =
    "tttttttttt"
    "iiiiii";
const std::string kCheck =
    "SELECT id, organisation_id, envelope_id, recipient_id, kind, code_hash, salt, bound_to, channel, target, sent_at, "
    "expires_at, tries_left, "
    "last_try_at, used_at, voided_at FROM checks";

Check check_of(Row& row) {
    Check c;
    c.id = row.text();
    c.organisation = {row.text()};
    c.envelope = {row.text()};
    c.recipient = {row.text()};
    c.kind = row.text() == "access" ? CheckKind::Access : CheckKind::Confirm;
    c.code_hash = row.text();
    c.salt = row.text();
    c.bound_to = row.text();
    c.channel = row.text();
    c.target = row.text();
    c.sent = row.time();
    c.expires = row.time();
    c.tries_left = row.small();
    c.last_try = row.optional_time();
    c.used = row.optional_time();
    c.voided = row.optional_time();
    return c;
}

}  // namespace

Result<void> create_check(Tx& tx, const Check& c) {
    auto voided =
        done(tx.session().change("UPDATE checks SET voided_at = ? WHERE recipient_id = ? AND kind = ? AND voided_at IS NULL",
                                 {c.sent, c.recipient, name_of(c.kind)}));
    if (!voided.ok()) return voided;
    return done(
        tx.session().change("INSERT INTO checks (id, organisation_id, envelope_id, recipient_id, number, kind, code_hash, salt, "
                            "bound_to, channel, target, "
                            "sent_at, expires_at, tries_left) "
                            "SELECT ?, ?, ?, r.id, (SELECT COALESCE(MAX(c.number), 0) + 1 FROM checks c WHERE c.recipient_id = "
                            "r.id), ?, ?, ?, ?, ?, ?, ?, ?, ? "
                            "FROM recipients r WHERE r.id = ?",
                            {c.id, c.organisation, c.envelope, name_of(c.kind), c.code_hash, c.salt, c.bound_to, c.channel,
                             c.target, c.sent, c.expires, c.tries_left, c.recipient}));
}

Result<std::optional<Check>> find_check(Reader& reader, const RecipientId& recipient, CheckKind kind) {
    auto rows = reader.session().query(kColumns, kCheck + " WHERE recipient_id = ? AND kind = ? ORDER BY number DESC LIMIT 1",
                                       {recipient, name_of(kind)});
    if (!rows.ok()) return rows.error();
    if (rows.value().empty()) return std::optional<Check>{};
    return std::optional(check_of(rows.value().front()));
}

Result<std::int64_t> count_checks(Reader& reader, const RecipientId& recipient, TimePoint since) {
    return one_of(
        reader.session().query("i", "SELECT COUNT(*) FROM checks WHERE recipient_id = ? AND sent_at >= ?", {recipient, since}),
        "no answer", [](Row& row) { return row.number(); });
}

Result<std::optional<TimePoint>> first_check_since(Reader& reader, const RecipientId& recipient, TimePoint since) {
    return one_of(reader.session().query("i", "SELECT MIN(sent_at) FROM checks WHERE recipient_id = ? AND sent_at >= ?",
                                         {recipient, since}),
                  "no answer", [](Row& row) { return row.optional_time(); });
}

Result<CheckAnswer> answer_check(Tx& tx, const std::string& id, const std::string& code_hash, const std::string& bound_to,
                                 TimePoint now) {
    using Verdict = CheckAnswer::Verdict;
    auto rows = tx.session().query(kColumns, kCheck + " WHERE id = ?", {id});
    if (!rows.ok()) return rows.error();
    if (rows.value().empty()) return Error{ErrorCode::NotFound, "no such check", {}};
    const Check check = check_of(rows.value().front());
    if (check.used || check.voided || check.expires <= now) return CheckAnswer{Verdict::Expired, check.tries_left};
    // The condition makes the number of tries a limit also for answers that come at once.
    const auto taken = tx.session().change(
        "UPDATE checks SET tries_left = tries_left - 1, last_try_at = ? WHERE id = ? AND tries_left > 0", {now, id});
    if (!taken.ok()) return taken.error();
    if (taken.value() == 0) return CheckAnswer{Verdict::Exhausted, 0};
    const int left = check.tries_left - 1;
    if (check.bound_to != bound_to) return CheckAnswer{Verdict::OtherBinding, left};
    if (!runtime::equal_in_constant_time(check.code_hash, code_hash)) return CheckAnswer{Verdict::Wrong, left};
    if (auto used = done(tx.session().change("UPDATE checks SET used_at = ? WHERE id = ?", {now, id})); !used.ok())
        return used.error();
    return CheckAnswer{Verdict::Right, left};
}

}  // namespace quillport::store
