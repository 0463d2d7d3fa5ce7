#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/field.hpp"
#include "quillport/core/format.hpp"
#include "quillport/core/received_mail.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/split.hpp"
#include "quillport/core/tag.hpp"
#include "quillport/core/tag_settings.hpp"
#include "quillport/pdf/foreign_plan.hpp"
#include "quillport/pdf/join.hpp"
#include "quillport/pdf/page_image.hpp"
#include "quillport/pdf/picture.hpp"
#include "quillport/pdf/prepare.hpp"
#include "quillport/pdf/unlock.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/runtime/file_part.hpp"

namespace quillport::worker {

struct WorkerLimits {
    std::chrono::milliseconds wall{20'000};
    std::uint64_t memory = std::uint64_t{512} << 20U;  ///< resident bytes beside the document itself, watched by the parent
    int parallel = 2;
    std::chrono::milliseconds conversion_wall{60'000};  ///< of what makes a PDF of something else
    std::uint64_t conversion_memory = std::uint64_t{1} << 30U;
};

/// The tags of a document and whether it may be rewritten.
struct Inspection {
    Detection found;
    bool is_signed = false;     ///< arrived with signatures: never rewritten
    bool is_encrypted = false;  ///< opens without a password all the same
};

/// A document that somebody else wrote, ready for increments.
struct PlannedDocument {
    pdf::SigningPlan plan;
    Bytes rewritten;                ///< the document to go on with where it had to be written anew first; else empty
    std::string rewritten_because;  ///< "hybrid", "prefixed", "rc4" or "damaged"; else empty
};

/// What a print falls into.
struct TakenApart {
    struct Part {
        PrintPart pages;
        Bytes pdf;  ///< empty where the file stays whole or only the plan was wanted
    };
    std::vector<Part> parts;
    std::vector<int> separators;     ///< pages that belong to no document
    std::string whole_because;       ///< "signed" or "encrypted": such a file is not rewritten; else empty
    bool loses_attachments = false;  ///< the file has attachments, which go into no part
};

/// Everything that parses foreign documents and pictures, in a confined child of a warmed fork server (`quillport-worker`).
/// Starts the server with the first call or with `start`, restarts it when it is gone. Thread-safe; calls beyond `parallel` wait.
/// Errors of every call: Timeout and TooLarge (a limit was reached), Unsupported with detail "not_pdf", "encrypted", "damaged" or
/// "signed", Internal (the child died), NoSpace (the machine took no question or no answer: says nothing of the document),
/// Unavailable (no worker or no jail: nothing is parsed without one).
class Client {
  public:
    /// `program`: path of quillport-worker; quillport-office, which needs LibreOffice, lies beside it or is missing.
    explicit Client(const std::filesystem::path& program, WorkerLimits limits = {});
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    [[nodiscard]] Result<void> start();
    /// Finds the tags. InvalidInput when `settings` name what the tag language does not know.
    [[nodiscard]] Result<Inspection> inspect(BytesView pdf, const TagSettings& settings = {});
    /// The same for a document of any size, of which this process never holds the bytes.
    [[nodiscard]] Result<Inspection> inspect(const runtime::FilePart& pdf, const TagSettings& settings = {});
    /// Erases the tags of `found` from the content, then makes the fields (pdf::prepare). Tags that could not be erased are told.
    /// `settings` are those by which they were found.
    struct Preparation {
        pdf::PreparedPdf prepared;
        std::vector<TagProblem> not_erased;
    };
    [[nodiscard]] Result<Preparation> prepare(BytesView pdf, const Detection& found, const std::vector<Field>& fields,
                                              const std::vector<std::string>& roles, const TagSettings& settings = {});
    /// Plans increments on a document that we did not write (pdf::plan_foreign); unsigned, it is rewritten where it must be. The
    /// plan of an encrypted document holds its key. Errors as plan_foreign says as well.
    [[nodiscard]] Result<PlannedDocument> plan(BytesView pdf, const std::optional<pdf::NewSignature>& signature,
                                               const std::string& password = {});
    /// The same for a file of any size, of which this process never holds the bytes.
    [[nodiscard]] Result<PlannedDocument> plan(const runtime::Descriptor& file, const std::optional<pdf::NewSignature>& signature,
                                               const std::string& password = {});
    /// Takes a print apart as splitter::plan and pdf::make_parts say; `tag_pages` are those where {{split}} stands. A rule is
    /// checked before the document is looked at. Errors: InvalidInput "split_rule" with a sentence, TooLarge "too_many_parts".
    enum class SplitWish : std::uint8_t { PlanOnly, Documents };
    [[nodiscard]] Result<TakenApart> split(BytesView pdf, const SplitRule& rule, const std::vector<int>& tag_pages = {},
                                           SplitWish wish = SplitWish::Documents);
    /// Takes a mail apart (mime::read_message). Errors: Unsupported "not_mail".
    [[nodiscard]] Result<ReceivedMail> read_mail(BytesView mail, const std::string& trusted_host);
    /// Page `page` (from 1) at `dpi`, one of pdf::kImageSteps.
    [[nodiscard]] Result<pdf::PageImage> page_image(BytesView pdf, int page, int dpi);
    [[nodiscard]] Result<std::vector<pdf::TextLine>> page_text(BytesView pdf, int page);
    /// One document out of several (pdf::join). Errors as pdf::join says as well.
    [[nodiscard]] Result<Bytes> join(const std::vector<pdf::JoinPart>& parts);
    /// What a delivered document is.
    [[nodiscard]] Result<Recognised> recognise(BytesView document);
    /// A PDF of the document that was recognised in `document`. Errors: also Unsupported with the refusal of its format,
    /// "damaged" when nobody can read it, "no_converter" when the program for it is not installed.
    [[nodiscard]] Result<Bytes> convert(BytesView document, const Recognised& what);
    /// The pixels of a PNG or JPEG file, upright, no side longer than `longest`. Unsupported with detail "not_picture".
    [[nodiscard]] Result<pdf::Picture> picture(BytesView image, int longest = pdf::kPictureSide);
    /// The document without its encryption (pdf::unlock), whose errors these are too.
    [[nodiscard]] Result<pdf::UnlockedPdf> unlock(BytesView pdf, const std::string& password = {});

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace quillport::worker
