#pragma once
#include <qpdf/QPDFPageObjectHelper.hh>
#include <string>
#include <vector>

#include "erase_streams.hpp"
#include "quillport/pdf/erase.hpp"

namespace quillport::pdf {

/// What erasures mean for the pages of a document.
struct SheetPlan {
    std::vector<Sheet> sheets;
    std::vector<std::string> refused;  ///< one an erasure, as in ErasedPdf

    void refuse(std::size_t erasure, const char* why) {
        if (refused[erasure].empty()) refused[erasure] = why;
    }
    /// Takes the cuts out that only refused erasures want.
    void drop_refused();
};

/// Sorts the codes by page and execution. When a form loses codes, every page that may paint it is a sheet too, with all that it
/// paints. `pages` are those of the file that will be written, with the numbers of `document`.
[[nodiscard]] SheetPlan plan_sheets(Document& document, const std::vector<QPDFPageObjectHelper>& pages,
                                    const std::vector<Erasure>& erasures);

/// Adds the code to the cuts of its execution. Says false when another erasure wants another code there.
[[nodiscard]] bool add_cut(Sheet& sheet, const CodeToErase& code, std::size_t erasure);

/// True when the code's execution is what stands at that place of the sheet.
[[nodiscard]] bool same_stream(const Sheet& sheet, const CodeToErase& code);

/// Why no code like this is ever erased; null: it may be.
[[nodiscard]] const char* reason_to_keep(const CodeToErase& code);

}  // namespace quillport::pdf
