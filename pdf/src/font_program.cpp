#include "font_program.hpp"

#include <GfxFont.h>
#include <GlobalParams.h>
#include <Object.h>
#include <Stream.h>
#include <XRef.h>
#include <fofi/FoFiTrueType.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_BBOX_H
#include FT_CID_H
#include FT_OUTLINE_H

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <unordered_map>
#include <utility>
#include <vector>

#include "code_text.hpp"
#include "content_lexer.hpp"

namespace quillport::pdf {
namespace {

constexpr std::size_t kMaxPrograms = 200, kMaxProgramBytes = std::size_t{32} << 20U, kMaxAllBytes = std::size_t{96} << 20U;
constexpr std::size_t kMaxMapped = 70'000;   ///< entries of one character map
constexpr std::size_t kMaxProcedure = 2048;  ///< bytes of a Type 3 procedure in which its d1 must stand

struct FreeFace {
    void operator()(FT_Face face) const noexcept { FT_Done_Face(face); }
};
using FacePtr = std::unique_ptr<FT_FaceRec, FreeFace>;

/// The decoded stream, or nothing when it is larger than a font program may be.
std::vector<unsigned char> bytes_of_stream(Object& stream) {
    std::vector<unsigned char> out;
    if (!stream.isStream()) return out;
    stream.streamReset();
    constexpr std::size_t kStep = 65'536;
    for (std::size_t size = 0; size <= kMaxProgramBytes;) {
        out.resize(size + kStep);
        const int read = stream.getStream()->doGetChars(static_cast<int>(kStep), out.data() + size);
        size += static_cast<std::size_t>(std::max(read, 0));
        out.resize(size);
        if (read < static_cast<int>(kStep)) break;
    }
    stream.streamClose();
    if (out.size() > kMaxProgramBytes) out.clear();
    return out;
}

/// Type 1, CFF, TrueType and OpenType, by FreeType.
class OutlineProgram : public FontProgram {
  public:
    OutlineProgram(GfxFont& font, std::vector<unsigned char> bytes) : font_(font), bytes_(std::move(bytes)) {}

    bool load(FT_Library library) {
        FT_Face face = nullptr;
        if (FT_New_Memory_Face(library, bytes_.data(), static_cast<FT_Long>(bytes_.size()), 0, &face) != 0) return false;
        face_.reset(face);
        if (face->units_per_EM == 0 || !FT_IS_SCALABLE(face)) return false;
        map_codes();
        return true;
    }

    std::u32string text(std::uint32_t code) override {
        const FT_UInt glyph = glyph_of(code);
        if (glyph == 0) return {};
        if (!mapped_) map_glyphs();
        if (const auto known = meanings_.find(glyph); known != meanings_.end()) return std::u32string(1, known->second);
        std::array<char, 128> name{};
        if (!FT_HAS_GLYPH_NAMES(face_.get()) || FT_Get_Glyph_Name(face_.get(), glyph, name.data(), name.size()) != 0) return {};
        return text_of_name(name.data(), listed_name);
    }

    bool is_blank(std::uint32_t code) override { return load_glyph(code) && face_->glyph->outline.n_points == 0; }

    std::optional<std::uint32_t> first_part(std::uint32_t code) override {
        const FT_UInt glyph = glyph_of(code);
        if (glyph == 0 || FT_Load_Glyph(face_.get(), glyph, FT_LOAD_NO_RECURSE) != 0) return std::nullopt;
        if (face_->glyph->format != FT_GLYPH_FORMAT_COMPOSITE || face_->glyph->num_subglyphs < 2) return std::nullopt;
        FT_Int part = 0, x = 0, y = 0;
        FT_UInt flags = 0;
        FT_Matrix transform;
        if (FT_Get_SubGlyph_Info(face_->glyph, 0, &part, &flags, &x, &y, &transform) != 0) return std::nullopt;
        if (identity_) return static_cast<std::uint32_t>(part);
        const auto known = std::find_if(glyphs_.begin(), glyphs_.end(),
                                        [&](const auto& entry) { return entry.second == static_cast<FT_UInt>(part); });
        return known == glyphs_.end() ? std::nullopt : std::optional(known->first);
    }

