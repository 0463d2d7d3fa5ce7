#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "quillport/contract/spool.hpp"
#include "quillport/contract/types.hpp"
#include "quillport/runtime/file_part.hpp"
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
        Later,      ///< this document must wait
        AllLater    ///< every document must wait: the portal or the worker is away
    };
    Outcome outcome = Outcome::AllLater;
    std::string sentence;  ///< for the person who printed
    std::string reason;    ///< for the log
};

/// Finds the tags of a spooled PDF in the worker and hands document and draft to the portal, once however often it is called with
/// the same key. What is no PDF, or is encrypted, goes to the portal without a look. The document is never in this process's
/// memory. Whatever goes wrong is an outcome, no error. Thread-safe.
class Delivery {
  public:
    /// `worker` must outlive it. `queues`: folder for the last copies of the queues' settings.
    Delivery(worker::Client& worker, PortalSettings portal, std::filesystem::path queues);
    ~Delivery();
    /// Blocks until the portal has answered, ten minutes at most. `key`: the document's name in the spool, its idempotency key.
    [[nodiscard]] DeliveryReport deliver(const contract::SpoolHeader& header, const runtime::FilePart& document,
                                         const std::string& key);

  private:
    [[nodiscard]] DeliveryReport tried(const contract::SpoolHeader& header, const runtime::FilePart& document,
                                       const std::string& key);
    void tell_refusal(const contract::SpoolHeader& header, const std::string& key, const std::string& reason) const;
    [[nodiscard]] DeliveryReport post(const contract::DraftDelivery& delivery, const contract::SpoolHeader& header,
                                      const runtime::FilePart& document, const std::string& key);

    worker::Client& worker_;
    PortalSettings portal_;
    std::unique_ptr<QueueSettings> queues_;
};

}  // namespace quillport::printing
