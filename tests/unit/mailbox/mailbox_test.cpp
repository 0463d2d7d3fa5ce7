#include <stdlib.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "documents.hpp"
#include "replies.hpp"

using namespace quillport;
using namespace quillport::mailbox;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint kNow{1'795'440'300'000ms};

ReceivedMail mail_of(const std::string& id, const std::string& from = "anna@example.com") {
    ReceivedMail mail;
    mail.message_id = id;
    mail.subject = "Pogodba";
    mail.from = from;
    mail.verified_by = "dkim";
    return mail;
}

struct State {
    std::filesystem::path folder = made();
    ~State() { std::filesystem::remove_all(folder); }
    static std::filesystem::path made() {
        std::string pattern = (std::filesystem::temp_directory_path() / "quillport-mailbox-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        return pattern;
    }
    bool may(const ReceivedMail& mail, TimePoint at = kNow) const {
        return Replies(folder / "answered").claim(mail, "digest", "desk@example.com", at).value();
    }
};

}  // namespace

TEST_CASE("attachments become documents of the verified sender", "[mailbox]") {
    ReceivedMail mail = mail_of("one@example.com");
    mail.attachments = {{"a.pdf", "application/pdf", Bytes(1)}};
    auto headers = headers_for(mail, "Mail", "digest", kNow);
    REQUIRE(headers.size() == 1);
    CHECK(headers[0].job.title == "Pogodba");
    CHECK(headers[0].job.user == "anna@example.com");
    CHECK(headers[0].job.authenticated);
    CHECK(headers[0].job.queue == "Mail");
    const std::string uuid = headers[0].job.uuid;

    mail.attachments.push_back({"b č.docx", "application/octet-stream", Bytes(1)});
    mail.verified_by.clear();
    headers = headers_for(mail, "Mail", "digest", kNow + 1h);
    REQUIRE(headers.size() == 2);
    CHECK(headers[1].job.title == "Pogodba: b č");
    CHECK(headers[1].job.document_number == 2);
    CHECK(headers[1].job.user == "not verified");
    CHECK_FALSE(headers[1].job.authenticated);
    CHECK(headers[1].job.options.at("mail-from") == "anna@example.com");
    CHECK(headers[1].job.uuid == uuid);  // the same mail, whenever it is fetched
    CHECK(headers_for(mail, "Other", "digest", kNow)[0].job.uuid != uuid);
    mail.from = "bert@example.com";
    CHECK(headers_for(mail, "Mail", "digest", kNow)[0].job.uuid != uuid);  // whoever copies a Message-ID hides nobody's mail
    mail.message_id.clear();
    CHECK(headers_for(mail, "Mail", "d1", kNow)[0].job.uuid != headers_for(mail, "Mail", "d2", kNow)[0].job.uuid);
    mail.subject.clear();
    CHECK(headers_for(mail, "Mail", "d1", kNow)[0].job.title == "a");
}

TEST_CASE("a mail is answered once, a sender three times a day, nobody who was not shown to be one", "[mailbox]") {
    const State state;
    CHECK(state.may(mail_of("1")));
    CHECK_FALSE(state.may(mail_of("1")));
    CHECK_FALSE(state.may(mail_of("1"), kNow + 48h));
    CHECK(state.may(mail_of("2")));
    CHECK(state.may(mail_of("3")));
    CHECK_FALSE(state.may(mail_of("4")));
    CHECK(state.may(mail_of("4", "bert@example.com")));
    CHECK(state.may(mail_of("5"), kNow + 25h));
    ReceivedMail other = mail_of("6", "cyril@example.com");
    other.automatic = true;
    CHECK_FALSE(state.may(other));
    other.automatic = false;
    other.verified_by.clear();
    CHECK_FALSE(state.may(other));
    CHECK_FALSE(state.may(mail_of("7", "desk@example.com")));
    CHECK_FALSE(Replies(state.folder / "answered").claim(mail_of("8"), "d", "", kNow).value());
    int answered = 0;
    for (int i = 0; i < 100; ++i)
        if (state.may(mail_of("n" + std::to_string(i), std::to_string(i) + "@example.net"), kNow + 25h)) ++answered;
    CHECK(answered == 49);  // fifty a day in all
}

TEST_CASE("the answer says what was refused, in lines that break no header", "[mailbox]") {
    ReceivedMail mail = mail_of("1");
    mail.subject = "a\r\nBcc: all@example.com";
    const net::Mail reply = reply_to(mail, std::string(64, 'a'), "desk@example.com", {"a.pdf is damaged.", "b.pdf is empty."});
    CHECK(reply.to == "anna@example.com");
    CHECK(reply.subject == "Re: a  Bcc: all@example.com");
    CHECK(reply.text.find("  * a.pdf is damaged.\n  * b.pdf is empty.\n") != std::string::npos);
}
