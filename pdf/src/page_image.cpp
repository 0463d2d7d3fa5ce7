#include "quillport/pdf/page_image.hpp"

#include <Annot.h>
#include <Error.h>
#include <ErrorCodes.h>
#include <GlobalParams.h>
#include <PDFDoc.h>
#include <Page.h>
#include <SplashOutputDev.h>
#include <XRef.h>
#include <splash/SplashBitmap.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <memory>
#include <utility>

#include "image_encoding.hpp"

namespace quillport::pdf {
namespace {

constexpr double kMostPixels = 80e6;

void ignore_message(ErrorCategory /*category*/, Goffset /*position*/, const char* /*message*/) {}

Error unsupported(const char* detail) { return Error{ErrorCode::Unsupported, "page cannot be drawn", detail}; }

// Poppler leaves /UserUnit to its callers (ISO 32000-1 table 30).
double unit_of(PDFDoc& document, int page) {
    const Object dictionary = document.getXRef()->fetch(document.getPage(page)->getRef());
    if (!dictionary.isDict()) return 1;
    const Object unit = dictionary.dictLookup("UserUnit");
    return unit.isNum() && unit.getNum() > 0 && unit.getNum() < 1e5 ? unit.getNum() : 1;
}

Result<PageImage> drawn(PDFDoc& document, int page, int dpi) {
    if (page < 1 || page > document.getNumPages()) return Error{ErrorCode::InvalidInput, "no such page", {}};
    if (document.getPage(page) == nullptr) return unsupported("damaged");
    const double resolution = dpi * unit_of(document, page);
    const double scale = resolution / 72;
    if (!(document.getPageCropWidth(page) * scale * document.getPageCropHeight(page) * scale <= kMostPixels)) {
        return Error{ErrorCode::TooLarge, "the page has too many pixels at this resolution", {}};
    }
    SplashColor paper = {255, 255, 255};
    SplashOutputDev device(splashModeRGB8, 4, false, paper);
    device.setFontAntialias(true);
    device.setVectorAntialias(true);
    device.setFreeTypeHinting(false, false);
    device.startDoc(&document);
    document.displayPage(&device, page, resolution, resolution, 0, false, true, false);
    SplashBitmap* bitmap = device.getBitmap();
    if (bitmap == nullptr || bitmap->getWidth() < 1 || bitmap->getHeight() < 1) return unsupported("damaged");
    return encode_page(
        {bitmap->getDataPtr(), bitmap->getWidth(), bitmap->getHeight(), static_cast<std::size_t>(bitmap->getRowSize())});
}

Result<GreyImage> drawn_grey(PDFDoc& document, int page, int dpi, double most_pixels) {
    if (page < 1 || page > document.getNumPages()) return Error{ErrorCode::InvalidInput, "no such page", {}};
    if (document.getPage(page) == nullptr) return unsupported("damaged");
    double resolution = dpi * unit_of(document, page);
    const double inches = document.getPageCropWidth(page) / 72 * document.getPageCropHeight(page) / 72;
    if (!(inches > 0) || !std::isfinite(inches)) return unsupported("damaged");
    resolution = std::min(resolution, std::sqrt(most_pixels / inches));
    SplashColor paper = {255, 255, 255};
    SplashOutputDev device(splashModeMono8, 1, false, paper);
    device.setFontAntialias(true);
    device.setVectorAntialias(true);
    device.setFreeTypeHinting(false, false);
    device.startDoc(&document);
    const auto no_annotation = [](Annot*, void*) { return false; };
    document.displayPage(&device, page, resolution, resolution, 0, false, true, false, nullptr, nullptr, no_annotation, nullptr);
    SplashBitmap* bitmap = device.getBitmap();
    if (bitmap == nullptr || bitmap->getWidth() < 1 || bitmap->getHeight() < 1) return unsupported("damaged");
    GreyImage image{bitmap->getWidth(), bitmap->getHeight(), {}};
    image.pixels.reserve(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height));
    for (int y = 0; y < image.height; ++y) {
        const auto* row =
            reinterpret_cast<const std::byte*>(bitmap->getDataPtr() + static_cast<std::ptrdiff_t>(y) * bitmap->getRowSize());
        image.pixels.insert(image.pixels.end(), row, row + image.width);
    }
    return image;
}

template <typename Draw>
auto with_document(BytesView pdf, Draw draw) -> decltype(draw(std::declval<PDFDoc&>())) {
    try {
        const GlobalParamsIniter parameters(ignore_message);
        auto stream = std::make_unique<MemStream>(reinterpret_cast<const char*>(pdf.data()), 0, static_cast<Goffset>(pdf.size()),
                                                  Object(objNull));
        PDFDoc document(stream.release());
        if (!document.isOk()) return unsupported(document.getErrorCode() == errEncrypted ? "encrypted" : "damaged");
        return draw(document);
    } catch (const std::exception&) {
        return unsupported("damaged");
    }
}

}  // namespace

Result<PageImage> render_page(BytesView pdf, int page, int dpi) {
    if (std::find(std::begin(kImageSteps), std::end(kImageSteps), dpi) == std::end(kImageSteps)) {
        return Error{ErrorCode::InvalidInput, "images come in fixed resolutions only", {}};
    }
    return with_document(pdf, [&](PDFDoc& document) { return drawn(document, page, dpi); });
}

Result<GreyImage> render_grey(BytesView pdf, int page, int dpi, double most_pixels) {
    if (dpi < 36 || dpi > 600) return Error{ErrorCode::InvalidInput, "not a resolution to read at", {}};
    return with_document(pdf, [&](PDFDoc& document) { return drawn_grey(document, page, dpi, most_pixels); });
}

}  // namespace quillport::pdf
