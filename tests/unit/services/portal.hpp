#pragma once
#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "../temporary_folder.hpp"
#include "quillport/documents/tools.hpp"
#include "quillport/http/audit_encoder.hpp"
#include "quillport/services/accounts.hpp"
#include "quillport/services/ceremony.hpp"
#include "quillport/services/delivery.hpp"
#include "quillport/services/drafts.hpp"
#include "quillport/services/envelopes.hpp"
#include "quillport/services/housekeeping.hpp"
#include "quillport/services/problem.hpp"
#include "quillport/store/store.hpp"

namespace quillport::services::test {

using namespace std::chrono_literals;

using quillport::test::TemporaryFolder;

class FrozenClock final : public runtime::Clock {
  public:
    [[nodiscard]] TimePoint now() const override { return TimePoint{std::chrono::milliseconds{now_.load()}}; }
    void pass(std::chrono::milliseconds time) { now_ += time.count(); }

  private:
    std::atomic<std::int64_t> now_{1'795'440'300'000};  // 23 November 2026, 13:25 UTC
};

/// Different every time, the same in every run.
class CountedRandom final : public runtime::Random {
  public:
    [[nodiscard]] Bytes bytes(std::size_t count) override;

  private:
    std::atomic<std::uint64_t> next_{1};
};

/// Keeps every mail; refuses as told.
class RecordingMailer final : public net::Mailer {
  public:
    [[nodiscard]] Result<void> send(const net::Mail& mail) override;
    /// The newest mail to this address; the test fails when there is none.
    [[nodiscard]] net::Mail last_to(const std::string& address) const;
    [[nodiscard]] std::size_t count_to(const std::string& address) const;
    std::optional<Error> refusal;
    std::vector<net::Mail> mails;

  private:
    mutable std::mutex mutex_;
};

class RecordingSms final : public SmsSender {
  public:
    [[nodiscard]] Result<void> send(const std::string& to, const std::string& text, const std::string& key) override;
    std::vector<std::pair<std::string, std::string>> messages;
};

/// Does in this process what the worker does behind its jail; documents come from the tests alone. Detection is as told.
class PlainTools final : public documents::Tools {
  public:
    [[nodiscard]] Result<worker::Inspection> inspect(BytesView pdf, const TagSettings& settings) override;
    [[nodiscard]] Result<worker::Client::Preparation> prepare(BytesView pdf, const Detection& found,
                                                              const std::vector<Field>& fields,
                                                              const std::vector<std::string>& roles,
                                                              const TagSettings& settings) override;
    [[nodiscard]] Result<Bytes> join(const std::vector<pdf::JoinPart>& parts) override;
    [[nodiscard]] Result<worker::TakenApart> split(BytesView pdf, const SplitRule& rule,
                                                   const std::vector<int>& tag_pages) override;
    [[nodiscard]] Result<pdf::PageImage> page_image(BytesView pdf, int page, int dpi) override;
    [[nodiscard]] Result<std::vector<pdf::TextLine>> page_text(BytesView pdf, int page) override;
    [[nodiscard]] Result<Recognised> recognise(BytesView document) override;
    [[nodiscard]] Result<Bytes> convert(BytesView document, const Recognised& what) override;
    [[nodiscard]] Result<pdf::UnlockedPdf> unlock(BytesView pdf, const std::string& password) override;
    [[nodiscard]] Result<pdf::Picture> picture(BytesView image, int longest) override {
        return pdf::decode_picture(image, longest);
    }

    worker::Inspection inspection;
    Format format = Format::Unknown;  ///< of what does not begin like a PDF
    Bytes converted;                  ///< empty: nothing converts it
    std::string password;             ///< opens documents
    std::optional<Error> inspect_error, prepare_error;
    std::vector<TagProblem> not_erased;
    worker::TakenApart apart;  ///< what `split` answers
    SplitRule split_by;        ///< of the last call
    std::vector<int> split_at;
    TagSettings inspected_with, prepared_with;  ///< of the last call
    std::atomic<int> images{0};
};

/// A document of one page that needs no program to make it.
[[nodiscard]] Bytes small_pdf(const std::string& text = "Delivery in 30 days");
[[nodiscard]] Tag tag(FieldType type, const std::string& role, double y);
/// Two signers, a text field of the first, a date of the second.
[[nodiscard]] Detection two_signers();

/// A signature that a hand could have drawn.
[[nodiscard]] pdf::SignatureImage drawn();

/// A portal in a folder that goes away, with real store and real keys; what leaves it is recorded.
class Portal {
  public:
    /// `tools` null: PlainTools.
    explicit Portal(documents::Tools* tools = nullptr);

    User admin;
    TemporaryFolder folder;
    FrozenClock clock;
    CountedRandom random;
    PlainTools plain;
    RecordingMailer mailer;
    RecordingSms sms;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<documents::PageCache> pages;
    signing::TrialAuthority authority;
    std::unique_ptr<Secret> secret;
    http::JsonAuditEncoder audit_encoder;
    DeliveryBell bell;
    std::unique_ptr<Context> context_;
    [[nodiscard]] Context& context() { return *context_; }

    static inline const std::string kPassword = "correct horse battery";
    const Client client{"192.0.2.7", "Test/1"};

    void deliver();
    /// A draft of the administrator.
    DraftView draft(const Bytes& pdf = small_pdf());
    /// The same with Anna (role 1) and Bert (role 2) in it.
    DraftView assigned_draft(int order_of_bert = 2, const std::string& phone_of_anna = {});
    EnvelopeView sent(int order_of_bert = 2, const std::string& phone_of_anna = {});
    /// The token in the newest mail to this address that holds a link.
    std::string link_of(const std::string& address);
    /// The code in the newest mail or SMS.
    std::string code_for(const std::string& address);
    Participant opened(const std::string& address);
    /// Link, code, consent.
    Participant admitted(const std::string& address);
    /// Fills what is required and signs.
    Result<CeremonyView> sign(const Participant& who);
    std::vector<std::string> kinds(const EnvelopeId& envelope);
};

[[nodiscard]] inline std::string key_of(const Error& error) { return problem_of(error).key; }

}  // namespace quillport::services::test
