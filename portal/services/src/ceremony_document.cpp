#include <algorithm>
#include <utility>

#include "ceremony_state.hpp"
#include "flow.hpp"
#include "quillport/services/ceremony.hpp"
#include "quillport/services/problem.hpp"
#include "validate.hpp"
#include "values.hpp"

namespace quillport::services {
namespace {

/// Everything of the document that a participant who passed his check may see.
struct Sight {
    Scene scene;
    store::DocumentRow document;
};

Result<Sight> sight_of(store::Reader& reader, const Participant& who) {
    if (auto proved = need_access(who); !proved.ok()) return proved.error();
    auto scene = scene_of(reader, who.organisation, who.envelope, who.recipient);
    if (!scene.ok()) return scene.error();
    // Withdrawn, declined, expired: the document is closed to those who did not sign it.
    if (scene.value().me.who.state != RecipientState::Signed)
        if (auto may = may_act(scene.value()); !may.ok()) return may.error();
    auto document = only_document(reader, who.envelope);
    if (!document.ok()) return document.error();
    return Sight{std::move(scene).value(), std::move(document).value()};
}

const store::RecipientRow* recipient_in(const store::EnvelopeRecord& record, const std::string& role) {
    for (const store::RecipientRow& row : record.recipients)
        if (row.who.role == role) return &row;
    return nullptr;
}

std::string text_at(const Field& field, const char* key) {
    const auto at = field.attributes.find(key);
    return at == field.attributes.end() ? std::string() : at->second;
}

std::string value_in(const std::map<RecipientId, Values>& values, const RecipientId& who, const std::string& field) {
    const auto of = values.find(who);
    if (of == values.end()) return {};
    const auto at = of->second.find(field);
    return at == of->second.end() ? std::string() : at->second;
}

CeremonyField shown(const Field& field, const Sight& sight, const std::map<RecipientId, Values>& values, TimePoint now) {
    CeremonyField out;
    out.field = field;
    out.mine = field.role == sight.scene.me.who.role;
    out.tooltip = text_at(field, "tooltip");
    out.options = options_of(field);
    if (is_filled_by_hand(field.type)) out.max_length = longest_of(field);
    const store::RecipientRow* owner = recipient_in(sight.scene.record, field.role);
    out.field.value.clear();
    // What the document came with stands in its pages since the certification.
    out.done = owner == nullptr || (is_filled_by_hand(field.type) && !field.value.empty());
    if (owner == nullptr) return out;
    const bool has_signed = owner->who.state == RecipientState::Signed;
    if (!out.mine) {
        out.person = owner->who.name;
        // What another types is his until he signs it.
        out.done = out.done || has_signed;
        if (has_signed) out.field.value = value_in(values, owner->who.id, field.name);
        return out;
    }
    const auto mine = values.find(owner->who.id);
    const bool typed = mine != values.end() && mine->second.contains(field.name);
    out.field.value =
        typed && (has_signed || may_type(field, field.role)) ? mine->second.at(field.name) : prefilled(field, owner->who, now);
    return out;
}

}  // namespace

Result<CeremonyDocument> ceremony_document(Context& context, const Participant& who) {
    const TimePoint now = context.clock.now();
    return context.store.read([&](store::Reader& reader) -> Result<CeremonyDocument> {
        auto sight = sight_of(reader, who);
        if (!sight.ok()) return sight.error();
        auto values = store::list_values(reader, who.envelope);
        if (!values.ok()) return values.error();
        const store::DocumentRow& document = sight.value().document;
        CeremonyDocument out{document.title, document.head.sha256, document.pages, {}};
        for (const Field& field : document.fields) out.fields.push_back(shown(field, sight.value(), values.value(), now));
        return out;
    });
}

Result<void> save_values(Context& context, const Participant& who, const std::map<std::string, std::string>& values) {
    const TimePoint now = context.clock.now();
    return context.store.write([&](store::Tx& tx) -> Result<void> {
        auto sight = sight_of(tx, who);
        if (!sight.ok()) return sight.error();
        if (auto may = may_act(sight.value().scene); !may.ok()) return may;
        if (auto fine = check_typed(sight.value().document.fields, sight.value().scene.me.who.role, values); !fine.ok())
            return fine;
        return store::save_values(tx, who.organisation, who.recipient, values, now);
    });
}

Result<std::shared_ptr<const pdf::PageImage>> ceremony_page_image(Context& context, const Participant& who, int page, int dpi) {
    auto sight = context.store.read([&](store::Reader& reader) { return sight_of(reader, who); });
    if (!sight.ok()) return sight.error();
    const store::DocumentRow& document = sight.value().document;
    if (page < 1 || static_cast<std::size_t>(page) > document.pages.size())
        return refusal(ErrorCode::NotFound, "no such page", "no_such_page");
    return context.pages.image(document.head.sha256, page, dpi, [&] { return context.store.blobs().get(document.head.sha256); });
}

Result<std::shared_ptr<const std::vector<pdf::TextLine>>> ceremony_page_text(Context& context, const Participant& who, int page) {
    auto sight = context.store.read([&](store::Reader& reader) { return sight_of(reader, who); });
    if (!sight.ok()) return sight.error();
    const store::DocumentRow& document = sight.value().document;
    if (page < 1 || static_cast<std::size_t>(page) > document.pages.size())
        return refusal(ErrorCode::NotFound, "no such page", "no_such_page");
    return context.pages.text(document.head.sha256, page, [&] { return context.store.blobs().get(document.head.sha256); });
}

Result<File> ceremony_file(Context& context, const Participant& who) {
    auto sight = context.store.read([&](store::Reader& reader) { return sight_of(reader, who); });
    if (!sight.ok()) return sight.error();
    auto data = context.store.blobs().get(sight.value().document.head.sha256);
    if (!data.ok()) return data.error();
    return File{std::move(data).value(), file_name_of(sight.value().document.title, ""), sight.value().document.head.sha256};
}

Result<File> ceremony_certificate(Context& context, const Participant& who) {
    auto sight = context.store.read([&](store::Reader& reader) { return sight_of(reader, who); });
    if (!sight.ok()) return sight.error();
    const store::BlobRef& certificate = sight.value().scene.envelope().certificate;
    if (certificate.empty()) return refusal(ErrorCode::NotFound, "no certificate yet", "no_certificate_yet");
    auto data = context.store.blobs().get(certificate.sha256);
    if (!data.ok()) return data.error();
    return File{std::move(data).value(), file_name_of(sight.value().document.title, " - certificate of completion"),
                certificate.sha256};
}

}  // namespace quillport::services
