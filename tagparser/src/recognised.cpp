#include "recognised.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "frame.hpp"
#include "mend.hpp"
#include "problem.hpp"

namespace quillport::tags {
namespace {

constexpr double kSureLetters = 0.8;  ///< the least confidence of a letter below which the author is asked: a wrong role is
                                      ///< worse than a question
constexpr double kCodeLetters = 10;   ///< font size that stands for a QR code, points
constexpr double kLeastStep = 0.15;   ///< from letter to letter, in parts of the font size
constexpr std::size_t kMostLetters = 100'000;

/// How sure a glyph is.
struct Trust {
    double confidence = 1;  ///< of the reading
    double mended = 1;
    bool asked = false;
};

/// From pixels of the picture (y down) to points of the displayed page (y up).
struct Scale {
    double x = 1, y = 1, height = 0;
    [[nodiscard]] Rect points(const Rect& r) const { return {r.x0 * x, height - r.y1 * y, r.x1 * x, height - r.y0 * y}; }
};

std::vector<LineLetter> letters_of(const ReadLine& line, std::vector<const ReadLetter*>& sources) {
    std::vector<LineLetter> out;
    for (const ReadWord& word : line.words) {
        bool first = true;
        for (const ReadLetter& letter : word) {
            if (letter.c <= 0x20) continue;
            out.push_back({letter.c, sources.size(), 1, first && !out.empty(), false, false});
            sources.push_back(&letter);
            first = false;
        }
    }
    return out;
}

class ContentBuilder {
  public:
    ContentBuilder(int page, Scale scale, const Vocabulary& words) : scale_(scale), words_(words) {
        content_.page = page;
        content_.runs.emplace_back();
    }

    void add(const ReadLine& line);
    void add(const ReadCode& code, std::u32string_view text);

    [[nodiscard]] const pdf::PageContent& content() const { return content_; }
    [[nodiscard]] pdf::PageContent take() { return std::move(content_); }
    [[nodiscard]] const Trust& trust(std::uint32_t glyph) const { return trust_[glyph]; }

  private:
    void put(char32_t c, pdf::Glyph glyph, Trust trust) {
        if (content_.glyphs.size() >= kMostLetters) return;
        glyph.text_begin = static_cast<std::uint32_t>(content_.text.size());
        glyph.text_size = 1;
        content_.text += c;
        content_.glyphs.push_back(glyph);
        trust_.push_back(trust);
    }

    pdf::PageContent content_;
    std::vector<Trust> trust_;
    Scale scale_;
    const Vocabulary& words_;
};

/// A glyph of upright text from `x` on the baseline `base` on, turned to where it stands on the page.
pdf::Glyph glyph_at(double x, double base, double advance, double size, const Rect& box, int rotation) {
    pdf::Glyph glyph;
    const Rect origin = from_upright({x, base, x, base}, rotation);
    const Rect end = from_upright({x + advance, base, x + advance, base}, rotation);
    const Rect top = from_upright({x, base + size, x, base + size}, rotation);
    glyph.origin_x = static_cast<float>(origin.x0);
    glyph.origin_y = static_cast<float>(origin.y0);
    glyph.advance_x = static_cast<float>(end.x0 - origin.x0);
    glyph.advance_y = static_cast<float>(end.y0 - origin.y0);
    glyph.up_x = static_cast<float>(top.x0 - origin.x0);
    glyph.up_y = static_cast<float>(top.y0 - origin.y0);
    glyph.x0 = static_cast<float>(box.x0);
    glyph.y0 = static_cast<float>(box.y0);
    glyph.x1 = static_cast<float>(box.x1);
    glyph.y1 = static_cast<float>(box.y1);
    return glyph;
}

void ContentBuilder::add(const ReadLine& line) {
    std::vector<const ReadLetter*> sources;
    std::vector<LineLetter> letters = letters_of(line, sources);
    mend(letters, words_);
    const double size = line.font_size * scale_.y;
    const auto upright = [&](const LineLetter& letter) {
        return to_upright(scale_.points(sources[letter.source]->box), line.rotation);
    };
    const Rect start = to_upright(scale_.points({line.base_x0, line.base_y0, line.base_x0, line.base_y0}), line.rotation);
    const Rect end = to_upright(scale_.points({line.base_x1, line.base_y1, line.base_x1, line.base_y1}), line.rotation);
    const double slope = end.x0 - start.x0 > 1 ? (end.y0 - start.y0) / (end.x0 - start.x0) : 0;
    double last = 0;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const LineLetter& letter = letters[i];
        const ReadLetter& source = *sources[letter.source];
        const Rect box = upright(letter);
        // A mark that was put in stands a little beside the one that was read, or it would count as the same one painted twice.
        const bool opening = letter.put_in && letter.c == U'{';
        double x = box.x0 + (letter.put_in ? (opening ? -0.3 : 0.3) * size : 0);
        // Boxes of letters are guesses of the engine: two braces may get the same one.
        if (i > 0) x = std::max(x, last + kLeastStep * size);
        last = x;
        double advance = box.width();
        if (i + 1 < letters.size() && !letters[i + 1].apart) {
            const double step = upright(letters[i + 1]).x0 - box.x0;
            if (step > 0 && step < 2 * size) advance = step;
        }
        const double base = start.y0 + slope * (box.x0 - start.x0);
        const Rect shown = scale_.points(source.box);
        if (letter.apart)
            put(U' ', glyph_at(x, base, 0, size, from_upright({x, box.y0, x, box.y1}, line.rotation), line.rotation), {});
        put(letter.c, glyph_at(x, base, advance, size, shown, line.rotation), {source.confidence, letter.trust, letter.asked});
    }
}

/// The text of a code as a line of letters that begins at the foot of the code; nobody sees where it ends.
void ContentBuilder::add(const ReadCode& code, std::u32string_view text) {
    const Rect box = scale_.points(code.box);
    const double size = std::min(kCodeLetters, std::max(box.height(), 1.0));
    const double step = 0.5 * size;
    double x = box.x0;
    for (const char32_t c : text) {
        put(c, glyph_at(x, box.y0, step, size, {x, box.y0, x + step, box.y0 + size}, 0), {});
        x += step;
    }
}

std::u32string decoded(std::string_view utf8) {
    std::u32string out;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto first = static_cast<unsigned char>(utf8[i]);
        const std::size_t more = first < 0x80 ? 0 : first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
        char32_t c = first < 0x80 ? first : first & (0x3FU >> more);
        for (std::size_t k = 1; k <= more && i + k < utf8.size(); ++k)
            c = c << 6U | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
        out += c;
        i += more + 1;
    }
    return out;
}

