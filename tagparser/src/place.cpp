#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "found.hpp"
#include "frame.hpp"
#include "quillport/pdf/field_text.hpp"

namespace quillport::tags {
namespace {

constexpr double kSignatureWidth = 120, kInitialsWidth = 40;  ///< at least
constexpr double kSignatureHeight = 36, kSignatureLeast = 24;
constexpr double kInitialsHeight = 24, kInitialsLeast = 10;
constexpr double kTypedLeast = 10;
constexpr double kSmallTag = 6, kSmallTagSize = 10;  ///< a tag smaller than this stands for a field of that size
constexpr double kLineHeight = 1.2;   ///< of the font size; a typed field reaches below the baseline by kFieldDescent of it
constexpr double kDateWidth = 6.6;    ///< of the font size: "30. 12. 2026" and its margins
constexpr double kLetterWidth = 0.6;  ///< of the font size, for the letters of a date's format
constexpr double kLeastMargin = 18;   ///< of the page, that no field grows into
constexpr double kGap = 1;            ///< between a field and what stands beside it
constexpr double kOddity = 0.5;       ///< overlaps up to this are rounding

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

/// One line of text, of the recipient or of the portal.
bool is_line_of_text(FieldType type) {
    return type == FieldType::Date || type == FieldType::Name || type == FieldType::Email || type == FieldType::Company ||
           type == FieldType::Title || type == FieldType::Text || type == FieldType::Multiline || type == FieldType::Number ||
           type == FieldType::DateInput || type == FieldType::Dropdown;
}

double attribute_length(const Tag& tag, const char* key, double page_width) {
    const auto found = tag.attributes.find(key);
    if (found == tag.attributes.end()) return 0;
    return parse_length(found->second, page_width).value_or(0);
}

/// Size of the letters in the field.
double text_size(const Tag& tag) {
    const double given = attribute_length(tag, "size", 0);
    if (given > 0) return given;
    return tag.font_size < kSmallTag ? kSmallTagSize : tag.font_size;
}

/// What a date needs; everything else takes what there is.
double most_width(const Tag& tag) {
    if (tag.type != FieldType::Date && tag.type != FieldType::DateInput) return 1e6;
    const auto format = tag.attributes.find("format");
    if (format == tag.attributes.end() || format->second.empty()) return kDateWidth * text_size(tag);
    return (kLetterWidth * static_cast<double>(format->second.size()) + 0.5) * text_size(tag);
}

Wish wish_of(const Tag& tag, double piece_width, double page_width) {
    Wish wish;
    const double line = text_size(tag) * kLineHeight;
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

bool makes_field(const FoundTag& found) { return found.tag.kind == TagKind::Field; }

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
            if (!makes_field(found)) continue;
            if (obstacles_rotation_ != found.tag.rotation) collect_obstacles(found.tag.rotation);
            place(found);
        }
        for (std::size_t i = 0; i < findings_.tags.size(); ++i) {
            for (std::size_t k = 0; k < i; ++k) {
                if (makes_field(findings_.tags[i]) && makes_field(findings_.tags[k]))
                    separate(findings_.tags[k].tag, findings_.tags[i].tag);
            }
        }
        for (FoundTag& found : findings_.tags) {
            if (!makes_field(found)) continue;
            if (obstacles_rotation_ != found.tag.rotation) collect_obstacles(found.tag.rotation);
            widen(found.tag);
            found.tag.font_size = text_size(found.tag);
        }
    }

  private:
    void collect_obstacles(int rotation);
    void place(FoundTag& found);
    [[nodiscard]] double room_right(const Rect& piece, double base, double height) const;
    [[nodiscard]] double room_up(const Rect& piece, double base, double right) const;
    [[nodiscard]] double room_down(const Rect& piece, double base, double right) const;
    void separate(Tag& a, Tag& b);
    void widen(Tag& tag);
    void no_room(const Tag& tag, const char* what, double needed, double free);

    const pdf::PageContent& page_;
    PageSize size_;
    PageFindings& findings_;
    std::vector<bool> own_;         ///< glyphs of tags: they vanish
    std::vector<Rect> obstacles_;   ///< text that stays, rules and pictures; upright
    double margin_ = kLeastMargin;  ///< left of the text; the right one is as wide
    int obstacles_rotation_ = -1;
};

/// Blanks, and the leaders on which one signs.
bool stands_in_no_way(std::u32string_view text) {
    return std::all_of(text.begin(), text.end(), [](char32_t c) { return c <= 0x20 || c == 0xA0 || c == U'_' || c == U'.'; });
}

