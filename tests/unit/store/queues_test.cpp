#include "database.hpp"

using namespace quillport;
using namespace quillport::store;
using namespace quillport::store::test;

namespace {

Queue some_queue(const std::string& name) {
    Queue queue;
    queue.id = {"q-" + name};
    queue.organisation = {"acme"};
    queue.name = name;
    queue.created = kNow;
    return queue;
}

/// A team of Anna alone with a queue of its own, and a queue of everybody.
void with_team(Store& store, const UserId& anna) {
    written(store, [&](Tx& tx) { return create_team(tx, {{"t1"}, {"acme"}, "Sales", {anna}, kNow}); });
    Queue sales = some_queue("Sales");
    sales.team = {"t1"};
    written(store, [&](Tx& tx) { return save_queue(tx, sales); });
    written(store, [&](Tx& tx) { return save_queue(tx, some_queue("Everybody")); });
}

void deliver(Store& store, const std::string& id, const std::string& queue, TimePoint at = kNow) {
    DraftRow draft = some_draft(id);
    draft.queue = {"q-" + queue};
    draft.created = at;
    written(store, [&](Tx& tx) { return create_draft(tx, draft, {}); });
}

}  // namespace

TEST_CASE("saving a queue again changes every setting and keeps its id", "[store][queues]") {
    Furnished home(GENERATE(from_range(backends())));
    Queue queue = some_queue("Quillport");
    CHECK(written(*home.store, [&](Tx& tx) { return save_queue(tx, queue); }) == QueueId{"q-Quillport"});
    written(*home.store, [&](Tx& tx) { return create_team(tx, {{"t1"}, home.acme, "Sales", {home.anna}, kNow}); });
    queue.id = {"another"};
    queue.policy = OwnerPolicy::FixedUser;
    queue.owner = home.bert;
    queue.team = {"t1"};
    queue.keeper = home.anna;
    queue.keeper_after = hours(3);
    queue.auto_send = AutoSend::Always;
    queue.job_files = JobFiles::OneEnvelope;
    queue.language = "sl";
    queue.message = "Prosim za podpis.\nHvala.";
    queue.mail_after = minutes(0);
    queue.template_name = "Orders";
    queue.seal = "B-LTA";
    queue.tags = {{"quillport", "adobe"}, {"sl"}, {"##SIGN{role}## type=signature"}, {"\"Sign here\" type=signature"}};
    CHECK(written(*home.store, [&](Tx& tx) { return save_queue(tx, queue); }) == QueueId{"q-Quillport"});
    const Queue found = seen(*home.store, [&](Reader& r) { return find_queue(r, home.acme, "Quillport"); });
    CHECK(found.policy == OwnerPolicy::FixedUser);
    CHECK(found.owner == home.bert);
    CHECK(found.team == TeamId{"t1"});
    CHECK(found.keeper == home.anna);
    CHECK(found.keeper_after == hours(3));
    CHECK(found.auto_send == AutoSend::Always);
    CHECK(found.job_files == JobFiles::OneEnvelope);
    CHECK(found.template_name == "Orders");
    CHECK(found.seal == "B-LTA");
    CHECK(found.language == "sl");
    CHECK(found.message == queue.message);
    CHECK(found.mail_after == minutes(0));
    CHECK(found.tags == queue.tags);
    CHECK(seen(*home.store, [&](Reader& r) { return find_queue_by_id(r, {"q-Quillport"}); }).name == "Quillport");
    CHECK(seen(*home.store, [&](Reader& r) { return list_queues(r, home.acme); }).size() == 1);
    CHECK(error_of(home.store->read([&](Reader& r) { return find_queue(r, home.umbrella, "Quillport"); })) ==
          ErrorCode::NotFound);
}

