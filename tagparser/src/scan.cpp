#include "scan.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include "dialects/language.hpp"

namespace quillport::tags {
namespace {

constexpr std::size_t kMaxBraces = 1200;  ///< units of a tag in braces: long labels are real
constexpr std::size_t kMaxHashes = 300;
constexpr std::size_t kShownUnclosed = 60;
constexpr std::size_t kMaxRepetition = 12;
constexpr std::size_t kMaxBrackets = 400;  ///< brackets and single braces are everywhere: what is long is text

class Scanner {
  public:
    Scanner(const pdf::PageContent& page, Flow& flow, const Language& language)
        : page_(page), flow_(flow), language_(language), forms_(language.forms()) {}

    std::vector<Candidate> run() {
        std::size_t i = 0;
        while (i + 1 < flow_.size()) {
            const char32_t c = flow_[i].c;
            if (c == U'{' && (forms_.braces || forms_.brace)) {
                i = braces(i);
            } else if (c == U'#' && forms_.hashes) {
                i = hashes(i);
            } else if (c == U'[' && forms_.brackets) {
                i = single(i, TagForm::Brackets, U'[', U']');
            } else {
                ++i;
            }
        }
        for (const Candidate& candidate : found_) measure_gaps(page_, flow_, candidate.begin, candidate.end);
        return std::move(found_);
    }

  private:
    [[nodiscard]] char32_t at(std::size_t i) const { return i < flow_.size() ? flow_[i].c : 0; }

    /// How far the character's glyph begins from the one before, in font sizes.
    [[nodiscard]] double step(std::size_t i) const {
        const pdf::Glyph& a = page_.glyphs[flow_[i - 1].glyph];
        const pdf::Glyph& b = page_.glyphs[flow_[i].glyph];
        const double size = std::max({a.font_size(), b.font_size(), 0.01});
        return std::hypot(a.origin_x - b.origin_x, a.origin_y - b.origin_y) / size;
    }

    /// Marks that stand together: a run is never continued over glyphs that do not touch, unless all letters there stand apart.
    [[nodiscard]] bool touches(std::size_t i) const {
        constexpr double kTouching = 1.2, kSpacedOut = 2.5, kEven = 0.25;
        const double own = step(i);
        if (own < kTouching || own > kSpacedOut) return own < kTouching;
        const bool as_before = i > 1 && std::fabs(step(i - 1) - own) < kEven;
        return as_before || (i + 1 < flow_.size() && std::fabs(step(i + 1) - own) < kEven);
    }
    [[nodiscard]] std::size_t run_end(std::size_t i, std::size_t most = 8) const {
        const char32_t c = at(i);
        std::size_t end = i + 1;
        while (end < flow_.size() && end - i < most && at(end) == c && touches(end)) ++end;
        return end;
    }

    /// Whether what begins at `i` was meant as a tag.
    [[nodiscard]] bool meant_at(std::size_t i, TagForm form) const {
        if (i >= flow_.size()) return false;
        return language_.meant(std::span<const Unit>(flow_).subspan(i, std::min(kShownUnclosed, flow_.size() - i)), form);
    }

    /// Behind a value's opening quote: where it closes, if a ';' or the end of the tag follows.
    [[nodiscard]] std::optional<std::size_t> close_of_quote(std::size_t open) const {
        const std::size_t limit = std::min(flow_.size(), open + kMaxBraces);
        for (std::size_t i = open + 1; i < limit; ++i) {
            if (at(i) == U'\\') {
                ++i;
            } else if (at(i) == U'"' && std::u32string_view(U";}#),").find(at(i + 1)) != std::u32string_view::npos) {
                return i;
            }
        }
        return std::nullopt;
    }

    void put(TagForm form, MarkFault fault, std::size_t begin, std::size_t end, std::size_t inner_begin, std::size_t inner_end) {
        found_.push_back({form, fault, begin, end, inner_begin, inner_end, -1, {}});
    }

    /// Behind a pattern's "{6}" or "{2,4}" that begins at `i`; `i` when none does.
    [[nodiscard]] std::size_t behind_repetition(std::size_t i) const {
        std::size_t end = i + 1;
        while (end < i + kMaxRepetition && ((at(end) >= U'0' && at(end) <= U'9') || at(end) == U',')) ++end;
        return end > i + 1 && at(end) == U'}' ? end + 1 : i;
    }

    std::size_t braces(std::size_t i);
    std::size_t single_brace(std::size_t i);
    std::size_t single(std::size_t i, TagForm form, char32_t open, char32_t close);
    std::size_t hashes(std::size_t i);
    void unclosed(TagForm form, std::size_t begin, std::size_t inner, std::size_t stop);

