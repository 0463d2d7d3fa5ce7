#include "quillport/pdf/content.hpp"

#include <algorithm>
#include <exception>
#include <map>
#include <memory>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <string>
#include <utility>

#include "content_lexer.hpp"
#include "content_state.hpp"
#include "document_parts.hpp"
#include "layers.hpp"
#include "numbers.hpp"
#include "rules.hpp"
#include "stream_bytes.hpp"

namespace quillport::pdf {
namespace {

constexpr std::size_t kMaxStates = 4096;
constexpr std::uint64_t kOperatorsPerForm = 50;  ///< what painting an empty form costs, in operators
constexpr std::size_t kKeptFormBytes = std::size_t{32} << 20U;

/// An operator as a number, so that a switch can choose it.
constexpr std::uint32_t op(std::string_view word) {
    std::uint32_t value = 0;
    for (const char c : word) value = value << 8U | static_cast<unsigned char>(c);
    return value;
}

/// What a graphics state dictionary sets of what counts here (ISO 32000-1 table 58).
struct StateEntry {
    Font* font = nullptr;
    double size = 0;
    QPDFObjectHandle mask;  ///< group of a soft mask; null: none
};

/// Names that one resource dictionary has resolved.
struct Resources {
    QPDFObjectHandle dictionary;
    std::map<std::string, Font*, std::less<>> fonts;
    std::map<std::string, StateEntry, std::less<>> states;

    [[nodiscard]] QPDFObjectHandle entry(const char* category, std::string_view name) {
        if (!dictionary.isDictionary()) return QPDFObjectHandle::newNull();
        QPDFObjectHandle group = dictionary.getKey(category);
        return group.isDictionary() ? group.getKey("/" + std::string(name)) : QPDFObjectHandle::newNull();
    }
};

}  // namespace

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
    void set_font(Run& run);
    void set_graphics_state(Run& run);
    void concatenate(Run& run);
    bool path_operator(std::uint32_t word, const Matrix& ctm);
    bool painting_operator(std::uint32_t word);
    void restore(Run& run);
    void begin_marked(Run& run, bool with_properties);
    void end_marked(Run& run);
    void paint(Run& run);
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
    bool stopped_ = false;
};

void ContentReader::Impl::begin(int page, PageContent& out) {
    out.page = page;
    out.glyphs.clear();
    out.text.clear();
    out.images.clear();
    out.rules.clear();
    out.unread = out.curves = 0;
    out.fonts = parts_.fonts.get();
    rules_.begin_page();
    out.runs.assign(1, ContentRun{});
    out_ = &out;
    operators_ = bytes_ = 0;
    painted_ = 0;
    layers_off_ = masks_open_ = 0;
    painting_.clear();
    stopped_ = false;
}

Result<void> ContentReader::Impl::read(int page, PageContent& out) {
    const PageFrame* frame = parts_.frame(page);
    if (frame == nullptr) return Error{ErrorCode::NotFound, "the document has no such page", std::to_string(page)};
    begin(page, out);
    try {
        // Damaged or over the limit: what could be decoded is read all the same.
        page_bytes_.clear();
        QPDFObjectHandle sheet = frame->page;
        const bool cut = !sheet.isDictionary() || page_contents(sheet, limits_.stream_bytes, page_bytes_) != Decoding::Whole;
        bytes_ = page_bytes_.size();
        Run run;
        run.resources.dictionary = QPDFPageObjectHelper(frame->page).getAttribute("/Resources", false);
        run.state.ctm = frame->to_displayed;
        execute(page_bytes_, run);
        stopped_ = stopped_ || cut;
    } catch (const std::exception&) {
        // An object that cannot be read ends the page as a limit does; what stands before it counts.
        stopped_ = true;
    }
    out.complete = !stopped_;
    return {};
}

bool ContentReader::Impl::read_annotation(int page, int index, PageContent& out, Rect& box) {
    const PageFrame* frame = parts_.frame(page);
    if (frame == nullptr) return false;
    begin(page, out);
    try {
        QPDFObjectHandle sheet = frame->page;
        QPDFObjectHandle annotations = sheet.isDictionary() ? sheet.getKey("/Annots") : QPDFObjectHandle::newNull();
        if (!annotations.isArray() || index < 0 || index >= annotations.getArrayNItems()) return false;
        QPDFObjectHandle annotation = annotations.getArrayItem(index);
        if (!annotation.isDictionary()) return true;
        double v[4] = {};
        if (numbers_of(annotation.getKey("/Rect"), 4, v)) {
            box = image_of({std::min(v[0], v[2]), std::min(v[1], v[3]), std::max(v[0], v[2]), std::max(v[1], v[3])},
                           frame->to_displayed);
        }
        QPDFObjectHandle appearances = annotation.getKey("/AP");
        if (!appearances.isDictionary()) return true;
        QPDFObjectHandle form = appearances.getKey("/N");
        if (form.isDictionary() && annotation.getKey("/AS").isName()) form = form.getKey(annotation.getKey("/AS").getName());
        Run run;
        if (form.isStream()) paint_form(form, run, 0);
    } catch (const std::exception&) {
        stopped_ = true;  // an annotation that cannot be read shows nothing that could be told
    }
    out.complete = !stopped_;
    return true;
}

