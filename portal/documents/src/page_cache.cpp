#include "quillport/documents/page_cache.hpp"

#include <algorithm>
#include <list>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "cache_codec.hpp"
#include "cache_files.hpp"

namespace quillport::documents {
namespace {

using ImagePtr = std::shared_ptr<const pdf::PageImage>;
using TextPtr = std::shared_ptr<const std::vector<pdf::TextLine>>;

std::uint64_t weight_of(const pdf::PageImage& image) { return image.data.size() + 200; }
std::uint64_t weight_of(const std::vector<pdf::TextLine>& lines) {
    std::uint64_t weight = 200;
    for (const pdf::TextLine& line : lines) weight += sizeof(line) + line.text.size();
    return weight;
}

/// Least recently used goes first. Not thread-safe: the cache's lock is around it.
template <typename T>
class Shelf {
  public:
    explicit Shelf(std::uint64_t limit) : limit_(limit) {}

    std::shared_ptr<const T> find(const std::string& name) {
        const auto at = by_name_.find(name);
        if (at == by_name_.end()) return nullptr;
        order_.splice(order_.begin(), order_, at->second);
        return at->second->second;
    }
    void put(const std::string& name, std::shared_ptr<const T> item) {
        if (by_name_.contains(name)) return;
        used_ += weight_of(*item);
        order_.emplace_front(name, std::move(item));
        by_name_[name] = order_.begin();
        while (used_ > limit_ && order_.size() > 1) {
            used_ -= weight_of(*order_.back().second);
            by_name_.erase(order_.back().first);
            order_.pop_back();
        }
    }

  private:
    std::uint64_t limit_;
    std::uint64_t used_ = 0;
    std::list<std::pair<std::string, std::shared_ptr<const T>>> order_;
    std::unordered_map<std::string, typename decltype(order_)::iterator> by_name_;
};

/// The name becomes a file name: nothing but a digest may come in here.
Result<void> check(std::string_view sha256, int page) {
    const bool hex = sha256.size() == 64 && std::all_of(sha256.begin(), sha256.end(),
                                                        [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    if (!hex) return Error{ErrorCode::InvalidInput, "not a digest", "digest"};
    if (page < 1) return Error{ErrorCode::NotFound, "pages count from 1", "no_such_page"};
    return {};
}

}  // namespace

class PageCache::Impl {
  public:
    Impl(Tools& tools, std::filesystem::path folder, CacheLimits limits)
        : tools_(tools), images_(limits.memory / 4 * 3), texts_(limits.memory / 4), files_(std::move(folder), limits.disk) {}

    Result<ImagePtr> image(const std::string& name, int page, int dpi, const Loader& load) {
        return get<pdf::PageImage>(images_, name, decode_image, load,
                                   [&](BytesView pdf) { return tools_.page_image(pdf, page, dpi); });
    }
    Result<TextPtr> text(const std::string& name, int page, const Loader& load) {
        return get<std::vector<pdf::TextLine>>(texts_, name, decode_text, load,
                                               [&](BytesView pdf) { return tools_.page_text(pdf, page); });
    }

  private:
    template <typename T, typename Decode, typename Make>
    Result<std::shared_ptr<const T>> get(Shelf<T>& shelf, const std::string& name, Decode decode, const Loader& load,
                                         const Make& make) {
        {
            const std::lock_guard lock(mutex_);
            if (auto found = shelf.find(name)) return found;
        }
        if (const auto stored = files_.read(name)) {
            if (auto item = decode(*stored)) return keep(shelf, name, std::move(*item));
        }
        auto pdf = load();
        if (!pdf.ok()) return pdf.error();
        auto made = make(pdf.value());
        if (!made.ok()) return made.error();
        files_.write(name, encode(made.value()));
        return keep(shelf, name, std::move(made).value());
    }
    template <typename T>
    std::shared_ptr<const T> keep(Shelf<T>& shelf, const std::string& name, T item) {
        auto shared = std::make_shared<const T>(std::move(item));
        const std::lock_guard lock(mutex_);
        shelf.put(name, shared);
        return shared;
    }

    Tools& tools_;
    std::mutex mutex_;
    Shelf<pdf::PageImage> images_;
    Shelf<std::vector<pdf::TextLine>> texts_;
    CacheFiles files_;
};

PageCache::PageCache(Tools& tools, std::filesystem::path folder, CacheLimits limits)
    : impl_(std::make_unique<Impl>(tools, std::move(folder), limits)) {}
PageCache::~PageCache() = default;

Result<ImagePtr> PageCache::image(std::string_view sha256, int page, int dpi, const Loader& load) {
    if (auto fine = check(sha256, page); !fine.ok()) return fine.error();
    if (std::find(std::begin(pdf::kImageSteps), std::end(pdf::kImageSteps), dpi) == std::end(pdf::kImageSteps))
        return Error{ErrorCode::InvalidInput, "not a step of page images", "dpi"};
    const std::string name = std::string(sha256) + "-" + std::to_string(page) + "-" + std::to_string(dpi);
    return impl_->image(name, page, dpi, load);
}

Result<TextPtr> PageCache::text(std::string_view sha256, int page, const Loader& load) {
    if (auto fine = check(sha256, page); !fine.ok()) return fine.error();
    return impl_->text(std::string(sha256) + "-" + std::to_string(page) + "-text", page, load);
}

}  // namespace quillport::documents
