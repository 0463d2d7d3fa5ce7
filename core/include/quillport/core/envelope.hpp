#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/id.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"

namespace quillport {

enum class EnvelopeState : std::uint8_t { Draft, Sent, Completed, Declined, Voided, Expired };
enum class RecipientState : std::uint8_t { Waiting, Invited, Viewed, Signed, Declined };

[[nodiscard]] std::string_view name_of(EnvelopeState state) noexcept;
[[nodiscard]] std::optional<EnvelopeState> envelope_state_named(std::string_view name) noexcept;
[[nodiscard]] std::string_view name_of(RecipientState state) noexcept;
[[nodiscard]] std::optional<RecipientState> recipient_state_named(std::string_view name) noexcept;

/// Somebody who acts on an envelope.
struct Recipient {
    RecipientId id;
    std::string role;  ///< key of the role in the draft
    std::string name;
    std::string email;
    std::string phone;
    std::string company;
    int routing_order = 1;
    RecipientState state = RecipientState::Waiting;
};

/// The unit that is sent, signed and sealed: states and turns. A value; it does no I/O and reads no clock.
/// Not thread-safe; const functions may run concurrently.
class Envelope {
  public:
    Envelope(EnvelopeId id, std::vector<Recipient> recipients, EnvelopeState state = EnvelopeState::Draft);

    [[nodiscard]] const EnvelopeId& id() const noexcept { return id_; }
    [[nodiscard]] EnvelopeState state() const noexcept { return state_; }
    [[nodiscard]] const std::vector<Recipient>& recipients() const noexcept { return recipients_; }
    [[nodiscard]] const Recipient* find(const RecipientId& who) const noexcept;

    /// Draft -> Sent; the first in routing order become Invited.
    /// \returns Conflict when it is not a draft, InvalidInput when nobody is to sign.
    [[nodiscard]] Result<void> send();
    /// Records that `who` opened the document after his access check. Idempotent.
    [[nodiscard]] Result<void> record_view(const RecipientId& who);
    /// Records that `who` signed; invites the next in routing order; the last one completes the envelope.
    /// \returns Conflict if the envelope is not Sent or it is not this recipient's turn, NotFound for a stranger.
    [[nodiscard]] Result<EnvelopeState> record_signature(const RecipientId& who);
    /// Sent -> Declined. \returns as record_signature.
    [[nodiscard]] Result<void> record_decline(const RecipientId& who);
    /// Sent -> Voided by its owner. \returns Conflict when it is not Sent.
    [[nodiscard]] Result<void> record_void();
    /// Sent -> Expired. \returns Conflict when it is not Sent.
    [[nodiscard]] Result<void> record_expiry();
    /// Expired -> Sent again, when its owner extends it. \returns Conflict when it is not Expired.
    [[nodiscard]] Result<void> reopen();

    /// Ok when `who` may act now; else the reason (Conflict: not his turn or already done, Gone: the envelope is over).
    [[nodiscard]] Result<void> may_act(const RecipientId& who) const;
    /// Those whose turn it is.
    [[nodiscard]] std::vector<RecipientId> on_turn() const;

  private:
    Recipient* find_mutable(const RecipientId& who) noexcept;
    void invite_next();

    EnvelopeId id_;
    std::vector<Recipient> recipients_;
    EnvelopeState state_;
};

}  // namespace quillport