    std::optional<Rect> ink(std::uint32_t code) override {
        FT_BBox box;
        if (!load_glyph(code) || face_->glyph->outline.n_points <= 0) return std::nullopt;
        if (FT_Outline_Get_BBox(&face_->glyph->outline, &box) != 0) return std::nullopt;
        const double em = face_->units_per_EM;
        const auto at = [em](FT_Pos v) { return static_cast<double>(v) / em; };
        return Rect{at(box.xMin), at(box.yMin), at(box.xMax), at(box.yMax)};
    }

  private:
    bool load_glyph(std::uint32_t code) {
        const FT_UInt glyph = glyph_of(code);
        constexpr FT_Int32 kFlags = FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP;
        return glyph != 0 && FT_Load_Glyph(face_.get(), glyph, kFlags) == 0;
    }
    /// The code as Poppler gives it (CIDs for composite fonts) to the glyph, as ISO 32000-1 §9.6.6.4 and §9.7.4.2 say.
    [[nodiscard]] FT_UInt glyph_of(std::uint32_t code) const {
        if (const auto known = glyphs_.find(code); known != glyphs_.end()) return known->second;
        return identity_ ? code : 0;
    }
    void map_codes() {
        if (font_.isCIDFont()) return map_cids();
        auto& simple = static_cast<Gfx8BitFont&>(font_);
        if (font_.getType() == fontTrueType || font_.getType() == fontTrueTypeOT) {
            const auto tables = FoFiTrueType::make(bytes_.data(), static_cast<int>(bytes_.size()));
            int* map = tables ? simple.getCodeToGIDMap(tables.get()) : nullptr;
            for (std::uint32_t code = 0; map != nullptr && code < 256; ++code) {
                if (map[code] > 0) glyphs_[code] = static_cast<FT_UInt>(map[code]);
            }
            std::free(map);  // Poppler's gmalloc is malloc
            return;
        }
        for (int code = 0; code < 256; ++code) {
            const char* name = simple.getCharName(code);
            if (name == nullptr) continue;
            const FT_UInt glyph = FT_Get_Name_Index(face_.get(), const_cast<char*>(name));
            if (glyph != 0) glyphs_[static_cast<std::uint32_t>(code)] = glyph;
        }
    }
    void map_cids() {
        const auto& composite = static_cast<GfxCIDFont&>(font_);
        if (const int* map = composite.getCIDToGID()) {
            for (std::uint32_t cid = 0; cid < composite.getCIDToGIDLen() && cid < 65'536; ++cid) {
                if (map[cid] > 0) glyphs_[cid] = static_cast<FT_UInt>(map[cid]);
            }
            return;
        }
        // Of a bare CID-keyed CFF program FreeType itself takes CIDs for glyphs.
        if (!FT_IS_CID_KEYED(face_.get()) || !FT_IS_SFNT(face_.get())) {
            identity_ = true;
            return;
        }
        for (FT_UInt glyph = 1; glyph < 65'536 && glyph < static_cast<FT_UInt>(face_->num_glyphs); ++glyph) {
            FT_UInt cid = 0;
            if (FT_Get_CID_From_Glyph_Index(face_.get(), glyph, &cid) == 0 && cid != 0) glyphs_.emplace(cid, glyph);
        }
    }
    /// Only a Unicode map is believed: the codes of the others are often those of the PDF, in any order.
    void map_glyphs() {
        mapped_ = true;
        if (FT_Select_Charmap(face_.get(), FT_ENCODING_UNICODE) != 0) return;
        FT_UInt glyph = 0;
        FT_ULong c = FT_Get_First_Char(face_.get(), &glyph);
        for (std::size_t n = 0; glyph != 0 && n < kMaxMapped; ++n) {
            const char32_t meaning = static_cast<char32_t>(c);
            if (is_meaningful(std::u32string_view(&meaning, 1))) meanings_.emplace(glyph, meaning);
            c = FT_Get_Next_Char(face_.get(), c, &glyph);
        }
    }

