#include "quillport/splitter/plan.hpp"

#include <algorithm>
#include <utility>

#include "marks.hpp"

namespace quillport::splitter {
namespace {

/// Makes parts of what is seen page by page.
class Planner {
  public:
    explicit Planner(std::size_t most_parts) : most_parts_(most_parts) {}

    [[nodiscard]] bool take(int page, const PageMark& mark, bool tagged) {
        if (mark.separator) {
            plan_.separators.push_back(page);
            open_ = false;
            return true;
        }
        const bool other_key = !mark.key.empty() && mark.key != key_;
        if (!open_ || mark.starts || tagged || other_key) {
            if (plan_.parts.size() == most_parts_) return false;
            plan_.parts.push_back({page, page, mark.key, mark.title});
            key_ = mark.key;
            open_ = true;
        }
        plan_.parts.back().last = page;
        return true;
    }

    [[nodiscard]] SplitPlan finish(int pages) {
        // Nothing but separators: whoever printed it wants to see that.
        if (plan_.parts.empty()) return {{{1, pages, {}, {}}}, {}};
        return std::move(plan_);
    }

  private:
    std::size_t most_parts_;
    SplitPlan plan_;
    std::string key_;
    bool open_ = false;  ///< the last part may go on
};

}  // namespace

Result<SplitPlan> plan(pdf::Document& document, const SplitRule& rule, std::span<const int> tag_pages,
                       const PlanOptions& options) {
    auto marker = marker_for(document, rule, options);
    if (!marker.ok()) return std::move(marker).error();
    Planner planner(options.most_parts);
    for (int page = 1; page <= document.page_count(); ++page) {
        const auto mark = marker.value()->mark(page);
        if (!mark.ok()) return mark.error();
        const bool tagged = std::find(tag_pages.begin(), tag_pages.end(), page) != tag_pages.end();
        if (!planner.take(page, mark.value(), tagged)) {
            return Error{ErrorCode::TooLarge, "more than " + std::to_string(options.most_parts) + " documents", "too_many_parts"};
        }
    }
    return planner.finish(document.page_count());
}

}  // namespace quillport::splitter
