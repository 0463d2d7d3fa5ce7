#include "../mapping/mapping.hpp"
#include "handlers.hpp"

namespace quillport::http {

namespace {

DraftId draft_id(const Request& request) { return {request.parameter("draft")}; }

Result<Response> shown(Result<services::DraftView> draft) {
    if (!draft.ok()) return std::move(draft).error();
    return json(200, to_json(to_contract(draft.value())));
}

/// An act that another draft is gone with: whoever sees that one hears of it too.
Result<Response> touched(const Context& context, const std::string& other, Result<services::DraftView> draft) {
    if (draft.ok()) context.services.tell_draft(context.user->organisation, DraftId{other});
    return shown(std::move(draft));
}

}  // namespace

Result<Response> list_drafts(const Request& request, Context& context) {
    const auto list = services::list_drafts(context.services, *context.user, request.number("limit"), request.parameter("before"),
                                            request.parameter("folder"));
    if (!list.ok()) return list.error();
    return json(200, to_json(to_contract(list.value())));
}

Result<Response> get_draft(const Request& request, Context& context) {
    return shown(services::get_draft(context.services, *context.user, draft_id(request)));
}

Result<Response> change_draft(const Request& request, Context& context) {
    const auto body = body_of<contract::DraftChange>(request);
    if (!body.ok()) return body.error();
    return shown(services::change_draft(context.services, *context.user, draft_id(request), from_contract(body.value())));
}

Result<Response> settle_problem(const Request& request, Context& context) {
    const auto body = body_of<contract::ProblemSettlement>(request);
    if (!body.ok()) return body.error();
    return shown(services::settle_problem(context.services, *context.user, draft_id(request), request.number("problem"),
                                          from_contract(body.value())));
}

Result<Response> claim_draft(const Request& request, Context& context) {
    return shown(services::claim_draft(context.services, *context.user, draft_id(request)));
}

Result<Response> unlock_draft(const Request& request, Context& context) {
    const auto body = body_of<contract::DocumentPassword>(request);
    if (!body.ok()) return body.error();
    return shown(services::unlock_draft(context.services, *context.user, draft_id(request), body.value().password));
}

Result<Response> use_template(const Request& request, Context& context) {
    const auto body = body_of<contract::TemplateUse>(request);
    if (!body.ok()) return body.error();
    return shown(
        services::use_template(context.services, *context.user, draft_id(request), body.value().version, body.value().template_));
}

Result<Response> get_draft_original(const Request& request, Context& context) {
    auto original = services::draft_original(context.services, *context.user, draft_id(request));
    if (!original.ok()) return original.error();
    const auto owner = std::make_shared<const services::OriginalFile>(std::move(original).value());
    // Whatever it is, it is saved and never shown: a page of a stranger does not run on the portal's own address.
    Response response = file("application/octet-stream", owner, owner->data, owner->name);
    response.set("Cache-Control", "private, no-cache");
    return response;
}

Result<Response> drop_draft(const Request& request, Context& context) {
    auto done = services::drop_draft(context.services, *context.user, draft_id(request));
    if (!done.ok()) return std::move(done).error();
    return nothing();
}

Result<Response> get_draft_page_image(const Request& request, Context& context) {
    const auto image = services::draft_page_image(context.services, *context.user, draft_id(request), request.number("page"),
                                                  request.number("dpi"));
    if (!image.ok()) return image.error();
    return page_image_answer(image.value(), !request.parameter("of").empty());
}

Result<Response> get_draft_page_text(const Request& request, Context& context) {
    const auto text = services::draft_page_text(context.services, *context.user, draft_id(request), request.number("page"));
    if (!text.ok()) return text.error();
    return page_text_answer(*text.value());
}

Result<Response> send_draft(const Request& request, Context& context) {
    auto envelope = services::send_draft(context.services, *context.user, draft_id(request));
    if (!envelope.ok()) return std::move(envelope).error();
    return json(201, to_json(to_contract(envelope.value())));
}

Result<Response> get_similar(const Request& request, Context& context) {
    const auto similar = services::similar_to(context.services, *context.user, draft_id(request));
    if (!similar.ok()) return similar.error();
    return json(200, to_json(to_contract(similar.value())));
}

Result<Response> replace_draft(const Request& request, Context& context) {
    const auto body = body_of<contract::OtherDraft>(request);
    if (!body.ok()) return body.error();
    return touched(context, body.value().draft,
                   services::replace_draft(context.services, *context.user, draft_id(request), body.value().version,
                                           DraftId{body.value().draft}));
}

Result<Response> append_draft(const Request& request, Context& context) {
    const auto body = body_of<contract::OtherDraft>(request);
    if (!body.ok()) return body.error();
    return touched(context, body.value().draft,
                   services::append_draft(context.services, *context.user, draft_id(request), body.value().version,
                                          DraftId{body.value().draft}));
}

Result<Response> restore_draft(const Request& request, Context& context) {
    return shown(services::restore_draft(context.services, *context.user, draft_id(request)));
}

Result<Response> arrange_parts(const Request& request, Context& context) {
    const auto body = body_of<contract::PartOrder>(request);
    if (!body.ok()) return body.error();
    std::vector<int> order;
    for (const std::int64_t number : body.value().order)
        order.push_back(number > 0 && number <= 1000 ? static_cast<int>(number) : 0);
    return shown(services::arrange_parts(context.services, *context.user, draft_id(request), body.value().version, order));
}

Result<Response> take_out_part(const Request& request, Context& context) {
    return shown(services::take_out_part(context.services, *context.user, draft_id(request), request.number("version"),
                                         request.number("part")));
}

Result<Response> find_people(const Request& request, Context& context) {
    const auto people = services::find_people(context.services, *context.user, request.parameter("q"));
    if (!people.ok()) return people.error();
    return json(200, to_json(to_contract(people.value())));
}

}  // namespace quillport::http
