#include "document_rules.hpp"

#include <qpdf/Buffer.hh>
#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFAnnotationObjectHelper.hh>
#include <qpdf/QPDFObjGen.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include <functional>
#include <string>

namespace quillport::pdf {
namespace {

using Handle = QPDFObjectHandle;

constexpr int kDeepest = 50;

Handle acro_form(QPDF& pdf) { return pdf.getRoot().getKey("/AcroForm"); }

// Fields may form loops in a hostile file: each object is visited once.
class FieldWalk {
  public:
    using Visit = std::function<void(Handle& field)>;
    explicit FieldWalk(Visit visit) : visit_(std::move(visit)) {}

    void all(QPDF& pdf) {
        Handle form = acro_form(pdf);
        if (form.isDictionary()) each(form.getKey("/Fields"), 0);
        for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
            Handle annotations = page.getObjectHandle().getKey("/Annots");
            if (!annotations.isArray()) continue;
            for (Handle& annotation : annotations.getArrayAsVector()) {
                if (annotation.isDictionaryOfType("", "/Widget")) one(annotation, kDeepest);
            }
        }
    }

  private:
    void each(Handle list, int depth) {
        if (!list.isArray() || depth > kDeepest) return;
        for (Handle& field : list.getArrayAsVector()) one(field, depth);
    }
    void one(Handle& field, int depth) {
        if (!field.isDictionary()) return;
        if (field.isIndirect() && !seen_.insert(field.getObjGen()).second) return;
        visit_(field);
        each(field.getKey("/Kids"), depth + 1);
    }

    Visit visit_;
    std::set<QPDFObjGen> seen_;
};

bool is_harmless(Handle action) {
    if (!action.isDictionary()) return true;  // an array or a name is a destination
    static const std::set<std::string> kHarmless = {"/GoTo", "/GoToR", "/GoToE", "/URI", "/Named", "/Thread"};
    return action.getKey("/S").isName() && kHarmless.contains(action.getKey("/S").getName()) && !action.hasKey("/Next");
}

void remove_actions(Handle owner, const std::string& key) {
    owner.removeKey("/AA");
    if (owner.hasKey(key) && !is_harmless(owner.getKey(key))) owner.removeKey(key);
}

// Draws widgets into the content of their page.
class PageDrawing {
  public:
    PageDrawing(QPDFAcroFormDocumentHelper& form, QPDFPageObjectHelper& page) : form_(form), page_(page) {}

    // What a reader shows of the widget. A typed field without an appearance gets one, as readers make it.
    void add(Handle widget) {
        QPDFAnnotationObjectHelper helper(widget);
        constexpr int kUnseen = an_invisible | an_hidden | an_no_view;
        if ((helper.getFlags() & kUnseen) != 0) return;
        QPDFFormFieldObjectHelper field = form_.getFieldForAnnotation(helper);
        if (!helper.getAppearanceStream("/N").isStream() && (field.isText() || field.isChoice()))
            field.generateAppearance(helper);
        Handle look = helper.getAppearanceStream("/N");
        if (!look.isStream()) return;
        if (look.isDataModified()) look = as_generated(look);
        if (!forms_.isInitialized()) prepare();
        const std::string name = resources_.getUniqueResourceName("/QpForm", suffix_);
        content_ += helper.getPageContentForAppearance(name, rotation_, 0, kUnseen);
        forms_.replaceKey(name, look);
    }

    void finish() {
        if (content_.empty()) return;
        QPDF* owner = page_.getObjectHandle().getOwningQPDF();
        page_.addPageContents(Handle::newStream(owner, "q\n"), true);
        page_.addPageContents(Handle::newStream(owner, "\nQ\n" + content_), false);
    }

