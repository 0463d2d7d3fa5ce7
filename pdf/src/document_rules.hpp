#pragma once
#include <qpdf/QPDF.hh>

#include <map>
#include <set>
#include <utility>

namespace quillport::pdf {

/// True when a field or a widget that no field tree lists carries a signature dictionary (ISO 32000-1 §12.8.1).
[[nodiscard]] bool carries_signatures(QPDF& pdf);

/// Takes away what could change the document or act on its own after people signed it: scripts, launch and submit actions, XFA,
/// NeedAppearances, usage rights. Ordinary links and bookmarks stay.
void remove_active_content(QPDF& pdf);

/// True for an indirect object that is an annotation and nothing else, so that another may take its place. A hostile file lists a
/// page among its annotations.
[[nodiscard]] bool is_annotation(QPDFObjectHandle widget);

/// A widget: its page (from 1) and its index (from 0) in the page's /Annots.
using WidgetPlace = std::pair<int, int>;

/// Takes the document's own form away: what can be seen of its widgets is drawn into the pages, but for those in `replaced`,
/// whose fields are made anew. \returns the objects of these, where they have one.
std::map<WidgetPlace, QPDFObjectHandle> take_form_apart(QPDF& pdf, const std::set<WidgetPlace>& replaced);

}  // namespace quillport::pdf
