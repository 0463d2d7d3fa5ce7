#include <sys/mman.h>

#include "../mapping/mapping.hpp"
#include "../multipart.hpp"
#include "handlers.hpp"
#include "quillport/runtime/random.hpp"

namespace quillport::http {

namespace {

constexpr std::size_t kMostDeliveryText = std::size_t{16} << 20U;

/// A spooled body as memory: the kernel pages it in and out, the process does not grow by it.
class MappedBody {
  public:
    explicit MappedBody(const Request& request) : size_(static_cast<std::size_t>(request.body_size)) {
        if (size_ > 0 && request.body_file.valid())
            data_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, request.body_file.get(), 0);
    }
    ~MappedBody() {
        if (valid()) ::munmap(data_, size_);
    }
    MappedBody(const MappedBody&) = delete;
    MappedBody& operator=(const MappedBody&) = delete;
    [[nodiscard]] bool valid() const noexcept { return data_ != MAP_FAILED; }
    [[nodiscard]] std::string_view text() const noexcept {
        return valid() ? std::string_view(static_cast<const char*>(data_), size_) : std::string_view{};
    }

  private:
    void* data_ = MAP_FAILED;
    std::size_t size_;
};

const Part* find_part(const std::vector<Part>& parts, std::string_view name) {
    for (const Part& part : parts)
        if (part.name == name) return &part;
    return nullptr;
}

/// What is known of a document that somebody uploads in the browser.
JobIdentity job_of_upload(const Part& document, Context& context) {
    JobIdentity job;
    job.uuid = "urn:quillport:upload:" + runtime::new_id(context.services.random);
    job.user = context.user ? context.user->email : "";
    job.host = context.client.address;
    job.title = document.file_name;
    const auto dot = job.title.rfind('.');
    if (dot != std::string::npos && dot > 0) job.title.erase(dot);
    job.received = context.services.clock.now();
    return job;
}

Error wrong_part(std::string field) {
    return services::refusal(ErrorCode::InvalidInput, "a part of the delivery is wrong",
                             {.key = "input", .field = std::move(field), .tries_left = {}, .retry_after = {}});
}

Result<services::Delivery> delivery_of(const Request& request, const std::vector<Part>& parts, Context& context) {
    const Part* document = find_part(parts, "document");
    if (document == nullptr) return wrong_part("document");
    services::Delivery delivery;
    delivery.idempotency_key = request.parameter("Idempotency-Key");
    delivery.document = bytes_of(document->content);
    const Part* description = find_part(parts, "draft");
    if (description == nullptr) {
        if (context.key) return wrong_part("draft");
        delivery.job = job_of_upload(*document, context);
        return delivery;
    }
    if (description->content.size() > kMostDeliveryText) return wrong_part("draft");
    const auto told = contract::from_json<contract::DraftDelivery>(description->content);
    if (!told.ok()) return wrong_part(told.error().detail.empty() ? "draft" : "draft." + told.error().detail);
    delivery.job = from_contract(told.value().job);
    // Only a print server can have checked who printed.
    if (!context.key) delivery.job.authenticated = false;
    delivery.found = detection_of(told.value());
    if (told.value().settings) delivery.settings = from_contract(*told.value().settings);
    return delivery;
}

}  // namespace

Result<Response> create_draft(const Request& request, Context& context) {
    const MappedBody body(request);
    if (request.body_size > 0 && !body.valid())
        return services::refusal(ErrorCode::Internal, "the body cannot be mapped", "internal");
    const auto parts = split_multipart(request.header("content-type"), body.text());
    if (!parts.ok()) return parts.error();
    const auto delivery = delivery_of(request, parts.value(), context);
    if (!delivery.ok()) return delivery.error();
    services::Deliverer by;
    by.organisation = context.key ? context.key->organisation : context.user->organisation;
    by.user = context.user;
    const auto receipt = services::create_draft(context.services, by, delivery.value());
    if (!receipt.ok()) return receipt.error();
    return json(receipt.value().already_delivered ? 200 : 201, to_json(to_contract(receipt.value())));
}

}  // namespace quillport::http
