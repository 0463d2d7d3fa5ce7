#include "font.hpp"

#include <Error.h>
#include <GfxFont.h>
#include <GlobalParams.h>
#include <Object.h>
#include <PDFDoc.h>
#include <Parser.h>
#include <Stream.h>
#include <XRef.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "document_parts.hpp"

namespace quillport::pdf {
namespace {

constexpr std::size_t kMaxDirectFont = 65'536;
constexpr std::size_t kMaxKeptText = std::size_t{1} << 20U;

/// Poppler's complaints about foreign files are of no use to anybody: what it cannot read has no text.
void ignore_message(ErrorCategory /*category*/, Goffset /*position*/, const char* /*message*/) {}

}  // namespace

struct Font::Impl {
    std::unique_ptr<GfxFont> font;
};

Font::Font(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {
    const GfxFont& font = *impl_->font;
    simple_ = !font.isCIDFont();
    vertical_ = font.getWMode() != 0;
    // Fonts lie about their height; the bounds are those that Poppler's own text output uses.
    ascent_ = std::min(font.getAscent(), 1.05);
    if (!(ascent_ >= 0.3)) ascent_ = 0.9;
    descent_ = std::max(font.getDescent(), -0.4);
    if (!(descent_ < 0)) descent_ = -0.2;
    if (font.getType() == fontType3) {
        const double* matrix = font.getFontMatrix();
        const double* box = font.getFontBBox();
        const double height = (box[3] - box[1]) * std::fabs(matrix[3]);
        if (height > 0.01 && height < 5) {
            ascent_ = box[3] * matrix[3];
            descent_ = box[1] * matrix[3];
        }
    }
}

Font::~Font() = default;

const GlyphEntry& Font::decode(std::string_view bytes, GlyphEntry& entry) {
    CharCode code = 0;
    const Unicode* unicode = nullptr;
    int length = 0;
    const int used = impl_->font->getNextChar(bytes.data(), static_cast<int>(bytes.size()), &code, &unicode, &length, &entry.dx,
                                              &entry.dy, &entry.ox, &entry.oy);
    entry.bytes = static_cast<std::uint8_t>(std::clamp<int>(used, 1, static_cast<int>(std::min<std::size_t>(bytes.size(), 8))));
    if (!std::isfinite(entry.dx)) entry.dx = 0;
    if (!std::isfinite(entry.dy)) entry.dy = 0;
    entry.text_begin = static_cast<std::uint32_t>(text_.size());
    entry.text_size = text_.size() < kMaxKeptText ? static_cast<std::uint16_t>(std::clamp(length, 0, 16)) : 0;
    for (int i = 0; i < entry.text_size; ++i) text_.push_back(static_cast<char32_t>(unicode[i]));
    // The soft hyphen of WinAnsi is named "hyphen"; to a reader of tags it is still the soft one (ISO 32000-1 Annex D). A font
    // with a ToUnicode map says itself what it means.
    const bool soft = simple_ && static_cast<unsigned char>(bytes.front()) == 0xAD && !impl_->font->hasToUnicodeCMap();
    if (soft && entry.text_size == 1 && text_.back() == U'-') text_.back() = U'\u00AD';
    return entry;
}

const GlyphEntry& Font::decode_two(std::string_view bytes, GlyphEntry& entry) {
    decode(bytes, last_);
    if (last_.bytes > 2) return last_;
    entry = last_;
    return entry;
}

struct FontSource::Impl {
    GlobalParamsIniter params{ignore_message};
    BytesView bytes;
    std::unique_ptr<PDFDoc> document;
    bool tried = false;
    std::unordered_map<int, std::unique_ptr<Font>> fonts;
    std::unordered_map<std::string, std::unique_ptr<Font>> direct;

    PDFDoc* open() {
        if (!tried) {
            tried = true;
            // PDFDoc takes the stream over and never writes to it.
            auto* memory = const_cast<char*>(reinterpret_cast<const char*>(bytes.data()));
            auto stream = std::make_unique<MemStream>(memory, 0, static_cast<Goffset>(bytes.size()), Object(objNull));
            document = std::make_unique<PDFDoc>(stream.release());
        }
        return document && document->isOk() ? document.get() : nullptr;
    }
    std::unique_ptr<Font> make(Object dictionary, Ref id) {
        if (!dictionary.isDict()) return nullptr;
        auto impl = std::make_unique<Font::Impl>();
        impl->font = GfxFont::makeFont(document->getXRef(), "F", id, dictionary.getDict());
        if (!impl->font || !impl->font->isOk()) return nullptr;
        return std::make_unique<Font>(std::move(impl));
    }
    Object parse(const std::string& text) {
        auto* memory = const_cast<char*>(text.data());
        auto stream = std::make_unique<MemStream>(memory, 0, static_cast<Goffset>(text.size()), Object(objNull));
        Parser parser(document->getXRef(), stream.release(), false);
        return parser.getObj();
    }
};

FontSource::FontSource(const DocumentParts& parts) : impl_(std::make_unique<Impl>()) { impl_->bytes = parts.bytes; }
FontSource::~FontSource() = default;

Font* FontSource::find(QPDFObjectHandle dictionary) {
    if (!dictionary.isDictionary()) return nullptr;
    if (dictionary.isIndirect()) {
        const int number = dictionary.getObjectID();
        if (const auto known = impl_->fonts.find(number); known != impl_->fonts.end()) return known->second.get();
        PDFDoc* document = impl_->open();
        auto& slot = impl_->fonts[number];
        if (document == nullptr) return nullptr;
        slot = impl_->make(document->getXRef()->fetch(number, dictionary.getGeneration()), {number, dictionary.getGeneration()});
        return slot.get();
    }
    const std::string text = dictionary.unparse();
    if (text.size() > kMaxDirectFont) return nullptr;
    if (const auto known = impl_->direct.find(text); known != impl_->direct.end()) return known->second.get();
    if (impl_->open() == nullptr) return nullptr;
    auto& slot = impl_->direct[text];
    slot = impl_->make(impl_->parse(text), {-1, 0});
    return slot.get();
}

}  // namespace quillport::pdf
