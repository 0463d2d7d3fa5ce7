#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "quillport/contract/spool.hpp"
#include "quillport/core/result.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/runtime/file_part.hpp"

namespace quillport::spool {

/// A document in the spool. Its data stay in the file.
struct Entry {
    std::string key;  ///< name of the file and idempotency key
    contract::SpoolHeader header;
    bool held = false;
    std::string reason;  ///< why it is held; empty: it waits
};

/// A document that is open for reading, compared with the digest in its header.
struct OpenDocument {
    contract::SpoolHeader header;
    runtime::Descriptor file;
    runtime::FilePart data;
};

/// The forwarder's side of the spool: `incoming` (written by the ways in), `held` (what the portal will never take, or what an
/// operator put aside, with the reason beside it) and `queues` (last copies of the queues' settings). Nothing is removed before
/// the portal's receipt. Keeps no state: thread-safe, and several programs may work on one spool.
class Spool {
  public:
    explicit Spool(std::filesystem::path root) : root_(std::move(root)) {}

    /// Makes the folders that are missing and removes what writers left behind that died. Errors: Forbidden, NoSpace, Internal.
    [[nodiscard]] Result<void> open();

    /// Calls `found` for what waits and what is held, in no order. Errors: NotFound, Forbidden, Internal.
    [[nodiscard]] Result<void> for_each(const std::function<void(Entry)>& found) const;
    /// What waits only. A file that is no document of ours is moved to `held` and logged. Errors: as for_each.
    [[nodiscard]] Result<void> for_each_waiting(const std::function<void(Entry)>& found) const;
    /// One document, wherever it is. Nothing when it is gone or no document.
    [[nodiscard]] std::optional<Entry> find(const std::string& key) const;

    [[nodiscard]] bool waits(const std::string& key) const;
    /// Errors: NotFound (it does not wait any more), InvalidInput (damaged).
    [[nodiscard]] Result<OpenDocument> open_document(const std::string& key) const;
    /// After the portal's receipt, wherever it is. Ok also when it is gone.
    [[nodiscard]] Result<void> remove(const std::string& key) const;
    /// Moves a waiting document to `held` and writes the reason beside it. Errors: NotFound, NoSpace, Internal.
    [[nodiscard]] Result<void> hold(const std::string& key, const std::string& reason) const;
    /// Puts a held document back so that it is delivered again; durable. Errors: NotFound, Internal.
    [[nodiscard]] Result<void> retry(const std::string& key) const;

    [[nodiscard]] const std::filesystem::path& root() const noexcept { return root_; }
    [[nodiscard]] std::filesystem::path incoming() const { return root_ / "incoming"; }
    [[nodiscard]] std::filesystem::path held() const { return root_ / "held"; }
    [[nodiscard]] std::filesystem::path queues() const { return root_ / "queues"; }
    [[nodiscard]] std::filesystem::path socket() const { return root_ / "forwarder.sock"; }

  private:
    void put_aside_if_foreign(const std::string& key, const Error& error) const;
    std::filesystem::path root_;
};

/// The key that a file in the spool has by its name, "<key>.job"; nothing for any other file.
[[nodiscard]] std::optional<std::string> key_of(const std::filesystem::path& file);

}  // namespace quillport::spool
