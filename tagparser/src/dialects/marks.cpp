#include "marks.hpp"

#include <algorithm>
#include <utility>

#include "build.hpp"
#include "quillport/tags/grammar.hpp"

namespace quillport::tags {
namespace {

constexpr std::size_t kMaxPart = 80;      ///< units of a named part
constexpr std::size_t kMaxFound = 4000;   ///< of all marks on one page
constexpr std::size_t kMaxText = 200;     ///< characters of a mark
constexpr std::size_t kLeastLiteral = 2;  ///< characters that a pattern must have of its own
constexpr std::size_t kMaxMarks = 500;

Error refused(std::string what) { return {ErrorCode::InvalidInput, std::move(what), "mark"}; }

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool fits_part(const std::string& part, char32_t c) {
    if (part == "n") return is_digit(c);
    if (part == "role" || part == "name") return is_letter_or_digit(c) || c == U'_' || c == U'-' || c == U'.' || c == kSoftHyphen;
    if (part == "type") return is_letter_or_digit(c) || c == kSoftHyphen;
    return true;
}

/// Characters that are no part of what is compared: soft hyphens, and hyphens that a line break brought.
bool is_passed_over(const pdf::PageContent& page, Flow& flow, std::size_t i) {
    if (flow[i].c == kSoftHyphen) return true;
    if (flow[i].c != U'-' || i + 1 >= flow.size()) return false;
    measure_gaps(page, flow, i + 1, i + 2);
    return flow[i + 1].line_before;
}

/// "{role}" at `i`: the name, else empty.
std::string part_at(std::u32string_view text, std::size_t i) {
    std::string name;
    for (++i; i < text.size(); ++i) {
        if (text[i] == U'}') return name;
        if (text[i] < U'a' || text[i] > U'z') break;
        name += static_cast<char>(text[i]);
    }
    return {};
}

bool is_part(const std::string& name) { return name == "role" || name == "n" || name == "type" || find_key(name) != nullptr; }

void append_quoted(std::string_view value, std::string& out) {
    out += '"';
    for (const char c : value) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    out += '"';
}

/// The keys as a tag of the native dialect, which its parser then judges.
std::string as_tag(const std::map<std::string, std::string>& keys) {
    const auto said = [&](const char* key) {
        const auto found = keys.find(key);
        return found == keys.end() ? std::string() : found->second;
    };
    std::string out = said("type").empty() ? "signature" : said("type");
    if (const std::string role = said("role"); !role.empty()) out += ":" + role;
    for (const auto& [key, value] : keys) {
        if (key == "type" || key == "role" || key == "n") continue;
        out += ";" + key + "=";
        append_quoted(value, out);
    }
    return out;
}

Flow units_of(std::string_view text, Folder& folder) {
    Flow out;
    bool space = false;
    for (const char32_t c : from_utf8(text)) {
        for (const char32_t part : folder.plain(c)) {
            if (part == U' ') {
                space = true;
                continue;
            }
            Unit unit;
            unit.c = part;
            unit.shown = part == folder.plain(c).front() && folder.plain(c).size() == 1 ? c : part;
            unit.space_before = std::exchange(space, false);
            out.push_back(unit);
        }
    }
    return out;
}

}  // namespace

Result<MarkMatcher> MarkMatcher::of(MarkKind kind, const TextMark& mark, Folder& folder, const Vocabulary& words) {
    MarkMatcher out;
    out.kind_ = kind;
    out.mark_ = mark;
    if (auto made = out.split(folder); !made) return made.error();
    if (auto checked = out.check(folder, words); !checked) return checked.error();
    return out;
}

char32_t MarkMatcher::cased(char32_t c) const { return mark_.match_case ? c : fold_case(c); }

/// Makes literals and parts of the text.
Result<void> MarkMatcher::split(Folder& folder) {
    const std::u32string text = from_utf8(mark_.text);
    if (text.size() > kMaxText) return refused("a text of at most 200 characters is expected");
    std::size_t literals = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string part = kind_ == MarkKind::Custom && text[i] == U'{' ? part_at(text, i) : std::string();
        if (!part.empty()) {
            if (!is_part(part))
                return refused("{" + part + "} is no part of a mark: role, n, type, name, label or a key is expected");
            if (tokens_.empty() || !tokens_.back().part.empty())
                return refused("text is expected before {" + part + "}: without it nobody can say where the part begins");
            tokens_.push_back({{}, part});
            i += part.size() + 1;
            continue;
        }
        for (const char32_t plain : folder.plain(text[i])) {
            if (plain == kSoftHyphen) continue;
            spelled_ += plain;
            if (plain == U' ') continue;
            if (tokens_.empty() || !tokens_.back().part.empty()) tokens_.push_back({});
            tokens_.back().literal += cased(plain);
            ++literals;
            const char32_t c = cased(plain);
            if (c >= 128) continue;
            needed_.set(c);
            ++counts_[c];
        }
    }
    if (literals < kLeastLiteral) return refused("a text of at least two characters is expected");
    return {};
}

