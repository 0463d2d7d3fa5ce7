#pragma once
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"
#include "quillport/pdf/increment.hpp"
#include "quillport/pdf/prepare.hpp"

namespace quillport::pdf {

/// Parts of a laid-out report (the certificate of completion), from top to bottom.
struct ReportHeading {
    std::string text;
};
struct ReportParagraph {
    std::string text;
};
/// Label, value. With a title the rows belong together and stay on one page where they fit.
struct ReportPairs {
    std::vector<std::pair<std::string, std::string>> rows;
    std::string title{};
};
struct ReportTable {
    std::vector<std::string> columns;
    std::vector<double> widths;  ///< shares of the text width, sum 1
    std::vector<std::vector<std::string>> rows;
};
/// The picture of a hand over its line, as it was drawn.
struct ReportSignature {
    std::string name;
    SignatureImage image;
};
/// Room for the seal with words beside it. One a report.
struct ReportSeal {
    std::string text;
};
using ReportPart = std::variant<ReportHeading, ReportParagraph, ReportPairs, ReportTable, ReportSignature, ReportSeal>;

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

/// A file that a report carries (ISO 19005-3 §6.8).
struct ReportAttachment {
    std::string name;         ///< ASCII, without a path
    std::string media_type;   ///< "application/json"
    std::string description;  ///< one sentence
    Bytes data;
};
struct ReportArchive {
    std::string author;  ///< organisation
    TimePoint created{};
    ReportAttachment attachment;
};

/// The report as PDF/A-3b, with its attachment, and ready to be sealed: the place of its ReportSeal is a signature field that
/// certifies it (DocMDP P=1: nothing may change but what preserves it). The increments of its plan keep to PDF/A. Errors: as
/// draw_report, InvalidInput (no ReportSeal). Thread-safe. Source: ISO 19005-3; ISO 32000-1 §7.11.4, §14.11.5.
[[nodiscard]] Result<PreparedPdf> archive_report(const Report& report, const ReportArchive& archive);

}  // namespace quillport::pdf
