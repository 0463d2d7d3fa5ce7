#include "mend.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "fold.hpp"

namespace quillport::tags {
namespace {

constexpr std::size_t kLongestTag = 300;    ///< letters on one line
constexpr std::size_t kLongestWord = 24;    ///< of a type
constexpr std::size_t kMostLookAlikes = 3;  ///< in one word
constexpr double kMarkTrust = 0.9, kLetterTrust = 0.8, kColonTrust = 0.6;

struct LookAlike {
    char32_t read;
    std::u32string_view meant;
};
constexpr LookAlike kLookAlikes[] = {{U'$', U"s"},  {U'5', U"s"},      {U'1', U"il"},     {U'l', U"i"}, {U'|', U"il"},
                                     {U'!', U"il"}, {U'0', U"o"},      {U'i', U"l"},      {U'@', U"a"}, {U'9', U"g"},
                                     {U'q', U"g"},  {U'\u00A7', U"s"}, {U'\u20AC', U"e"}, {U'8', U"b"}};

bool opens(char32_t c) { return c == U'{' || c == U'[' || c == U'(' || c == U'<'; }
bool closes(char32_t c) { return c == U'}' || c == U']' || c == U')' || c == U'>'; }
/// What a brace is also read as, beside a mark that is one.
bool may_open(char32_t c) {
    return opens(c) || c == U'|' || c == U'f' || c == U't' || c == U'l' || c == U'I' || c == U'1' || c == U'/' || c == U'H';
}
bool ends_word(char32_t c) {
    return !is_letter_or_digit(c) && c != U'$' && c != U'|' && c != U'!' && c != U'@' && c != U'\u00A7' && c != U'\u20AC';
}
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
/// The digit that a letter looks like; 0 for none.
char32_t digit_like(char32_t c) {
    if (c == U'l' || c == U'I' || c == U'|' || c == U'i' || c == U'!') return U'1';
    return c == U'O' || c == U'o' || c == U'Q' ? U'0' : U'\0';
}

/// Where a tag may stand on the line: marks, type, what follows.
struct Span {
    std::size_t open = 0, word = 0, after_word = 0;  ///< first mark, first letter of the type, behind it
    std::size_t close = 0, end = 0;                  ///< first closing mark, behind the last
    std::u32string type;                             ///< as it is meant
    bool type_changed = false;
};

class Mender {
  public:
    Mender(std::vector<LineLetter>& line, const Vocabulary& words) : line_(line), words_(words) {}

    void run() {
        for (std::size_t i = 0; i < line_.size();) {
            const auto span = opens(at(i)) ? span_at(i) : std::nullopt;
            i = span ? apply(*span) : i + 1;
        }
    }

  private:
    [[nodiscard]] char32_t at(std::size_t i) const { return i < line_.size() ? line_[i].c : U'\0'; }
    [[nodiscard]] std::optional<Span> span_at(std::size_t open) const;
    [[nodiscard]] bool read_type(Span& span) const;
    [[nodiscard]] std::optional<std::u32string> meant_type(std::u32string_view word) const;
    [[nodiscard]] bool find_close(Span& span) const;
    std::size_t apply(const Span& span);
    void mend_role(std::size_t begin, std::size_t end);
    void change(std::size_t i, char32_t c, double trust, bool asked = false) {
        if (line_[i].c == c) return;
        line_[i].c = c;
        line_[i].trust *= trust;
        line_[i].asked = line_[i].asked || asked;
    }

