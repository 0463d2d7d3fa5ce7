#include "quillport/pdf/increment.hpp"

#include <algorithm>
#include <charconv>
#include <exception>
#include <utility>

#include "appearances.hpp"
#include "field_values.hpp"
#include "increment_writer.hpp"
#include "ink.hpp"
#include "marks.hpp"
#include "plan_objects.hpp"
#include "syntax.hpp"

namespace quillport::pdf {
namespace {

using syntax::text_string;

std::string stream(const FormSource& form) {
    return "<< " + form.dictionary + " /Length " + std::to_string(form.content.size()) + " >>\nstream\n" + form.content +
           "\nendstream";
}

void make_read_only(Entries& entries) {
    const std::string& old = entries["/Ff"];
    int flags = 0;
    std::from_chars(old.data(), old.data() + old.size(), flags);
    entries["/Ff"] = std::to_string(flags | 1);
}

// Writes the fields of one act: new entries in `plan`, new objects in `sink`.
class FieldWriter {
  public:
    FieldWriter(SigningPlan& plan, const SigningAct& act, ObjectSink& sink) : plan_(plan), act_(act), sink_(sink) {}

    void write(PlannedField& field, bool must_renew) {
        if (!field.mirrors.empty()) return write_mark(field, must_renew);
        switch (field.type) {
            case FieldType::Checkbox:
            case FieldType::Radio:
                return write_box(field, must_renew);
            case FieldType::Signature:
                return drawn(field, sheet_.add_signature(field, act_));
            case FieldType::Initials:
                return drawn(field, sheet_.add_initials(field, act_));
            case FieldType::Seal:
            case FieldType::Approve:
            case FieldType::Stamp:
            case FieldType::Image:
                return write_picture(field, must_renew);
            default:
                return write_text(field, must_renew);
        }
    }

    void finish() { sheet_.finish(); }

  private:
    void drawn(PlannedField& field, int form) {
        set_appearance(field, form);
        done(field);
    }
    void done(PlannedField& field) {
        if (!field.carries_signature && field.owner == act_.owner) make_read_only(field.entries);
        plan_.unwritten.insert(field.object);
    }
    void set_appearance(PlannedField& field, int object) {
        Entries& widget = field.widget != 0 ? field.widget_entries : field.entries;
        widget["/AP"] = "<< /N " + syntax::reference(object) + " >>";
        if (field.widget != 0) plan_.unwritten.insert(field.widget);
    }

    void renew_empty(PlannedField& field) {
        if (empty_ == 0) empty_ = sink_.add(stream({"/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << >>", ""}));
        set_appearance(field, empty_);
        done(field);
    }

    // A locked box needs a states dictionary of this revision, ticked or not: strict validators compare its age with the lock's.
    void write_box(PlannedField& field, bool must_renew) {
        const bool ticked = value_of(field, act_) == "yes";
        if (!ticked && !must_renew) return;
        const bool round = field.type == FieldType::Radio;
        const auto state = [&](bool on) {
            return syntax::reference(sink_.add(stream(box_appearance(field.box, field.rotation, round, on))));
        };
        const std::string off = state(false), yes = state(true);
        set_appearance(field, sink_.add("<< /Off " + off + " /Yes " + yes + " >>"));
        field.entries["/V"] = field.entries["/AS"] = ticked ? "/Yes" : "/Off";
        done(field);
    }

    void write_mark(PlannedField& field, bool must_renew) {
        const PlannedField* box = plan_.find(field.mirrors);
        const bool ticked = box != nullptr && value_of(*box, act_) == "yes";
        if (!ticked && !must_renew) return;
        const bool round = box != nullptr && box->type == FieldType::Radio;
        set_appearance(field, sink_.add(stream(box_appearance(field.box, field.rotation, round, ticked))));
        done(field);
    }

    void write_picture(PlannedField& field, bool must_renew) {
        const auto picture = act_.pictures.find(field.name);
        if (picture != act_.pictures.end() && !picture->second.rgba.empty()) {
            return drawn(field, sheet_.add_picture(field, picture->second));
        }
        if (field.type != FieldType::Image && must_renew) {
            return drawn(field, sheet_.add_statement(field, act_));
        }
        if (must_renew) renew_empty(field);
    }

    void write_text(PlannedField& field, bool must_renew) {
        const std::optional<std::string> value = value_of(field, act_);
        if (!value) {
            if (must_renew) renew_empty(field);
            return;
        }
        if (field.type == FieldType::Qr) {  // a picture field: a button has no /V
            return drawn(field, sheet_.add_qr(field, *value));
        }
        field.entries["/V"] = text_string(field.type == FieldType::Dropdown ? exported(field, *value) : *value);
        drawn(field, sheet_.add_text(field, *value));
    }

