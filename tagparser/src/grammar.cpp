#include "quillport/tags/grammar.hpp"

#include <array>

#include "words.hpp"

namespace quillport::tags {
namespace {

#include "../generated/grammar_tables.inc"

}  // namespace

std::span<const TypeRow> type_table() noexcept { return kTypes; }
std::span<const OtherRow> other_table() noexcept { return kOthers; }
std::span<const KeyRow> key_table() noexcept { return kKeys; }
std::span<const KeyRow> document_key_table() noexcept { return kDocumentKeys; }
std::span<const LanguageRow> language_table() noexcept { return kLanguages; }
std::span<const WordRow> word_table() noexcept { return kWords; }

const KeyRow* find_key(std::string_view word) noexcept {
    for (const KeyRow& key : kKeys) {
        if (key.word == word) return &key;
    }
    return nullptr;
}

bool allows(const KeyRow& key, FieldType type) noexcept { return key.types.empty() || is_word_of(key.types, name_of(type)); }

bool is_word_of(std::string_view list, std::string_view word) noexcept {
    for (std::size_t at = 0; at <= list.size() && !word.empty();) {
        const std::size_t end = std::min(list.find(' ', at), list.size());
        if (list.substr(at, end - at) == word) return true;
        at = end + 1;
    }
    return false;
}

}  // namespace quillport::tags
