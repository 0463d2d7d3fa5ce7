#include <thread>

#include "portal.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::services::test {
namespace {

std::string other_code(const std::string& code) { return code == "000000" ? "000001" : "000000"; }

}  // namespace

TEST_CASE("a link may be opened twice; each opening proves access itself and is recorded", "[services][ceremony]") {
    Portal portal;
    const EnvelopeView sent = portal.sent();
    const Participant first = portal.admitted("anna@example.com");
    const Participant second = portal.opened("anna@example.com");
    CHECK(first.session != second.session);
    CHECK(get_ceremony(portal.context(), first).value().state == CeremonyState::Open);
    CHECK(get_ceremony(portal.context(), second).value().state == CeremonyState::Code);
    auto document = ceremony_document(portal.context(), second);
    REQUIRE_FALSE(document.ok());
    CHECK(key_of(document.error()) == "access_needed");
    REQUIRE(portal.sign(first).ok());
    CHECK(get_ceremony(portal.context(), first).value().state == CeremonyState::Signed);
    const auto kinds = portal.kinds(sent.id);
    CHECK(std::count(kinds.begin(), kinds.end(), "opened") == 2);
}

TEST_CASE("an unknown link says no more than that", "[services][ceremony]") {
    Portal portal;
    auto opened = open_ceremony(portal.context(), std::string(43, 'A'), portal.client);
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().code == ErrorCode::NotFound);
    CHECK(key_of(opened.error()) == "link_unknown");
}

TEST_CASE("five wrong codes use a code up; the right one comes too late then", "[services][ceremony]") {
    Portal portal;
    const EnvelopeView sent = portal.sent();
    const Participant anna = portal.opened("anna@example.com");
    REQUIRE(send_code(portal.context(), anna, CodePurpose::Access).ok());
    const std::string right = portal.code_for("anna@example.com");
    for (int left = 4; left >= 0; --left) {
        auto wrong = check_access(portal.context(), anna, other_code(right));
        REQUIRE_FALSE(wrong.ok());
        CHECK(wrong.error().code == ErrorCode::Forbidden);
        CHECK(problem_of(wrong.error()).tries_left == left);
        CHECK(key_of(wrong.error()) == (left > 0 ? "code_wrong" : "code_used_up"));
    }
    CHECK(key_of(check_access(portal.context(), anna, right).error()) == "code_used_up");
    const auto kinds = portal.kinds(sent.id);
    CHECK(std::count(kinds.begin(), kinds.end(), "code_wrong") == 4);
    CHECK(std::count(kinds.begin(), kinds.end(), "code_used_up") == 1);

    // A new code opens the door again.
    REQUIRE(send_code(portal.context(), anna, CodePurpose::Access).ok());
    CHECK(check_access(portal.context(), anna, portal.code_for("anna@example.com")).ok());
}

TEST_CASE("many wrong codes at once get no more tries than there are", "[services][ceremony]") {
    Portal portal;
    portal.sent();
    const Participant anna = portal.opened("anna@example.com");
    REQUIRE(send_code(portal.context(), anna, CodePurpose::Access).ok());
    const std::string right = portal.code_for("anna@example.com");
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (int k = 0; k < 10; ++k)
                if (key_of(check_access(portal.context(), anna, other_code(right)).error()) == "code_wrong") ++wrong;
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(wrong == 4);
    CHECK_FALSE(check_access(portal.context(), anna, right).ok());
}

TEST_CASE("a code lives five minutes, works once, and a newer one kills it", "[services][ceremony]") {
    Portal portal;
    portal.sent();
    const Participant anna = portal.opened("anna@example.com");
    CHECK(key_of(check_access(portal.context(), anna, "123456").error()) == "no_code");
    REQUIRE(send_code(portal.context(), anna, CodePurpose::Access).ok());
    const std::string old_code = portal.code_for("anna@example.com");
    SECTION("too late") {
        portal.clock.pass(5min + 1s);
        CHECK(key_of(check_access(portal.context(), anna, old_code).error()) == "code_expired");
    }
    SECTION("replaced") {
        portal.clock.pass(10s);
        REQUIRE(send_code(portal.context(), anna, CodePurpose::Access).ok());
        const std::string fresh = portal.code_for("anna@example.com");
        REQUIRE(fresh != old_code);
        CHECK_FALSE(check_access(portal.context(), anna, old_code).ok());
        CHECK(check_access(portal.context(), anna, fresh).ok());
    }
    SECTION("used") {
        REQUIRE(check_access(portal.context(), anna, old_code).ok());
        const Participant again = portal.opened("anna@example.com");
        CHECK(key_of(check_access(portal.context(), again, old_code).error()) == "code_expired");
    }
}

