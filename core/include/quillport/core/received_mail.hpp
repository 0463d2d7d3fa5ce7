#pragma once
#include <string>
#include <vector>

#include "quillport/core/bytes.hpp"

namespace quillport {

/// A mail that came in, taken apart. Everything in it is a stranger's.
struct ReceivedMail {
    struct Attachment {
        std::string name;        ///< of the file, without a path; may be empty
        std::string media_type;  ///< as declared
        Bytes data;
    };
    std::string message_id;  ///< without angle brackets; empty: none
    std::string subject;     ///< UTF-8
    std::string from;        ///< the one address in From; empty when there is none or more than one
    /// The trusted host found that the mail came from the domain of `from`: "dmarc", "dkim" or "spf"; empty: not shown.
    std::string verified_by;
    bool automatic = false;  ///< by a program, a list or a mail server: never answered (RFC 3834 §2)
    std::vector<Attachment> attachments;
};

}  // namespace quillport