bool ContentReader::Impl::count_operator() {
    if (++operators_ <= limits_.page_operators && ++all_operators_ <= limits_.total_operators) return true;
    stopped_ = true;
    return false;
}

void ContentReader::Impl::execute(std::string_view data, Run& run) {
    ContentLexer lexer(data);
    operands_.clear();
    int depth = 0;
    while (!stopped_) {
        const Token token = lexer.next();
        if (token.kind == TokenKind::End) break;
        if (token.kind == TokenKind::ArrayOpen) ++depth;
        if (token.kind == TokenKind::ArrayClose && depth > 0) --depth;
        if (token.kind != TokenKind::Word) {
            if (operands_.size() < ContentLexer::kMaxOperands) operands_.push_back(token);
            continue;
        }
        const std::uint32_t word = token.text.size() <= 3 ? op(token.text) : 0;
        // A word inside an open array is no operator, unless a text object shows that the bracket was never closed.
        if (depth > 0 && word != op("BT") && word != op("ET")) continue;
        depth = 0;
        if (!count_operator()) break;
        if (word == op("ID")) {
            lexer.skip_image_data();
            out_->images.push_back(image_of({0, 0, 1, 1}, run.state.ctm));
        } else if (word != 0) {
            apply(word, run);
        }
        operands_.clear();
        lexer.forget_strings();
    }
    layers_off_ -= run.marked_off;
}

void ContentReader::Impl::apply(std::uint32_t word, Run& run) {
    switch (word) {
        case op("Tj"):
            show_last(run);
            break;
        case op("TJ"):
            show_array(run);
            break;
        case op("Tf"):
            set_font(run);
            break;
        case op("'"):
            move_line(run.line, run.text, 0, -run.state.leading);
            show_last(run);
            break;
        case op("\""):
            if (!has(3)) break;
            run.state.word_spacing = number(0, 3);
            run.state.char_spacing = number(1, 3);
            move_line(run.line, run.text, 0, -run.state.leading);
            show_last(run);
            break;
        case op("BT"):
            run.text = run.line = Matrix{};
            break;
        case op("Do"):
            paint(run);
            break;
        case op("BDC"):
            begin_marked(run, true);
            break;
        case op("BMC"):
            begin_marked(run, false);
            break;
        case op("EMC"):
            end_marked(run);
            break;
        default:
            if (word >> 8U == 'T') {
                text_operator(word, run);
            } else {
                state_operator(word, run);
            }
    }
}

/// Text positioning and text state with numbers only (ISO 32000-1 §9.3, §9.4.2).
void ContentReader::Impl::text_operator(std::uint32_t word, Run& run) {
    TextState& state = run.state;
    switch (word) {
        case op("TD"):
            if (has(2)) state.leading = -number(1, 2);
            [[fallthrough]];
        case op("Td"):
            if (has(2)) move_line(run.line, run.text, number(0, 2), number(1, 2));
            break;
        case op("Tm"):
            if (!has(6)) break;
            run.line = {number(0, 6), number(1, 6), number(2, 6), number(3, 6), number(4, 6), number(5, 6)};
            run.text = run.line;
            break;
        case op("T*"):
            move_line(run.line, run.text, 0, -state.leading);
            break;
        case op("Tc"):
            if (has(1)) state.char_spacing = number(0, 1);
            break;
        case op("Tw"):
            if (has(1)) state.word_spacing = number(0, 1);
            break;
        case op("Tz"):
            if (has(1)) state.scale = number(0, 1) / 100.0;
            break;
        case op("TL"):
            if (has(1)) state.leading = number(0, 1);
            break;
        case op("Ts"):
            if (has(1)) state.rise = number(0, 1);
            break;
        case op("Tr"):
            if (has(1) && number(0, 1) >= 0 && number(0, 1) <= 7) state.render_mode = static_cast<int>(number(0, 1));
            break;
        default:
            break;
    }
}

void ContentReader::Impl::state_operator(std::uint32_t word, Run& run) {
    switch (word) {
        case op("q"):
            if (run.saved.size() < kMaxStates) {
                run.saved.push_back(run.state);
            } else {
                ++run.unsaved;
            }
            break;
        case op("Q"):
            restore(run);
            break;
        case op("cm"):
            concatenate(run);
            break;
        case op("gs"):
            set_graphics_state(run);
            break;
        default:
            if (!path_operator(word, run.state.ctm)) painting_operator(word);
    }
}

