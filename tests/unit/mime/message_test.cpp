#include "quillport/mime/message.hpp"

#include <catch2/catch.hpp>

using namespace quillport;

namespace {

ReceivedMail read(const std::string& text) {
    auto mail = mime::read_message(bytes_of(text), "mx.example.org");
    REQUIRE(mail.ok());
    return std::move(mail).value();
}

const std::string kHead =
    "Return-Path: <anna@example.com>\r\n"
    "Authentication-Results: mx.example.org; dkim=pass header.d=example.com\r\n"
    "From: =?ISO-8859-2?Q?Anna_=C8ern=E1?= <anna@example.com>\r\n"
    "Subject: =?UTF-8?B?UG9nb2RiYSDEjSDFvg==?=\r\n =?ISO-8859-2?Q?_=B9?=\r\n"
    "Message-ID: <one@example.com>\r\n"
    "MIME-Version: 1.0\r\n";

std::string mixed(const std::string& parts, const std::string& more = {}) {
    return kHead + more + "Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n" + parts + "--b--\r\n";
}
std::string part(const std::string& headers, const std::string& body) { return "--b\r\n" + headers + "\r\n\r\n" + body + "\r\n"; }

}  // namespace

TEST_CASE("subject, sender and attachments of a mail are read", "[mime]") {
    const ReceivedMail mail = read(
        mixed(part("Content-Type: text/plain", "Please sign.") +
              part("Content-Type: application/pdf; name=\"ignored.pdf\"\r\nContent-Transfer-Encoding: base64\r\n"
                   "Content-Disposition: attachment; filename*=UTF-8''..%2Fpogodba%20%C4%8D.pdf",
                   "JVBERi0xLjcK") +
              part("Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"C:\\\\dir\\\\b.docx\"",
                   "PK")));
    CHECK(mail.subject == "Pogodba č ž š");
    CHECK(mail.from == "anna@example.com");
    CHECK(mail.verified_by == "dkim");
    CHECK(mail.message_id == "one@example.com");
    CHECK_FALSE(mail.automatic);
    REQUIRE(mail.attachments.size() == 2);
    CHECK(mail.attachments[0].name == "pogodba č.pdf");
    CHECK(mail.attachments[0].media_type == "application/pdf");
    CHECK(text_of(mail.attachments[0].data) == "%PDF-1.7\n");
    CHECK(mail.attachments[1].name == "b.docx");
}

TEST_CASE("text, signatures and pictures of the text are no documents, a forwarded mail's attachments are", "[mime]") {
    const ReceivedMail mail = read(mixed(
        part("Content-Type: text/html", "<img src=cid:logo>") +
        part("Content-Type: image/png; name=logo.png\r\nContent-ID: <logo>\r\nContent-Disposition: inline; filename=logo.png",
             "PNG") +
        part("Content-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Disposition: attachment; filename=smime.p7s",
             "x") +
        part("Content-Type: image/jpeg\r\nContent-Disposition: attachment; filename=scan.jpg", "JPG") +
        part("Content-Type: message/rfc822\r\nContent-Disposition: attachment",
             "From: bert@example.com\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; "
             "filename=inner.pdf\r\n\r\n%PDF-")));
    REQUIRE(mail.attachments.size() == 2);
    CHECK(mail.attachments[0].name == "scan.jpg");
    CHECK(mail.attachments[1].name == "inner.pdf");
}

TEST_CASE("programs are known, so that nobody answers them", "[mime]") {
    for (const char* line : {"Auto-Submitted: auto-replied\r\n", "Precedence: bulk\r\n", "List-Id: <x.example.com>\r\n"})
        CHECK(read(mixed("", line)).automatic);
    CHECK(read("Return-Path: <>\r\nFrom: a@example.com\r\n\r\nx").automatic);
    CHECK_FALSE(read(mixed("", "Auto-Submitted: no\r\n")).automatic);
}

TEST_CASE("a mail of several senders has none, and half a mail is read as far as it goes", "[mime]") {
    CHECK(read("From: a@example.com, b@example.com\r\nSubject: x\r\n\r\n").from.empty());
    CHECK(read("Subject: x\r\n\r\nbody").from.empty());
    const std::string whole =
        mixed(part("Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf", "%PDF-"));
    for (std::size_t length = 0; length < whole.size(); length += 7) {
        const auto mail = mime::read_message(bytes_of(whole.substr(0, length)), "mx.example.org");
        if (mail.ok()) CHECK(mail.value().attachments.size() <= 1);
    }
    std::string many;
    for (int i = 0; i < 250; ++i) many += part("Content-Type: text/plain", "x");
    CHECK(mime::read_message(bytes_of(mixed(many)), "").error().code == ErrorCode::TooLarge);
    std::string deep = kHead;
    for (int i = 0; i < 3000; ++i)
        deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\r\n\r\n--b" + std::to_string(i) + "\r\n";
    static_cast<void>(mime::read_message(bytes_of(deep), "").ok());
}
