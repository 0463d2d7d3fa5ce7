#include "../cookies.hpp"
#include "../mapping/mapping.hpp"
#include "handlers.hpp"

namespace quillport::http {

namespace {

Result<Response> shown(Result<services::CeremonyView> ceremony) {
    if (!ceremony.ok()) return std::move(ceremony).error();
    return json(200, to_json(to_contract(ceremony.value())));
}

/// A ceremony whose cookie changed.
Result<Response> opened(Result<services::OpenedCeremony> ceremony, const Context& context) {
    if (!ceremony.ok()) return std::move(ceremony).error();
    Response response = json(200, to_json(to_contract(ceremony.value().view)));
    set_ceremony_cookie(response, ceremony.value().token, is_https(context.services));
    return response;
}

Result<Response> sent(Result<services::File> file) {
    if (!file.ok()) return std::move(file).error();
    return pdf_answer(std::move(file).value());
}

}  // namespace

Result<Response> open_ceremony(const Request& request, Context& context) {
    const auto body = body_of<contract::CeremonyOpen>(request);
    if (!body.ok()) return body.error();
    return opened(services::open_ceremony(context.services, body.value().token, context.client), context);
}

Result<Response> get_ceremony(const Request&, Context& context) {
    return shown(services::get_ceremony(context.services, *context.participant));
}

Result<Response> send_code(const Request& request, Context& context) {
    const auto body = body_of<contract::CodeRequest>(request);
    if (!body.ok()) return body.error();
    const bool confirms = body.value().purpose == contract::CodeRequestPurpose::Confirm;
    return shown(services::send_code(context.services, *context.participant,
                                     confirms ? services::CodePurpose::Confirm : services::CodePurpose::Access,
                                     body.value().values.value_or(std::map<std::string, std::string>{})));
}

Result<Response> check_access(const Request& request, Context& context) {
    const auto body = body_of<contract::CodeAnswer>(request);
    if (!body.ok()) return body.error();
    return opened(services::check_access(context.services, *context.participant, body.value().code), context);
}

Result<Response> give_consent(const Request&, Context& context) {
    return shown(services::give_consent(context.services, *context.participant));
}

Result<Response> get_ceremony_document(const Request&, Context& context) {
    const auto document = services::ceremony_document(context.services, *context.participant);
    if (!document.ok()) return document.error();
    return json(200, to_json(to_contract(document.value())));
}

Result<Response> save_values(const Request& request, Context& context) {
    const auto body = body_of<contract::ValuesChange>(request);
    if (!body.ok()) return body.error();
    auto done = services::save_values(context.services, *context.participant, body.value().values);
    if (!done.ok()) return std::move(done).error();
    return nothing();
}

Result<Response> get_ceremony_page_image(const Request& request, Context& context) {
    const auto image =
        services::ceremony_page_image(context.services, *context.participant, request.number("page"), request.number("dpi"));
    if (!image.ok()) return image.error();
    return page_image_answer(image.value(), false);
}

Result<Response> get_ceremony_page_text(const Request& request, Context& context) {
    const auto text = services::ceremony_page_text(context.services, *context.participant, request.number("page"));
    if (!text.ok()) return text.error();
    return page_text_answer(*text.value());
}

Result<Response> get_ceremony_file(const Request&, Context& context) {
    return sent(services::ceremony_file(context.services, *context.participant));
}

Result<Response> get_ceremony_certificate(const Request&, Context& context) {
    return sent(services::ceremony_certificate(context.services, *context.participant));
}

Result<Response> sign_document(const Request& request, Context& context) {
    const auto body = body_of<contract::SignRequest>(request);
    if (!body.ok()) return body.error();
    return shown(services::sign_document(context.services, *context.participant, from_contract(body.value())));
}

Result<Response> decline_to_sign(const Request& request, Context& context) {
    const auto body = body_of<contract::Reason>(request);
    if (!body.ok()) return body.error();
    return shown(services::decline_to_sign(context.services, *context.participant, body.value().reason));
}

}  // namespace quillport::http