/// Every glyph of a page comes by here: what need not be asked is not.
void Placer::collect_obstacles(int rotation) {
    obstacles_rotation_ = rotation;
    obstacles_.clear();
    margin_ = 1e6;
    std::uint32_t last = 0;  // glyph that made or widened the last obstacle
    for (std::uint32_t i = 0; i < page_.glyphs.size(); ++i) {
        const pdf::Glyph& glyph = page_.glyphs[i];
        const bool own = own_[i];
        if (!own && (glyph.layer_off || glyph.render_mode == 3 || stands_in_no_way(page_.text_of(glyph)))) continue;
        const Rect box = rotation == 0 ? glyph.box() : to_upright(glyph.box(), rotation);
        margin_ = std::min(margin_, box.x0);
        if (own) continue;
        if (!obstacles_.empty() && last + 1 == i && continues(obstacles_.back(), box)) {
            obstacles_.back().x1 = box.x1;
        } else {
            obstacles_.push_back(box);
        }
        last = i;
    }
    margin_ = std::max(margin_ - to_upright({0, 0, size_.width, size_.height}, rotation).x0, kLeastMargin);
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

/// Empty below the baseline; the line on which one signs is no end.
double Placer::room_down(const Rect& piece, double base, double right) const {
    const Rect paper = to_upright({0, 0, size_.width, size_.height}, obstacles_rotation_);
    double bottom = paper.y0;
    for (const Rect& r : obstacles_) {
        const bool below = r.x0 < right - kOddity && r.x1 > piece.x0 + kOddity && r.y1 < base + kOddity;
        const bool signing_line = r.height() < 1.5 && r.y1 > base - 0.35 * piece.height();
        if (below && !signing_line) bottom = std::max(bottom, r.y1 + kGap);
    }
    for (const FoundTag& other : findings_.tags) {  // and the place that another field will need at least
        if (!makes_field(other) || other.tag.rotation != obstacles_rotation_) continue;
        const Rect r = to_upright(other.tag.box, obstacles_rotation_);
        const double end = std::max(r.x1, r.x0 + wish_of(other.tag, r.width(), size_.width).least_width);
        if (r.x0 < right - kOddity && end > piece.x0 + kOddity && r.y1 < piece.y0 + 0.5 * piece.height())
            bottom = std::max(bottom, std::min(r.y1 + kGap, base));
    }
    return std::max(base - bottom, 0.0);
}

void Placer::place(FoundTag& found) {
    Tag& tag = found.tag;
    const Rect box = to_upright(tag.box, tag.rotation);
    const Rect piece{box.x0 + found.dx, box.y0 + found.dy, box.x1 + found.dx, box.y1 + found.dy};
    const pdf::Glyph& first = page_.glyphs[found.glyphs.front()];
    const Rect origin = to_upright({first.origin_x, first.origin_y, first.origin_x, first.origin_y}, tag.rotation);
    const double base = std::clamp(origin.y0 + found.dy, piece.y0, piece.y1);
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
    double bottom = is_typed(tag.type) ? base - pdf::kFieldDescent * text_size(tag) : base;
    if (wish.grows) {
        const double up = room_up(piece, base, piece.x0 + width);
        height = std::min(up, wish.height);
        if (up + kOddity < wish.least_height) {
            // Too little above: it reaches below its baseline as far as the page is empty there.
            const double down = room_down(piece, base, piece.x0 + width);
            bottom = base - std::min(wish.least_height - up, down);
            height = std::max(base + up - bottom, piece.height());
            if (up + down + kOddity < wish.least_height) no_room(tag, "height", wish.least_height, up + down);
        }
    }
    tag.field = from_upright({piece.x0, bottom, piece.x0 + width, bottom + height}, tag.rotation);
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

/// A line of text grows to the right as far as the page is empty, so that it need not become small.
void Placer::widen(Tag& tag) {
    if (!is_line_of_text(tag.type) || tag.attributes.contains("width")) return;
    const auto align = tag.attributes.find("align");
    if (align != tag.attributes.end() && align->second != "left") return;
    const Rect paper = to_upright({0, 0, size_.width, size_.height}, tag.rotation);
    Rect field = to_upright(tag.field, tag.rotation);
    double right = std::min(paper.x1 - margin_, field.x0 + most_width(tag));
    const auto bounded_by = [&](const Rect& r) {
        const bool beside = r.y0 < field.y1 - kOddity && r.y1 > field.y0 + kOddity;
        if (beside && r.x1 > field.x1 - kGap && r.x0 > field.x0) right = std::min(right, r.x0 - kGap);
    };
    for (const Rect& r : obstacles_) {
        const bool under = r.y1 < field.y0 + pdf::kFieldDescent * text_size(tag);  // the line on which one writes
        if (!under) bounded_by(r);
    }
    for (const FoundTag& other : findings_.tags) {
        if (&other.tag != &tag && makes_field(other)) bounded_by(to_upright(other.tag.field, tag.rotation));
    }
    field.x1 = std::max(field.x1, right);
    tag.field = from_upright(field, tag.rotation);
}

void Placer::no_room(const Tag& tag, const char* what, double needed, double free) {
    const std::string room =
        points(needed) + " pt of " + what + "; " + std::to_string(static_cast<int>(std::max(free, 0.0))) + " pt are free.";
    for (TagProblem& known : findings_.problems) {
        if (known.code != "no_room" || known.box != tag.box) continue;
        if (known.message.find(std::string(" pt of ") + what) == std::string::npos) known.message += " It also needs " + room;
        return;
    }
    TagProblem problem;
    problem.page = tag.page;
    problem.box = tag.box;
    problem.code = "no_room";
    problem.message = "The field of " + tag.text + " on page " + std::to_string(tag.page) + " needs " + room;
    problem.text = tag.text;
    findings_.problems.push_back(std::move(problem));
}

}  // namespace

void place_fields(const pdf::PageContent& page, PageSize size, PageFindings& findings) {
    if (!findings.tags.empty()) Placer(page, size, findings).run();
}

}  // namespace quillport::tags
