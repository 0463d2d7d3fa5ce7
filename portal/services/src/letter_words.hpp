#pragma once
#include <string>
#include <string_view>

#include "messages.hpp"

namespace quillport::services {

/// What recipients read, in one language. Places to fill in: {recipient} {sender} {organisation} {title} {until}.
struct LetterWords {
    std::string_view code;  ///< of the language
    std::string_view hello, trial, until;
    std::string_view invitation_subject, invitation, read_and_sign;
    std::string_view reminder_subject, reminder;
    std::string_view code_subject, code_signs, code_opens, code_rules;
    std::string_view sms_signs, sms_opens;  ///< behind the code itself
    std::string_view completed_subject, completed, get_copy, copy_rules;
    std::string_view withdrawn_subject, withdrawn;
};

/// "sl-SI" -> Slovene; English for what is not spoken here.
[[nodiscard]] const LetterWords& words_for(std::string_view language);
/// The code of a language that is spoken here, as the pages know it: "sl"; empty when it is none.
[[nodiscard]] std::string spoken(std::string_view language);
[[nodiscard]] std::string filled(std::string_view sentence, const MessageFacts& facts);

}  // namespace quillport::services