bool MarkMatcher::may_be_made_of(const CharacterCounts& counts) const noexcept {
    for (std::size_t c = 0; c < counts.size(); ++c) {
        if (counts_[c] > counts[c]) return false;
    }
    return true;
}

bool MarkMatcher::is_word() const noexcept {
    for (char32_t c = 0; c < counts_.size(); ++c) {
        if (counts_[c] > 0 && !is_letter_or_digit(c) && c != U'.' && c != U',' && c != U'-' && c != U':') return false;
    }
    return true;
}

/// The keys must make a tag, whatever stands at the named parts.
Result<void> MarkMatcher::check(Folder& folder, const Vocabulary& words) const {
    std::map<std::string, std::string> keys = mark_.keys;
    bool open_type = false;
    for (const Token& token : tokens_) {
        if (token.part.empty()) continue;
        if (keys.contains(token.part)) return refused("\"" + token.part + "\" is said twice: in the text and behind it");
        open_type = open_type || token.part == "type";
        if (token.part == "role" || token.part == "n") keys["role"] = "1";
        if (token.part == "options" || token.part == "option" || token.part == "name") keys[token.part] = "a";
    }
    for (const auto& [key, value] : keys) {
        if (key != "type" && key != "role" && find_key(key) == nullptr) return refused("\"" + key + "\" is no key");
    }
    if (open_type) return {};
    const Flow units = units_of(as_tag(keys), folder);
    const ParseOutcome outcome = parse(units, TagForm::Braces, words);
    if (const auto* wrong = std::get_if<ParseFault>(&outcome)) return refused(wrong->explanation);
    if (std::holds_alternative<NoTag>(outcome)) return refused("a type of field is expected");
    return {};
}

std::u32string MarkMatcher::firsts() const {
    const char32_t first = tokens_.front().literal.front();
    std::u32string out(1, first);
    if (!mark_.match_case && first >= U'a' && first <= U'z') out += first - 32;
    return out;
}

std::optional<std::size_t> MarkMatcher::literal_end(const pdf::PageContent& page, Flow& flow, std::size_t i,
                                                    const std::u32string& literal) const {
    for (std::size_t k = 0; k < literal.size(); ++i) {
        if (i >= flow.size()) return std::nullopt;
        if (cased(flow[i].c) == literal[k]) {
            ++k;
        } else if (k == 0 || !is_passed_over(page, flow, i)) {
            return std::nullopt;
        }
    }
    return i;
}

/// A part ends where the text behind it begins, or with its word when none does.
std::optional<std::size_t> MarkMatcher::part_end(const pdf::PageContent& page, Flow& flow, std::size_t i,
                                                 std::size_t token) const {
    const bool last = token + 1 == tokens_.size();
    const std::size_t limit = std::min(flow.size(), i + kMaxPart);
    for (std::size_t end = i; end < limit; ++end) {
        if (!last && end > i && literal_end(page, flow, end, tokens_[token + 1].literal)) return end;
        const bool over = last && end > i && flow[end].apart();
        if (over || !fits_part(tokens_[token].part, flow[end].c)) return last && end > i ? std::optional(end) : std::nullopt;
    }
    return last && limit > i ? std::optional(limit) : std::nullopt;
}

std::optional<Candidate> MarkMatcher::match(const pdf::PageContent& page, Flow& flow, std::size_t begin) const {
    const auto first = literal_end(page, flow, begin, tokens_.front().literal);
    if (!first) return std::nullopt;
    // Most texts that begin like a mark are none: only now it is worth to look where the letters stand.
    measure_gaps(page, flow, begin, std::min(flow.size(), *first + (tokens_.size() > 1 ? kMaxPart : 0) + 1));
    Candidate out;
    out.form = TagForm::Configured;
    out.begin = out.inner_begin = begin;
    std::size_t at = *first;
    for (std::size_t k = 1; k < tokens_.size(); ++k) {
        const auto end = tokens_[k].part.empty() ? literal_end(page, flow, at, tokens_[k].literal) : part_end(page, flow, at, k);
        if (!end) return std::nullopt;
        if (!tokens_[k].part.empty()) out.parts.push_back({static_cast<std::uint32_t>(k), at, *end});
        at = *end;
    }
    out.end = out.inner_end = at;
    measure_gaps(page, flow, begin, std::min(flow.size(), at + 1));
    if (mark_.whole_word && !keeps_words(flow, out)) return std::nullopt;
    if (!mark_.spaces && tokens_.size() == 1 && !keeps_spaces(flow, out)) return std::nullopt;
    return out;
}

