#pragma once
#include <optional>

#include "dialect.hpp"

namespace quillport::tags {

/// What the parts of an Adobe tag say beside the field's type.
struct AdobeDirectives {
    bool optional = false;  ///< a signature that may be left out
    bool typed = false;     ///< a type was named
};

/// True for a word, with or without its arguments in brackets, that the dialect knows.
[[nodiscard]] bool is_adobe_directive(Units part);

/// Takes one part behind the role: a type, or what is said of the field. A directive whose effect the product cannot have is a
/// fault; how a field looks is kept as an attribute.
[[nodiscard]] std::optional<ParseFault> take_adobe_directive(Units part, ParsedTag& tag, AdobeDirectives& directives,
                                                             const Vocabulary& words);

}  // namespace quillport::tags