TEST_CASE("three codes in a quarter of an hour and ten a day are the limit, also after a restart", "[services][ceremony]") {
    Portal portal;
    portal.sent();
    const Participant anna = portal.opened("anna@example.com");
    for (int i = 0; i < 3; ++i) REQUIRE(send_code(portal.context(), anna, CodePurpose::Access).ok());
    auto fourth = send_code(portal.context(), anna, CodePurpose::Access);
    REQUIRE_FALSE(fourth.ok());
    CHECK(fourth.error().code == ErrorCode::RateLimited);
    CHECK(problem_of(fourth.error()).retry_after == 15 * 60);
    CHECK(get_ceremony(portal.context(), anna).value().locked_until == portal.clock.now() + 15min);
    int sent = 3;
    for (int quarter = 0; quarter < 6; ++quarter) {
        portal.clock.pass(15min);
        const Participant again = portal.opened("anna@example.com");
        while (send_code(portal.context(), again, CodePurpose::Access).ok()) ++sent;
    }
    CHECK(sent == 10);
}

TEST_CASE("a code by SMS is a second factor, a code by mail is not, and both are recorded so", "[services][ceremony]") {
    Portal portal;
    portal.context().settings.sms_url = "http://127.0.0.1:9/sms";
    const EnvelopeView sent = portal.sent(2, "+386 41 123-456");
    const Participant anna = portal.opened("anna@example.com");
    const CeremonyView view = get_ceremony(portal.context(), anna).value();
    CHECK(view.code_channel == "sms");
    CHECK(view.code_target == "+386 *** 456");
    CHECK_FALSE(view.one_factor);
    REQUIRE(send_code(portal.context(), anna, CodePurpose::Access).ok());
    REQUIRE(check_access(portal.context(), anna, portal.code_for("+38641123456")).ok());
    REQUIRE(portal.sms.messages.size() == 1);
    CHECK(portal.sms.messages[0].second.find("Quillport code to open") != std::string::npos);
    auto audit = get_audit(portal.context(), portal.admin, sent.id);
    REQUIRE(audit.ok());
    for (const AuditEvent& event : audit.value().events)
        if (event.kind == "access_proved") CHECK(event.details.at("factors") == "two");
}

TEST_CASE("what was typed is kept, and nobody sees what another types before he signs", "[services][ceremony]") {
    Portal portal;
    portal.sent(1);
    const Participant anna = portal.admitted("anna@example.com");
    const Participant bert = portal.admitted("bert@example.com");
    REQUIRE(save_values(portal.context(), anna, {{"text_1", "half a sen"}}).ok());
    CHECK(key_of(save_values(portal.context(), bert, {{"text_1", "not mine"}}).error()) == "field");
    const auto value_for = [&](const Participant& who) {
        const auto document = ceremony_document(portal.context(), who);
        REQUIRE(document.ok());
        for (const CeremonyField& field : document.value().fields)
            if (field.field.name == "text_1") return field.field.value;
        return std::string("no such field");
    };
    const auto done_for = [&](const Participant& who) {
        const auto document = ceremony_document(portal.context(), who);
        REQUIRE(document.ok());
        int done = 0;
        for (const CeremonyField& field : document.value().fields) done += field.done ? 1 : 0;
        return done;
    };
    CHECK(value_for(anna) == "half a sen");
    CHECK(value_for(bert).empty());
    CHECK(done_for(bert) == 0);
    REQUIRE(portal.sign(anna).ok());
    CHECK(value_for(bert) == "Čučkova 7, Ljubljana");
    // Signature and date too, which have no value of their own: the page must not write a name over them.
    CHECK(done_for(bert) >= 2);
}

TEST_CASE("the second code signs exactly the values that it was asked for", "[services][ceremony]") {
    Portal portal;
    portal.context().settings.confirm_codes = true;
    portal.sent();
    const Participant anna = portal.admitted("anna@example.com");
    SignRequest request;
    request.digest = ceremony_document(portal.context(), anna).value().digest;
    request.signature = drawn();
    request.values = {{"text_1", "100 EUR"}};
    CHECK(key_of(sign_document(portal.context(), anna, request).error()) == "confirm_needed");
    REQUIRE(send_code(portal.context(), anna, CodePurpose::Confirm, request.values).ok());
    request.confirm_code = portal.code_for("anna@example.com");
    SECTION("other values are refused") {
        request.values["text_1"] = "100000 EUR";
        CHECK(key_of(sign_document(portal.context(), anna, request).error()) == "code_for_other_values");
    }
    SECTION("the same values are signed") { CHECK(sign_document(portal.context(), anna, request).ok()); }
}

