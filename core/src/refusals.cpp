#include "quillport/core/refusals.hpp"

#include <algorithm>
#include <array>

namespace quillport {
namespace {

constexpr std::array<std::string_view, 3> kLanguages = {"en", "sl", "de"};

struct Refusal {
    std::string_view key;
    std::array<std::string_view, kLanguages.size()> sentences;
};
constexpr Refusal kRefusals[] = {
#include "refusals.inc"
};

constexpr std::string_view kSubject = "It";  // the generator sees to it that every English sentence begins so

}  // namespace

std::string_view why_refused(std::string_view key, std::string_view language) noexcept {
    const auto row = std::find_if(std::begin(kRefusals), std::end(kRefusals), [&](const Refusal& r) { return r.key == key; });
    if (row == std::end(kRefusals)) return {};
    const auto at = std::find(kLanguages.begin(), kLanguages.end(), language);
    return row->sentences[at == kLanguages.end() ? 0 : static_cast<std::size_t>(at - kLanguages.begin())];
}

std::string why_refused_of(const std::string& title, std::string_view key) {
    const std::string_view sentence = why_refused(key);
    return sentence.empty() ? std::string() : title + std::string(sentence.substr(kSubject.size()));
}

}  // namespace quillport
