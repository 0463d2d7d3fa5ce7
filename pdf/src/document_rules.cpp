#include "document_rules.hpp"

#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFAnnotationObjectHelper.hh>
#include <qpdf/QPDFObjGen.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include <functional>

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

// A widget of a checkbox or radio button: its normal appearance is a dictionary of states.
bool is_box(Handle annotation) {
    return annotation.isDictionaryOfType("", "/Widget") && annotation.getKey("/AP").isDictionary() &&
           annotation.getKey("/AP").getKey("/N").isDictionary();
}

// Draws one page's boxes into its content. \returns what was drawn or is hidden, to be taken out of the field tree.
void flatten_page(QPDFPageObjectHelper& page, std::set<QPDFObjGen>& flattened) {
    Handle annotations = page.getObjectHandle().getKey("/Annots");
    if (!annotations.isArray()) return;
    Handle kept = Handle::newArray();
    std::string drawn;
    Handle resources = page.getAttribute("/Resources", true);
    if (!resources.isDictionary()) page.getObjectHandle().replaceKey("/Resources", resources = Handle::newDictionary());
    for (Handle& annotation : annotations.getArrayAsVector()) {
        if (!is_box(annotation)) {
            kept.appendItem(annotation);
            continue;
        }
        flattened.insert(annotation.getObjGen());
        QPDFAnnotationObjectHelper helper(annotation);
        Handle state = helper.getAppearanceStream("/N");
        if (!state.isStream()) continue;
        Handle forms =
            resources.getKey("/XObject").isDictionary() ? resources.getKey("/XObject").shallowCopy() : Handle::newDictionary();
        int suffix = 1;
        const std::string name = resources.getUniqueResourceName("/QpBox", suffix);
        Handle turn = page.getAttribute("/Rotate", false);
        drawn += helper.getPageContentForAppearance(name, turn.isInteger() ? turn.getIntValueAsInt() : 0);
        forms.replaceKey(name, state);
        resources.replaceKey("/XObject", forms);
    }
    if (kept.getArrayNItems() == annotations.getArrayNItems()) return;
    page.getObjectHandle().replaceKey("/Annots", kept);
    QPDF* owner = page.getObjectHandle().getOwningQPDF();
    page.addPageContents(Handle::newStream(owner, "q\n"), true);
    page.addPageContents(Handle::newStream(owner, "\nQ\n" + drawn), false);
}

// Without what was flattened, and without parents that lost all their kids.
Handle pruned(Handle fields, const std::set<QPDFObjGen>& flattened, int depth) {
    Handle kept = Handle::newArray();
    if (!fields.isArray() || depth > kDeepest) return kept;
    for (Handle& field : fields.getArrayAsVector()) {
        if (flattened.contains(field.getObjGen()) || !field.isDictionary()) continue;
        if (field.getKey("/Kids").isArray() && field.getKey("/Kids").getArrayNItems() > 0) {
            Handle kids = pruned(field.getKey("/Kids"), flattened, depth + 1);
            if (kids.getArrayNItems() == 0) continue;
            field.replaceKey("/Kids", kids);
        }
        kept.appendItem(field);
    }
    return kept;
}

// The states of a checkbox must be an indirect dictionary, /AP itself a direct one that nobody shares.
void normalise_appearance(QPDF& pdf, Handle& widget) {
    Handle appearance = widget.getKey("/AP");
    if (!appearance.isDictionary()) return;
    Handle own = Handle::newDictionary();
    for (const std::string& key : appearance.getKeys()) {
        Handle state = appearance.getKey(key);
        own.replaceKey(key, state.isDictionary() && !state.isIndirect() ? pdf.makeIndirectObject(state.shallowCopy()) : state);
    }
    widget.replaceKey("/AP", own);
}

}  // namespace

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

void flatten_own_boxes(QPDF& pdf) {
    std::set<QPDFObjGen> flattened;
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) flatten_page(page, flattened);
    Handle form = acro_form(pdf);
    if (flattened.empty() || !form.isDictionary()) return;
    form.replaceKey("/Fields", pruned(form.getKey("/Fields"), flattened, 0));
}

std::set<std::string> normalise_own_fields(QPDF& pdf, const std::set<std::string>& taken) {
    std::set<std::string> names;
    Handle form = acro_form(pdf);
    if (!form.isDictionary()) return names;
    for (const char* key : {"/NeedAppearances", "/XFA", "/CO"}) form.removeKey(key);
    FieldWalk([&](Handle& field) {
        normalise_appearance(pdf, field);
        remove_actions(field, "/A");
        const long long flags = field.getKey("/Ff").isInteger() ? field.getKey("/Ff").getIntValue() : 0;
        if (field.hasKey("/FT") || field.hasKey("/T")) field.replaceKey("/Ff", Handle::newInteger(flags | 1));
        if (field.hasKey("/Parent") || !field.getKey("/T").isString()) return;
        std::string name = field.getKey("/T").getUTF8Value();
        while (taken.contains(name) || names.contains(name)) name += "_document";
        field.replaceKey("/T", Handle::newUnicodeString(name));
        names.insert(name);
    }).all(pdf);
    return names;
}

}  // namespace quillport::pdf
