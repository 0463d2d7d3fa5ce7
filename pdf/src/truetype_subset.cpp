#include "truetype_subset.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "quillport/core/handle.hpp"

namespace quillport::pdf {
namespace {

/// Of the points of simple glyphs (OpenType, glyf table).
constexpr unsigned kShortX = 0x02, kShortY = 0x04, kRepeat = 0x08, kSameX = 0x10, kSameY = 0x20;
/// Of the parts of composite glyphs.
constexpr unsigned kWords = 0x0001, kScale = 0x0008, kMore = 0x0020, kTwoScales = 0x0040, kMatrix = 0x0080, kHints = 0x0100;

/// One table of a font, read with its bounds kept.
class Table {
  public:
    Table(hb_face_t* face, const char* tag) : blob_(hb_face_reference_table(face, hb_tag_from_string(tag, 4))) {
        unsigned size = 0;
        const char* data = hb_blob_get_data(blob_.get(), &size);
        bytes_ = {data, size};
    }
    [[nodiscard]] unsigned u16(std::size_t at) const { return (byte(at) << 8U) | byte(at + 1); }
    [[nodiscard]] std::uint32_t u32(std::size_t at) const { return (std::uint32_t{u16(at)} << 16U) | u16(at + 2); }
    [[nodiscard]] std::string_view part(std::size_t at, std::size_t size) const {
        if (at > bytes_.size() || size > bytes_.size() - at) throw std::runtime_error("a font's table is too short");
        return bytes_.substr(at, size);
    }
    [[nodiscard]] std::string_view all() const noexcept { return bytes_; }

  private:
    [[nodiscard]] unsigned byte(std::size_t at) const { return static_cast<unsigned char>(part(at, 1)[0]); }
    std::unique_ptr<hb_blob_t, Deleter<hb_blob_destroy>> blob_;
    std::string_view bytes_;
};

unsigned get16(std::string_view from, std::size_t at) {
    if (at + 2 > from.size()) throw std::runtime_error("a glyph is too short");
    return (static_cast<unsigned>(static_cast<unsigned char>(from[at])) << 8U) | static_cast<unsigned char>(from[at + 1]);
}
void put16(std::string& out, unsigned value) {
    out += static_cast<char>(value >> 8U);
    out += static_cast<char>(value);
}
void put32(std::string& out, std::uint32_t value) {
    put16(out, value >> 16U);
    put16(out, value & 0xffffU);
}
void set16(std::string& out, std::size_t at, unsigned value) {
    out.at(at) = static_cast<char>(value >> 8U);
    out.at(at + 1) = static_cast<char>(value);
}

class Subset {
  public:
    Subset(hb_face_t* face, const std::vector<std::uint32_t>& glyphs)
        : head_(face, "head"),
          hhea_(face, "hhea"),
          maxp_(face, "maxp"),
          hmtx_(face, "hmtx"),
          loca_(face, "loca"),
          glyf_(face, "glyf") {
        static_cast<void>(number_of(0));
        for (const std::uint32_t glyph : glyphs) {
            numbers_[glyph] = static_cast<unsigned>(order_.size());
            order_.push_back(glyph);
        }
    }

    std::string write() {
        std::string hmtx, glyf;
        std::vector<std::size_t> places;
        const unsigned metrics = hhea_.u16(34);
        for (std::size_t i = 0; i < order_.size(); ++i) {  // grows by the parts of composites
            places.push_back(glyf.size());
            if (i > 0) glyf += glyph(order_[i]);  // nobody shows the first one, which stands for what a font lacks
            if (glyf.size() % 2 != 0) glyf += '\0';
            const unsigned own = std::min(order_[i], metrics - 1);
            hmtx += hmtx_.part(std::size_t{4} * own, 2);
            hmtx += order_[i] < metrics ? hmtx_.part(std::size_t{4} * own + 2, 2)
                                        : hmtx_.part(std::size_t{4} * metrics + std::size_t{2} * (order_[i] - metrics), 2);
        }
        places.push_back(glyf.size());
        const bool longs = glyf.size() > 2 * std::size_t{0xffff};
        std::string loca;
        for (const std::size_t place : places) {
            if (longs) {
                put32(loca, static_cast<std::uint32_t>(place));
            } else {
                put16(loca, static_cast<unsigned>(place / 2));
            }
        }
        std::string head(head_.part(0, 54)), hhea(hhea_.part(0, 36)), maxp(maxp_.part(0, 32));
        set16(head, 8, 0);
        set16(head, 10, 0);
        set16(head, 50, longs ? 1 : 0);
        set16(hhea, 34, static_cast<unsigned>(order_.size()));
        set16(maxp, 4, static_cast<unsigned>(order_.size()));
        for (const std::size_t hints : {16, 18, 20, 22, 24, 26}) set16(maxp, hints, 0);
        set16(maxp, 14, 1);  // zones: without hints none is used
        return file({{"glyf", glyf}, {"head", head}, {"hhea", hhea}, {"hmtx", hmtx}, {"loca", loca}, {"maxp", maxp}});
    }

