#include "quillport/worker/client.hpp"

#include <utility>

#include "caller.hpp"
#include "messages.hpp"

namespace quillport::worker {

class Client::Impl {
  public:
    Impl(std::filesystem::path program, WorkerLimits limits) : caller_(std::move(program), limits) {}

    [[nodiscard]] Result<void> start() { return caller_.start(); }
    template <typename T>
    [[nodiscard]] Result<T> ask(Operation operation, BytesView arguments, BytesView pdf) {
        return read_answer<T>(caller_.call(static_cast<std::uint32_t>(operation), arguments, pdf));
    }
    template <typename T>
    [[nodiscard]] Result<T> ask(Operation operation, BytesView arguments, const runtime::Descriptor& file) {
        return read_answer<T>(caller_.call_with_file(static_cast<std::uint32_t>(operation), arguments, file));
    }

  private:
    template <typename T>
    [[nodiscard]] static Result<T> read_answer(Result<Bytes> answer) {
        if (!answer.ok()) return std::move(answer).error();
        return parsed<T>(answer.value());
    }
    Caller caller_;
};

Client::Client(std::filesystem::path program, WorkerLimits limits) : impl_(std::make_unique<Impl>(std::move(program), limits)) {}

Client::~Client() = default;

Result<void> Client::start() { return impl_->start(); }

Result<Inspection> Client::inspect(BytesView pdf, const TagSettings& settings) {
    return impl_->ask<Inspection>(Operation::Inspect, message_of(InspectOrder{settings}), pdf);
}

Result<Client::Preparation> Client::prepare(BytesView pdf, const Detection& found, const std::vector<Field>& fields,
                                            const std::vector<std::string>& roles, const TagSettings& settings) {
    return impl_->ask<Preparation>(Operation::Prepare, message_of(PrepareOrder{found, fields, roles, settings}), pdf);
}

Result<PlannedDocument> Client::plan(BytesView pdf, const std::optional<pdf::NewSignature>& signature,
                                     const std::string& password) {
    return impl_->ask<PlannedDocument>(Operation::Plan, message_of(PlanOrder{signature, password}), pdf);
}

Result<PlannedDocument> Client::plan(const runtime::Descriptor& file, const std::optional<pdf::NewSignature>& signature,
                                     const std::string& password) {
    return impl_->ask<PlannedDocument>(Operation::Plan, message_of(PlanOrder{signature, password}), file);
}

Result<pdf::PageImage> Client::page_image(BytesView pdf, int page, int dpi) {
    return impl_->ask<pdf::PageImage>(Operation::PageImage, message_of(PageOrder{page, dpi}), pdf);
}

Result<std::vector<pdf::TextLine>> Client::page_text(BytesView pdf, int page) {
    return impl_->ask<std::vector<pdf::TextLine>>(Operation::PageText, message_of(PageOrder{page, pdf::kImageSteps[0]}), pdf);
}

}  // namespace quillport::worker
