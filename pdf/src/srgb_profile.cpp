#include "srgb_profile.hpp"

#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

namespace quillport::pdf {
namespace {

void append_number(std::string& out, std::uint32_t value, int bytes = 4) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += static_cast<char>(value >> static_cast<unsigned>(shift));
}

// s15Fixed16Number.
void append_fixed(std::string& out, double value) {
    append_number(out, static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(value * 65536))));
}

std::string fixed_numbers(std::string_view type, std::initializer_list<double> values) {
    std::string out(type);
    append_number(out, 0);
    for (const double value : values) append_fixed(out, value);
    return out;
}

// multiLocalizedUnicodeType with one record (§10.15); `text` is ASCII.
std::string text_tag(std::string_view text) {
    std::string out = "mluc";
    for (const std::uint32_t value : {0U, 1U, 12U}) append_number(out, value);
    out += "enUS";
    append_number(out, static_cast<std::uint32_t>(2 * text.size()));
    append_number(out, 28);
    for (const char c : text) append_number(out, static_cast<unsigned char>(c), 2);
    return out;
}

// parametricCurveType, function 3 (§10.18): the curve of IEC 61966-2-1.
std::string curve() {
    std::string out = "para";
    append_number(out, 0);
    append_number(out, 3, 2);
    append_number(out, 0, 2);
    for (const double value : {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045}) append_fixed(out, value);
    return out;
}

// §7.2. A profile without a maker's name, made once and for all.
std::string header(std::size_t size) {
    std::string out;
    append_number(out, static_cast<std::uint32_t>(size));
    append_number(out, 0);           // preferred CMM: none
    append_number(out, 0x04300000);  // version 4.3
    out += "mntrRGB XYZ ";
    for (const std::uint32_t part : {2026U, 1U, 1U, 0U, 0U, 0U}) append_number(out, part, 2);
    out += "acsp";
    out.append(28, '\0');  // platform to rendering intent: perceptual
    for (const double value : {0.9642, 1.0, 0.8249}) append_fixed(out, value);
    out.append(128 - out.size(), '\0');
    return out;
}

}  // namespace

std::string srgb_profile() {
    // Primaries and white adapted to D50 by Bradford's matrix (annex E).
    const std::vector<std::pair<std::string_view, std::string>> tags = {
        {"desc", text_tag("sRGB")},
        {"cprt", text_tag("No copyright, use freely")},
        {"wtpt", fixed_numbers("XYZ ", {0.9642, 1.0, 0.8249})},
        {"chad",
         fixed_numbers("sf32", {1.047882, 0.022919, -0.050217, 0.029587, 0.990479, -0.017059, -0.009247, 0.015075, 0.751678})},
        {"rXYZ", fixed_numbers("XYZ ", {0.43607, 0.22249, 0.01392})},
        {"gXYZ", fixed_numbers("XYZ ", {0.38515, 0.71687, 0.09708})},
        {"bXYZ", fixed_numbers("XYZ ", {0.14307, 0.06061, 0.7141})},
        {"rTRC", curve()},
        {"gTRC", {}},
        {"bTRC", {}}};
    std::string table, data;
    append_number(table, static_cast<std::uint32_t>(tags.size()));
    const std::size_t start = 128 + 4 + 12 * tags.size();
    std::size_t offset = start, size = 0;
    for (const auto& [name, value] : tags) {
        if (!value.empty()) {  // else the same as before
            offset = start + data.size();
            size = value.size();
            data += value;
            data.append((4 - data.size() % 4) % 4, '\0');
        }
        table += name;
        append_number(table, static_cast<std::uint32_t>(offset));
        append_number(table, static_cast<std::uint32_t>(size));
    }
    return header(start + data.size()) + table + data;
}

}  // namespace quillport::pdf