    SigningPlan& plan_;
    const SigningAct& act_;
    ObjectSink& sink_;
    AppearanceSheet sheet_{sink_};
    int empty_ = 0;
};

Result<void> check(const SigningPlan& plan, const SigningAct& act) {
    if (!is_hole(act.hole)) return Error{ErrorCode::InvalidInput, "no room for the signature", {}};
    if (plan.signature_of(act.owner) == nullptr)
        return Error{ErrorCode::InvalidInput, "nobody of this name signs here", act.owner};
    if (plan.has_signed(act.owner)) return Error{ErrorCode::Conflict, "this owner has signed already", act.owner};
    if (plan.signature_of(act.owner)->certify != 0 &&
        std::any_of(plan.fields.begin(), plan.fields.end(),
                    [&](const PlannedField& f) { return f.carries_signature && f.entries.contains("/V"); })) {
        return Error{ErrorCode::Conflict, "a certification comes before every signature", {}};
    }
    const bool drawable =
        is_drawable(act.image) && is_drawable(act.initials) && is_drawable(act.look.logo) &&
        std::all_of(act.pictures.begin(), act.pictures.end(), [](const auto& p) { return is_drawable(p.second); });
    if (!drawable) return Error{ErrorCode::InvalidInput, "ink or picture cannot be drawn", {}};
    std::vector<const PlannedField*> own;
    for (const PlannedField& field : plan.fields) {
        if (field.owner == act.owner && field.mirrors.empty()) own.push_back(&field);
    }
    return check_names(own, act);
}

// ISO 32000-1 tables 252 to 256. A lock names exactly what the field's /Lock names.
std::string signature_entries(const SigningPlan& plan, const SigningAct& act, const PlannedField& field) {
    std::string out = " /M " + text_string(to_pdf_date(act.when));
    if (!act.signer_name.empty()) out += " /Name " + text_string(act.signer_name);
    if (!act.reason.empty()) out += " /Reason " + text_string(act.reason);
    std::string references;
    if (field.certify != 0) {
        references += " << /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /V /1.2 /P " +
                      std::to_string(field.certify) + " >> >>";
    }
    if (!field.lock.empty()) {
        references += " << /Type /SigRef /TransformMethod /FieldMDP /Data " + reference_in(plan, plan.catalog_object) +
                      " /TransformParams << /Type /TransformParams /V /1.2 " + field.lock + " >> >>";
    }
    return references.empty() ? out : out + " /Reference [" + references + " ]";
}

// What stands in a recipient's field before he acts. It is seen from the certification on; he may change it.
bool has_printed_value(const SigningPlan& plan, const PlannedField& field) {
    if (field.owner.empty()) return false;
    const PlannedField* box = field.mirrors.empty() ? &field : plan.find(field.mirrors);
    return box != nullptr && is_filled_by_hand(box->type) && !box->value.empty();
}

void write_fields(SigningPlan& plan, const SigningAct& act, ObjectSink& sink, int signature) {
    FieldWriter writer(plan, act, sink);
    for (PlannedField& field : plan.fields) {
        if (act.owner.empty() && has_printed_value(plan, field)) writer.write(field, false);
        if (field.owner != act.owner) continue;
        if (!field.carries_signature) {
            writer.write(field, !act.owner.empty());
            continue;
        }
        field.entries["/V"] = syntax::reference(signature);
        plan.unwritten.insert(field.object);
        if (!field.box.empty()) writer.write(field, true);
    }
    writer.finish();
}

PendingIncrement built(SigningPlan plan, const SigningAct& act) {
    ObjectSink sink(plan.next_object);
    const PlannedField& field = *plan.signature_of(act.owner);
    SignatureSlot signature;
    signature.object = sink.reserve();
    signature.head = "/Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached";
    signature.hole = act.hole;
    signature.digest = act.digest;
    signature.entries = signature_entries(plan, act, field);
    const bool certifies = field.certify != 0;
    write_fields(plan, act, sink, signature.object);
    if (certifies) {
        plan.catalog["/Perms"] = "<< /DocMDP " + syntax::reference(signature.object) + " >>";
        plan.certified = true;
        plan.unwritten.insert(plan.catalog_object);
    }
    return write_increment(std::move(plan), sink, signature);
}

}  // namespace

Result<PendingIncrement> build_increment(const SigningPlan& plan, const SigningAct& act) {
    if (auto checked = check(plan, act); !checked) return std::move(checked).error();
    try {
        return built(plan, act);
    } catch (const std::exception& problem) {
        return Error{ErrorCode::Internal, std::string("an appearance could not be drawn: ") + problem.what(), {}};
    }
}

Result<PendingIncrement> build_increment(BytesView original, const SigningPlan& plan, const SigningAct& act) {
    if (static_cast<std::int64_t>(original.size()) != plan.file_size)
        return Error{ErrorCode::Conflict, "the plan is of another file", {}};
    auto increment = build_increment(plan, act);
    if (!increment.ok()) return increment;
    runtime::DigestStream digest(act.digest);
    digest.update(original);
    if (auto hashed = increment.value().finish_digest(std::move(digest)); !hashed) return std::move(hashed).error();
    return increment;
}

}  // namespace quillport::pdf
