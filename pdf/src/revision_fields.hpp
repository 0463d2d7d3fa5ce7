#pragma once
#include <vector>

#include "quillport/pdf/revisions.hpp"
#include "revision_equality.hpp"

namespace quillport::pdf::revision {

/// How a form field, or a widget of one, differs between two revisions. Filling in and signing are told from everything else.
std::vector<LaterChange> compare_field(const FieldNode& before, const FieldNode& after, Equality& equality);

/// A signature dictionary of /Type /DocTimeStamp.
bool is_time_stamp(QPDFObjectHandle value);

}  // namespace quillport::pdf::revision
