#include "page_pixels.hpp"

#include <Error.h>
#include <GfxState.h>
#include <GlobalParams.h>
#include <PDFDoc.h>
#include <SplashOutputDev.h>
#include <splash/SplashBitmap.h>

#include <algorithm>
#include <ctime>
#include <exception>

namespace quillport::pdf {
namespace {

using std::chrono::milliseconds;

constexpr unsigned kCallsPerLook = 32;  ///< at the clock

void ignore_message(ErrorCategory /*category*/, Goffset /*position*/, const char* /*message*/) {}

milliseconds cpu_time() {
    return milliseconds(static_cast<long long>(1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC));
}

struct OutOfTime : std::exception {};

/// Knows when a picture has cost enough. What is late is first not painted any more, and then torn out of Poppler's hands, which
/// asks nobody while forms paint forms.
class Watch {
  public:
    void start(milliseconds allowed) {
        begin_ = cpu_time();
        allowed_ = allowed;
        late_ = false;
        calls_ = 0;
    }
    [[nodiscard]] bool late() {
        if (++calls_ % kCallsPerLook != 0) return late_;
        const milliseconds used = cpu_time() - begin_;
        late_ = late_ || used > allowed_;
        if (used > 2 * allowed_) throw OutOfTime();
        return late_;
    }
    void give_up() { late_ = true; }
    [[nodiscard]] bool was_late() const noexcept { return late_; }
    [[nodiscard]] milliseconds used() const { return cpu_time() - begin_; }

  private:
    milliseconds begin_{}, allowed_{};
    unsigned calls_ = 0;
    bool late_ = false;
};

SplashColor& paper() {
    static SplashColor white = {255, 255, 255};
    return white;
}

class WatchedDevice : public SplashOutputDev {
  public:
    WatchedDevice(Watch& watch, double image_pixels)
        : SplashOutputDev(splashModeRGB8, 1, false, paper()), watch_(watch), image_pixels_(image_pixels) {}

    void saveState(GfxState* state) override {
        static_cast<void>(watch_.late());
        SplashOutputDev::saveState(state);
    }
    void stroke(GfxState* state) override {
        if (!watch_.late()) SplashOutputDev::stroke(state);
    }
    void fill(GfxState* state) override {
        if (!watch_.late()) SplashOutputDev::fill(state);
    }
    void eoFill(GfxState* state) override {
        if (!watch_.late()) SplashOutputDev::eoFill(state);
    }
    bool tilingPatternFill(GfxState* state, Gfx* gfx, Catalog* catalog, GfxTilingPattern* pattern, const double* matrix, int x0,
                           int y0, int x1, int y1, double x_step, double y_step) override {
        return watch_.late() ||
               SplashOutputDev::tilingPatternFill(state, gfx, catalog, pattern, matrix, x0, y0, x1, y1, x_step, y_step);
    }
    void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x, double origin_y, CharCode code,
                  int bytes, const Unicode* text, int length) override {
        if (watch_.late()) return;
        SplashOutputDev::drawChar(state, x, y, dx, dy, origin_x, origin_y, code, bytes, text, length);
    }
    void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height, bool invert, bool interpolate,
                       bool in_line) override {
        if (affordable(width, height)) {
            SplashOutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, in_line);
        }
    }
    void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height, GfxImageColorMap* colors,
                   bool interpolate, const int* mask, bool in_line) override {
        if (affordable(width, height)) {
            SplashOutputDev::drawImage(state, ref, stream, width, height, colors, interpolate, mask, in_line);
        }
    }
    void drawMaskedImage(GfxState* state, Object* ref, Stream* stream, int width, int height, GfxImageColorMap* colors,
                         bool interpolate, Stream* mask, int mask_width, int mask_height, bool mask_invert,
                         bool mask_interpolate) override {
        if (affordable(width, height) && affordable(mask_width, mask_height)) {
            SplashOutputDev::drawMaskedImage(state, ref, stream, width, height, colors, interpolate, mask, mask_width,
                                             mask_height, mask_invert, mask_interpolate);
        }
    }
    void drawSoftMaskedImage(GfxState* state, Object* ref, Stream* stream, int width, int height, GfxImageColorMap* colors,
                             bool interpolate, Stream* mask, int mask_width, int mask_height, GfxImageColorMap* mask_colors,
                             bool mask_interpolate) override {
        if (affordable(width, height) && affordable(mask_width, mask_height)) {
            SplashOutputDev::drawSoftMaskedImage(state, ref, stream, width, height, colors, interpolate, mask, mask_width,
                                                 mask_height, mask_colors, mask_interpolate);
        }
    }

  private:
    /// A picture without one of its images is no picture: nobody knows what the image covers.
    bool affordable(int width, int height) {
        if (static_cast<double>(width) * height > image_pixels_) watch_.give_up();
        return !watch_.late();
    }

    Watch& watch_;
    double image_pixels_;
};

