#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "found.hpp"
#include "frame.hpp"

namespace quillport::tags {
namespace {

constexpr double kSignatureWidth = 120, kInitialsWidth = 40;  ///< at least
constexpr double kSignatureHeight = 36, kSignatureLeast = 24;
constexpr double kInitialsHeight = 24, kInitialsLeast = 10;
constexpr double kTypedLeast = 10;
constexpr double kSmallTag = 6, kSmallTagSize = 10;  ///< a tag smaller than this stands for a field of that size
constexpr double kLineHeight = 1.15;
constexpr double kGap = 1;       ///< between a field and what stands beside it
constexpr double kOddity = 0.5;  ///< overlaps up to this are rounding

/// What a field would like to be, in points.
struct Wish {
    double width = 0, least_width = 0;
    double height = 0, least_height = 0;
    bool grows = false;  ///< upwards as far as the page is empty
};

bool is_typed(FieldType type) {
    return type != FieldType::Signature && type != FieldType::Initials && type != FieldType::Stamp && type != FieldType::Seal &&
           type != FieldType::Image && type != FieldType::Qr;
}

double attribute_length(const Tag& tag, const char* key, double page_width) {
    const auto found = tag.attributes.find(key);
    if (found == tag.attributes.end()) return 0;
    return parse_length(found->second, page_width).value_or(0);
}

Wish wish_of(const Tag& tag, double piece_width, double page_width) {
    Wish wish;
    const double given_size = attribute_length(tag, "size", 0);
    const double own_size = tag.font_size < kSmallTag ? kSmallTagSize : tag.font_size;
    const double line = (given_size > 0 ? given_size : own_size) * kLineHeight;
    wish.width = wish.least_width = attribute_length(tag, "width", page_width);
    wish.height = wish.least_height = attribute_length(tag, "height", page_width);
    const bool initials = tag.type == FieldType::Initials;
    if (wish.width == 0) {
        const double least = initials ? kInitialsWidth : tag.type == FieldType::Signature ? kSignatureWidth : 0;
        wish.width = std::max(piece_width, least);
        wish.least_width = least;
    }
    if (wish.height > 0) return wish;
    if (is_typed(tag.type)) {
        wish.height = wish.least_height = std::max(line, kTypedLeast);
    } else {
        wish.grows = true;
        wish.height = std::max(line, initials ? kInitialsHeight : kSignatureHeight);
        wish.least_height = initials ? kInitialsLeast : kSignatureLeast;
    }
    return wish;
}

/// A letter right behind the word before it: one obstacle.
bool continues(const Rect& word, const Rect& letter) {
    return letter.y0 == word.y0 && letter.y1 == word.y1 && letter.x0 >= word.x0 &&
           std::fabs(letter.x0 - word.x1) < 0.2 * word.height() && letter.x1 >= word.x1;
}

std::string points(double value) { return std::to_string(static_cast<int>(std::ceil(value))); }

class Placer {
  public:
    Placer(const pdf::PageContent& page, PageSize size, PageFindings& findings) : page_(page), size_(size), findings_(findings) {
        own_.resize(page.glyphs.size());
        for (const FoundTag& found : findings.tags) {
            for (const std::uint32_t glyph : found.glyphs) own_[glyph] = true;
        }
    }

    void run() {
        for (FoundTag& found : findings_.tags) {
            if (obstacles_rotation_ != found.tag.rotation) collect_obstacles(found.tag.rotation);
            place(found);
        }
        for (std::size_t i = 0; i < findings_.tags.size(); ++i) {
            for (std::size_t k = 0; k < i; ++k) separate(findings_.tags[k].tag, findings_.tags[i].tag);
        }
    }

  private:
    void collect_obstacles(int rotation);
    void place(FoundTag& found);
    [[nodiscard]] double room_right(const Rect& piece, double base, double height) const;
    [[nodiscard]] double room_up(const Rect& piece, double base, double right) const;
    void separate(Tag& a, Tag& b);
    void no_room(const Tag& tag, const char* what, double needed, double free);

