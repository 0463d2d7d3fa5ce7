#include "quillport/pdf/content.hpp"

#include <algorithm>
#include <exception>
#include <map>
#include <memory>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <string>
#include <utility>

#include "content_impl.hpp"
#include "numbers.hpp"
#include "stream_bytes.hpp"

namespace quillport::pdf {
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
    patterns_.clear();
    type3_glyphs_.clear();
    clipping_ = stencil_ = stopped_ = false;
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
        run.state.ctm = run.base = frame->to_displayed;
        run.state.clip = {0, 0, frame->size.width, frame->size.height};
        execute(page_bytes_, run);
        paint_later();
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
        run.state.clip = {-kFar, -kFar, kFar, kFar};
        if (form.isStream()) paint_form(form, run, 0);
        paint_later();
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
            paint_image(run, stencil_);
            stencil_ = false;
        } else if (word != 0) {
            apply(word, run);
        } else if (token.text == "true") {
            stencil_ =
                last(TokenKind::Name) != nullptr && (operands_.back().text == "IM" || operands_.back().text == "ImageMask");
        }
        operands_.clear();
        lexer.forget_strings();
    }
    layers_off_ -= run.marked_off;
}

void ContentReader::Impl::apply(std::uint32_t word, Run& run) {
    switch (word) {
        case op("Tj"):
            show(run, false);
            break;
        case op("TJ"):
            show(run, true);
            break;
        case op("Tf"):
            set_font(run);
            break;
        case op("'"):
            move_line(run.line, run.text, 0, -run.state.leading);
            show(run, false);
            break;
        case op("\""):
            if (!has(3)) break;
            run.state.word_spacing = number(0, 3);
            run.state.char_spacing = number(1, 3);
            move_line(run.line, run.text, 0, -run.state.leading);
            show(run, false);
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
            if (!path_operator(word, run.state.ctm) && !painting_operator(word, run)) colour_operator(word, run);
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

void ContentReader::Impl::show(Run& run, bool array) {
    const std::size_t first = out_->glyphs.size();
    array ? show_array(run) : show_last(run);
    const TextState& state = run.state;
    if (state.type3 != nullptr) show_type3(run, first);
    if (state.fill.pattern + state.stroke.pattern != 0) paint_text(run, first);
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
        known = run.resources.fonts.emplace(std::string(name), font_of(run.resources.entry("/Font", name))).first;
    }
    run.state.font = known->second.font;
    run.state.type3 = known->second.type3;
    run.state.size = number(1, 2);
}

void ContentReader::Impl::set_graphics_state(Run& run) {
    const Token* name = last(TokenKind::Name);
    if (name == nullptr) return;
    auto known = run.resources.states.find(name->text);
    if (known == run.resources.states.end()) {
        StateEntry state{{}, 0, QPDFObjectHandle::newNull()};
        QPDFObjectHandle entry = run.resources.entry("/ExtGState", name->text);
        QPDFObjectHandle array = entry.isDictionary() ? entry.getKey("/Font") : QPDFObjectHandle::newNull();
        if (array.isArray() && array.getArrayNItems() == 2) {
            state.font = font_of(array.getArrayItem(0));
            state.size = number_of(array.getArrayItem(1), 0);
        }
        QPDFObjectHandle mask = entry.isDictionary() ? entry.getKey("/SMask") : QPDFObjectHandle::newNull();
        if (mask.isDictionary() && mask.getKey("/G").isStream()) state.mask = mask.getKey("/G");
        known = run.resources.states.emplace(std::string(name->text), state).first;
    }
    if (known->second.font.font != nullptr) {
        run.state.font = known->second.font.font;
        run.state.type3 = known->second.font.type3;
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

ContentReader::ContentReader(Document& document, ContentLimits limits) : impl_(std::make_unique<Impl>(document, limits)) {}
ContentReader::~ContentReader() = default;
Result<void> ContentReader::read(int page, PageContent& out) { return impl_->read(page, out); }
bool ContentReader::read_annotation(int page, int index, PageContent& out, Rect& box) {
    return impl_->read_annotation(page, index, out, box);
}

}  // namespace quillport::pdf