    GfxFont& font_;
    std::vector<unsigned char> bytes_;  ///< read by the face as long as it lives
    FacePtr face_;
    std::unordered_map<std::uint32_t, FT_UInt> glyphs_;
    std::unordered_map<FT_UInt, char32_t> meanings_;
    bool identity_ = false, mapped_ = false;
};

/// Type 3: a procedure says where its ink is when it begins with d1 (ISO 32000-1 §9.6.5, table 113).
class ProcedureProgram : public FontProgram {
  public:
    explicit ProcedureProgram(Gfx8BitFont& font) : font_(font) {}

    std::u32string text(std::uint32_t /*code*/) override { return {}; }
    bool is_blank(std::uint32_t /*code*/) override { return false; }

    std::optional<Rect> ink(std::uint32_t code) override {
        if (code > 255) return std::nullopt;
        Object procedure = font_.getCharProc(static_cast<int>(code));
        if (!procedure.isStream()) return std::nullopt;
        std::string start(kMaxProcedure, '\0');
        procedure.streamReset();
        const int read =
            procedure.getStream()->doGetChars(static_cast<int>(start.size()), reinterpret_cast<unsigned char*>(start.data()));
        procedure.streamClose();
        start.resize(static_cast<std::size_t>(std::max(read, 0)));
        return box_in(start);
    }

  private:
    [[nodiscard]] std::optional<Rect> box_in(const std::string& start) const {
        ContentLexer lexer(start);
        std::array<double, 6> numbers{};
        for (std::size_t n = 0;;) {
            const Token token = lexer.next();
            if (token.kind == TokenKind::Number && n < numbers.size()) {
                numbers[n++] = token.number;
            } else if (token.kind == TokenKind::Word && token.text == "d1" && n == numbers.size()) {
                break;
            } else {
                return std::nullopt;
            }
        }
        const double* m = font_.getFontMatrix();
        // Many write one box for all their glyphs: none is believed to be wider than its advance.
        const double left = std::max(std::min(numbers[2], numbers[4]), std::min(0.0, numbers[0]));
        const double right = std::min(std::max(numbers[2], numbers[4]), std::max(0.0, numbers[0]));
        const double x0 = left * m[0], x1 = right * m[0], y0 = numbers[3] * m[3], y1 = numbers[5] * m[3];
        if (!(std::fabs(x1 - x0) > 0) || !(std::fabs(y1 - y0) > 0) || std::fabs(x1) > 10 || std::fabs(y1) > 10)
            return std::nullopt;
        return Rect{std::min(x0, x1), std::min(y0, y1), std::max(x0, x1), std::max(y0, y1)};
    }

    Gfx8BitFont& font_;
};

}  // namespace

FontLibrary::~FontLibrary() {
    if (library_ != nullptr) FT_Done_FreeType(library_);
}

FT_LibraryRec_* FontLibrary::get() {
    if (library_ == nullptr && FT_Init_FreeType(&library_) != 0) library_ = nullptr;
    return library_;
}

bool FontLibrary::spend(std::size_t bytes) noexcept {
    if (programs_ >= kMaxPrograms || bytes_ + bytes > kMaxAllBytes) return false;
    if (bytes > 0) ++programs_;
    bytes_ += bytes;
    return true;
}

std::unique_ptr<FontProgram> FontProgram::open(GfxFont& font, XRef& xref, FontLibrary& library) {
    if (font.getType() == fontType3) return std::make_unique<ProcedureProgram>(static_cast<Gfx8BitFont&>(font));
    Ref embedded;
    if (!font.getEmbeddedFontID(&embedded) || !library.spend(0)) return nullptr;
    Object stream = xref.fetch(embedded);
    auto bytes = bytes_of_stream(stream);
    if (bytes.empty() || !library.spend(bytes.size()) || library.get() == nullptr) return nullptr;
    auto program = std::make_unique<OutlineProgram>(font, std::move(bytes));
    if (!program->load(library.get())) return nullptr;
    return program;
}

char32_t listed_name(const char* name) { return globalParams->mapNameToUnicodeText(name); }

}  // namespace quillport::pdf
