#include "painted_later.hpp"

#include <algorithm>
#include <cmath>

#include "content_lexer.hpp"
#include "numbers.hpp"
#include "stream_bytes.hpp"

namespace quillport::pdf {
namespace {

constexpr double kMostSteps = 1e6;
constexpr double kSameHeight = 0.01;                                 ///< points
constexpr std::uint64_t kMostOfProcedure = std::uint64_t{1} << 20U;  ///< bytes in which it must show its text
constexpr std::size_t kCodes = 256;

/// By how many steps an extent may be moved so that it lies within another one: the least and the most. Where it has no room, to
/// where it is nearest to the middle.
std::pair<double, double> steps_into(double from, double to, double low, double high, double step) {
    step = std::fabs(step);
    if (!(step > 0) || !std::isfinite(low) || !std::isfinite(high) || !std::isfinite(from) || !std::isfinite(to)) return {0, 0};
    const double close = 1e-6 * (to - from);
    double first = std::ceil((low - from - close) / step);
    double last = std::floor((high - to + close) / step);
    if (!(first <= last)) first = last = std::round((low + high - from - to) / (2 * step));
    if (!(std::fabs(first) <= kMostSteps && std::fabs(last) <= kMostSteps)) return {0, 0};
    return {first * step, last * step};
}

bool has_entries(QPDFObjectHandle resources, const char* category) {
    QPDFObjectHandle entries = resources.getKey(category);
    return entries.isDictionary() && !entries.getKeys().empty();
}

bool has_forms(QPDFObjectHandle resources) {
    QPDFObjectHandle objects = resources.getKey("/XObject");
    if (!objects.isDictionary()) return false;
    const auto names = objects.getKeys();
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        QPDFObjectHandle object = objects.getKey(name);
        return object.isStream() && object.getDict().getKey("/Subtype").isNameAndEquals("/Form");
    });
}

bool shows_text(QPDFObjectHandle stream) {
    std::string bytes;
    static_cast<void>(append_decoded(stream, kMostOfProcedure, bytes));
    ContentLexer lexer(bytes);
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
        if (token.kind != TokenKind::Word) continue;
        if (token.text == "ID") lexer.skip_image_data();
        if (token.text == "Tj" || token.text == "TJ" || token.text == "'" || token.text == "\"" || token.text == "Do")
            return true;
        lexer.forget_strings();
    }
    return false;
}

}  // namespace

void move(LaterPainting& painting, double dx, double dy) {
    painting.base = then(painting.base, {1, 0, 0, 1, dx, dy});
    Rect& area = painting.area;
    area = {area.x0 + dx, area.y0 + dy, area.x1 + dx, area.y1 + dy};
}

std::uint32_t PatternList::add(LaterPainting pattern) {
    all_.push_back(std::move(pattern));
    return static_cast<std::uint32_t>(all_.size());
}

void PatternList::paint(const PatternColour& colour, const Rect& area, bool layer_off, bool masked) {
    if (colour.pattern == 0 || area.empty()) return;
    LaterPainting& pattern = at(colour.pattern);
    if (pattern.named_at.empty() || pattern.named_at.back() != colour.named_at) pattern.named_at.push_back(colour.named_at);
    if (!pattern.area.empty() && (!pattern.layer_off || layer_off)) return;
    pattern.area = area;
    pattern.layer_off = layer_off;
    pattern.masked = masked;
}

void PatternList::move(std::uint32_t number, double dx, double dy) {
    for (; number <= all_.size(); ++number) pdf::move(at(number), dx, dy);
}

std::pair<double, double> to_first_cell(const Matrix& cell, double x_step, double y_step, const Rect& ink, const Rect& area) {
    const Matrix back = inverse(cell);
    const Rect room = image_of(area, back);
    const Rect own = image_of(ink, back);
    const auto [left, right] = steps_into(own.x0, own.x1, room.x0, room.x1, x_step);
    const auto [low, high] = steps_into(own.y0, own.y1, room.y0, room.y1, y_step);
    std::pair<double, double> best{-INFINITY, -INFINITY};
    for (const auto& [x, y] : {std::pair{left, low}, std::pair{left, high}, std::pair{right, low}, std::pair{right, high}}) {
        const std::pair<double, double> move{x * cell.a + y * cell.c, x * cell.b + y * cell.d};
        const double above = move.second - best.second;
        if (above > kSameHeight || (above > -kSameHeight && move.first < best.first)) best = move;
    }
    return std::isfinite(best.first) && std::isfinite(best.second) ? best : std::pair<double, double>{0, 0};
}

Type3Text::Type3Text(QPDFObjectHandle font) : procedures_(font.getKey("/CharProcs")), resources_(font.getKey("/Resources")) {
    possible_ =
        procedures_.isDictionary() && (!resources_.isDictionary() || has_entries(resources_, "/Font") || has_forms(resources_));
    if (!possible_) return;
    matrix_ = {0.001, 0, 0, 0.001, 0, 0};
    if (double v[6]; numbers_of(font.getKey("/FontMatrix"), 6, v)) matrix_ = {v[0], v[1], v[2], v[3], v[4], v[5]};
    names_.resize(kCodes);
    shows_.assign(kCodes, -1);
    QPDFObjectHandle encoding = font.getKey("/Encoding");
    QPDFObjectHandle differences = encoding.isDictionary() ? encoding.getKey("/Differences") : QPDFObjectHandle::newNull();
    if (!differences.isArray()) return;
    std::size_t code = 0;
    for (QPDFObjectHandle item : differences.getArrayAsVector()) {
        if (item.isInteger()) {
            code = static_cast<std::size_t>(std::clamp(item.getIntValueAsInt(), 0, static_cast<int>(kCodes)));
        } else if (item.isName() && code < kCodes) {
            names_[code++] = item.getName();
        }
    }
}

QPDFObjectHandle Type3Text::procedure(unsigned char code) {
    if (names_[code].empty() || shows_[code] == 0) return QPDFObjectHandle::newNull();
    QPDFObjectHandle stream = procedures_.getKey(names_[code]);
    if (shows_[code] < 0) shows_[code] = stream.isStream() && shows_text(stream) ? 1 : 0;
    return shows_[code] == 1 ? stream : QPDFObjectHandle::newNull();
}

}  // namespace quillport::pdf
