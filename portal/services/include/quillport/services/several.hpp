#pragma once
#include <optional>
#include <string>
#include <vector>

#include "quillport/core/time.hpp"
#include "quillport/services/drafts.hpp"

/// Several prints: one draft out of many documents, a second print in the place of the first.
namespace quillport::services {

/// What a draft has in common with others, for the author to decide.
struct Similar {
    struct Draft {
        DraftId id;
        std::string title;
        TimePoint received{};
        int chosen = 0;         ///< roles that have their person
        bool same_ref = false;  ///< else the same title
    };
    struct Sent {
        std::optional<EnvelopeId> envelope;  ///< only of an envelope that is the user's own
        std::string title;                   ///< likewise
        TimePoint at{};
        bool completed = false;
    };
    std::vector<Draft> drafts;  ///< open ones of the user with the same ref or title: it may take the place of one
    std::vector<Sent> sent;     ///< with the same ref, by anybody of the organisation
};
/// Errors of everything below: NotFound "no_such_draft" (also for another's), Conflict "changed_meanwhile" (another version) |
/// "draft_over".
[[nodiscard]] Result<Similar> similar_to(Context& context, const User& user, const DraftId& id);

/// Puts the pages of another draft of the user behind those of this one; the other one is gone then. What was found, settled and
/// chosen stays. Errors: Unsupported "arrived_signed", PreconditionFailed "locked" (waits for its password), InvalidInput
/// "same_draft", as join_documents.
[[nodiscard]] Result<DraftView> append_draft(Context& context, const User& user, const DraftId& id, std::int64_t version,
                                             const DraftId& other);
/// Puts the documents of a draft into another order; `order` names each once, from 1. Errors: InvalidInput "order".
[[nodiscard]] Result<DraftView> arrange_parts(Context& context, const User& user, const DraftId& id, std::int64_t version,
                                              const std::vector<int>& order);
/// Takes a document out of a draft again: it is a draft of its own, as it was. Errors: NotFound "no_such_part", Conflict
/// "own_part" (the document that the draft began with stays).
[[nodiscard]] Result<DraftView> take_out_part(Context& context, const User& user, const DraftId& id, std::int64_t version,
                                              int number);

/// This draft takes the place of another one of the user: its persons, order and message, by the roles' keys; the other is gone
/// then. Errors: PreconditionFailed "locked", InvalidInput "same_draft".
[[nodiscard]] Result<DraftView> replace_draft(Context& context, const User& user, const DraftId& id, std::int64_t version,
                                              const DraftId& other);
/// A draft that was thrown away or replaced comes back. Errors: Conflict "part_of_another" (take it out there), "draft_over"
/// (sent).
[[nodiscard]] Result<DraftView> restore_draft(Context& context, const User& user, const DraftId& id);

}  // namespace quillport::services