TEST_CASE("a team is found with its members, renamed, and dissolved when no queue needs it", "[store][queues]") {
    Furnished home(GENERATE(from_range(backends())));
    with_team(*home.store, home.anna);
    const auto teams = [&] { return seen(*home.store, [&](Reader& r) { return list_teams(r, home.acme); }); };
    CHECK(teams().at(0).members == std::vector<UserId>{home.anna});
    CHECK(error_of(home.store->write([&](Tx& tx) {
              return create_team(tx, {{"t2"}, home.acme, "Sales", {}, kNow});
          })) == ErrorCode::Conflict);
    written(*home.store, [&](Tx& tx) { return create_team(tx, {{"t2"}, home.acme, "Buyers", {}, kNow}); });
    const auto save = [&](const Team& team) { return error_of(home.store->write([&](Tx& tx) { return save_team(tx, team); })); };
    CHECK(save({{"t2"}, home.acme, "Sales", {}, kNow}) == ErrorCode::Conflict);
    CHECK(save({{"t9"}, home.acme, "Nobody", {}, kNow}) == ErrorCode::NotFound);
    CHECK_FALSE(save({{"t1"}, home.acme, "Sellers", {home.bert, home.anna}, kNow}));
    CHECK(teams().at(1).name == "Sellers");
    CHECK(teams().at(1).members == std::vector<UserId>{home.anna, home.bert});
    const auto drop = [&](const OrganisationId& organisation, const std::string& id) {
        return error_of(home.store->write([&](Tx& tx) { return delete_team(tx, organisation, {id}); }));
    };
    CHECK(drop(home.acme, "t1") == ErrorCode::Conflict);
    CHECK(drop(home.umbrella, "t2") == ErrorCode::NotFound);
    CHECK_FALSE(drop(home.acme, "t2"));
    CHECK(teams().size() == 1);
}

TEST_CASE("a name under which somebody prints is one person's, whatever its case", "[store][queues]") {
    Furnished home(GENERATE(from_range(backends())));
    const auto add = [&](const std::string& name, const UserId& user) {
        return error_of(home.store->write([&](Tx& tx) { return add_alias(tx, home.acme, {name, user}); }));
    };
    CHECK_FALSE(add("ACME\\Anna", home.anna));
    CHECK_FALSE(add("acme\\anna", home.anna));
    CHECK(add("Acme\\anna", home.bert) == ErrorCode::Conflict);
    const auto find = [&](const OrganisationId& organisation, const std::string& name) {
        return seen(*home.store, [&](Reader& r) { return find_alias(r, organisation, name); });
    };
    CHECK(find(home.acme, "ACME\\ANNA") == home.anna);
    CHECK(find(home.acme, "anna").empty());
    CHECK(find(home.umbrella, "acme\\anna").empty());
    CHECK(seen(*home.store, [&](Reader& r) { return list_aliases(r, home.acme); }).size() == 1);
    const auto remove = [&] {
        return error_of(home.store->write([&](Tx& tx) { return remove_alias(tx, home.acme, "ACME\\anna"); }));
    };
    CHECK_FALSE(remove());
    CHECK(remove() == ErrorCode::NotFound);
}

TEST_CASE("a team's inbox is seen by its members and its keeper alone", "[store][queues]") {
    Furnished home(GENERATE(from_range(backends())));
    with_team(*home.store, home.anna);
    deliver(*home.store, "d1", "Sales");
    deliver(*home.store, "d2", "Everybody", kNow + minutes(1));
    const auto sees = [&](const UserId& who, const std::string& id) {
        const bool found = home.store->read([&](Reader& r) { return find_visible_draft(r, home.acme, who, {id}); }).ok();
        const auto list = seen(*home.store, [&](Reader& r) { return list_drafts(r, home.acme, who, 10, {}); });
        const bool listed = std::any_of(list.begin(), list.end(), [&](const DraftRow& d) { return d.id.value == id; });
        CHECK(found == listed);
        CHECK(found ==
              seen(*home.store, [&](Reader& r) { return sees_inbox(r, {id == "d1" ? "q-Sales" : "q-Everybody"}, who); }));
        return found;
    };
    CHECK(sees(home.anna, "d1"));
    CHECK_FALSE(sees(home.bert, "d1"));
    CHECK(sees(home.bert, "d2"));
    Queue sales = seen(*home.store, [&](Reader& r) { return find_queue(r, home.acme, "Sales"); });
    sales.keeper = home.bert;
    written(*home.store, [&](Tx& tx) { return save_queue(tx, sales); });
    CHECK(sees(home.bert, "d1"));
    CHECK(seen(*home.store, [&](Reader& r) { return sees_inbox(r, {}, home.bert); }));
    written(*home.store, [&](Tx& tx) { return claim_draft(tx, home.acme, {"d1"}, home.anna, kNow); });
    CHECK(error_of(home.store->read([&](Reader& r) { return find_visible_draft(r, home.acme, home.bert, {"d1"}); })) ==
          ErrorCode::NotFound);
}

