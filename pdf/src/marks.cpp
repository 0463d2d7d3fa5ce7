#include "marks.hpp"

#include <algorithm>

#include "syntax.hpp"

namespace quillport::pdf {
namespace {

using syntax::number;

std::string point(double x, double y) { return number(x) + " " + number(y) + " "; }

// A circle of four Bezier curves.
std::string circle(double x, double y, double r) {
    const double k = 0.5523 * r;
    return point(x + r, y) + "m " + point(x + r, y + k) + point(x + k, y + r) + point(x, y + r) + "c " + point(x - k, y + r) +
           point(x - r, y + k) + point(x - r, y) + "c " + point(x - r, y - k) + point(x - k, y - r) + point(x, y - r) + "c " +
           point(x + k, y - r) + point(x + r, y - k) + point(x + r, y) + "c ";
}

std::string outline(double side, double y, bool round) {
    const double inset = 0.04 * side + 0.3;
    const std::string pen = "0.41 0.40 0.38 RG 0.6 w ";
    if (round) return pen + circle(side / 2, y + side / 2, side / 2 - inset) + "s ";
    return pen + point(inset, y + inset) + point(side - 2 * inset, side - 2 * inset) + "re S ";
}

std::string mark(double side, double y, bool round) {
    const std::string ink = "0.063 0.125 0.310 ";
    if (round) return ink + "rg " + circle(side / 2, y + side / 2, 0.24 * side) + "f ";
    return ink + "RG " + number(0.11 * side) + " w 1 J 1 j " + point(0.24 * side, y + 0.50 * side) + "m " +
           point(0.43 * side, y + 0.28 * side) + "l " + point(0.77 * side, y + 0.74 * side) + "l S ";
}

}  // namespace

UprightSize upright_size(const Rect& box, int rotation) noexcept {
    if (rotation % 180 == 0) return {box.width(), box.height()};
    return {box.height(), box.width()};
}

std::string appearance_matrix(int rotation) {
    switch (rotation) {
        case 90:
            return "/Matrix [0 1 -1 0 0 0] ";
        case 180:
            return "/Matrix [-1 0 0 -1 0 0] ";
        case 270:
            return "/Matrix [0 -1 1 0 0 0] ";
        default:
            return {};
    }
}

FormSource box_appearance(const Rect& box, int rotation, bool round, bool ticked) {
    const UprightSize size = upright_size(box, rotation);
    const double side = std::min(size.width, size.height);
    const double y = (size.height - side) / 2;
    std::string content = "q " + outline(side, y, round);
    if (ticked) content += mark(side, y, round);
    content += "Q";
    return {"/Type /XObject /Subtype /Form /BBox [0 0 " + number(size.width) + " " + number(size.height) + "] " +
                appearance_matrix(rotation) + "/Resources << >>",
            content};
}

}  // namespace quillport::pdf
