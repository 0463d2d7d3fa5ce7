#include <catch2/catch.hpp>
#include <functional>

#include "quillport/core/envelope.hpp"

using namespace quillport;

namespace {

Recipient recipient(const std::string& id, int turn) {
    Recipient r;
    r.id = {id};
    r.routing_order = turn;
    return r;
}

/// anna first, then bert and carl together, then dora.
Envelope contract() { return {{"e1"}, {recipient("dora", 9), recipient("bert", 2), recipient("anna", 1), recipient("carl", 2)}}; }

Envelope sent() {
    Envelope e = contract();
    REQUIRE(e.send().ok());
    return e;
}

Envelope in_state(EnvelopeState state) { return {{"e1"}, {recipient("anna", 1)}, state}; }

template <typename R>
std::optional<ErrorCode> code(const R& result) {
    if (result.ok()) return std::nullopt;
    return result.error().code;
}

std::vector<std::string> on_turn(const Envelope& e) {
    std::vector<std::string> ids;
    for (const RecipientId& id : e.on_turn()) ids.push_back(id.value);
    return ids;
}

}  // namespace

TEST_CASE("sending invites the first in routing order and nobody else", "[core][envelope]") {
    const Envelope e = sent();
    CHECK(e.state() == EnvelopeState::Sent);
    CHECK(on_turn(e) == std::vector<std::string>{"anna"});
    CHECK(e.find({"anna"})->state == RecipientState::Invited);
    CHECK(e.find({"bert"})->state == RecipientState::Waiting);
    CHECK(e.find({"nobody"}) == nullptr);
}

TEST_CASE("what has nobody to sign cannot be sent, and nothing is sent twice", "[core][envelope]") {
    Envelope empty({"e1"}, {});
    CHECK(code(empty.send()) == ErrorCode::InvalidInput);
    CHECK(empty.state() == EnvelopeState::Draft);
    Envelope e = sent();
    CHECK(code(e.send()) == ErrorCode::Conflict);
}

TEST_CASE("recipients sign in turn, equal turns in any order, and the last one completes", "[core][routing]") {
    Envelope e = sent();
    CHECK(e.record_signature({"anna"}).value() == EnvelopeState::Sent);
    CHECK(on_turn(e) == std::vector<std::string>{"bert", "carl"});
    CHECK(e.record_signature({"carl"}).value() == EnvelopeState::Sent);
    CHECK(on_turn(e) == std::vector<std::string>{"bert"});
    CHECK(e.record_signature({"bert"}).value() == EnvelopeState::Sent);
    CHECK(on_turn(e) == std::vector<std::string>{"dora"});
    CHECK(e.record_signature({"dora"}).value() == EnvelopeState::Completed);
    CHECK(on_turn(e).empty());
}

TEST_CASE("a later recipient cannot act before an earlier one, and trying changes nothing", "[core][routing]") {
    Envelope e = sent();
    for (const auto& act : std::vector<std::function<std::optional<ErrorCode>()>>{
             [&] { return code(e.record_signature({"bert"})); }, [&] { return code(e.record_view({"bert"})); },
             [&] { return code(e.record_decline({"bert"})); }, [&] { return code(e.may_act({"dora"})); }}) {
        CHECK(act() == ErrorCode::Conflict);
        CHECK(e.state() == EnvelopeState::Sent);
        CHECK(e.find({"bert"})->state == RecipientState::Waiting);
    }
    CHECK(e.may_act({"bert"}).error().detail == "not_your_turn");
}

TEST_CASE("nobody signs twice", "[core][routing]") {
    Envelope e = sent();
    REQUIRE(e.record_signature({"anna"}).ok());
    const auto again = e.record_signature({"anna"});
    CHECK(code(again) == ErrorCode::Conflict);
    CHECK(again.error().detail == "already_signed");
    CHECK(code(e.record_decline({"anna"})) == ErrorCode::Conflict);
    CHECK(on_turn(e) == std::vector<std::string>{"bert", "carl"});
}

