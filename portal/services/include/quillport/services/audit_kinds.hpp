#pragma once
#include <array>
#include <string_view>

namespace quillport::services {

/// Everything that is recorded of an envelope. The word stands in the database, the API and the log; the sentence on the
/// certificate of completion.
struct AuditKind {
    std::string_view word;
    std::string_view sentence;
};

inline constexpr std::array<AuditKind, 30> kAuditKinds = {{
    {"created", "The envelope was made from a draft"},
    {"prepared", "The document was prepared: tags erased, fields made"},
    {"certified", "The server certified the prepared document"},
    {"sent", "The envelope was sent"},
    {"invited", "The invitation was put on its way"},
    {"reminded", "A reminder was put on its way"},
    {"opened", "The link was opened"},
    {"code_sent", "A one-time code was put on its way"},
    {"code_wrong", "A wrong code was entered"},
    {"code_used_up", "The code was blocked after five wrong tries"},
    {"access_proved", "The access check was passed"},
    {"confirm_proved", "The act was confirmed by a code"},
    {"viewed", "The document was opened"},
    {"consented", "Signing electronically was agreed to"},
    {"refused", "An act was refused: not this person's turn, or done already"},
    {"signing_started", "Signing was started"},
    {"signing_failed", "Signing failed; the document stayed as it was"},
    {"signing_voided", "A started signing was not finished in time and is void"},
    {"signed", "The document was signed"},
    {"declined", "Signing was declined"},
    {"voided", "The envelope was withdrawn"},
    {"expired", "The time to sign ran out"},
    {"extended", "The time to sign was extended"},
    {"preserved", "Time-stamps and validation data were added, so that the signatures can be verified for long"},
    {"preservation_pending", "A time-stamp or validation data could not be had yet; it is asked for again"},
    {"preservation_renewed", "The archive time-stamp was renewed"},
    {"verified", "The finished document was verified"},
    {"verification_failed", "The finished document did not pass verification"},
    {"completed", "The envelope was completed"},
    {"message_failed", "A message could not be delivered"},
}};

/// The sentence of a kind; the word itself when it is unknown.
[[nodiscard]] constexpr std::string_view sentence_of(std::string_view word) noexcept {
    for (const AuditKind& kind : kAuditKinds)
        if (kind.word == word) return kind.sentence;
    return word;
}

}  // namespace quillport::services
