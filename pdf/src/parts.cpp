#include "quillport/pdf/parts.hpp"

#include <exception>
#include <memory>
#include <optional>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFPageLabelDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <set>

#include "destinations.hpp"
#include "part_outline.hpp"
#include "part_streams.hpp"

namespace quillport::pdf {
namespace {

using Handle = QPDFObjectHandle;

/// What a part takes over from the catalog as it is. The layers must come along: what is switched off stays so.
constexpr const char* kCatalogKeys[] = {"/Lang",          "/ViewerPreferences", "/PageLayout", "/Version",
                                        "/OutputIntents", "/OCProperties",      "/Metadata",   "/Extensions"};

/// True when pages share a dictionary of resources or one of its lists: then a page names what only others use.
bool shares_resources(const std::vector<PageFrame>& pages) {
    std::set<QPDFObjGen> seen;
    const auto again = [&](Handle value) { return value.isIndirect() && !seen.insert(value.getObjGen()).second; };
    for (const PageFrame& frame : pages) {
        Handle page = frame.page;
        Handle resources = QPDFPageObjectHelper(page).getAttribute("/Resources", false);
        if (!page.hasKey("/Resources") || again(resources)) return true;
        for (const char* list : {"/Font", "/XObject", "/Pattern"})
            if (resources.isDictionary() && again(resources.getKey(list))) return true;
    }
    return false;
}

class PartMaker {
  public:
    explicit PartMaker(DocumentParts& source)
        : source_(source),
          places_(source),
          outline_(read_outline(source.qpdf, places_)),
          labels_(source.qpdf),
          prune_(shares_resources(source.pages)),
          has_form_(source.qpdf.getRoot().getKey("/AcroForm").isDictionary()) {
        if (has_form_) form_.emplace(source.qpdf);
    }

    Bytes make(PageRange range) {
        QPDF part;
        part.setSuppressWarnings(true);
        part.emptyPDF();
        std::optional<QPDFAcroFormDocumentHelper> form;
        if (has_form_) form.emplace(part);
        for (int number = range.first; number <= range.last; ++number) add_page(part, form, number, range);
        link_pages(part);
        copy_catalog(part, range);
        write_outline(part, outline_, range.first, range.last,
                      [&](const OutlineItem& item) { return translated(part, item, range); });
        return written(part);
    }

  private:
    void add_page(QPDF& part, std::optional<QPDFAcroFormDocumentHelper>& form, int number, PageRange range) {
        Handle page = source_.frame(number)->page;
        if (prune_) QPDFPageObjectHelper(page).removeUnreferencedResources();
        keep_inner_links(page, range);
        for (const char* key : {"/StructParents", "/B"}) page.removeKey(key);
        part.addPage(page, false);
        if (form) form->fixCopiedAnnotations(part.getAllPages().back(), page, *form_);
    }

    /// A link to a page of the part names it by its number there, until the page has an object; a link to another part goes.
    void keep_inner_links(Handle page, PageRange range) {
        Handle annotations = page.getKey("/Annots");
        if (!annotations.isArray()) return;
        std::vector<Handle> stay;
        for (Handle& annotation : annotations.getArrayAsVector()) {
            if (annotation.isDictionary()) annotation.removeKey("/StructParent");
            const bool link = annotation.isDictionary() && annotation.getKey("/Subtype").isNameAndEquals("/Link");
            Handle action = link ? annotation.getKey("/A") : Handle::newNull();
            const bool inner =
                link && (annotation.hasKey("/Dest") || (action.isDictionary() && action.getKey("/S").isNameAndEquals("/GoTo")));
            if (inner && !number_target(annotation, range)) continue;
            stay.push_back(annotation);
        }
        page.replaceKey("/Annots", Handle::newArray(stay));
    }

    bool number_target(Handle link, PageRange range) {
        Handle destination = places_.of(link);
        const int page = places_.page_of(destination);
        if (page < range.first || page > range.last) return false;
        Handle numbered = Handle::newArray(destination.getArrayAsVector());
        numbered.setArrayItem(0, Handle::newInteger(page - range.first));
        link.removeKey("/A");
        link.replaceKey("/Dest", numbered);
        return true;
    }

