#include "quillport/core/envelope.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace quillport {
namespace {

constexpr std::array<std::string_view, 6> kEnvelopeStates = {"draft", "sent", "completed", "declined", "voided", "expired"};
constexpr std::array<std::string_view, 5> kRecipientStates = {"waiting", "invited", "viewed", "signed", "declined"};

template <typename E, std::size_t N>
std::optional<E> enum_named(const std::array<std::string_view, N>& names, std::string_view name) noexcept {
    const auto* at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) return std::nullopt;
    return static_cast<E>(at - names.begin());
}

bool is_on_turn(const Recipient& r) noexcept { return r.state == RecipientState::Invited || r.state == RecipientState::Viewed; }

}  // namespace

std::string_view name_of(EnvelopeState state) noexcept { return kEnvelopeStates[static_cast<std::size_t>(state)]; }
std::string_view name_of(RecipientState state) noexcept { return kRecipientStates[static_cast<std::size_t>(state)]; }
std::optional<EnvelopeState> envelope_state_named(std::string_view name) noexcept {
    return enum_named<EnvelopeState>(kEnvelopeStates, name);
}
std::optional<RecipientState> recipient_state_named(std::string_view name) noexcept {
    return enum_named<RecipientState>(kRecipientStates, name);
}

Envelope::Envelope(EnvelopeId id, std::vector<Recipient> recipients, EnvelopeState state)
    : id_(std::move(id)), recipients_(std::move(recipients)), state_(state) {}

const Recipient* Envelope::find(const RecipientId& who) const noexcept {
    const auto at = std::find_if(recipients_.begin(), recipients_.end(), [&](const Recipient& r) { return r.id == who; });
    return at == recipients_.end() ? nullptr : &*at;
}

Recipient* Envelope::find_mutable(const RecipientId& who) noexcept { return const_cast<Recipient*>(find(who)); }

void Envelope::invite_next() {
    int next = std::numeric_limits<int>::max();
    for (const Recipient& r : recipients_)
        if (r.state != RecipientState::Signed) next = std::min(next, r.routing_order);
    for (Recipient& r : recipients_)
        if (r.state == RecipientState::Waiting && r.routing_order == next) r.state = RecipientState::Invited;
}

Result<void> Envelope::send() {
    if (state_ != EnvelopeState::Draft) return Error{ErrorCode::Conflict, "only a draft can be sent", {}};
    if (recipients_.empty()) return Error{ErrorCode::InvalidInput, "an envelope needs a recipient", {}};
    state_ = EnvelopeState::Sent;
    invite_next();
    return {};
}

Result<void> Envelope::may_act(const RecipientId& who) const {
    const Recipient* r = find(who);
    if (r == nullptr) return Error{ErrorCode::NotFound, "no such recipient", {}};
    if (r->state == RecipientState::Signed) return Error{ErrorCode::Conflict, "already signed", "already_signed"};
    if (state_ == EnvelopeState::Draft) return Error{ErrorCode::Conflict, "not sent yet", "not_sent"};
    if (state_ != EnvelopeState::Sent) return Error{ErrorCode::Gone, "the envelope is over", std::string(name_of(state_))};
    if (!is_on_turn(*r)) return Error{ErrorCode::Conflict, "out of turn", "not_your_turn"};
    return {};
}

Result<void> Envelope::record_view(const RecipientId& who) {
    if (auto may = may_act(who); !may.ok()) return may;
    find_mutable(who)->state = RecipientState::Viewed;
    return {};
}

Result<EnvelopeState> Envelope::record_signature(const RecipientId& who) {
    if (auto may = may_act(who); !may.ok()) return may.error();
    find_mutable(who)->state = RecipientState::Signed;
    const bool all =
        std::all_of(recipients_.begin(), recipients_.end(), [](const Recipient& r) { return r.state == RecipientState::Signed; });
    if (all)
        state_ = EnvelopeState::Completed;
    else
        invite_next();
    return state_;
}

Result<void> Envelope::record_decline(const RecipientId& who) {
    if (auto may = may_act(who); !may.ok()) return may;
    find_mutable(who)->state = RecipientState::Declined;
    state_ = EnvelopeState::Declined;
    return {};
}

Result<void> Envelope::record_void() {
    if (state_ != EnvelopeState::Sent) return Error{ErrorCode::Conflict, "only a sent envelope can be withdrawn", {}};
    state_ = EnvelopeState::Voided;
    return {};
}

Result<void> Envelope::record_expiry() {
    if (state_ != EnvelopeState::Sent) return Error{ErrorCode::Conflict, "only a sent envelope expires", {}};
    state_ = EnvelopeState::Expired;
    return {};
}

Result<void> Envelope::reopen() {
    if (state_ != EnvelopeState::Expired) return Error{ErrorCode::Conflict, "only an expired envelope is opened again", {}};
    state_ = EnvelopeState::Sent;
    return {};
}

std::vector<RecipientId> Envelope::on_turn() const {
    std::vector<RecipientId> who;
    if (state_ != EnvelopeState::Sent) return who;
    for (const Recipient& r : recipients_)
        if (is_on_turn(r)) who.push_back(r.id);
    return who;
}

}  // namespace quillport
