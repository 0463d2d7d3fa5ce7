#pragma once
#include <qpdf/QPDF.hh>

#include <set>
#include <string>

namespace quillport::pdf {

/// True when a field or a widget that no field tree lists carries a signature dictionary (ISO 32000-1 §12.8.1).
[[nodiscard]] bool carries_signatures(QPDF& pdf);

/// Takes away what could change the document or act on its own after people signed it: scripts, launch and submit actions, XFA,
/// NeedAppearances, usage rights. Ordinary links and bookmarks stay.
void remove_active_content(QPDF& pdf);

/// Draws the document's own checkboxes and radio buttons into the pages and takes the fields away: no form of theirs is both
/// accepted by strict validators and drawn by every reader (docs/adr/0031).
void flatten_own_boxes(QPDF& pdf);

/// Brings the document's own fields into the shape that strict validators accept, and makes them read-only.
/// Fields named like one of `taken` get another name. \returns the names at the top of the field tree.
std::set<std::string> normalise_own_fields(QPDF& pdf, const std::set<std::string>& taken);

}  // namespace quillport::pdf
