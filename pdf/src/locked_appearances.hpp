#pragma once
#include <qpdf/QPDFObjectHandle.hh>

#include "quillport/pdf/signing_plan.hpp"

namespace quillport::pdf {

/// Gives a widget of a field that the next signature locks an appearance of that revision, which looks like the one it has:
/// strict validators compare the age of a locked field's appearance with its lock (docs/adr/0002). What it has is shown by a new
/// object, never copied. Nothing for a widget that stands directly in its parent or has no appearance.
void renew_appearance(QPDFObjectHandle widget, SigningPlan& plan);

}  // namespace quillport::pdf
