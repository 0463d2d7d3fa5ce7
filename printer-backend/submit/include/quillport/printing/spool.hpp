#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "quillport/contract/spool.hpp"
#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"

namespace quillport::printing {

/// A document that waits in the spool.
struct SpooledJob {
    std::string key;  ///< name of the file and idempotency key
    contract::SpoolHeader header;
    std::size_t data_offset = 0;
};

/// The forwarder's side of the spool: `incoming` (written by the backend), `held` (what the portal will never take, with the
/// reason). Nothing is removed before the portal's receipt. One forwarder a spool; not thread-safe.
class Spool {
  public:
    explicit Spool(std::filesystem::path root);

    /// Makes the folders that are missing. Errors: Forbidden, NoSpace, Internal.
    [[nodiscard]] Result<void> open();
    /// What waits, the oldest first. A file that is no spool file is moved to `held` and logged.
    [[nodiscard]] std::vector<SpooledJob> waiting();
    /// The document's bytes, compared with the digest in the header. Errors: NotFound, InvalidInput (damaged), TooLarge.
    [[nodiscard]] Result<Bytes> data_of(const SpooledJob& job) const;
    /// After the portal's receipt.
    [[nodiscard]] Result<void> remove(const SpooledJob& job);
    /// Moves the document to `held` and writes the reason beside it.
    [[nodiscard]] Result<void> hold(const std::string& key, const std::string& reason);

    [[nodiscard]] std::filesystem::path incoming() const { return root_ / "incoming"; }
    [[nodiscard]] std::filesystem::path held() const { return root_ / "held"; }
    [[nodiscard]] std::filesystem::path socket() const { return root_ / "forwarder.sock"; }

  private:
    [[nodiscard]] std::filesystem::path file_of(const std::string& key) const { return incoming() / (key + ".job"); }
    std::filesystem::path root_;
};

}  // namespace quillport::printing
