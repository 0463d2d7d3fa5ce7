#include "quillport/pdf/prepare.hpp"

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "document_parts.hpp"
#include "document_rules.hpp"
#include "field_builder.hpp"
#include "plan_reader.hpp"
#include "quillport/pdf/document.hpp"
#include "quillport/pdf/form_fields.hpp"

namespace quillport::pdf {
namespace {

using Handle = QPDFObjectHandle;

constexpr const char* kCertification = "quillport_certification";
constexpr int kFillAndSign = 2;  // /P of DocMDP

Error invalid(std::string what) { return Error{ErrorCode::InvalidInput, std::move(what), {}}; }
Error unsupported(std::string detail) { return Error{ErrorCode::Unsupported, "document cannot be prepared", std::move(detail)}; }

Result<void> check(const std::vector<Field>& fields, const std::vector<std::string>& roles, std::size_t pages) {
    const std::set<std::string> known(roles.begin(), roles.end());
    if (known.size() != roles.size() || known.contains("")) return invalid("roles must be distinct and not empty");
    std::set<std::string> names;
    for (const Field& field : fields) {
        if (field.name.empty() || field.name.find('.') != std::string::npos)
            return invalid("a field's name is empty or has a dot");
        if (!names.insert(field.name).second) return invalid("two fields have one name");
        if (!field.role.empty() && !known.contains(field.role)) return invalid("a field belongs to no role");
        if (field.page < 1 || static_cast<std::size_t>(field.page) > pages) return invalid("a field lies on no page");
        const Rect& b = field.box;
        if (b.empty() || !std::isfinite(b.x0 + b.y0 + b.x1 + b.y1)) return invalid("a field's box is empty");
        if (field.rotation % 90 != 0 || !(field.font_size > 0)) return invalid("a field's direction or font size is impossible");
    }
    return {};
}

// A recipient signs in his last signature tag; a seal counts as one for the organisation's role.
std::set<std::string> signing_fields(const std::vector<Field>& fields) {
    std::map<std::string, const Field*> last;
    for (const Field& field : fields) {
        if (field.role.empty() || (field.type != FieldType::Signature && field.type != FieldType::Seal)) continue;
        const Field*& best = last[field.role];
        if (best == nullptr || field.page >= best->page) best = &field;
    }
    std::set<std::string> names;
    for (const auto& [role, field] : last) names.insert(field->name);
    return names;
}

std::string free_name(std::string wish, std::set<std::string>& taken) {
    std::replace(wish.begin(), wish.end(), '.', '_');
    std::string name = wish;
    for (int n = 2; !taken.insert(name).second; ++n) name = wish + "_" + std::to_string(n);
    return name;
}

// Which widget of the document's own form each field stands for: of its name, on its page, the nearest. Places by field's name.
std::map<std::string, WidgetPlace> own_places(Document& document, const std::vector<Field>& fields) {
    std::map<std::string, std::vector<FormField>> widgets;
    for (FormField& widget : read_form_fields(document).fields) widgets[widget.name].push_back(std::move(widget));
    std::map<std::string, WidgetPlace> places;
    for (const Field& field : fields) {
        const auto name = field.attributes.find(std::string(kFormName));
        if (name == field.attributes.end() || !widgets.contains(name->second)) continue;
        std::vector<FormField>& of_name = widgets.at(name->second);
        const auto distance = [&](const FormField& widget) {
            if (widget.page != field.page) return std::numeric_limits<double>::infinity();
            return std::hypot(widget.box.x0 - field.box.x0, widget.box.y0 - field.box.y0);
        };
        const auto nearest = std::min_element(of_name.begin(), of_name.end(),
                                              [&](const FormField& a, const FormField& b) { return distance(a) < distance(b); });
        if (nearest == of_name.end() || !std::isfinite(distance(*nearest))) continue;
        places[field.name] = {nearest->page, nearest->annotation};
        of_name.erase(nearest);
    }
    return places;
}

// The old widgets of those fields, by field's name; the rest of the document's own form becomes part of its pages.
std::map<std::string, Handle> own_widgets(Document& document, const std::vector<Field>& fields) {
    const std::map<std::string, WidgetPlace> places = own_places(document, fields);
    std::set<WidgetPlace> replaced;
    for (const auto& [name, place] : places) replaced.insert(place);
    const std::map<WidgetPlace, Handle> taken = take_form_apart(document.parts().qpdf, replaced);
    std::map<std::string, Handle> widgets;
    for (const auto& [name, place] : places) {
        if (const auto at = taken.find(place); at != taken.end()) widgets.emplace(name, at->second);
    }
    return widgets;
}

// Fields of the recipients, then what has no place: invisible signatures and the certification.
std::string add_fields(FieldBuilder& builder, const std::vector<Field>& fields, const std::vector<std::string>& roles,
                       const std::map<std::string, Handle>& own) {
    std::set<std::string> taken;
    for (const Field& field : fields) taken.insert(field.name);
    const std::set<std::string> signing = signing_fields(fields);
    std::set<std::string> visible;
    for (const Field& field : fields) {
        const bool carries = signing.contains(field.name);
        if (field.type == FieldType::Checkbox || field.type == FieldType::Radio) {
            builder.add_mark(field, free_name(field.name + "_mark", taken));
        }
        const auto old = own.find(field.name);
        builder.add(field, carries, old == own.end() ? Handle::newNull() : old->second);
        if (carries) visible.insert(field.role);
    }
    for (const std::string& role : roles) {
        if (!visible.contains(role)) builder.add_invisible(free_name("quillport_signature_" + role, taken), role, "signature");
    }
    std::string certification = free_name(kCertification, taken);
    builder.add_invisible(certification, "", "certification");
    builder.lock_owners();
    return certification;
}

// The plan is read from the file as written: object numbers and source text are those that a reader will see.
SigningPlan plan_of(BytesView file, SigningPlan plan) {
    QPDF written;
    written.setSuppressWarnings(true);
    written.processMemoryFile("prepared", reinterpret_cast<const char*>(file.data()), file.size());
    read_plan_frame(written, file, plan);
    const Handle page = written.getAllPages().at(0);
    read_plan_page(page, plan);
    for (PlannedField& field : plan.fields) {
        Handle object = written.getObjectByID(field.object, 0);
        field.entries = entries_of(object);
        if (!field.carries_signature) continue;
        field.certify = field.owner.empty() ? kFillAndSign : 0;
        field.lock = lock_parameters(object.getKey("/Lock"));
    }
    return plan;
}

Bytes write(QPDF& pdf, const std::vector<FieldBuilder::Made>& made, SigningPlan& plan) {
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setObjectStreamMode(qpdf_o_disable);
    writer.setStreamDataMode(qpdf_s_preserve);
    writer.setNewlineBeforeEndstream(true);
    writer.setMinimumPDFVersion("1.7");
    writer.setDeterministicID(true);
    writer.write();
    for (const FieldBuilder::Made& field : made) {
        PlannedField planned = field.plan;
        planned.object = writer.getRenumberedObjGen(field.handle.getObjGen()).getObj();
        plan.fields.push_back(std::move(planned));
    }
    const std::unique_ptr<Buffer> buffer(writer.getBuffer());
    return copy_of(std::string_view(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()));
}

Result<PreparedPdf> prepared(Document& document, const std::vector<Field>& fields, const std::vector<std::string>& roles) {
    DocumentParts& parts = document.parts();
    if (auto checked = check(fields, roles, parts.pages.size()); !checked) return std::move(checked).error();
    if (document.is_signed() || carries_signatures(parts.qpdf)) return unsupported("signed");
    remove_active_content(parts.qpdf);
    const std::map<std::string, Handle> own = own_widgets(document, fields);
    FieldBuilder builder(parts);
    SigningPlan plan;
    plan.certification_field = add_fields(builder, fields, roles, own);
    builder.finish();
    PreparedPdf result;
    result.pdf = write(parts.qpdf, builder.made(), plan);
    result.plan = plan_of(result.pdf, std::move(plan));
    return result;
}

}  // namespace

Result<PreparedPdf> prepare(BytesView pdf, const std::vector<Field>& fields, const std::vector<std::string>& roles) {
    auto document = Document::open(pdf);
    if (!document) return std::move(document).error();
    if (document.value().is_encrypted()) return unsupported("encrypted");
    try {
        return prepared(document.value(), fields, roles);
    } catch (const std::exception&) {
        return unsupported("damaged");
    }
}

}  // namespace quillport::pdf
