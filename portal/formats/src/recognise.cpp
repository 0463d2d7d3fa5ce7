#include "quillport/formats/recognise.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "containers.hpp"
#include "wrapping.hpp"

namespace quillport::formats {
namespace {

using namespace std::string_view_literals;

struct Magic {
    std::string_view bytes;
    Format format;
};

// Bytes at the front that only one format has.
constexpr std::array kMagics = {
    Magic{"%!"sv, Format::PostScript},
    Magic{") HP-PCL XL;"sv, Format::PclXl},
    Magic{"\x1b"
          "E"sv,
          Format::Pcl},
    Magic{"\x1b&"sv, Format::Pcl},
    Magic{"\x1b*"sv, Format::Pcl},
    Magic{"\x1b("sv, Format::Pcl},
    Magic{"\x1b)"sv, Format::Pcl},
    Magic{"\x1b%"sv, Format::Pcl},  // HP-GL/2 within PCL
    Magic{"\x1b"sv, Format::PrinterCodes},
    Magic{"{\\rtf"sv, Format::Rtf},
    Magic{"II*\0"sv, Format::Tiff},
    Magic{"MM\0*"sv, Format::Tiff},
    Magic{"II+\0"sv, Format::Tiff},
    Magic{"MM\0+"sv, Format::Tiff},
    Magic{"\xff\xd8\xff"sv, Format::Jpeg},
    Magic{"\x89PNG\r\n\x1a\n"sv, Format::Png},
    Magic{"RaS2"sv, Format::PwgRaster},
    Magic{"UNIRAST\0"sv, Format::Urf},
};

std::string_view without_space(std::string_view text) {
    if (text.substr(0, 3) == "\xef\xbb\xbf") text.remove_prefix(3);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) text.remove_prefix(1);
    return text;
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

/// The first thing in it, beside comments and declarations, is an element that only a page has.
bool is_html(std::string_view text) {
    const std::string head = lower(without_space(text.substr(0, 4096)));
    std::string_view rest = head;
    while (rest.substr(0, 4) == "<!--" || rest.substr(0, 2) == "<?") {
        const std::string_view end = rest[1] == '?' ? "?>" : "-->";
        const std::size_t at = rest.find(end);
        if (at == std::string_view::npos) return false;
        rest = without_space(rest.substr(at + end.size()));
    }
    static constexpr std::array kStarts = {"<!doctype html"sv, "<html"sv, "<head"sv, "<body"sv};
    return std::any_of(kStarts.begin(), kStarts.end(),
                       [&](std::string_view start) { return rest.substr(0, start.size()) == start; });
}

/// Labels begin with ^XA, perhaps after commands with a tilde or graphics that are stored first.
bool is_zpl(std::string_view text) {
    const std::string_view start = without_space(text.substr(0, 4096));
    if (start.substr(0, 3) == "^XA") return true;
    const bool commands = start.substr(0, 5) == "CT~~C" ||
                          (start.size() > 3 && start[0] == '~' && std::isupper(static_cast<unsigned char>(start[1])) != 0);
    return commands && text.find("^XA") != std::string_view::npos;
}

Format named_language(std::string_view name) {
    const std::string language = lower(name);
    if (language == "pcl") return Format::Pcl;
    if (language == "pclxl") return Format::PclXl;
    if (language == "postscript") return Format::PostScript;
    return Format::Unknown;
}

bool has_pdf_header(std::string_view text) { return text.substr(0, 1024).find("%PDF-") != std::string_view::npos; }

Format format_of(std::string_view text, std::string_view language) {
    if (text.substr(0, 5) == "%PDF-") return Format::Pdf;
    if (text.substr(0, 4) == "PK\x03\x04") return format_of_archive(text);
    if (text.substr(0, 8) == "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") return format_of_compound_file(text);
    for (const Magic& magic : kMagics)
        if (text.substr(0, magic.bytes.size()) == magic.bytes) return magic.format;
    // Bytes before the header of a PDF are forgiven (ISO 32000-1 Annex H, note 13).
    if (has_pdf_header(text)) return Format::Pdf;
    if (const Format said = named_language(language); said != Format::Unknown && !text.empty()) return said;
    if (is_zpl(text)) return Format::Zpl;
    return is_html(text) ? Format::Html : Format::Unknown;
}

}  // namespace

Recognised recognise(BytesView document) {
    const std::string_view whole = text_of(document);
    const Unwrapped unwrapped = unwrap(whole);
    const std::string_view inside = unwrapped.inside;
    Recognised found{format_of(inside, unwrapped.language), {}, 0, inside.size()};
    if (!inside.empty()) found.offset = static_cast<std::uint64_t>(inside.data() - whole.data());
    if (found.format == Format::Unknown) {
        found.charset = charset_of(bytes_of(inside));
        if (!found.charset.empty()) found.format = Format::Text;
    }
    return found;
}

}  // namespace quillport::formats
