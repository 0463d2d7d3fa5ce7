#include "documents.hpp"

#include <filesystem>

#include "quillport/runtime/digest.hpp"

namespace quillport::mailbox {
namespace {

std::string stem_of(const std::string& name) { return std::filesystem::path(name).stem().string(); }

/// The subject; with several attachments their names as well, else nobody tells them apart.
std::string title_of(const ReceivedMail& mail, const ReceivedMail::Attachment& attachment) {
    const std::string stem = stem_of(attachment.name);
    if (mail.subject.empty()) return stem.empty() ? "Document" : stem;
    return mail.attachments.size() > 1 && !stem.empty() ? mail.subject + ": " + stem : mail.subject;
}

}  // namespace

std::vector<contract::SpoolHeader> headers_for(const ReceivedMail& mail, const std::string& queue, const std::string& digest,
                                               TimePoint now) {
    // One mail sent to two of our mailboxes is two deliveries; the same one fetched twice is one.
    const std::string identity = queue + '\0' + (mail.message_id.empty() ? digest : mail.from + '\0' + mail.message_id);
    const std::string uuid = "urn:quillport:mail:" + runtime::sha256_hex(bytes_of(identity)).substr(0, 32);
    const bool verified = !mail.verified_by.empty();
    std::vector<contract::SpoolHeader> headers;
    for (const ReceivedMail::Attachment& attachment : mail.attachments) {
        contract::SpoolHeader header;
        header.job.uuid = uuid;
        header.job.document_number = static_cast<int>(headers.size()) + 1;
        header.job.queue = queue;
        header.job.user = verified ? mail.from : "not verified";
        header.job.host = "mail";
        header.job.title = title_of(mail, attachment);
        header.job.authenticated = verified;
        header.job.received = now;
        header.job.options["mail-from"] = mail.from;
        header.job.options["document-name-supplied"] = attachment.name;
        if (verified) header.job.options["mail-verified-by"] = mail.verified_by;
        header.content_type = "application/octet-stream";  // the portal looks at the bytes
        headers.push_back(std::move(header));
    }
    return headers;
}

}  // namespace quillport::mailbox
