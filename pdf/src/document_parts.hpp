#pragma once
#include <memory>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <unordered_map>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/geometry.hpp"
#include "quillport/core/result.hpp"
#include "quillport/pdf/matrix.hpp"

namespace quillport::pdf {

class FontSource;

/// Everything about a page that is asked again and again.
struct PageFrame {
    QPDFObjectHandle page;
    Rect crop;  ///< user space
    int rotation = 0;
    PageSize size;
    Matrix to_displayed;
};

/// Boxes and direction of a page, inherited ones included.
[[nodiscard]] PageFrame frame_of(QPDFPageObjectHelper page);

struct DocumentParts {
    BytesView bytes;
    QPDF qpdf;
    std::vector<PageFrame> pages;
    std::unique_ptr<FontSource> fonts;  ///< opened with the first font

    DocumentParts();
    ~DocumentParts();
    DocumentParts(const DocumentParts&) = delete;
    DocumentParts& operator=(const DocumentParts&) = delete;

    [[nodiscard]] const PageFrame* frame(int page) const noexcept {
        return page >= 1 && static_cast<std::size_t>(page) <= pages.size() ? &pages[static_cast<std::size_t>(page) - 1] : nullptr;
    }
};

/// Opens `pdf` into `qpdf` with the empty password and without repairs that the caller would not see.
/// Errors as Document::open.
[[nodiscard]] Result<void> open_qpdf(QPDF& qpdf, BytesView pdf);

}  // namespace quillport::pdf
