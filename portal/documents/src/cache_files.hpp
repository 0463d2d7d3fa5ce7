#pragma once
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>

#include "quillport/core/bytes.hpp"

namespace quillport::documents {

/// A folder of cache files that never grows over its limit: the files written longest ago go first. Nothing in it is needed: a
/// file that cannot be read or written is only slower. Thread-safe.
class CacheFiles {
  public:
    CacheFiles(std::filesystem::path folder, std::uint64_t limit);
    [[nodiscard]] std::optional<Bytes> read(const std::string& name) const;
    void write(const std::string& name, BytesView data);

  private:
    void make_room(std::uint64_t coming);

    std::filesystem::path folder_;
    std::uint64_t limit_;
    std::mutex mutex_;
    std::uint64_t used_ = 0;
    std::uint64_t serial_ = 0;
    bool usable_ = false;
};

}  // namespace quillport::documents
