#include "field_builder.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "document_rules.hpp"
#include "field_values.hpp"
#include "marks.hpp"
#include "syntax.hpp"

namespace quillport::pdf {
namespace {

using Handle = QPDFObjectHandle;
using syntax::number;
using syntax::text_string;

// ISO 32000-1 tables 221, 226, 228, 230.
constexpr int kReadOnly = 1, kRequired = 2, kMultiline = 1 << 12, kPushbutton = 1 << 16, kCombo = 1 << 17, kComb = 1 << 24;

std::string attribute(const Field& field, const std::string& key) {
    const auto at = field.attributes.find(key);
    return at == field.attributes.end() ? std::string() : at->second;
}

// What a reader shows, with what the form hands on where that differs (ISO 32000-1 table 231, Opt).
std::string choices(const Field& field) {
    const std::vector<std::string> shown = split_options(attribute(field, "options")),
                                   exported = split_options(attribute(field, "exports"));
    std::string out = "[";
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const bool pair = exported.size() == shown.size() && exported[i] != shown[i];
        out += pair ? "[" + text_string(exported[i]) + text_string(shown[i]) + "]" : text_string(shown[i]);
    }
    return out + "]";
}

std::string flags(int bits) { return bits == 0 ? std::string() : " /Ff " + std::to_string(bits); }

bool is_picture(FieldType type) {
    switch (type) {
        case FieldType::Signature:
        case FieldType::Initials:
        case FieldType::Stamp:
        case FieldType::Seal:
        case FieldType::Image:
        case FieldType::Approve:
        case FieldType::Qr:
            return true;
        default:
            return false;
    }
}

std::string alignment(const Field& field) {
    const std::string where = attribute(field, "align");
    return where == "center" ? " /Q 1" : where == "right" ? " /Q 2" : "";
}

std::string longest(const Field& field) {
    const std::string text = attribute(field, "maxlength");
    int length = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
    if (error != std::errc{} || end != text.data() + text.size() || length <= 0) return {};
    return " /MaxLen " + std::to_string(length);
}

}  // namespace

FieldBuilder::FieldBuilder(DocumentParts& document) : pdf_(document.qpdf), pages_(document.pages) {
    form_ = pdf_.makeIndirectObject(Handle::newDictionary());
    make_fonts();
    empty_ = form_object("/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << >>", "");
}

Handle FieldBuilder::parsed(const std::string& source) { return Handle::parse(&pdf_, source); }

Handle FieldBuilder::form_object(const std::string& dictionary, const std::string& content) {
    Handle stream = Handle::newStream(&pdf_, content);
    stream.replaceDict(parsed("<< " + dictionary + " >>"));
    return stream;
}

void FieldBuilder::make_fonts() {
    fonts_ = pdf_.makeIndirectObject(Handle::newDictionary());
    const auto standard = [&](const std::string& key, const std::string& rest) {
        fonts_.replaceKey(key, pdf_.makeIndirectObject(parsed("<< /Type /Font /Subtype /Type1 " + rest + " >>")));
    };
    standard("/Helv", "/BaseFont /Helvetica /Encoding /WinAnsiEncoding");
    standard("/ZaDb", "/BaseFont /ZapfDingbats");
    Handle resources = Handle::newDictionary();
    resources.replaceKey("/Font", fonts_);
    form_.replaceKey("/DR", resources);
}

std::string FieldBuilder::box_states(const PlannedField& plan, bool round) {
    const auto state = [&](bool ticked) {
        const FormSource form = box_appearance(plan.box, plan.rotation, round, ticked);
        return form_object(form.dictionary, form.content).unparse();
    };
    return pdf_.makeIndirectObject(parsed("<< /Off " + state(false) + " /Yes " + state(true) + " >>")).unparse();
}

std::string FieldBuilder::typed_entries(const Field& field, const PlannedField& plan) {
    int bits = (field.readonly ? kReadOnly : 0) | (field.required && is_filled_by_hand(field.type) ? kRequired : 0);
    const std::string turn = plan.rotation == 0 ? "" : " /R " + std::to_string(plan.rotation);
    if (field.type == FieldType::Checkbox || field.type == FieldType::Radio) {
        const bool round = field.type == FieldType::Radio;
        return " /FT /Btn /DA (/ZaDb 0 Tf 0.063 0.125 0.31 rg) /V /Off /AS /Off /MK << /CA (" + std::string(round ? "l" : "4") +
               ")" + turn + " >> /AP << /N " + box_states(plan, round) + " >>" + flags(bits);
    }
    if (is_picture(field.type)) {
        return " /FT /Btn" + flags(kPushbutton | kReadOnly) + (turn.empty() ? "" : " /MK <<" + turn + " >>") + " /AP << /N " +
               empty_.unparse() + " >>";
    }
    std::string out = " /DA (/Helv " + number(plan.font_size) + " Tf 0.063 0.125 0.31 rg)" + alignment(field);
    if (!turn.empty()) out += " /MK <<" + turn + " >>";
    if (field.type == FieldType::Dropdown) {
        out += " /FT /Ch /Opt " + choices(field);
        bits |= kCombo;
    } else {
        out += " /FT /Tx" + longest(field);
        if (field.type == FieldType::Multiline) bits |= kMultiline;
        if (!attribute(field, "comb").empty() && !longest(field).empty()) bits |= kComb;
    }
    return out + " /AP << /N " + empty_.unparse() + " >>" + flags(bits);
}

