#include "marks.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <utility>

#include "page_numbers.hpp"
#include "paper.hpp"
#include "quillport/pdf/content.hpp"
#include "quillport/pdf/page_image.hpp"
#include "quillport/pdf/parts.hpp"

namespace quillport::splitter {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kLongestTitle = 200;  ///< bytes

/// One line of text that ends at a whole character.
std::string one_line(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool blank = static_cast<unsigned char>(c) <= 0x20;
        if (!blank || (!out.empty() && out.back() != ' ')) out += blank ? ' ' : c;
    }
    std::size_t end = std::min(out.size(), kLongestTitle);
    while (end < out.size() && end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U) --end;
    out.resize(end);
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

Result<std::unique_ptr<RE2>> expression_of(const std::string& text) {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(std::int64_t{8} << 20U);
    auto expression = std::make_unique<RE2>(text, options);
    if (expression->ok()) return expression;
    return Error{ErrorCode::InvalidInput, "The expression cannot be read: " + expression->error() + ".", "split_rule"};
}

/// What an expression found: the whole match, and its first group as the key.
struct Found {
    std::string whole, key;
};

bool find_in(const std::string& text, const RE2& expression, Found& found) {
    re2::StringPiece groups[2];
    const int wanted = std::min(1 + expression.NumberOfCapturingGroups(), 2);
    if (!expression.Match(text, 0, text.size(), RE2::UNANCHORED, groups, wanted)) return false;
    found.whole = one_line(groups[0].as_string());
    found.key = one_line(wanted == 2 ? groups[1].as_string() : groups[0].as_string());
    return !found.key.empty();
}

class NoMarker : public Marker {
  public:
    Result<PageMark> mark(int) override { return PageMark{}; }
};

class PagesMarker : public Marker {
  public:
    explicit PagesMarker(int pages) : pages_(pages) {}
    Result<PageMark> mark(int page) override { return PageMark{(page - 1) % pages_ == 0, false, {}, {}}; }

  private:
    int pages_;
};

class PageOneMarker : public Marker {
  public:
    explicit PageOneMarker(pdf::Document& document) : document_(document), reader_(document) {}
    Result<PageMark> mark(int page) override {
        const auto lines = pdf::text_lines(reader_, page);
        if (!lines.ok()) return lines.error();
        return PageMark{is_page_one(lines.value(), document_.page_size(page)), false, {}, {}};
    }

  private:
    pdf::Document& document_;
    pdf::ContentReader reader_;
};

class BookmarkMarker : public Marker {
  public:
    explicit BookmarkMarker(pdf::Document& document) {
        for (pdf::Bookmark& bookmark : pdf::first_level_bookmarks(document))
            titles_.emplace(bookmark.page, one_line(bookmark.title));  // the first of a page holds
    }
    Result<PageMark> mark(int page) override {
        const auto at = titles_.find(page);
        if (at == titles_.end()) return PageMark{};
        return PageMark{true, false, at->second, at->second};
    }

  private:
    std::map<int, std::string> titles_;
};

class TextMarker : public Marker {
  public:
    TextMarker(pdf::Document& document, std::unique_ptr<RE2> expression)
        : reader_(document), expression_(std::move(expression)) {}
    Result<PageMark> mark(int page) override {
        const auto lines = pdf::text_lines(reader_, page);
        if (!lines.ok()) return lines.error();
        std::string text;
        for (const pdf::TextLine& line : lines.value()) text += line.text + "\n";
        Found found;
        if (!find_in(text, *expression_, found)) return PageMark{};
        return PageMark{false, false, found.key, found.whole};
    }

  private:
    pdf::ContentReader reader_;
    std::unique_ptr<RE2> expression_;
};

/// Draws pages as long as there is time.
class Drawer {
  public:
    Drawer(pdf::Document& document, const PlanOptions& options)
        : document_(document), end_(Clock::now() + options.drawing_until) {}
    [[nodiscard]] Result<pdf::GreyImage> draw(int page, int dpi) const {
        if (Clock::now() > end_) return Error{ErrorCode::Timeout, "too many pages to look at", "time"};
        return pdf::render_grey(document_.bytes(), page, dpi, 8e6);
    }

