#include "database.hpp"

using namespace quillport;
using namespace quillport::store;
using namespace quillport::store::test;

namespace {
void create(Store& store, const EnvelopeRecord& record) {
    written(store, [&](Tx& tx) { return create_envelope(tx, record); });
}
EnvelopeRecord find(Store& store, const std::string& id) {
    return seen(store, [&](Reader& r) { return find_envelope(r, {"acme"}, {id}); });
}
}  // namespace

TEST_CASE("an envelope comes back with its recipients in routing order", "[store][envelopes]") {
    Furnished home(GENERATE(from_range(backends())));
    create(*home.store, some_envelope("e1"));
    const EnvelopeRecord out = find(*home.store, "e1");
    CHECK(out.envelope.state == EnvelopeState::Sent);
    CHECK(out.envelope.expires == kNow + hours(24));
    CHECK_FALSE(out.envelope.completed);
    CHECK(out.envelope.certificate.empty());
    REQUIRE(out.recipients.size() == 2);
    CHECK(out.recipients[0].who.id == RecipientId{"e1-r1"});
    CHECK(out.recipients[0].who.state == RecipientState::Invited);
    CHECK(out.recipients[1].link_hash.empty());
    CHECK(error_of(home.store->read([&](Reader& r) { return find_envelope(r, home.umbrella, {"e1"}); })) == ErrorCode::NotFound);
}

TEST_CASE("an act by the rules of core is kept with its level and evidence", "[store][envelopes]") {
    Furnished home(GENERATE(from_range(backends())));
    create(*home.store, some_envelope("e1"));
    written(*home.store, [](Tx& tx) -> Result<void> {
        auto record = find_envelope(tx, {"acme"}, {"e1"});
        if (!record.ok()) return record.error();
        Envelope machine = record.value().machine();
        if (auto signed_ = machine.record_signature({"e1-r1"}); !signed_.ok()) return signed_.error();
        record.value().apply(machine);
        RecipientRow* r = record.value().find({"e1-r1"});
        r->level = Level::Advanced;
        r->evidence = "{\"check\":\"c1\"}";
        r->signed_at = kNow + minutes(5);
        record.value().find({"e1-r2"})->link_hash = "second-link";
        return save_envelope(tx, record.value());
    });
    EnvelopeRecord out = find(*home.store, "e1");
    CHECK(out.envelope.version == 2);
    CHECK(out.recipients[0].who.state == RecipientState::Signed);
    CHECK(out.recipients[0].level == Level::Advanced);
    CHECK(out.recipients[0].evidence == "{\"check\":\"c1\"}");
    CHECK(out.recipients[0].signed_at == kNow + minutes(5));
    CHECK(out.recipients[1].who.state == RecipientState::Invited);
    const LinkOwner owner = seen(*home.store, [](Reader& r) { return find_link(r, "second-link"); });
    CHECK(owner.recipient == RecipientId{"e1-r2"});
    CHECK(owner.envelope == EnvelopeId{"e1"});
    CHECK(owner.organisation == home.acme);
}

TEST_CASE("of two who change an envelope at once one is told to look again", "[store][envelopes]") {
    Furnished home(GENERATE(from_range(backends())));
    create(*home.store, some_envelope("e1"));
    EnvelopeRecord first = find(*home.store, "e1");
    EnvelopeRecord second = first;
    first.envelope.state = EnvelopeState::Voided;
    first.envelope.reason = "Fehler im Text";
    written(*home.store, [&](Tx& tx) { return save_envelope(tx, first); });
    CHECK(first.envelope.version == 2);
    second.envelope.state = EnvelopeState::Completed;
    CHECK(error_of(home.store->write([&](Tx& tx) { return save_envelope(tx, second); })) == ErrorCode::PreconditionFailed);
    CHECK(find(*home.store, "e1").envelope.state == EnvelopeState::Voided);
    CHECK(find(*home.store, "e1").envelope.reason == "Fehler im Text");
}

