#include "language.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "quillport/tags/grammar.hpp"

namespace quillport::tags {
namespace {

bool language_known(std::string_view language) {
    const auto known = language_table();
    return std::any_of(known.begin(), known.end(), [&](const LanguageRow& row) { return row.code == language; });
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
        case TagForm::Configured:
            return false;
    }
    return false;
}

/// The native dialect finds fault with any word between braces: whose dialect knows the text for its own is heard before it.
bool knows_its_own(const ParseFault& fault) { return fault.code != "unknown_type" || !fault.guess.empty(); }

std::string_view dialect_of(MarkKind kind) { return kind == MarkKind::Custom ? "custom" : "anchor"; }

}  // namespace

Result<Language> Language::of(const DetectOptions& options) {
    for (const std::string& language : options.languages) {
        if (!language_known(language)) return Error{ErrorCode::InvalidInput, "unknown language", language};
    }
    Language out{Vocabulary(options.languages)};
    for (const std::string& name : options.dialects) {
        if (auto added = out.add(name); !added) return added.error();
    }
    if (auto added = out.add(MarkKind::Custom, options.marks); !added) return added.error();
    if (auto added = out.add(MarkKind::Anchor, options.anchors); !added) return added.error();
    return out;
}

Result<void> Language::add(const std::string& dialect) {
    const auto table = dialect_table();
    const auto row = std::find_if(table.begin(), table.end(), [&](const Dialect& known) { return known.name == dialect; });
    if (row == table.end()) return Error{ErrorCode::InvalidInput, "unknown dialect", dialect};
    if (std::find(dialects_.begin(), dialects_.end(), &*row) != dialects_.end()) return {};
    dialects_.push_back(&*row);
    forms_.braces |= row->forms.braces;
    forms_.hashes |= row->forms.hashes;
    forms_.brackets |= row->forms.brackets;
    forms_.brace |= row->forms.brace;
    return {};
}

/// Marks are active by being there; their dialect need only be named to come before others.
Result<void> Language::add(MarkKind kind, const std::vector<TextMark>& marks) {
    if (marks.empty()) return {};
    for (const TextMark& mark : marks) {
        if (auto added = marks_.add(kind, mark, words_); !added) {
            return Error{ErrorCode::InvalidInput, added.error().what, mark.text};
        }
    }
    return add(std::string(dialect_of(kind)));
}

std::size_t Language::rank(std::string_view dialect) const noexcept {
    const auto found = std::find_if(dialects_.begin(), dialects_.end(), [&](const Dialect* row) { return row->name == dialect; });
    return static_cast<std::size_t>(found - dialects_.begin());
}

Language::Verdict Language::read(const Candidate& candidate, const Flow& flow) const {
    if (candidate.mark >= 0) {
        const MarkMatcher& matcher = marks_.at(static_cast<std::size_t>(candidate.mark));
        return {matcher.read(candidate, flow, words_), dialect_of(matcher.kind())};
    }
    return read(Units(flow).subspan(candidate.inner_begin, candidate.inner_end - candidate.inner_begin), candidate.form);
}

bool Language::may_stand_on(const pdf::PageContent& page) const noexcept {
    if (marks_.may_stand_on(page)) return true;
    return std::any_of(page.text.begin(), page.text.end(), [&](char32_t c) {
        if (c < 0x80) {
            return ((c == U'{' || c == U'}') && (forms_.braces || forms_.brace)) || (c == U'#' && forms_.hashes) ||
                   (c == U'[' && forms_.brackets);
        }
        return c == 0xFF5B || c == 0xFF5D || c == 0xFF03 || c == 0xFE5B || c == 0xFE5C || c == 0xFE5F || c == 0xFF3B;
    });
}

bool Language::may_be_made_of(const CharacterCounts& counts, bool words) const noexcept {
    const auto has = [&](char c, std::uint32_t times) { return counts[static_cast<std::size_t>(c)] >= times; };
    const bool divided = has(':', 1) || has('|', 1) || has('$', 1);
    return (forms_.braces && has('{', 2) && has('}', 2)) || (forms_.hashes && has('#', 4)) ||
           (forms_.brackets && divided && has('[', 1) && has(']', 1)) ||
           (forms_.brace && divided && has('{', 1) && has('}', 1)) || marks_.may_be_made_of(counts, words);
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
