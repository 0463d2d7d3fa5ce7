#include "quillport/store/preservation.hpp"

#include "session.hpp"

namespace quillport::store {
namespace {

constexpr std::string_view kColumns = "ttttitii";
const std::string kPreservation =
    "SELECT organisation_id, envelope_id, subject, level, pending, plan, tries, next_at FROM preservation";

std::string_view name_of(Subject subject) { return subject == Subject::Document ? "document" : "certificate"; }

Preservation preservation_of(Row& row) {
    Preservation p;
    p.organisation = {row.text()};
    p.envelope = {row.text()};
    p.subject = row.text() == "document" ? Subject::Document : Subject::Certificate;
    p.level = row.text();
    p.pending = row.flag();
    p.plan = row.text();
    p.tries = row.small();
    p.next = row.optional_time();
    return p;
}

}  // namespace

Result<void> save_preservation(Tx& tx, const Preservation& p) {
    return done(tx.session().change(
        "INSERT INTO preservation (organisation_id, envelope_id, subject, level, pending, plan, tries, next_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (envelope_id, subject) DO UPDATE SET level = excluded.level, pending = excluded.pending, "
        "plan = excluded.plan, tries = excluded.tries, next_at = excluded.next_at",
        {p.organisation, p.envelope, name_of(p.subject), p.level, p.pending, p.plan, p.tries, p.next}));
}

Result<std::optional<Preservation>> find_preservation(Reader& reader, const EnvelopeId& envelope, Subject subject) {
    auto rows =
        reader.session().query(kColumns, kPreservation + " WHERE envelope_id = ? AND subject = ?", {envelope, name_of(subject)});
    if (!rows.ok()) return rows.error();
    if (rows.value().empty()) return std::optional<Preservation>{};
    return std::optional<Preservation>(preservation_of(rows.value().front()));
}

Result<bool> is_preservation_pending(Reader& reader, const EnvelopeId& envelope) {
    auto rows = reader.session().query("t", "SELECT subject FROM preservation WHERE envelope_id = ? AND pending = 1", {envelope});
    if (!rows.ok()) return rows.error();
    return !rows.value().empty();
}

Result<std::vector<Preservation>> list_preservation_due(Reader& reader, TimePoint now, int limit) {
    return all_of(
        reader.session().query(kColumns, kPreservation + " WHERE next_at <= ? ORDER BY next_at, envelope_id, subject LIMIT ?",
                               {now, limit}),
        preservation_of);
}

}  // namespace quillport::store
