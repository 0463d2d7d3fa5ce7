#include <atomic>
#include <thread>

#include "database.hpp"

using namespace quillport;
using namespace quillport::store;
using namespace quillport::store::test;

namespace {
DraftCreated create(Store& store, const DraftRow& draft, const std::string& key = {}) {
    return written(store, [&](Tx& tx) { return create_draft(tx, draft, key); });
}
DraftRow find(Store& store, const std::string& id) {
    return seen(store, [&](Reader& r) { return find_draft(r, {"acme"}, {id}); });
}
}  // namespace

TEST_CASE("a draft comes back with everything in it", "[store][drafts]") {
    Furnished home(GENERATE(from_range(backends())));
    const DraftRow in = some_draft("d1");
    create(*home.store, in);
    const DraftRow out = find(*home.store, "d1");
    CHECK(out.state == DraftState::Open);
    CHECK(out.version == 1);
    CHECK(out.owner.empty());
    CHECK(out.message == in.message);
    CHECK(out.document == in.document);
    CHECK(out.created == kNow);
    CHECK(out.content.title == in.content.title);
    CHECK(out.content.pages == in.content.pages);
    REQUIRE(out.content.roles.size() == 2);
    CHECK(out.content.roles[0].phone == "+49 30 1");
    CHECK(out.content.roles[1].key == "buyer");
    REQUIRE(out.content.problems.size() == 1);
    CHECK(out.content.problems[0].guess == "sig");
    CHECK(out.content.problems[0].box == in.content.problems[0].box);
    REQUIRE(out.content.fields.size() == 1);
    CHECK(out.content.fields[0].box == in.content.fields[0].box);
    CHECK(out.content.fields[0].type == FieldType::Signature);
    CHECK(out.content.fields[0].attributes == in.content.fields[0].attributes);
    REQUIRE(out.tags.size() == 1);
    CHECK(out.tags[0].name == "first");
    CHECK(out.tags[0].pieces == in.tags[0].pieces);
    CHECK(out.tags[0].rotation == 90);
    CHECK_FALSE(out.tags[0].visible);
    CHECK(out.tags[0].kind == TagKind::Definition);
    CHECK(out.tags[0].source == TagSource::Ocr);
    CHECK(out.tags[0].confidence == 0.5);
    CHECK(out.settings == in.settings);
    CHECK(out.folder == in.folder);
    CHECK(out.seal == in.seal);
    const JobIdentity& job = out.content.job;
    CHECK(job.uuid == "urn:uuid:1");
    CHECK(job.document_number == 2);
    CHECK(job.host == "desk-7");
    CHECK(job.authenticated);
    CHECK(job.received == kNow);
    CHECK(job.options == in.content.job.options);
}

TEST_CASE("a delivery that is repeated meets the draft that is there, also when it comes eight times at once",
          "[store][drafts]") {
    Furnished home(GENERATE(from_range(backends())));
    std::atomic<int> made{0};
    std::array<std::string, 8> ids;
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < ids.size(); ++t)
        threads.emplace_back([&, t] {
            const auto created =
                home.store->write([&](Tx& tx) { return create_draft(tx, some_draft("d" + std::to_string(t)), "job-1"); });
            if (!created.ok()) return;
            ids[t] = created.value().id.value;
            if (!created.value().already_delivered) ++made;
        });
    for (auto& thread : threads) thread.join();
    CHECK(made == 1);
    for (const auto& id : ids) CHECK(id == ids[0]);
    CHECK(seen(*home.store, [](Reader& r) { return find_draft_by_key(r, {"acme"}, "job-1"); }) == DraftId{ids[0]});
    CHECK_FALSE(seen(*home.store, [](Reader& r) { return find_draft_by_key(r, {"umbrella"}, "job-1"); }));
    DraftRow other = some_draft("elsewhere");
    other.organisation = home.umbrella;
    CHECK_FALSE(create(*home.store, other, "job-1").already_delivered);
    CHECK_FALSE(create(*home.store, some_draft("n1")).already_delivered);
    CHECK_FALSE(create(*home.store, some_draft("n2")).already_delivered);
}