std::string FieldBuilder::widget_entries(const Field& field, const PlannedField& plan, bool carries_signature) {
    std::string out = "<< /Type /Annot /Subtype /Widget /F 4 /T " + text_string(field.name) + " /TU " +
                      text_string(field.label.empty() ? std::string(name_of(field.type)) : field.label) + " /Rect " +
                      syntax::rectangle(plan.box);
    if (!carries_signature) return out + typed_entries(field, plan) + " >>";
    if (plan.rotation != 0) out += " /MK << /R " + std::to_string(plan.rotation) + " >>";
    return out + " /FT /Sig /AP << /N " + empty_.unparse() + " >> >>";
}

PlannedField FieldBuilder::planned(const Field& field) const {
    const PageFrame& frame = pages_.at(static_cast<std::size_t>(field.page - 1));
    const double unit = std::sqrt(std::abs(frame.to_displayed.determinant()));
    PlannedField plan;
    plan.name = field.name;
    plan.type = field.type;
    plan.owner = field.role;
    plan.box = image_of(field.box, inverse(frame.to_displayed));
    plan.rotation = (((frame.rotation + field.rotation) % 360) + 360) % 360 / 90 * 90;
    plan.font_size = field.font_size / unit;
    return plan;
}

void FieldBuilder::add(const Field& field, bool carries_signature, Handle old) {
    PlannedField plan = planned(field);
    plan.carries_signature = carries_signature;
    plan.value = field.value;
    plan.attributes = field.attributes;
    Handle widget = parsed(widget_entries(field, plan, carries_signature));
    if (old.isDictionary() && is_annotation(old)) {
        if (old.getKey("/StructParent").isInteger()) widget.replaceKey("/StructParent", old.getKey("/StructParent"));
        pdf_.replaceObject(old.getObjGen(), widget);
        widget = pdf_.getObjectByObjGen(old.getObjGen());
    } else {
        widget = pdf_.makeIndirectObject(widget);
    }
    place(static_cast<std::size_t>(field.page - 1), widget, std::move(plan));
}

void FieldBuilder::add_mark(const Field& field, const std::string& name) {
    PlannedField plan = planned(field);
    const FormSource form = box_appearance(plan.box, plan.rotation, field.type == FieldType::Radio, false);
    plan.name = name;
    plan.type = FieldType::Stamp;
    plan.mirrors = field.name;
    Handle widget = pdf_.makeIndirectObject(
        parsed("<< /Type /Annot /Subtype /Widget /FT /Btn /F 4" + flags(kPushbutton | kReadOnly) + " /T " + text_string(name) +
               " /TU " + text_string(field.label.empty() ? field.name : field.label) + " /Rect " + syntax::rectangle(plan.box) +
               (plan.rotation == 0 ? "" : " /MK << /R " + std::to_string(plan.rotation) + " >>") + " /AP << /N " +
               form_object(form.dictionary, form.content).unparse() + " >> >>"));
    place(static_cast<std::size_t>(field.page - 1), widget, std::move(plan));
}

void FieldBuilder::add_invisible(const std::string& name, const std::string& owner, const std::string& label) {
    PlannedField plan;
    plan.name = name;
    plan.type = owner.empty() ? FieldType::Seal : FieldType::Signature;
    plan.owner = owner;
    plan.carries_signature = true;
    Handle widget = pdf_.makeIndirectObject(parsed("<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /Rect [0 0 0 0] /T " +
                                                   text_string(name) + " /TU " + text_string(label) + " >>"));
    place(0, widget, std::move(plan));
}

void FieldBuilder::place(std::size_t page, Handle widget, PlannedField plan) {
    widget.replaceKey("/P", pages_.at(page).page);
    annotations_[page].push_back(widget);
    made_.push_back({std::move(plan), widget});
}

void FieldBuilder::lock_owners() {
    for (Made& signature : made_) {
        if (!signature.plan.carries_signature || signature.plan.owner.empty()) continue;
        std::string names;
        for (const Made& other : made_) {
            if (other.plan.owner == signature.plan.owner && !other.plan.carries_signature)
                names += " " + text_string(other.plan.name);
        }
        if (names.empty()) continue;
        signature.handle.replaceKey("/Lock", parsed("<< /Type /SigFieldLock /Action /Include /Fields [" + names + " ] >>"));
    }
}

Handle FieldBuilder::finish() {
    Handle fields = Handle::newArray();
    for (const Made& field : made_) fields.appendItem(field.handle);
    form_.replaceKey("/Fields", fields);
    form_.replaceKey("/SigFlags", Handle::newInteger(3));
    form_.replaceKey("/DA", Handle::newString("/Helv 0 Tf 0 g"));
    pdf_.getRoot().replaceKey("/AcroForm", form_);
    for (auto& [page, widgets] : annotations_) {
        Handle target = pages_.at(page).page;
        // An array of its own: two pages may share the old one.
        Handle list = target.getKey("/Annots").isArray() ? target.getKey("/Annots").shallowCopy() : Handle::newArray();
        for (const Handle& widget : widgets) list.appendItem(widget);
        target.replaceKey("/Annots", pdf_.makeIndirectObject(list));
    }
    return fonts_;
}

}  // namespace quillport::pdf
