#include "post.hpp"

#include "letter_words.hpp"
#include "links.hpp"
#include "pairs.hpp"

namespace quillport::services {
namespace {

std::string filled(const std::string& text, const std::string& link, const std::string& code) {
    std::string out;
    for (const char c : text) {
        if (c == kLinkPlace)
            out += link;
        else if (c == kCodePlace)
            out += code;
        else
            out += c;
    }
    return out;
}

std::string host_of(const std::string& address) {
    const std::size_t at = address.rfind('@');
    return at == std::string::npos ? "localhost" : address.substr(at + 1);
}

}  // namespace

Result<void> post(store::Tx& tx, Context& context, const store::EnvelopeRow& envelope, store::OutboxKind kind,
                  const Addressee& to, const Message& message, TimePoint at) {
    store::OutboxMessage out;
    out.id = runtime::new_id(context.random);
    out.organisation = envelope.organisation;
    out.envelope = envelope.id;
    out.recipient = to.recipient;
    out.kind = kind;
    out.message_id = "<" + out.id + "@" + host_of(context.settings.mail_from) + ">";
    out.payload = encode_pairs({{"to", to.address},
                                {"name", to.name},
                                {"subject", message.subject},
                                {"text", message.text},
                                {"html", message.html},
                                {"link", to.recipient.value},
                                {"language", spoken(envelope.language)},
                                {"code", to.code_id}});
    out.created = at;
    out.next_at = at;
    auto added = store::enqueue(tx, out);
    if (!added.ok()) return added.error();
    return {};
}

Result<void> post_to_user(store::Tx& tx, Context& context, const store::User& user, const Message& message, TimePoint at) {
    store::EnvelopeRow none;
    none.organisation = user.organisation;
    return post(tx, context, none, store::OutboxKind::Mail, {user.name, user.email, {}, {}}, message, at);
}

Result<ReadyMessage> ready(const Context& context, const store::OutboxMessage& message) {
    auto pairs = decode_pairs(message.payload);
    if (!pairs) return Error{ErrorCode::InvalidInput, "a message of the outbox is damaged", message.id};
    Pairs& p = *pairs;
    const std::string link =
        p["link"].empty() ? std::string() : ceremony_url(context.settings, context.secret.link_token(p["link"]), p["language"]);
    const std::string code = p["code"].empty() ? std::string() : context.secret.code(p["code"]);
    return ReadyMessage{p["name"], p["to"], p["subject"], filled(p["text"], link, code), filled(p["html"], link, code)};
}

}  // namespace quillport::services
