#include "numbers.hpp"

#include <cmath>
#include <exception>
#include <limits>

namespace quillport::pdf {

double number_of(QPDFObjectHandle object, double fallback) {
    if (!object.isNumber()) return fallback;
    try {
        const double value = object.getNumericValue();
        return std::isfinite(value) ? value : fallback;
    } catch (const std::exception&) {
        return fallback;  // an integer that no type of qpdf holds
    }
}

bool numbers_of(QPDFObjectHandle array, int count, double* out) {
    if (!array.isArray() || array.getArrayNItems() < count) return false;
    for (int i = 0; i < count; ++i) {
        out[i] = number_of(array.getArrayItem(i), std::numeric_limits<double>::quiet_NaN());
        if (std::isnan(out[i])) return false;
    }
    return true;
}

}  // namespace quillport::pdf
