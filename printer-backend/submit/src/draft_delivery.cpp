#include "draft_delivery.hpp"

#include "quillport/core/field.hpp"

namespace quillport::printing {
namespace {

contract::Box box_of(const Rect& r) { return {r.x0, r.y0, r.x1, r.y1}; }

contract::Tag tag_of(const Tag& tag) {
    contract::Tag out;
    out.page = tag.page;
    out.text = tag.text;
    out.dialect = tag.dialect;
    if (!contract::named(name_of(tag.type), out.type)) out.type = contract::FieldType::Text;
    out.role = tag.role;
    out.name = tag.name;
    out.required = tag.required;
    out.box = box_of(tag.box);
    for (const Rect& piece : tag.pieces) out.pieces.push_back(box_of(piece));
    out.field = box_of(tag.field);
    out.rotation = tag.rotation;
    out.font_size = tag.font_size;
    out.visible = tag.visible;
    out.attributes = tag.attributes;
    if (contract::TagKind kind{}; tag.kind != TagKind::Field && contract::named(name_of(tag.kind), kind)) out.kind = kind;
    if (contract::TagSource source{}; tag.source != TagSource::Text && contract::named(name_of(tag.source), source))
        out.source = source;
    if (tag.confidence != 1) out.confidence = tag.confidence;
    return out;
}

contract::TagProblem problem_of(const TagProblem& problem, int number) {
    contract::TagProblem out;
    out.number = number;
    out.page = problem.page;
    out.box = box_of(problem.box);
    out.code = problem.code;
    out.message = problem.message;
    out.text = problem.text;
    if (!problem.guess.empty()) out.guess = problem.guess;
    return out;
}

}  // namespace

contract::Job job_of(const JobIdentity& job) {
    contract::Job out;
    out.uuid = job.uuid;
    out.document_number = job.document_number;
    out.queue = job.queue;
    out.user = job.user;
    out.host = job.host;
    out.title = job.title;
    out.authenticated = job.authenticated;
    out.received = job.received;
    out.options = job.options;
    return out;
}

contract::DraftDelivery delivery_of(const JobIdentity& job) {
    contract::DraftDelivery delivery;
    delivery.job = job_of(job);
    return delivery;
}

contract::DraftDelivery delivery_of(const JobIdentity& job, const Detection& found, const TagSettings& settings) {
    contract::DraftDelivery delivery = delivery_of(job);
    delivery.tags.emplace();
    for (const Tag& tag : found.tags) delivery.tags->push_back(tag_of(tag));
    delivery.problems.emplace();
    for (const TagProblem& problem : found.problems)
        delivery.problems->push_back(problem_of(problem, static_cast<int>(delivery.problems->size()) + 1));
    delivery.pages.emplace();
    for (const PageSize& page : found.pages) delivery.pages->push_back({page.width, page.height});
    if (settings != TagSettings{}) {
        delivery.settings = {settings.dialects, settings.languages, settings.marks, settings.anchors, std::nullopt};
        if (!settings.split.empty()) delivery.settings->split = settings.split;
    }
    return delivery;
}

}  // namespace quillport::printing
