#include "revision_compare.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "revision_equality.hpp"
#include "revision_fields.hpp"

namespace quillport::pdf::revision {
namespace {

using Handle = QPDFObjectHandle;

std::set<std::string> keys_of(Handle before, Handle after) {
    std::set<std::string> keys = before.getKeys();
    keys.merge(after.getKeys());
    return keys;
}

/// Whether an annotation can hide or replace what the page shows. Notes, links and marks of text that the reader draws by itself
/// cannot; whatever brings its own drawing can.
bool may_cover(Handle annotation) {
    static const std::set<std::string> kPlain{"/Text",     "/Popup",     "/Link",  "/Highlight",      "/Underline",
                                              "/Squiggly", "/StrikeOut", "/Caret", "/FileAttachment", "/Sound"};
    if (!annotation.isDictionary()) return false;
    Handle subtype = annotation.getKey("/Subtype");
    return !annotation.getKey("/AP").isNull() || !subtype.isName() || !kPlain.contains(subtype.getName());
}

QPDFObjectHandle::Rectangle overlap(const QPDFObjectHandle::Rectangle& a, const QPDFObjectHandle::Rectangle& b) {
    return {std::max(std::min(a.llx, a.urx), std::min(b.llx, b.urx)), std::max(std::min(a.lly, a.ury), std::min(b.lly, b.ury)),
            std::min(std::max(a.llx, a.urx), std::max(b.llx, b.urx)), std::min(std::max(a.lly, a.ury), std::max(b.lly, b.ury))};
}

/// True when a good part of a field or annotation that was there before lies under a new one.
bool lies_over(Handle annotation, const std::vector<Handle>& others) {
    constexpr double kGoodPart = 0.25;
    Handle place = annotation.getKey("/Rect");
    if (!place.isRectangle()) return false;
    return std::any_of(others.begin(), others.end(), [&](Handle other) {
        if (!other.isDictionary() || !other.getKey("/Rect").isRectangle()) return false;
        const auto under = other.getKey("/Rect").getArrayAsRectangle();
        const auto common = overlap(place.getArrayAsRectangle(), under);
        const double area = std::abs((under.urx - under.llx) * (under.ury - under.lly));
        const double width = common.urx - common.llx, height = common.ury - common.lly;
        return area > 0 && width > 0 && height > 0 && width * height > kGoodPart * area;
    });
}

/// One comparison: walks the catalog and what hangs from it, and writes down what differs.
class Comparison {
  public:
    Comparison(Snapshot& before, Snapshot& after, KnownObjects& known)
        : before_(before), after_(after), equality_(before, after, known) {}

    std::vector<LaterChange> run() {
        if (!after_.confusion.empty()) add(ChangeKind::Other, after_.confusion);
        // Revisions may lie anywhere before, but a new one must have its own cross-reference behind the old end.
        if (after_.last_xref < before_.size) add(ChangeKind::Other, "Bytes that belong to no revision were appended.");
        trailer(before_.qpdf.getTrailer(), after_.qpdf.getTrailer());
        Handle root = before_.qpdf.getRoot();
        Handle new_root = after_.qpdf.getRoot();
        if (root.getObjGen() != new_root.getObjGen()) {
            add(ChangeKind::Other, "The catalog of the document was replaced.");
            return std::move(changes_);
        }
        catalog(root, new_root);
        pages();
        return std::move(changes_);
    }

  private:
    void add(ChangeKind kind, std::string sentence, std::string field = {}, bool may_cover = false) {
        const auto again = [&](const LaterChange& c) {
            return c.kind == kind && c.sentence == sentence && c.may_cover == may_cover;
        };
        if (std::none_of(changes_.begin(), changes_.end(), again))
            changes_.push_back({kind, std::move(field), std::move(sentence), false, may_cover});
    }

    void trailer(Handle before, Handle after) {
        if (!equality_.same(before.getKey("/Info"), after.getKey("/Info"))) {
            add(ChangeKind::Properties, "The properties of the document were updated.");
        }
        if (!equality_.same(before.getKey("/Encrypt"), after.getKey("/Encrypt"))) {
            add(ChangeKind::Other, "The encryption of the document was changed.");
        }
        // A hybrid update shows one document to readers of the table and another to readers of the stream (ISO 32000-1 §7.5.8.4).
        const bool own = after_.last_xref >= before_.size;
        if (own && !after.getKey("/XRefStm").isNull())
            add(ChangeKind::Other, "An update of the document can be read in two ways.");
    }

