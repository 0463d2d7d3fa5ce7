#pragma once
#include <vector>

#include "quillport/core/tag.hpp"
#include "quillport/pdf/document.hpp"

namespace quillport::tags {

/// Adds the fields of the document's own form to what was found in its text, as tags of source Form: behind the tags of their
/// page, in reading order, each with its party (docs/adr/0117). What cannot be taken stays as it is printed and is told. Call it
/// when the roles of the other tags are settled.
void add_form_fields(pdf::Document& document, Detection& found);

}  // namespace quillport::tags
