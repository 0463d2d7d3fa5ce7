#include <catch2/catch.hpp>

#include <filesystem>

#include "local_server.hpp"
#include "quillport/net/mailer.hpp"

using namespace quillport;
using namespace quillport::net;
using namespace std::chrono_literals;
using test::LocalServer;
namespace fs = std::filesystem;

namespace {

class Mailbox {
  public:
    Mailbox() { fs::create_directory(folder_); }
    ~Mailbox() { fs::remove_all(folder_); }
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;
    [[nodiscard]] SmtpMailer mailer(std::string user = {}, std::string password = {}) const {
        return SmtpMailer({.url = "smtp://127.0.0.1:" + server_.port(),
                           .user = std::move(user),
                           .password = std::move(password),
                           .require_tls = false,
                           .timeout = 3s});
    }
    [[nodiscard]] std::size_t count() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
    }
    /// The mail as Python's email package understands it.
    [[nodiscard]] std::string read(int number) const {
        return test::printed_by("/usr/bin/python3 " QUILLPORT_SOURCE_DIR "/tests/unit/net/read_mail.py " + folder_.string() +
                                "/" + std::to_string(number) + ".eml 2>&1");
    }
    [[nodiscard]] std::string raw(int number) const {
        return std::string(text_of(runtime::read_file(folder_ / (std::to_string(number) + ".eml")).value()));
    }

  private:
    fs::path folder_ = fs::temp_directory_path() / ("quillport-mail-" + std::to_string(::getpid()));
    LocalServer server_{"smtp_server.py", {folder_.string()}};
};

Mail sample() {
    Mail mail;
    mail.message_id = "<01jd@portal.test>";
    mail.from_name = "Quillport";
    mail.from = "portal@portal.test";
    mail.to_name = "Anna";
    mail.to = "anna@customer.test";
    mail.subject = "Please sign";
    mail.text = "Hello Anna,\n.\nplease sign.\n";
    return mail;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a plain mail arrives as it was written", "[net][mail]") {
    const Mailbox box;
    REQUIRE(box.mailer().send(sample()).ok());
    REQUIRE(box.count() == 1);
    const std::string seen = box.read(1);
    INFO(seen);
    CHECK(holds(seen, "X-Envelope: portal@portal.test -> anna@customer.test\n"));
    CHECK(holds(seen, "From: Quillport <portal@portal.test>\n"));
    CHECK(holds(seen, "To: Anna <anna@customer.test>\n"));
    CHECK(holds(seen, "Subject: Please sign\n"));
    CHECK(holds(seen, "Message-ID: <01jd@portal.test>\n"));
    CHECK(holds(seen, " +0000\n"));
    CHECK(holds(seen, "Auto-Submitted: auto-generated\n"));
    CHECK(holds(seen, "Mime-Version: 1.0\n"));
    CHECK(holds(seen, "(text/plain None) Hello Anna,|.|please sign.\n"));
}

TEST_CASE("names, subjects, texts and file names in any script arrive whole", "[net][mail]") {
    const Mailbox box;
    Mail mail = sample();
    mail.from_name = "Žluťoučký kůň s.r.o., \"Praha\"";
    mail.to_name = "山田 太郎";
    mail.subject = "Smlouva o dílo č. 2026/11 – příliš žluťoučký kůň úpěl ďábelské ódy, prosím o podpis 契約書 😀";
    mail.text = "Dobrý den,\n\n" + std::string(2000, 'x') + " žš\n";
    mail.html = "<p>Dobrý den</p>\n";
    mail.attachments = {{"Smlouva č. 1.pdf", "application/pdf", copy_of(std::string("%PDF\0\xff\n", 7))},
                        {"plain.txt", "text/plain", copy_of("abc")}};
    REQUIRE(box.mailer().send(mail).ok());
    const std::string seen = box.read(1);
    INFO(seen);
    CHECK(holds(seen, "\"Žluťoučký kůň s.r.o., \\\"Praha\\\"\" <portal@portal.test>\n"));
    CHECK(holds(seen, "To: 山田 太郎 <anna@customer.test>\n"));
    CHECK(holds(seen, "Subject: " + mail.subject + "\n"));
    CHECK(holds(seen, "[multipart/mixed]\n[multipart/alternative]\n(text/plain None) Dobrý den,||xxx"));
    CHECK(holds(seen, "xxx žš\n(text/html None) <p>Dobrý den</p>\n"));
    CHECK(holds(seen, "(application/pdf Smlouva č. 1.pdf) %PDF"));
    CHECK(holds(seen, "(text/plain plain.txt) abc"));
    const std::string raw = box.raw(1);
    for (std::size_t start = 0, end = 0; (end = raw.find("\r\n", start)) != std::string::npos; start = end + 2) {
        CHECK(end - start <= 200);
    }
}

