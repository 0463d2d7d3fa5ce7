#include "codes.hpp"

#define ZX_USE_UTF8 1  // texts as UTF-8 and not as wide characters
#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <cstdint>

namespace quillport::ocr {
namespace {

constexpr std::uint8_t kMostCodes = 64;
/// What separator sheets, stickers and forms carry. Codes of goods (EAN, UPC) are not among them: they say nothing of a document.
const ZXing::BarcodeFormats kOfDocuments =
    ZXing::BarcodeFormat::QRCode | ZXing::BarcodeFormat::DataMatrix | ZXing::BarcodeFormat::Aztec | ZXing::BarcodeFormat::PDF417 |
    ZXing::BarcodeFormat::Code128 | ZXing::BarcodeFormat::Code39 | ZXing::BarcodeFormat::Codabar;
constexpr std::size_t kLongestText = 2000;  ///< a tag; a code holds at most 2,953 bytes (ISO/IEC 18004 table 7)

Rect box_around(const ZXing::Position& corners) {
    Rect box{1e9, 1e9, -1e9, -1e9};
    for (const ZXing::PointI& corner : corners) {
        box.x0 = std::min(box.x0, double(corner.x));
        box.y0 = std::min(box.y0, double(corner.y));
        box.x1 = std::max(box.x1, double(corner.x));
        box.y1 = std::max(box.y1, double(corner.y));
    }
    return box;
}

}  // namespace

std::vector<tags::ReadCode> codes_on(const pdf::GreyImage& image, tags::CodeKinds kinds) {
    const auto* pixels = reinterpret_cast<const std::uint8_t*>(image.pixels.data());
    const ZXing::ImageView view(pixels, image.width, image.height, ZXing::ImageFormat::Lum);
    ZXing::DecodeHints hints;
    hints.setFormats(kinds == tags::CodeKinds::Qr ? ZXing::BarcodeFormats(ZXing::BarcodeFormat::QRCode) : kOfDocuments);
    hints.setMaxNumberOfSymbols(kMostCodes);
    std::vector<tags::ReadCode> out;
    for (const ZXing::Result& code : ZXing::ReadBarcodes(view, hints)) {
        if (!code.isValid()) continue;
        std::string text = code.text();
        if (text.size() <= kLongestText) out.push_back({std::move(text), box_around(code.position())});
    }
    return out;
}

}  // namespace quillport::ocr
