#include "visibility.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace quillport::tags {
namespace {

constexpr std::size_t kMaxQuestions = 1000;  ///< in one document; a mail merge of more than that is told, not drawn
constexpr std::size_t kMaxUnseenRun = 3;     ///< letters in a row that may leave no ink, as thin points and dashes do
constexpr double kSeenShare = 0.8;           ///< of the letters
constexpr double kThinnestLetter = 0.3;      ///< points
constexpr double kHeapedShare = 0.1;         ///< of the font size, between the middles of two letters

bool is_letter(const pdf::PageContent& page, const pdf::Glyph& glyph) {
    const auto text = page.text_of(glyph);
    return std::any_of(text.begin(), text.end(), [](char32_t c) {
        return c > 0x20 && c != 0xA0 && c != 0xAD && (c < 0x2000 || c > 0x200F) && c != 0xFEFF;
    });
}

bool wide_enough(const pdf::Glyph& glyph) {
    return glyph.x1 - glyph.x0 >= kThinnestLetter && glyph.y1 - glyph.y0 >= kThinnestLetter;
}

/// Another letter on top of the last one: ink, and nothing to read. The same letter again is bold.
bool heaped(const pdf::PageContent& page, const pdf::Glyph& last, const pdf::Glyph& next) {
    const double across = std::fabs((last.x0 + last.x1) - (next.x0 + next.x1)) / 2;
    const double up = std::fabs((last.y0 + last.y1) - (next.y0 + next.y1)) / 2;
    const double near = kHeapedShare * std::min(last.font_size(), next.font_size());
    return across < near && up < near && page.text_of(last) != page.text_of(next);
}

/// A reader sees the tag when he sees about all of it: an address may hide behind a corner.
bool is_seen(const std::vector<bool>& letters) {
    std::size_t seen = 0;
    std::size_t run = 0;
    std::size_t longest = 0;
    for (const bool inked : letters) {
        seen += inked ? 1 : 0;
        run = inked ? 0 : run + 1;
        longest = std::max(longest, run);
    }
    return !letters.empty() && static_cast<double>(seen) >= kSeenShare * static_cast<double>(letters.size()) &&
           longest <= kMaxUnseenRun;
}

TagProblem unseen(const Tag& tag) {
    TagProblem problem;
    problem.page = tag.page;
    problem.box = tag.box;
    problem.code = "invisible_person";
    problem.text = tag.text;
    problem.message = "The tag " + tag.text + " on page " + std::to_string(tag.page) +
                      " names a person where no reader of the page can see it; the person is not taken.";
    return problem;
}

/// An address stands in it; a pattern for addresses is none.
bool addressed(const std::string& text) {
    const auto plain = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at + 1)) {
        if (at > 0 && at + 1 < text.size() && plain(text[at - 1]) && plain(text[at + 1])) return true;
    }
    return false;
}

bool names_person_by(const std::string& key, const std::string& value) {
    return key == "email" || key == "phone" || key == "person" || (key != "pattern" && addressed(value));
}

/// Names the same persons by the same keys.
bool names_same_persons(const Tag& place, const Tag& definition) {
    return std::all_of(place.attributes.begin(), place.attributes.end(), [&](const auto& attribute) {
        if (!names_person_by(attribute.first, attribute.second)) return true;
        const auto other = definition.attributes.find(attribute.first);
        return other != definition.attributes.end() && other->second == attribute.second;
    });
}

}  // namespace

bool names_person(const Tag& tag) {
    if (addressed(tag.role) || addressed(tag.name.value_or(std::string()))) return true;
    return std::any_of(tag.attributes.begin(), tag.attributes.end(),
                       [](const auto& attribute) { return names_person_by(attribute.first, attribute.second); });
}

pdf::InkQuestion ink_question(const FoundTag& found, const pdf::PageContent& content) {
    pdf::InkQuestion question;
    question.erasure.page = found.tag.page;
    const pdf::Glyph* last = nullptr;
    for (const std::uint32_t i : found.glyphs) {
        const pdf::Glyph& glyph = content.glyphs[i];
        question.erasure.codes.push_back(pdf::code_of(content, glyph));
        if (!is_letter(content, glyph)) continue;
        const bool legible = wide_enough(glyph) && (last == nullptr || !heaped(content, *last, glyph));
        question.letters.push_back(legible ? glyph.box() : Rect{});
        last = &glyph;
    }
    return question;
}

void PersonTags::note(FoundTag& found, std::size_t index) {
    // What was read from a picture is ink by itself, and what stands in a QR code nobody reads.
    if (!names_person(found.tag) || found.tag.source == TagSource::Ocr) return;
    const bool text = found.tag.source == TagSource::Text;
    noted_.push_back({index, questions_.size(), text && found.tag.visible && questions_.size() < kMaxQuestions, found.place});
    if (noted_.back().asked) questions_.push_back(std::move(found.ink));
}

void PersonTags::settle(pdf::Document& document, Detection& found) const {
    if (noted_.empty()) return;
    std::vector<std::vector<bool>> letters(questions_.size());
    if (auto seen = pdf::inked(document, questions_); seen.ok()) letters = std::move(seen).value();
    for (const Noted& noted : noted_) {
        found.tags[noted.index].visible = noted.asked && is_seen(letters[noted.question]);
    }
    for (const Noted& noted : noted_) {
        Tag& tag = found.tags[noted.index];
        if (tag.kind == TagKind::Field && !noted.place.empty()) tag.visible = tag.visible && is_defined(noted, found.tags);
        if (!tag.visible) found.problems.push_back(unseen(tag));
    }
}

bool PersonTags::is_defined(const Noted& place, const std::vector<Tag>& tags) const {
    return std::any_of(noted_.begin(), noted_.end(), [&](const Noted& other) {
        const Tag& tag = tags[other.index];
        return tag.kind == TagKind::Definition && tag.visible && other.place == place.place &&
               names_same_persons(tags[place.index], tag);
    });
}

}  // namespace quillport::tags
