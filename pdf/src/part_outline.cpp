#include "part_outline.hpp"

#include <algorithm>
#include <set>

namespace quillport::pdf {
namespace {

using Handle = QPDFObjectHandle;
constexpr int kDeepest = 16;
constexpr std::size_t kMostItems = 100'000;

void widen(OutlineItem& item, int first, int last) {
    if (first == 0) return;
    item.first = item.first == 0 ? first : std::min(item.first, first);
    item.last = std::max(item.last, last);
}

class OutlineReader {
  public:
    explicit OutlineReader(const Destinations& places) : places_(places) {}

    std::vector<OutlineItem> below(Handle parent, int depth) {
        std::vector<OutlineItem> items;
        for (Handle node = parent.getKey("/First"); depth < kDeepest && node.isDictionary() && node.isIndirect();
             node = node.getKey("/Next")) {
            if (seen_.size() >= kMostItems || !seen_.insert(node.getObjGen()).second) break;
            OutlineItem item;
            Handle title = node.getKey("/Title");
            if (title.isString()) item.title = title.getUTF8Value();
            item.destination = places_.of(node);
            item.page = places_.page_of(item.destination);
            widen(item, item.page, item.page);
            item.below = below(node, depth + 1);
            for (const OutlineItem& kid : item.below) widen(item, kid.first, kid.last);
            if (item.first > 0) items.push_back(std::move(item));
        }
        return items;
    }

  private:
    const Destinations& places_;
    std::set<QPDFObjGen> seen_;
};

class OutlineWriter {
  public:
    OutlineWriter(QPDF& part, int first, int last, const Translate& translate)
        : part_(part), first_(first), last_(last), translate_(translate) {}

    /// The items below `parent` that stay inside, linked with each other. \returns whether there are any.
    bool write(const std::vector<OutlineItem>& items, Handle parent, bool open) {
        std::vector<Handle> kept;
        for (const OutlineItem& item : items) {
            if (item.last < first_ || item.first > last_) continue;
            Handle made = part_.makeIndirectObject(Handle::newDictionary());
            const bool some = write(item.below, made, false);
            const bool inside = item.page >= first_ && item.page <= last_;
            if (!some && !inside) continue;
            if (inside) made.replaceKey("/Dest", translate_(item));
            made.replaceKey("/Title", Handle::newUnicodeString(item.title));
            made.replaceKey("/Parent", parent);
            kept.push_back(made);
        }
        if (kept.empty()) return false;
        for (std::size_t i = 0; i + 1 < kept.size(); ++i) {
            kept[i].replaceKey("/Next", kept[i + 1]);
            kept[i + 1].replaceKey("/Prev", kept[i]);
        }
        parent.replaceKey("/First", kept.front());
        parent.replaceKey("/Last", kept.back());
        // Closed below the first level (Table 153: a negative count).
        const int count = static_cast<int>(kept.size());
        parent.replaceKey("/Count", Handle::newInteger(open ? count : -count));
        return true;
    }

  private:
    QPDF& part_;
    int first_, last_;
    const Translate& translate_;
};

}  // namespace

std::vector<OutlineItem> read_outline(QPDF& source, const Destinations& places) {
    Handle outline = source.getRoot().getKey("/Outlines");
    if (!outline.isDictionary()) return {};
    return OutlineReader(places).below(outline, 0);
}

void write_outline(QPDF& part, const std::vector<OutlineItem>& outline, int first, int last, const Translate& translate) {
    if (outline.empty()) return;
    Handle root = Handle::newDictionary();
    root.replaceKey("/Type", Handle::newName("/Outlines"));
    root = part.makeIndirectObject(root);
    if (OutlineWriter(part, first, last, translate).write(outline, root, true)) part.getRoot().replaceKey("/Outlines", root);
}

}  // namespace quillport::pdf
