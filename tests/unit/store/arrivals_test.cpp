#include "quillport/store/arrivals.hpp"

#include "database.hpp"

using namespace quillport;
using namespace quillport::store;
using namespace quillport::store::test;

namespace {

void arrive(Store& store, const std::string& id, const UserId& owner, TimePoint mail_at) {
    DraftRow draft = some_draft(id);
    draft.owner = owner;
    draft.content.title = "Title of " + id;
    written(store, [&](Tx& tx) { return create_draft(tx, draft, {}); });
    written(store, [&](Tx& tx) { return note_arrival(tx, {{"acme"}, owner, {id}, mail_at}); });
}

Notice refusal_of(const std::string& id, const UserId& user, std::optional<TimePoint> mail_at) {
    return {id, {"acme"}, user, "not_pdf", "Letter", "Accounting", kNow, mail_at, "job " + id};
}

std::vector<UserId> to_mail(Store& store, TimePoint now) {
    return seen(store, [&](Reader& r) { return list_users_to_mail(r, now, 10); });
}

}  // namespace

TEST_CASE("one mail takes everything that waits for a user, also what is not due yet", "[store][arrivals]") {
    Furnished home(GENERATE(from_range(backends())));
    arrive(*home.store, "d1", home.anna, kNow);
    arrive(*home.store, "d2", home.anna, kNow + minutes(5));
    arrive(*home.store, "d3", home.bert, kNow + minutes(5));
    written(*home.store, [&](Tx& tx) { return note_refusal(tx, refusal_of("n1", home.anna, kNow + minutes(9))); });
    CHECK(to_mail(*home.store, kNow - seconds(1)).empty());
    CHECK(to_mail(*home.store, kNow) == std::vector<UserId>{home.anna});
    written(*home.store, [](Tx& tx) { return drop_draft(tx, {"acme"}, {"d2"}, kNow); });
    const ToMail all = written(*home.store, [&](Tx& tx) { return take_to_mail(tx, home.anna); });
    REQUIRE(all.drafts.size() == 2);
    CHECK(all.drafts[0].title == "Title of d1");
    CHECK(all.drafts[0].waits);
    CHECK_FALSE(all.drafts[1].waits);
    REQUIRE(all.notices.size() == 1);
    CHECK(all.notices[0].problem == "not_pdf");
    CHECK(to_mail(*home.store, kNow + hours(1)) == std::vector<UserId>{home.bert});
    CHECK(written(*home.store, [&](Tx& tx) { return take_to_mail(tx, home.anna); }).drafts.empty());
    // The page still shows what a mail spoke of, until it was looked at.
    CHECK(seen(*home.store, [&](Reader& r) { return list_notices(r, home.anna, 10); }).size() == 1);
}

TEST_CASE("what was shown is not mailed; another's mark changes nothing", "[store][arrivals]") {
    Furnished home(GENERATE(from_range(backends())));
    arrive(*home.store, "d1", home.anna, kNow);
    written(*home.store, [&](Tx& tx) { return note_refusal(tx, refusal_of("n1", home.anna, kNow)); });
    written(*home.store, [&](Tx& tx) { return mark_told(tx, home.bert, {{"d1"}}, {"n1"}); });
    CHECK(to_mail(*home.store, kNow) == std::vector<UserId>{home.anna});
    written(*home.store, [&](Tx& tx) { return mark_told(tx, home.anna, {{"d1"}, {"none"}}, {"n1"}); });
    CHECK(to_mail(*home.store, kNow + hours(1)).empty());
    CHECK(seen(*home.store, [&](Reader& r) { return list_notices(r, home.anna, 10); }).empty());
}

TEST_CASE("a job that is refused again is told once, and forgotten after a time", "[store][arrivals]") {
    Furnished home(GENERATE(from_range(backends())));
    CHECK(written(*home.store, [&](Tx& tx) { return note_refusal(tx, refusal_of("n1", home.anna, {})); }));
    Notice again = refusal_of("n2", home.anna, {});
    again.job_key = "job n1";
    CHECK_FALSE(written(*home.store, [&](Tx& tx) { return note_refusal(tx, again); }));
    CHECK(to_mail(*home.store, kNow + hours(1)).empty());
    CHECK(written(*home.store, [](Tx& tx) { return delete_old_notices(tx, kNow); }) == 0);
    CHECK(written(*home.store, [](Tx& tx) { return delete_old_notices(tx, kNow + seconds(1)); }) == 1);
}

