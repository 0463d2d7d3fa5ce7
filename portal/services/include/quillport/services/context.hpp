#pragma once
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/id.hpp"
#include "quillport/core/result.hpp"
#include "quillport/documents/intake.hpp"
#include "quillport/documents/page_cache.hpp"
#include "quillport/documents/tools.hpp"
#include "quillport/net/mailer.hpp"
#include "quillport/runtime/clock.hpp"
#include "quillport/runtime/random.hpp"
#include "quillport/signing/key.hpp"

namespace quillport::store {
class Store;
}

namespace quillport::signing {
enum class Level : std::uint8_t;
class RevocationSource;
class TimeStampSource;
}  // namespace quillport::signing

namespace quillport::services {

/// What an operator decides. Values; read-only after the start.
struct Settings {
    std::string public_url = "http://localhost:8080";  ///< no slash at the end; links in messages begin with it
    std::string organisation = "Quillport";            ///< name given at the first start
    bool trial = true;                                 ///< signatures say TRIAL, NOT TRUSTED
    std::string mail_from = "quillport@localhost";
    std::string mail_from_name = "Quillport";
    std::string sms_url;         ///< gateway that takes POST {"to","text"}; empty: no SMS
    std::string sms_key;         ///< sent as Authorization: Bearer; empty: none
    bool confirm_codes = false;  ///< a second code at the act
    /// PAdES level that finished files are brought to where their queue asks for none; an act itself gets at most B-T. B-B.
    signing::Level signature_level{};
    signing::Level highest_level{};      ///< that a queue may ask for: what key and authorities can do. B-B
    bool time_stamp_required = false;    ///< an act that gets no time-stamp is refused
    bool preservation_required = false;  ///< nobody is told that it is done before the level is reached
    std::chrono::hours expiry{24 * 7};
    std::chrono::minutes session_idle{30};
    std::chrono::hours session_absolute{12};
    std::chrono::minutes code_life{5};
    std::chrono::seconds lease{60};  ///< how long one act of signing may hold a document
    documents::IntakeLimits intake;
};

/// The portal's own secret (32 bytes in a file of mode 0600 beside the database, never in it). From it come the tokens of links
/// and the one-time codes, so that a copy of the database holds nothing that opens anything.
class Secret {
  public:
    explicit Secret(Bytes key) noexcept : key_(std::move(key)) {}
    /// Reads the file; makes it, durably, when it is missing. Errors: as runtime/file.hpp, InvalidInput when it is not 32 bytes.
    [[nodiscard]] static Result<Secret> open(const std::filesystem::path& file, runtime::Random& random);

    /// Token of the link with this id: 43 characters of base64url, 256 bits.
    [[nodiscard]] std::string link_token(std::string_view link_id) const;
    /// Six digits of the code with this id.
    [[nodiscard]] std::string code(std::string_view code_id) const;
    /// What is stored of a code: keyed, salted with its id.
    [[nodiscard]] std::string code_hash(std::string_view code_id, std::string_view code) const;

  private:
    Bytes key_;
};

/// Sends one short message. Implementations are thread-safe.
class SmsSender {
  public:
    virtual ~SmsSender() = default;
    /// Ok means that the gateway has taken responsibility. `key` is stable over retries.
    /// Errors: InvalidInput (trying again will not help), Unavailable, Timeout.
    [[nodiscard]] virtual Result<void> send(const std::string& to, const std::string& text, const std::string& key) = 0;
};

/// The gateway of Settings: POST of {"to","text"} with the header Idempotency-Key.
[[nodiscard]] std::unique_ptr<SmsSender> http_sms_sender(std::string url, std::string key);

/// Wakes whoever delivers the outbox. Thread-safe.
class DeliveryBell {
  public:
    void ring() noexcept;
    /// Returns when it was rung since the last call, or after `longest`. One waiter at a time.
    void wait(std::chrono::milliseconds longest);

  private:
    std::mutex mutex_;
    std::condition_variable rung_;
    bool pending_ = false;
};

/// Is told of changes, so that open pages and desktops look again. Implementations are thread-safe and quick.
class Announcer {
  public:
    virtual ~Announcer() = default;
    virtual void draft_changed(const OrganisationId& organisation, const DraftId& draft) = 0;
    /// Something is there to be told to this user.
    virtual void notice_made(const OrganisationId& organisation, const UserId& user) = 0;
};

struct AuditView;

/// The record of an envelope as the interface hands it out. An interface, since JSON is not the services' business. Thread-safe.
class AuditEncoder {
  public:
    virtual ~AuditEncoder() = default;
    [[nodiscard]] virtual std::string json(const AuditView& audit) const = 0;
};

/// Everything that the services work with. Whoever makes it owns the parts; they outlive it. The functions of this module are
/// thread-safe as long as the parts are.
struct Context {
    store::Store& store;
    documents::Tools& tools;
    documents::PageCache& pages;
    const signing::SigningKey& key;
    std::vector<Bytes> anchors;  ///< certificates that the portal's own verifier trusts
    const runtime::Clock& clock;
    runtime::Random& random;
    const Secret& secret;
    Settings settings;
    const AuditEncoder& audit_encoder;                ///< for the record inside the certificate of completion
    DeliveryBell& bell;                               ///< rung after every transaction that put something into the outbox
    signing::TimeStampSource* time_stamps = nullptr;  ///< null: nobody gives any
    signing::RevocationSource* revocation = nullptr;  ///< null: nobody is asked
    Announcer* announcer = nullptr;                   ///< null: no page is open

    void tell_draft(const OrganisationId& organisation, const DraftId& draft) const {
        if (announcer != nullptr) announcer->draft_changed(organisation, draft);
    }
};

/// Who calls, for limits and evidence.
struct Client {
    std::string address;  ///< network address, already freed of proxies
    std::string agent;    ///< User-Agent, cut at 200 bytes
};

}  // namespace quillport::services
