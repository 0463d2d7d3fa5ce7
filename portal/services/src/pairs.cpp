#include "pairs.hpp"

#include <charconv>
#include <locale>
#include <sstream>

namespace quillport::services {

std::string encode_pairs(const Pairs& pairs) {
    std::string out;
    for (const auto& [name, value] : pairs) out += name + " " + std::to_string(value.size()) + "\n" + value + "\n";
    return out;
}

std::optional<Pairs> decode_pairs(std::string_view text) {
    Pairs pairs;
    while (!text.empty()) {
        const std::size_t blank = text.find(' ');
        const std::size_t end = text.find('\n');
        if (blank == std::string_view::npos || end == std::string_view::npos || blank > end) return std::nullopt;
        std::size_t length = 0;
        const auto [stop, failed] = std::from_chars(text.data() + blank + 1, text.data() + end, length);
        if (failed != std::errc{} || stop != text.data() + end || length > text.size() - end - 1) return std::nullopt;
        const std::string name(text.substr(0, blank));
        text.remove_prefix(end + 1);
        if (text.size() <= length || text[length] != '\n') return std::nullopt;
        pairs[name] = std::string(text.substr(0, length));
        text.remove_prefix(length + 1);
    }
    return pairs;
}

std::string encode_ink(const pdf::SignatureImage& image) {
    std::ostringstream out;
    out.imbue(std::locale::classic());
    out.precision(6);
    out << "ink-1 " << image.width << ' ' << image.height << ' ' << image.strokes.size() << '\n';
    for (const auto& stroke : image.strokes) {
        out << stroke.size();
        for (const pdf::InkPoint& p : stroke) out << ' ' << p.x << ' ' << p.y << ' ' << p.pressure;
        out << '\n';
    }
    out << image.typed;
    return out.str();
}

std::optional<pdf::SignatureImage> decode_ink(std::string_view text) {
    std::istringstream in{std::string(text)};
    in.imbue(std::locale::classic());
    std::string mark;
    pdf::SignatureImage image;
    std::size_t strokes = 0;
    in >> mark >> image.width >> image.height >> strokes;
    if (!in || mark != "ink-1" || strokes > text.size()) return std::nullopt;
    for (std::size_t i = 0; i < strokes; ++i) {
        std::size_t points = 0;
        in >> points;
        if (!in || points > text.size()) return std::nullopt;
        std::vector<pdf::InkPoint> stroke(points);
        for (pdf::InkPoint& p : stroke) in >> p.x >> p.y >> p.pressure;
        image.strokes.push_back(std::move(stroke));
    }
    if (!in || in.get() != '\n') return std::nullopt;
    std::getline(in, image.typed, '\0');
    return image;
}

}  // namespace quillport::services
