#pragma once
#include <vector>

#include "quillport/core/result.hpp"
#include "quillport/store/drafts.hpp"
#include "quillport/store/templates.hpp"

namespace quillport::services {

/// Has a template say what neither the document nor its job says: persons and turns of roles, message, language, time to sign,
/// folder.
void fill_gaps(store::DraftRow& row, const store::Template& with);
/// Has it say all that it says.
void fill_over(store::DraftRow& row, const store::Template& with);

/// Fills the gaps of a draft by the template that its job names (quill-template), else by that of its queue. A name that nobody
/// knows becomes a problem of the draft, so that it waits for its author.
[[nodiscard]] Result<void> take_template(store::Reader& reader, store::DraftRow& row);
/// When a later file of the job came: fills in roles that are not among `before`. Everything else is by now its author's.
[[nodiscard]] Result<void> take_template_again(store::Reader& reader, store::DraftRow& row, const std::vector<DraftRole>& before);

}  // namespace quillport::services
