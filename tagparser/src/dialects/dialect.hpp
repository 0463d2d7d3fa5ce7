#pragma once
#include <span>
#include <string_view>

#include "../parse.hpp"

namespace quillport::tags {

/// The forms in which the tags of a dialect stand.
struct Forms {
    bool braces = false;    ///< {{...}}
    bool hashes = false;    ///< ##...##
    bool brackets = false;  ///< [...|...]
    bool brace = false;     ///< {...:...}
};

/// A way of writing tags. One row of the table of dialects; a .cpp each holds what the functions know.
struct Dialect {
    std::string_view name;  ///< of settings, command line and `Tag::dialect`
    Forms forms;
    /// Reads what stands between the marks. What is not of this dialect is NoTag; a fault is for what was meant to be.
    ParseOutcome (*parse)(Units inner, TagForm form, const Vocabulary& words);
    /// Whether text behind an opening mark that is never closed was meant as a tag.
    bool (*meant)(Units rest, TagForm form, const Vocabulary& words);
};

/// Every dialect that stands between marks of its own.
[[nodiscard]] std::span<const Dialect> dialect_table() noexcept;

extern const Dialect kQuillportDialect;  ///< the native one: parse() of parse.hpp
extern const Dialect kAdobeDialect;
extern const Dialect kDocusealDialect;
extern const Dialect kDocumensoDialect;
extern const Dialect kDropboxSignDialect;
extern const Dialect kSignnowDialect;
extern const Dialect kPandadocDialect;
extern const Dialect kCustomDialect;
extern const Dialect kAnchorDialect;

}  // namespace quillport::tags
