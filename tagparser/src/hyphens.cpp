#include "hyphens.hpp"

#include <algorithm>
#include <array>

namespace quillport::tags {
namespace {

constexpr char32_t kHyphen = U'\u2010';
constexpr std::size_t kShortest = 2;      ///< letters that typesetters leave on a line
constexpr std::size_t kShortestWord = 4;  ///< of a compound's parts: shorter ones are syllables too ("in-to")
constexpr std::size_t kFewest = 3;        ///< broken words from which on they can be the rule

bool is_letter(char32_t c) { return is_letter_or_digit(c) && !(c >= U'0' && c <= U'9'); }

std::u32string folded(std::u32string text) {
    std::transform(text.begin(), text.end(), text.begin(), fold_case);
    return text;
}

/// Whether `b` comes from the same string as `a` or from the next one of the same operator, between which only a number stands.
bool same_operator(const pdf::Glyph& a, const pdf::Glyph& b) {
    constexpr std::uint32_t kNumber = 12, kEscaped = 4;  // bytes of the source: at most so many for a number and for a byte
    return a.run == b.run && b.operand >= a.operand && b.operand - a.operand <= kEscaped * (a.offset + a.code_bytes) + kNumber;
}

bool ends_line(Units units, std::size_t i) { return i + 1 < units.size() && units[i + 1].line_before; }

}  // namespace

HyphenBook::HyphenBook(const pdf::PageContent& page, Folder& folder, const Vocabulary& words) : page_(page), vocabulary_(words) {
    Flow flow;
    build_flow(page, content_order(page), folder, flow);
    measure_gaps(page, flow, 0, flow.size());
    learn(flow);
}

/// The letters on both sides of a hyphen. What a digit touches is a number or a sign and no word.
HyphenBook::Halves HyphenBook::halves_at(Units units, std::size_t i, bool letter_spaced) {
    Halves out;
    std::size_t begin = i;
    while (begin > 0 && is_letter(units[begin - 1].c) && !(begin < i && is_apart(units[begin], letter_spaced))) --begin;
    std::size_t end = i + 1;
    while (end < units.size() && is_letter(units[end].c) && !(end > i + 1 && is_apart(units[end], letter_spaced))) ++end;
    const auto is_digit = [](char32_t c) { return is_letter_or_digit(c) && !is_letter(c); };
    const bool apart_left = begin < i && is_apart(units[begin], letter_spaced);
    const bool digit_left = begin > 0 && !apart_left && is_digit(units[begin - 1].c);
    const bool digit_right = end < units.size() && !is_apart(units[end], letter_spaced) && is_digit(units[end].c);
    const bool touches = !is_apart(units[i], letter_spaced);
    for (std::size_t k = begin; k < i; ++k) out.left += units[k].c;
    for (std::size_t k = i + 1; k < end; ++k) out.right += units[k].c;
    out.plain = touches && !digit_left && !digit_right && !out.left.empty() && !out.right.empty();
    return out;
}

void HyphenBook::learn(Units flow) {
    for (std::size_t i = 0; i < flow.size();) {
        const Unit& unit = flow[i];
        if (i > 0 && unit.apart()) (unit.line_before ? line_ends_ : blanks_) += 1;
        if (unit.c == U'-' && i > 0) learn_hyphen(flow, i);
        told_apart_ = told_apart_ || (unit.c == kSoftHyphen && ends_line(flow, i));
        if (!is_letter(unit.c)) {
            ++i;
            continue;
        }
        std::size_t end = i + 1;
        while (end < flow.size() && is_letter(flow[end].c) && !flow[end].apart()) ++end;
        const bool first_half = end < flow.size() && flow[end].c == U'-' && ends_line(flow, end);
        const bool second_half = unit.line_before && i > 0 && flow[i - 1].c == U'-';
        if (!first_half && !second_half) {
            std::u32string word;
            for (std::size_t k = i; k < end; ++k) word += fold_case(flow[k].c);
            words_.insert(std::move(word));
        }
        i = end;
    }
}

void HyphenBook::learn_hyphen(Units flow, std::size_t i) {
    const bool line_end = ends_line(flow, i);
    own_hyphen_ = own_hyphen_ || (flow[i].shown == kHyphen && !line_end);
    if (!line_end && i + 1 < flow.size() && flow[i + 1].apart()) return;
    const Halves halves = halves_at(flow, i, false);
    if (!halves.plain) return;
    if (!line_end) ++hyphens_;
    told_apart_ = told_apart_ || (line_end && (flow[i].shown == kHyphen || is_painted_alone(flow, i)));
    if (!line_end || may_be_inserted(halves)) (line_end ? broken_ : compounds_).insert(folded(halves.left + halves.right));
}

bool HyphenBook::may_be_inserted(const Halves& halves) const {
    if (!halves.plain || halves.left.size() < kShortest || halves.right.size() < kShortest) return false;
    const bool small_left = fold_case(halves.left.back()) == halves.left.back();
    const bool small_right = fold_case(halves.right.front()) == halves.right.front();
    return !small_left || small_right;  // "Anglo-Saxon"
}

bool HyphenBook::are_words(const Halves& halves) const {
    return std::min(halves.left.size(), halves.right.size()) >= kShortestWord && words_.contains(folded(halves.left)) &&
           words_.contains(folded(halves.right));
}

bool HyphenBook::is_keyword(const std::u32string& word) const {
    const std::string folded_word = fold_word(word);
    if (vocabulary_.knows_type(folded_word)) return true;
    static constexpr std::array kKinds{WordKind::Key, WordKind::DocumentKey, WordKind::Choice};
    return std::any_of(kKinds.begin(), kKinds.end(), [&](WordKind kind) {
        const auto answer = vocabulary_.look_up(kind, folded_word);
        return !answer.means.empty() || !answer.ambiguous.empty();
    });
}

/// Between letters that are painted together: so word processors paint what they insert.
bool HyphenBook::is_painted_alone(Units units, std::size_t i) const {
    if (i < 2 || i + 2 >= units.size()) return false;
    const auto together = [&](std::size_t k) {
        return same_operator(page_.glyphs[units[k].glyph], page_.glyphs[units[k + 1].glyph]);
    };
    return together(i - 2) && !together(i - 1) && !together(i) && together(i + 1);
}

/// Whether words are broken here as a rule: some of them stand elsewhere in one piece, or far more hyphens stand at line ends
/// than would if lines were broken at blanks and at the authors' hyphens only.
bool HyphenBook::breaks_words() const {
    const auto known = [&](const auto& set) {
        return std::count_if(broken_.begin(), broken_.end(), [&](const auto& word) { return set.contains(word); });
    };
    if (const auto whole = known(words_); whole > 0) return whole > known(compounds_);
    const auto real = static_cast<double>(hyphens_ + 1);  // at least: a page without any is a short one
    const double expected = static_cast<double>(line_ends_) * real / (static_cast<double>(blanks_) + real);
    return broken_.size() >= kFewest && static_cast<double>(broken_.size()) > 2 + 3 * expected;
}

bool HyphenBook::is_inserted(Units units, std::size_t i) const {
    if (units[i].c != U'-' || !ends_line(units, i)) return false;
    const Halves halves = halves_at(units, i, is_letter_spaced(units));
    if (!may_be_inserted(halves)) return false;
    const std::u32string joined = folded(halves.left + halves.right);
    if (compounds_.contains(joined)) return false;
    if (words_.contains(joined) || is_keyword(joined)) return true;
    if (units[i].shown == kHyphen && !own_hyphen_) return true;  // on no keyboard
    if (is_painted_alone(units, i)) return true;
    return !(told_apart_ && !own_hyphen_) && breaks_words() && !are_words(halves);
}

}  // namespace quillport::tags
