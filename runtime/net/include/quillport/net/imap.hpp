#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"

namespace quillport::net {

struct ImapSettings {
    std::string url{};  ///< imaps://host or imap://host:port; the mailbox is named apart
    std::string user{};
    std::string password{};
    std::string mailbox = "INBOX";
    bool require_tls = true;              ///< of imap://: STARTTLS or nothing
    std::filesystem::path authorities{};  ///< PEM file that TLS is checked against; empty: the system's
    std::chrono::milliseconds timeout{60'000};
};

/// A mailbox on a server, by libcurl (RFC 3501). One connection, used again; not thread-safe.
/// Errors of every call: Unavailable and Timeout (the server is away), Unauthenticated (it does not take user and password),
/// InvalidInput (the URL, a name that cannot be a mailbox).
class Imap {
  public:
    [[nodiscard]] static Result<Imap> open(ImapSettings settings);
    Imap(Imap&&) noexcept;
    Imap& operator=(Imap&&) noexcept;
    ~Imap();

    /// Unique identifiers of what lies in the mailbox, in the order in which it came.
    [[nodiscard]] Result<std::vector<std::uint32_t>> list();
    /// A whole message. Errors: NotFound, TooLarge (over `limit` bytes).
    [[nodiscard]] Result<Bytes> fetch(std::uint32_t uid, std::uint64_t limit);
    /// Moves a message to another mailbox, which is made when it is missing (RFC 6851; without MOVE by COPY and EXPUNGE).
    [[nodiscard]] Result<void> move(std::uint32_t uid, const std::string& mailbox);

  private:
    class Impl;
    explicit Imap(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace quillport::net
