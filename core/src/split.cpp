#include "quillport/core/split.hpp"

#include <charconv>
#include <utility>

namespace quillport {
namespace {

struct Word {
    std::string_view word;
    SplitBy by;
};
constexpr Word kWords[] = {
    {"tag", SplitBy::Tag},   {"pages", SplitBy::Pages}, {"page-one", SplitBy::PageOne}, {"bookmark", SplitBy::Bookmark},
    {"text", SplitBy::Text}, {"blank", SplitBy::Blank}, {"qr", SplitBy::Code}};

Error refused(std::string sentence) { return {ErrorCode::InvalidInput, std::move(sentence), "split_rule"}; }

Result<SplitRule> with_argument(SplitRule rule, std::string_view argument) {
    if (rule.by == SplitBy::Pages) {
        const auto [end, failed] = std::from_chars(argument.data(), argument.data() + argument.size(), rule.pages);
        if (failed != std::errc{} || end != argument.data() + argument.size() || rule.pages < 1 || rule.pages > kMostPartPages)
            return refused("pages: needs a number from 1 to " + std::to_string(kMostPartPages) + ", as in pages:3.");
        return rule;
    }
    if (rule.by != SplitBy::Text && rule.by != SplitBy::Code)
        return refused("Only pages, text and qr take something behind a colon.");
    if (argument.empty()) return refused("There is no expression behind the colon; write text:Invoice (\\d+), for example.");
    if (argument.size() > kLongestExpression)
        return refused("The expression is longer than " + std::to_string(kLongestExpression) + " characters.");
    rule.expression = argument;
    return rule;
}

}  // namespace

Result<SplitRule> parse_split_rule(std::string_view text) {
    if (text.empty()) return SplitRule{};
    const std::size_t colon = text.find(':');
    const std::string_view head = text.substr(0, colon);
    for (const Word& known : kWords) {
        if (head != known.word) continue;
        SplitRule rule{known.by, 0, {}};
        if (colon != std::string_view::npos) return with_argument(std::move(rule), text.substr(colon + 1));
        if (rule.by == SplitBy::Pages) return refused("pages needs a number, as in pages:3.");
        if (rule.by == SplitBy::Text) return refused("text needs an expression, as in text:Invoice (\\d+).");
        return rule;
    }
    return refused("split is one of tag, pages:N, page-one, bookmark, text:EXPRESSION, blank, qr and qr:EXPRESSION.");
}

std::string text_of_rule(const SplitRule& rule) {
    for (const Word& known : kWords) {
        if (known.by != rule.by) continue;
        std::string text(known.word);
        if (rule.by == SplitBy::Pages) text += ":" + std::to_string(rule.pages);
        if (!rule.expression.empty()) text += ":" + rule.expression;
        return text;
    }
    return {};
}

}  // namespace quillport
