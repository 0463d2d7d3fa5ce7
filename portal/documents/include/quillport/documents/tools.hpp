#pragma once
#include <string>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/field.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/tag.hpp"
#include "quillport/core/tag_settings.hpp"
#include "quillport/pdf/page_image.hpp"
#include "quillport/worker/client.hpp"

namespace quillport::documents {

/// Whatever has to parse a document. An interface, so that a test of the services needs no jail. Implementations are thread-safe.
/// Errors as worker::Client.
class Tools {
  public:
    virtual ~Tools() = default;
    [[nodiscard]] virtual Result<worker::Inspection> inspect(BytesView pdf, const TagSettings& settings) = 0;
    [[nodiscard]] virtual Result<worker::Client::Preparation> prepare(BytesView pdf, const Detection& found,
                                                                      const std::vector<Field>& fields,
                                                                      const std::vector<std::string>& roles,
                                                                      const TagSettings& settings) = 0;
    [[nodiscard]] virtual Result<Bytes> join(const std::vector<pdf::JoinPart>& parts) = 0;
    [[nodiscard]] virtual Result<worker::TakenApart> split(BytesView pdf, const SplitRule& rule,
                                                           const std::vector<int>& tag_pages) = 0;
    [[nodiscard]] virtual Result<pdf::PageImage> page_image(BytesView pdf, int page, int dpi) = 0;
    [[nodiscard]] virtual Result<std::vector<pdf::TextLine>> page_text(BytesView pdf, int page) = 0;
    [[nodiscard]] virtual Result<Recognised> recognise(BytesView document) = 0;
    [[nodiscard]] virtual Result<Bytes> convert(BytesView document, const Recognised& what) = 0;
    [[nodiscard]] virtual Result<pdf::UnlockedPdf> unlock(BytesView pdf, const std::string& password) = 0;
    [[nodiscard]] virtual Result<pdf::Picture> picture(BytesView image, int longest) = 0;
};

/// The confined worker. `client` must outlive it.
class WorkerTools final : public Tools {
  public:
    explicit WorkerTools(worker::Client& client) noexcept : client_(client) {}
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
    [[nodiscard]] Result<pdf::Picture> picture(BytesView image, int longest) override;

  private:
    worker::Client& client_;
};

}  // namespace quillport::documents
