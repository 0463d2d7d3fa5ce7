#pragma once
#include <map>
#include <string>

#include "quillport/store/drafts.hpp"

namespace quillport::services {

/// Takes over what the options of a print job suggest for a fresh draft (docs/man/quillport-backend.7): persons for its roles and
/// the message. They are a stranger's text: what is no person is left out, and a role that has a person keeps it. A suggestion
/// sends nothing: it stands in the draft as if its author had typed it.
void take_job_options(store::DraftRow& row, const std::map<std::string, std::string>& options);

}  // namespace quillport::services
