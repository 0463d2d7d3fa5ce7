#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "quillport/contract/spool.hpp"
#include "quillport/core/bytes.hpp"
#include "quillport/worker/client.hpp"

namespace quillport::printing {

/// Where drafts go.
struct PortalSettings {
    std::string url;                    ///< "https://sign.example.org"
    std::string key;                    ///< of this print server
    std::filesystem::path authorities;  ///< PEM file that TLS is checked against; empty: the system's
};

class QueueSettings;

/// What became of one try to deliver a document.
struct DeliveryReport {
    enum class Outcome : unsigned char {
        Delivered,  ///< the portal gave its receipt
        Refused,    ///< trying again will not help; the sentence says what to do
        Later       ///< the portal or the worker is away
    };
    Outcome outcome = Outcome::Later;
    std::string sentence;  ///< for the person who printed
    std::string reason;    ///< for the log
};

/// Finds the tags of a spooled document in the worker and hands document and draft to the portal, once however often it is called
/// with the same key. Thread-safe.
class Delivery {
  public:
    Delivery(worker::Client& worker, PortalSettings portal);
    ~Delivery();
    [[nodiscard]] DeliveryReport deliver(const contract::SpoolHeader& header, BytesView document, const std::string& key);

  private:
    worker::Client& worker_;
    PortalSettings portal_;
    std::unique_ptr<QueueSettings> queues_;
};

}  // namespace quillport::printing
