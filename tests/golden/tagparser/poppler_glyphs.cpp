#include "poppler_glyphs.hpp"

#include <GfxState.h>
#include <GlobalParams.h>
#include <OutputDev.h>
#include <PDFDoc.h>
#include <Page.h>
#include <goo/GooString.h>

#include <memory>
#include <optional>

namespace quillport::test {
namespace {

class Collector final : public OutputDev {
  public:
    explicit Collector(double height) : height_(height) {}

    bool upsideDown() override { return true; }
    bool useDrawChar() override { return true; }
    bool interpretType3Chars() override { return false; }
    bool needNonText() override { return false; }
    void drawChar(GfxState* state, double x, double y, double /*dx*/, double /*dy*/, double originX, double originY,
                  CharCode /*code*/, int /*nBytes*/, const Unicode* u, int length) override {
        PopplerGlyph glyph;
        for (int i = 0; i < length; ++i) glyph.text += static_cast<char32_t>(u[i]);
        state->transform(x - originX, y - originY, &glyph.x, &glyph.y);
        glyph.y = height_ - glyph.y;
        glyph.invisible = (state->getRender() & 3) == 3;
        glyphs.push_back(std::move(glyph));
    }

    std::vector<PopplerGlyph> glyphs;

  private:
    double height_;
};

bool is_turned(const Page& page) { return page.getRotate() % 180 != 0; }

}  // namespace

std::vector<std::vector<PopplerGlyph>> poppler_glyphs(const std::filesystem::path& pdf) {
    if (globalParams == nullptr) {
        globalParams = std::make_unique<GlobalParams>();
        globalParams->setErrQuiet(true);
    }
    PDFDoc document(std::make_unique<GooString>(pdf.string()));
    std::vector<std::vector<PopplerGlyph>> out;
    for (int number = 1; document.isOk() && number <= document.getNumPages(); ++number) {
        Page* page = document.getPage(number);
        if (page == nullptr) return {};
        Collector collector(is_turned(*page) ? page->getCropWidth() : page->getCropHeight());
        document.displayPage(
            &collector, number, 72, 72, 0, false, true, false, nullptr, nullptr, [](Annot*, void*) { return false; }, nullptr);
        out.push_back(std::move(collector.glyphs));
    }
    return out;
}

}  // namespace quillport::test