TEST_CASE("drafts are listed newest first, page by page: one's own and those of the inbox", "[store][drafts]") {
    Furnished home(GENERATE(from_range(backends())));
    for (int i = 0; i < 6; ++i) {
        DraftRow d = some_draft("d" + std::to_string(i));
        d.created = kNow + minutes(i / 2);
        if (i == 1) d.owner = home.bert;
        if (i == 2) d.owner = home.anna;
        if (i > 2) d.folder = "late";
        create(*home.store, d);
    }
    written(*home.store, [](Tx& tx) { return drop_draft(tx, {"acme"}, {"d5"}, kNow); });
    const auto page = [&](const UserId& who, int limit, const std::string& before, const std::string& folder = {}) {
        std::vector<std::string> ids;
        for (const auto& d : seen(*home.store, [&](Reader& r) { return list_drafts(r, {"acme"}, who, limit, {before}, folder); }))
            ids.push_back(d.id.value);
        return ids;
    };
    CHECK(page(home.anna, 10, "") == std::vector<std::string>{"d4", "d3", "d2", "d0"});
    CHECK(page(home.anna, 2, "") == std::vector<std::string>{"d4", "d3"});
    CHECK(page(home.anna, 2, "d3") == std::vector<std::string>{"d2", "d0"});
    CHECK(page(home.bert, 10, "d3") == std::vector<std::string>{"d1", "d0"});
    CHECK(page(home.anna, 10, "", "late") == std::vector<std::string>{"d4", "d3"});
    CHECK(page(home.anna, 10, "d4", "late") == std::vector<std::string>{"d3"});
    CHECK(page(home.anna, 10, "", "lat").empty());
    CHECK(seen(*home.store, [&](Reader& r) { return list_drafts(r, home.umbrella, home.anna, 10, {}); }).empty());
}

TEST_CASE("a draft in the inbox is claimed by one, a foreign one is not there", "[store][drafts]") {
    Furnished home(GENERATE(from_range(backends())));
    create(*home.store, some_draft("d1"));
    const auto claim = [&](const OrganisationId& organisation, const UserId& who) {
        return error_of(home.store->write([&](Tx& tx) { return claim_draft(tx, organisation, {"d1"}, who, kNow); }));
    };
    CHECK(claim(home.umbrella, home.anna) == ErrorCode::NotFound);
    CHECK_FALSE(claim(home.acme, home.anna));
    CHECK_FALSE(claim(home.acme, home.anna));
    CHECK(claim(home.acme, home.bert) == ErrorCode::Conflict);
    CHECK(find(*home.store, "d1").owner == home.anna);
    written(*home.store, [](Tx& tx) { return drop_draft(tx, {"acme"}, {"d1"}, kNow); });
    CHECK(claim(home.acme, home.bert) == ErrorCode::Gone);
}

TEST_CASE("of two changes to the same version the second is told, and a draft that was sent does not change", "[store][drafts]") {
    Furnished home(GENERATE(from_range(backends())));
    create(*home.store, some_draft("d1"));
    DraftRow mine = find(*home.store, "d1");
    DraftRow theirs = mine;
    mine.content.roles[1].name = "Bert";
    mine.content.problems.clear();
    CHECK(written(*home.store, [&](Tx& tx) { return save_draft(tx, mine, kNow + minutes(1)); }) == 2);
    CHECK(error_of(home.store->write([&](Tx& tx) { return save_draft(tx, theirs, kNow); })) == ErrorCode::PreconditionFailed);
    const DraftRow out = find(*home.store, "d1");
    CHECK(out.content.roles[1].name == "Bert");
    CHECK(out.content.problems.empty());
    CHECK(out.changed == kNow + minutes(1));
    const auto send = [&](std::int64_t version) {
        return error_of(home.store->write([&](Tx& tx) { return mark_draft_sent(tx, {"acme"}, {"d1"}, version, {"e1"}, kNow); }));
    };
    CHECK(send(1) == ErrorCode::PreconditionFailed);
    CHECK_FALSE(send(2));
    CHECK(send(3) == ErrorCode::Gone);
    CHECK(find(*home.store, "d1").envelope == EnvelopeId{"e1"});
    CHECK(error_of(home.store->write([&](Tx& tx) { return save_draft(tx, out, kNow); })) == ErrorCode::Gone);
    CHECK(error_of(home.store->write([&](Tx& tx) { return drop_draft(tx, {"acme"}, {"d1"}, kNow); })) == ErrorCode::Gone);
}

TEST_CASE("dropping a draft can be repeated, dropping none is an error", "[store][drafts]") {
    Furnished home(GENERATE(from_range(backends())));
    create(*home.store, some_draft("d1"));
    const auto drop = [&](const std::string& id) {
        return error_of(home.store->write([&](Tx& tx) { return drop_draft(tx, {"acme"}, {id}, kNow); }));
    };
    CHECK_FALSE(drop("d1"));
    CHECK_FALSE(drop("d1"));
    CHECK(drop("none") == ErrorCode::NotFound);
}
