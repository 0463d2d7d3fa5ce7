#pragma once
#include <map>
#include <optional>
#include <string>

#include "quillport/core/draft.hpp"
#include "quillport/core/result.hpp"
#include "quillport/services/drafts.hpp"
#include "quillport/store/drafts.hpp"

namespace quillport::services {

/// The draft with its tags as they are now: roles and fields made anew, persons, order and title kept. A role that is new comes
/// last.
[[nodiscard]] EnvelopeDraft draft_again(const EnvelopeDraft& before, const std::vector<Tag>& tags, const DocumentId& document);

/// The tag that its author meant where one could not be read.
[[nodiscard]] Tag meant_tag(const TagProblem& problem, FieldType type, const std::string& role, const PageSize& page);
/// Keys and values as they stand in an unreadable tag, behind its first ';'. What is no key=value is left out.
[[nodiscard]] std::map<std::string, std::string> attributes_in(const std::string& tag_text);
/// The role as it stands in an unreadable tag: what follows the first colon, in number signs the first blank; empty when it
/// cannot be told.
[[nodiscard]] std::string role_in(const std::string& tag_text);

/// Checks and takes over what an author says of persons, title and message. Errors: as change_draft.
[[nodiscard]] Result<void> apply_change(store::DraftRow& row, const DraftChange& change);

/// Does with a problem what its author says. A problem may speak of a tag that was read (one that has no room): then "use" takes
/// that tag as it is or as another type, and "not a tag" forgets it too. Errors: as settle_problem.
[[nodiscard]] Result<void> settle(store::DraftRow& row, int number, const ProblemSettlement& settlement);

/// The store's answers about a draft in the keys that a person reads.
[[nodiscard]] Error draft_in_words(const Error& error);

[[nodiscard]] DraftView view_of(const store::DraftRow& row, const UserId& user);
[[nodiscard]] DraftSummary summary_of(const store::DraftRow& row, const UserId& user);

}  // namespace quillport::services
