#include "database.hpp"

#include <atomic>
#include <cstdlib>

#include "postgresql_cluster.hpp"
#include "session.hpp"

namespace quillport::store::test {

Database::Database(Backend backend) {
    if (backend == Backend::Sqlite) {
        url_ = "sqlite:" + (folder_.path() / "a database.sqlite").string();
        return;
    }
    // A schema each instead of a database each: made in a millisecond.
    static std::atomic<int> number{0};
    const std::string schema = "t" + std::to_string(++number);
    const std::string words = postgresql_cluster().value();
    auto session = Session::connect({Backend::Postgresql, words}, Session::Access::ReadWrite);
    REQUIRE(session.ok());
    REQUIRE(session.value()->command("CREATE SCHEMA " + schema).ok());
    url_ = "postgresql:" + words + " options=-csearch_path=" + schema;
}

std::unique_ptr<Store> Database::open() const {
    auto store = Store::open(url_, folder_.path() / "blobs");
    if (!store.ok()) FAIL("cannot open: " << store.error().what << " " << store.error().detail);
    return std::move(store).value();
}

std::vector<Backend> backends() {
    if (postgresql_cluster()) return {Backend::Sqlite, Backend::Postgresql};
    WARN("PostgreSQL is not installed: only SQLite is tested");
    return {Backend::Sqlite};
}

Furnished::Furnished(Backend backend) : database(backend), store(database.open()) {
    written(*store, [&](Tx& tx) -> Result<void> {
        for (const auto& id : {acme, umbrella})
            if (auto made = create_organisation(tx, {id, id.value + " Ltd", kNow}); !made.ok()) return made;
        for (const auto& id : {anna, bert})
            if (auto made = create_user(tx, {id, acme, id.value, id.value + "@Example.org", "hash", false, kNow}); !made.ok())
                return made;
        return {};
    });
}

DraftRow some_draft(const std::string& id) {
    DraftRow d;
    d.id = {id};
    d.organisation = {"acme"};
    d.message = "Bitte unterschreiben";
    d.content.title = "Vertrag Nr. 7: Müller & Söhne";
    d.content.roles = {{"1", 1, "Ana", "ana@example.org", "+49 30 1", "ACME"}, {"buyer", 2, "", "", "", ""}};
    d.content.pages = {{595.276, 841.89}, {841.89, 595.276}};
    d.content.problems = {{2, {1, 2, 3, 4}, "unknown_type", "expected a type", "{{sgn:1}}", "sig"}};
    d.content.job = {"urn:uuid:1", 2, "Quillport", "anna", "desk-7", "Vertrag.docx", true, {{"sides", "two-sided"}}, kNow};
    Tag tag;
    tag.page = 2;
    tag.text = "{{sig:1}}";
    tag.dialect = "quillport";
    tag.role = "1";
    tag.name = "first";
    tag.box = {72.123456789, 100.1, 144.2, 112.3};
    tag.pieces = {tag.box};
    tag.field = tag.box;
    tag.rotation = 90;
    tag.font_size = 10.5;
    tag.visible = false;
    tag.kind = TagKind::Definition;
    tag.source = TagSource::Ocr;
    tag.confidence = 0.5;
    tag.attributes = {{"label", "Hier \"unterschreiben\""}};
    d.tags = {tag};
    d.settings.dialects = {"adobe"};
    d.folder = "Verträge/2026";
    d.seal = "B-LT";
    Field field;
    field.id = {"signature_1"};
    field.name = "signature_1";
    field.type = FieldType::Signature;
    field.role = "1";
    field.document = {"doc"};
    field.page = 2;
    field.box = tag.box;
    field.attributes = tag.attributes;
    d.content.fields = {field};
    d.document = {std::string(64, 'a'), 123'456'789'012};
    d.created = kNow;
    return d;
}

EnvelopeRecord some_envelope(const std::string& id) {
    EnvelopeRecord record;
    record.envelope.id = {id};
    record.envelope.organisation = {"acme"};
    record.envelope.owner = {"anna"};
    record.envelope.title = "Vertrag";
    record.envelope.created = kNow;
    record.envelope.changed = kNow;
    record.envelope.expires = kNow + hours(24);
    for (int turn : {2, 1}) {
        RecipientRow r;
        r.who = {{id + "-r" + std::to_string(turn)},
                 std::to_string(turn),
                 "Name",
                 "r@example.org",
                 "",
                 "",
                 turn,
                 turn == 1 ? RecipientState::Invited : RecipientState::Waiting};
        if (turn == 1) r.link_hash = id + "-link";
        record.recipients.push_back(r);
    }
    return record;
}

DocumentRow some_document(const std::string& envelope) {
    DocumentRow d;
    d.id = {envelope + "-d1"};
    d.envelope = {envelope};
    d.organisation = {"acme"};
    d.title = "Vertrag.pdf";
    d.head = {std::string(64, '1'), 1000};
    d.plan = "plan 1\nline";
    d.pages = {{595, 842}};
    d.created = kNow;
    return d;
}

}  // namespace quillport::store::test
