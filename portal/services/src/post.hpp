#pragma once
#include <string>

#include "messages.hpp"
#include "quillport/services/context.hpp"
#include "quillport/store/accounts.hpp"
#include "quillport/store/envelopes.hpp"
#include "quillport/store/outbox.hpp"

namespace quillport::services {

/// Whom a message goes to and what is filled in when it leaves.
struct Addressee {
    std::string name;
    std::string address;    ///< e-mail address or phone number
    RecipientId recipient;  ///< whose link goes in; empty: no link
    std::string code_id;    ///< whose code goes in; empty: none
};

/// Puts a message into the outbox in the caller's transaction. Ring the context's bell after it.
[[nodiscard]] Result<void> post(store::Tx& tx, Context& context, const store::EnvelopeRow& envelope, store::OutboxKind kind,
                                const Addressee& to, const Message& message, TimePoint at);

/// The same to an account, about no envelope.
[[nodiscard]] Result<void> post_to_user(store::Tx& tx, Context& context, const store::User& user, const Message& message,
                                        TimePoint at);

/// The message of the outbox as it leaves: link and code in their places. Nothing when the payload is damaged.
struct ReadyMessage {
    std::string to_name, to, subject, text, html;
};
[[nodiscard]] Result<ReadyMessage> ready(const Context& context, const store::OutboxMessage& message);

}  // namespace quillport::services
