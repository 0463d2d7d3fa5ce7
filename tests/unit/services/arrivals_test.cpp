#include "quillport/services/arrivals.hpp"

#include "portal.hpp"
#include "quillport/services/queues.hpp"
#include "quillport/services/teams.hpp"
#include "quillport/services/tokens.hpp"

namespace quillport::services::test {
namespace {

/// Says what was announced to whom.
class RecordingAnnouncer final : public Announcer {
  public:
    void draft_changed(const OrganisationId&, const DraftId& draft) override { drafts.push_back(draft.value); }
    void notice_made(const OrganisationId&, const UserId& user) override { notices.push_back(user.value); }
    std::vector<std::string> drafts, notices;
};

struct PrintRoom {
    Portal portal;
    RecordingAnnouncer announcer;
    User maja;
    int jobs = 0;
    const std::string address = "maja@acme.example";

    PrintRoom() {
        auto user =
            add_user(portal.context(), portal.admin.organisation, "Maja Kovačič", address, "another long password", false);
        REQUIRE(user.ok());
        maja = user.value();
        portal.context().announcer = &announcer;
    }
    Result<DraftReceipt> deliver(const std::string& user, const Bytes& document, const std::string& key = {}) {
        Delivery delivery;
        delivery.idempotency_key = key.empty() ? "job-" + std::to_string(++jobs) : key;
        delivery.job.queue = "Accounting";
        delivery.job.user = user;
        delivery.job.title = "Invoice " + std::to_string(jobs);
        delivery.document = document;
        return create_draft(portal.context(), {portal.admin.organisation, {}}, delivery);
    }
    DraftId print(const std::string& user = "maja") {
        auto receipt = deliver(user, small_pdf());
        REQUIRE(receipt.ok());
        return receipt.value().draft;
    }
    void set(const QueueChange& change) {
        REQUIRE(change_queue(portal.context(), portal.admin.organisation, "Accounting", change).ok());
    }
    /// Time passes and the portal does what it brings.
    void pass(std::chrono::milliseconds time) {
        portal.clock.pass(time);
        REQUIRE(keep_house(portal.context()).ok());
        REQUIRE(mail_arrivals(portal.context()).ok());
        portal.deliver();
    }
    std::size_t mails() { return portal.mailer.count_to(address); }
};

}  // namespace

TEST_CASE("who printed gets one mail about what nothing showed him", "[services][arrivals]") {
    PrintRoom room;
    const DraftId first = room.print();
    room.pass(30s);
    const DraftId second = room.print();
    CHECK(room.mails() == 0);
    room.pass(30s);
    REQUIRE(room.mails() == 1);
    const net::Mail mail = room.portal.mailer.last_to(room.address);
    CHECK(mail.subject == "2 documents wait for you");
    CHECK(mail.text.find("/drafts/" + first.value) != std::string::npos);
    CHECK(mail.text.find("/drafts/" + second.value) != std::string::npos);
    room.pass(1h);
    CHECK(room.mails() == 1);
    room.print();
    room.pass(1min);
    CHECK(room.mails() == 2);
    CHECK(room.portal.mailer.last_to(room.address).subject == "\xE2\x80\x9CInvoice 3\xE2\x80\x9D waits for you");
}

TEST_CASE("a mail names twenty documents and counts the rest", "[services][arrivals]") {
    PrintRoom room;
    for (int i = 0; i < 25; ++i) room.print();
    room.pass(1min);
    REQUIRE(room.mails() == 1);
    const net::Mail mail = room.portal.mailer.last_to(room.address);
    CHECK(mail.subject == "25 documents wait for you");
    CHECK(mail.text.find("And 5 more.") != std::string::npos);
}

TEST_CASE("no mail goes out about what needs none", "[services][arrivals]") {
    PrintRoom room;
    SECTION("his desktop or a page showed it") {
        const DraftId draft = room.print();
        REQUIRE(mark_told(room.portal.context(), room.portal.admin, {draft.value}, {}).ok());
        REQUIRE(mark_told(room.portal.context(), room.maja, {draft.value}, {}).ok());
    }
    SECTION("he dropped it") { REQUIRE(drop_draft(room.portal.context(), room.maja, room.print()).ok()); }
    SECTION("the queue says never") {
        QueueChange change;
        change.mail_after = std::chrono::minutes(0);
        room.set(change);
        room.print();
    }
    SECTION("he does not want any") {
        REQUIRE(set_mails(room.portal.context(), room.maja, false).ok());
        CHECK_FALSE(preferences_of(room.portal.context(), room.maja).value().mails);
        room.print();
    }
    SECTION("it lies in the inbox") { room.print("nobody-known"); }
    room.pass(2min);
    CHECK(room.portal.mailer.mails.empty());
}

TEST_CASE("who printed what was refused is told why, once, by page and by mail", "[services][arrivals]") {
    PrintRoom room;
    const Bytes broken = copy_of("no document");
    CHECK_FALSE(room.deliver("maja", broken, "job-x").ok());
    CHECK_FALSE(room.deliver("maja", broken, "job-x").ok());
    CHECK_FALSE(room.deliver("nobody-known", broken).ok());
    CHECK(room.announcer.notices == std::vector<std::string>{room.maja.id.value});
    const auto notices = list_notices(room.portal.context(), room.maja);
    REQUIRE(notices.ok());
    REQUIRE(notices.value().size() == 1);
    CHECK(notices.value()[0].problem == "format_unknown");
    CHECK(notices.value()[0].text.find("PDF driver") != std::string::npos);
    CHECK(list_notices(room.portal.context(), room.portal.admin).value().empty());
    room.pass(1min);
    REQUIRE(room.mails() == 1);
    CHECK(room.portal.mailer.last_to(room.address).subject.ends_with("was not taken"));
    REQUIRE(mark_told(room.portal.context(), room.maja, {}, {notices.value()[0].id}).ok());
    CHECK(list_notices(room.portal.context(), room.maja).value().empty());
}

TEST_CASE("what waits for the worker is no refusal", "[services][arrivals]") {
    PrintRoom room;
    room.portal.plain.inspect_error = Error{ErrorCode::Unavailable, "no worker", {}};
    CHECK_FALSE(room.deliver("maja", small_pdf()).ok());
    CHECK(list_notices(room.portal.context(), room.maja).value().empty());
}

TEST_CASE("what nobody claims goes to the queue's keeper, who is told", "[services][arrivals]") {
    PrintRoom room;
    REQUIRE(create_team(room.portal.context(), room.portal.admin.organisation, {"Sales", {{"petra@acme.example"}}}).ok());
    QueueChange change;
    change.owner_policy = OwnerPolicy::Inbox;
    change.team = "Sales";
    change.keeper = room.address;
    change.keeper_after = std::chrono::hours(4);
    room.set(change);
    const DraftId lost = room.print();
    const DraftId taken = room.print();
    REQUIRE(claim_draft(room.portal.context(), room.portal.admin, taken).ok());
    room.pass(90min);
    // The keeper sees what lies there, and hears of it once a day.
    CHECK_FALSE(get_draft(room.portal.context(), room.maja, lost).value().mine);
    REQUIRE(room.mails() == 1);
    CHECK(room.portal.mailer.last_to(room.address).subject == "Nobody claimed: documents of the printer Accounting");
    CHECK(room.portal.mailer.last_to(room.address).text.find("/drafts/" + lost.value) != std::string::npos);
    room.announcer.drafts.clear();
    room.pass(3h);
    CHECK(get_draft(room.portal.context(), room.maja, lost).value().mine);
    CHECK(key_of(get_draft(room.portal.context(), room.maja, taken).error()) == "no_such_draft");
    CHECK(room.announcer.drafts == std::vector<std::string>{lost.value});
    room.pass(1min);
    CHECK(room.mails() == 2);
    CHECK(room.portal.mailer.last_to(room.address).subject.ends_with("waits for you"));
    room.pass(48h);
    CHECK(room.mails() == 2);
}

TEST_CASE("a token opens its user's drafts until it is revoked, and only its hash is kept", "[services][tokens]") {
    PrintRoom room;
    Context& context = room.portal.context();
    CHECK(key_of(create_token(context, room.maja, " ").error()) == "name");
    const auto made = create_token(context, room.maja, "Desk 7");
    REQUIRE(made.ok());
    const auto key = verify_api_key(context, made.value().secret);
    REQUIRE(key.ok());
    CHECK(key.value().scope == "user");
    CHECK(user_of_token(context, key.value()).value().id == room.maja.id);
    CHECK(list_tokens(context, room.maja).value().at(0).name == "Desk 7");
    CHECK(list_tokens(context, room.portal.admin).value().empty());
    CHECK(key_of(revoke_token(context, room.portal.admin, made.value().id).error()) == "no_such_token");
    REQUIRE(revoke_token(context, room.maja, made.value().id).ok());
    CHECK(key_of(verify_api_key(context, made.value().secret).error()) == "key_wrong");
}

TEST_CASE("a ticket logs in once, for a minute", "[services][tokens]") {
    PrintRoom room;
    Context& context = room.portal.context();
    const auto ticket = [&] {
        auto made = create_ticket(context, room.maja);
        REQUIRE(made.ok());
        return made.value().ticket;
    };
    const auto log_in = [&](const std::string& text) { return log_in_by_ticket(context, text, room.portal.client); };
    const std::string good = ticket();
    const auto session = log_in(good);
    REQUIRE(session.ok());
    CHECK(user_of_session(context, session.value().token).value().id == room.maja.id);
    CHECK(key_of(log_in(good).error()) == "ticket_over");
    CHECK(key_of(log_in("").error()) == "ticket_over");
    const std::string late = ticket();
    room.portal.clock.pass(60s);
    CHECK(key_of(log_in(late).error()) == "ticket_over");
}

}  // namespace quillport::services::test
