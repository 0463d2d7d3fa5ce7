#include "quillport/mime/message.hpp"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>

#include "authentication.hpp"
#include "quillport/core/handle.hpp"

namespace quillport::mime {
namespace {

constexpr std::size_t kMostParts = 200;
constexpr std::size_t kMostData = std::size_t{200} << 20U;

template <typename T>
using Owned = std::unique_ptr<T, Deleter<g_object_unref>>;

std::string text_of(const char* text) { return text == nullptr ? std::string() : std::string(text); }

std::string header(GMimeMessage* message, const char* name) {
    return text_of(g_mime_object_get_header(GMIME_OBJECT(message), name));
}

std::string lowered(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

/// The address in From when there is exactly one.
std::string sender_of(GMimeMessage* message) {
    InternetAddressList* list = g_mime_message_get_from(message);
    if (list == nullptr || internet_address_list_length(list) != 1) return {};
    InternetAddress* address = internet_address_list_get_address(list, 0);
    if (!INTERNET_ADDRESS_IS_MAILBOX(address)) return {};
    return text_of(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)));
}

std::vector<std::string> authentication_of(GMimeMessage* message) {
    std::vector<std::string> values;
    GMimeHeaderList* headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
    const int count = g_mime_header_list_get_count(headers);
    for (int i = 0; i < count && values.size() < 50; ++i) {
        GMimeHeader* one = g_mime_header_list_get_header_at(headers, i);
        if (lowered(text_of(g_mime_header_get_name(one))) == "authentication-results")
            values.push_back(text_of(g_mime_header_get_raw_value(one)));
    }
    return values;
}

/// RFC 3834 §2: what must not be answered, and what programs and lists say of themselves.
bool is_automatic(GMimeMessage* message) {
    const std::string submitted = lowered(header(message, "Auto-Submitted"));
    const std::string precedence = lowered(header(message, "Precedence"));
    const std::string path = header(message, "Return-Path");
    return (!submitted.empty() && submitted.substr(0, submitted.find(';')) != "no") || precedence == "bulk" ||
           precedence == "list" || precedence == "junk" || path == "<>" || !header(message, "List-Id").empty() ||
           !header(message, "X-Auto-Response-Suppress").empty() || !header(message, "X-Loop").empty();
}

/// Something that a person attached, not what a mail program needs for the text or says about it.
bool is_document(GMimePart* part, const std::string& type) {
    const std::string disposition = lowered(text_of(g_mime_object_get_disposition(GMIME_OBJECT(part))));
    const bool attached = disposition == "attachment";
    const bool named = g_mime_part_get_filename(part) != nullptr;
    if (type == "application/pgp-signature" || type == "application/pkcs7-signature" || type == "application/x-pkcs7-signature" ||
        type == "application/pgp-encrypted" || type == "message/delivery-status" || type == "text/calendar")
        return false;
    // A picture that the text shows: a logo, a smiley.
    if (!attached && type.starts_with("image/") && g_mime_part_get_content_id(part) != nullptr) return false;
    return attached || (named && disposition != "form-data") || type == "application/pdf";
}

Result<Bytes> data_of(GMimePart* part, std::size_t room) {
    GMimeDataWrapper* content = g_mime_part_get_content(part);
    if (content == nullptr) return Bytes{};
    const Owned<GMimeStream> stream(g_mime_stream_mem_new());
    if (g_mime_data_wrapper_write_to_stream(content, stream.get()) < 0)
        return Error{ErrorCode::Unsupported, "an attachment cannot be read", "not_mail"};
    const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
    if (bytes->len > room) return Error{ErrorCode::TooLarge, "the attachments are too large", "too_large"};
    return copy_of(std::string_view(reinterpret_cast<const char*>(bytes->data), bytes->len));
}

/// The last part of a path of any system.
std::string name_of(GMimePart* part) {
    const std::string name = text_of(g_mime_part_get_filename(part));
    const std::size_t slash = name.find_last_of("/\\");
    return slash == std::string::npos ? name : name.substr(slash + 1);
}

Result<void> read_attachments(GMimeMessage* message, ReceivedMail& mail) {
    const std::unique_ptr<GMimePartIter, Deleter<g_mime_part_iter_free>> iter(g_mime_part_iter_new(GMIME_OBJECT(message)));
    std::size_t parts = 0, size = 0;
    if (!g_mime_part_iter_is_valid(iter.get())) return {};
    do {
        if (++parts > kMostParts) return Error{ErrorCode::TooLarge, "the mail has too many parts", "too_large"};
        GMimeObject* current = g_mime_part_iter_get_current(iter.get());
        if (!GMIME_IS_PART(current)) continue;
        GMimePart* part = GMIME_PART(current);
        GMimeContentType* declared = g_mime_object_get_content_type(current);
        const std::string type = lowered(text_of(g_mime_content_type_get_media_type(declared)) + "/" +
                                         text_of(g_mime_content_type_get_media_subtype(declared)));
        if (!is_document(part, type)) continue;
        auto data = data_of(part, kMostData - size);
        if (!data.ok()) return data.error();
        size += data.value().size();
        mail.attachments.push_back({name_of(part), type, std::move(data).value()});
    } while (g_mime_part_iter_next(iter.get()));
    return {};
}

}  // namespace

Result<ReceivedMail> read_message(BytesView bytes, const std::string& trusted_host) {
    static const bool started = (g_mime_init(), true);
    static_cast<void>(started);
    const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
    const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
    if (!message) return Error{ErrorCode::Unsupported, "this is no mail", "not_mail"};
    ReceivedMail mail;
    mail.message_id = text_of(g_mime_message_get_message_id(message.get()));
    mail.subject = text_of(g_mime_message_get_subject(message.get()));
    mail.from = sender_of(message.get());
    mail.verified_by = verified_by(authentication_of(message.get()), trusted_host, mail.from);
    mail.automatic = is_automatic(message.get());
    if (auto read = read_attachments(message.get(), mail); !read.ok()) return read.error();
    return mail;
}

}  // namespace quillport::mime
