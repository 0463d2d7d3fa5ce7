#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"

namespace quillport::store {

/// A file that is named by its content.
struct BlobRef {
    std::string sha256;     ///< 64 lower-case hexadecimal digits; empty: none
    std::int64_t size = 0;  ///< bytes
    [[nodiscard]] bool empty() const noexcept { return sha256.empty(); }
    friend bool operator==(const BlobRef&, const BlobRef&) = default;
};

/// Documents and everything else that is large: files below one folder, named by their SHA-256, written durably, never changed.
/// Thread-safe, also between processes.
class Blobs {
  public:
    /// Makes the folder and its 256 sub-folders where they are missing. Errors: as runtime::write_durably.
    [[nodiscard]] static Result<Blobs> open(const std::filesystem::path& folder);

    /// Keeps `data`; durable when this returns. What is there already is not written again.
    /// Errors: as runtime::write_durably.
    [[nodiscard]] Result<BlobRef> put(BytesView data) const;
    /// The whole blob; its content is checked against its name.
    /// Errors: NotFound, InvalidInput (not a name of a blob), TooLarge (over `limit` bytes), Internal (damaged on disk).
    [[nodiscard]] Result<Bytes> get(const std::string& sha256, std::uint64_t limit = std::uint64_t{1} << 30U) const;
    /// Where the blob lies, for sending it as a file. Errors: NotFound, InvalidInput.
    [[nodiscard]] Result<std::filesystem::path> path(const std::string& sha256) const;

  private:
    explicit Blobs(std::filesystem::path folder) : folder_(std::move(folder)) {}
    [[nodiscard]] std::filesystem::path place_of(const std::string& sha256) const;

    std::filesystem::path folder_;
};

}  // namespace quillport::store
