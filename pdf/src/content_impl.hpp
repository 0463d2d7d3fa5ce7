#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "content_lexer.hpp"
#include "content_state.hpp"
#include "document_parts.hpp"
#include "layers.hpp"
#include "painted_later.hpp"
#include "quillport/pdf/content.hpp"
#include "rules.hpp"

namespace quillport::pdf {

constexpr std::size_t kMaxStates = 4096;
constexpr double kFar = 1e6;  ///< points: beyond every page

/// An operator as a number, so that a switch can choose it.
[[nodiscard]] constexpr std::uint32_t op(std::string_view word) {
    std::uint32_t value = 0;
    for (const char c : word) value = value << 8U | static_cast<unsigned char>(c);
    return value;
}

struct FontEntry {
    Font* font = nullptr;
    Type3Text* type3 = nullptr;
};

/// What a graphics state dictionary sets of what counts here (ISO 32000-1 table 58).
struct StateEntry {
    FontEntry font;
    double size = 0;
    QPDFObjectHandle mask;  ///< group of a soft mask; null: none
};

/// Names that one resource dictionary has resolved.
struct Resources {
    QPDFObjectHandle dictionary;
    std::map<std::string, FontEntry, std::less<>> fonts;
    std::map<std::string, StateEntry, std::less<>> states;
    std::map<std::string, std::uint32_t, std::less<>> patterns;

    [[nodiscard]] QPDFObjectHandle entry(const char* category, std::string_view name) {
        if (!dictionary.isDictionary()) return QPDFObjectHandle::newNull();
        QPDFObjectHandle group = dictionary.getKey(category);
        return group.isDictionary() ? group.getKey("/" + std::string(name)) : QPDFObjectHandle::newNull();
    }
};

class ContentReader::Impl {
  public:
    Impl(Document& document, const ContentLimits& limits) : parts_(document.parts()), limits_(limits), layers_(parts_.qpdf) {}

    Result<void> read(int page, PageContent& out);
    bool read_annotation(int page, int index, PageContent& out, Rect& box);

  private:
    void begin(int page, PageContent& out);
    /// One execution of a stream.
    struct Run {
        std::uint32_t index = 0;
        Resources resources;
        TextState state;
        std::vector<TextState> saved;
        std::size_t unsaved = 0;  ///< q beyond the limit, so that Q stays in step
        Matrix text, line;
        Matrix base;               ///< of the space in which patterns have their matrix
        std::vector<bool> marked;  ///< open marked content: is it a layer that is off?
        std::size_t marked_off = 0;
    };

    void execute(std::string_view data, Run& run);
    bool count_operator();
    void apply(std::uint32_t word, Run& run);
    void text_operator(std::uint32_t word, Run& run);
    void state_operator(std::uint32_t word, Run& run);
    void show_array(Run& run);
    void show_last(Run& run);
    void show(Run& run, bool array);
    void show_type3(const Run& run, std::size_t first);
    void paint_text(const Run& run, std::size_t first);
    void set_font(Run& run);
    FontEntry font_of(QPDFObjectHandle dictionary);
    void set_graphics_state(Run& run);
    void concatenate(Run& run);
    bool path_operator(std::uint32_t word, const Matrix& ctm);
    bool painting_operator(std::uint32_t word, Run& run);
    void paint_path(Run& run, bool stroke, bool fill);
    void paint_with(const PatternColour& colour, const Run& run, const Rect& area);
    void colour_operator(std::uint32_t word, Run& run);
    PatternColour pattern_named(Run& run);
    void paint_later();
    [[nodiscard]] std::uint32_t paint_one(const LaterPainting& painting, RunKind kind);
    [[nodiscard]] std::uint32_t paint_pattern(std::uint32_t number);
    [[nodiscard]] std::pair<double, double> first_cell(const LaterPainting& pattern, std::size_t glyph, std::size_t image) const;
    void name_again(const std::vector<std::uint32_t>& runs);
    void restore(Run& run);
    void begin_marked(Run& run, bool with_properties);
    void end_marked(Run& run);
    void paint(Run& run);
    void paint_image(const Run& run, bool stencil);
    void paint_form(QPDFObjectHandle form, Run& run, std::uint32_t painted_at, RunKind kind = RunKind::Form);
    std::shared_ptr<const std::string> form_bytes(QPDFObjectHandle form);

    /// The i-th of the last n operands; 0 where it is not a number.
    [[nodiscard]] double number(std::size_t i, std::size_t n) const noexcept {
        return operands_[operands_.size() - n + i].number;
    }
    [[nodiscard]] bool has(std::size_t n) const noexcept { return operands_.size() >= n; }
    [[nodiscard]] const Token* last(TokenKind kind) const noexcept {
        return !operands_.empty() && operands_.back().kind == kind ? &operands_.back() : nullptr;
    }

    DocumentParts& parts_;
    ContentLimits limits_;
    Layers layers_;
    PageContent* out_ = nullptr;
    std::vector<Token> operands_;
    std::string page_bytes_;
    std::map<QPDFObjGen, std::shared_ptr<const std::string>> forms_;
    std::size_t forms_size_ = 0;
    std::vector<QPDFObjGen> painting_;  ///< forms that are open now: none paints itself
    std::uint64_t operators_ = 0, all_operators_ = 0, bytes_ = 0;
    std::uint32_t painted_ = 0;
    std::size_t layers_off_ = 0;
    std::size_t masks_open_ = 0;
    RuleTracker rules_;
    bool clipping_ = false;  ///< W stood before the operator that ends the path
    bool stencil_ = false;   ///< the inline image is a mask that is painted in the current colour
    PatternList patterns_;
    std::vector<LaterPainting> type3_glyphs_;
    std::map<QPDFObjGen, std::unique_ptr<Type3Text>> type3_;
    bool stopped_ = false;
};

}  // namespace quillport::pdf
