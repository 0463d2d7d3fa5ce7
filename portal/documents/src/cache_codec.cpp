#include "cache_codec.hpp"

#include <locale>
#include <sstream>
#include <string>
#include <utility>

namespace quillport::documents {
namespace {

constexpr std::string_view kImageMark = "quillport-image-1";
constexpr std::string_view kTextMark = "quillport-text-1";

std::ostringstream plain_stream() {
    std::ostringstream out;
    out.imbue(std::locale::classic());
    out.precision(17);
    return out;
}

/// The first line as a stream, and what follows it.
std::optional<std::pair<std::istringstream, std::string_view>> split(std::string_view all, std::string_view mark) {
    const std::size_t end = all.find('\n');
    if (end == std::string_view::npos || end > 200 || !all.starts_with(mark)) return std::nullopt;
    std::istringstream head{std::string(all.substr(mark.size(), end - mark.size()))};
    head.imbue(std::locale::classic());
    return std::pair{std::move(head), all.substr(end + 1)};
}

}  // namespace

Bytes encode(const pdf::PageImage& image) {
    auto head = plain_stream();
    head << kImageMark << ' ' << image.media_type << ' ' << image.width << ' ' << image.height << ' ' << image.data.size()
         << '\n';
    Bytes out = copy_of(head.str());
    out.insert(out.end(), image.data.begin(), image.data.end());
    return out;
}

std::optional<pdf::PageImage> decode_image(BytesView data) {
    auto parts = split(text_of(data), kImageMark);
    if (!parts) return std::nullopt;
    pdf::PageImage image;
    std::size_t size = 0;
    parts->first >> image.media_type >> image.width >> image.height >> size;
    if (!parts->first || parts->second.size() != size) return std::nullopt;
    image.data = copy_of(parts->second);
    return image;
}

Bytes encode(const std::vector<pdf::TextLine>& lines) {
    auto body = plain_stream();
    for (const pdf::TextLine& line : lines)
        body << line.box.x0 << ' ' << line.box.y0 << ' ' << line.box.x1 << ' ' << line.box.y1 << ' ' << line.font_size << ' '
             << line.rotation << ' ' << line.text.size() << '\n'
             << line.text << '\n';
    auto head = plain_stream();
    head << kTextMark << ' ' << lines.size() << ' ' << body.str().size() << '\n';
    return copy_of(head.str() + body.str());
}

std::optional<std::vector<pdf::TextLine>> decode_text(BytesView data) {
    auto parts = split(text_of(data), kTextMark);
    if (!parts) return std::nullopt;
    std::size_t count = 0;
    std::size_t size = 0;
    parts->first >> count >> size;
    if (!parts->first || parts->second.size() != size) return std::nullopt;
    std::istringstream body{std::string(parts->second)};
    body.imbue(std::locale::classic());
    std::vector<pdf::TextLine> lines;
    for (std::size_t i = 0; i < count; ++i) {
        pdf::TextLine line;
        std::size_t length = 0;
        body >> line.box.x0 >> line.box.y0 >> line.box.x1 >> line.box.y1 >> line.font_size >> line.rotation >> length;
        if (!body || body.get() != '\n' || length > size) return std::nullopt;
        line.text.resize(length);
        body.read(line.text.data(), static_cast<std::streamsize>(length));
        if (!body || body.get() != '\n') return std::nullopt;
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace quillport::documents
