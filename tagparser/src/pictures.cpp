#include "pictures.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "quillport/pdf/page_image.hpp"

namespace quillport::tags {
namespace {

constexpr int kReadingDpi = 200;        ///< measured: 150 loses small letters, 300 costs more and wins nothing
constexpr std::size_t kFewGlyphs = 60;  ///< a stamp or a number on a scan, not its text
constexpr double kSomePicture = 0.15;   ///< of the page, where there is no text at all
constexpr double kWholePicture = 0.7;
constexpr std::uint32_t kOutlines = 100;                ///< curves on a page without text: letters drawn as outlines
constexpr double kLeastSquare = 18, kMostSquare = 320;  ///< sides of a QR code, points
constexpr int kTimesInVain = 2;                         ///< that a square at the same place was no code: it is a logo
constexpr std::size_t kMostSquares = 50;
constexpr std::size_t kShortestTag = 5;  ///< glyphs: {{s}}
constexpr std::size_t kMostParts = 200;
constexpr double kAround = 1;  ///< points above and below a word

/// True for what no text means: codes without a character, control characters, private use.
bool says_nothing(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

bool is_bad(const pdf::PageContent& page, const pdf::Glyph& glyph) {
    const auto text = page.text_of(glyph);
    return std::all_of(text.begin(), text.end(), says_nothing);
}

struct TextFacts {
    std::size_t good = 0, bad = 0;
};

TextFacts facts_of(const pdf::PageContent& page) {
    TextFacts facts{0, page.unread};
    for (const pdf::Glyph& glyph : page.glyphs) {
        const auto text = page.text_of(glyph);
        if (text.empty()) continue;
        if (is_bad(page, glyph)) {
            ++facts.bad;
        } else if (std::any_of(text.begin(), text.end(), [](char32_t c) { return c != U' ' && c != 0xA0; })) {
            ++facts.good;
        }
    }
    return facts;
}

/// Where words stand that no font explains: at least as many glyphs in a row as the shortest tag has.
std::vector<Rect> bad_parts(const pdf::PageContent& page) {
    std::vector<Rect> parts;
    std::size_t run = 0;
    Rect box;
    const auto close = [&] {
        if (run >= kShortestTag && parts.size() < kMostParts) parts.push_back(box);
        run = 0;
    };
    for (const pdf::Glyph& glyph : page.glyphs) {
        const auto text = page.text_of(glyph);
        if (text == U" ") continue;
        const bool bad = is_bad(page, glyph) && glyph.render_mode != 3 && !glyph.layer_off;
        const bool near =
            run > 0 && std::fabs(glyph.y0 - box.y0) < glyph.font_size() && std::fabs(glyph.x0 - box.x1) < 3 * glyph.font_size();
        if (!bad || !near) close();
        if (!bad) continue;
        box = run == 0 ? glyph.box() : united(box, glyph.box());
        ++run;
    }
    close();
    return parts;
}

/// Leaves only the parts on the picture.
void keep_parts(const std::vector<Rect>& parts, PageSize size, pdf::GreyImage& image) {
    const double sx = image.width / std::max(size.width, 1.0), sy = image.height / std::max(size.height, 1.0);
    Bytes kept(image.pixels.size(), std::byte{255});
    for (const Rect& part : parts) {
        const auto column = [&](double x) { return static_cast<std::size_t>(std::clamp(x * sx, 0.0, double(image.width))); };
        const auto row = [&](double y) {
            return static_cast<std::size_t>(std::clamp((size.height - y) * sy, 0.0, double(image.height)));
        };
        const double beside = 0.2 * part.height();
        const std::size_t left = column(part.x0 - beside), right = column(part.x1 + beside);
        for (std::size_t y = row(part.y1 + kAround); y < row(part.y0 - kAround); ++y) {
            const auto line = y * static_cast<std::size_t>(image.width);
            std::copy(image.pixels.begin() + static_cast<std::ptrdiff_t>(line + left),
                      image.pixels.begin() + static_cast<std::ptrdiff_t>(line + std::max(left, right)),
                      kept.begin() + static_cast<std::ptrdiff_t>(line + left));
        }
    }
    image.pixels = std::move(kept);
}

double covered(const pdf::PageContent& page, PageSize size) {
    double area = 0;
    for (const Rect& image : page.images) {
        const double width = std::min(image.x1, size.width) - std::max(image.x0, 0.0);
        const double height = std::min(image.y1, size.height) - std::max(image.y0, 0.0);
        if (width > 0 && height > 0) area += width * height;
    }
    return area / std::max(size.width * size.height, 1.0);
}

bool is_square(const Rect& r) {
    const double low = std::min(r.width(), r.height());
    const double high = std::max(r.width(), r.height());
    return low >= kLeastSquare && high <= kMostSquare && high < 1.12 * low;
}

bool same_place(const Rect& a, const Rect& b) {
    return std::fabs(a.x0 - b.x0) < 1 && std::fabs(a.y0 - b.y0) < 1 && std::fabs(a.x1 - b.x1) < 1 && std::fabs(a.y1 - b.y1) < 1;
}

/// "3", "3 and 7", "3, 7 to 9 and 12".
std::string list_of(std::vector<int> pages) {
    std::sort(pages.begin(), pages.end());
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < pages.size();) {
        std::size_t end = i + 1;
        while (end < pages.size() && pages[end] == pages[end - 1] + 1) ++end;
        if (end - i > 2) {
            parts.push_back(std::to_string(pages[i]) + " to " + std::to_string(pages[end - 1]));
        } else {
            for (std::size_t k = i; k < end; ++k) parts.push_back(std::to_string(pages[k]));
        }
        i = end;
    }
    std::string out = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i) out += (i + 1 == parts.size() ? " and " : ", ") + parts[i];
    return (pages.size() == 1 ? "Page " : "Pages ") + out;
}

}  // namespace

