#include "language.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "quillport/tags/grammar.hpp"

namespace quillport::tags {
namespace {

bool language_known(std::string_view language) {
    const auto words = word_table();
    return std::any_of(words.begin(), words.end(), [&](const WordRow& row) { return row.language == language; });
}

bool reads(const Dialect& dialect, TagForm form) {
    switch (form) {
        case TagForm::Braces:
            return dialect.forms.braces;
        case TagForm::Hashes:
            return dialect.forms.hashes;
        case TagForm::Brackets:
            return dialect.forms.brackets;
        case TagForm::Brace:
            return dialect.forms.brace;
    }
    return false;
}

/// The native dialect finds fault with any word between braces: whose dialect knows the text for its own is heard before it.
bool knows_its_own(const ParseFault& fault) { return fault.code != "unknown_type" || !fault.guess.empty(); }

}  // namespace

Result<Language> Language::of(const DetectOptions& options) {
    for (const std::string& language : options.languages) {
        if (!language_known(language)) return Error{ErrorCode::InvalidInput, "unknown language", language};
    }
    Language out{Vocabulary(options.languages)};
    const auto table = dialect_table();
    for (const std::string& name : options.dialects) {
        const auto row = std::find_if(table.begin(), table.end(), [&](const Dialect& dialect) { return dialect.name == name; });
        if (row == table.end()) return Error{ErrorCode::InvalidInput, "unknown dialect", name};
        if (std::find(out.dialects_.begin(), out.dialects_.end(), &*row) != out.dialects_.end()) continue;
        out.dialects_.push_back(&*row);
        out.forms_.braces |= row->forms.braces;
        out.forms_.hashes |= row->forms.hashes;
        out.forms_.brackets |= row->forms.brackets;
        out.forms_.brace |= row->forms.brace;
    }
    return out;
}

bool Language::may_stand_on(const pdf::PageContent& page) const noexcept {
    return std::any_of(page.text.begin(), page.text.end(), [&](char32_t c) {
        if (c < 0x80) {
            return ((c == U'{' || c == U'}') && (forms_.braces || forms_.brace)) || (c == U'#' && forms_.hashes) ||
                   (c == U'[' && forms_.brackets);
        }
        return c == 0xFF5B || c == 0xFF5D || c == 0xFF03 || c == 0xFE5B || c == 0xFE5C || c == 0xFE5F || c == 0xFF3B;
    });
}

Language::Verdict Language::read(Units inner, TagForm form) const {
    std::optional<Verdict> told;
    bool own = false;
    for (const Dialect* dialect : dialects_) {
        if (!reads(*dialect, form)) continue;
        ParseOutcome outcome = dialect->parse(inner, form, words_);
        const auto* fault = std::get_if<ParseFault>(&outcome);
        if (std::holds_alternative<NoTag>(outcome)) continue;
        if (fault == nullptr) return {std::move(outcome), dialect->name};
        const bool knows = knows_its_own(*fault);
        if (told && (own || !knows)) continue;
        own = knows;
        told = Verdict{std::move(outcome), dialect->name};
    }
    return told ? std::move(*told) : Verdict{NoTag{}, {}};
}

bool Language::meant(Units rest, TagForm form) const {
    return std::any_of(dialects_.begin(), dialects_.end(),
                       [&](const Dialect* dialect) { return reads(*dialect, form) && dialect->meant(rest, form, words_); });
}

}  // namespace quillport::tags
