#include <algorithm>
#include <string>

#include "dialect.hpp"

namespace quillport::tags {
namespace {

constexpr std::size_t kMaxWord = 24;

/// A word that is a type begins what was meant as a tag; so do the marks of a place and of a definition.
bool meant(Units rest, TagForm form, const Vocabulary& words) {
    if (form == TagForm::Braces && rest.size() > 1 && is_letter_or_digit(rest[1].c)) {
        if (rest.front().c == U'$') return true;
        if (rest.front().c == U'#') return position_of(rest.first(std::min(rest.size(), kMaxWord)), U'=').has_value();
    }
    std::u32string word;
    for (const Unit& unit : rest) {
        if (word.size() > kMaxWord || !is_letter_or_digit(unit.c)) break;
        word += unit.c;
    }
    return words.knows_type(fold_word(word));
}

}  // namespace

const Dialect kQuillportDialect{"quillport", {.braces = true, .hashes = true}, parse, meant};

}  // namespace quillport::tags