PictureNeed picture_need(const pdf::PageContent& page, PageSize size, const PageFindings& findings) {
    const TextFacts facts = facts_of(page);
    const bool parts = facts.bad >= kShortestTag && !bad_parts(page).empty();
    if (!findings.tags.empty()) return parts ? PictureNeed::Parts : PictureNeed::None;
    if (parts) return facts.bad > facts.good ? PictureNeed::Letters : PictureNeed::Parts;
    if (facts.good <= kFewGlyphs) {
        const bool hidden = std::any_of(page.glyphs.begin(), page.glyphs.end(), [](const auto& g) { return g.render_mode == 3; });
        const bool outlines = facts.good == 0 && page.curves >= kOutlines;
        if (outlines) return PictureNeed::Letters;
        if (!hidden && covered(page, size) >= (facts.good == 0 ? kSomePicture : kWholePicture)) return PictureNeed::Letters;
    }
    return std::any_of(page.images.begin(), page.images.end(), is_square) ? PictureNeed::Codes : PictureNeed::None;
}

bool Pictures::consider(const pdf::PageContent& page, PageSize size, const PageFindings& findings) {
    if (options_.reader == nullptr) return false;
    Wanted wanted{page.page, picture_need(page, size, findings), {}, {}};
    if (wanted.need == PictureNeed::None) return false;
    if (wanted.need == PictureNeed::Parts) wanted.parts = bad_parts(page);
    for (const Rect& image : page.images) {
        if (is_square(image) && wanted.squares.size() < kMostSquares) wanted.squares.push_back(image);
    }
    wanted_.push_back(std::move(wanted));
    return true;
}

/// Who signs, signs on the last page as a rule; if there is not time for all, that one and the first must be among the rest.
int Pictures::next() {
    if (wanted_.empty()) return 0;
    if (order_.empty()) {
        order_.push_back(wanted_.size() - 1);
        for (std::size_t i = 0; i + 1 < wanted_.size(); ++i) order_.push_back(i);
    }
    return done_ < order_.size() ? wanted_[order_[done_]].page : 0;
}

bool Pictures::all_in_vain(const Wanted& wanted) const {
    return std::all_of(wanted.squares.begin(), wanted.squares.end(), [&](const Rect& square) {
        return std::any_of(vain_.begin(), vain_.end(),
                           [&](const Vain& v) { return v.times >= kTimesInVain && same_place(v.square, square); });
    });
}

