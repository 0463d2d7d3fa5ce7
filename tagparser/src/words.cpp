#include "words.hpp"

#include <algorithm>
#include <utility>

#include "quillport/tags/grammar.hpp"

namespace quillport::tags {
namespace {

/// Damerau-Levenshtein distance (optimal string alignment).
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    }
    return d[a.size()][b.size()];
}

/// Keeps the candidate that needs the fewest changes, among those that need few enough for their length.
class Nearest {
  public:
    explicit Nearest(std::string_view wanted) : wanted_(wanted) {}
    void offer(std::string_view word) {
        if (word.size() < 3 || wanted_.size() > 24) return;
        const std::size_t bound = std::max(word.size(), wanted_.size()) <= 4 ? 1 : 2;
        const std::size_t changes = distance(wanted_, word);
        if (changes > bound || changes >= best_) return;
        best_ = changes;
        word_ = word;
    }
    [[nodiscard]] std::string word() const { return std::string(word_); }

  private:
    std::string_view wanted_, word_;
    std::size_t best_ = 3;
};

}  // namespace

Vocabulary::Vocabulary(std::vector<std::string> languages) : languages_(std::move(languages)) {}

bool Vocabulary::active(std::string_view language) const noexcept {
    return language == "en" || std::find(languages_.begin(), languages_.end(), language) != languages_.end();
}

Vocabulary::TypeAnswer Vocabulary::type(std::string_view folded) const {
    for (const TypeRow& row : type_table()) {
        if (row.word == folded || is_word_of(row.short_forms, folded)) return {row.type, {}};
    }
    TypeAnswer answer;
    const WordRow* first = nullptr;
    for (const WordRow& row : word_table()) {
        if (row.word != folded || !active(row.language)) continue;
        const auto type = field_type_named(row.means);
        if (!type) continue;
        if (first != nullptr && answer.type != type) {
            return {std::nullopt, "\"" + std::string(folded) + "\" means " + std::string(first->means) + " (" +
                                      std::string(first->language) + ") and " + std::string(row.means) + " (" +
                                      std::string(row.language) + ")"};
        }
        if (first == nullptr) first = &row;
        answer.type = type;
    }
    return answer;
}

bool Vocabulary::is_reserved(std::string_view folded) const noexcept {
    const auto words = reserved_words();
    return std::find(words.begin(), words.end(), folded) != words.end();
}

std::optional<bool> Vocabulary::yes_no(std::string_view folded) const {
    for (const WordRow& row : word_table()) {
        if (row.word != folded || !active(row.language)) continue;
        if (row.means == "yes") return true;
        if (row.means == "no") return false;
    }
    return std::nullopt;
}

std::string Vocabulary::nearest_type(std::string_view folded) const {
    Nearest nearest(folded);
    for (const TypeRow& row : type_table()) {
        for (std::size_t at = 0; at < row.short_forms.size();) {
            const std::size_t end = std::min(row.short_forms.find(' ', at), row.short_forms.size());
            nearest.offer(row.short_forms.substr(at, end - at));
            at = end + 1;
        }
        nearest.offer(row.word);
    }
    for (const WordRow& row : word_table()) {
        if (active(row.language) && field_type_named(row.means)) nearest.offer(row.word);
    }
    return nearest.word();
}

std::string Vocabulary::nearest_key(std::string_view folded) const {
    Nearest nearest(folded);
    for (const KeyRow& row : key_table()) nearest.offer(row.word);
    return nearest.word();
}

}  // namespace quillport::tags