TEST_CASE("a subject that looks encoded is shown as written", "[net][mail]") {
    const Mailbox box;
    Mail mail = sample();
    mail.subject = "=?UTF-8?B?SGk=?=";
    REQUIRE(box.mailer().send(mail).ok());
    CHECK(holds(box.raw(1), "Subject: =?UTF-8?B?PT9VVEY"));
}

TEST_CASE("a line break in any header is refused and nothing is sent", "[net][mail]") {
    const Mailbox box;
    const auto spoil = GENERATE(
        as<void (*)(Mail&)>{}, [](Mail& m) { m.to = "a@b.test\r\nBcc: c@d.test"; },
        [](Mail& m) { m.to = "a@b.test>\r\nRCPT TO:<c@d.test"; }, [](Mail& m) { m.to = "a@b.test,c@d.test"; },
        [](Mail& m) { m.to = "a b@c.test"; }, [](Mail& m) { m.to = ""; }, [](Mail& m) { m.to = "a@"; },
        [](Mail& m) { m.from = "x\n@b.test"; }, [](Mail& m) { m.subject = "a\r\nBcc: c@d.test"; },
        [](Mail& m) { m.subject = "a\nb"; }, [](Mail& m) { m.from_name = "a\rb"; },
        [](Mail& m) { m.to_name = std::string("a\0b", 3); }, [](Mail& m) { m.message_id = "no brackets"; },
        [](Mail& m) { m.message_id = "<a@b>\r\nX: 1"; },
        [](Mail& m) {
            m.attachments = {{"a\r\nX: 1", "text/plain", {}}};
        },
        [](Mail& m) {
            m.attachments = {{"a", "text/plain\r\nX: 1", {}}};
        });
    Mail mail = sample();
    spoil(mail);
    const auto sent = box.mailer().send(mail);
    REQUIRE_FALSE(sent.ok());
    CHECK(sent.error().code == ErrorCode::InvalidInput);
    CHECK(box.count() == 0);
}

TEST_CASE("a final refusal differs from one that passes", "[net][mail]") {
    const Mailbox box;
    const auto answer_for = [&](const std::string& to) {
        Mail mail = sample();
        mail.to = to;
        return box.mailer().send(mail).error().code;
    };
    CHECK(answer_for("refused@customer.test") == ErrorCode::InvalidInput);
    CHECK(answer_for("spam@customer.test") == ErrorCode::InvalidInput);
    CHECK(answer_for("later@customer.test") == ErrorCode::Unavailable);
    CHECK(answer_for("slow@customer.test") == ErrorCode::Timeout);
    CHECK(box.count() == 0);
    CHECK(box.mailer().send(sample()).ok());
}

TEST_CASE("without a server the mail waits", "[net][mail]") {
    CHECK(SmtpMailer({.url = "smtp://127.0.0.1:" + test::closed_port()}).send(sample()).error().code == ErrorCode::Unavailable);
    CHECK(SmtpMailer({.url = "http://127.0.0.1/"}).send(sample()).error().code == ErrorCode::InvalidInput);
}

TEST_CASE("a wrong password is a setting to mend, not the mail's fault", "[net][mail]") {
    const Mailbox box;
    CHECK(box.mailer("user", "right").send(sample()).ok());
    CHECK(box.mailer("user", "wrong").send(sample()).error().code == ErrorCode::Unavailable);
    CHECK(box.count() == 1);
}

TEST_CASE("where TLS is required a server without it gets nothing", "[net][mail]") {
    const Mailbox box;
    const LocalServer server("smtp_server.py", {"/nowhere"});
    CHECK(SmtpMailer({.url = "smtp://127.0.0.1:" + server.port(), .require_tls = true}).send(sample()).error().code ==
          ErrorCode::Unavailable);
}
