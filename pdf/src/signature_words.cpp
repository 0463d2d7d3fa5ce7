#include "signature_words.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace quillport::pdf {
namespace {

constexpr double kLargest = 9, kReadable = 5, kSmallest = 3.5, kShrink = 0.94;

// "Reason", by language; English where there is none.
std::string reason_in(std::string_view language, const std::string& reason) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kWords = {{{"cs", "Důvod"},
                                                                                       {"de", "Grund"},
                                                                                       {"es", "Motivo"},
                                                                                       {"fr", "Motif"},
                                                                                       {"hr", "Razlog"},
                                                                                       {"hu", "Indok"},
                                                                                       {"it", "Motivo"},
                                                                                       {"pl", "Powód"},
                                                                                       {"sk", "Dôvod"},
                                                                                       {"sl", "Razlog"}}};
    const std::string_view primary = language.substr(0, language.find('-'));
    const auto at = std::find_if(kWords.begin(), kWords.end(), [&](const auto& word) { return word.first == primary; });
    return std::string(at == kWords.end() ? "Reason" : at->second) + ": " + reason;
}

double height_of(std::size_t lines, double size) { return size * (1 + kLineHeight * (static_cast<double>(lines) - 1)); }

}  // namespace

SignatureWords::SignatureWords(const SigningAct& act) {
    if (act.look.name) add(act.signer_name, drawing::kText, true);
    std::string_view caption = act.look.caption ? std::string_view(act.caption) : std::string_view{};
    while (!caption.empty()) {
        const std::size_t end = std::min(caption.find('\n'), caption.size());
        add(std::string(caption.substr(0, end)), drawing::kText2, false);
        caption.remove_prefix(std::min(end + 1, caption.size()));
    }
    if (act.look.reason && !act.reason.empty()) add(reason_in(act.look.language, act.reason), drawing::kText2, false);
    add(act.note, drawing::kDanger, true);
}

void SignatureWords::add(const std::string& text, const drawing::Colour& colour, bool stays) {
    if (text.empty()) return;
    std::string line = text;
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    entries_.push_back({Typeset(line, {.families = drawing::kValueFamilies}), colour, stays});
}

double SignatureWords::size_unbroken(const Rect& area) const {
    double width = 0.01;
    for (const Entry& entry : entries_) width = std::max(width, entry.text.measure(-1).width);
    return std::min({kLargest, area.width() / width, area.height() / height_of(entries_.size(), 1)});
}

double SignatureWords::size_broken(const Rect& area) const {
    double size = kReadable;
    for (; size >= kSmallest; size *= kShrink) {
        std::size_t lines = 0;
        double width = 0;
        for (const Entry& entry : entries_) {
            const Typeset::Measure needs = entry.text.measure(area.width() / size);
            lines += needs.lines;
            width = std::max(width, needs.width * size);
        }
        if (height_of(lines, size) <= area.height() && width <= area.width() + 0.01) break;
    }
    return size;
}

void SignatureWords::draw(FormPainter& painter, const Rect& area) const {
    if (area.empty() || entries_.empty()) return;
    std::vector<std::size_t> most(entries_.size(), 0);
    double size = size_unbroken(area);
    if (size < kReadable) size = size_broken(area);
    if (size < kSmallest) {
        size = kSmallest;
        std::fill(most.begin(), most.end(), 1);
    }
    std::vector<GlyphLine> lines;
    std::vector<drawing::Colour> colours;
    std::size_t left = entries_.size();
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        const bool too_many = most[i] == 1 && height_of(left, size) > area.height();
        if (too_many && !entries_[i].stays) {
            --left;
            continue;
        }
        for (GlyphLine& line : entries_[i].text.lines(area.width() / size, most[i])) {
            lines.push_back(std::move(line));
            colours.push_back(entries_[i].colour);
        }
    }
    size = std::min(size, area.height() / (1 + kLineHeight * (static_cast<double>(lines.size()) - 1)));
    double baseline = area.y0 + (area.height() - height_of(lines.size(), size)) / 2 + kLineAscent * size;
    for (std::size_t i = 0; i < lines.size(); ++i, baseline += kLineHeight * size) {
        painter.text(lines[i], area.x0 + (lines[i].rtl ? area.width() - lines[i].width * size : 0), baseline, size, colours[i]);
    }
}

}  // namespace quillport::pdf
