#include "../mapping/mapping.hpp"
#include "handlers.hpp"

namespace quillport::http {

namespace {

EnvelopeId envelope_id(const Request& request) { return {request.parameter("envelope")}; }
DocumentId document_id(const Request& request) { return {request.parameter("document")}; }

Result<Response> shown(Result<services::EnvelopeView> envelope) {
    if (!envelope.ok()) return std::move(envelope).error();
    return json(200, to_json(to_contract(envelope.value())));
}

Result<Response> sent(Result<services::File> file) {
    if (!file.ok()) return std::move(file).error();
    return pdf_answer(std::move(file).value());
}

}  // namespace

Result<Response> list_envelopes(const Request& request, Context& context) {
    const auto list = services::list_envelopes(context.services, *context.user, request.number("limit"),
                                               request.parameter("before"), request.parameter("folder"));
    if (!list.ok()) return list.error();
    return json(200, to_json(to_contract(list.value())));
}

Result<Response> get_envelope(const Request& request, Context& context) {
    return shown(services::get_envelope(context.services, *context.user, envelope_id(request)));
}

Result<Response> void_envelope(const Request& request, Context& context) {
    const auto body = body_of<contract::Reason>(request);
    if (!body.ok()) return body.error();
    return shown(services::void_envelope(context.services, *context.user, envelope_id(request), body.value().reason));
}

Result<Response> remind_recipients(const Request& request, Context& context) {
    auto done = services::remind_recipients(context.services, *context.user, envelope_id(request));
    if (!done.ok()) return std::move(done).error();
    return nothing();
}

Result<Response> extend_envelope(const Request& request, Context& context) {
    return shown(services::extend_envelope(context.services, *context.user, envelope_id(request)));
}

Result<Response> get_audit(const Request& request, Context& context) {
    const auto audit = services::get_audit(context.services, *context.user, envelope_id(request));
    if (!audit.ok()) return audit.error();
    return json(200, to_json(to_contract(audit.value())));
}

Result<Response> get_certificate(const Request& request, Context& context) {
    return sent(services::get_certificate(context.services, *context.user, envelope_id(request)));
}

Result<Response> get_document_file(const Request& request, Context& context) {
    return sent(services::get_document(context.services, *context.user, envelope_id(request), document_id(request)));
}

Result<Response> get_document_page_image(const Request& request, Context& context) {
    const auto image = services::document_page_image(context.services, *context.user, envelope_id(request), document_id(request),
                                                     request.number("page"), request.number("dpi"));
    if (!image.ok()) return image.error();
    return page_image_answer(image.value(), false);
}

}  // namespace quillport::http