bool ContentReader::Impl::path_operator(std::uint32_t word, const Matrix& ctm) {
    switch (word) {
        case op("m"):
            if (has(2)) rules_.move(ctm, number(0, 2), number(1, 2));
            return true;
        case op("l"):
            if (has(2)) rules_.line(ctm, number(0, 2), number(1, 2));
            return true;
        case op("c"):
        case op("v"):
        case op("y"):
            if (has(2)) rules_.curve(ctm, number(0, 2), number(1, 2));
            ++out_->curves;
            return true;
        case op("re"):
            if (has(4)) rules_.rectangle(ctm, number(0, 4), number(1, 4), number(2, 4), number(3, 4));
            return true;
        case op("h"):
            rules_.close();
            return true;
        default:
            return false;
    }
}

/// ISO 32000-1 §8.5.3. A clipping path that is not painted (n) leaves no rule.
bool ContentReader::Impl::painting_operator(std::uint32_t word) {
    switch (word) {
        case op("s"):
        case op("b"):
        case op("b*"):
            rules_.close();
            [[fallthrough]];
        case op("S"):
        case op("B"):
        case op("B*"):
            rules_.paint(true, false, out_->rules);
            return true;
        case op("f"):
        case op("F"):
        case op("f*"):
            rules_.paint(false, true, out_->rules);
            return true;
        case op("n"):
            rules_.forget();
            return true;
        default:
            return false;
    }
}

void ContentReader::Impl::restore(Run& run) {
    if (run.unsaved > 0) {
        --run.unsaved;
    } else if (!run.saved.empty()) {
        run.state = run.saved.back();
        run.saved.pop_back();
    }
}

void ContentReader::Impl::concatenate(Run& run) {
    if (!has(6)) return;
    run.state.ctm = then({number(0, 6), number(1, 6), number(2, 6), number(3, 6), number(4, 6), number(5, 6)}, run.state.ctm);
}

void ContentReader::Impl::show_last(Run& run) {
    const Token* string = last(TokenKind::String);
    if (string == nullptr) return;
    TextShow text(run.state, run.text, {run.index, layers_off_ > 0, masks_open_ > 0}, *out_);
    if (!text.show(string->text, string->begin, limits_.page_glyphs)) stopped_ = true;
}

void ContentReader::Impl::show_array(Run& run) {
    if (last(TokenKind::ArrayClose) == nullptr) return;
    std::size_t open = operands_.size() - 1;
    for (int depth = 0; open > 0; --open) {
        if (operands_[open].kind == TokenKind::ArrayClose) ++depth;
        if (operands_[open].kind == TokenKind::ArrayOpen && --depth == 0) break;
    }
    if (operands_[open].kind != TokenKind::ArrayOpen) return;
    TextShow text(run.state, run.text, {run.index, layers_off_ > 0, masks_open_ > 0}, *out_);
    int depth = 0;
    for (std::size_t i = open; i < operands_.size() && !stopped_; ++i) {
        const Token& token = operands_[i];
        if (token.kind == TokenKind::ArrayOpen) ++depth;
        if (token.kind == TokenKind::ArrayClose) --depth;
        if (depth != 1) continue;
        if (token.kind == TokenKind::Number) text.adjust(token.number);
        if (token.kind == TokenKind::String && !text.show(token.text, token.begin, limits_.page_glyphs)) stopped_ = true;
    }
}

void ContentReader::Impl::set_font(Run& run) {
    if (!has(2) || operands_[operands_.size() - 2].kind != TokenKind::Name) return;
    const std::string_view name = operands_[operands_.size() - 2].text;
    auto known = run.resources.fonts.find(name);
    if (known == run.resources.fonts.end()) {
        known = run.resources.fonts.emplace(std::string(name), parts_.fonts->find(run.resources.entry("/Font", name))).first;
    }
    run.state.font = known->second;
    run.state.size = number(1, 2);
}

