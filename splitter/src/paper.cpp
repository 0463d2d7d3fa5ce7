#include "paper.hpp"

#include <utility>
#include <vector>

namespace quillport::splitter {
namespace {

constexpr double kBorder = 0.08;       ///< of each side: holes, staples, the shadow of the lid
constexpr auto kInk = std::byte{150};  ///< what shines through is paler
constexpr std::size_t kSpeck = 8;      ///< connected pixels; dust has fewer, a dot of 8 points has more
constexpr std::size_t kMostInk = 40;   ///< pixels; a letter of 12 points has about so many

/// Finds what hangs together in the inner part of a sheet.
class Specks {
  public:
    explicit Specks(const pdf::GreyImage& image)
        : image_(image),
          columns_(image.width),
          left_(static_cast<int>(kBorder * image.width)),
          top_(static_cast<int>(kBorder * image.height)),
          seen_(image.pixels.size(), false) {}

    [[nodiscard]] bool more_than_dust() {
        std::size_t ink = 0;
        for (int y = top_; y < image_.height - top_; ++y) {
            for (int x = left_; x < columns_ - left_; ++x) {
                const std::size_t size = speck_at(x, y);
                if (size >= kSpeck) ink += size;
                if (ink > kMostInk) return true;
            }
        }
        return false;
    }

  private:
    [[nodiscard]] bool is_new_ink(int x, int y) const {
        if (x < left_ || y < top_ || x >= columns_ - left_ || y >= image_.height - top_) return false;
        const std::size_t at = index(x, y);
        return !seen_[at] && image_.pixels[at] < kInk;
    }
    [[nodiscard]] std::size_t index(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(x);
    }

    /// How many dark pixels hang together with this one and were not counted yet; enough to decide, not always all.
    std::size_t speck_at(int x, int y) {
        if (!is_new_ink(x, y)) return 0;
        std::size_t size = 0;
        seen_[index(x, y)] = true;
        std::vector<std::pair<int, int>> open = {{x, y}};
        while (!open.empty() && size <= kMostInk) {
            const auto [a, b] = open.back();
            open.pop_back();
            ++size;
            for (int dy = -1; dy <= 1; ++dy) {
                for (int dx = -1; dx <= 1; ++dx) {
                    if (!is_new_ink(a + dx, b + dy)) continue;
                    seen_[index(a + dx, b + dy)] = true;
                    open.emplace_back(a + dx, b + dy);
                }
            }
        }
        return size;
    }

    const pdf::GreyImage& image_;
    int columns_, left_, top_;
    std::vector<bool> seen_;
};

}  // namespace

bool is_empty_paper(const pdf::GreyImage& image) { return !Specks(image).more_than_dust(); }

}  // namespace quillport::splitter
