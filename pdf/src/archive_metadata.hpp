#pragma once
#include <qpdf/QPDF.hh>
#include <string>

#include "quillport/pdf/report.hpp"

namespace quillport::pdf {

/// What makes an archive of a document that Cairo drew (ISO 19005-3): XMP metadata and /Info that say the same, the colour space
/// of its colours, the attachment with its relation. Throws what libqpdf throws.
void add_archive_metadata(QPDF& pdf, const Report& report, const ReportArchive& archive);

}  // namespace quillport::pdf