    const pdf::PageContent& page_;
    Flow& flow_;
    const Language& language_;
    const Forms& forms_;
    std::vector<Candidate> found_;
};

void Scanner::unclosed(TagForm form, std::size_t begin, std::size_t inner, std::size_t stop) {
    if (!meant_at(inner, form)) return;
    stop = std::min({stop, inner + kShownUnclosed, flow_.size()});
    measure_gaps(page_, flow_, inner, stop);
    for (std::size_t i = inner + 1; i < stop; ++i) {
        if (flow_[i].line_before) stop = i;
    }
    put(form, MarkFault::NoClosing, begin, stop, inner, stop);
}

/// A stretch between single marks. They stand in every text: only one that holds neither of them nor a brace, but a sign that
/// divides the parts of a tag, is looked at.
std::size_t Scanner::single(std::size_t i, TagForm form, char32_t open, char32_t close) {
    const std::size_t limit = std::min(flow_.size(), i + kMaxBrackets);
    bool holds = at(i + 1) == U'$';
    for (std::size_t j = i + 1; j < limit; ++j) {
        const char32_t c = at(j);
        if (c == close) {
            if (holds) put(form, MarkFault::None, i, j + 1, i + 1, j);
            return j + 1;
        }
        if (c == open || c == U'{' || c == U'}') break;
        holds = holds || c == U':' || c == U'|';
    }
    return i + 1;
}

/// "{sig:1}}": one brace opens, two close; or a form that has but one.
std::size_t Scanner::single_brace(std::size_t i) {
    const bool meant = forms_.braces && meant_at(i + 1, TagForm::Braces);
    const std::size_t limit = std::min(flow_.size(), meant ? i + kShownUnclosed * 2 : 0);
    for (std::size_t j = i + 1; j < limit; ++j) {
        if (at(j) == U'{') break;
        if (at(j) != U'}') continue;
        if (at(j + 1) != U'}') break;
        put(TagForm::Braces, MarkFault::NoOpening, i, j + 2, i + 1, j);
        return j + 2;
    }
    return forms_.brace ? single(i, TagForm::Brace, U'{', U'}') : i + 1;
}

std::size_t Scanner::braces(std::size_t i) {
    if (at(i + 1) != U'{' || !forms_.braces) return single_brace(i);
    const std::size_t inner = std::max(run_end(i), i + 2);
    const std::size_t limit = std::min(flow_.size(), i + kMaxBraces);
    for (std::size_t j = inner; j < limit; ++j) {
        const char32_t c = at(j);
        if (c == U'"' && j > inner && at(j - 1) == U'=') {
            if (const auto close = close_of_quote(j)) j = *close;
        } else if (c == U'{' && at(j + 1) == U'{') {
            unclosed(TagForm::Braces, i, inner, j);
            return j;
        } else if (c == U'{' && behind_repetition(j) > j) {
            j = behind_repetition(j) - 1;
        } else if (c == U'}' && at(j + 1) == U'}') {
            const std::size_t end = std::max(run_end(j, inner - i), j + 2);
            put(TagForm::Braces, MarkFault::None, i, end, inner, j);
            return end;
        } else if (c == U'}') {
            if (meant_at(inner, TagForm::Braces)) put(TagForm::Braces, MarkFault::NoClosing, i, j + 1, inner, j);
            return j + 1;
        }
    }
    unclosed(TagForm::Braces, i, inner, limit);
    return inner;
}

std::size_t Scanner::hashes(std::size_t i) {
    const std::size_t inner = run_end(i);
    if (inner - i != 2) return inner;
    const std::size_t limit = std::min(flow_.size(), i + kMaxHashes);
    const bool known = meant_at(inner, TagForm::Hashes);
    for (std::size_t j = inner; j < limit; ++j) {
        if (at(j) == U'"' && j > inner && at(j - 1) == U'=') {
            if (const auto close = close_of_quote(j)) j = *close;
            continue;
        }
        if (at(j) != U'#') continue;
        const std::size_t end = run_end(j);
        if (end - j == 1) continue;
        if (end - j != 2 || j == inner) return j;
        put(TagForm::Hashes, MarkFault::None, i, end, inner, j);
        return end;
    }
    // A heading of a text with number signs is no tag: only what is written close to them is missed.
    measure_gaps(page_, flow_, inner, inner + 1);
    if (known && !flow_[inner].apart()) unclosed(TagForm::Hashes, i, inner, limit);
    return inner;
}

}  // namespace

std::vector<Candidate> scan(const pdf::PageContent& page, Flow& flow, const Language& language) {
    std::vector<Candidate> found = Scanner(page, flow, language).run();
    if (language.marks().empty()) return found;
    language.marks().find(page, flow, found);
    return settle_overlaps(std::move(found), flow, language);
}

}  // namespace quillport::tags
