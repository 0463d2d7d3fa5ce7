#pragma once
#include <optional>
#include <string>

#include "quillport/core/time.hpp"

namespace quillport::services {

/// Places in a message that are filled in when it leaves, so that the outbox holds neither link nor code. Control characters,
/// which no text of a person may contain.
inline constexpr char kLinkPlace = '\x01';
inline constexpr char kCodePlace = '\x02';

/// A message in English. SMS use `text` alone.
struct Message {
    std::string subject;
    std::string text;
    std::string html;
};

/// What messages speak of.
struct MessageFacts {
    std::string recipient;  ///< name of the person who gets it
    std::string title;      ///< of the document
    std::string sender;
    std::string organisation;
    std::string note;  ///< the sender's own words; may be empty
    TimePoint expires{};
    bool trial = false;
};

[[nodiscard]] Message invitation(const MessageFacts& facts);
[[nodiscard]] Message reminder(const MessageFacts& facts);
/// The code by mail. `act`: true when it confirms the signature, false when it opens the document.
[[nodiscard]] Message code_mail(const MessageFacts& facts, bool act);
[[nodiscard]] Message code_sms(const MessageFacts& facts, bool act);
/// To everybody who signed.
[[nodiscard]] Message completed(const MessageFacts& facts);
/// To the sender; `url` is the envelope's page.
[[nodiscard]] Message completed_for_sender(const MessageFacts& facts, const std::string& url);
[[nodiscard]] Message declined_for_sender(const MessageFacts& facts, const std::string& who, const std::string& reason,
                                          const std::string& url);
[[nodiscard]] Message withdrawn(const MessageFacts& facts, const std::string& reason);
[[nodiscard]] Message expired_for_sender(const MessageFacts& facts, const std::string& url);

}  // namespace quillport::services