    static void link_pages(QPDF& part) {
        const std::vector<Handle>& pages = part.getAllPages();
        for (const Handle& page : pages) {
            Handle annotations = Handle(page).getKey("/Annots");
            if (!annotations.isArray()) continue;
            for (Handle& annotation : annotations.getArrayAsVector()) {
                if (!annotation.isDictionary() || !annotation.getKey("/Subtype").isNameAndEquals("/Link")) continue;
                Handle destination = annotation.getKey("/Dest");
                if (!destination.isArray() || destination.getArrayNItems() < 1 || !destination.getArrayItem(0).isInteger())
                    continue;
                const auto index = static_cast<std::size_t>(destination.getArrayItem(0).getIntValue());
                if (index < pages.size()) destination.setArrayItem(0, pages[index]);
            }
        }
    }

    static Handle translated(QPDF& part, const OutlineItem& item, PageRange range) {
        std::vector<Handle> items = Handle(item.destination).getArrayAsVector();
        for (Handle& one : items)
            if (one.isIndirect()) one = Handle::newNull();
        items[0] = part.getAllPages().at(static_cast<std::size_t>(item.page - range.first));
        return Handle::newArray(items);
    }

    /// A copy of a value of the source, whatever it is.
    Handle copied(QPDF& part, Handle value) {
        if (!value.isIndirect()) value = source_.qpdf.makeIndirectObject(value);
        return part.copyForeignObject(value);
    }

    void copy_catalog(QPDF& part, PageRange range) {
        Handle from = source_.qpdf.getRoot(), to = part.getRoot();
        for (const char* key : kCatalogKeys)
            if (from.hasKey(key)) to.replaceKey(key, copied(part, from.getKey(key)));
        if (source_.qpdf.getTrailer().getKey("/Info").isDictionary())
            part.getTrailer().replaceKey("/Info", copied(part, source_.qpdf.getTrailer().getKey("/Info")));
        if (!labels_.hasPageLabels()) return;
        std::vector<Handle> labels;
        labels_.getLabelsForPageRange(range.first - 1, range.last - 1, 0, labels);
        Handle tree = Handle::newDictionary();
        tree.replaceKey("/Nums", Handle::newArray(labels));
        to.replaceKey("/PageLabels", tree);
    }

    Bytes written(QPDF& part) const {
        QPDFWriter writer(part);
        writer.setOutputMemory();
        writer.setObjectStreamMode(qpdf_o_disable);
        writer.setStreamDataMode(qpdf_s_preserve);
        writer.setNewlineBeforeEndstream(true);
        writer.setMinimumPDFVersion(source_.qpdf.getPDFVersion());
        writer.setDeterministicID(true);
        writer.write();
        const std::unique_ptr<Buffer> buffer(writer.getBuffer());
        return copy_of(std::string_view(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()));
    }

    DocumentParts& source_;
    Destinations places_;
    std::vector<OutlineItem> outline_;
    mutable QPDFPageLabelDocumentHelper labels_;
    bool prune_;
    bool has_form_;
    std::optional<QPDFAcroFormDocumentHelper> form_;
};

Error damaged(const std::exception& problem) {
    return {ErrorCode::Unsupported, std::string("the file cannot be taken apart: ") + problem.what(), "damaged"};
}

}  // namespace

std::vector<Bookmark> first_level_bookmarks(Document& document) {
    std::vector<Bookmark> bookmarks;
    try {
        const Destinations places(document.parts());
        for (OutlineItem& item : read_outline(document.parts().qpdf, places))
            if (item.page > 0) bookmarks.push_back({std::move(item.title), item.page});
    } catch (const std::exception&) {
        // What cannot be read leads nowhere.
    }
    return bookmarks;
}

bool has_attachments(Document& document) {
    try {
        Handle names = document.parts().qpdf.getRoot().getKey("/Names");
        return names.isDictionary() && names.getKey("/EmbeddedFiles").isDictionary();
    } catch (const std::exception&) {
        return false;
    }
}

Result<std::vector<Bytes>> make_parts(Document& document, std::span<const PageRange> ranges, std::uint64_t limit) {
    for (const PageRange& range : ranges)
        if (range.first < 1 || range.last < range.first || range.last > document.page_count())
            return Error{ErrorCode::InvalidInput, "a part has pages that the file has not", {}};
    std::vector<Bytes> parts;
    std::uint64_t size = 0;
    try {
        make_streams_lean(document.parts().qpdf);
        PartMaker maker(document.parts());
        for (const PageRange& range : ranges) {
            parts.push_back(maker.make(range));
            size += parts.back().size();
            if (size > limit) return Error{ErrorCode::TooLarge, "the parts are too large", "memory"};
        }
    } catch (const std::exception& problem) {
        return damaged(problem);
    }
    return parts;
}

}  // namespace quillport::pdf
