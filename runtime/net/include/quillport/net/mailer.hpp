#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"

namespace quillport::net {

struct Mail {
    struct Attachment {
        std::string name;
        std::string media_type;
        Bytes data;
    };
    std::string message_id;  ///< stable over retries, "<id@host>"
    std::string from_name;
    std::string from;
    std::string to_name;
    std::string to;
    std::string subject;
    std::string text;  ///< UTF-8, the plain part
    std::string html;  ///< UTF-8; empty: none
    std::vector<Attachment> attachments;
};

/// Where mail goes. Implementations are thread-safe.
class Mailer {
  public:
    virtual ~Mailer() = default;
    /// Ok means that the server has taken responsibility (250 after DATA).
    /// Errors: InvalidInput (an address or a header with a line break, a 5xx answer: trying again will not help),
    /// Unavailable and Timeout (trying again may help).
    [[nodiscard]] virtual Result<void> send(const Mail& mail) = 0;
};

struct SmtpSettings {
    std::string url{};  ///< smtp://host:port or smtps://host:port
    std::string user{};
    std::string password{};
    bool require_tls = false;
    std::chrono::milliseconds timeout{20'000};
};

/// SMTP by libcurl (RFC 5321), MIME by curl_mime.
class SmtpMailer final : public Mailer {
  public:
    explicit SmtpMailer(SmtpSettings settings);
    [[nodiscard]] Result<void> send(const Mail& mail) override;

  private:
    SmtpSettings settings_;
};

}  // namespace quillport::net
