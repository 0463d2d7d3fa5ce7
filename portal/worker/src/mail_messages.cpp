#include "messages.hpp"

namespace quillport::worker {

void write(Writer& out, const MailOrder& value) { out.text(value.trusted_host); }
void read(Reader& in, MailOrder& value) { value.trusted_host = in.text(); }

void write(Writer& out, const ReceivedMail& value) {
    out.text(value.message_id);
    out.text(value.subject);
    out.text(value.from);
    out.text(value.verified_by);
    out.flag(value.automatic);
    out.list(value.attachments, [](Writer& w, const ReceivedMail::Attachment& attachment) {
        w.text(attachment.name);
        w.text(attachment.media_type);
        w.bytes(attachment.data);
    });
}
void read(Reader& in, ReceivedMail& value) {
    value.message_id = in.text();
    value.subject = in.text();
    value.from = in.text();
    value.verified_by = in.text();
    value.automatic = in.flag();
    value.attachments = in.list<ReceivedMail::Attachment>([](Reader& r) {
        ReceivedMail::Attachment attachment;
        attachment.name = r.text();
        attachment.media_type = r.text();
        attachment.data = r.bytes();
        return attachment;
    });
}

}  // namespace quillport::worker