  private:
    // The library writes a generated value only when it decodes streams on writing; the writer here does not.
    Handle as_generated(Handle look) {
        const auto data = look.getStreamData(qpdf_dl_generalized);
        Handle stream = Handle::newStream(page_.getObjectHandle().getOwningQPDF(),
                                          std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize()));
        Handle entries = look.getDict().shallowCopy();
        for (const char* key : {"/Filter", "/DecodeParms", "/Length"}) entries.removeKey(key);
        stream.replaceDict(entries);
        return stream;
    }

    void prepare() {
        resources_ = page_.getAttribute("/Resources", true);
        if (!resources_.isDictionary()) page_.getObjectHandle().replaceKey("/Resources", resources_ = Handle::newDictionary());
        Handle old = resources_.getKey("/XObject");
        forms_ = old.isDictionary() ? old.shallowCopy() : Handle::newDictionary();
        resources_.replaceKey("/XObject", forms_);
        Handle turn = page_.getAttribute("/Rotate", false);
        rotation_ = turn.isInteger() ? turn.getIntValueAsInt() : 0;
    }

    QPDFAcroFormDocumentHelper& form_;
    QPDFPageObjectHelper& page_;
    Handle resources_, forms_;
    int rotation_ = 0, suffix_ = 1;
    std::string content_;
};

// The widgets of one page leave it, drawn into its content unless they are replaced. The structure of a tagged document may still
// name them, so they end as objects too.
void empty_page(QPDFAcroFormDocumentHelper& form, QPDFPageObjectHelper& page, int number, const std::set<WidgetPlace>& replaced,
                std::map<WidgetPlace, Handle>& out) {
    Handle annotations = page.getObjectHandle().getKey("/Annots");
    if (!annotations.isArray()) return;
    Handle kept = Handle::newArray();
    PageDrawing drawing(form, page);
    const int count = annotations.getArrayNItems();
    for (int i = 0; i < count; ++i) {
        Handle annotation = annotations.getArrayItem(i);
        if (!annotation.isDictionaryOfType("", "/Widget")) {
            kept.appendItem(annotation);
        } else if (replaced.contains({number, i})) {
            out.emplace(WidgetPlace{number, i}, annotation);
        } else {
            drawing.add(annotation);
            if (is_annotation(annotation)) {
                annotation.getOwningQPDF()->replaceObject(annotation.getObjGen(), Handle::newNull());
            }
        }
    }
    if (kept.getArrayNItems() == count) return;
    page.getObjectHandle().replaceKey("/Annots", kept);
    drawing.finish();
}

}  // namespace

bool is_annotation(Handle widget) {
    return widget.isIndirect() && (widget.getKey("/Type").isNull() || widget.getKey("/Type").isNameAndEquals("/Annot"));
}

bool carries_signatures(QPDF& pdf) {
    bool found = false;
    FieldWalk([&](Handle& field) {
        found = found || (field.hasKey("/V") && field.getKey("/V").isDictionary() && field.getKey("/V").hasKey("/ByteRange"));
    }).all(pdf);
    return found;
}

void remove_active_content(QPDF& pdf) {
    Handle root = pdf.getRoot();
    remove_actions(root, "/OpenAction");
    root.removeKey("/Perms");
    if (root.getKey("/Names").isDictionary()) root.getKey("/Names").removeKey("/JavaScript");
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
        page.getObjectHandle().removeKey("/AA");
        Handle annotations = page.getObjectHandle().getKey("/Annots");
        if (!annotations.isArray()) continue;
        for (Handle& annotation : annotations.getArrayAsVector()) {
            if (annotation.isDictionary()) remove_actions(annotation, "/A");
        }
    }
}

std::map<WidgetPlace, Handle> take_form_apart(QPDF& pdf, const std::set<WidgetPlace>& replaced) {
    std::map<WidgetPlace, Handle> out;
    QPDFAcroFormDocumentHelper form(pdf);
    form.generateAppearancesIfNeeded();
    int number = 0;
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) empty_page(form, page, ++number, replaced, out);
    pdf.getRoot().removeKey("/AcroForm");
    return out;
}

}  // namespace quillport::pdf
