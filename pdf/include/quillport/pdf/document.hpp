#pragma once
#include <memory>

#include "quillport/core/bytes.hpp"
#include "quillport/core/geometry.hpp"
#include "quillport/core/result.hpp"
#include "quillport/pdf/matrix.hpp"

namespace quillport::pdf {

struct DocumentParts;  ///< the libraries behind it; only for sources of this module (src/document_parts.hpp)

/// A PDF that was opened for reading. Parses foreign data: use it in a confined process only.
/// Movable; not thread-safe (the libraries read lazily), one document a thread.
class Document {
  public:
    /// Opens the file in memory. `pdf` must outlive the document. A file that is encrypted but opens with the empty user
    /// password is read. Errors: Unsupported with detail "not_pdf", "damaged" or "encrypted".
    [[nodiscard]] static Result<Document> open(BytesView pdf);

    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;
    ~Document();

    [[nodiscard]] int page_count() const noexcept;
    /// True when the bytes are encrypted, even though they could be read.
    [[nodiscard]] bool is_encrypted() const noexcept;
    /// True when a signature field carries a value or the catalog names permissions: such a file is never rewritten.
    /// Source: ISO 32000-1 §12.7.4.5, §12.8.4.
    [[nodiscard]] bool is_signed() const;

    /// Page `page` (from 1) as displayed: cropped, turned by /Rotate, scaled by /UserUnit. Points.
    /// Source: ISO 32000-1 §7.7.3.3, §14.11.2. A page number out of range gives an empty size.
    [[nodiscard]] PageSize page_size(int page) const;
    /// From the page's user space to the displayed page (origin bottom-left). Inherited boxes count.
    [[nodiscard]] Matrix to_displayed(int page) const;
    /// From the displayed page to the page's user space, where annotations have their /Rect.
    [[nodiscard]] Matrix to_user(int page) const;
    /// By how many degrees clockwise the page is turned when displayed: 0, 90, 180 or 270.
    [[nodiscard]] int page_rotation(int page) const;

    /// The bytes it was opened from.
    [[nodiscard]] BytesView bytes() const noexcept;

    [[nodiscard]] DocumentParts& parts() const noexcept { return *parts_; }

  private:
    explicit Document(std::unique_ptr<DocumentParts> parts);
    std::unique_ptr<DocumentParts> parts_;
};

}  // namespace quillport::pdf
