#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/time.hpp"

namespace quillport::services {

/// Places in a message that are filled in when it leaves, so that the outbox holds neither link nor code. Control characters,
/// which no text of a person may contain.
inline constexpr char kLinkPlace = '\x01';
inline constexpr char kCodePlace = '\x02';

/// A message. To recipients in their language, to users in English. SMS use `text` alone.
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
    std::string language;  ///< of the recipient; empty: English
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

/// A document that a mail names, with the address of its page.
struct Item {
    std::string title, url;
};
/// A job that was refused.
struct RefusedItem {
    std::string title, reason;
};
struct ArrivalFacts {
    MessageFacts basics;  ///< recipient and trial
    std::vector<Item> drafts;
    int more = 0;  ///< drafts beside those that are named; -1: some
    std::vector<RefusedItem> refused;
    std::string inbox;  ///< address of the page
};
/// What arrived for somebody, and what was not taken.
[[nodiscard]] Message arrived(const ArrivalFacts& facts);
/// To a keeper: what lies unclaimed in the inbox of his queue.
[[nodiscard]] Message unclaimed_digest(const ArrivalFacts& facts, const std::string& queue);
/// Why a document was not taken, in plain words.
[[nodiscard]] std::string refusal_sentence(std::string_view key);

}  // namespace quillport::services