TEST_CASE("a link belongs to one recipient, an unknown one to nobody", "[store][envelopes]") {
    Furnished home(GENERATE(from_range(backends())));
    create(*home.store, some_envelope("e1"));
    CHECK(error_of(home.store->read([](Reader& r) { return find_link(r, "guess"); })) == ErrorCode::NotFound);
    CHECK(error_of(home.store->read([](Reader& r) { return find_link(r, ""); })) == ErrorCode::NotFound);
    EnvelopeRecord thief = some_envelope("e2");
    thief.recipients[1].link_hash = "e1-link";
    CHECK(error_of(home.store->write([&](Tx& tx) { return create_envelope(tx, thief); })) == ErrorCode::Conflict);
    CHECK(error_of(home.store->read([](Reader& r) { return find_envelope(r, {"acme"}, {"e2"}); })) == ErrorCode::NotFound);
}

TEST_CASE("envelopes are listed newest first for their owner, page by page", "[store][envelopes]") {
    Furnished home(GENERATE(from_range(backends())));
    for (int i = 0; i < 5; ++i) {
        EnvelopeRecord e = some_envelope("e" + std::to_string(i));
        e.envelope.created = kNow + minutes(i / 2);
        if (i == 3) e.envelope.owner = home.bert;
        if (i == 1) e.envelope.folder = "Orders";
        create(*home.store, e);
    }
    const auto page = [&](int limit, const std::string& before, const std::string& folder = {}) {
        std::vector<std::string> ids;
        for (const auto& e :
             seen(*home.store, [&](Reader& r) { return list_envelopes(r, {"acme"}, {"anna"}, limit, {before}, folder); })) {
            ids.push_back(e.envelope.id.value);
            CHECK(e.recipients.size() == 2);
        }
        return ids;
    };
    CHECK(page(10, "") == std::vector<std::string>{"e4", "e2", "e1", "e0"});
    CHECK(page(2, "") == std::vector<std::string>{"e4", "e2"});
    CHECK(page(2, "e2") == std::vector<std::string>{"e1", "e0"});
    CHECK(page(10, "", "Orders") == std::vector<std::string>{"e1"});
    CHECK(page(10, "e1", "Orders").empty());
}

TEST_CASE("what is overdue and what lacks its certificate is found", "[store][envelopes]") {
    Furnished home(GENERATE(from_range(backends())));
    for (const char* id : {"sent", "late", "over", "done", "certified"}) create(*home.store, some_envelope(id));
    const auto change = [&](const std::string& id, auto how) {
        EnvelopeRecord e = find(*home.store, id);
        how(e.envelope);
        written(*home.store, [&](Tx& tx) { return save_envelope(tx, e); });
    };
    change("late", [](EnvelopeRow& e) { e.expires = kNow; });
    change("over", [](EnvelopeRow& e) {
        e.expires = kNow;
        e.state = EnvelopeState::Expired;
    });
    change("done", [](EnvelopeRow& e) {
        e.completed = kNow;
        e.state = EnvelopeState::Completed;
    });
    change("certified", [](EnvelopeRow& e) {
        e.completed = kNow;
        e.state = EnvelopeState::Completed;
        e.certificate = {std::string(64, 'c'), 77};
    });
    const auto late = seen(*home.store, [](Reader& r) { return list_overdue(r, kNow, 10); });
    REQUIRE(late.size() == 1);
    CHECK(late[0].envelope == EnvelopeId{"late"});
    CHECK(late[0].organisation == home.acme);
    const auto open = seen(*home.store, [](Reader& r) { return list_uncertified(r, 10); });
    REQUIRE(open.size() == 1);
    CHECK(open[0].envelope == EnvelopeId{"done"});
    CHECK(find(*home.store, "certified").envelope.certificate == BlobRef{std::string(64, 'c'), 77});
}

TEST_CASE("levels are called what they are", "[store][envelopes]") {
    for (const Level level : {Level::Simple, Level::Advanced, Level::AdvancedQualifiedCertificate, Level::Qualified})
        CHECK(level_named(name_of(level)) == level);
    CHECK_FALSE(level_named("legally binding"));
}
