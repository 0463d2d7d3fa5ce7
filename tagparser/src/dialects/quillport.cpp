#include <string>

#include "dialect.hpp"

namespace quillport::tags {
namespace {

constexpr std::size_t kMaxWord = 24;

/// A word that is a type begins what was meant as a tag.
bool meant(Units rest, TagForm, const Vocabulary& words) {
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
