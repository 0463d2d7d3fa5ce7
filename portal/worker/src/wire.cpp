#include "wire.hpp"

#include <bit>
#include <cmath>

namespace quillport::worker {

void Writer::number(std::uint64_t value) {
    for (unsigned shift = 0; shift < 64; shift += 8) data_.push_back(static_cast<std::byte>((value >> shift) & 0xFFU));
}

void Writer::real(double value) { number(std::bit_cast<std::uint64_t>(value)); }

void Writer::text(std::string_view value) { bytes(bytes_of(value)); }

void Writer::bytes(BytesView value) {
    number(value.size());
    data_.insert(data_.end(), value.begin(), value.end());
}

void Writer::pairs(const std::map<std::string, std::string>& values) {
    number(values.size());
    for (const auto& [key, value] : values) {
        text(key);
        text(value);
    }
}

std::uint64_t Reader::fail() noexcept {
    ok_ = false;
    rest_ = {};
    return 0;
}

BytesView Reader::next(std::uint64_t size) {
    if (size > rest_.size()) {
        fail();
        return {};
    }
    const BytesView part = rest_.first(static_cast<std::size_t>(size));
    rest_ = rest_.subspan(static_cast<std::size_t>(size));
    return part;
}

std::uint64_t Reader::number() {
    std::uint64_t value = 0;
    unsigned shift = 0;
    for (const std::byte b : next(8)) {
        value |= std::to_integer<std::uint64_t>(b) << shift;
        shift += 8;
    }
    return value;
}

int Reader::integer_in(int low, int high) {
    const std::int64_t value = integer();
    if (value < low || value > high) {
        fail();
        return low;
    }
    return static_cast<int>(value);
}

double Reader::real() {
    const double value = std::bit_cast<double>(number());
    return std::isfinite(value) ? value : static_cast<double>(fail());
}

std::string Reader::text() { return std::string(text_of(next(number()))); }

Bytes Reader::bytes() { return copy_of(next(number())); }

std::map<std::string, std::string> Reader::pairs() {
    std::map<std::string, std::string> values;
    for (std::uint64_t count = number(); count > 0 && ok_; --count) {
        std::string key = text();
        values.insert_or_assign(std::move(key), text());
    }
    return values;
}

}  // namespace quillport::worker