/// No letter or digit may touch a letter or digit at its ends.
bool MarkMatcher::keeps_words(const Flow& flow, const Candidate& candidate) const {
    const auto joined = [&](std::size_t right) {
        return is_letter_or_digit(flow[right - 1].c) && is_letter_or_digit(flow[right].c) && !flow[right].apart();
    };
    if (candidate.begin > 0 && joined(candidate.begin)) return false;
    return candidate.end >= flow.size() || !joined(candidate.end);
}

/// White space stands where the text has it, and nowhere else; a line end may stand anywhere.
bool MarkMatcher::keeps_spaces(const Flow& flow, const Candidate& candidate) const {
    bool wanted = false;
    bool first = true;
    std::size_t i = candidate.begin;
    for (const char32_t c : spelled_) {
        if (c == U' ') {
            wanted = true;
            continue;
        }
        while (i < candidate.end && cased(flow[i].c) != cased(c)) ++i;
        if (i >= candidate.end) return true;
        const bool apart = flow[i].apart();
        if (!first && wanted != apart && (wanted || flow[i].space_before)) return false;
        wanted = first = false;
        ++i;
    }
    return true;
}

ParseOutcome MarkMatcher::read(const Candidate& candidate, const Flow& flow, const Vocabulary& words) const {
    Folder folder;
    std::map<std::string, std::string> keys = mark_.keys;
    for (const Candidate::Part& part : candidate.parts) {
        const std::string& name = tokens_[part.token].part;
        const Units units = Units(flow).subspan(part.begin, part.end - part.begin);
        keys.insert_or_assign(name == "n" ? "role" : name, value_of(units));
    }
    const Flow units = units_of(as_tag(keys), folder);
    return parse(units, TagForm::Braces, words);
}

Result<void> MarkFinder::add(MarkKind kind, const TextMark& mark, const Vocabulary& words) {
    if (matchers_.size() >= kMaxMarks) return refused("at most 500 marks and anchors are expected");
    Folder folder;
    auto matcher = MarkMatcher::of(kind, mark, folder, words);
    if (!matcher) return matcher.error();
    const auto index = static_cast<std::uint32_t>(matchers_.size());
    const std::u32string firsts = matcher.value().firsts();
    for (const char32_t c : firsts) {
        if (c < by_first_.size()) by_first_[c].push_back(index);
    }
    if (firsts.front() >= by_first_.size()) others_.push_back(index);
    matchers_.push_back(std::move(matcher).value());
    return {};
}

bool MarkFinder::may_stand_on(const pdf::PageContent& page) const noexcept {
    if (matchers_.empty()) return false;
    std::bitset<128> present;
    for (const char32_t c : page.text) {
        if (c < 128) {
            present.set(c);
        } else if (c >= 0x2000 || c == 0xAB || c == 0xBB) {
            // Ligatures, full-width forms, dashes and quotes count as others: whatever stands for them is thought to be there.
            return true;
        }
    }
    for (char c = 'A'; c <= 'Z'; ++c) {
        if (present[static_cast<std::size_t>(c)]) present.set(static_cast<std::size_t>(c) + 32);
    }
    if (present['\'']) present.set('"');
    return std::any_of(matchers_.begin(), matchers_.end(),
                       [&](const MarkMatcher& matcher) { return matcher.may_stand_among(present); });
}

bool MarkFinder::may_be_made_of(const CharacterCounts& counts, bool words) const noexcept {
    return std::any_of(matchers_.begin(), matchers_.end(), [&](const MarkMatcher& matcher) {
        return (words || !matcher.is_word()) && matcher.may_be_made_of(counts);
    });
}

void MarkFinder::find(const pdf::PageContent& page, Flow& flow, std::vector<Candidate>& out) const {
    std::vector<std::size_t> free_from(matchers_.size());  // a mark does not overlap itself
    const std::size_t most = out.size() + kMaxFound;
    for (std::size_t i = 0; i < flow.size() && out.size() < most; ++i) {
        const char32_t c = flow[i].c;
        const auto& begin_so = c < by_first_.size() ? by_first_[c] : others_;
        for (const std::uint32_t index : begin_so) {
            if (i < free_from[index]) continue;
            auto found = matchers_[index].match(page, flow, i);
            if (!found) continue;
            free_from[index] = found->end;
            found->mark = static_cast<int>(index);
            out.push_back(std::move(*found));
        }
    }
}

}  // namespace quillport::tags
