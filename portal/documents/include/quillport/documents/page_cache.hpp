#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/documents/tools.hpp"

namespace quillport::documents {

struct CacheLimits {
    std::uint64_t memory = std::uint64_t{24} << 20U;  ///< bytes of images and text kept in memory
    std::uint64_t disk = std::uint64_t{512} << 20U;   ///< bytes below the folder; the oldest files go first
};

/// Page images and text layers by the SHA-256 of the revision that they show: what is shown is what is signed.
/// Memory first, then files below `folder`, then the worker. Thread-safe; two requests for one page may both ask the worker.
class PageCache {
  public:
    /// Gives the bytes of the revision when nothing is cached. Errors pass through.
    using Loader = std::function<Result<Bytes>()>;

    /// `tools` must outlive it. The folder is made when it is missing; without a usable folder the cache lives in memory alone.
    PageCache(Tools& tools, std::filesystem::path folder, CacheLimits limits = {});
    ~PageCache();
    PageCache(const PageCache&) = delete;
    PageCache& operator=(const PageCache&) = delete;

    /// `page` from 1, `dpi` one of pdf::kImageSteps (else InvalidInput "dpi"). `sha256`: 64 hexadecimal digits.
    [[nodiscard]] Result<std::shared_ptr<const pdf::PageImage>> image(std::string_view sha256, int page, int dpi,
                                                                      const Loader& load);
    [[nodiscard]] Result<std::shared_ptr<const std::vector<pdf::TextLine>>> text(std::string_view sha256, int page,
                                                                                 const Loader& load);

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace quillport::documents
