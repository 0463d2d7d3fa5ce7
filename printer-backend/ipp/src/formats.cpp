#include "quillport/ipp/formats.hpp"

#include <algorithm>
#include <array>

namespace quillport::ipp {
namespace {

constexpr std::string_view kPdf = "application/pdf";
constexpr std::array<std::string_view, 2> kPdfOnly = {kPdf, kAnyFormat};
constexpr std::array<std::string_view, 6> kEverything = {kPdf,        "image/jpeg", "image/png", "image/pwg-raster",
                                                         "image/urf", kAnyFormat};

struct Magic {
    std::string_view bytes;
    std::string_view format;
};
// PWG 5102.4 §4.1 for raster ("RaS2" and the type's name), the others by their own standards.
constexpr std::array kMagics = {
    Magic{"\xFF\xD8\xFF", "image/jpeg"},
    Magic{"\x89PNG\r\n\x1A\n", "image/png"},
    Magic{"RaS2PwgRaster", "image/pwg-raster"},
    Magic{"UNIRAST", "image/urf"},
};

/// MIME types are blind to case and may carry parameters (RFC 2045 §5.1).
std::string normal(std::string_view format) {
    std::string out(format.substr(0, format.find(';')));
    while (!out.empty() && out.back() == ' ') out.pop_back();
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out.empty() ? std::string(kAnyFormat) : out;
}

bool offers(PrintService service, std::string_view format) {
    const auto formats = formats_of(service);
    return std::find(formats.begin(), formats.end(), format) != formats.end();
}

}  // namespace

std::span<const std::string_view> formats_of(PrintService service) noexcept {
    if (service == PrintService::Pdf) return kPdfOnly;
    return kEverything;
}

std::string_view detected_format(std::string_view head) noexcept {
    for (const Magic& magic : kMagics)
        if (head.starts_with(magic.bytes)) return magic.format;
    // ISO 32000-1 Annex H implementation note 13: the header may lie anywhere within the first 1024 bytes.
    return head.substr(0, kFormatHead).find("%PDF-") != std::string_view::npos ? kPdf : std::string_view{};
}

bool is_offered(PrintService service, std::string_view declared) { return offers(service, normal(declared)); }

Result<std::string> accepted_format(PrintService service, std::string_view declared, std::string_view head) {
    const std::string format = normal(declared);
    if (!offers(service, format)) return Error{ErrorCode::Unsupported, "the format is not offered", format};
    const std::string_view found = detected_format(head);
    if (format == kAnyFormat) {
        if (found.empty() || !offers(service, found))
            return Error{ErrorCode::Unsupported, "the document is of no format that is offered", std::string(found)};
        return std::string(found);
    }
    if (found != format) return Error{ErrorCode::InvalidInput, "the document is not what was declared", format};
    return format;
}

}  // namespace quillport::ipp
