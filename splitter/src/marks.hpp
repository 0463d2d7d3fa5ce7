#pragma once
#include <memory>
#include <string>

#include "quillport/core/result.hpp"
#include "quillport/core/split.hpp"
#include "quillport/pdf/document.hpp"
#include "quillport/splitter/plan.hpp"

namespace quillport::splitter {

/// What a rule sees on a page.
struct PageMark {
    bool starts = false;     ///< a document starts here
    bool separator = false;  ///< the page belongs to no document; the next one starts
    std::string key;         ///< a document starts where it differs from the last one
    std::string title;
};

/// One rule at work on one document.
class Marker {
  public:
    virtual ~Marker() = default;
    /// Pages are asked in order, from 1.
    [[nodiscard]] virtual Result<PageMark> mark(int page) = 0;
};

/// Errors: InvalidInput as splitter::check.
[[nodiscard]] Result<std::unique_ptr<Marker>> marker_for(pdf::Document& document, const SplitRule& rule,
                                                         const PlanOptions& options);

}  // namespace quillport::splitter
