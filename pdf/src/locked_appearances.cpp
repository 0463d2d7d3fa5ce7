#include "locked_appearances.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "numbers.hpp"
#include "plan_objects.hpp"
#include "plan_reader.hpp"
#include "quillport/pdf/matrix.hpp"
#include "syntax.hpp"

namespace quillport::pdf {
namespace {

using Handle = QPDFObjectHandle;

// Where the appearance shows ink, in the space that the widget places (ISO 32000-1 §12.5.5).
std::optional<Rect> shown_box(Handle form) {
    double box[4], m[6] = {1, 0, 0, 1, 0, 0};
    if (!numbers_of(form.getDict().getKey("/BBox"), 4, box)) return std::nullopt;
    if (form.getDict().hasKey("/Matrix") && !numbers_of(form.getDict().getKey("/Matrix"), 6, m)) return std::nullopt;
    const Rect inner{std::min(box[0], box[2]), std::min(box[1], box[3]), std::max(box[0], box[2]), std::max(box[1], box[3])};
    return image_of(inner, Matrix{m[0], m[1], m[2], m[3], m[4], m[5]});
}

// A form that shows the old one.
std::string shows(Handle form, const Rect& box) {
    return "<< /Type /XObject /Subtype /Form /BBox " + syntax::rectangle(box) + " /Resources << /XObject << /Q " +
           form.unparse() + " >> >> /Length 5 >>\nstream\n/Q Do\nendstream";
}

std::string added(SigningPlan& plan, std::string source) {
    const int object = plan.next_object++;
    plan.ready[object] = std::move(source);
    return syntax::reference(object);
}

// A new stream for one that is there; what has no place stays.
std::string renewed_stream(Handle form, SigningPlan& plan) {
    const std::optional<Rect> box = form.isStream() ? shown_box(form) : std::nullopt;
    return box ? added(plan, shows(form, *box)) : form.unparse();
}

// A value for /N; empty when what is there is no appearance. The states of a box: as an object of its own their dictionary
// counts, and the streams may stay. One that stands directly in the widget stays there, since Poppler draws no other
// (docs/adr/0031).
std::string renewed(Handle normal, SigningPlan& plan) {
    if (normal.isStream()) return renewed_stream(normal, plan);
    if (!normal.isDictionary()) return {};
    if (normal.isIndirect()) return added(plan, dictionary_source(entries_of(normal)));
    Entries states;
    for (const std::string& state : normal.getKeys())
        states[Handle::newName(state).unparse()] = renewed_stream(normal.getKey(state), plan);
    return dictionary_source(states);
}

}  // namespace

void renew_appearance(Handle widget, SigningPlan& plan) {
    Handle appearance = widget.getKey("/AP");
    if (!widget.isIndirect() || !appearance.isDictionary()) return;
    const std::string normal = renewed(appearance.getKey("/N"), plan);
    if (normal.empty()) return;
    Entries looks = entries_of(appearance);
    looks["/N"] = normal;
    Entries entries = entries_of(widget);
    entries["/AP"] = dictionary_source(looks);
    if (widget.getGeneration() != 0) plan.generations[widget.getObjectID()] = widget.getGeneration();
    plan.ready[widget.getObjectID()] = dictionary_source(entries);
}

}  // namespace quillport::pdf
