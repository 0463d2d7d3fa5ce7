#include "quillport/pdf/foreign_plan.hpp"

#include <cmath>
#include <exception>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "document_parts.hpp"
#include "foreign_file.hpp"
#include "foreign_form.hpp"
#include "locked_appearances.hpp"
#include "numbers.hpp"
#include "plan_objects.hpp"
#include "plan_reader.hpp"
#include "syntax.hpp"

namespace quillport::pdf {
namespace {

using Handle = QPDFObjectHandle;

Error invalid(std::string what, std::string detail = {}) { return {ErrorCode::InvalidInput, std::move(what), std::move(detail)}; }
Error forbidden(std::string why, const char* detail) {
    return {ErrorCode::Forbidden, std::move(why) + "; sign it detached", detail};
}
Error damaged() { return {ErrorCode::Unsupported, "the file's form or pages are not as they must be", "damaged"}; }

Error defect_error(const ForeignFile& file) {
    if (file.is_signed) {
        return {ErrorCode::Unsupported, "the file is signed and must not be rewritten, but nothing can be added as it is",
                "signed_" + file.defect};
    }
    return {ErrorCode::PreconditionFailed, "the file must be rewritten before it is signed", file.defect};
}

Result<void> check(const NewSignature& wish) {
    const Rect& b = wish.box;
    if (!std::isfinite(b.x0 + b.y0 + b.x1 + b.y1)) return invalid("the field's box is impossible");
    if (wish.certify < 0 || wish.certify > 3) return invalid("a certification allows 1, 2 or 3");
    if (!wish.lock) return {};
    const bool all = wish.lock->action == FieldLock::Action::All;
    if (all != wish.lock->fields.empty()) return invalid("a lock names fields or locks all");
    return {};
}

std::string lock_source(const FieldLock& lock) {
    constexpr std::string_view kActions[] = {"/All", "/Include", "/Exclude"};
    std::string out = "/Action " + std::string(kActions[static_cast<std::size_t>(lock.action)]);
    if (lock.fields.empty()) return out;
    out += " /Fields [";
    for (const std::string& field : lock.fields) out += (out.back() == '[' ? "" : " ") + syntax::text_string(field);
    return out + "]";
}

// The plan of one document for one signature.
class Planner {
  public:
    Planner(QPDF& qpdf, BytesView pdf, bool is_signed)
        : qpdf_(qpdf), form_(read_foreign_form(qpdf)), pages_(QPDFPageDocumentHelper(qpdf).getAllPages()), is_signed_(is_signed) {
        read_plan_frame(qpdf, pdf, plan_);
        first_new_ = plan_.next_object;
        plan_.encryption = encryption_of(qpdf);
        plan_.certified = form_.permissions.certified;
        read_plan_page(pages_.at(0).getObjectHandle(), plan_);
    }

    Result<void> add(const NewSignature& wish) {
        if (auto allowed = check_document(wish); !allowed) return allowed;
        const auto existing = form_.fields.find(wish.field);
        auto made = wish.field.empty() || existing == form_.fields.end() ? make_field(wish) : take_field(wish, existing->second);
        if (!made) return made;
        PlannedField& field = plan_.fields.back();
        field.owner = wish.owner;
        field.type = FieldType::Signature;
        field.carries_signature = true;
        field.certify = wish.certify;
        if (!field.lock.empty()) renew_locked(Handle::parse("<< " + field.lock + " >>"));
        return {};
    }

    [[nodiscard]] SigningPlan&& take() noexcept { return std::move(plan_); }

    /// Every object that increments will write again stands in the file: libqpdf makes objects of its own where a page tree is
    /// none, and their numbers mean nothing to other readers.
    [[nodiscard]] bool is_sound() {
        const auto table = qpdf_.getXRefTable();
        const auto stands = [&](int object) {
            const auto generation = plan_.generations.find(object);
            const int number = generation == plan_.generations.end() ? 0 : generation->second;
            return object == 0 || object >= first_new_ || table.contains(QPDFObjGen(object, number));
        };
        bool sound = plan_.catalog_object != 0 && plan_.page.object != 0;
        for (const int object : {plan_.catalog_object, plan_.form.object, plan_.form_fields.object, plan_.page.object,
                                 plan_.annotations.object, plan_.dss.object})
            sound = sound && stands(object);
        for (const PlannedField& field : plan_.fields) sound = sound && stands(field.object) && stands(field.widget);
        for (const auto& [id, entry] : table) sound = sound && id.getObj() < first_new_;
        return sound && !qpdf_.anyWarnings();
    }

