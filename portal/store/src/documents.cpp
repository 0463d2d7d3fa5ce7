#include "quillport/store/documents.hpp"

#include "json_columns.hpp"
#include "session.hpp"

namespace quillport::store {
namespace {

constexpr std::string_view kColumns = "tttititittti";
const std::string kDocument =
    "SELECT id, organisation_id, envelope_id, position, title, version, head_sha256, head_size, plan, pages, fields, created_at "
    "FROM documents";

Result<DocumentRow> document_of(Row& row) {
    DocumentRow d;
    d.id = {row.text()};
    d.organisation = {row.text()};
    d.envelope = {row.text()};
    d.position = row.small();
    d.title = row.text();
    d.version = row.number();
    d.head = {row.text(), row.number()};
    d.plan = row.text();
    if (auto read = from_column(row.text(), d.pages); !read.ok()) return read.error();
    if (auto read = from_column(row.text(), d.fields); !read.ok()) return read.error();
    d.created = row.time();
    return d;
}

Result<void> add_revision(Tx& tx, const DocumentId& document, const Revision& revision) {
    return done(tx.session().change(
        "INSERT INTO document_revisions (organisation_id, document_id, version, sha256, size, recipient_id, at) "
        "SELECT organisation_id, id, version, ?, ?, ?, ? FROM documents WHERE id = ?",
        {revision.blob.sha256, revision.blob.size, Param::null_if_empty(revision.author.value), revision.at, document}));
}

Error lease_is_gone() { return {ErrorCode::Gone, "the lease of the document ran out", "lease_lost"}; }

}  // namespace

Result<void> create_document(Tx& tx, const DocumentRow& d) {
    auto added =
        done(tx.session().change("INSERT INTO documents (id, organisation_id, envelope_id, position, title, version, "
                                 "head_sha256, head_size, plan, pages, fields, "
                                 "created_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?)",
                                 {d.id, d.organisation, d.envelope, d.position, d.title, d.head.sha256, d.head.size, d.plan,
                                  to_column(d.pages), to_column(d.fields), d.created}));
    if (!added.ok()) return added;
    return add_revision(tx, d.id, {1, d.head, {}, d.created});
}

Result<std::vector<DocumentRow>> list_documents(Reader& reader, const EnvelopeId& envelope) {
    auto rows = reader.session().query(kColumns, kDocument + " WHERE envelope_id = ? ORDER BY position", {envelope});
    if (!rows.ok()) return rows.error();
    std::vector<DocumentRow> documents;
    for (Row& row : rows.value()) {
        auto document = document_of(row);
        if (!document.ok()) return document.error();
        documents.push_back(std::move(document).value());
    }
    return documents;
}

Result<DocumentRow> find_document(Reader& reader, const EnvelopeId& envelope, const DocumentId& id) {
    auto rows = reader.session().query(kColumns, kDocument + " WHERE envelope_id = ? AND id = ?", {envelope, id});
    if (!rows.ok()) return rows.error();
    if (rows.value().empty()) return Error{ErrorCode::NotFound, "no such document", {}};
    return document_of(rows.value().front());
}

Result<std::vector<Revision>> list_revisions(Reader& reader, const DocumentId& document) {
    return all_of(
        reader.session().query("ititi",
                               "SELECT version, sha256, size, recipient_id, at FROM document_revisions WHERE document_id = ? "
                               "ORDER BY version",
                               {document}),
        [](Row& row) {
            Revision r;
            r.version = row.number();
            r.blob = {row.text(), row.number()};
            r.author = {row.text()};
            r.at = row.time();
            return r;
        });
}

Result<Lease> acquire_lease(Tx& tx, const DocumentId& document, const std::string& holder, TimePoint now, TimePoint until) {
    auto version = one_of(tx.session().query("i", "SELECT version FROM documents WHERE id = ?", {document}), "no such document",
                          [](Row& row) { return row.number(); });
    if (!version.ok()) return version.error();
    const auto taken = tx.session().change(
        "INSERT INTO document_leases (document_id, organisation_id, holder, until, version) "
        "SELECT id, organisation_id, ?, ?, version FROM documents WHERE id = ? "
        "ON CONFLICT (document_id) DO UPDATE SET holder = excluded.holder, until = excluded.until, version = excluded.version "
        "WHERE document_leases.until <= ?",
        {holder, until, document, now});
    if (!taken.ok()) return taken.error();
    if (taken.value() == 0) return Error{ErrorCode::Conflict, "somebody else is signing this document", "leased"};
    return Lease{document, holder, until, version.value()};
}

Result<Lease> renew_lease(Tx& tx, const DocumentId& document, const std::string& holder, TimePoint now, TimePoint until) {
    auto rows = tx.session().query(
        "i", "UPDATE document_leases SET until = ? WHERE document_id = ? AND holder = ? AND until > ? RETURNING version",
        {until, document, holder, now});
    if (!rows.ok()) return rows.error();
    if (rows.value().empty()) return lease_is_gone();
    return Lease{document, holder, until, rows.value().front().number()};
}

Result<void> release_lease(Tx& tx, const DocumentId& document, const std::string& holder) {
    return done(tx.session().change("DELETE FROM document_leases WHERE document_id = ? AND holder = ?", {document, holder}));
}

Result<std::int64_t> expire_leases(Tx& tx, TimePoint now) {
    return tx.session().change("UPDATE document_leases SET until = ? WHERE until > ?", {now, now});
}

Result<std::int64_t> advance_head(Tx& tx, const Lease& lease, TimePoint now, const BlobRef& head, const std::string& plan,
                                  const RecipientId& author) {
    const auto given_back = tx.session().change("DELETE FROM document_leases WHERE document_id = ? AND holder = ? AND until > ?",
                                                {lease.document, lease.holder, now});
    if (!given_back.ok()) return given_back.error();
    if (given_back.value() == 0) return lease_is_gone();
    const auto swapped = tx.session().change(
        "UPDATE documents SET version = version + 1, head_sha256 = ?, head_size = ?, plan = ? WHERE id = ? AND version = ?",
        {head.sha256, head.size, plan, lease.document, lease.version});
    if (!swapped.ok()) return swapped.error();
    if (swapped.value() == 0)
        return Error{ErrorCode::PreconditionFailed, "the document was changed meanwhile", "changed_meanwhile"};
    if (auto added = add_revision(tx, lease.document, {lease.version + 1, head, author, now}); !added.ok()) return added.error();
    return lease.version + 1;
}

Result<void> save_values(Tx& tx, const OrganisationId& organisation, const RecipientId& recipient, const FieldValues& values,
                         TimePoint at) {
    for (const auto& [field, value] : values) {
        auto saved = done(tx.session().change(
            "INSERT INTO field_values (organisation_id, recipient_id, field, value, saved_at) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (recipient_id, field) DO UPDATE SET value = excluded.value, saved_at = excluded.saved_at",
            {organisation, recipient, field, value, at}));
        if (!saved.ok()) return saved;
    }
    return {};
}

Result<FieldValues> find_values(Reader& reader, const RecipientId& recipient) {
    auto rows = reader.session().query("tt", "SELECT field, value FROM field_values WHERE recipient_id = ?", {recipient});
    if (!rows.ok()) return rows.error();
    FieldValues values;
    for (Row& row : rows.value()) {
        std::string field = row.text();
        values[std::move(field)] = row.text();
    }
    return values;
}

Result<std::map<RecipientId, FieldValues>> list_values(Reader& reader, const EnvelopeId& envelope) {
    auto rows = reader.session().query("ttt",
                                       "SELECT v.recipient_id, v.field, v.value FROM field_values v "
                                       "JOIN recipients r ON r.id = v.recipient_id WHERE r.envelope_id = ?",
                                       {envelope});
    if (!rows.ok()) return rows.error();
    std::map<RecipientId, FieldValues> values;
    for (Row& row : rows.value()) {
        const RecipientId who{row.text()};
        std::string field = row.text();
        values[who][std::move(field)] = row.text();
    }
    return values;
}

}  // namespace quillport::store