TEST_CASE("what nobody claims is the keeper's when its time came", "[store][queues]") {
    Furnished home(GENERATE(from_range(backends())));
    Queue queue = some_queue("Kept");
    queue.keeper = home.bert;
    queue.keeper_after = hours(2);
    written(*home.store, [&](Tx& tx) { return save_queue(tx, queue); });
    written(*home.store, [&](Tx& tx) { return save_queue(tx, some_queue("Free")); });
    deliver(*home.store, "d1", "Kept");
    deliver(*home.store, "d2", "Kept", kNow + hours(1));
    deliver(*home.store, "d3", "Free");
    const auto due = [&](TimePoint now) { return seen(*home.store, [&](Reader& r) { return list_unclaimed(r, now, 10); }); };
    CHECK(due(kNow + hours(2) - seconds(1)).empty());
    REQUIRE(due(kNow + hours(2)).size() == 1);
    CHECK(due(kNow + hours(2))[0].draft.id == DraftId{"d1"});
    CHECK(due(kNow + hours(2))[0].keeper == home.bert);
    CHECK(due(kNow + hours(9)).size() == 2);
    written(*home.store, [&](Tx& tx) { return claim_draft(tx, home.acme, {"d1"}, home.anna, kNow); });
    written(*home.store, [](Tx& tx) { return drop_draft(tx, {"acme"}, {"d2"}, kNow); });
    CHECK(due(kNow + hours(9)).empty());
}

TEST_CASE("a draft that leaves by policy is listed until it left, was changed or is kept", "[store][queues]") {
    Furnished home(GENERATE(from_range(backends())));
    written(*home.store, [&](Tx& tx) { return save_queue(tx, some_queue("Sending")); });
    for (int i = 0; i < 4; ++i) {
        DraftRow draft = some_draft("d" + std::to_string(i));
        draft.owner = home.anna;
        draft.queue = {"q-Sending"};
        draft.sends = i > 0;
        draft.created = kNow + minutes(9 - i);
        written(*home.store, [&](Tx& tx) { return create_draft(tx, draft, {}); });
    }
    const auto due = [&] {
        std::vector<std::string> ids;
        for (const DraftKey& key : seen(*home.store, [](Reader& r) { return list_drafts_to_send(r, kNow, 10); }))
            ids.push_back(key.id.value);
        return ids;
    };
    CHECK(due() == std::vector<std::string>{"d3", "d2", "d1"});
    written(*home.store, [](Tx& tx) { return mark_draft_sent(tx, {"acme"}, {"d3"}, 1, {"e1"}, kNow); });
    written(*home.store, [](Tx& tx) { return keep_from_sending(tx, {"acme"}, {"d2"}); });
    CHECK(due() == std::vector<std::string>{"d1"});
    const DraftRow changed = seen(*home.store, [](Reader& r) { return find_draft(r, {"acme"}, {"d1"}); });
    CHECK(changed.sends);
    // Where the files of a job make one envelope the draft waits until no more of them come.
    Queue whole = some_queue("Sending");
    whole.job_files = JobFiles::OneEnvelope;
    written(*home.store, [&](Tx& tx) { return save_queue(tx, whole); });
    CHECK(due().empty());
    CHECK(seen(*home.store, [](Reader& r) { return list_drafts_to_send(r, kNow + minutes(9), 10); }).size() == 1);
    written(*home.store, [&](Tx& tx) { return save_queue(tx, some_queue("Sending")); });
    DraftRow looked_at = changed;
    looked_at.sends = false;
    written(*home.store, [&](Tx& tx) { return save_draft(tx, looked_at, kNow); });
    CHECK(due().empty());
}
