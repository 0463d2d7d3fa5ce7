#include "part_outline.hpp"

#include <set>
#include <vector>

namespace quillport::pdf {
namespace {

using Handle = QPDFObjectHandle;
constexpr int kDeepest = 16;
constexpr std::size_t kMostItems = 20'000;

class OutlineCopy {
  public:
    OutlineCopy(QPDF& part, const Destinations& places, const Translate& translate)
        : part_(part), places_(places), translate_(translate) {}

    /// The items below `parent` that stay inside, linked with each other. \returns how many stand below it, in all levels.
    int copy(Handle from, Handle parent, int depth) {
        std::vector<Handle> kept;
        int below = 0;
        for (Handle item = from.getKey("/First"); depth < kDeepest && item.isDictionary() && item.isIndirect();
             item = item.getKey("/Next")) {
            if (seen_.size() >= kMostItems || !seen_.insert(item.getObjGen()).second) break;
            Handle made = part_.makeIndirectObject(Handle::newDictionary());
            const int inside = copy(item, made, depth + 1);
            Handle target = translate_(places_.of(item));
            if (target.isNull() && inside == 0) continue;
            if (!target.isNull()) made.replaceKey("/Dest", target);
            Handle title = item.getKey("/Title");
            made.replaceKey("/Title", Handle::newUnicodeString(title.isString() ? title.getUTF8Value() : std::string()));
            made.replaceKey("/Parent", parent);
            kept.push_back(made);
            below += 1 + inside;
        }
        for (std::size_t i = 0; i < kept.size(); ++i) {
            if (i > 0) kept[i].replaceKey("/Prev", kept[i - 1]);
            if (i + 1 < kept.size()) kept[i].replaceKey("/Next", kept[i + 1]);
        }
        if (kept.empty()) return 0;
        parent.replaceKey("/First", kept.front());
        parent.replaceKey("/Last", kept.back());
        // Closed below the first level (§12.3.3, Table 153: a negative count).
        parent.replaceKey("/Count",
                          Handle::newInteger(depth == 0 ? static_cast<int>(kept.size()) : -static_cast<int>(kept.size())));
        return below;
    }

  private:
    QPDF& part_;
    const Destinations& places_;
    const Translate& translate_;
    std::set<QPDFObjGen> seen_;
};

}  // namespace

void copy_outline(QPDF& source, QPDF& part, const Destinations& places, const Translate& translate) {
    Handle from = source.getRoot().getKey("/Outlines");
    if (!from.isDictionary()) return;
    Handle outline = part.makeIndirectObject(Handle::newDictionary());
    outline.replaceKey("/Type", Handle::newName("/Outlines"));
    if (OutlineCopy(part, places, translate).copy(from, outline, 0) > 0) part.getRoot().replaceKey("/Outlines", outline);
}

}  // namespace quillport::pdf
