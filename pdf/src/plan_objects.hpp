#pragma once
#include <string>

#include "object_sink.hpp"
#include "quillport/pdf/signing_plan.hpp"

namespace quillport::pdf {

[[nodiscard]] std::string dictionary_source(const Entries& entries);

/// Reference with the object's own generation.
[[nodiscard]] std::string reference_in(const SigningPlan& plan, int object);

/// The object as the plan has it; empty for an object that the plan does not know.
[[nodiscard]] std::string source_in(const SigningPlan& plan, int object);

/// Lists a field that was just given its number in the form's /Fields and in the page's /Annots, and makes the form where there
/// is none. What changes by it is unwritten afterwards.
void list_field(SigningPlan& plan, ObjectSink& sink, int object);

/// Moves what is unwritten into the sink.
void write_changes(SigningPlan& plan, ObjectSink& sink);

/// The object in which the form's dictionary, or the /DSS, stands: its own or the catalog.
[[nodiscard]] int holder_of(const SigningPlan& plan, const PlannedDictionary& dictionary) noexcept;

}  // namespace quillport::pdf
