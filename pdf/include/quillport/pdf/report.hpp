#pragma once
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"
#include "quillport/pdf/increment.hpp"

namespace quillport::pdf {

/// Parts of a laid-out report (the certificate of completion), from top to bottom.
struct ReportHeading {
    std::string text;
};
struct ReportParagraph {
    std::string text;
};
struct ReportPairs {
    std::vector<std::pair<std::string, std::string>> rows;
};  ///< label, value
struct ReportTable {
    std::vector<std::string> columns;
    std::vector<double> widths;  ///< shares of the text width, sum 1
    std::vector<std::vector<std::string>> rows;
};
struct ReportSignature {
    std::string name;
    SignatureImage image;
};
using ReportPart = std::variant<ReportHeading, ReportParagraph, ReportPairs, ReportTable, ReportSignature>;

struct Report {
    std::string title;
    std::string subtitle;
    std::string banner;  ///< say "TRIAL, NOT TRUSTED", in a bar on every page; may be empty
    std::string footer;  ///< on every page, with the page number
    std::string language = "en";
    std::vector<ReportPart> parts;
};

/// An A4 PDF with embedded fonts in any script, laid out by Pango, drawn by Cairo. Its own data only: may run in the portal.
/// Errors: InvalidInput (ink that cannot be drawn), Internal. Thread-safe; fonts are cached per thread.
[[nodiscard]] Result<Bytes> draw_report(const Report& report);

}  // namespace quillport::pdf
