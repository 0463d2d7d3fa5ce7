#include "converters.hpp"

#include <algorithm>

namespace quillport::daemon {
namespace {

struct Trial {
    std::string_view reads;
    Format format;
    std::string_view document;
    std::string_view packages;  ///< of Debian
};

constexpr std::string_view kSheet =
    R"(<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2" )"
    R"(office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet/></office:body></office:document>)";
constexpr std::string_view kSlides =
    R"(<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2" )"
    R"(office:mimetype="application/vnd.oasis.opendocument.presentation"><office:body><office:presentation/></office:body></office:document>)";

// The smallest documents that make a page. One of XPS is an archive of several files: there it is enough that the program is
// there to refuse this one.
constexpr Trial kTrials[] = {
    {"PostScript", Format::PostScript, "%!PS\nshowpage\n", "ghostscript"},
    {"XPS", Format::Xps, "no archive", "libgxps-utils"},
    {"Word, Writer, RTF and HTML", Format::Rtf, "{\\rtf1 Quillport}", "libreoffice-writer"},
    {"Excel and Calc", Format::Ods, kSheet, "libreoffice-calc"},
    {"PowerPoint and Impress", Format::Odp, kSlides, "libreoffice-impress"},
};

// A page that is all picture (ISO 32000-1 §8.9.7): whoever wants its text must read it there.
constexpr std::string_view kPicture =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R>>endobj\n"
    "4 0 obj<</Length 61>>stream\nq 200 0 0 100 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID w EI Q    \nendstream endobj\n"
    "trailer<</Size 5/Root 1 0 R>>\n%%EOF\n";

std::string install(std::string_view packages) { return "; install " + std::string(packages); }

std::string wrong_with(const Trial& trial, const Result<Bytes>& made) {
    if (made.ok()) return {};
    if (trial.format == Format::Xps && made.error().detail == "damaged") return {};
    return "refused" +
           (made.error().detail == "no_converter" ? install(trial.packages) : ": " + made.error().what + install(trial.packages));
}

Converter pictures(worker::Client& worker) {
    Converter found{"tags in pictures (OCR) and QR codes", {}};
    const auto read = worker.inspect(bytes_of(kPicture));
    if (!read.ok()) {
        found.wrong = read.error().what;
        return found;
    }
    const auto& problems = read.value().found.problems;
    const auto unread =
        std::find_if(problems.begin(), problems.end(), [](const TagProblem& p) { return p.code == "ocr_unavailable"; });
    if (unread != problems.end()) found.wrong = "not seen: " + unread->message + install("tesseract-ocr-eng");
    return found;
}

}  // namespace

std::vector<Converter> try_converters(worker::Client& worker) {
    std::vector<Converter> found;
    for (const Trial& trial : kTrials) {
        const auto made = worker.convert(bytes_of(trial.document), {trial.format, {}, 0, trial.document.size()});
        found.push_back({std::string(trial.reads), wrong_with(trial, made)});
    }
    found.push_back(pictures(worker));
    return found;
}

}  // namespace quillport::daemon
