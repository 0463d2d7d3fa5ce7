#include "letters.hpp"

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace quillport::ocr {
namespace {

using tags::ReadLetter;
using tags::ReadLine;

constexpr int kMostMarks = 40'000;  ///< connected marks on a page: more is a photograph or noise, and takes minutes
constexpr std::size_t kMostLetters = 60'000;
constexpr l_uint8 kPaper = 208;      ///< what is paler is paper: what nobody sees is not read, and the noise of the glass goes
constexpr double kEmOfRow = 0.9;     ///< from the descenders to the ascenders, in parts of the font size
constexpr double kUpsideDown = 0.6;  ///< mean confidence below which the page may stand on its head
constexpr std::size_t kFewLetters = 12;  ///< say nothing about which way it stands

struct DestroyPix {
    void operator()(Pix* pix) const noexcept { pixDestroy(&pix); }
};
using PixPtr = std::unique_ptr<Pix, DestroyPix>;

PixPtr pix_of(const pdf::GreyImage& image) {
    PixPtr pix(pixCreate(image.width, image.height, 8));
    if (!pix) return pix;
    l_uint32* data = pixGetData(pix.get());
    const int words = pixGetWpl(pix.get());
    const auto* from = reinterpret_cast<const l_uint8*>(image.pixels.data());
    for (int y = 0; y < image.height; ++y) {
        l_uint32* row = data + static_cast<std::ptrdiff_t>(y) * words;
        for (int x = 0; x < image.width; ++x, ++from) SET_DATA_BYTE(row, x, *from >= kPaper ? 255 : *from);
    }
    return pix;
}

/// Marks of ink on the page; nothing when there are none or far too many.
bool worth_reading(Pix* grey, bool& too_many) {
    const PixPtr ink(pixConvertTo1(grey, 160));
    l_int32 count = 0;
    if (!ink || pixCountConnComp(ink.get(), 8, &count) != 0) return false;
    too_many = count > kMostMarks;
    return count > 2 && !too_many;
}

char32_t code_point(std::string_view utf8) {
    if (utf8.empty()) return 0;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
    const unsigned first = byte(0);
    if (first < 0x80) return first;
    const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    if (utf8.size() <= more) return 0xFFFD;
    char32_t c = first & (0x3FU >> more);
    for (std::size_t i = 1; i <= more; ++i) c = c << 6U | (byte(i) & 0x3FU);
    return c;
}

/// Where what is read on the picture stands on it as it was given: it may have been turned by half a turn for reading.
struct Turned {
    bool half = false;
    double width = 0, height = 0;

    [[nodiscard]] Rect back(const Rect& r) const {
        return half ? Rect{width - r.x1, height - r.y1, width - r.x0, height - r.y0} : r;
    }
};

/// Which way the text of a block runs, in degrees counter-clockwise. The engine takes text that was turned clockwise for vertical
/// writing and reads it; turned the other way it stands on its head.
int rotation_of(const tesseract::ResultIterator& at) {
    tesseract::Orientation orientation{};
    tesseract::WritingDirection direction{};
    tesseract::TextlineOrder order{};
    float deskew = 0;
    at.Orientation(&orientation, &direction, &order, &deskew);
    return direction == tesseract::WRITING_DIRECTION_TOP_TO_BOTTOM ? 270 : 0;
}

Rect box_at(const tesseract::ResultIterator& at, tesseract::PageIteratorLevel level, const Turned& turned) {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    if (!at.BoundingBox(level, &x0, &y0, &x1, &y1)) return {};
    return turned.back({double(x0), double(y0), double(x1), double(y1)});
}

void append_letter(const tesseract::ResultIterator& at, const Turned& turned, tags::ReadWord& word) {
    const std::unique_ptr<const char[]> text(at.GetUTF8Text(tesseract::RIL_SYMBOL));
    if (!text) return;
    const Rect box = box_at(at, tesseract::RIL_SYMBOL, turned);
    const double confidence = std::clamp(at.Confidence(tesseract::RIL_SYMBOL) / 100.0, 0.0, 1.0);
    for (std::string_view rest = text.get(); !rest.empty();) {  // a ligature is several
        word.push_back({code_point(rest), box, confidence});
        std::size_t size = 1;
        while (size < rest.size() && (static_cast<unsigned char>(rest[size]) & 0xC0U) == 0x80) ++size;
        rest.remove_prefix(size);
    }
}

/// The engine knows where words are; within one it only guesses, and in turned text not even that.
void settle_boxes(tags::ReadWord& word, const Rect& around, int rotation) {
    const auto count = static_cast<double>(word.size());
    for (std::size_t i = 0; i < word.size(); ++i) {
        Rect& box = word[i].box;
        if (rotation == 0 || rotation == 180) {
            box.x0 = std::clamp(box.x0, around.x0, around.x1);
            box.x1 = std::clamp(box.x1, box.x0, around.x1);
            continue;
        }
        const double from = static_cast<double>(i) / count, to = static_cast<double>(i + 1) / count;
        box = around;
        box.y0 = rotation == 270 ? around.y0 + from * around.height() : around.y1 - to * around.height();
        box.y1 = rotation == 270 ? around.y0 + to * around.height() : around.y1 - from * around.height();
    }
}

ReadLine line_at(const tesseract::ResultIterator& at, const Turned& turned) {
    ReadLine line;
    float row = 0, below = 0, above = 0;
    at.RowAttributes(&row, &below, &above);
    line.font_size = std::max(row, 1.0F) / kEmOfRow;
    line.rotation = (rotation_of(at) + (turned.half ? 180 : 0)) % 360;
    const Rect box = box_at(at, tesseract::RIL_TEXTLINE, turned);
    const double descent = std::min(std::fabs(below), row / 2);
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    if (line.rotation == 90 || line.rotation == 270) {
        line.base_x0 = line.base_x1 = line.rotation == 90 ? box.x1 - descent : box.x0 + descent;
        line.base_y0 = line.rotation == 90 ? box.y1 : box.y0;
        line.base_y1 = line.rotation == 90 ? box.y0 : box.y1;
    } else if (at.Baseline(tesseract::RIL_TEXTLINE, &x0, &y0, &x1, &y1)) {
        line.base_x0 = turned.half ? turned.width - x0 : x0;
        line.base_y0 = turned.half ? turned.height - y0 : y0;
        line.base_x1 = turned.half ? turned.width - x1 : x1;
        line.base_y1 = turned.half ? turned.height - y1 : y1;
    }
    return line;
}

std::vector<ReadLine> lines_of(tesseract::TessBaseAPI& engine, const Turned& turned) {
    std::vector<ReadLine> lines;
    const std::unique_ptr<tesseract::ResultIterator> at(engine.GetIterator());
    if (!at) return lines;
    Rect around;
    std::size_t letters = 0;
    do {
        if (at->Empty(tesseract::RIL_SYMBOL)) continue;
        if (lines.empty() || at->IsAtBeginningOf(tesseract::RIL_TEXTLINE)) lines.push_back(line_at(*at, turned));
        ReadLine& line = lines.back();
        if (line.words.empty() || at->IsAtBeginningOf(tesseract::RIL_WORD)) {
            line.words.emplace_back();
            around = box_at(*at, tesseract::RIL_WORD, turned);
        }
        append_letter(*at, turned, line.words.back());
        if (at->IsAtFinalElement(tesseract::RIL_WORD, tesseract::RIL_SYMBOL)) {
            settle_boxes(line.words.back(), around, line.rotation);
        }
    } while (++letters < kMostLetters && at->Next(tesseract::RIL_SYMBOL));
    return lines;
}

/// Mean confidence of the letters; 1 when there are too few to say.
double confidence_of(const std::vector<ReadLine>& lines) {
    double sum = 0;
    std::size_t count = 0;
    for (const ReadLine& line : lines) {
        for (const auto& word : line.words) {
            for (const ReadLetter& letter : word) sum += letter.confidence, ++count;
        }
    }
    return count < kFewLetters ? 1 : sum / static_cast<double>(count);
}

}  // namespace

class LetterReader::Impl {
  public:
    Result<void> open() {
        if (ready_) return {};
        setMsgSeverity(L_SEVERITY_NONE);
        if (engine_.Init(nullptr, "eng", tesseract::OEM_LSTM_ONLY) != 0) {
            return Error{ErrorCode::Unavailable, "the language data of Tesseract are missing", "eng"};
        }
        engine_.SetVariable("tessedit_do_invert", "0");
        engine_.SetPageSegMode(tesseract::PSM_AUTO);
        ready_ = true;
        return {};
    }

    Result<tags::Reading> read(const pdf::GreyImage& image, int dpi, std::chrono::milliseconds time) {
        const auto end = std::chrono::steady_clock::now() + time;
        tags::Reading out;
        PixPtr pix = pix_of(image);
        if (!pix) return Error{ErrorCode::TooLarge, "the picture is too large to be read", "memory"};
        bool too_many = false;
        if (!worth_reading(pix.get(), too_many)) {
            out.complete = !too_many;
            return out;
        }
        out = recognised(pix.get(), dpi, end, {false, double(image.width), double(image.height)});
        // Text that runs up or down the page is read as it is; only what stands on its head must be turned.
        if (!out.complete || confidence_of(out.lines) > kUpsideDown) return out;
        pix.reset(pixRotate180(nullptr, pix.get()));
        if (!pix) return out;
        auto again = recognised(pix.get(), dpi, end, {true, double(image.width), double(image.height)});
        return again.complete && confidence_of(again.lines) > confidence_of(out.lines) ? std::move(again) : std::move(out);
    }

  private:
    tags::Reading recognised(Pix* pix, int dpi, std::chrono::steady_clock::time_point end, const Turned& turned) {
        tags::Reading out;
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        tesseract::ETEXT_DESC watch;
        watch.set_deadline_msecs(static_cast<std::int32_t>(std::max<std::int64_t>(left.count(), 1)));
        engine_.SetImage(pix);
        engine_.SetSourceResolution(dpi);
        out.complete = engine_.Recognize(&watch) == 0;
        if (out.complete) out.lines = lines_of(engine_, turned);
        engine_.Clear();
        return out;
    }

    tesseract::TessBaseAPI engine_;
    bool ready_ = false;
};

LetterReader::LetterReader() : impl_(std::make_unique<Impl>()) {}
LetterReader::~LetterReader() = default;
Result<void> LetterReader::open() { return impl_->open(); }
Result<tags::Reading> LetterReader::read(const pdf::GreyImage& image, int dpi, std::chrono::milliseconds time) {
    return impl_->read(image, dpi, time);
}

}  // namespace quillport::ocr