    void catalog(Handle before, Handle after) {
        static const std::set<std::string> kProperties{"/Metadata", "/Version", "/Extensions"};
        for (const std::string& key : keys_of(before, after)) {
            Handle old_value = before.getKey(key);
            Handle value = after.getKey(key);
            if (key == "/AcroForm") {
                form(old_value, value);
            } else if (equality_.same(old_value, value)) {
                continue;
            } else if (key == "/DSS") {
                add(ChangeKind::ValidationData, "Validation data was added.");
            } else if (kProperties.contains(key)) {
                add(ChangeKind::Properties, "The properties of the document were updated.");
            } else if (key == "/Pages") {
                add(ChangeKind::Other, "Pages were added, removed, moved or replaced.");
            } else {
                add(ChangeKind::Other, "The catalog of the document was changed (" + key.substr(1) + ").");
            }
        }
    }

    void pages() {
        for (std::size_t i = 0; i < std::min(before_.pages.size(), after_.pages.size()); ++i) {
            Handle before = before_.pages[i];
            Handle after = after_.pages[i];
            const std::string number = std::to_string(i + 1);
            if (before.getObjGen() != after.getObjGen()) {
                add(ChangeKind::Other, "Page " + number + " was replaced.");
                continue;
            }
            for (const std::string& key : keys_of(before, after)) {
                if (key == "/Annots" || equality_.same(before.getKey(key), after.getKey(key))) continue;
                add(ChangeKind::Other, key == "/Contents" ? "The content of page " + number + " was changed."
                                                          : "Page " + number + " was changed (" + key.substr(1) + ").");
            }
            annotations(before.getKey("/Annots"), after.getKey("/Annots"), number);
        }
    }

    /// Fields are compared with the form; here only their places in the list count.
    void annotations(Handle before, Handle after, const std::string& page) {
        const std::vector<Handle> old_list = before.isArray() ? before.getArrayAsVector() : std::vector<Handle>{};
        const std::vector<Handle> list = after.isArray() ? after.getArrayAsVector() : std::vector<Handle>{};
        std::size_t kept = 0;
        for (const Handle& annotation : list) {
            if (kept < old_list.size() && is_same_place(old_list[kept], annotation)) {
                if (!field_of(annotation, after_)) one_annotation(old_list[kept], annotation, page);
                ++kept;
            } else if (!is_new_signature_field(annotation)) {
                add(ChangeKind::Annotation, "An annotation was added to page " + page + ".", {}, may_cover(annotation));
            } else if (lies_over(annotation, old_list)) {
                add(ChangeKind::SignatureField, "A signature field was added over another field of page " + page + ".",
                    field_of(annotation, after_)->name, true);
            }
        }
        if (kept < old_list.size()) add(ChangeKind::Annotation, "An annotation was removed from page " + page + ".", {}, true);
    }

    bool is_same_place(const Handle& before, const Handle& after) {
        if (before.isIndirect() != after.isIndirect()) return false;
        return before.isIndirect() ? before.getObjGen() == after.getObjGen() : equality_.same(before, after);
    }

    void one_annotation(Handle before, Handle after, const std::string& page) {
        const bool dictionaries = before.isDictionary() && after.isDictionary();
        const std::set<std::string> keys = dictionaries ? keys_of(before, after) : std::set<std::string>{};
        const auto same = [&](const std::string& key) { return equality_.same(before.getKey(key), after.getKey(key)); };
        if (dictionaries ? std::all_of(keys.begin(), keys.end(), same) : before.isNull() && after.isNull()) return;
        add(ChangeKind::Annotation, "An annotation on page " + page + " was changed.", {}, true);
    }

    static const FieldNode* field_of(const Handle& annotation, const Snapshot& snapshot) {
        return annotation.isIndirect() ? snapshot.field(annotation.getObjGen()) : nullptr;
    }

    [[nodiscard]] bool is_new_signature_field(const Handle& annotation) const {
        const FieldNode* field = field_of(annotation, after_);
        return field != nullptr && field->type == "/Sig" && before_.field(annotation.getObjGen()) == nullptr;
    }

