#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "found.hpp"
#include "frame.hpp"

namespace quillport::tags {
namespace {

constexpr double kSmallestVisible = 4;  ///< points (docs: tag language, What counts)

bool is_blank(const pdf::PageContent& page, const pdf::Glyph& glyph) {
    const auto text = page.text_of(glyph);
    return std::all_of(text.begin(), text.end(), [](char32_t c) {
        return c <= 0x20 || c == 0xA0 || c == kSoftHyphen || (c >= 0x2000 && c <= 0x200F) || c == 0x2060 || c == 0xFEFF;
    }) && !text.empty();
}

/// True when `next` goes on where the line of `last` is: same direction, same baseline, not far away.
bool same_line(const pdf::Glyph& last, const pdf::Glyph& next) {
    const double size = std::max({last.font_size(), next.font_size(), 0.01});
    const double ux = last.up_x / std::max(last.font_size(), 0.01);
    const double uy = last.up_y / std::max(last.font_size(), 0.01);
    const double dx = next.origin_x - last.origin_x - last.advance_x;
    const double dy = next.origin_y - last.origin_y - last.advance_y;
    const double across = last.vertical ? dx * uy - dy * ux : dx * ux + dy * uy;
    const double along = last.vertical ? -(dx * ux + dy * uy) : dx * uy - dy * ux;
    return std::fabs(across) < 0.6 * size && along > -1.5 * size && along < 4 * size;
}

std::vector<Rect> pieces_of(const pdf::PageContent& page, std::uint32_t first, std::uint32_t last) {
    std::vector<Rect> pieces;
    const pdf::Glyph* previous = nullptr;
    for (std::uint32_t i = first; i <= last; ++i) {
        const pdf::Glyph& glyph = page.glyphs[i];
        if (is_blank(page, glyph)) continue;
        if (previous == nullptr || !same_line(*previous, glyph)) {
            pieces.push_back(glyph.box());
        } else {
            pieces.back() = united(pieces.back(), glyph.box());
        }
        previous = &glyph;
    }
    return pieces;
}

bool is_visible(const pdf::PageContent& page, std::uint32_t first, std::uint32_t last, PageSize size) {
    const Rect shown{0, 0, size.width, size.height};
    for (std::uint32_t i = first; i <= last; ++i) {
        const pdf::Glyph& glyph = page.glyphs[i];
        if (is_blank(page, glyph)) continue;
        const bool painted = glyph.render_mode != 3 && glyph.render_mode != 7 && !glyph.layer_off;
        if (painted && glyph.font_size() >= kSmallestVisible && overlap(glyph.box(), shown)) return true;
    }
    return false;
}

/// Puts the reason into one sentence for the author.
std::string message_for(int page, const std::string& text, const ParseFault& fault, const std::string& role,
                        const Vocabulary& words) {
    std::string out = "Tag on page " + std::to_string(page) + " cannot be read: " + text + ". ";
    if (fault.guess.empty()) return out + fault.explanation;
    out += "Did you mean " + fault.guess;
    if (const auto type = words.type(fault.guess).type; type && name_of(*type) != fault.guess) {
        out += ", a field of type " + std::string(name_of(*type));
    }
    if (!role.empty()) out += " of role " + role;
    return out + "?";
}

class PageFinder {
  public:
    PageFinder(const pdf::PageContent& page, PageSize size, Flow& flow, const Vocabulary& words)
        : page_(page), size_(size), flow_(flow), words_(words) {}

    PageFindings run() {
        for (const Candidate& candidate : scan(page_, flow_, words_)) take(candidate);
        return std::move(out_);
    }

  private:
    void take(const Candidate& candidate);
    void tell(const Candidate& candidate, const ParseFault& fault, const std::string& role);
    void missing_mark(const Candidate& candidate);
    void add(const Candidate& candidate, ParsedTag parsed);
    [[nodiscard]] bool joined_to_copy(const FoundTag& tag);
    [[nodiscard]] std::string role_meant(std::span<const Unit> inner) const;

    /// Glyphs of the candidate. Those that repeat its last one (bold by overprinting) belong to it.
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> glyphs(const Candidate& candidate) const {
        const std::uint32_t first = flow_[candidate.begin].glyph;
        std::uint32_t last = flow_[candidate.end - 1].glyph;
        const std::uint32_t limit = candidate.end < flow_.size() ? flow_[candidate.end].glyph : static_cast<std::uint32_t>(page_.glyphs.size());
        for (std::uint32_t i = last + 1; i < limit; ++i) {
            if (page_.text_of(page_.glyphs[i]) == page_.text_of(page_.glyphs[flow_[candidate.end - 1].glyph])) last = i;
        }
        return {first, last};
    }
    [[nodiscard]] std::span<const Unit> units(std::size_t begin, std::size_t end) const {
        return std::span<const Unit>(flow_).subspan(begin, end - begin);
    }

