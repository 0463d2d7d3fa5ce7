#include "dialect.hpp"

namespace quillport::tags {
namespace {

/// What stands for them is found by the marks themselves (marks.hpp), not between marks of a form.
ParseOutcome no_form(Units, TagForm, const Vocabulary&) { return NoTag{}; }
bool never_meant(Units, TagForm, const Vocabulary&) { return false; }

}  // namespace

const Dialect kCustomDialect{"custom", {}, no_form, never_meant};
const Dialect kAnchorDialect{"anchor", {}, no_form, never_meant};

}  // namespace quillport::tags
