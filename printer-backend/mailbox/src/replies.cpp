#include "replies.hpp"

#include <algorithm>
#include <chrono>
#include <sstream>

#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::mailbox {
namespace {

constexpr auto kDay = std::chrono::hours(24);
constexpr auto kRemembered = std::chrono::hours(24 * 30);
constexpr std::size_t kADay = 50, kASender = 3;

/// One answer: when, to whom (a digest: the file need not hold addresses), to which mail.
struct Answer {
    TimePoint at;
    std::string sender, mail;
};

std::string digest_of(const std::string& text) { return runtime::sha256_hex(bytes_of(text)).substr(0, 32); }

std::vector<Answer> read_answers(std::string_view text, TimePoint oldest) {
    std::vector<Answer> answers;
    std::istringstream in{std::string(text)};
    std::int64_t at = 0;
    Answer answer;
    while (in >> at >> answer.sender >> answer.mail) {
        answer.at = TimePoint{std::chrono::milliseconds{at}};
        if (answer.at >= oldest) answers.push_back(answer);
    }
    return answers;
}

std::string text_of_answers(const std::vector<Answer>& answers) {
    std::string text;
    for (const Answer& a : answers)
        text += std::to_string(a.at.time_since_epoch().count()) + " " + a.sender + " " + a.mail + "\n";
    return text;
}

}  // namespace

Result<bool> Replies::claim(const ReceivedMail& mail, const std::string& digest, const std::string& own, TimePoint now) {
    if (mail.automatic || mail.verified_by.empty() || mail.from.empty() || own.empty() || mail.from == own) return false;
    auto file = runtime::read_file(file_, std::uint64_t{16} << 20U);
    if (!file.ok() && file.error().code != ErrorCode::NotFound) return file.error();
    auto answers = read_answers(file.ok() ? text_of(file.value()) : std::string_view(), now - kRemembered);
    const Answer wanted{now, digest_of(mail.from), digest_of(mail.message_id.empty() ? digest : mail.message_id)};
    std::size_t today = 0, to_him = 0;
    for (const Answer& a : answers) {
        if (a.mail == wanted.mail) return false;
        if (now - a.at > kDay) continue;
        ++today;
        if (a.sender == wanted.sender) ++to_him;
    }
    if (today >= kADay || to_him >= kASender) return false;
    answers.push_back(wanted);
    if (auto kept = runtime::write_durably(file_, bytes_of(text_of_answers(answers))); !kept.ok()) return kept.error();
    return true;
}

net::Mail reply_to(const ReceivedMail& mail, const std::string& digest, const std::string& own,
                   const std::vector<std::string>& sentences) {
    net::Mail reply;
    reply.message_id = "<refused." + digest.substr(0, 32) + "@quillport>";
    reply.from_name = "Quillport";
    reply.from = own;
    reply.to = mail.from;
    reply.subject = "Re: " + (mail.subject.empty() ? std::string("your mail") : mail.subject);
    std::replace_if(
        reply.subject.begin(), reply.subject.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    reply.text = "Hello,\n\nyour mail came in, but not all of it could be taken for signing:\n\n";
    for (const std::string& sentence : sentences) reply.text += "  * " + sentence + "\n";
    reply.text += "\nNothing else has to be done about this message; it was written by a program.\n";
    return reply;
}

}  // namespace quillport::mailbox