    std::vector<LineLetter>& line_;
    const Vocabulary& words_;
};

/// The type that a word is, or that it becomes when look-alikes are exchanged.
std::optional<std::u32string> Mender::meant_type(std::u32string_view word) const {
    std::vector<std::u32string> readings{std::u32string(word)};
    std::size_t exchanged = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
        for (const LookAlike& pair : kLookAlikes) {
            if (pair.read != word[i] || exchanged == kMostLookAlikes) continue;
            ++exchanged;
            const std::size_t before = readings.size();
            for (std::size_t k = 0; k < before; ++k) {
                for (const char32_t c : pair.meant) {
                    readings.push_back(readings[k]);
                    readings.back()[i] = c;
                }
            }
        }
    }
    for (const auto& reading : readings) {
        if (words_.knows_type(fold_word(reading))) return reading;
    }
    return std::nullopt;
}

bool Mender::read_type(Span& span) const {
    std::u32string word;
    span.after_word = span.word;
    while (span.after_word < line_.size() && word.size() <= kLongestWord && !ends_word(at(span.after_word))) {
        word += at(span.after_word++);
    }
    if (word.size() < 2 || word.size() > kLongestWord) return false;  // one letter is a type in braces only, and those are seen
    auto meant = meant_type(word);
    if (!meant) return false;
    const char32_t next = at(span.after_word);
    if (next != U':' && next != U';' && next != U'.' && next != U'\'' && next != U'\u2019' && !closes(next)) return false;
    span.type_changed = *meant != word;
    span.type = std::move(*meant);
    return true;
}

/// The marks that close: the a brace or two brackets together, else one at the end of a word. What closes a
/// bracket that was opened in a value is no mark.
bool Mender::find_close(Span& span) const {
    const std::size_t limit = std::min(line_.size(), span.after_word + kLongestTag);
    int open = 0;
    for (std::size_t i = span.after_word; i < limit && at(i) != U'{'; ++i) {
        if (at(i) == U'(' || at(i) == U'[') ++open;
        if (!closes(at(i))) continue;
        if (open > 0 && at(i) != U'}') {
            --open;
            continue;
        }
        const bool pair = closes(at(i + 1));
        const bool last = i + 1 >= line_.size() || line_[i + 1].apart;
        if (at(i) != U'}' && !pair && !last) continue;
        span.close = i;
        span.end = pair ? i + 2 : i + 1;
        return true;
    }
    return false;
}

std::optional<Span> Mender::span_at(std::size_t open) const {
    Span span;
    const std::size_t inner = open + 1;
    const char32_t before = open > 0 ? at(open - 1) : U'\0';
    const bool mark_before = may_open(before) && !opens(before) && !is_letter_or_digit(before);
    // "{(", "{|", "{f": the second mark may be anything that looks like one, the word decides. "|{": so may the first.
    for (const std::size_t marks : {std::size_t{1}, std::size_t{0}}) {
        span.open = marks == 0 && mark_before ? open - 1 : open;
        span.word = inner + marks;
        if (marks == 1 && !may_open(at(inner))) continue;
        if (!read_type(span) || !find_close(span)) continue;
        const auto begin = line_.begin();
        const auto count = [&](std::size_t from, std::size_t to, auto is) {
            return std::count_if(begin + static_cast<std::ptrdiff_t>(from), begin + static_cast<std::ptrdiff_t>(to),
                                 [&](const LineLetter& l) { return is(l.c); });
        };
        const auto brackets = count(span.open, span.word, opens) + count(span.close, span.end, closes);
        const auto braces = count(span.open, span.word, [](char32_t c) { return c == U'{'; }) +
                            count(span.close, span.end, [](char32_t c) { return c == U'}'; });
        if (braces >= 1 && brackets >= 2) return span;
        if (brackets == 4 && at(span.after_word) == U':') return span;
    }
    return std::nullopt;
}

void Mender::mend_role(std::size_t begin, std::size_t end) {
    const std::size_t size = end - begin;
    const bool all = size <= 3 && std::all_of(line_.begin() + static_cast<std::ptrdiff_t>(begin),
                                              line_.begin() + static_cast<std::ptrdiff_t>(end),
                                              [](const LineLetter& l) { return is_digit(l.c) || digit_like(l.c) != U'\0'; });
    for (std::size_t i = begin; i < end; ++i) {
        const char32_t digit = digit_like(at(i));
        if (digit == U'\0') continue;
        const bool beside = (i > begin && is_digit(at(i - 1))) || (i + 1 < end && is_digit(at(i + 1)));
        const bool nought = digit == U'0';
        if ((all && (!nought || size > 1)) || (nought && beside)) change(i, digit, kLetterTrust);
    }
}

/// \returns where to go on.
std::size_t Mender::apply(const Span& span) {
    const bool guess = (span.word - span.open) + (span.end - span.close) < 3;  // two marks of four: it may be no tag at all
    for (std::size_t i = 0; i < span.type.size(); ++i) change(span.word + i, span.type[i], kLetterTrust);
    std::size_t role_end = span.after_word;
    if (!closes(at(span.after_word)) && at(span.after_word) != U';') {
        change(span.after_word, U':', kColonTrust, true);
        for (role_end = span.after_word + 1; role_end < span.close && at(role_end) != U';';) ++role_end;
        mend_role(span.after_word + 1, role_end);
    }
    for (std::size_t i = span.close; i < span.end; ++i) change(i, U'}', kMarkTrust, guess);
    for (std::size_t i = span.open; i < span.word; ++i) change(i, U'{', kMarkTrust, guess);
    std::size_t end = span.end;
    const auto put_in = [&](std::size_t where, std::size_t like) {
        LineLetter mark = line_[like];
        mark.trust = kMarkTrust;
        mark.put_in = true;
        mark.asked = mark.asked || guess;
        if (where == like) {
            line_[like].apart = false;
        } else {
            mark.apart = false;
        }
        line_.insert(line_.begin() + static_cast<std::ptrdiff_t>(where), mark);
        ++end;
    };
    if (span.end - span.close == 1) put_in(span.end, span.close);
    if (span.word - span.open == 1) put_in(span.open, span.open);
    return end;
}

}  // namespace

void mend(std::vector<LineLetter>& line, const Vocabulary& words) { Mender(line, words).run(); }

}  // namespace quillport::tags
