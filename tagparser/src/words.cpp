#include "words.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <utility>

namespace quillport::tags {
namespace {

constexpr std::size_t kLongestGuessed = 24;

/// Damerau-Levenshtein distance (optimal string alignment) of words of at most kLongestGuessed bytes.
std::size_t distance(std::string_view a, std::string_view b) {
    std::array<std::array<std::size_t, kLongestGuessed + 1>, 3> rows{};
    for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto& row = rows[i % 3];
        const auto& above = rows[(i - 1) % 3];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], rows[(i - 2) % 3][j - 2] + 1);
        }
    }
    return rows[a.size() % 3][b.size()];
}

/// The bytes of a word as a set; two bytes may share a bit.
std::uint64_t bytes_in(std::string_view word) {
    std::uint64_t set = 0;
    for (const char c : word) set |= std::uint64_t{1} << (static_cast<unsigned char>(c) & 63U);
    return set;
}

/// Keeps the candidate that needs the fewest changes, among those that need few enough for their length.
class Nearest {
  public:
    explicit Nearest(std::string_view wanted) : wanted_(wanted) {}
    /// Whether it is worth offering.
    [[nodiscard]] bool may_be(std::string_view word) const {
        return word.size() >= 3 && std::max(word.size(), wanted_.size()) <= kLongestGuessed &&
               may_be_near(wanted_, word, bound_for(word));
    }
    void offer(std::string_view word) {
        if (!may_be(word)) return;
        const std::size_t bound = bound_for(word);
        const std::size_t changes = distance(wanted_, word);
        if (changes > bound || changes >= best_) return;
        best_ = changes;
        word_ = word;
    }
    [[nodiscard]] std::string word() const { return std::string(word_); }

  private:
    [[nodiscard]] std::size_t bound_for(std::string_view word) const {
        return std::max(word.size(), wanted_.size()) <= 4 ? 1 : 2;
    }

    std::string_view wanted_, word_;
    std::size_t best_ = 3;
};

std::span<const WordRow> rows_of(WordKind kind) {
    const auto words = word_table();
    const auto [first, last] = std::equal_range(words.begin(), words.end(), WordRow{kind, {}, {}, {}},
                                                [](const WordRow& a, const WordRow& b) { return a.kind < b.kind; });
    return {first, last};
}

std::span<const WordRow> rows_of(WordKind kind, std::string_view word) {
    const auto words = rows_of(kind);
    const auto [first, last] = std::equal_range(words.begin(), words.end(), WordRow{kind, word, {}, {}},
                                                [](const WordRow& a, const WordRow& b) { return a.word < b.word; });
    return {first, last};
}

}  // namespace

/// A change takes one byte away, brings one, or both.
bool may_be_near(std::string_view a, std::string_view b, std::size_t changes) noexcept {
    if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > changes) return false;
    return static_cast<std::size_t>(std::popcount(bytes_in(a) ^ bytes_in(b))) <= 2 * changes;
}

Vocabulary::Vocabulary(std::vector<std::string> languages) : languages_(std::move(languages)) {}

bool Vocabulary::active(std::string_view language) const noexcept {
    return language == "en" || std::find(languages_.begin(), languages_.end(), language) != languages_.end();
}

Vocabulary::Answer Vocabulary::look_up(WordKind kind, std::string_view folded) const {
    const WordRow* first = nullptr;
    for (const WordRow& row : rows_of(kind, folded)) {
        if (!active(row.language)) continue;
        if (first == nullptr) {
            first = &row;
        } else if (first->means != row.means) {
            return {{},
                    "\"" + std::string(folded) + "\" means " + std::string(first->means) + " (" + std::string(first->language) +
                        ") and " + std::string(row.means) + " (" + std::string(row.language) + ")"};
        }
    }
    return {first == nullptr ? std::string_view() : first->means, {}};
}

Vocabulary::TypeAnswer Vocabulary::type(std::string_view folded) const {
    TypeAnswer out;
    Answer answer = look_up(WordKind::Type, folded);
    out.ambiguous = std::move(answer.ambiguous);
    out.type = field_type_named(answer.means);
    for (const OtherRow& other : other_table()) {
        if (other.word == answer.means) out.kind = other.kind;
    }
    return out;
}

std::optional<bool> Vocabulary::yes_no(std::string_view folded) const {
    const Answer answer = look_up(WordKind::Answer, folded);
    if (answer.means.empty()) return std::nullopt;
    return answer.means == "yes";
}

std::vector<std::string> Vocabulary::date_letters() const {
    std::vector<std::string> out;
    for (const LanguageRow& language : language_table()) {
        if (!active(language.code)) continue;
        std::string letters(3, ' ');
        for (const WordRow& row : rows_of(WordKind::DateLetter)) {
            if (row.language != language.code) continue;
            letters[row.means == "day" ? 0 : row.means == "month" ? 1 : 2] = row.word.front();
        }
        out.push_back(std::move(letters));
    }
    return out;
}

std::string Vocabulary::nearest(WordKind kind, std::string_view folded) const {
    Nearest nearest(folded);
    for (const WordRow& row : rows_of(kind)) {
        if (nearest.may_be(row.word) && active(row.language)) nearest.offer(row.word);
    }
    return nearest.word();
}

std::string Vocabulary::nearest_of(const std::vector<std::string>& words, std::string_view folded) {
    Nearest nearest(folded);
    for (const std::string& word : words) nearest.offer(word);
    return nearest.word();
}

}  // namespace quillport::tags