TEST_CASE("a ceremony ends after half an hour without a request", "[services][ceremony]") {
    Portal portal;
    portal.sent();
    auto opened = open_ceremony(portal.context(), portal.link_of("anna@example.com"), portal.client);
    REQUIRE(opened.ok());
    portal.clock.pass(29min);
    CHECK(participant_of(portal.context(), opened.value().token, portal.client).ok());
    portal.clock.pass(29min);
    CHECK(participant_of(portal.context(), opened.value().token, portal.client).ok());
    portal.clock.pass(31min);
    auto late = participant_of(portal.context(), opened.value().token, portal.client);
    REQUIRE_FALSE(late.ok());
    CHECK(key_of(late.error()) == "ceremony_over");
}

TEST_CASE("an expired envelope is closed, told to its sender, and opens again when he extends it", "[services][envelopes]") {
    Portal portal;
    const EnvelopeView sent = portal.sent();
    const Participant anna = portal.admitted("anna@example.com");
    portal.clock.pass(7 * 24h + 1s);
    REQUIRE(keep_house(portal.context()).value().expired == 1);
    portal.deliver();
    CHECK(portal.mailer.last_to("petra@acme.example").subject.find("The time to sign ran out") == 0);
    CHECK(get_ceremony(portal.context(), anna).value().state == CeremonyState::Expired);
    CHECK(key_of(save_values(portal.context(), anna, {{"text_1", "late"}}).error()) == "expired");
    auto extended = extend_envelope(portal.context(), portal.admin, sent.id);
    REQUIRE(extended.ok());
    CHECK(extended.value().state == EnvelopeState::Sent);
    CHECK(extended.value().expires == portal.clock.now() + 7 * 24h);
    portal.deliver();
    CHECK(portal.sign(portal.admitted("anna@example.com")).ok());
}

TEST_CASE("a withdrawn envelope tells those who could have signed, and nobody can", "[services][envelopes]") {
    Portal portal;
    const EnvelopeView sent = portal.sent();
    const Participant anna = portal.admitted("anna@example.com");
    REQUIRE(void_envelope(portal.context(), portal.admin, sent.id, "Wrong price").ok());
    portal.deliver();
    CHECK(portal.mailer.last_to("anna@example.com").subject.find("Withdrawn") == 0);
    CHECK(get_ceremony(portal.context(), anna).value().reason == "Wrong price");
    CHECK(key_of(sign_document(portal.context(), anna, {}).error()) == "voided");
    CHECK(key_of(void_envelope(portal.context(), portal.admin, sent.id, "again").error()) == "not_open");
}

TEST_CASE("a reminder brings the same link again, but not twice in ten minutes", "[services][envelopes]") {
    Portal portal;
    const EnvelopeView sent = portal.sent();
    const std::string link = portal.link_of("anna@example.com");
    REQUIRE(remind_recipients(portal.context(), portal.admin, sent.id).ok());
    CHECK(key_of(remind_recipients(portal.context(), portal.admin, sent.id).error()) == "reminded_just_now");
    portal.deliver();
    CHECK(portal.mailer.count_to("anna@example.com") == 2);
    CHECK(portal.link_of("anna@example.com") == link);
}

TEST_CASE("the database holds neither links nor codes that open anything", "[services][security]") {
    Portal portal;
    portal.sent();
    const std::string link = portal.link_of("anna@example.com");
    const Participant anna = portal.opened("anna@example.com");
    REQUIRE(send_code(portal.context(), anna, CodePurpose::Access).ok());
    const auto on_disk = [&](const std::string& secret) {
        for (const auto& entry : std::filesystem::directory_iterator(portal.folder.path())) {
            if (!entry.is_regular_file() || entry.path().filename().string().find("portal.db") != 0) continue;
            auto data = runtime::read_file(entry.path());
            REQUIRE(data.ok());
            if (text_of(data.value()).find(secret) != std::string_view::npos) return true;
        }
        return false;
    };
    CHECK_FALSE(on_disk(link));
    // The message with the code waits in the outbox now; six digits alone could stand there by chance, so look for its sentence.
    const std::string code = portal.code_for("anna@example.com");
    CHECK_FALSE(on_disk(link));
    CHECK_FALSE(on_disk(code + "\n"));
}

}  // namespace quillport::services::test