TEST_CASE("a ticket is good once and in time", "[store][accounts]") {
    Furnished home(GENERATE(from_range(backends())));
    const auto make = [&](const std::string& hash) {
        written(*home.store, [&](Tx& tx) {
            return create_login_ticket(tx, {hash, home.acme, home.anna, kNow, kNow + seconds(60)});
        });
    };
    const auto redeem = [&](const std::string& hash, TimePoint now) {
        return home.store->write([&](Tx& tx) { return redeem_login_ticket(tx, hash, now); });
    };
    make("one");
    make("two");
    CHECK(error_of(redeem("none", kNow)) == ErrorCode::Gone);
    CHECK(error_of(redeem("one", kNow + seconds(60))) == ErrorCode::Gone);
    CHECK(redeem("two", kNow + seconds(59)).value() == home.anna);
    CHECK(error_of(redeem("two", kNow + seconds(59))) == ErrorCode::Gone);
    CHECK(written(*home.store, [](Tx& tx) { return delete_old_login_tickets(tx, kNow + seconds(60)); }) == 2);
}

TEST_CASE("a token works in its user's name until it is revoked, and is no print server's key", "[store][accounts]") {
    Furnished home(GENERATE(from_range(backends())));
    written(*home.store, [&](Tx& tx) {
        return create_api_key(tx, {"t1", home.acme, "desk", "user", "h1", kNow, {}, home.anna});
    });
    written(*home.store, [&](Tx& tx) { return create_api_key(tx, {"k1", home.acme, "printer", "drafts", "h2", kNow, {}, {}}); });
    CHECK(seen(*home.store, [](Reader& r) { return find_api_key(r, "h1"); }).user == home.anna);
    CHECK(seen(*home.store, [](Reader& r) { return find_api_key(r, "h2"); }).user.empty());
    CHECK(seen(*home.store, [&](Reader& r) { return list_api_keys(r, home.acme); }).size() == 1);
    CHECK(seen(*home.store, [&](Reader& r) { return list_tokens(r, home.anna); }).at(0).name == "desk");
    CHECK(seen(*home.store, [&](Reader& r) { return list_tokens(r, home.bert); }).empty());
    written(*home.store, [&](Tx& tx) { return revoke_api_key(tx, home.acme, "t1", kNow); });
    CHECK(seen(*home.store, [&](Reader& r) { return list_tokens(r, home.anna); }).empty());
    CHECK(error_of(home.store->read([](Reader& r) { return find_api_key(r, "h1"); })) == ErrorCode::NotFound);
}

TEST_CASE("a keeper is told at most once in a while what lies unclaimed", "[store][queues]") {
    Furnished home(GENERATE(from_range(backends())));
    Queue queue{.id = {"q1"},
                .organisation = home.acme,
                .name = "Sales",
                .owner = {},
                .team = {},
                .keeper = home.bert,
                .language = {},
                .message = {},
                .template_name = {},
                .seal = {},
                .tags = {},
                .created = kNow};
    written(*home.store, [&](Tx& tx) { return save_queue(tx, queue); });
    DraftRow draft = some_draft("d1");
    draft.queue = {"q1"};
    written(*home.store, [&](Tx& tx) { return create_draft(tx, draft, {}); });
    const auto lying = [&](TimePoint since) {
        return seen(*home.store, [&](Reader& r) { return list_inbox(r, {"q1"}, since, 10); });
    };
    CHECK(lying(kNow - seconds(1)).empty());
    CHECK(lying(kNow).at(0).title == draft.content.title);
    const auto due = [&](TimePoint before) {
        return seen(*home.store, [&](Reader& r) { return list_digests(r, before); }).size();
    };
    CHECK(due(kNow) == 1);
    written(*home.store, [](Tx& tx) { return mark_digest(tx, {"q1"}, kNow + hours(1)); });
    CHECK(due(kNow) == 0);
    CHECK(due(kNow + hours(1)) == 1);
    written(*home.store, [&](Tx& tx) { return claim_draft(tx, home.acme, {"d1"}, home.anna, kNow); });
    CHECK(lying(kNow).empty());
}

TEST_CASE("a user decides whether mails tell him of what arrives", "[store][accounts]") {
    Furnished home(GENERATE(from_range(backends())));
    const auto mails = [&] { return seen(*home.store, [&](Reader& r) { return find_user(r, home.anna); }).mails; };
    CHECK(mails());
    written(*home.store, [&](Tx& tx) { return change_mails(tx, home.anna, false); });
    CHECK_FALSE(mails());
    CHECK(error_of(home.store->write([](Tx& tx) { return change_mails(tx, {"nobody"}, true); })) == ErrorCode::NotFound);
}