    const pdf::PageContent& page_;
    PageSize size_;
    PageFindings& findings_;
    std::vector<bool> own_;        ///< glyphs of tags: they vanish
    std::vector<Rect> obstacles_;  ///< text that stays, rules and pictures; upright
    int obstacles_rotation_ = -1;
};

void Placer::collect_obstacles(int rotation) {
    obstacles_rotation_ = rotation;
    obstacles_.clear();
    obstacles_.reserve(page_.glyphs.size());
    std::uint32_t last = 0;  // glyph that made or widened the last obstacle
    for (std::uint32_t i = 0; i < page_.glyphs.size(); ++i) {
        const pdf::Glyph& glyph = page_.glyphs[i];
        if (own_[i] || glyph.layer_off || glyph.render_mode == 3) continue;
        const auto text = page_.text_of(glyph);
        if (std::all_of(text.begin(), text.end(), [](char32_t c) { return c <= 0x20 || c == 0xA0 || c == U'_' || c == U'.'; })) {
            continue;  // blanks, and the leaders on which one signs
        }
        const Rect box = to_upright(glyph.box(), rotation);
        if (!obstacles_.empty() && last + 1 == i && continues(obstacles_.back(), box)) {
            obstacles_.back().x1 = box.x1;
        } else {
            obstacles_.push_back(box);
        }
        last = i;
    }
    for (const Rect& rule : page_.rules) obstacles_.push_back(to_upright(rule, rotation));
    for (const Rect& image : page_.images) {
        // A picture over most of the page is its background.
        if (image.width() * image.height() < 0.5 * size_.width * size_.height) obstacles_.push_back(to_upright(image, rotation));
    }
}

double Placer::room_right(const Rect& piece, double base, double height) const {
    const Rect paper = to_upright({0, 0, size_.width, size_.height}, obstacles_rotation_);
    double right = paper.x1;
    for (const Rect& r : obstacles_) {
        const bool beside = r.y0 < base + height - kOddity && r.y1 > base + kOddity;
        if (beside && r.x0 > piece.x1 - kGap) right = std::min(right, r.x0 - kGap);
    }
    return std::max(right - piece.x0, 0.0);
}

double Placer::room_up(const Rect& piece, double base, double right) const {
    const Rect paper = to_upright({0, 0, size_.width, size_.height}, obstacles_rotation_);
    double top = paper.y1;
    for (const Rect& r : obstacles_) {
        const bool above = r.x0 < right - kOddity && r.x1 > piece.x0 + kOddity && r.y0 > piece.y1 - 0.35 * piece.height();
        if (above) top = std::min(top, r.y0 - kGap);
    }
    return std::max(top - base, 0.0);
}

void Placer::place(FoundTag& found) {
    Tag& tag = found.tag;
    const Rect piece = to_upright(tag.box, tag.rotation);
    const pdf::Glyph& first = page_.glyphs[found.glyphs.front()];
    const Rect origin = to_upright({first.origin_x, first.origin_y, first.origin_x, first.origin_y}, tag.rotation);
    const double base = std::clamp(origin.y0, piece.y0, piece.y1);
    const Wish wish = wish_of(tag, piece.width(), size_.width);
    // What grows bends to what stands above it; only what is on its own line takes width from it.
    const double beside = wish.grows ? 0.8 * (piece.y1 - base) : wish.height;
    const double free_width = room_right(piece, base, std::max(beside, 1.0));
    double width = wish.width;
    if (width > free_width) {
        if (wish.least_width > free_width + kOddity) no_room(tag, "width", wish.least_width, free_width);
        width = std::max(free_width, std::min(wish.width, piece.width()));
    }
    double height = wish.height;
    if (wish.grows) height = std::clamp(room_up(piece, base, piece.x0 + width), wish.least_height, wish.height);
    tag.field = from_upright({piece.x0, base, piece.x0 + width, base + height}, tag.rotation);
}

/// No field covers another: on one line the left one gives up width, else the lower one height.
void Placer::separate(Tag& a, Tag& b) {
    if (a.rotation != b.rotation || !overlap(a.field, b.field)) return;
    const Rect fa = to_upright(a.field, a.rotation);
    const Rect fb = to_upright(b.field, b.rotation);
    const double line = std::min(to_upright(a.box, a.rotation).height(), to_upright(b.box, b.rotation).height());
    const bool one_line = std::fabs(fa.y0 - fb.y0) < 0.5 * line;
    const bool a_gives = one_line ? fa.x0 < fb.x0 : fa.y0 < fb.y0;
    Tag& gives = a_gives ? a : b;
    Rect field = a_gives ? fa : fb;
    const Rect& other = a_gives ? fb : fa;
    const Rect piece = to_upright(gives.box, gives.rotation);
    const Wish wish = wish_of(gives, piece.width(), size_.width);
    const double free = one_line ? other.x0 - field.x0 - kGap : other.y0 - field.y0;
    const double least = one_line ? std::max(wish.least_width, kTypedLeast) : std::min(wish.least_height, piece.height() * 2);
    if (free + kOddity < least) {
        const bool close = !one_line && !wish.grows && free >= kTypedLeast;  // lines that stand a little closer than usual
        if (!close) no_room(gives, one_line ? "width" : "height", least, free);
    }
    if (free < kOddity) return;
    (one_line ? field.x1 : field.y1) = (one_line ? field.x0 : field.y0) + free;
    gives.field = from_upright(field, gives.rotation);
}

void Placer::no_room(const Tag& tag, const char* what, double needed, double free) {
    for (const TagProblem& known : findings_.problems) {
        if (known.code == "no_room" && known.box == tag.box) return;
    }
    TagProblem problem;
    problem.page = tag.page;
    problem.box = tag.box;
    problem.code = "no_room";
    problem.message = "The field of " + tag.text + " on page " + std::to_string(tag.page) + " needs " + points(needed) +
                      " pt of " + what + "; " + std::to_string(static_cast<int>(std::max(free, 0.0))) + " pt are free.";
    problem.text = tag.text;
    findings_.problems.push_back(std::move(problem));
}

}  // namespace

void place_fields(const pdf::PageContent& page, PageSize size, PageFindings& findings) {
    if (!findings.tags.empty()) Placer(page, size, findings).run();
}

}  // namespace quillport::tags
