#include <thread>

#include "portal.hpp"
#include "quillport/store/outbox.hpp"

namespace quillport::services::test {

TEST_CASE("a mail server that is down loses nothing; the message goes when it is back", "[services][delivery]") {
    Portal portal;
    portal.mailer.refusal = Error{ErrorCode::Unavailable, "connection refused", {}};
    auto envelope = send_draft(portal.context(), portal.admin, portal.assigned_draft().id);
    REQUIRE(envelope.ok());
    const Carriers carriers{portal.mailer, &portal.sms};
    CHECK(deliver_due(portal.context(), carriers).value() == 0);
    const auto waiting = [&] {
        return portal.store->read([&](store::Reader& r) { return store::list_messages(r, envelope.value().id); }).value();
    };
    REQUIRE(waiting().size() == 1);
    CHECK(waiting()[0].state == store::OutboxState::Pending);
    CHECK(waiting()[0].last_error == "connection refused");
    CHECK(waiting()[0].next_at > portal.clock.now());
    CHECK(deliver_due(portal.context(), carriers).value() == 0);
    CHECK(waiting()[0].attempts == 1);
    portal.mailer.refusal.reset();
    portal.clock.pass(1h);
    CHECK(deliver_due(portal.context(), carriers).value() == 1);
    CHECK(waiting()[0].state == store::OutboxState::Done);
    CHECK(waiting()[0].payload.empty());
    CHECK(portal.mailer.count_to("anna@example.com") == 1);
    CHECK(deliver_due(portal.context(), carriers).value() == 0);
}

TEST_CASE("an address that the server refuses for good is told in the envelope's trail", "[services][delivery]") {
    Portal portal;
    portal.mailer.refusal = Error{ErrorCode::InvalidInput, "550 no such user", {}};
    auto envelope = send_draft(portal.context(), portal.admin, portal.assigned_draft().id);
    REQUIRE(envelope.ok());
    CHECK(deliver_due(portal.context(), {portal.mailer, &portal.sms}).value() == 0);
    CHECK(portal.kinds(envelope.value().id).back() == "message_failed");
    portal.clock.pass(24h);
    portal.mailer.refusal.reset();
    CHECK(deliver_due(portal.context(), {portal.mailer, &portal.sms}).value() == 0);
}

TEST_CASE("every message says who, what and until when, in both forms, and that it is a trial", "[services][delivery]") {
    Portal portal;
    portal.sent();
    const net::Mail mail = portal.mailer.last_to("anna@example.com");
    CHECK(mail.subject == "Petra Novak asks you to sign “Contract.pdf”");
    CHECK(mail.from == "portal@acme.example");
    for (const std::string& part : {mail.text, mail.html}) {
        CHECK(part.find("Petra Novak, Acme,") != std::string::npos);
        CHECK(part.find("Two pages, as agreed.") != std::string::npos);
        CHECK(part.find("30 November 2026") != std::string::npos);
        CHECK(part.find("/sign#") != std::string::npos);
        CHECK(part.find("TRIAL, NOT TRUSTED") != std::string::npos);
        CHECK(part.find('\x01') == std::string::npos);
    }
    CHECK(mail.message_id.find("@acme.example>") != std::string::npos);
}

TEST_CASE("what a sender writes into a message stays text", "[services][delivery]") {
    Portal portal;
    const DraftView draft = portal.assigned_draft();
    DraftChange change;
    change.version = draft.version;
    change.title = "<img src=x onerror=alert(1)> & \"co\"";
    REQUIRE(change_draft(portal.context(), portal.admin, draft.id, change).ok());
    REQUIRE(send_draft(portal.context(), portal.admin, draft.id).ok());
    portal.deliver();
    const net::Mail mail = portal.mailer.last_to("anna@example.com");
    CHECK(mail.html.find("<img") == std::string::npos);
    CHECK(mail.html.find("&lt;img src=x onerror=alert(1)&gt; &amp; &quot;co&quot;") != std::string::npos);
}

TEST_CASE("the background sends as soon as something is there and ends at once", "[services][delivery]") {
    Portal portal;
    {
        const Background background(portal.context(), {portal.mailer, &portal.sms});
        REQUIRE(send_draft(portal.context(), portal.admin, portal.assigned_draft().id).ok());
        for (int i = 0; i < 200 && portal.mailer.count_to("anna@example.com") == 0; ++i) std::this_thread::sleep_for(20ms);
    }
    CHECK(portal.mailer.count_to("anna@example.com") == 1);
}

}  // namespace quillport::services::test