    const pdf::PageContent& page_;
    PageSize size_;
    Flow& flow_;
    const Vocabulary& words_;
    PageFindings out_;
};

/// What stands where the role would: for the guess in a message.
std::string PageFinder::role_meant(std::span<const Unit> inner) const {
    std::string role;
    bool after_colon = false;
    for (const Unit& unit : inner) {
        if (unit.c == U';') break;
        if (after_colon) append_utf8(unit.shown, role);
        if (unit.c == U':') after_colon = true;
    }
    return role.size() <= 40 ? role : std::string();
}

void PageFinder::tell(const Candidate& candidate, const ParseFault& fault, const std::string& role) {
    const auto [first, last] = glyphs(candidate);
    const std::string text = display_text(units(candidate.begin, candidate.end));
    TagProblem problem;
    problem.page = page_.page;
    const auto pieces = pieces_of(page_, first, last);
    if (!pieces.empty()) problem.box = pieces.front();
    problem.code = fault.code;
    problem.message = message_for(page_.page, text, fault, role, words_);
    problem.text = text;
    problem.guess = fault.guess;
    for (const TagProblem& known : out_.problems) {  // bold by overprinting is one problem too
        if (known.text == problem.text && known.code == problem.code && overlap(known.box, problem.box)) return;
    }
    out_.problems.push_back(std::move(problem));
}

void PageFinder::missing_mark(const Candidate& candidate) {
    ParseFault fault;
    fault.code = "missing_brace";
    if (candidate.form == TagForm::Hashes) {
        fault.explanation = "It is never closed: ## is expected at its end.";
    } else if (candidate.fault == MarkFault::NoClosing) {
        fault.explanation = "It is never closed: }} is expected at its end.";
    } else {
        fault.explanation = "It opens with one brace: {{ is expected at its start.";
    }
    tell(candidate, fault, {});
}

void PageFinder::take(const Candidate& candidate) {
    if (candidate.fault != MarkFault::None) return missing_mark(candidate);
    const auto inner = units(candidate.inner_begin, candidate.inner_end);
    ParseOutcome outcome = parse(inner, candidate.form, words_);
    if (auto* parsed = std::get_if<ParsedTag>(&outcome)) add(candidate, std::move(*parsed));
    if (auto* fault = std::get_if<ParseFault>(&outcome)) tell(candidate, *fault, role_meant(inner));
}

/// A tag painted again at almost the same place (bold, shadow) is the same tag; erasing takes both.
bool PageFinder::joined_to_copy(const FoundTag& tag) {
    for (FoundTag& known : out_.tags) {
        const double near = 0.3 * tag.tag.font_size;
        const bool same = known.tag.text == tag.tag.text && std::fabs(known.tag.box.x0 - tag.tag.box.x0) < near &&
                          std::fabs(known.tag.box.y0 - tag.tag.box.y0) < near;
        if (!same) continue;
        known.glyphs.insert(known.glyphs.end(), tag.glyphs.begin(), tag.glyphs.end());
        known.tag.box = tag.tag.box;  // what is painted last is what one sees
        known.tag.pieces = tag.tag.pieces;
        known.tag.visible = known.tag.visible || tag.tag.visible;
        return true;
    }
    return false;
}

void PageFinder::add(const Candidate& candidate, ParsedTag parsed) {
    const auto [first, last] = glyphs(candidate);
    FoundTag found;
    found.role_key = std::move(parsed.role_key);
    for (std::uint32_t i = first; i <= last; ++i) found.glyphs.push_back(i);
    Tag& tag = found.tag;
    tag.page = page_.page;
    tag.text = display_text(units(candidate.begin, candidate.end));
    tag.dialect = "quillport";
    tag.type = parsed.type;
    tag.role = std::move(parsed.role);
    tag.name = std::move(parsed.name);
    tag.required = parsed.required;
    tag.attributes = std::move(parsed.attributes);
    tag.pieces = pieces_of(page_, first, last);
    if (tag.pieces.empty()) return;
    tag.box = tag.pieces.front();
    tag.rotation = rotation_of(page_.glyphs[first]);
    tag.font_size = page_.glyphs[first].font_size();
    tag.visible = is_visible(page_, first, last, size_);
    if (!joined_to_copy(found)) out_.tags.push_back(std::move(found));
}

}  // namespace

PageFindings find_on_page(const pdf::PageContent& page, PageSize size, Folder& folder, const Vocabulary& words) {
    if (!may_hold_tags(page)) return {};
    Flow flow;
    build_flow(page, folder, flow);
    return PageFinder(page, size, flow, words).run();
}

}  // namespace quillport::tags
