#include "font.hpp"

#include <Error.h>
#include <GfxFont.h>
#include <GlobalParams.h>
#include <Object.h>
#include <PDFDoc.h>
#include <Parser.h>
#include <Stream.h>
#include <XRef.h>
#include <goo/GooString.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "code_text.hpp"
#include "document_parts.hpp"
#include "font_program.hpp"

namespace quillport::pdf {
namespace {

constexpr std::size_t kMaxDirectFont = 65'536;
constexpr std::size_t kMaxKeptText = std::size_t{1} << 20U;
constexpr int kMaxMeaning = 8;  ///< code points of one glyph: the longest ligature
constexpr std::uint16_t kNoNumber = 0xFFFF;

/// Poppler's complaints about foreign files are of no use to anybody: what it cannot read has no text.
void ignore_message(ErrorCategory /*category*/, Goffset /*position*/, const char* /*message*/) {}

}  // namespace

struct Font::Impl {
    std::unique_ptr<GfxFont> font;
    XRef* objects = nullptr;
    FontLibrary* library = nullptr;
    std::unique_ptr<FontProgram> program;
    bool tried = false;

    /// A composite font whose characters are only numbers of the glyphs of its program.
    [[nodiscard]] bool is_numbered() const {
        Ref embedded;
        if (!font->isCIDFont() || !font->getEmbeddedFontID(&embedded)) return false;
        const GooString* collection = static_cast<const GfxCIDFont&>(*font).getCollection();
        return collection != nullptr && collection->toStr() == "Adobe-Identity";
    }
    FontProgram* open_program() {
        if (!tried) program = FontProgram::open(*font, *objects, *library);
        tried = true;
        return program.get();
    }
};

Font::Font(std::unique_ptr<Impl> impl, std::uint16_t number) : impl_(std::move(impl)), number_(number) {
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
    std::u32string meaning;
    // WeasyPrint writes a whole line of Arabic as the meaning of a blank.
    if (length <= kMaxMeaning) meaning.assign(unicode, unicode + std::max(length, 0));
    if (meaning.size() == 1 && impl_->library->by_ghostscript && impl_->font->hasToUnicodeCMap())
        meaning.front() = unmerged_by_parts(code, meaning.front());
    if (!is_meaningful(meaning) || meaning.size() > 1 || !impl_->font->hasToUnicodeCMap()) meaning = recovered(code, meaning);
    entry.text_begin = static_cast<std::uint32_t>(text_.size());
    entry.text_size = text_.size() < kMaxKeptText ? static_cast<std::uint16_t>(meaning.size()) : 0;
    if (entry.text_size > 0) text_ += meaning;
    // The soft hyphen of WinAnsi is named "hyphen"; to a reader of tags it is still the soft one (ISO 32000-1 Annex D). A font
    // with a ToUnicode map says itself what it means.
    const bool soft = simple_ && static_cast<unsigned char>(bytes.front()) == 0xAD && !impl_->font->hasToUnicodeCMap();
    if (soft && entry.text_size == 1 && text_.back() == U'-') text_.back() = U'\u00AD';
    return entry;
}

/// What the glyph is composed of tells that an accented letter was meant; else what is `told`.
char32_t Font::unmerged_by_parts(std::uint32_t code, char32_t told) {
    FontProgram* program = told > 0xFF ? nullptr : impl_->open_program();
    const auto part = program != nullptr ? program->first_part(code) : std::nullopt;
    if (!part || *part > (simple_ ? 0xFFU : 0xFFFFU)) return told;
    const char bytes[] = {static_cast<char>(*part >> 8U), static_cast<char>(*part & 0xFFU)};
    CharCode asked = 0;
    const Unicode* base = nullptr;
    int length = 0;
    double ignored[4];
    impl_->font->getNextChar(bytes + (simple_ ? 1 : 0), simple_ ? 1 : 2, &asked, &base, &length, &ignored[0], &ignored[1],
                             &ignored[2], &ignored[3]);
    if (asked != *part || length != 1) return told;
    const char32_t meant = unmerged(told, *base);
    return meant != 0 ? meant : told;
}

/// What a code means when its font dictionary says too little or something impossible: `told`.
std::u32string Font::recovered(std::uint32_t code, std::u32string_view told) {
    if (std::u32string ligature = unswapped(told); !ligature.empty()) return ligature;
    const bool mapped = impl_->font->hasToUnicodeCMap();
    const char* name = nullptr;
    if (simple_ && code < 256) name = static_cast<Gfx8BitFont&>(*impl_->font).getCharName(static_cast<int>(code));
    // Poppler takes the number in a name, and without a map the number of a glyph, for a code point.
    const bool counted = !mapped && (name != nullptr ? is_counted_name(name) : impl_->is_numbered());
    if (is_meaningful(told) && !counted) return std::u32string(told);
    if (name != nullptr && impl_->font->getType() == fontType3) {
        if (const auto ligature = tex_ligature(name); !ligature.empty()) return std::u32string(ligature);
    }
    if (name != nullptr && !counted) {
        if (std::u32string named = text_of_name(name, listed_name); is_meaningful(named)) return named;
    }
    if (FontProgram* program = impl_->open_program()) {
        if (std::u32string own = program->text(code); is_meaningful(own)) return own.substr(0, kMaxMeaning);
        if (program->is_blank(code)) return U" ";
    }
    // For private use: no letter, but something to tell apart.
    const bool kept = !counted && !told.empty() && told.front() >= 0xE000 && told.front() != 0xFFFD;
    return kept ? std::u32string(told) : std::u32string();
}

std::optional<Rect> Font::ink(std::string_view bytes) {
    const std::string key(bytes);
    if (const auto known = inks_.find(key); known != inks_.end()) return known->second;
    FontProgram* program = bytes.empty() ? nullptr : impl_->open_program();
    if (program == nullptr) return std::nullopt;
    CharCode code = 0;
    const Unicode* unicode = nullptr;
    int length = 0;
    double ignored[4];
    impl_->font->getNextChar(bytes.data(), static_cast<int>(bytes.size()), &code, &unicode, &length, &ignored[0], &ignored[1],
                             &ignored[2], &ignored[3]);
    const auto ink = program->ink(code);
    inks_.emplace(key, ink);
    return ink;
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
    FontLibrary library;  // outlives the fonts
    std::unordered_map<int, std::unique_ptr<Font>> fonts;
    std::unordered_map<std::string, std::unique_ptr<Font>> direct;
    std::vector<Font*> numbered;

    PDFDoc* open() {
        if (!tried) {
            tried = true;
            // PDFDoc takes the stream over and never writes to it.
            auto* memory = const_cast<char*>(reinterpret_cast<const char*>(bytes.data()));
            auto stream = std::make_unique<MemStream>(memory, 0, static_cast<Goffset>(bytes.size()), Object(objNull));
            document = std::make_unique<PDFDoc>(stream.release());
            const auto producer = document->isOk() ? document->getDocInfoProducer() : nullptr;
            library.by_ghostscript = producer && producer->toStr().find("Ghostscript") != std::string::npos;
        }
        return document && document->isOk() ? document.get() : nullptr;
    }
    std::unique_ptr<Font> make(Object dictionary, Ref id) {
        if (!dictionary.isDict()) return nullptr;
        auto impl = std::make_unique<Font::Impl>();
        impl->font = GfxFont::makeFont(document->getXRef(), "F", id, dictionary.getDict());
        if (!impl->font || !impl->font->isOk()) return nullptr;
        impl->objects = document->getXRef();
        impl->library = &library;
        const bool counts = numbered.size() < kNoNumber;
        auto font = std::make_unique<Font>(std::move(impl), counts ? static_cast<std::uint16_t>(numbered.size()) : kNoNumber);
        if (counts) numbered.push_back(font.get());
        return font;
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

Font* FontSource::at(std::uint16_t number) const noexcept {
    return number < impl_->numbered.size() ? impl_->numbered[number] : nullptr;
}

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
