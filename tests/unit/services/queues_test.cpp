#include "quillport/services/queues.hpp"

#include <algorithm>

#include "arrival.hpp"
#include "auto_send.hpp"
#include "portal.hpp"
#include "quillport/services/teams.hpp"
#include "quillport/store/drafts.hpp"

namespace quillport::services::test {
namespace {

constexpr const char* kPassword = "another long password";

/// A portal with Maja and Tomáš beside its administrator, and a print server that delivers to it.
struct Office {
    Portal portal;
    User maja = account("Maja Kovačič", "maja@acme.example");
    User tomas = account("Tomáš Dvořák", "tomas@acme.example");
    Bytes pdf = small_pdf();
    int jobs = 0;

    User account(const std::string& name, const std::string& email) {
        auto user = add_user(portal.context(), portal.admin.organisation, name, email, kPassword, false);
        REQUIRE(user.ok());
        return user.value();
    }
    Result<Queue> change(const QueueChange& wish) {
        return change_queue(portal.context(), portal.admin.organisation, "Accounting", wish);
    }
    void set(const QueueChange& wish) {
        auto done = change(wish);
        INFO((done.ok() ? "" : done.error().detail));
        REQUIRE(done.ok());
    }
    Team team(const std::vector<std::string>& members) {
        auto made = create_team(portal.context(), portal.admin.organisation, {"Sales", members});
        REQUIRE(made.ok());
        return made.value();
    }
    /// A job as a print server delivers it.
    DraftId print(const std::string& user, bool authenticated, const std::optional<Detection>& found = two_signers()) {
        Delivery delivery;
        delivery.job.uuid = "urn:uuid:" + std::to_string(++jobs);
        delivery.job.queue = "Accounting";
        delivery.job.user = user;
        delivery.job.title = "Invoice " + std::to_string(jobs);
        delivery.job.authenticated = authenticated;
        delivery.found = found;
        delivery.document = pdf;
        auto receipt = create_draft(portal.context(), {portal.admin.organisation, {}}, delivery);
        REQUIRE(receipt.ok());
        return receipt.value().draft;
    }
    bool sees(const User& user, const DraftId& draft) { return get_draft(portal.context(), user, draft).ok(); }
    bool owns(const User& user, const DraftId& draft) {
        auto view = get_draft(portal.context(), user, draft);
        return view.ok() && view.value().mine;
    }
};

QueueChange fixed_owner(const std::string& email) {
    QueueChange change;
    change.owner_policy = OwnerPolicy::FixedUser;
    change.owner = email;
    return change;
}

}  // namespace

TEST_CASE("settings of a queue are kept as they are set, and what is not named stays", "[services][queues]") {
    Office office;
    office.team({"maja@acme.example"});
    QueueChange change = fixed_owner("Petra@acme.example");
    change.team = "Sales";
    change.keeper = "tomas@acme.example";
    change.keeper_after = std::chrono::hours(8);
    change.auto_send = AutoSend::Always;
    change.job_files = JobFiles::OneEnvelope;
    change.language = " SL ";
    change.message = " Prosim za podpis. ";
    change.mail_after = std::chrono::minutes(5);
    office.set(change);
    QueueChange second;
    second.keeper = "";
    office.set(second);
    const Queue queue = queue_settings(office.portal.context(), office.portal.admin.organisation, "Accounting").value();
    CHECK(queue.owner_policy == OwnerPolicy::FixedUser);
    CHECK(queue.owner == "petra@acme.example");
    CHECK(queue.team == "Sales");
    CHECK(queue.keeper.empty());
    CHECK(queue.keeper_after == std::chrono::hours(8));
    CHECK(queue.auto_send == AutoSend::Always);
    CHECK(queue.job_files == JobFiles::OneEnvelope);
    CHECK(queue.language == "sl");
    CHECK(queue.message == "Prosim za podpis.");
    CHECK(queue.mail_after == std::chrono::minutes(5));
    CHECK(list_queues(office.portal.context(), office.portal.admin.organisation).value().size() == 1);
}

TEST_CASE("settings of a queue that cannot be are refused with the input that is wrong, and change nothing",
          "[services][queues]") {
    Office office;
    QueueChange change;
    std::string key;
    SECTION("an owner whom nobody knows") {
        change = fixed_owner("nobody@acme.example");
        key = "no_such_user";
    }
    SECTION("a fixed owner who is not named") {
        change.owner_policy = OwnerPolicy::FixedUser;
        key = "owner_needed";
    }
    SECTION("a team that is not there") {
        change.team = "Nobody";
        key = "no_such_team";
    }
    SECTION("whatever comes in the name of whoever printed") {
        change.owner_policy = OwnerPolicy::JobUser;
        change.auto_send = AutoSend::Always;
        key = "auto_send_owner";
    }
    SECTION("a language that is a path") {
        change.language = "../etc";
        key = "language";
    }
    SECTION("a keeper after no time") {
        change.keeper_after = std::chrono::hours(0);
        key = "keeper_after";
    }
    const auto refused = office.change(change);
    REQUIRE_FALSE(refused.ok());
    CHECK(key_of(refused.error()) == key);
    CHECK(list_queues(office.portal.context(), office.portal.admin.organisation).value().empty());
}

TEST_CASE("a queue gives its drafts to whom its policy says", "[services][queues]") {
    Office office;
    SECTION("the user of the job, by an alias before any likeness") {
        const auto set =
            set_aliases(office.portal.context(), office.portal.admin.organisation, office.tomas.id, {"MAJA", "ACME\\td"});
        REQUIRE(set.ok());
        CHECK(set.value().aliases == std::vector<std::string>{"acme\\td", "maja"});
        CHECK(office.owns(office.tomas, office.print("maja", false)));
        CHECK(office.owns(office.tomas, office.print("Acme\\TD", false)));
        CHECK(office.owns(office.maja, office.print("maja@acme.example", false)));
        CHECK(key_of(set_aliases(office.portal.context(), office.portal.admin.organisation, office.maja.id, {"Maja"}).error()) ==
              "alias_taken");
    }
    SECTION("a fixed account") {
        office.set(fixed_owner("tomas@acme.example"));
        CHECK(office.owns(office.tomas, office.print("maja", true)));
    }
    SECTION("nobody: the inbox") {
        QueueChange change;
        change.owner_policy = OwnerPolicy::Inbox;
        office.set(change);
        const DraftId draft = office.print("maja", true);
        CHECK_FALSE(office.owns(office.maja, draft));
        CHECK(office.sees(office.maja, draft));
        CHECK(office.sees(office.tomas, draft));
    }
    SECTION("a message that the queue brings is the draft's until somebody writes another") {
        QueueChange change = fixed_owner("tomas@acme.example");
        change.message = "Please sign.";
        office.set(change);
        CHECK(get_draft(office.portal.context(), office.tomas, office.print("maja", true)).value().message == "Please sign.");
    }
}

TEST_CASE("what lies in a team's inbox is there for its members alone", "[services][queues]") {
    Office office;
    office.team({"maja@acme.example"});
    QueueChange change;
    change.owner_policy = OwnerPolicy::Inbox;
    change.team = "Sales";
    office.set(change);
    const DraftId draft = office.print("somebody", false);
    CHECK(office.sees(office.maja, draft));
    CHECK_FALSE(office.sees(office.tomas, draft));
    CHECK(list_drafts(office.portal.context(), office.tomas, 50, "").value().drafts.empty());
    // Not even that there is one is told to others, before and after it was claimed.
    CHECK(key_of(claim_draft(office.portal.context(), office.tomas, draft).error()) == "no_such_draft");
    CHECK(claim_draft(office.portal.context(), office.maja, draft).ok());
    CHECK(key_of(claim_draft(office.portal.context(), office.tomas, draft).error()) == "no_such_draft");
    CHECK(key_of(send_draft(office.portal.context(), office.tomas, draft).error()) == "no_such_draft");
}

TEST_CASE("teams have names and known members, and stay while a queue needs them", "[services][queues]") {
    Office office;
    Context& context = office.portal.context();
    const OrganisationId& acme = office.portal.admin.organisation;
    const Team team = office.team({"maja@acme.example"});
    CHECK(key_of(create_team(context, acme, {"Sales", {}}).error()) == "team_taken");
    CHECK(key_of(create_team(context, acme, {" ", {}}).error()) == "name");
    CHECK(problem_of(change_team(context, acme, team.id, {{}, {{"maja@acme.example", "x@y.example"}}}).error()).field ==
          "members.1");
    CHECK(change_team(context, acme, team.id, {"Sellers", {{"tomas@acme.example"}}}).value().members.at(0).name ==
          "Tomáš Dvořák");
    QueueChange change;
    change.team = "Sellers";
    office.set(change);
    CHECK(key_of(delete_team(context, acme, team.id).error()) == "team_in_use");
    change.team = "";
    office.set(change);
    CHECK(delete_team(context, acme, team.id).ok());
    CHECK(key_of(delete_team(context, acme, team.id).error()) == "no_such_team");
}

/// A print server whose jobs name every signer.
struct Batch : Office {
    store::DraftRow arriving(const std::string& user, bool authenticated) {
        store::DraftRow row;
        row.id = {"batch-" + std::to_string(++jobs)};
        row.organisation = portal.admin.organisation;
        Detection found;
        found.pages = {{595, 842}};
        found.tags = {tag(FieldType::Signature, "1", 500)};
        JobIdentity job;
        job.queue = "Accounting";
        job.user = user;
        job.title = "Invoice";
        job.authenticated = authenticated;
        row.content = draft_of(found, job, DocumentId{row.id.value});
        row.content.roles.at(0).name = "Anna Krajnc";
        row.content.roles.at(0).email = "anna@example.com";
        row.tags = found.tags;
        row.document = portal.store->blobs().put(pdf).value();
        row.created = portal.clock.now();
        return row;
    }
    /// In whose name it left; empty when it waits.
    std::string sender_of(store::DraftRow row) {
        auto kept = portal.store->write([&](store::Tx& tx) -> Result<store::DraftCreated> {
            if (auto done = settle_arrival(tx, portal.context(), {portal.admin.organisation, {}}, row); !done.ok())
                return done.error();
            return store::create_draft(tx, row, {});
        });
        REQUIRE(kept.ok());
        const auto sent = send_by_policy(portal.context());
        REQUIRE(sent.ok());
        for (const User& who : {portal.admin, maja, tomas}) {
            const auto list = list_envelopes(portal.context(), who, 50, "");
            REQUIRE(list.ok());
            if (list.value().envelopes.empty()) continue;
            CHECK(sent.value() == 1);
            return who.email;
        }
        CHECK(sent.value() == 0);
        return {};
    }
    void policy(AutoSend when, OwnerPolicy owner = OwnerPolicy::JobUser) {
        QueueChange change;
        change.owner_policy = owner;
        if (owner == OwnerPolicy::FixedUser) change.owner = "tomas@acme.example";
        change.auto_send = when;
        set(change);
    }
    void know(const User& user, const std::string& alias) {
        REQUIRE(set_aliases(portal.context(), portal.admin.organisation, user.id, {alias}).ok());
    }
};

TEST_CASE("a complete job leaves in the name of whom the print server checked and an administrator named", "[services][queues]") {
    Batch batch;
    batch.policy(AutoSend::Authenticated);
    batch.know(batch.maja, "mk7");
    CHECK(batch.sender_of(batch.arriving("mk7", true)) == "maja@acme.example");
    const auto envelopes = list_envelopes(batch.portal.context(), batch.maja, 50, "");
    const auto audit = get_audit(batch.portal.context(), batch.maja, envelopes.value().envelopes.at(0).id);
    REQUIRE(audit.ok());
    const auto sent = std::find_if(audit.value().events.begin(), audit.value().events.end(),
                                   [](const AuditEvent& event) { return event.kind == "sent"; });
    REQUIRE(sent != audit.value().events.end());
    CHECK(sent->details.at("policy_of_queue") == "Accounting");
}

TEST_CASE("a complete job waits where who printed, or its document's author, wants a person to look", "[services][queues]") {
    Batch batch;
    batch.policy(AutoSend::Authenticated);
    batch.know(batch.maja, "mk7");
    store::DraftRow row = batch.arriving("mk7", true);
    SECTION("chosen in the print dialog") { row.content.job.options["quill-send"] = "ask"; }
    SECTION("the document waits for its password") { row.lock = Lock::Locked; }
    SECTION("the document's author allows no changes") { row.lock = Lock::Restricted; }
    CHECK(batch.sender_of(row).empty());
}

TEST_CASE("no job sends in another's name", "[services][queues][security]") {
    Batch batch;
    batch.know(batch.maja, "mk7");
    SECTION("a forged user name makes a draft") {
        batch.policy(AutoSend::Authenticated);
        CHECK(batch.sender_of(batch.arriving("mk7", false)).empty());
    }
    SECTION("so does a forged address") {
        batch.policy(AutoSend::Authenticated);
        CHECK(batch.sender_of(batch.arriving("maja@acme.example", false)).empty());
    }
    SECTION("a checked login that is only like an account's address is not that account's for certain") {
        batch.policy(AutoSend::Authenticated);
        CHECK(batch.sender_of(batch.arriving("tomas", true)).empty());
    }
    SECTION("nor is one that is called like a person") {
        batch.policy(AutoSend::Authenticated);
        CHECK(batch.sender_of(batch.arriving("petra novak", true)).empty());
    }
    SECTION("a login of another realm is nobody's") {
        batch.policy(AutoSend::Authenticated);
        CHECK(batch.sender_of(batch.arriving("mk7@EVIL.EXAMPLE", true)).empty());
    }
    SECTION("a queue of one account sends in that account's name, whoever printed") {
        batch.policy(AutoSend::Always, OwnerPolicy::FixedUser);
        CHECK(batch.sender_of(batch.arriving("mk7", false)) == "tomas@acme.example");
    }
    SECTION("or only whom the print server checked") {
        batch.policy(AutoSend::Authenticated, OwnerPolicy::FixedUser);
        CHECK(batch.sender_of(batch.arriving("mk7", false)).empty());
    }
    SECTION("what lies in the inbox has no sender") {
        batch.policy(AutoSend::Authenticated, OwnerPolicy::Inbox);
        CHECK(batch.sender_of(batch.arriving("mk7", true)).empty());
    }
    SECTION("a user who uploads cannot say that a print server checked it") {
        batch.policy(AutoSend::Always, OwnerPolicy::FixedUser);
        store::DraftRow row = batch.arriving("mk7", true);
        auto done = batch.portal.store->write([&](store::Tx& tx) {
            return settle_arrival(tx, batch.portal.context(), {row.organisation, batch.maja}, row);
        });
        REQUIRE(done.ok());
        CHECK(row.owner == batch.maja.id);
        CHECK_FALSE(row.sends);
    }
}

TEST_CASE("a job with something missing or doubtful waits for a look", "[services][queues]") {
    Batch batch;
    batch.policy(AutoSend::Always, OwnerPolicy::FixedUser);
    store::DraftRow row = batch.arriving("anybody", true);
    SECTION("a role without a person") { row.content.roles[0].email.clear(); }
    SECTION("a tag that cannot be read") { row.content.problems = {{1, {0, 0, 9, 9}, "unknown_type", "", "{{sgi:1}}", ""}}; }
    SECTION("a tag that nobody can see") { row.tags[0].visible = false; }
    SECTION("a tag that was read off a picture") { row.tags[0].source = TagSource::Ocr; }
    SECTION("a tag out of a QR code") { row.tags[0].source = TagSource::Qr; }
    SECTION("a document that arrived signed") { row.is_signed = true; }
    SECTION("a queue that asks first") { batch.policy(AutoSend::Never); }
    CHECK(batch.sender_of(row).empty());
}

TEST_CASE("a job whose sending is refused waits for its owner; one that waits for the worker goes later", "[services][queues]") {
    Batch batch;
    batch.policy(AutoSend::Always, OwnerPolicy::FixedUser);
    Context& context = batch.portal.context();
    SECTION("refused") {
        batch.portal.plain.not_erased = {{1, {0, 0, 1, 1}, "not_erasable", "", "{{sig:1}}", ""}};
        CHECK(batch.sender_of(batch.arriving("erp", true)).empty());
        batch.portal.plain.not_erased.clear();
        CHECK(send_by_policy(context).value() == 0);
        const auto drafts = list_drafts(context, batch.tomas, 50, "");
        REQUIRE(drafts.value().drafts.size() == 1);
        CHECK_FALSE(drafts.value().drafts[0].by_policy);
    }
    SECTION("the worker is away") {
        batch.portal.plain.prepare_error = Error{ErrorCode::Unavailable, "no worker", {}};
        CHECK(batch.sender_of(batch.arriving("erp", true)).empty());
        CHECK(list_drafts(context, batch.tomas, 50, "").value().drafts.at(0).by_policy);
        batch.portal.plain.prepare_error.reset();
        CHECK(send_by_policy(context).value() == 1);
    }
}

}  // namespace quillport::services::test
