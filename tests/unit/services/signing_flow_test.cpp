#include <algorithm>
#include <thread>

#include "portal.hpp"
#include "quillport/signing/verify.hpp"
#include "quillport/store/documents.hpp"

namespace quillport::services::test {
namespace {

std::size_t count(const std::vector<std::string>& kinds, const std::string& kind) {
    return static_cast<std::size_t>(std::count(kinds.begin(), kinds.end(), kind));
}

SignRequest request_of(Portal& portal, const Participant& who) {
    auto document = ceremony_document(portal.context(), who);
    REQUIRE(document.ok());
    SignRequest request;
    request.digest = document.value().digest;
    request.signature = drawn();
    for (const CeremonyField& field : document.value().fields)
        if (field.mine && field.field.type == FieldType::Text) request.values[field.field.name] = "yes indeed";
    return request;
}

}  // namespace

TEST_CASE("two recipients sign one after the other and everybody gets his copy", "[services][sign]") {
    Portal portal;
    const EnvelopeView sent = portal.sent();
    CHECK(portal.mailer.count_to("anna@example.com") == 1);
    CHECK(portal.mailer.count_to("bert@example.com") == 0);

    const Participant anna = portal.admitted("anna@example.com");
    auto first = portal.sign(anna);
    REQUIRE(first.ok());
    CHECK(first.value().state == CeremonyState::Signed);
    portal.deliver();
    CHECK(portal.mailer.count_to("bert@example.com") == 1);

    const Participant bert = portal.admitted("bert@example.com");
    auto second = portal.sign(bert);
    REQUIRE(second.ok());
    CHECK(second.value().state == CeremonyState::Completed);

    auto envelope = get_envelope(portal.context(), portal.admin, sent.id);
    REQUIRE(envelope.ok());
    CHECK(envelope.value().state == EnvelopeState::Completed);
    CHECK(envelope.value().certificate_ready);
    CHECK(envelope.value().recipients[0].level == "simple");
    portal.deliver();
    CHECK(portal.mailer.last_to("anna@example.com").subject.find("Signed by everybody") == 0);
    CHECK(portal.mailer.last_to("petra@acme.example").text.find("/envelopes/" + sent.id.value) != std::string::npos);

    auto file = get_document(portal.context(), portal.admin, sent.id, envelope.value().documents[0].id);
    REQUIRE(file.ok());
    auto report = signing::verify(file.value().data, portal.context().anchors, portal.clock.now());
    REQUIRE(report.ok());
    CHECK(report.value().indication == signing::Indication::TotalPassed);
    CHECK(report.value().signatures.size() == 3);
    auto certificate = get_certificate(portal.context(), portal.admin, sent.id);
    REQUIRE(certificate.ok());
    auto sealed = signing::verify(certificate.value().data, portal.context().anchors, portal.clock.now());
    REQUIRE(sealed.ok());
    CHECK(sealed.value().indication == signing::Indication::TotalPassed);

    const auto kinds = portal.kinds(sent.id);
    for (const char* kind : {"created", "prepared", "certified", "sent", "invited", "opened", "code_sent", "access_proved",
                             "viewed", "consented", "signing_started", "signed", "verified", "completed"}) {
        INFO(kind);
        CHECK(count(kinds, kind) >= 1);
    }
    CHECK(kinds.back() == "completed");
}

TEST_CASE("nobody signs before his turn, and nobody twice", "[services][sign]") {
    Portal portal;
    const EnvelopeView sent = portal.sent();
    const Participant anna = portal.admitted("anna@example.com");
    const std::string bert_link = portal.secret->link_token(sent.recipients[1].who.id.value);
    auto bert = open_ceremony(portal.context(), bert_link, portal.client);
    REQUIRE(bert.ok());
    CHECK(bert.value().view.state == CeremonyState::NotYourTurn);
    CHECK(bert.value().view.waiting_for == std::vector<std::string>{"Anna Krajnc"});
    auto who = participant_of(portal.context(), bert.value().token, portal.client);
    REQUIRE(who.ok());
    auto code = send_code(portal.context(), who.value(), CodePurpose::Access);
    REQUIRE_FALSE(code.ok());
    CHECK(key_of(code.error()) == "not_your_turn");
    CHECK(portal.kinds(sent.id).back() == "refused");
    auto forced = who.value();
    forced.access = true;
    auto signed_early = sign_document(portal.context(), forced, {});
    REQUIRE_FALSE(signed_early.ok());
    CHECK(key_of(signed_early.error()) == "not_your_turn");

    const SignRequest request = request_of(portal, anna);
    REQUIRE(sign_document(portal.context(), anna, request).ok());
    auto again = sign_document(portal.context(), anna, request);
    REQUIRE_FALSE(again.ok());
    CHECK(again.error().code == ErrorCode::Conflict);
    CHECK(key_of(again.error()) == "already_signed");
    CHECK(count(portal.kinds(sent.id), "signed") == 1);
    CHECK(count(portal.kinds(sent.id), "refused") == 3);
}

TEST_CASE("of two who sign at once one wins and the other is shown the change first", "[services][sign]") {
    Portal portal;
    const EnvelopeView sent = portal.sent(1);
    const Participant anna = portal.admitted("anna@example.com");
    const Participant bert = portal.admitted("bert@example.com");
    const SignRequest of_anna = request_of(portal, anna);
    const SignRequest of_bert = request_of(portal, bert);
    std::optional<Result<CeremonyView>> a, b;
    std::thread first([&] { a = sign_document(portal.context(), anna, of_anna); });
    std::thread second([&] { b = sign_document(portal.context(), bert, of_bert); });
    first.join();
    second.join();
    REQUIRE(a->ok() != b->ok());
    const Error& lost = a->ok() ? b->error() : a->error();
    CHECK(lost.code == ErrorCode::Conflict);
    CHECK(key_of(lost) == "document_changed");
    const Participant& other = a->ok() ? bert : anna;
    CHECK(sign_document(portal.context(), other, request_of(portal, other)).ok());
    auto envelope = get_envelope(portal.context(), portal.admin, sent.id);
    REQUIRE(envelope.ok());
    CHECK(envelope.value().state == EnvelopeState::Completed);
    CHECK(envelope.value().certificate_ready);
}

TEST_CASE("an act that dies in its middle holds the document until its lease is over, and nothing is lost", "[services][sign]") {
    Portal portal;
    const EnvelopeView sent = portal.sent();
    const Participant anna = portal.admitted("anna@example.com");
    const SignRequest request = request_of(portal, anna);
    // What a killed process leaves behind: a lease and nothing else.
    const TimePoint now = portal.clock.now();
    auto lease = portal.store->write([&](store::Tx& tx) {
        return store::acquire_lease(tx, sent.documents[0].id, "dead", now, now + portal.context().settings.lease);
    });
    REQUIRE(lease.ok());
    auto busy = sign_document(portal.context(), anna, request);
    REQUIRE_FALSE(busy.ok());
    CHECK(key_of(busy.error()) == "busy");
    portal.clock.pass(61s);
    CHECK(sign_document(portal.context(), anna, request).ok());
}

TEST_CASE("a key that does not answer leaves the document free and says so in the trail", "[services][sign]") {
    class BrokenKey final : public signing::SigningKey {
      public:
        explicit BrokenKey(const signing::SigningKey& real) : real_(real) {}
        [[nodiscard]] const std::vector<Bytes>& chain() const noexcept override { return real_.chain(); }
        [[nodiscard]] signing::SignatureScheme scheme() const noexcept override { return real_.scheme(); }
        [[nodiscard]] Result<Bytes> sign(BytesView) const override { return Error{ErrorCode::Unavailable, "token gone", {}}; }

      private:
        const signing::SigningKey& real_;
    };
    Portal portal;
    const EnvelopeView sent = portal.sent();
    const Participant anna = portal.admitted("anna@example.com");
    const BrokenKey broken(*portal.authority.server);
    const Context& c = portal.context();
    Context with_broken{c.store,  c.tools,  c.pages,    broken,          c.anchors, c.clock,
                        c.random, c.secret, c.settings, c.audit_encoder, c.bell};
    auto failed = sign_document(with_broken, anna, request_of(portal, anna));
    REQUIRE_FALSE(failed.ok());
    CHECK(portal.kinds(sent.id).back() == "signing_failed");
    CHECK(portal.sign(anna).ok());
}

TEST_CASE("a started act that nobody finished is recorded as void by the next one", "[services][sign]") {
    Portal portal;
    const EnvelopeView sent = portal.sent();
    const Participant anna = portal.admitted("anna@example.com");
    const TimePoint now = portal.clock.now();
    class DyingKey final : public signing::SigningKey {
      public:
        explicit DyingKey(const signing::SigningKey& real) : real_(real) {}
        [[nodiscard]] const std::vector<Bytes>& chain() const noexcept override { return real_.chain(); }
        [[nodiscard]] signing::SignatureScheme scheme() const noexcept override { return real_.scheme(); }
        [[nodiscard]] Result<Bytes> sign(BytesView) const override { throw std::runtime_error("killed"); }

      private:
        const signing::SigningKey& real_;
    };
    const DyingKey dying(*portal.authority.server);
    const Context& c = portal.context();
    Context with_dying{c.store,  c.tools,  c.pages,    dying,           c.anchors, c.clock,
                       c.random, c.secret, c.settings, c.audit_encoder, c.bell};
    const SignRequest request = request_of(portal, anna);
    CHECK_THROWS(sign_document(with_dying, anna, request));
    CHECK(portal.kinds(sent.id).back() == "signing_started");
    portal.clock.pass(portal.context().settings.lease + 1s);
    CHECK(sign_document(portal.context(), anna, request).ok());
    CHECK(count(portal.kinds(sent.id), "signing_voided") == 1);
    CHECK(portal.clock.now() > now);
}

TEST_CASE("what is required, too long or not a signature is refused before anything is written", "[services][sign]") {
    Portal portal;
    const EnvelopeView sent = portal.sent();
    const Participant anna = portal.admitted("anna@example.com");
    SignRequest request = request_of(portal, anna);
    const std::string field = request.values.begin()->first;
    std::string key;
    SECTION("an empty required field") {
        request.values[field] = "  ";
        key = "required";
    }
    SECTION("a value over the limit") {
        request.values[field] = std::string(501, 'x');
        key = "value_long";
    }
    SECTION("another's field") {
        request.values["date_2"] = "today";
        key = "field";
    }
    SECTION("no signature") {
        request.signature = {};
        key = "signature_missing";
    }
    SECTION("a dot") {
        request.signature.strokes = {{{50, 50}, {50.5, 50}}};
        key = "signature_too_simple";
    }
    SECTION("one straight stroke") {
        request.signature.strokes = {{{20, 50}, {120, 60}, {220, 70}}};
        key = "signature_too_simple";
    }
    SECTION("another revision") {
        request.digest = std::string(64, 'a');
        key = "document_changed";
    }
    auto refused = sign_document(portal.context(), anna, request);
    REQUIRE_FALSE(refused.ok());
    CHECK(key_of(refused.error()) == key);
    CHECK(count(portal.kinds(sent.id), "signing_started") == 0);
}

TEST_CASE("who declines ends the envelope and the sender learns why", "[services][sign]") {
    Portal portal;
    const EnvelopeView sent = portal.sent();
    const Participant anna = portal.admitted("anna@example.com");
    CHECK(key_of(decline_to_sign(portal.context(), anna, " ").error()) == "reason");
    auto declined = decline_to_sign(portal.context(), anna, "The price is wrong.");
    REQUIRE(declined.ok());
    CHECK(declined.value().state == CeremonyState::Declined);
    portal.deliver();
    CHECK(portal.mailer.last_to("petra@acme.example").text.find("The price is wrong.") != std::string::npos);
    CHECK(portal.kinds(sent.id).back() == "declined");
    auto late = sign_document(portal.context(), anna, {});
    REQUIRE_FALSE(late.ok());
    CHECK(late.error().code == ErrorCode::Gone);
    CHECK(key_of(late.error()) == "declined");
}

TEST_CASE("a certificate that could not be made at once is made by housekeeping", "[services][sign]") {
    Portal portal;
    const EnvelopeView sent = portal.sent();
    REQUIRE(portal.sign(portal.admitted("anna@example.com")).ok());
    portal.deliver();
    const Participant bert = portal.admitted("bert@example.com");
    const auto anchors = std::exchange(portal.context().anchors, {});  // the verifier trusts nobody
    auto signed_last = portal.sign(bert);
    REQUIRE(signed_last.ok());
    CHECK(signed_last.value().state == CeremonyState::Signed);
    portal.context().anchors = anchors;
    auto kept = keep_house(portal.context());
    REQUIRE(kept.ok());
    CHECK(kept.value().finished == 1);
    CHECK(get_ceremony(portal.context(), bert).value().state == CeremonyState::Completed);
    CHECK(keep_house(portal.context()).value().finished == 0);
    CHECK(portal.kinds(sent.id).back() == "completed");
}

}  // namespace quillport::services::test
