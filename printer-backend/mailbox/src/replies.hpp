#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "quillport/core/received_mail.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"
#include "quillport/net/mailer.hpp"

namespace quillport::mailbox {

/// Who was answered when, in a file that survives a crash. Not thread-safe.
class Replies {
  public:
    /// `file` is made with the first answer.
    explicit Replies(std::filesystem::path file) : file_(std::move(file)) {}

    /// Whether this mail may be answered now, and if so writes down that it is: once a mail, three times a day a sender, fifty
    /// times a day in all; never a program, never who was not shown to be the sender (the mail would go to somebody else), never
    /// ourselves. Durable before the answer is sent: after a crash there is rather no answer than two. Errors: as
    /// runtime/file.hpp.
    [[nodiscard]] Result<bool> claim(const ReceivedMail& mail, const std::string& digest, const std::string& own, TimePoint now);

  private:
    std::filesystem::path file_;
};

/// The polite answer to a mail of which something was refused.
[[nodiscard]] net::Mail reply_to(const ReceivedMail& mail, const std::string& digest, const std::string& own,
                                 const std::vector<std::string>& sentences);

}  // namespace quillport::mailbox