  private:
    Result<void> check_document(const NewSignature& wish) const {
        const Permissions& permissions = form_.permissions;
        if (is_signed_ && permissions.level < 2)
            return forbidden("the document is certified as final: nothing may be signed in it any more", "final");
        if (is_signed_ && wish.certify != 0) return forbidden("a certification comes before every signature", "signed");
        if (!wish.lock) return {};
        for (const std::string& name : wish.lock->fields) {
            if (!form_.fields.contains(name)) return invalid("the lock names a field that is not there", name);
        }
        return {};
    }

    // Table 22 of ISO 32000-1: bits 6 and 4 for new fields, bit 9 or 6 for those that are there.
    Result<void> check_password(bool new_field) const {
        if (!qpdf_.isEncrypted() || qpdf_.ownerPasswordMatched()) return {};
        const bool allowed = new_field ? qpdf_.allowModifyAnnotation() && qpdf_.allowModifyOther() : qpdf_.allowModifyForm();
        if (allowed) return {};
        return forbidden("only the owner's password allows to sign this document", "permissions");
    }

    void use_page(QPDFPageObjectHelper& page) {
        if (page.getObjectHandle().getObjectID() != plan_.page.object) read_plan_page(page.getObjectHandle(), plan_);
    }

    Result<void> make_field(const NewSignature& wish) {
        if (form_.permissions.certified)
            return forbidden("the document is certified and gets no new field; sign in an empty field of it", "certified");
        if (auto allowed = check_password(true); !allowed) return allowed;
        if (wish.field.find('.') != std::string::npos) return invalid("the name of a new field has a dot");
        if (wish.page < 1 || static_cast<std::size_t>(wish.page) > pages_.size()) return invalid("there is no such page");
        QPDFPageObjectHelper& page = pages_[static_cast<std::size_t>(wish.page - 1)];
        use_page(page);
        ObjectSink sink(plan_.next_object);
        PlannedField& field = plan_.fields.emplace_back();
        field.name = wish.field.empty() ? free_name() : wish.field;
        field.object = sink.reserve();
        if (!wish.box.empty()) {
            const PageFrame frame = frame_of(page);
            field.box = image_of(wish.box, inverse(frame.to_displayed));
            field.rotation = frame.rotation;
        }
        field.entries = {{"/Type", "/Annot"},
                         {"/Subtype", "/Widget"},
                         {"/FT", "/Sig"},
                         {"/F", wish.box.empty() ? "132" : "4"},
                         {"/T", syntax::text_string(field.name)},
                         {"/P", reference_in(plan_, plan_.page.object)},
                         {"/Rect", syntax::rectangle(field.box)}};
        if (field.rotation != 0) field.entries["/MK"] = "<< /R " + std::to_string(field.rotation) + " >>";
        if (wish.lock) lock(field, *wish.lock);
        plan_.unwritten.insert(field.object);
        list_field(plan_, sink, field.object);
        plan_.next_object = sink.next_object();
        return {};
    }

    static void lock(PlannedField& field, const FieldLock& lock) {
        field.lock = lock_source(lock);
        field.entries["/Lock"] = "<< /Type /SigFieldLock " + field.lock + " >>";
    }

    Result<void> take_field(const NewSignature& wish, ForeignField existing) {
        if (existing.type != "/Sig") return Error{ErrorCode::Conflict, "the field is not for a signature", wish.field};
        if (!existing.object.getKey("/V").isNull()) return Error{ErrorCode::Conflict, "the field is signed already", wish.field};
        if (!existing.object.isIndirect()) return damaged();
        if (is_signed_ && form_.permissions.locks_field(wish.field))
            return forbidden("an earlier signature locks this field", "locked");
        if (auto allowed = check_password(false); !allowed) return allowed;
        PlannedField& field = plan_.fields.emplace_back();
        field.name = wish.field;
        field.object = existing.object.getObjectID();
        remember_generation(existing.object);
        field.entries = entries_of(existing.object);
        field.lock = lock_parameters(existing.object.getKey("/Lock"));
        if (auto locked = lock_existing(field, wish); !locked) return locked;
        if (existing.widget.isDictionary()) place(field, existing);
        return {};
    }

