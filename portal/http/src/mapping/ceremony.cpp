#include "mapping.hpp"

namespace quillport::http {

namespace {

contract::CeremonyField field_of(const services::CeremonyField& place) {
    const Field& field = place.field;
    contract::CeremonyField out{.name = field.name,
                                .type = to_contract(field.type),
                                .page = field.page,
                                .box = to_contract(field.box),
                                .rotation = field.rotation,
                                .font_size = field.font_size,
                                .mine = place.mine,
                                .person = unless_empty(place.person),
                                .done = place.done,
                                .required = field.required,
                                .readonly = field.readonly,
                                .label = unless_empty(field.label),
                                .tooltip = unless_empty(place.tooltip),
                                .value = unless_empty(field.value),
                                .options = {},
                                .group = {},
                                .maxlength = {}};
    if (!place.options.empty()) out.options = place.options;
    if (const auto name = field.attributes.find("name"); field.type == FieldType::Radio && name != field.attributes.end())
        out.group = name->second;
    if (place.max_length) out.maxlength = *place.max_length;
    return out;
}

}  // namespace

contract::Ceremony to_contract(const services::CeremonyView& ceremony) {
    contract::Ceremony out;
    if (!contract::named(name_of(ceremony.state), out.state)) out.state = contract::CeremonyState::Code;
    out.title = ceremony.title;
    out.message = unless_empty(ceremony.message);
    out.sender = ceremony.sender;
    out.organisation = ceremony.organisation;
    out.recipient = ceremony.recipient;
    out.expires = ceremony.expires;
    out.trial = ceremony.trial;
    if (!contract::named(ceremony.level, out.level)) out.level = contract::CeremonyLevel::Simple;
    if (!contract::named(ceremony.code_channel, out.code_channel)) out.code_channel = contract::CeremonyCodeChannel::Email;
    out.code_target = unless_empty(ceremony.code_target);
    out.code_sent = ceremony.code_sent;
    out.one_factor = ceremony.one_factor;
    if (ceremony.tries_left) out.tries_left = *ceremony.tries_left;
    out.locked_until = ceremony.locked_until;
    out.confirm_needed = ceremony.confirm_needed;
    out.signed_at = ceremony.signed_at;
    if (!ceremony.waiting_for.empty()) out.waiting_for = ceremony.waiting_for;
    out.reason = unless_empty(ceremony.reason);
    out.certificate_ready = ceremony.certificate_ready;
    return out;
}

contract::CeremonyDocument to_contract(const services::CeremonyDocument& document) {
    contract::CeremonyDocument out;
    out.title = document.title;
    out.digest = document.digest;
    out.pages = to_contract(document.pages);
    for (const services::CeremonyField& field : document.fields) out.fields.push_back(field_of(field));
    return out;
}

services::SignRequest from_contract(const contract::SignRequest& request) {
    services::SignRequest out;
    out.digest = request.digest;
    out.values = request.values;
    out.confirm_code = request.confirm_code.value_or("");
    const contract::DrawnSignature& drawn = request.signature;
    if (drawn.kind == contract::DrawnSignatureKind::Typed) {
        out.signature.typed = drawn.typed.value_or("");
        return out;
    }
    out.signature.width = drawn.width.value_or(0);
    out.signature.height = drawn.height.value_or(0);
    if (!drawn.strokes) return out;
    for (const std::vector<contract::InkPoint>& stroke : *drawn.strokes) {
        auto& line = out.signature.strokes.emplace_back();
        for (const contract::InkPoint& point : stroke)
            line.push_back({.x = point.x, .y = point.y, .pressure = point.pressure.value_or(0.5)});
    }
    return out;
}

}  // namespace quillport::http
