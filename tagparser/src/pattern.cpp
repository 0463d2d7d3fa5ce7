#include <re2/re2.h>

#include "value.hpp"

namespace quillport::tags {
namespace {

constexpr std::size_t kLongestPattern = 500;
constexpr std::int64_t kPatternMemory = 1 << 18;

RE2::Options bounded() {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(kPatternMemory);
    return options;
}

}  // namespace

std::optional<std::string> fault_of_pattern(const std::string& pattern) {
    if (pattern.empty() || pattern.size() > kLongestPattern) return "1 to " + std::to_string(kLongestPattern) + " characters";
    const RE2 compiled(pattern, bounded());
    if (compiled.ok()) return std::nullopt;
    return compiled.error();
}

bool matches(const std::string& pattern, const std::string& value) { return RE2::FullMatch(value, RE2(pattern, bounded())); }

}  // namespace quillport::tags
