#include "quillport/core/tag.hpp"

#include <algorithm>
#include <array>

namespace quillport {
namespace {

// In the order of the enumerations.
constexpr std::array<std::string_view, 4> kKinds = {"field", "document", "split", "definition"};
constexpr std::array<std::string_view, 4> kSources = {"text", "form", "ocr", "qr"};

template <typename E>
std::optional<E> named(const std::array<std::string_view, 4>& names, std::string_view name) noexcept {
    const auto* at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) return std::nullopt;
    return static_cast<E>(at - names.begin());
}

}  // namespace

std::string_view name_of(TagKind kind) noexcept { return kKinds[static_cast<std::size_t>(kind)]; }
std::string_view name_of(TagSource source) noexcept { return kSources[static_cast<std::size_t>(source)]; }
std::optional<TagKind> tag_kind_named(std::string_view name) noexcept { return named<TagKind>(kKinds, name); }
std::optional<TagSource> tag_source_named(std::string_view name) noexcept { return named<TagSource>(kSources, name); }

}  // namespace quillport
