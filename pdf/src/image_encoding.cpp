#include "image_encoding.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <vector>

#include "jpeg_encoding.hpp"

namespace quillport::pdf {
namespace {

constexpr int kBins = 4096;  // four bits a channel
constexpr int kMostColours = 256;
constexpr int kGreyTolerance = 6;       // of 255: rounding of a renderer, not a colour that anybody sees
constexpr double kPictureShare = 0.25;  // more pixels than this outside the flat colours: a picture, not text

struct Bin {
    std::uint32_t count = 0;
    std::array<std::uint64_t, 3> sum{};
};

int bin_of(const std::uint8_t* p) { return (p[0] >> 4) << 8 | (p[1] >> 4) << 4 | p[2] >> 4; }

struct Survey {
    std::vector<Bin> bins{kBins};
    bool grey = true;
    double picture_share = 0;  ///< of the pixels outside the commonest bins: four greys, eight colours
    int used = 0;
};

// Pages are mostly runs of one colour: a run is counted at once.
void count_row(const std::uint8_t* row, int width, Survey& survey) {
    for (int x = 0; x < width;) {
        const std::uint8_t* p = row + 3 * static_cast<std::ptrdiff_t>(x);
        int end = x + 1;
        while (end < width && std::equal(p, p + 3, row + 3 * static_cast<std::ptrdiff_t>(end))) ++end;
        const auto run = static_cast<std::uint32_t>(end - x);
        Bin& bin = survey.bins[static_cast<std::size_t>(bin_of(p))];
        bin.count += run;
        for (std::size_t c = 0; c < 3; ++c) bin.sum[c] += static_cast<std::uint64_t>(p[c]) * run;
        const auto [low, high] = std::minmax({p[0], p[1], p[2]});
        if (high - low > kGreyTolerance) survey.grey = false;
        x = end;
    }
}

Survey survey_of(const RgbView& pixels) {
    Survey survey;
    for (int y = 0; y < pixels.height; ++y)
        count_row(pixels.data + pixels.stride * static_cast<std::size_t>(y), pixels.width, survey);
    std::vector<std::uint32_t> counts;
    for (const Bin& bin : survey.bins) {
        if (bin.count > 0) counts.push_back(bin.count);
    }
    survey.used = static_cast<int>(counts.size());
    std::sort(counts.rbegin(), counts.rend());
    std::uint64_t flat = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(counts.size(), survey.grey ? 4 : 8); ++i) flat += counts[i];
    survey.picture_share = 1 - static_cast<double>(flat) / (static_cast<double>(pixels.width) * pixels.height);
    return survey;
}

void append_number(Bytes& out, std::uint32_t value) {
    for (const unsigned shift : {24U, 16U, 8U, 0U}) out.push_back(static_cast<std::byte>(value >> shift));
}

void append_chunk(Bytes& out, std::string_view type, BytesView data) {
    append_number(out, static_cast<std::uint32_t>(data.size()));
    const std::size_t start = out.size();
    const BytesView name = bytes_of(type);
    out.insert(out.end(), name.begin(), name.end());
    out.insert(out.end(), data.begin(), data.end());
    append_number(out, static_cast<std::uint32_t>(
                           crc32(0, reinterpret_cast<const Bytef*>(out.data() + start), static_cast<uInt>(out.size() - start))));
}

Bytes deflated(const std::vector<std::uint8_t>& rows) {
    uLongf size = compressBound(static_cast<uLong>(rows.size()));
    Bytes out(size);
    if (compress2(reinterpret_cast<Bytef*>(out.data()), &size, rows.data(), static_cast<uLong>(rows.size()), Z_BEST_SPEED) !=
        Z_OK) {
        throw std::runtime_error("zlib cannot compress a page");
    }
    out.resize(size);
    return out;
}

// Rows are packed indices with filter 0: prediction does not help on them. Source: PNG (W3C), sections 5.6, 9.2, 11.2.
Bytes png(int width, int height, std::uint8_t depth, std::uint8_t colour_type, const Bytes& palette,
          const std::vector<std::uint8_t>& rows) {
    Bytes out = copy_of(std::string_view("\x89PNG\r\n\x1a\n", 8));
    Bytes header;
    append_number(header, static_cast<std::uint32_t>(width));
    append_number(header, static_cast<std::uint32_t>(height));
    for (const std::uint8_t value : {depth, colour_type, std::uint8_t{0}, std::uint8_t{0}, std::uint8_t{0}})
        header.push_back(std::byte{value});
    append_chunk(out, "IHDR", header);
    if (!palette.empty()) append_chunk(out, "PLTE", palette);
    append_chunk(out, "IDAT", deflated(rows));
    append_chunk(out, "IEND", {});
    return out;
}

template <typename Index>
std::vector<std::uint8_t> packed(const RgbView& pixels, int depth, Index&& index) {
    const std::size_t row_size = 1 + (static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(depth) + 7) / 8;
    std::vector<std::uint8_t> rows(row_size * static_cast<std::size_t>(pixels.height));
    for (int y = 0; y < pixels.height; ++y) {
        const std::uint8_t* from = pixels.data + pixels.stride * static_cast<std::size_t>(y);
        std::uint8_t* to = rows.data() + row_size * static_cast<std::size_t>(y) + 1;
        for (int x = 0; x < pixels.width; ++x, from += 3) {
            if (depth == 8) {
                to[x] = index(from);
            } else {
                to[x / 2] = static_cast<std::uint8_t>(to[x / 2] | index(from) << (x % 2 == 0 ? 4 : 0));
            }
        }
    }
    return rows;
}

Bytes grey_png(const RgbView& pixels) {
    const auto level = [](const std::uint8_t* p) { return static_cast<std::uint8_t>((p[1] * 15 + 127) / 255); };
    return png(pixels.width, pixels.height, 4, 0, {}, packed(pixels, 4, level));
}

// The colour of a bin is the mean of its pixels, so that a flat ground keeps its exact colour.
Bytes palette_png(const RgbView& pixels, const Survey& survey) {
    std::vector<std::uint8_t> indices(kBins);
    Bytes palette;
    for (std::size_t i = 0; i < kBins; ++i) {
        const Bin& bin = survey.bins[i];
        if (bin.count == 0) continue;
        indices[i] = static_cast<std::uint8_t>(palette.size() / 3);
        for (const std::uint64_t sum : bin.sum) palette.push_back(static_cast<std::byte>((sum + bin.count / 2) / bin.count));
    }
    const int depth = survey.used <= 16 ? 4 : 8;
    const auto index = [&](const std::uint8_t* p) { return indices[static_cast<std::size_t>(bin_of(p))]; };
    return png(pixels.width, pixels.height, static_cast<std::uint8_t>(depth), 3, palette, packed(pixels, depth, index));
}

}  // namespace

PageImage encode_page(const RgbView& pixels) {
    const Survey survey = survey_of(pixels);
    PageImage image{"image/png", pixels.width, pixels.height, {}};
    if (survey.picture_share > kPictureShare || (!survey.grey && survey.used > kMostColours)) {
        image.media_type = "image/jpeg";
        image.data = encode_jpeg(pixels, survey.grey);
    } else {
        image.data = survey.grey ? grey_png(pixels) : palette_png(pixels, survey);
    }
    return image;
}

}  // namespace quillport::pdf
