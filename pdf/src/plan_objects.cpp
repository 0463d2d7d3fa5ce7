#include "plan_objects.hpp"

#include "syntax.hpp"

namespace quillport::pdf {
namespace {

std::string source_of(const SigningPlan& plan, const PlannedArray& array) {
    return array.object != 0 ? reference_in(plan, array.object) : "[" + array.items + "]";
}

bool exists(const PlannedArray& array) noexcept { return array.object != 0 || !array.items.empty(); }

std::string form_source(const SigningPlan& plan) {
    Entries entries = plan.form.entries;
    entries["/Fields"] = source_of(plan, plan.form_fields);
    return dictionary_source(entries);
}

std::string page_source(const SigningPlan& plan) {
    Entries entries = plan.page.entries;
    if (exists(plan.annotations)) entries["/Annots"] = source_of(plan, plan.annotations);
    return dictionary_source(entries);
}

// ISO 32000-2 table 261. A list that holds nothing is left out.
std::string dss_source(const SigningPlan& plan) {
    Entries entries = plan.dss.entries;
    const auto add = [&](const char* key, ValidationKind kind) {
        std::string list;
        for (const PlannedValidation& stored : plan.validation) {
            if (stored.kind == kind) list += (list.empty() ? "" : " ") + stored.reference;
        }
        if (!list.empty()) entries[key] = "[" + list + "]";
    };
    add("/Certs", ValidationKind::Certificate);
    add("/OCSPs", ValidationKind::OcspResponse);
    add("/CRLs", ValidationKind::Crl);
    return dictionary_source(entries);
}

bool has_form(const SigningPlan& plan) noexcept {
    return plan.form.object != 0 || !plan.form.entries.empty() || exists(plan.form_fields);
}

bool has_dss(const SigningPlan& plan) noexcept {
    return plan.dss.object != 0 || !plan.dss.entries.empty() || !plan.validation.empty();
}

std::string catalog_source(const SigningPlan& plan) {
    Entries entries = plan.catalog;
    if (plan.form.object == 0 && has_form(plan)) entries["/AcroForm"] = form_source(plan);
    if (plan.dss.object == 0 && has_dss(plan)) entries["/DSS"] = dss_source(plan);
    return dictionary_source(entries);
}

void append_item(PlannedArray& array, const std::string& item) {
    if (!array.items.empty()) array.items += ' ';
    array.items += item;
}

}  // namespace

std::string dictionary_source(const Entries& entries) {
    std::size_t size = 8;
    for (const auto& [key, value] : entries) size += key.size() + value.size() + 2;
    std::string out;
    out.reserve(size);
    out += "<<";
    for (const auto& [key, value] : entries) {
        out += ' ';
        out += key;
        out += ' ';
        out += value;
    }
    out += " >>";
    return out;
}

std::string reference_in(const SigningPlan& plan, int object) {
    const auto at = plan.generations.find(object);
    if (at == plan.generations.end()) return syntax::reference(object);
    return std::to_string(object) + " " + std::to_string(at->second) + " R";
}

std::string source_in(const SigningPlan& plan, int object) {
    if (object == 0) return {};
    if (object == plan.catalog_object) return catalog_source(plan);
    if (object == plan.form.object) return form_source(plan);
    if (object == plan.form_fields.object) return "[" + plan.form_fields.items + "]";
    if (object == plan.page.object) return page_source(plan);
    if (object == plan.annotations.object) return "[" + plan.annotations.items + "]";
    if (object == plan.dss.object) return dss_source(plan);
    for (const PlannedField& field : plan.fields) {
        if (object == field.object) return dictionary_source(field.entries);
        if (object == field.widget) return dictionary_source(field.widget_entries);
    }
    return {};
}

int holder_of(const SigningPlan& plan, const PlannedDictionary& dictionary) noexcept {
    return dictionary.object != 0 ? dictionary.object : plan.catalog_object;
}

void list_field(SigningPlan& plan, ObjectSink& sink, int object) {
    if (!has_form(plan)) {
        plan.form.object = sink.reserve();
        plan.catalog["/AcroForm"] = syntax::reference(plan.form.object);
        plan.unwritten.insert({plan.form.object, plan.catalog_object});
    }
    // §12.7.2, table 219: signatures exist, append only. After a certification it would be a change that nothing allows.
    std::string& flags = plan.form.entries["/SigFlags"];
    if (flags != "3" && !plan.certified) {
        flags = "3";
        plan.unwritten.insert(holder_of(plan, plan.form));
    }
    if (flags.empty()) plan.form.entries.erase("/SigFlags");
    append_item(plan.form_fields, syntax::reference(object));
    plan.unwritten.insert(plan.form_fields.object != 0 ? plan.form_fields.object : holder_of(plan, plan.form));
    append_item(plan.annotations, syntax::reference(object));
    plan.unwritten.insert(plan.annotations.object != 0 ? plan.annotations.object : plan.page.object);
}

void write_changes(SigningPlan& plan, ObjectSink& sink) {
    for (const int object : plan.unwritten) sink.set(object, source_in(plan, object));
    plan.unwritten.clear();
    for (const auto& [object, source] : plan.ready) sink.set(object, source);
    plan.ready.clear();
}

}  // namespace quillport::pdf
