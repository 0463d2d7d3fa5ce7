// What the interpreter paints: paths, forms, and behind all else the cells of patterns and the text of Type 3 glyphs.
#include <algorithm>
#include <qpdf/QPDFObjectHandle.hh>

#include "content_impl.hpp"
#include "numbers.hpp"
#include "stream_bytes.hpp"

namespace quillport::pdf {
namespace {

constexpr std::uint64_t kOperatorsPerForm = 50;  ///< what painting an empty form costs, in operators
constexpr std::size_t kKeptFormBytes = std::size_t{32} << 20U;
constexpr double kThinnestPainted = 0.5;  ///< points on each side of a line

Rect moved(const Rect& r, double dx, double dy) noexcept { return {r.x0 + dx, r.y0 + dy, r.x1 + dx, r.y1 + dy}; }

void move_glyph(Glyph& glyph, double dx, double dy) noexcept {
    for (float* x : {&glyph.x0, &glyph.x1, &glyph.origin_x}) *x += static_cast<float>(dx);
    for (float* y : {&glyph.y0, &glyph.y1, &glyph.origin_y}) *y += static_cast<float>(dy);
}

Rect shared(const Rect& a, const Rect& b) noexcept {
    return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

}  // namespace

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

/// ISO 32000-1 §8.5.3, §8.5.4. A clipping path that is not painted (n) leaves no rule.
bool ContentReader::Impl::painting_operator(std::uint32_t word, Run& run) {
    switch (word) {
        case op("s"):
            rules_.close();
            [[fallthrough]];
        case op("S"):
            paint_path(run, true, false);
            return true;
        case op("b"):
        case op("b*"):
            rules_.close();
            [[fallthrough]];
        case op("B"):
        case op("B*"):
            paint_path(run, true, true);
            return true;
        case op("f"):
        case op("F"):
        case op("f*"):
            paint_path(run, false, true);
            return true;
        case op("n"):
            paint_path(run, false, false);
            return true;
        case op("W"):
        case op("W*"):
            clipping_ = true;
            return true;
        default:
            return false;
    }
}

void ContentReader::Impl::paint_path(Run& run, bool stroke, bool fill) {
    if (clipping_ || run.state.fill.pattern + run.state.stroke.pattern != 0) {
        const auto path = rules_.bounds();
        if (path) {
            const Rect inked{path->x0 - kThinnestPainted, path->y0 - kThinnestPainted, path->x1 + kThinnestPainted,
                             path->y1 + kThinnestPainted};
            if (fill) paint_with(run.state.fill, run, inked);
            if (stroke) paint_with(run.state.stroke, run, inked);
        }
        if (clipping_) run.state.clip = shared(run.state.clip, path.value_or(Rect{}));
        clipping_ = false;
    }
    if (stroke || fill) {
        rules_.paint(stroke, !stroke, out_->rules);
    } else {
        rules_.forget();
    }
}

void ContentReader::Impl::paint(Run& run) {
    const Token* name = last(TokenKind::Name);
    if (name == nullptr) return;
    QPDFObjectHandle object = run.resources.entry("/XObject", name->text);
    if (!object.isStream()) return;
    QPDFObjectHandle dictionary = object.getDict();
    QPDFObjectHandle kind = dictionary.getKey("/Subtype");
    if (kind.isNameAndEquals("/Form")) paint_form(object, run, name->begin);
    if (!kind.isNameAndEquals("/Image") || layers_.is_off(dictionary.getKey("/OC"))) return;
    QPDFObjectHandle stencil = dictionary.getKey("/ImageMask");
    paint_image(run, stencil.isBool() && stencil.getBoolValue());
}

/// A stencil mask is painted in the current colour (ISO 32000-1 §8.9.6.2).
void ContentReader::Impl::paint_image(const Run& run, bool stencil) {
    const Rect place = image_of({0, 0, 1, 1}, run.state.ctm);
    if (layers_off_ == 0) out_->images.push_back(place);
    if (stencil) paint_with(run.state.fill, run, place);
}

/// ISO 32000-1 §8.6.8: any other colour ends a pattern.
void ContentReader::Impl::colour_operator(std::uint32_t word, Run& run) {
    switch (word) {
        case op("g"):
        case op("rg"):
        case op("k"):
        case op("cs"):
        case op("sc"):
            run.state.fill = {};
            break;
        case op("scn"):
            run.state.fill = pattern_named(run);
            break;
        case op("G"):
        case op("RG"):
        case op("K"):
        case op("CS"):
        case op("SC"):
            run.state.stroke = {};
            break;
        case op("SCN"):
            run.state.stroke = pattern_named(run);
            break;
        default:
            break;
    }
}

PatternColour ContentReader::Impl::pattern_named(Run& run) {
    const Token* name = last(TokenKind::Name);
    if (name == nullptr) return {};
    auto known = run.resources.patterns.find(name->text);
    if (known == run.resources.patterns.end()) {
        std::uint32_t number = 0;
        QPDFObjectHandle pattern = run.resources.entry("/Pattern", name->text);
        if (pattern.isStream()) {
            if (patterns_.size() >= limits_.page_forms) stopped_ = true;
            LaterPainting tiles;
            tiles.stream = pattern;
            tiles.resources = run.resources.dictionary;
            tiles.base = run.base;
            tiles.parent = run.index;
            number = patterns_.add(std::move(tiles));
        }
        known = run.resources.patterns.emplace(std::string(name->text), number).first;
    }
    return {known->second, name->begin};
}

void ContentReader::Impl::paint_with(const PatternColour& colour, const Run& run, const Rect& area) {
    patterns_.paint(colour, shared(area, run.state.clip), layers_off_ > 0, masks_open_ > 0);
}

/// ISO 32000-1 table 106: which modes fill and which stroke.
void ContentReader::Impl::paint_text(const Run& run, std::size_t first) {
    if (first == out_->glyphs.size()) return;
    Rect area = out_->glyphs[first].box();
    for (std::size_t i = first + 1; i < out_->glyphs.size(); ++i) area = united(area, out_->glyphs[i].box());
    const int mode = run.state.render_mode % 4;
    if (mode == 0 || mode == 2) paint_with(run.state.fill, run, area);
    if (mode == 1 || mode == 2) paint_with(run.state.stroke, run, area);
}

FontEntry ContentReader::Impl::font_of(QPDFObjectHandle dictionary) {
    FontEntry entry{parts_.fonts->find(dictionary), nullptr};
    if (!dictionary.isDictionary() || !dictionary.isIndirect()) return entry;
    if (!dictionary.getKey("/Subtype").isNameAndEquals("/Type3")) return entry;
    auto [known, fresh] = type3_.try_emplace(dictionary.getObjGen());
    if (fresh) known->second = std::make_unique<Type3Text>(dictionary);
    if (known->second->possible()) entry.type3 = known->second.get();
    return entry;
}

/// ISO 32000-1 §9.6.5: a procedure is executed in the space of its glyph.
void ContentReader::Impl::show_type3(const Run& run, std::size_t first) {
    const TextState& state = run.state;
    const Matrix to_page = then(run.text, state.ctm);
    const double width = state.size * state.scale;
    for (std::size_t i = first; i < out_->glyphs.size() && !stopped_; ++i) {
        const Glyph& glyph = out_->glyphs[i];
        QPDFObjectHandle procedure = state.type3->procedure(static_cast<unsigned char>(glyph.code));
        if (!procedure.isStream() || glyph.render_mode == 3) continue;
        if (type3_glyphs_.size() >= limits_.page_forms) stopped_ = true;
        LaterPainting painting;
        painting.stream = procedure;
        painting.resources = state.type3->resources().isDictionary() ? state.type3->resources() : run.resources.dictionary;
        painting.base = then(state.type3->matrix(), {to_page.a * width, to_page.b * width, to_page.c * state.size,
                                                     to_page.d * state.size, glyph.origin_x, glyph.origin_y});
        painting.parent = run.index;
        painting.named_at = {glyph.operand};
        painting.area = state.clip;
        painting.layer_off = glyph.layer_off;
        painting.masked = glyph.masked;
        type3_glyphs_.push_back(std::move(painting));
    }
}

/// Patterns may ask for patterns, and so may the glyphs of Type 3 fonts, which come last.
void ContentReader::Impl::paint_later() {
    std::vector<std::uint32_t> runs;
    std::size_t glyphs = 0;
    while (!stopped_ && (runs.size() < patterns_.size() || glyphs < type3_glyphs_.size())) {
        if (runs.size() < patterns_.size()) {
            runs.push_back(paint_pattern(static_cast<std::uint32_t>(runs.size()) + 1));
        } else {
            static_cast<void>(paint_one(LaterPainting(type3_glyphs_[glyphs++]), RunKind::Glyph));
        }
    }
    layers_off_ = masks_open_ = 0;
    name_again(runs);
}

/// \returns the index of the execution; 0: a limit or a loop forbids it.
std::uint32_t ContentReader::Impl::paint_one(const LaterPainting& painting, RunKind kind) {
    painting_.clear();
    for (std::uint32_t at = painting.parent; at != 0; at = out_->runs[at].parent) {
        painting_.emplace_back(out_->runs[at].object, out_->runs[at].generation);
    }
    Run outer;
    outer.index = painting.parent;
    outer.resources.dictionary = painting.resources;
    outer.state.ctm = painting.base;
    outer.state.clip = painting.area;
    if (kind == RunKind::Pattern) outer.state.clip = {-kFar, -kFar, kFar, kFar};
    layers_off_ = painting.layer_off ? 1 : 0;
    masks_open_ = painting.masked ? 1 : 0;
    rules_.begin_page();
    const std::size_t rules = out_->rules.size();
    const auto index = static_cast<std::uint32_t>(out_->runs.size());
    paint_form(painting.stream, outer, painting.named_at.front(), kind);
    out_->rules.resize(rules);  // a cell's lines part no columns of the page
    painting_.clear();
    return out_->runs.size() > index ? index : 0;
}

std::uint32_t ContentReader::Impl::paint_pattern(std::uint32_t number) {
    const LaterPainting pattern = patterns_.at(number);
    if (pattern.area.empty()) return 0;
    const std::size_t glyph = out_->glyphs.size();
    const std::size_t image = out_->images.size();
    const auto inner = static_cast<std::uint32_t>(patterns_.size()) + 1;
    const std::size_t inner_glyph = type3_glyphs_.size();
    const std::uint32_t run = paint_one(pattern, RunKind::Pattern);
    if (run == 0) return 0;
    const auto [dx, dy] = first_cell(pattern, glyph, image);
    for (std::size_t i = glyph; i < out_->glyphs.size(); ++i) move_glyph(out_->glyphs[i], dx, dy);
    for (std::size_t i = image; i < out_->images.size(); ++i) out_->images[i] = moved(out_->images[i], dx, dy);
    patterns_.move(inner, dx, dy);
    for (std::size_t i = inner_glyph; i < type3_glyphs_.size(); ++i) move(type3_glyphs_[i], dx, dy);
    return run;
}

std::pair<double, double> ContentReader::Impl::first_cell(const LaterPainting& pattern, std::size_t glyph,
                                                          std::size_t image) const {
    QPDFObjectHandle dictionary = QPDFObjectHandle(pattern.stream).getDict();
    Matrix cell = pattern.base;
    if (double v[6]; numbers_of(dictionary.getKey("/Matrix"), 6, v)) cell = then({v[0], v[1], v[2], v[3], v[4], v[5]}, cell);
    std::optional<Rect> ink;
    for (std::size_t i = glyph; i < out_->glyphs.size(); ++i) {
        ink = ink ? united(*ink, out_->glyphs[i].box()) : out_->glyphs[i].box();
    }
    for (std::size_t i = image; i < out_->images.size(); ++i) ink = ink ? united(*ink, out_->images[i]) : out_->images[i];
    if (double v[4]; !ink && numbers_of(dictionary.getKey("/BBox"), 4, v)) {
        ink = image_of({std::min(v[0], v[2]), std::min(v[1], v[3]), std::max(v[0], v[2]), std::max(v[1], v[3])}, cell);
    }
    if (!ink) return {0, 0};
    return to_first_cell(cell, number_of(dictionary.getKey("/XStep"), 0), number_of(dictionary.getKey("/YStep"), 0), *ink,
                         pattern.area);
}

/// A pattern that shows text is told at every place of a stream that names it: who erases the text must change all of them.
void ContentReader::Impl::name_again(const std::vector<std::uint32_t>& runs) {
    if (runs.empty()) return;
    std::vector<bool> shows(out_->runs.size());
    for (const Glyph& glyph : out_->glyphs) shows[glyph.run] = true;
    for (std::size_t run = shows.size(); run-- > 1;) {
        if (shows[run]) shows[out_->runs[run].parent] = true;
    }
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (runs[i] == 0 || !shows[runs[i]]) continue;
        auto names = patterns_.at(static_cast<std::uint32_t>(i) + 1).named_at;
        const std::uint32_t first = names.front();
        std::sort(names.begin(), names.end());
        names.erase(std::unique(names.begin(), names.end()), names.end());
        for (const std::uint32_t name : names) {
            if (name == first) continue;
            if (++painted_ > limits_.page_forms) stopped_ = true;
            if (stopped_) return;
            ContentRun again = out_->runs[runs[i]];
            again.painted_at = name;
            again.like = runs[i];
            out_->runs.push_back(again);
        }
    }
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
    const bool in_glyph = kind == RunKind::Glyph || out_->runs[run.index].in_glyph;
    out_->runs.push_back({id.getObj(), id.getGen(), run.index, painted_at, kind, in_glyph});
    inner.resources.dictionary = dictionary.getKey("/Resources");
    if (!inner.resources.dictionary.isDictionary()) inner.resources.dictionary = run.resources.dictionary;
    inner.state = run.state;
    if (double v[6]; numbers_of(dictionary.getKey("/Matrix"), 6, v)) {
        inner.state.ctm = then({v[0], v[1], v[2], v[3], v[4], v[5]}, inner.state.ctm);
    }
    inner.base = inner.state.ctm;
    if (double v[4]; numbers_of(dictionary.getKey("/BBox"), 4, v)) {
        const Rect box{std::min(v[0], v[2]), std::min(v[1], v[3]), std::max(v[0], v[2]), std::max(v[1], v[3])};
        inner.state.clip = shared(inner.state.clip, image_of(box, inner.state.ctm));
    }
    const bool off = layers_.is_off(dictionary.getKey("/OC"));
    if (off) ++layers_off_;
    painting_.push_back(id);
    execute(*bytes, inner);
    painting_.pop_back();
    if (off) --layers_off_;
    operands_.clear();
}

}  // namespace quillport::pdf