  private:
    unsigned number_of(std::uint32_t glyph) {
        const auto [at, is_new] = numbers_.try_emplace(glyph, static_cast<unsigned>(order_.size()));
        if (is_new) order_.push_back(glyph);
        return at->second;
    }

    [[nodiscard]] std::string_view source(std::uint32_t glyph) const {
        const bool longs = head_.u16(50) != 0;
        const std::size_t at = longs ? loca_.u32(std::size_t{4} * glyph) : std::size_t{2} * loca_.u16(std::size_t{2} * glyph);
        const std::size_t end =
            longs ? loca_.u32(std::size_t{4} * glyph + 4) : std::size_t{2} * loca_.u16(std::size_t{2} * glyph + 2);
        if (end < at) throw std::runtime_error("a font's glyphs overlap");
        return glyf_.part(at, end - at);
    }

    std::string glyph(std::uint32_t number) {
        const std::string_view from = source(number);
        if (from.size() < 10) return {};
        return get16(from, 0) < 0x8000 ? simple(from) : composite(from);
    }

    static std::string simple(std::string_view from) {
        const std::size_t contours = get16(from, 0), ends = 10 + 2 * contours;
        const std::size_t points = contours == 0 ? 0 : std::size_t{get16(from, ends - 2)} + 1;
        const std::size_t outline = ends + 2 + get16(from, ends), size = outline_size(from, outline, points);
        std::string out(from.substr(0, ends));
        put16(out, 0);
        out += from.substr(outline, size);
        return out;
    }

    /// Bytes of the flags and coordinates from `at`; fonts pad glyphs behind them.
    static std::size_t outline_size(std::string_view from, std::size_t at, std::size_t points) {
        const auto byte = [&](std::size_t i) {
            if (i >= from.size()) throw std::runtime_error("a glyph is too short");
            return static_cast<unsigned char>(from[i]);
        };
        std::size_t flags = at, coordinates = 0;
        for (std::size_t read = 0; read < points;) {
            const unsigned flag = byte(flags++);
            const std::size_t times = (flag & kRepeat) != 0 ? std::size_t{byte(flags++)} + 1 : 1;
            const auto one = [&](unsigned is_short, unsigned is_same) {
                return (flag & is_short) != 0 ? 1U : (flag & is_same) != 0 ? 0U : 2U;
            };
            coordinates += times * (one(kShortX, kSameX) + one(kShortY, kSameY));
            read += times;
        }
        if (flags + coordinates > from.size()) throw std::runtime_error("a glyph is too short");
        return flags + coordinates - at;
    }

    std::string composite(std::string_view from) {
        std::string out(from.substr(0, 10));
        unsigned flags = kMore;
        for (std::size_t at = 10; (flags & kMore) != 0;) {
            flags = get16(from, at);
            const std::size_t size = 4 + ((flags & kWords) != 0 ? 4 : 2) +
                                     ((flags & kMatrix) != 0      ? 8
                                      : (flags & kTwoScales) != 0 ? 4
                                      : (flags & kScale) != 0     ? 2
                                                                  : 0);
            put16(out, flags & ~kHints);
            put16(out, number_of(get16(from, at + 2)));
            if (at + size > from.size()) throw std::runtime_error("a glyph is too short");
            out += from.substr(at + 4, size - 4);
            at += size;
        }
        return out;
    }

    static std::uint32_t checksum(std::string_view table) {
        std::uint32_t sum = 0;
        for (std::size_t i = 0; i < table.size(); ++i) {
            sum += std::uint32_t{static_cast<unsigned char>(table[i])} << (24U - 8U * (i % 4));
        }
        return sum;
    }

    static std::string file(const std::vector<std::pair<std::string_view, std::string>>& tables) {
        std::string out;
        put32(out, 0x00010000);
        put16(out, static_cast<unsigned>(tables.size()));
        put16(out, 64);  // for six tables: the largest power of two, its logarithm, the rest
        put16(out, 2);
        put16(out, 32);
        std::size_t at = out.size() + 16 * tables.size(), head = 0;
        for (const auto& [tag, table] : tables) {
            if (tag == "head") head = at;
            out += tag;
            put32(out, checksum(table));
            put32(out, static_cast<std::uint32_t>(at));
            put32(out, static_cast<std::uint32_t>(table.size()));
            at += (table.size() + 3) / 4 * 4;
        }
        for (const auto& [tag, table] : tables) {
            out += table;
            out.append((4 - table.size() % 4) % 4, '\0');
        }
        const std::uint32_t adjustment = 0xB1B0AFBAU - checksum(out);
        set16(out, head + 8, adjustment >> 16U);
        set16(out, head + 10, adjustment & 0xffffU);
        return out;
    }

    Table head_, hhea_, maxp_, hmtx_, loca_, glyf_;
    std::vector<std::uint32_t> order_;
    std::map<std::uint32_t, unsigned> numbers_;
};

}  // namespace

std::string truetype_subset(hb_face_t* face, const std::vector<std::uint32_t>& glyphs) { return Subset(face, glyphs).write(); }

}  // namespace quillport::pdf
