#include <algorithm>
#include <cstdint>
#include <limits>

#include "mapping.hpp"

namespace quillport::http {

namespace {

/// A member that is left out unless it says something.
std::optional<bool> when_true(bool value) { return value ? std::optional(true) : std::nullopt; }

contract::Job job_of(const JobIdentity& job) {
    return {.uuid = job.uuid,
            .document_number = job.document_number,
            .queue = job.queue,
            .user = job.user,
            .host = job.host,
            .title = job.title,
            .authenticated = job.authenticated,
            .received = job.received,
            .options = job.options};
}

contract::Field field_of(const services::DraftField& place) {
    const Field& field = place.field;
    contract::Field out{.name = field.name,
                        .type = to_contract(field.type),
                        .role = field.role,
                        .page = field.page,
                        .box = to_contract(field.box),
                        .rotation = field.rotation,
                        .font_size = field.font_size,
                        .required = field.required,
                        .readonly = field.readonly,
                        .label = unless_empty(field.label),
                        .value = unless_empty(field.value),
                        .tag_text = unless_empty(place.tag_text),
                        .tag_box = {},
                        .attributes = {}};
    if (!place.tag_text.empty()) out.tag_box = to_contract(place.tag_box);
    if (!field.attributes.empty()) out.attributes = field.attributes;
    return out;
}

contract::TagProblem problem_of(int number, const TagProblem& problem) {
    return {.number = number,
            .page = problem.page,
            .box = to_contract(problem.box),
            .code = problem.code,
            .message = problem.message,
            .text = problem.text,
            .guess = unless_empty(problem.guess)};
}

contract::Missing missing_of(const Missing& missing) {
    switch (missing.kind) {
        case Missing::Kind::Problem:
            return {.kind = contract::MissingKind::Problem, .role = {}};
        case Missing::Kind::Person:
            return {.kind = contract::MissingKind::Person, .role = missing.role};
        case Missing::Kind::NoSigner:
            break;
    }
    return {.kind = contract::MissingKind::NoSigner, .role = {}};
}

/// A whole number of a stranger as an int; what does not fit stays as far out as it can, so that no check takes it for another.
int narrowed(std::int64_t number) {
    constexpr std::int64_t kLeast = std::numeric_limits<int>::min();
    constexpr std::int64_t kMost = std::numeric_limits<int>::max();
    return static_cast<int>(std::clamp(number, kLeast, kMost));
}

Tag tag_of(const contract::Tag& tag) {
    Tag out;
    out.page = narrowed(tag.page);
    out.text = tag.text;
    out.dialect = tag.dialect;
    out.type = from_contract(tag.type);
    out.role = tag.role;
    out.name = tag.name;
    out.required = tag.required;
    out.box = from_contract(tag.box);
    for (const contract::Box& piece : tag.pieces) out.pieces.push_back(from_contract(piece));
    out.field = from_contract(tag.field);
    out.rotation = narrowed(tag.rotation);
    out.font_size = tag.font_size;
    out.visible = tag.visible;
    if (tag.attributes) out.attributes = *tag.attributes;
    if (tag.kind) out.kind = tag_kind_named(contract::name_of(*tag.kind)).value_or(TagKind::Field);
    if (tag.source) out.source = tag_source_named(contract::name_of(*tag.source)).value_or(TagSource::Text);
    out.confidence = tag.confidence.value_or(1);
    return out;
}

}  // namespace

contract::Role to_contract(const DraftRole& role) {
    return {.key = role.key,
            .routing_order = role.routing_order,
            .name = unless_empty(role.name),
            .email = unless_empty(role.email),
            .phone = unless_empty(role.phone),
            .company = unless_empty(role.company)};
}

DraftRole from_contract(const contract::Role& role) {
    return {.key = role.key,
            .routing_order = narrowed(role.routing_order),
            .name = role.name.value_or(""),
            .email = role.email.value_or(""),
            .phone = role.phone.value_or(""),
            .company = role.company.value_or("")};
}

contract::DraftReceipt to_contract(const services::DraftReceipt& receipt) {
    contract::DraftReceipt out{.draft = receipt.draft.value,
                               .url = receipt.url,
                               .already_delivered = receipt.already_delivered,
                               .signers = receipt.signers,
                               .problems = receipt.problems,
                               .locked = when_true(receipt.locked),
                               .drafts = {}};
    if (receipt.drafts.empty()) return out;
    out.drafts.emplace();
    for (const auto& part : receipt.drafts)
        out.drafts->push_back({.draft = part.draft.value, .url = part.url, .title = part.title});
    return out;
}

contract::DraftList to_contract(const services::DraftList& list) {
    contract::DraftList out;
    for (const services::DraftSummary& draft : list.drafts)
        out.drafts.push_back({.id = draft.id.value,
                              .title = draft.title,
                              .queue = draft.queue,
                              .user = draft.user,
                              .authenticated = draft.authenticated,
                              .by_policy = draft.by_policy ? std::optional(true) : std::nullopt,
                              .ref = unless_empty(draft.ref),
                              .folder = unless_empty(draft.folder),
                              .received = draft.received,
                              .pages = draft.pages,
                              .roles = draft.roles,
                              .fields = draft.fields,
                              .problems = draft.problems,
                              .missing = draft.missing,
                              .mine = draft.mine,
                              .locked = when_true(draft.locked)});
    out.next = unless_empty(list.next);
    return out;
}

contract::Draft to_contract(const services::DraftView& draft) {
    contract::Draft out;
    out.id = draft.id.value;
    out.version = draft.version;
    out.title = draft.title;
    out.message = draft.message;
    if (!contract::named(draft.state, out.state)) out.state = contract::DraftState::Open;
    if (draft.envelope) out.envelope = draft.envelope->value;
    out.mine = draft.mine;
    out.can_send = draft.can_send;
    out.is_signed = draft.is_signed;
    out.document = draft.document;
    out.ref = unless_empty(draft.ref);
    out.language = unless_empty(draft.language);
    out.expires = unless_empty(draft.expires);
    out.folder = unless_empty(draft.folder);
    if (!draft.parts.empty()) out.parts.emplace();
    for (const auto& part : draft.parts)
        out.parts->push_back({.title = part.title, .pages = part.pages, .first = part.source == draft.id});
    out.pages = to_contract(draft.pages);
    for (const DraftRole& role : draft.roles) out.roles.push_back(to_contract(role));
    for (const services::DraftField& field : draft.fields) out.fields.push_back(field_of(field));
    for (const auto& [number, problem] : draft.problems) out.problems.push_back(problem_of(number, problem));
    for (const Missing& missing : draft.missing) out.missing.push_back(missing_of(missing));
    out.job = job_of(draft.job);
    if (draft.original) {
        const FormatRow& row = row_of(draft.original->format);
        out.original = {.format = std::string(row.name), .extension = std::string(row.extension), .size = draft.original->size};
    }
    if (draft.place)
        out.place = {.number = draft.place->number,
                     .total = draft.place->total,
                     .previous = unless_empty(draft.place->previous.value),
                     .next = unless_empty(draft.place->next.value)};
    if (contract::DraftLock lock{}; contract::named(name_of(draft.lock), lock)) out.lock = lock;
    return out;
}

contract::Similar to_contract(const services::Similar& similar) {
    contract::Similar out;
    for (const services::Similar::Draft& draft : similar.drafts)
        out.drafts.push_back({.id = draft.id.value,
                              .title = draft.title,
                              .received = draft.received,
                              .chosen = draft.chosen,
                              .same_ref = draft.same_ref});
    for (const services::Similar::Sent& sent : similar.sent)
        out.sent.push_back({.envelope = sent.envelope ? std::optional(sent.envelope->value) : std::nullopt,
                            .title = unless_empty(sent.title),
                            .at = sent.at,
                            .completed = sent.completed});
    return out;
}

contract::PeopleList to_contract(const std::vector<services::Person>& people) {
    contract::PeopleList out;
    for (const services::Person& person : people)
        out.people.push_back({.name = person.name,
                              .email = person.email,
                              .phone = unless_empty(person.phone),
                              .company = unless_empty(person.company),
                              .signed_ = person.signed_documents});
    return out;
}

JobIdentity from_contract(const contract::Job& job) {
    JobIdentity out;
    out.uuid = job.uuid;
    out.document_number = narrowed(job.document_number);
    out.queue = job.queue;
    out.user = job.user;
    out.host = job.host;
    out.title = job.title;
    out.authenticated = job.authenticated;
    out.received = job.received;
    if (job.options) out.options = *job.options;
    return out;
}

std::optional<Detection> detection_of(const contract::DraftDelivery& delivery) {
    if (!delivery.tags || !delivery.pages) return std::nullopt;
    Detection found;
    for (const contract::PageSize& page : *delivery.pages) found.pages.push_back({page.width, page.height});
    for (const contract::Tag& tag : *delivery.tags) found.tags.push_back(tag_of(tag));
    if (!delivery.problems) return found;
    for (const contract::TagProblem& problem : *delivery.problems)
        found.problems.push_back({.page = narrowed(problem.page),
                                  .box = from_contract(problem.box),
                                  .code = problem.code,
                                  .message = problem.message,
                                  .text = problem.text,
                                  .guess = problem.guess.value_or("")});
    return found;
}

services::DraftChange from_contract(const contract::DraftChange& change) {
    services::DraftChange out;
    out.version = change.version;
    out.title = change.title;
    out.message = change.message;
    out.language = change.language;
    out.expires = change.expires;
    out.folder = change.folder;
    if (!change.roles) return out;
    out.roles.emplace();
    for (const contract::Role& role : *change.roles) out.roles->push_back(from_contract(role));
    return out;
}

services::ProblemSettlement from_contract(const contract::ProblemSettlement& settlement) {
    services::ProblemSettlement out;
    out.version = settlement.version;
    switch (settlement.action) {
        case contract::ProblemSettlementAction::UseGuess:
            out.action = services::Settlement::UseGuess;
            break;
        case contract::ProblemSettlementAction::UseType:
            out.action = services::Settlement::UseType;
            break;
        case contract::ProblemSettlementAction::NotATag:
            out.action = services::Settlement::NotATag;
            break;
    }
    if (settlement.type) out.type = from_contract(*settlement.type);
    out.role = settlement.role.value_or("");
    return out;
}

}  // namespace quillport::http
