#include "handlers.hpp"

namespace quillport::http {

Result<Response> get_health(const Request&, Context& context) {
    contract::Health health{.status = contract::HealthStatus::Ok, .version = context.options.version};
    const bool works = services::setup_needed(context.services).ok();
    if (!works) health.status = contract::HealthStatus::Degraded;
    return json(works ? 200 : 503, to_json(health));
}

Result<Response> get_open_api(const Request&, Context&) {
    const std::string_view document = contract::openapi_document();
    // Static memory: nobody has to own it.
    const std::shared_ptr<const void> owner(static_cast<const void*>(document.data()), [](const void*) {});
    return file("application/json; charset=utf-8", owner, bytes_of(document), {});
}

}  // namespace quillport::http