    // A lock that is there already stays; a signed document gets none, since that would change the field's dictionary.
    Result<void> lock_existing(PlannedField& field, const NewSignature& wish) const {
        if (!wish.lock) return {};
        if (is_signed_) return forbidden("the document is signed and its fields get no lock any more", "locked");
        if (!field.lock.empty()) return Error{ErrorCode::Conflict, "the field has a lock of its own", wish.field};
        lock(field, *wish.lock);
        return {};
    }

    // What an earlier signature locked is not touched, nor, once somebody has signed, a widget that is a dictionary of its own:
    // strict validators take any change of one for damage.
    void renew_locked(const Handle& lock) {
        for (const auto& [name, field] : form_.fields) {
            if (field.type == "/Sig" || !lock_covers(lock, name) || (is_signed_ && form_.permissions.locks_field(name))) continue;
            for (const Handle& widget : field.widgets) {
                const bool merged = widget.getObjGen() == field.object.getObjGen();
                if (merged || !is_signed_) renew_appearance(widget, plan_);
            }
        }
    }

    void place(PlannedField& field, ForeignField& existing) {
        Handle widget = existing.widget;
        if (widget.isIndirect() && widget.getObjGen() != existing.object.getObjGen()) {
            field.widget = widget.getObjectID();
            remember_generation(widget);
            field.widget_entries = entries_of(widget);
        } else if (!widget.isIndirect()) {
            return;
        }
        double v[4];
        if (numbers_of(widget.getKey("/Rect"), 4, v))
            field.box = {std::min(v[0], v[2]), std::min(v[1], v[3]), std::max(v[0], v[2]), std::max(v[1], v[3])};
        for (QPDFPageObjectHelper& page : pages_) {
            if (!lists(page, widget)) continue;
            use_page(page);
            field.rotation = frame_of(page).rotation;
            return;
        }
        field.box = {};  // nobody sees it
    }

    static bool lists(QPDFPageObjectHelper& page, const Handle& widget) {
        Handle annotations = page.getObjectHandle().getKey("/Annots");
        const int count = annotations.isArray() ? annotations.getArrayNItems() : 0;
        for (int i = 0; i < count; ++i) {
            if (annotations.getArrayItem(i).getObjGen() == widget.getObjGen()) return true;
        }
        return false;
    }

    void remember_generation(Handle object) {
        if (object.getGeneration() != 0) plan_.generations[object.getObjectID()] = object.getGeneration();
    }

    [[nodiscard]] std::string free_name() const {
        for (int n = 1;; ++n) {
            std::string name = "Signature" + std::to_string(n);
            if (!form_.fields.contains(name)) return name;
        }
    }

    QPDF& qpdf_;
    ForeignForm form_;
    std::vector<QPDFPageObjectHelper> pages_;
    bool is_signed_;
    SigningPlan plan_;
    int first_new_ = 0;
};

}  // namespace

Result<SigningPlan> plan_foreign(BytesView pdf, const std::optional<NewSignature>& signature, const std::string& password) {
    if (signature) {
        if (auto checked = check(*signature); !checked) return std::move(checked).error();
    }
    auto file = open_foreign(pdf, password);
    if (!file.ok()) return std::move(file).error();
    if (!file.value().defect.empty()) return defect_error(file.value());
    try {
        Planner planner(*file.value().qpdf, pdf, file.value().is_signed);
        if (signature) {
            if (auto added = planner.add(*signature); !added) return std::move(added).error();
        }
        if (!planner.is_sound()) return damaged();
        return planner.take();
    } catch (const std::exception&) {
        return damaged();
    }
}

}  // namespace quillport::pdf
