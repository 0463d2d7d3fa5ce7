#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/id.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"
#include "quillport/store/store.hpp"

namespace quillport::store {

enum class OutboxKind : std::uint8_t { Mail, Sms };
enum class OutboxState : std::uint8_t { Pending, Done, Failed };
[[nodiscard]] std::string_view name_of(OutboxKind kind) noexcept;
[[nodiscard]] std::string_view name_of(OutboxState state) noexcept;

/// A message to the world, written in the transaction that causes it, delivered by a worker afterwards: at least once.
struct OutboxMessage {
    std::string id;
    OrganisationId organisation;
    EnvelopeId envelope;    ///< that it is about; empty: none
    RecipientId recipient;  ///< likewise
    OutboxKind kind = OutboxKind::Mail;
    std::string message_id;  ///< sent along (Message-ID of a mail), so that the other side can drop a repeat; unique
    std::string payload;     ///< opaque text of the caller
    OutboxState state = OutboxState::Pending;
    int attempts = 0;
    TimePoint created{};
    TimePoint next_at{};  ///< not before
    std::optional<TimePoint> done;
    std::string last_error;
};
/// True when it was added, false when one with this message_id is there already (then nothing is written).
[[nodiscard]] Result<bool> enqueue(Tx& tx, const OutboxMessage& message);
/// Takes up to `limit` messages that are due at `now`, the longest due first, for `worker` until `lease_until`; counts the
/// attempt. No other worker gets them before; a worker that died loses them when its lease is over.
[[nodiscard]] Result<std::vector<OutboxMessage>> claim_due(Tx& tx, const std::string& worker, TimePoint now,
                                                           TimePoint lease_until, int limit);
/// Delivered. The payload is emptied: it may hold a code or a link. Gone: the lease is somebody else's by now.
[[nodiscard]] Result<void> mark_delivered(Tx& tx, const std::string& id, const std::string& worker, TimePoint at);
/// Not delivered: due again 30 s after the first attempt, after twice as long each time, an hour at most; or Failed for good
/// when `attempts` reached `most_attempts`. Gone: the lease is somebody else's by now.
[[nodiscard]] Result<OutboxState> mark_undelivered(Tx& tx, const std::string& id, const std::string& worker, TimePoint at,
                                                   const std::string& error, int most_attempts = 12);
/// When the next message is due: the earliest next_at or end of a lease; empty when nothing is pending.
[[nodiscard]] Result<std::optional<TimePoint>> next_due(Reader& reader);
/// All messages about an envelope, oldest first.
[[nodiscard]] Result<std::vector<OutboxMessage>> list_messages(Reader& reader, const EnvelopeId& envelope);

}  // namespace quillport::store
