#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/geometry.hpp"
#include "quillport/core/result.hpp"
#include "quillport/pdf/document.hpp"

namespace quillport::pdf {

/// One shown character code. All places lie on the displayed page, in points, origin bottom-left.
struct Glyph {
    std::uint32_t text_begin = 0;          ///< in PageContent::text
    std::uint8_t text_size = 0;            ///< code points; 0: the font does not say what it means
    std::uint8_t code_bytes = 1;           ///< bytes of the code in its string operand
    std::uint8_t render_mode = 0;          ///< Tr (ISO 32000-1 §9.3.6): 3 is invisible, 4 to 7 clip
    bool layer_off : 1 = false;            ///< in optional content that is switched off
    bool vertical : 1 = false;             ///< vertical writing mode
    bool masked : 1 = false;               ///< in a soft mask: something else is seen through its shape
    std::uint16_t font = 0;                ///< number of its font; for ink_of
    std::uint16_t code = 0;                ///< its first two bytes, the first one first; for ink_of
    std::uint32_t run = 0;                 ///< in PageContent::runs: which execution of which stream
    std::uint32_t operand = 0;             ///< byte offset of its string operand in that decoded stream
    std::uint32_t offset = 0;              ///< byte offset of the code in the decoded operand
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;  ///< upright box around advance, ascent and descent
    float origin_x = 0, origin_y = 0;      ///< on the baseline
    float advance_x = 0, advance_y = 0;    ///< to the next origin, spacing included
    float up_x = 0, up_y = 0;              ///< font size as a vector that points to the ascenders
    double adjust = 0;                     ///< number in a TJ array that moves as far as the code did; not finite: none does

    [[nodiscard]] Rect box() const noexcept { return {x0, y0, x1, y1}; }
    [[nodiscard]] double font_size() const noexcept;
};

/// What is executed: the page's contents, a form XObject (§8.10), the group of a soft mask (§11.6.5.2), the cell of a tiling
/// pattern (§8.7.3), the procedure of a Type 3 glyph (§9.6.5).
enum class RunKind : std::uint8_t { Contents, Form, Mask, Pattern, Glyph };

/// One execution of a content stream: the page's own (its streams joined by a line feed), or a form XObject being painted.
struct ContentRun {
    int object = 0;  ///< object number of the form; 0: the page's contents
    int generation = 0;
    std::uint32_t parent = 0;      ///< in PageContent::runs: the execution that paints it
    std::uint32_t painted_at = 0;  ///< byte offset, in the decoded stream of that one, of the name that asks for it
    RunKind kind = RunKind::Contents;
    bool in_glyph = false;   ///< in a Type 3 glyph, itself or what it paints
    std::uint32_t like = 0;  ///< not 0: names the same pattern as that execution once more, and was not executed again
};

class FontSource;

/// What a page shows, in the order of its content. Reuse one object for many pages: it keeps its memory.
struct PageContent {
    int page = 0;
    std::vector<Glyph> glyphs;
    std::u32string text;  ///< code points of all glyphs
    std::vector<ContentRun> runs;
    std::vector<Rect> images;
    std::vector<Rect> rules;   ///< upright lines that are drawn: rules, edges of boxes; their width is not counted
    bool complete = true;      ///< false: a limit was reached and the rest of the page was not read
    std::uint32_t unread = 0;  ///< painted glyphs whose font does not say what they mean: only a picture of them can be read
    std::uint32_t curves = 0;  ///< curves of painted paths: letters drawn as outlines have a dozen each
    const FontSource* fonts = nullptr;  ///< of the document, which must outlive what asks for ink

    [[nodiscard]] std::u32string_view text_of(const Glyph& glyph) const noexcept {
        return std::u32string_view(text).substr(glyph.text_begin, glyph.text_size);
    }
};

/// Where the ink of a glyph is, by its outline in the embedded font program (ISO 32000-1 §9.9); for upright text and quarter
/// turns. Nothing when the font is not embedded, the program cannot be read, or the glyph has no ink. The first glyph of a font
/// costs the reading of its program.
[[nodiscard]] std::optional<Rect> ink_of(const PageContent& page, const Glyph& glyph);

/// Bounds on what a hostile file may cost. Reaching one ends the page, not the document; the totals end every later page.
struct ContentLimits {
    std::uint64_t stream_bytes = std::uint64_t{64} << 20U;  ///< one decoded stream
    std::uint64_t page_bytes = std::uint64_t{256} << 20U;   ///< decoded streams of one page, each painting counted
    std::uint32_t page_glyphs = 1'000'000;
    std::uint64_t page_operators = 5'000'000;
    std::uint32_t page_forms = 20'000;
    std::uint64_t total_operators = 60'000'000;
    int nesting = 12;  ///< forms in forms
};

/// The one content-stream interpreter: detection, erasing and the text layer read pages through it. It follows text, graphics
/// state, form XObjects (every painting once), groups of soft masks (whenever a state sets one), inline images, optional content.
/// What a tiling pattern shows comes behind all else, once for each execution that asks for the pattern, where its first cell is
/// seen; behind that, the text that Type 3 glyphs draw in other fonts. Source: ISO 32000-1 §7.8.2, §8.7.3, §8.10, §8.11, §9.4,
/// §9.6.5, §11.6.5.
class ContentReader {
  public:
    /// `document` must outlive the reader.
    explicit ContentReader(Document& document, ContentLimits limits = {});
    ~ContentReader();
    ContentReader(const ContentReader&) = delete;
    ContentReader& operator=(const ContentReader&) = delete;

    /// Reads page `page` (from 1) into `out`. A damaged stream ends where it cannot be read further. Errors: NotFound for a page
    /// that is not there.
    [[nodiscard]] Result<void> read(int page, PageContent& out);

    /// Reads what the normal appearance of annotation `index` (from 0) of the page shows, into `out`; the places of its glyphs
    /// are those of the form itself, not of the page. `box` becomes the annotation's rectangle on the displayed page. \returns
    /// false when there is no such annotation. One without an appearance gives nothing. Source: ISO 32000-1 §12.5.5.
    [[nodiscard]] bool read_annotation(int page, int index, PageContent& out, Rect& box);

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace quillport::pdf