void ContentReader::Impl::set_graphics_state(Run& run) {
    const Token* name = last(TokenKind::Name);
    if (name == nullptr) return;
    auto known = run.resources.states.find(name->text);
    if (known == run.resources.states.end()) {
        StateEntry state{nullptr, 0, QPDFObjectHandle::newNull()};
        QPDFObjectHandle entry = run.resources.entry("/ExtGState", name->text);
        QPDFObjectHandle array = entry.isDictionary() ? entry.getKey("/Font") : QPDFObjectHandle::newNull();
        if (array.isArray() && array.getArrayNItems() == 2) {
            state.font = parts_.fonts->find(array.getArrayItem(0));
            state.size = number_of(array.getArrayItem(1), 0);
        }
        QPDFObjectHandle mask = entry.isDictionary() ? entry.getKey("/SMask") : QPDFObjectHandle::newNull();
        if (mask.isDictionary() && mask.getKey("/G").isStream()) state.mask = mask.getKey("/G");
        known = run.resources.states.emplace(std::string(name->text), state).first;
    }
    if (known->second.font != nullptr) {
        run.state.font = known->second.font;
        run.state.size = known->second.size;
    }
    if (!known->second.mask.isStream()) return;
    ++masks_open_;
    paint_form(known->second.mask, run, name->begin, RunKind::Mask);
    --masks_open_;
}

void ContentReader::Impl::begin_marked(Run& run, bool with_properties) {
    bool off = false;
    if (with_properties && !layers_.all_on() && has(2) && operands_[operands_.size() - 2].text == "OC") {
        const Token& properties = operands_.back();
        off = properties.kind == TokenKind::Name && layers_.is_off(run.resources.entry("/Properties", properties.text));
    }
    run.marked.push_back(off);
    if (off) ++run.marked_off, ++layers_off_;
}

void ContentReader::Impl::end_marked(Run& run) {
    if (run.marked.empty()) return;
    if (run.marked.back()) --run.marked_off, --layers_off_;
    run.marked.pop_back();
}

void ContentReader::Impl::paint(Run& run) {
    const Token* name = last(TokenKind::Name);
    if (name == nullptr) return;
    QPDFObjectHandle object = run.resources.entry("/XObject", name->text);
    if (!object.isStream()) return;
    QPDFObjectHandle kind = object.getDict().getKey("/Subtype");
    if (kind.isNameAndEquals("/Image")) out_->images.push_back(image_of({0, 0, 1, 1}, run.state.ctm));
    if (kind.isNameAndEquals("/Form")) paint_form(object, run, name->begin);
}

std::shared_ptr<const std::string> ContentReader::Impl::form_bytes(QPDFObjectHandle form) {
    const QPDFObjGen id = form.getObjGen();
    if (const auto known = forms_.find(id); known != forms_.end()) return known->second;
    auto bytes = std::make_shared<std::string>();
    if (append_decoded(form, limits_.stream_bytes, *bytes) == Decoding::OverLimit) stopped_ = true;
    if (forms_size_ + bytes->size() <= kKeptFormBytes && forms_.size() < kMaxStates) {
        forms_size_ += bytes->size();
        forms_.emplace(id, bytes);
    }
    return bytes;
}

/// ISO 32000-1 §8.10.1: the form's matrix, then its own stream with its own resources in a saved state.
void ContentReader::Impl::paint_form(QPDFObjectHandle form, Run& run, std::uint32_t painted_at, RunKind kind) {
    const QPDFObjGen id = form.getObjGen();
    if (static_cast<int>(painting_.size()) >= limits_.nesting) return;
    if (std::find(painting_.begin(), painting_.end(), id) != painting_.end()) return;
    const auto bytes = form_bytes(form);
    bytes_ += bytes->size();
    all_operators_ += kOperatorsPerForm;
    if (++painted_ > limits_.page_forms || bytes_ > limits_.page_bytes) stopped_ = true;
    if (stopped_) return;
    QPDFObjectHandle dictionary = form.getDict();
    Run inner;
    inner.index = static_cast<std::uint32_t>(out_->runs.size());
    out_->runs.push_back({id.getObj(), id.getGen(), run.index, painted_at, kind});
    inner.resources.dictionary = dictionary.getKey("/Resources");
    if (!inner.resources.dictionary.isDictionary()) inner.resources.dictionary = run.resources.dictionary;
    inner.state = run.state;
    if (double v[6]; numbers_of(dictionary.getKey("/Matrix"), 6, v)) {
        inner.state.ctm = then({v[0], v[1], v[2], v[3], v[4], v[5]}, inner.state.ctm);
    }
    const bool off = layers_.is_off(dictionary.getKey("/OC"));
    if (off) ++layers_off_;
    painting_.push_back(id);
    execute(*bytes, inner);
    painting_.pop_back();
    if (off) --layers_off_;
    operands_.clear();
}

ContentReader::ContentReader(Document& document, ContentLimits limits) : impl_(std::make_unique<Impl>(document, limits)) {}
ContentReader::~ContentReader() = default;
Result<void> ContentReader::read(int page, PageContent& out) { return impl_->read(page, out); }
bool ContentReader::read_annotation(int page, int index, PageContent& out, Rect& box) {
    return impl_->read_annotation(page, index, out, box);
}

}  // namespace quillport::pdf