    void form(Handle before, Handle after) {
        if (before.isNull() && after.isNull()) return;
        if (!(before.isNull() || before.isDictionary()) || !after.isDictionary()) {
            return add(ChangeKind::Other, "The form of the document was removed or replaced.");
        }
        if (before.isNull()) before = Handle::newDictionary();
        for (const std::string& key : keys_of(before, after)) {
            if (key == "/Fields" || may_change_in_form(key, before) || equality_.same(before.getKey(key), after.getKey(key)))
                continue;
            // The reader draws the fields anew from their values, which may say something else than what was shown.
            if (key == "/NeedAppearances") {
                Handle value = after.getKey(key);
                const bool on = value.isBool() && value.getBoolValue();
                if (on) add(ChangeKind::FormFill, "The reader was told to draw the form fields anew.");
                continue;
            }
            if (key == "/DR" && only_added(before.getKey(key), after.getKey(key))) continue;
            add(ChangeKind::Other, "The form of the document was changed (" + key.substr(1) + ").");
        }
        field_list(before.getKey("/Fields"), after.getKey("/Fields"));
        for (const FieldNode& field : before_.fields) {
            const FieldNode* now = after_.field(field.object.getObjGen());
            if (now == nullptr || now->name != field.name) {
                add(ChangeKind::Other, "The form field \"" + field.name + "\" was removed or renamed.", field.name);
            } else if (!equality_.untouched_with_all(field.object.getObjGen())) {
                for (LaterChange& c : compare_field(field, *now, equality_))
                    add(c.kind, std::move(c.sentence), std::move(c.field));
            }
        }
    }

    /// /DA and /Q only where there were none: they decide how a viewer draws a value that has no appearance.
    static bool may_change_in_form(const std::string& key, Handle before) {
        return key == "/SigFlags" || ((key == "/DA" || key == "/Q") && before.getKey(key).isNull());
    }

    /// Fonts may be added to the resources of the form; what is there stays.
    bool only_added(Handle before, Handle after) {
        if (before.isNull()) return true;
        if (!before.isDictionary() || !after.isDictionary()) return false;
        const auto kept = [&](const std::string& key) {
            Handle old_value = before.getKey(key);
            Handle value = after.getKey(key);
            if (equality_.same(old_value, value)) return true;
            if (!old_value.isDictionary() || !value.isDictionary()) return false;
            const std::set<std::string> names = old_value.getKeys();
            return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
                return equality_.same(old_value.getKey(name), value.getKey(name));
            });
        };
        const std::set<std::string> keys = before.getKeys();
        return std::all_of(keys.begin(), keys.end(), kept);
    }

    void field_list(Handle before, Handle after) {
        const int count = before.isArray() ? before.getArrayNItems() : 0;
        const int now = after.isArray() ? after.getArrayNItems() : 0;
        for (int i = 0; i < count; ++i) {
            if (i >= now || !is_same_place(before.getArrayItem(i), after.getArrayItem(i))) {
                return add(ChangeKind::Other, "The list of form fields was changed.");
            }
        }
        for (int i = count; i < now; ++i) {
            if (field_of(after.getArrayItem(i), after_) == nullptr)
                add(ChangeKind::Other, "The list of form fields was changed.");
        }
        for (const FieldNode& field : after_.fields) {
            if (before_.field(field.object.getObjGen()) == nullptr) new_field(field);
        }
    }

    void new_field(const FieldNode& field) {
        Handle object = field.object;
        Handle value = object.getKey("/V");
        if (field.type != "/Sig") {
            return add(ChangeKind::Other, "The form field \"" + field.name + "\" was added.", field.name);
        }
        if (is_time_stamp(value)) return add(ChangeKind::TimeStamp, "A document time-stamp was added.", field.name);
        add(ChangeKind::SignatureField, "The signature field \"" + field.name + "\" was added.", field.name);
        if (value.isDictionary()) add(ChangeKind::Signature, "The field \"" + field.name + "\" was signed.", field.name);
    }

    Snapshot& before_;
    Snapshot& after_;
    Equality equality_;
    std::vector<LaterChange> changes_;
};

}  // namespace

std::vector<LaterChange> compare(Snapshot& before, Snapshot& after, KnownObjects& known) {
    return Comparison(before, after, known).run();
}

}  // namespace quillport::pdf::revision
