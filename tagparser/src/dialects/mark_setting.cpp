#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "build.hpp"
#include "marks.hpp"
#include "quillport/tags/grammar.hpp"

namespace quillport::tags {
namespace {

constexpr std::string_view kBlanks = " \t";

Error refused(std::string what) { return {ErrorCode::InvalidInput, std::move(what), "mark"}; }

bool is_key_character(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }

bool is_setting(std::string_view key) {
    constexpr std::string_view kOwn = "type role dx dy whole_word case spaces erase expected";
    return is_word_of(kOwn, key) || find_key(key) != nullptr;
}

struct Pair {
    std::string key, value;
};

/// "key=value" or key="a value" at `at`, which moves behind it.
std::optional<Pair> pair_at(std::string_view text, std::size_t& at) {
    std::size_t i = at;
    while (i < text.size() && is_key_character(text[i])) ++i;
    if (i == at || i >= text.size() || text[i] != '=') return std::nullopt;
    Pair out{std::string(text.substr(at, i - at)), {}};
    ++i;
    if (i < text.size() && text[i] == '"') {
        const std::size_t close = text.find('"', i + 1);
        if (close == std::string_view::npos) return std::nullopt;
        out.value = text.substr(i + 1, close - i - 1);
        at = close + 1;
        return out;
    }
    const std::size_t end = std::min(text.find_first_of(kBlanks, i), text.size());
    out.value = text.substr(i, end - i);
    at = end;
    return out;
}

/// Where the settings behind the text begin: the first word of the form key=... whose key is one of them.
std::size_t settings_begin(std::string_view text) {
    if (text.starts_with('"')) {
        for (std::size_t i = text.find('"', 1); i != std::string_view::npos; i = text.find('"', i + 1)) {
            if (i + 1 == text.size() || kBlanks.find(text[i + 1]) != std::string_view::npos) return i + 1;
        }
    }
    for (std::size_t i = text.find_first_of(kBlanks); i != std::string_view::npos; i = text.find_first_of(kBlanks, i + 1)) {
        const std::size_t word = text.find_first_not_of(kBlanks, i);
        if (word == std::string_view::npos) break;
        std::size_t at = word;
        const auto pair = pair_at(text, at);
        if (pair && is_setting(pair->key)) return i;
    }
    return text.size();
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// An offset in points, with a sign and a unit.
std::optional<double> offset_of(std::string_view text) {
    const bool minus = text.starts_with('-');
    if (minus || text.starts_with('+')) text.remove_prefix(1);
    if (!text.empty() && text.find_first_not_of("0.") == std::string_view::npos) return 0;
    const auto points = length_in_points(text, "pt");
    if (!points) return std::nullopt;
    const double value = parse_number(std::string_view(*points).substr(0, points->size() - 2)).value_or(0);
    return minus ? -value : value;
}

Result<void> take(TextMark& mark, const Pair& pair) {
    bool* const flag = pair.key == "whole_word" ? &mark.whole_word
                       : pair.key == "case"     ? &mark.match_case
                       : pair.key == "spaces"   ? &mark.spaces
                       : pair.key == "erase"    ? &mark.erase
                       : pair.key == "expected" ? &mark.expected
                                                : nullptr;
    if (flag != nullptr) {
        const auto answer = yes_or_no(pair.value);
        if (!answer) return refused("\"" + pair.key + "\" expects yes or no");
        *flag = *answer;
        return {};
    }
    if (pair.key == "dx" || pair.key == "dy") {
        const auto points = offset_of(pair.value);
        if (!points || std::fabs(*points) > 5000)
            return refused("\"" + pair.key + "\" expects a length such as 5mm, -2mm or 12px");
        (pair.key == "dx" ? mark.dx : mark.dy) = *points;
        return {};
    }
    if (!is_setting(pair.key)) return refused("\"" + pair.key + "\" is no key of a mark or of the tag language");
    std::string value = pair.value;
    if ((pair.key == "width" || pair.key == "height") && value.ends_with("px")) {
        const auto points = length_in_points(value, "px");
        if (!points) return refused("\"" + pair.key + "\" expects a length such as 60mm or 120px");
        value = *points;
    }
    if (!mark.keys.emplace(pair.key, std::move(value)).second) return refused("\"" + pair.key + "\" stands there twice");
    return {};
}

}  // namespace

Result<TextMark> parse_mark(MarkKind kind, std::string_view setting) {
    setting = trimmed(setting);
    TextMark mark;
    if (kind == MarkKind::Anchor) {
        mark.whole_word = mark.match_case = true;
        mark.spaces = mark.erase = false;
    }
    std::size_t at = settings_begin(setting);
    std::string_view text = trimmed(setting.substr(0, at));
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    mark.text = text;
    while (at < setting.size()) {
        at = std::min(setting.find_first_not_of(kBlanks, at), setting.size());
        if (at == setting.size()) break;
        const auto pair = pair_at(setting, at);
        if (!pair) return refused("key=value is expected behind the text, with quotes around a value that holds blanks");
        if (auto taken = take(mark, *pair); !taken) return taken.error();
    }
    Folder folder;
    const auto matcher = MarkMatcher::of(kind, mark, folder, Vocabulary({}));
    if (!matcher) return matcher.error();
    return mark;
}

}  // namespace quillport::tags