void Pictures::remember_vain(const Wanted& wanted) {
    for (const Rect& square : wanted.squares) {
        const auto known = std::find_if(vain_.begin(), vain_.end(), [&](const Vain& v) { return same_place(v.square, square); });
        if (known != vain_.end()) {
            ++known->times;
        } else if (vain_.size() < kMostSquares) {
            vain_.push_back({square, 1});
        }
    }
}

Result<Reading> Pictures::read_picture(const Wanted& wanted, pdf::GreyImage& image) {
    auto drawn = pdf::render_grey(document_.bytes(), wanted.page, kReadingDpi);
    if (!drawn) return drawn.error();
    image = std::move(drawn).value();
    if (wanted.need == PictureNeed::Codes) {
        auto codes = options_.reader->codes(image, CodeKinds::Qr);
        if (!codes) return codes.error();
        return Reading{{}, std::move(codes).value(), true};
    }
    if (wanted.need == PictureNeed::Parts) keep_parts(wanted.parts, document_.page_size(wanted.page), image);
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end_ - std::chrono::steady_clock::now());
    // What the picture really has: a large page is drawn more coarsely.
    const double dpi = 72.0 * image.width / std::max(document_.page_size(wanted.page).width, 1.0);
    return options_.reader->read(image, static_cast<int>(std::clamp(dpi, 36.0, 600.0)), left);
}

std::optional<Recognised> Pictures::read(int page, Folder& folder, const Language& language) {
    const Wanted& wanted = wanted_[order_[done_++]];
    const bool letters = wanted.need != PictureNeed::Codes;
    if (!letters && (all_in_vain(wanted) || !unavailable_.empty())) return std::nullopt;
    if (!unavailable_.empty() || std::chrono::steady_clock::now() >= end_) {
        if (letters) unread_.push_back(page);
        return std::nullopt;
    }
    pdf::GreyImage image;
    const auto reading = read_picture(wanted, image);
    if (!reading.ok() && reading.error().code == ErrorCode::Unavailable) unavailable_ = reading.error().what;
    if (letters && (!reading.ok() || !reading.value().complete)) unread_.push_back(page);
    if (!reading.ok()) return std::nullopt;
    Recognised found =
        find_in_reading(reading.value(), page, document_.page_size(page), image.width, image.height, folder, language);
    const bool nothing = found.findings.tags.empty() && found.findings.problems.empty();
    if (nothing && !letters) remember_vain(wanted);
    if (nothing) return std::nullopt;
    return found;
}

void Pictures::add_to(pdf::PageContent& content, Recognised& picture) const {
    const auto wanted = std::find_if(wanted_.begin(), wanted_.end(), [&](const Wanted& w) { return w.page == content.page; });
    const bool all = wanted != wanted_.end() && wanted->need == PictureNeed::Letters;
    for (pdf::Glyph& glyph : content.glyphs) {
        if (all || is_bad(content, glyph)) glyph.render_mode = 3;
    }
    if (all) content.images.clear();  // they are what was read
    std::erase_if(content.images, is_square);
    const auto text = static_cast<std::uint32_t>(content.text.size());
    const auto first = static_cast<std::uint32_t>(content.glyphs.size());
    content.text += picture.content.text;
    for (pdf::Glyph glyph : picture.content.glyphs) {
        glyph.text_begin += text;
        content.glyphs.push_back(glyph);
    }
    for (FoundTag& found : picture.findings.tags) {
        for (std::uint32_t& glyph : found.glyphs) glyph += first;
    }
}

std::vector<TagProblem> Pictures::problems() const {
    if (unread_.empty()) return {};
    TagProblem problem;
    problem.page = *std::min_element(unread_.begin(), unread_.end());
    problem.code = unavailable_.empty() ? "ocr_limit" : "ocr_unavailable";
    problem.message =
        list_of(unread_) + (unread_.size() == 1 ? " has" : " have") + " text that can only be read from its picture, and ";
    problem.message += unavailable_.empty() ? "there was no time to read that; tags in it were not seen."
                                            : "pictures cannot be read here (" + unavailable_ + "); tags in it were not seen.";
    return {problem};
}

}  // namespace quillport::tags
