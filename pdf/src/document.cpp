#include "quillport/pdf/document.hpp"

#include <cmath>
#include <exception>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "document_parts.hpp"
#include "font.hpp"
#include "numbers.hpp"

namespace quillport::pdf {
namespace {

constexpr int kMaxFieldDepth = 32;
constexpr int kMaxFields = 20'000;

Error refusal(const char* why, std::string what) { return {ErrorCode::Unsupported, std::move(what), why}; }

/// Readers accept a header within the first 1024 bytes (PDF Reference 1.7, Appendix H, note 13).
bool looks_like_pdf(BytesView pdf) {
    return text_of(pdf.first(std::min<std::size_t>(pdf.size(), 1024))).find("%PDF-") != std::string_view::npos;
}

bool read_rect(QPDFObjectHandle box, Rect& out) {
    double v[4];
    if (!numbers_of(std::move(box), 4, v)) return false;
    out = {std::min(v[0], v[2]), std::min(v[1], v[3]), std::max(v[0], v[2]), std::max(v[1], v[3])};
    return !out.empty();
}

int quarter_turns(QPDFObjectHandle rotate) {
    const double degrees = number_of(std::move(rotate), 0);
    if (std::fabs(degrees) > 1e6) return 0;
    const long turns = std::lround(degrees / 90.0) % 4;
    return static_cast<int>((turns + 4) % 4);
}

Matrix displayed(const Rect& crop, int turns, double unit) {
    Matrix m;
    switch (turns) {
        case 1:
            m = {0, -1, 1, 0, -crop.y0, crop.x1};
            break;
        case 2:
            m = {-1, 0, 0, -1, crop.x1, crop.y1};
            break;
        case 3:
            m = {0, 1, -1, 0, crop.y1, -crop.x0};
            break;
        default:
            m = {1, 0, 0, 1, -crop.x0, -crop.y0};
            break;
    }
    return then(m, {unit, 0, 0, unit, 0, 0});
}

/// Walks the field tree for a signature field with a value. `seen` stops circles; both bounds stop hostile trees.
bool has_signed_field(QPDFObjectHandle fields, std::set<QPDFObjGen>& seen, int depth) {
    if (!fields.isArray() || depth > kMaxFieldDepth) return false;
    const int n = fields.getArrayNItems();
    for (int i = 0; i < n && seen.size() < kMaxFields; ++i) {
        QPDFObjectHandle field = fields.getArrayItem(i);
        if (!field.isDictionary()) continue;
        if (field.isIndirect() && !seen.insert(field.getObjGen()).second) continue;
        if (field.getKey("/FT").isNameAndEquals("/Sig") && field.getKey("/V").isDictionary()) return true;
        if (has_signed_field(field.getKey("/Kids"), seen, depth + 1)) return true;
    }
    return false;
}

}  // namespace

PageFrame frame_of(QPDFPageObjectHelper page) {
    PageFrame frame;
    frame.page = page.getObjectHandle();
    Rect media;
    if (!read_rect(page.getAttribute("/MediaBox", false), media)) media = {0, 0, 612, 792};
    Rect crop = media;
    if (read_rect(page.getAttribute("/CropBox", false), crop)) {
        // The crop box counts as far as it lies in the media box (ISO 32000-1 §14.11.2).
        const Rect both{std::max(crop.x0, media.x0), std::max(crop.y0, media.y0), std::min(crop.x1, media.x1),
                        std::min(crop.y1, media.y1)};
        crop = both.empty() ? media : both;
    } else {
        crop = media;
    }
    const int turns = quarter_turns(page.getAttribute("/Rotate", false));
    double unit = number_of(frame.page.getKey("/UserUnit"), 1.0);
    if (!(unit > 0) || unit > 1e5) unit = 1.0;
    frame.crop = crop;
    frame.rotation = turns * 90;
    frame.to_displayed = displayed(crop, turns, unit);
    const Rect shown = image_of(crop, frame.to_displayed);
    frame.size = {shown.width(), shown.height()};
    return frame;
}

DocumentParts::DocumentParts() = default;
DocumentParts::~DocumentParts() = default;

Result<void> open_qpdf(QPDF& qpdf, BytesView pdf) {
    if (!looks_like_pdf(pdf)) return refusal("not_pdf", "the file has no PDF header");
    try {
        qpdf.setSuppressWarnings(true);
        qpdf.processMemoryFile("document", reinterpret_cast<const char*>(pdf.data()), pdf.size());
    } catch (const QPDFExc& e) {
        if (e.getErrorCode() == qpdf_e_password) return refusal("encrypted", "the file needs a password");
        if (e.getErrorCode() == qpdf_e_unsupported) return refusal("encrypted", "the file's encryption cannot be read");
        return refusal("damaged", std::string("the file cannot be read: ") + e.getMessageDetail());
    } catch (const std::exception& e) {
        return refusal("damaged", std::string("the file cannot be read: ") + e.what());
    }
    return {};
}

Document::Document(std::unique_ptr<DocumentParts> parts) : parts_(std::move(parts)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Result<Document> Document::open(BytesView pdf) {
    auto parts = std::make_unique<DocumentParts>();
    parts->bytes = pdf;
    if (auto opened = open_qpdf(parts->qpdf, pdf); !opened) return opened.error();
    try {
        for (auto& page : QPDFPageDocumentHelper(parts->qpdf).getAllPages()) parts->pages.push_back(frame_of(page));
    } catch (const std::exception& e) {
        return refusal("damaged", std::string("the pages cannot be read: ") + e.what());
    }
    if (parts->pages.empty()) return refusal("damaged", "the file has no page");
    parts->fonts = std::make_unique<FontSource>(*parts);
    return Document(std::move(parts));
}

int Document::page_count() const noexcept { return static_cast<int>(parts_->pages.size()); }
bool Document::is_encrypted() const noexcept { return parts_->qpdf.isEncrypted(); }
BytesView Document::bytes() const noexcept { return parts_->bytes; }

bool Document::is_signed() const {
    try {
        QPDFObjectHandle root = parts_->qpdf.getRoot();
        QPDFObjectHandle permissions = root.getKey("/Perms");
        if (permissions.isDictionary() && (permissions.hasKey("/DocMDP") || permissions.hasKey("/UR3"))) return true;
        QPDFObjectHandle form = root.getKey("/AcroForm");
        if (!form.isDictionary()) return false;
        std::set<QPDFObjGen> seen;
        return has_signed_field(form.getKey("/Fields"), seen, 0);
    } catch (const std::exception&) {
        // What cannot be read cannot be shown to be unsigned: the careful answer keeps it from being rewritten.
        return true;
    }
}

PageSize Document::page_size(int page) const {
    const PageFrame* frame = parts_->frame(page);
    return frame != nullptr ? frame->size : PageSize{};
}

Matrix Document::to_displayed(int page) const {
    const PageFrame* frame = parts_->frame(page);
    return frame != nullptr ? frame->to_displayed : Matrix{};
}

Matrix Document::to_user(int page) const { return inverse(to_displayed(page)); }

int Document::page_rotation(int page) const {
    const PageFrame* frame = parts_->frame(page);
    return frame != nullptr ? frame->rotation : 0;
}

}  // namespace quillport::pdf