/// How sure a tag is: as sure as its least letter, less for what was mended. `asked`: too little to take it.
double confidence_of(const FoundTag& found, const ContentBuilder& builder, bool& asked) {
    double least = 1, mended = 1;
    for (const std::uint32_t glyph : found.glyphs) {
        const Trust& trust = builder.trust(glyph);
        least = std::min(least, trust.confidence);
        mended *= trust.mended;
        asked = asked || trust.asked;
    }
    asked = asked || least < kSureLetters;
    return least * mended;
}

TagProblem doubt(const FoundTag& found) {
    const Tag& tag = found.tag;
    TagProblem problem = problem_of(tag, "ocr_doubt",
                                    "What looks like the tag " + tag.text + " on page " + std::to_string(tag.page) +
                                        " stands in a picture, and not all of its letters are sure.");
    if (tag.kind == TagKind::Field) {
        problem.guess = std::string(name_of(tag.type));
        problem.message +=
            " Did you mean a field of type " + problem.guess + (tag.role.empty() ? "" : " of role " + tag.role) + "?";
    }
    return problem;
}

void judge_letters(PageFindings& findings, const ContentBuilder& builder) {
    std::vector<FoundTag> kept;
    for (FoundTag& found : findings.tags) {
        bool asked = false;
        found.tag.source = TagSource::Ocr;
        found.tag.confidence = confidence_of(found, builder, asked);
        if (asked) {
            findings.problems.push_back(doubt(found));
        } else {
            kept.push_back(std::move(found));
        }
    }
    findings.tags = std::move(kept);
}

void take_code(PageFindings from, const Rect& box, std::uint32_t offset, PageFindings& to) {
    for (FoundTag& found : from.tags) {
        found.tag.source = TagSource::Qr;
        found.tag.box = box;
        found.tag.pieces = {box};
        for (std::uint32_t& glyph : found.glyphs) glyph += offset;
        to.tags.push_back(std::move(found));
    }
    for (TagProblem& problem : from.problems) {
        problem.box = box;
        to.problems.push_back(std::move(problem));
    }
}

void append_unseen(const pdf::PageContent& from, pdf::PageContent& to) {
    const auto shift = static_cast<std::uint32_t>(to.text.size());
    to.text += from.text;
    for (pdf::Glyph glyph : from.glyphs) {
        glyph.text_begin += shift;
        glyph.render_mode = 3;  // not what a reader of the page sees
        to.glyphs.push_back(glyph);
    }
}

}  // namespace

Recognised find_in_reading(const Reading& reading, int page, PageSize size, int width, int height, Folder& folder,
                           const Language& language) {
    const Scale scale{size.width / std::max(width, 1), size.height / std::max(height, 1), size.height};
    ContentBuilder letters(page, scale, language.words());
    for (const ReadLine& line : reading.lines) letters.add(line);
    Recognised out;
    out.findings = find_on_page(letters.content(), size, folder, language);
    judge_letters(out.findings, letters);
    out.content = letters.take();
    for (const ReadCode& code : reading.codes) {
        ContentBuilder one(page, scale, language.words());
        one.add(code, decoded(code.text));
        PageFindings found = find_on_page(one.content(), size, folder, language);
        if (found.tags.empty() && found.problems.empty()) continue;
        take_code(std::move(found), scale.points(code.box), static_cast<std::uint32_t>(out.content.glyphs.size()), out.findings);
        append_unseen(one.content(), out.content);
    }
    out.findings.misread.clear();
    return out;
}

}  // namespace quillport::tags