TEST_CASE("a stranger is not found", "[core][envelope]") {
    Envelope e = sent();
    CHECK(code(e.record_signature({"mallory"})) == ErrorCode::NotFound);
    CHECK(code(e.record_view({"mallory"})) == ErrorCode::NotFound);
    CHECK(code(e.may_act({"mallory"})) == ErrorCode::NotFound);
}

TEST_CASE("opening the document is remembered, may be repeated, and does not change the turn", "[core][envelope]") {
    Envelope e = sent();
    REQUIRE(e.record_view({"anna"}).ok());
    REQUIRE(e.record_view({"anna"}).ok());
    CHECK(e.find({"anna"})->state == RecipientState::Viewed);
    CHECK(on_turn(e) == std::vector<std::string>{"anna"});
    CHECK(e.record_signature({"anna"}).ok());
}

TEST_CASE("one who declines ends it for everybody", "[core][envelope]") {
    Envelope e = sent();
    REQUIRE(e.record_signature({"anna"}).ok());
    REQUIRE(e.record_decline({"carl"}).ok());
    CHECK(e.state() == EnvelopeState::Declined);
    CHECK(e.find({"carl"})->state == RecipientState::Declined);
    CHECK(code(e.record_signature({"bert"})) == ErrorCode::Gone);
    CHECK(on_turn(e).empty());
}

TEST_CASE("what is over takes no act, and says how it ended", "[core][envelope]") {
    for (const EnvelopeState state :
         {EnvelopeState::Completed, EnvelopeState::Declined, EnvelopeState::Voided, EnvelopeState::Expired}) {
        INFO(name_of(state));
        Envelope e = in_state(state);
        CHECK(code(e.record_signature({"anna"})) == ErrorCode::Gone);
        CHECK(code(e.record_view({"anna"})) == ErrorCode::Gone);
        CHECK(code(e.record_decline({"anna"})) == ErrorCode::Gone);
        CHECK(e.may_act({"anna"}).error().detail == name_of(state));
        CHECK(code(e.record_void()) == ErrorCode::Conflict);
        CHECK(code(e.record_expiry()) == ErrorCode::Conflict);
        CHECK(code(e.send()) == ErrorCode::Conflict);
        CHECK(e.state() == state);
    }
}

TEST_CASE("what was not sent takes no act either", "[core][envelope]") {
    Envelope e = in_state(EnvelopeState::Draft);
    CHECK(code(e.record_signature({"anna"})) == ErrorCode::Conflict);
    CHECK(code(e.record_void()) == ErrorCode::Conflict);
    CHECK(code(e.record_expiry()) == ErrorCode::Conflict);
    CHECK(on_turn(e).empty());
}

TEST_CASE("its owner withdraws what is on its way", "[core][envelope]") {
    Envelope e = sent();
    REQUIRE(e.record_void().ok());
    CHECK(e.state() == EnvelopeState::Voided);
    CHECK(code(e.reopen()) == ErrorCode::Conflict);
}

TEST_CASE("what expired goes on where it stood when its owner extends it", "[core][envelope]") {
    Envelope e = sent();
    REQUIRE(e.record_signature({"anna"}).ok());
    REQUIRE(e.record_view({"bert"}).ok());
    CHECK(code(e.reopen()) == ErrorCode::Conflict);
    REQUIRE(e.record_expiry().ok());
    CHECK(on_turn(e).empty());
    REQUIRE(e.reopen().ok());
    CHECK(e.state() == EnvelopeState::Sent);
    CHECK(on_turn(e) == std::vector<std::string>{"bert", "carl"});
    CHECK(e.find({"anna"})->state == RecipientState::Signed);
}

TEST_CASE("states have names by which they are found again", "[core][envelope]") {
    for (int i = 0; i <= static_cast<int>(EnvelopeState::Expired); ++i)
        CHECK(envelope_state_named(name_of(static_cast<EnvelopeState>(i))) == static_cast<EnvelopeState>(i));
    for (int i = 0; i <= static_cast<int>(RecipientState::Declined); ++i)
        CHECK(recipient_state_named(name_of(static_cast<RecipientState>(i))) == static_cast<RecipientState>(i));
    CHECK_FALSE(envelope_state_named("Sent"));
    CHECK_FALSE(recipient_state_named("sent"));
}