bool asks_to_stop(void* watch) { return static_cast<Watch*>(watch)->late(); }

}  // namespace

struct PagePixels::Impl {
    GlobalParamsIniter parameters{ignore_message};
    InkLimits limits;
    milliseconds left;
    Watch watch;
    std::unique_ptr<PDFDoc> document;
    std::unique_ptr<WatchedDevice> device;

    void draw(int page, double unit, Pixels& out);
};

PagePixels::PagePixels(BytesView pdf, const InkLimits& limits) : impl_(std::make_unique<Impl>()) {
    impl_->limits = limits;
    impl_->left = limits.total;
    auto stream = std::make_unique<MemStream>(reinterpret_cast<const char*>(pdf.data()), 0, static_cast<Goffset>(pdf.size()),
                                              Object(objNull));
    impl_->document = std::make_unique<PDFDoc>(stream.release());
    if (!impl_->document->isOk()) return;
    impl_->device = std::make_unique<WatchedDevice>(impl_->watch, limits.image_pixels);
    impl_->device->setFontAntialias(true);
    impl_->device->setVectorAntialias(true);
    impl_->device->setFreeTypeHinting(false, false);
    impl_->device->startDoc(impl_->document.get());
}

PagePixels::~PagePixels() = default;

void PagePixels::Impl::draw(int page, double unit, Pixels& out) {
    document->displayPageSlice(device.get(), page, 72 * unit, 72 * unit, 0, false, true, false, out.left, out.top, out.width,
                               out.height, asks_to_stop, &watch);
    SplashBitmap* bitmap = device->getBitmap();
    if (bitmap == nullptr || bitmap->getWidth() != out.width || bitmap->getHeight() != out.height) return;
    const std::size_t row = 3 * static_cast<std::size_t>(out.width);
    out.rgb.resize(row * static_cast<std::size_t>(out.height));
    for (int y = 0; y < out.height; ++y) {
        const auto line = static_cast<std::size_t>(y);
        std::copy_n(bitmap->getDataPtr() + line * static_cast<std::size_t>(bitmap->getRowSize()), row, &out.rgb[line * row]);
    }
}

bool PagePixels::draw(int page, double unit, Pixels& out) {
    Impl& impl = *impl_;
    out.rgb.clear();
    if (!impl.device || page < 1 || page > impl.document->getNumPages() || impl.document->getPage(page) == nullptr) return false;
    if (static_cast<double>(out.width) * out.height > impl.limits.pixels) return false;
    impl.watch.start(std::min(impl.limits.page, impl.left));
    bool drawn = false;
    try {
        impl.draw(page, unit, out);
        drawn = !impl.watch.was_late() && !out.rgb.empty();
    } catch (const std::exception&) {
        // The device is in the middle of something and of no use any more; taking it apart would be none either.
        static_cast<void>(impl.device.release());
        static_cast<void>(impl.document.release());
    }
    impl.left -= impl.watch.used();
    if (impl.left <= milliseconds(0)) impl.device.reset();
    return drawn;
}

}  // namespace quillport::pdf
