#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "found.hpp"
#include "frame.hpp"
#include "hyphens.hpp"
#include "page_ends.hpp"
#include "pieces.hpp"

namespace quillport::tags {
namespace {

constexpr std::size_t kMaxFindings = 2000;  ///< tags and problems on one page
constexpr std::size_t kScrambled = 3;       ///< steps back after which a page may hide a word
constexpr double kSmallestVisible = 4;      ///< points (docs: tag language, What counts)

bool is_visible(const pdf::PageContent& page, const Order& glyphs, PageSize size) {
    const Rect shown{0, 0, size.width, size.height};
    return std::any_of(glyphs.begin(), glyphs.end(), [&](std::uint32_t i) {
        const pdf::Glyph& glyph = page.glyphs[i];
        const bool painted = glyph.render_mode != 3 && glyph.render_mode != 7 && !glyph.layer_off && !is_blank(page, glyph);
        return painted && glyph.font_size() >= kSmallestVisible && overlap(glyph.box(), shown);
    });
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

/// Which order is being read. What stands in lines on the page is a second opinion: what has no end there is nothing.
enum class Pass : bool { Content, Lines };

class PageFinder {
  public:
    PageFinder(const pdf::PageContent& page, PageSize size, Folder& folder, const Language& language)
        : page_(page), size_(size), folder_(folder), language_(language), words_(language.words()) {}

    PageFindings run() {
        read(content_order(page_), Pass::Content);
        std::optional<CutTail> tail = tail_of_cut_tag(page_, flow_);
        if (const auto taken = taken_glyphs(); worth_reading_again(taken)) read_lines(taken);
        if (tail) keep_tail(std::move(*tail));
        for (Told& told : told_) {
            if (!told.head.empty()) out_.heads.push_back({out_.problems.size(), std::move(told.head)});
            out_.misread.push_back(misread(told));
            if (!told.definition.empty()) out_.broken_definitions.push_back(std::move(told.definition));
            out_.problems.push_back(std::move(told.problem));
        }
        if (too_many_) out_.problems.push_back(too_many());
        return std::move(out_);
    }

  private:
    struct Told {
        TagProblem problem;
        Order glyphs;
        Order own;               ///< of them those that are the tag's for sure: no words behind a tag that never ends
        std::string definition;  ///< its folded name when it was to be one
        Flow head;               ///< what may go on on the next page
    };

    void read(Order order, Pass pass) {
        order_ = std::move(order);
        build_flow(page_, order_, folder_, flow_);
        for (const Candidate& candidate : scan(page_, flow_, language_)) take(candidate, pass);
    }
    void read_lines(const std::vector<bool>& taken);
    void take(const Candidate& candidate, Pass pass);
    void judge_hyphens(const Candidate& candidate);
    void tell(const Candidate& candidate, const ParseFault& fault, const std::string& role);
    void missing_mark(const Candidate& candidate);
    void keep_tail(CutTail tail);
    void add(const Candidate& candidate, ParsedTag parsed, std::string_view dialect);
    void drop_explained_problems();
    [[nodiscard]] TagProblem too_many() const;
    [[nodiscard]] FoundTag misread(const Told& told) const;
    [[nodiscard]] bool joined_to_copy(const FoundTag& tag);
    [[nodiscard]] std::string role_meant(std::span<const Unit> inner) const;
    [[nodiscard]] std::vector<bool> taken_glyphs() const;
    [[nodiscard]] bool worth_reading_again(const std::vector<bool>& taken) const;
    [[nodiscard]] bool has_line_end(const Candidate& candidate) const;
    [[nodiscard]] bool told_already(const Candidate& candidate) const;
    [[nodiscard]] bool marks_in(const Order& block) const;
    [[nodiscard]] Order glyphs(const Candidate& candidate) const;
    [[nodiscard]] Candidate closed(Candidate candidate) const;
    /// As it is told to a person. Blanks count in the words of an anchor.
    [[nodiscard]] std::string text_of(const Candidate& candidate) const {
        const auto all = units(candidate.begin, candidate.end);
        return candidate.mark < 0 ? display_text(all) : to_utf8(words_of(all));
    }
    [[nodiscard]] std::span<const Unit> units(std::size_t begin, std::size_t end) const {
        return std::span<const Unit>(flow_).subspan(begin, end - begin);
    }

    const pdf::PageContent& page_;
    PageSize size_;
    Folder& folder_;
    const Language& language_;
    const Vocabulary& words_;
    std::optional<HyphenBook> hyphens_;  ///< made when the first hyphen at a line end is in doubt
    Order order_;
    Flow flow_;
    PageFindings out_;
    std::vector<Told> told_;
    std::size_t never_closed_to_ = 0;  ///< where the last tag without an end was cut
    std::vector<bool> told_glyphs_;    ///< of problems in the order of the content
    bool too_many_ = false;
};

/// Glyphs of the candidate. Those that repeat its last one (bold by overprinting) belong to it.
Order PageFinder::glyphs(const Candidate& candidate) const {
    const Unit& last = flow_[candidate.end - 1];
    std::uint32_t end = last.place + 1;
    const auto limit = candidate.end < flow_.size() ? flow_[candidate.end].place : static_cast<std::uint32_t>(order_.size());
    for (std::uint32_t i = end; i < limit; ++i) {
        if (page_.text_of(page_.glyphs[order_[i]]) == page_.text_of(page_.glyphs[last.glyph])) end = i + 1;
    }
    return {order_.begin() + flow_[candidate.begin].place, order_.begin() + end};
}

/// A candidate without a mark at its end, cut at the first blank.
Candidate PageFinder::closed(Candidate candidate) const {
    const char32_t last = flow_[candidate.end - 1].c;
    if (candidate.fault != MarkFault::NoClosing || last == U'}' || last == U'#') return candidate;
    for (std::size_t i = candidate.begin + 1; i < candidate.end; ++i) {
        if (!flow_[i].apart()) continue;
        candidate.end = i;
        break;
    }
    return candidate;
}

std::vector<bool> PageFinder::taken_glyphs() const {
    std::vector<bool> taken(page_.glyphs.size());
    for (const FoundTag& found : out_.tags) {
        for (const std::uint32_t glyph : found.glyphs) taken[glyph] = true;
    }
    return taken;
}

/// Braces that are left over are rare enough. Other marks stand in many texts, and words of anchors on every page: there the
/// order of the content must give a reason as well.
bool PageFinder::worth_reading_again(const std::vector<bool>& taken) const {
    const CharacterCounts left = count_left(flow_, taken);
    if (!language_.may_be_made_of(left, true)) return false;
    if (language_.forms().braces && left[U'{'] >= 2 && left[U'}'] >= 2) return true;
    const Disorder disorder = disorder_of(page_, taken);
    if (disorder.back + disorder.jumps == 0) return false;
    return language_.may_be_made_of(left, disorder.back >= kScrambled);
}

/// The page in the order of its lines, without what was found.
void PageFinder::read_lines(const std::vector<bool>& taken) {
    const std::size_t before = out_.tags.size();
    told_glyphs_.assign(page_.glyphs.size(), false);
    for (const Told& told : told_) {
        for (const std::uint32_t glyph : told.own) told_glyphs_[glyph] = true;
    }
    for (Order& block : line_blocks(page_, taken)) {
        if (marks_in(block)) read(std::move(block), Pass::Lines);
    }
    if (out_.tags.size() > before) drop_explained_problems();
}

bool PageFinder::has_line_end(const Candidate& candidate) const {
    const auto whole = units(candidate.begin + 1, candidate.end);
    return std::any_of(whole.begin(), whole.end(), [](const Unit& unit) { return unit.line_before; });
}

/// Whether it is worth reading: a block without marks has no tag. What is folded later may be anything.
bool PageFinder::marks_in(const Order& block) const {
    CharacterCounts counts{};
    for (const std::uint32_t i : block) {
        for (const char32_t c : page_.text_of(page_.glyphs[i])) {
            if (c > 0xFE00 || (c >= 0xFB00 && c <= 0xFB06)) return true;
            const bool quote = c == U'\'' || c == 0xAB || c == 0xBB;
            if (quote || (c >= 0x2010 && c < 0x2070)) ++counts['"'], ++counts['-'];
            count(c, counts);
        }
    }
    return language_.may_be_made_of(counts, true);
}

/// Whether the order of the content told a problem of some of these glyphs.
bool PageFinder::told_already(const Candidate& candidate) const {
    const Order used = glyphs(candidate);
    return std::any_of(used.begin(), used.end(), [&](std::uint32_t glyph) { return told_glyphs_[glyph]; });
}

/// What looked like a mistake in the order of the content was a tag after all.
void PageFinder::drop_explained_problems() {
    const auto taken = taken_glyphs();
    const auto explained = [&](const Told& told) {
        return std::any_of(told.glyphs.begin(), told.glyphs.end(), [&](std::uint32_t glyph) { return taken[glyph]; });
    };
    told_.erase(std::remove_if(told_.begin(), told_.end(), explained), told_.end());
}

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
    Order used = glyphs(candidate);
    const std::string text = text_of(candidate);
    TagProblem problem;
    problem.page = page_.page;
    const auto pieces = pieces_of(page_, used);
    if (!pieces.empty()) problem.box = pieces.front();
    problem.code = fault.code;
    problem.message = message_for(page_.page, text, fault, role, words_);
    problem.text = text;
    if (const auto type = words_.type(fault.guess).type) problem.guess = std::string(name_of(*type));
    for (const Told& told : told_) {  // bold by overprinting is one problem too
        const TagProblem& known = told.problem;
        if (known.text == problem.text && known.code == problem.code && overlap(known.box, problem.box)) return;
    }
    told_.push_back({std::move(problem), std::move(used), glyphs(closed(candidate)), fault.place, {}});
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
    const std::size_t before = told_.size();
    tell(candidate, fault, {});
    const bool cut = candidate.form == TagForm::Braces && candidate.fault == MarkFault::NoClosing && told_.size() > before;
    if (cut) told_.back().head = head_of_cut_tag(page_, flow_, candidate.begin);
}

/// What ends a tag of the page before, unless it belongs to one of this page after all.
void PageFinder::keep_tail(CutTail tail) {
    const auto taken = taken_glyphs();
    FoundTag end;
    for (const Unit& unit : tail.units) {
        if (taken[unit.glyph]) return;
        end.glyphs.push_back(unit.glyph);
    }
    end.tag.page = page_.page;
    end.tag.text = display_text(tail.units);
    end.tag.pieces = pieces_of(page_, end.glyphs);
    if (end.tag.pieces.empty()) return;
    end.tag.box = end.tag.pieces.front();
    tail.problem.page = page_.page;
    tail.problem.box = end.tag.box;
    out_.misread.push_back(std::move(end));
    out_.tail = std::move(tail);
}

FoundTag PageFinder::misread(const Told& told) const {
    FoundTag meant;
    meant.tag.page = told.problem.page;
    meant.tag.text = told.problem.text;
    meant.tag.box = told.problem.box;
    meant.glyphs = told.own;
    meant.tag.pieces = pieces_of(page_, meant.glyphs);
    return meant;
}

TagProblem PageFinder::too_many() const {
    TagProblem problem;
    problem.page = page_.page;
    problem.code = "page_limit";
    problem.message = "Page " + std::to_string(page_.page) + " holds more than " + std::to_string(kMaxFindings) +
                      " tags; the rest was not read.";
    return problem;
}

void PageFinder::judge_hyphens(const Candidate& candidate) {
    for (std::size_t i = candidate.begin; i + 1 < candidate.end; ++i) {
        if (flow_[i].c != U'-' || !flow_[i + 1].line_before) continue;
        if (!hyphens_) hyphens_.emplace(page_, folder_, words_);
        flow_[i].inserted = hyphens_->is_inserted(units(candidate.begin, candidate.end), i - candidate.begin);
    }
}

void PageFinder::take(const Candidate& candidate, Pass pass) {
    if (out_.tags.size() + told_.size() >= kMaxFindings) {
        too_many_ = true;
        return;
    }
    if (pass == Pass::Lines && candidate.fault != MarkFault::None) return;
    judge_hyphens(candidate);
    if (candidate.fault != MarkFault::None) {
        never_closed_to_ = candidate.fault == MarkFault::NoClosing ? candidate.end : 0;
        return missing_mark(candidate);
    }
    // A row painted across the cells of a table: the second pass reads them cell by cell.
    if (pass == Pass::Content && candidate.begin > 0 && candidate.begin == never_closed_to_ && has_line_end(candidate)) return;
    const auto inner = units(candidate.inner_begin, candidate.inner_end);
    auto [outcome, dialect] = language_.read(candidate, flow_);
    if (auto* parsed = std::get_if<ParsedTag>(&outcome)) add(candidate, std::move(*parsed), dialect);
    if (pass == Pass::Lines && told_already(candidate)) return;
    if (auto* fault = std::get_if<ParseFault>(&outcome)) tell(candidate, *fault, role_meant(inner));
}

/// A tag painted again at almost the same place (bold, shadow) is the same tag; erasing takes both.
bool PageFinder::joined_to_copy(const FoundTag& tag) {
    for (FoundTag& known : out_.tags) {
        const double near = 0.3 * tag.tag.font_size;
        const bool same = known.tag.text == tag.tag.text && known.mark == tag.mark &&
                          std::fabs(known.tag.box.x0 - tag.tag.box.x0) < near &&
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

void PageFinder::add(const Candidate& candidate, ParsedTag parsed, std::string_view dialect) {
    FoundTag found;
    found.role_key = std::move(parsed.role_key);
    found.role_variants = std::move(parsed.role_variants);
    found.insists = parsed.insists;
    found.place = std::move(parsed.place);
    found.weak = parsed.weak;
    found.fits = parsed.fits;
    found.glyphs = glyphs(candidate);
    const pdf::Glyph& first = page_.glyphs[found.glyphs.front()];
    Tag& tag = found.tag;
    tag.kind = parsed.kind;
    tag.page = page_.page;
    tag.text = text_of(candidate);
    if (const TextMark* mark = language_.mark(candidate.mark)) {
        found.mark = candidate.mark;
        found.stays = !mark->erase;
        found.dx = mark->dx;
        found.dy = mark->dy;
    }
    tag.dialect = std::string(dialect);
    tag.type = parsed.type;
    tag.role = std::move(parsed.role);
    tag.name = std::move(parsed.name);
    tag.required = parsed.required;
    tag.attributes = std::move(parsed.attributes);
    tag.pieces = pieces_of(page_, found.glyphs);
    if (tag.pieces.empty()) return;
    tag.box = tag.pieces.front();
    tag.rotation = rotation_of(first);
    tag.font_size = first.font_size();
    tag.visible = is_visible(page_, found.glyphs, size_);
    if (!joined_to_copy(found)) out_.tags.push_back(std::move(found));
}

}  // namespace

PageFindings find_on_page(const pdf::PageContent& page, PageSize size, Folder& folder, const Language& language) {
    if (!language.may_stand_on(page)) return {};
    return PageFinder(page, size, folder, language).run();
}

}  // namespace quillport::tags