  private:
    pdf::Document& document_;
    Clock::time_point end_;
};

class BlankMarker : public Marker {
  public:
    BlankMarker(pdf::Document& document, const PlanOptions& options) : reader_(document), drawer_(document, options) {}
    Result<PageMark> mark(int page) override {
        const auto lines = pdf::text_lines(reader_, page);
        if (!lines.ok()) return lines.error();
        if (!lines.value().empty()) return PageMark{};
        auto image = drawer_.draw(page, kDpi);
        if (!image.ok()) return image.error();
        return PageMark{false, is_empty_paper(image.value()), {}, {}};
    }

  private:
    static constexpr int kDpi = 100;

    pdf::ContentReader reader_;
    Drawer drawer_;
};

class CodeMarker : public Marker {
  public:
    CodeMarker(pdf::Document& document, const PlanOptions& options, std::unique_ptr<RE2> expression)
        : reader_(options.reader), drawer_(document, options), expression_(std::move(expression)) {}
    Result<PageMark> mark(int page) override {
        if (reader_ == nullptr) return Error{ErrorCode::Unavailable, "codes cannot be read here", {}};
        auto image = drawer_.draw(page, kDpi);
        if (!image.ok()) return image.error();
        auto codes = reader_->codes(image.value(), tags::CodeKinds::All);
        if (!codes.ok()) return codes.error();
        // From above, as people read: the first that counts.
        std::sort(codes.value().begin(), codes.value().end(),
                  [](const tags::ReadCode& a, const tags::ReadCode& b) { return a.box.y0 < b.box.y0; });
        for (const tags::ReadCode& code : codes.value()) {
            Found found{one_line(code.text), one_line(code.text)};
            if (found.key.empty() || (expression_ && !find_in(code.text, *expression_, found))) continue;
            if (is_separator(code.text)) return PageMark{false, true, {}, {}};
            return PageMark{false, false, found.key, {}};
        }
        return PageMark{};
    }

  private:
    static constexpr int kDpi = 150;

    /// The patch sheets that scanners and their programs know.
    static bool is_separator(const std::string& text) {
        return text == "PATCHT" || text == "PATCH T" || text == "PATCH2" || text == "PATCH3";
    }

    tags::PageReader* reader_;
    Drawer drawer_;
    std::unique_ptr<RE2> expression_;
};

}  // namespace

Result<std::unique_ptr<Marker>> marker_for(pdf::Document& document, const SplitRule& rule, const PlanOptions& options) {
    using Made = std::unique_ptr<Marker>;
    std::unique_ptr<RE2> expression;
    if (!rule.expression.empty()) {
        auto read = expression_of(rule.expression);
        if (!read.ok()) return std::move(read).error();
        expression = std::move(read).value();
    }
    switch (rule.by) {
        case SplitBy::Tag:
            return Made(std::make_unique<NoMarker>());
        case SplitBy::Pages:
            return Made(std::make_unique<PagesMarker>(std::clamp(rule.pages, 1, kMostPartPages)));
        case SplitBy::PageOne:
            return Made(std::make_unique<PageOneMarker>(document));
        case SplitBy::Bookmark:
            return Made(std::make_unique<BookmarkMarker>(document));
        case SplitBy::Text:
            if (!expression) return Error{ErrorCode::InvalidInput, "text needs an expression.", "split_rule"};
            return Made(std::make_unique<TextMarker>(document, std::move(expression)));
        case SplitBy::Blank:
            return Made(std::make_unique<BlankMarker>(document, options));
        case SplitBy::Code:
            return Made(std::make_unique<CodeMarker>(document, options, std::move(expression)));
    }
    return Made(std::make_unique<NoMarker>());
}

Result<void> check(const SplitRule& rule) {
    if (rule.expression.empty()) return {};
    auto read = expression_of(rule.expression);
    if (!read.ok()) return std::move(read).error();
    return {};
}

}  // namespace quillport::splitter
