#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/field.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/tag.hpp"
#include "quillport/core/tag_settings.hpp"
#include "quillport/pdf/page_image.hpp"
#include "quillport/pdf/prepare.hpp"

namespace quillport::worker {

struct WorkerLimits {
    std::chrono::milliseconds wall{20'000};
    std::uint64_t memory = std::uint64_t{512} << 20U;  ///< resident bytes beside the document itself, watched by the parent
    int parallel = 2;
};

/// The tags of a document and whether it may be rewritten.
struct Inspection {
    Detection found;
    bool is_signed = false;  ///< arrived with signatures: never rewritten
};

/// Everything that parses foreign documents, in a confined child of a warmed fork server (`quillport-worker`).
/// Starts the server with the first call or with `start`, restarts it when it is gone. Thread-safe; calls beyond `parallel` wait.
/// Errors of every call: Timeout and TooLarge (a limit was reached), Unsupported with detail "not_pdf", "encrypted", "damaged" or
/// "signed", Internal (the child died), Unavailable (no worker or no jail: nothing is parsed without one).
class Client {
  public:
    /// `program`: path of quillport-worker.
    explicit Client(std::filesystem::path program, WorkerLimits limits = {});
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    [[nodiscard]] Result<void> start();
    /// Finds the tags. InvalidInput when `settings` name what the tag language does not know.
    [[nodiscard]] Result<Inspection> inspect(BytesView pdf, const TagSettings& settings = {});
    /// Erases the tags of `found` from the content, then makes the fields (pdf::prepare). Tags that could not be erased are told.
    /// `settings` are those by which they were found.
    struct Preparation {
        pdf::PreparedPdf prepared;
        std::vector<TagProblem> not_erased;
    };
    [[nodiscard]] Result<Preparation> prepare(BytesView pdf, const Detection& found, const std::vector<Field>& fields,
                                              const std::vector<std::string>& roles, const TagSettings& settings = {});
    /// Page `page` (from 1) at `dpi`, one of pdf::kImageSteps.
    [[nodiscard]] Result<pdf::PageImage> page_image(BytesView pdf, int page, int dpi);
    [[nodiscard]] Result<std::vector<pdf::TextLine>> page_text(BytesView pdf, int page);

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace quillport::worker
