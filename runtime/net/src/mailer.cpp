#include "quillport/net/mailer.hpp"

#include <string_view>
#include <utility>

#include "curl.hpp"
#include "mail_headers.hpp"
#include "quillport/runtime/clock.hpp"

namespace quillport::net {
namespace {

Error out_of_memory() { return {ErrorCode::Unavailable, "out of memory", {}}; }

bool add_part(curl_mime* parent, std::string_view data, const std::string& type, const char* encoder,
              const std::string& disposition) {
    curl_mimepart* part = curl_mime_addpart(parent);
    if (part == nullptr) return false;
    bool fits = curl_mime_data(part, data.data() == nullptr ? "" : data.data(), data.size()) == CURLE_OK &&
                curl_mime_type(part, type.c_str()) == CURLE_OK && curl_mime_encoder(part, encoder) == CURLE_OK;
    if (fits && !disposition.empty()) {
        List headers;
        fits = append(headers, disposition) && curl_mime_headers(part, headers.release(), 1) == CURLE_OK;
    }
    return fits;
}

/// The plain text and, when there is one, its HTML form: the reader chooses (RFC 2046 §5.1.4).
bool add_texts(curl_mime* parent, const Mail& mail) {
    return add_part(parent, with_crlf(mail.text), "text/plain; charset=utf-8", "quoted-printable", {}) &&
           (mail.html.empty() || add_part(parent, with_crlf(mail.html), "text/html; charset=utf-8", "quoted-printable", {}));
}

Result<Mime> body_of(CURL* handle, const Mail& mail) {
    Mime mixed(curl_mime_init(handle));
    Mime texts(curl_mime_init(handle));
    if (!mixed || !texts || !add_texts(texts.get(), mail)) return out_of_memory();
    curl_mimepart* part = curl_mime_addpart(mixed.get());
    if (part == nullptr || curl_mime_subparts(part, texts.get()) != CURLE_OK) return out_of_memory();
    static_cast<void>(texts.release());  // belongs to the part now
    if (curl_mime_type(part, "multipart/alternative") != CURLE_OK) return out_of_memory();
    for (const auto& attachment : mail.attachments) {
        const std::string type = attachment_type(attachment.media_type, attachment.name);
        if (!add_part(mixed.get(), text_of(attachment.data), type, "base64", attachment_disposition(attachment.name))) {
            return out_of_memory();
        }
    }
    return mixed;
}

Result<List> headers_of(const Mail& mail) {
    List list;
    const bool fits = append(list, "Date: " + mail_date(runtime::SystemClock{}.now())) &&
                      append(list, "From: " + mailbox(mail.from_name, mail.from)) &&
                      append(list, "To: " + mailbox(mail.to_name, mail.to)) &&
                      append(list, "Subject: " + encoded_text(mail.subject)) && append(list, "Message-ID: " + mail.message_id) &&
                      append(list, "Auto-Submitted: auto-generated");  // RFC 3834 §5: no vacation notice comes back
    if (!fits) return out_of_memory();
    return list;
}

void set_protection(CURL* handle, const SmtpSettings& settings) {
    curl_easy_setopt(handle, CURLOPT_USE_SSL, static_cast<long>(settings.require_tls ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    if (!settings.require_tls && !settings.url.starts_with("smtps:")) {
        // Opportunistic (RFC 7435): who could present a false certificate could as well hide STARTTLS. Refusing one would only
        // turn protection against listeners off.
        curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 0L);
    }
}

/// A 5xx answer about this mail is final (RFC 5321 §4.2.1). One about our log-in or missing TLS (RFC 4954 §6) is a setting that
/// somebody will mend, and the mail must wait for that.
Result<void> verdict(CURLcode done, long reply) {
    if (done == CURLE_OK) return {};
    if (done == CURLE_OPERATION_TIMEDOUT) return error_from_curl(done);
    const bool about_login = reply == 530 || reply == 534 || reply == 535 || reply == 538 || done == CURLE_LOGIN_DENIED;
    if (reply >= 500 && reply <= 599 && !about_login) {
        return Error{ErrorCode::InvalidInput, "the mail server refuses this mail", std::to_string(reply)};
    }
    if (reply >= 400 && reply <= 599) {
        return Error{ErrorCode::Unavailable, "the mail server cannot take this mail now", std::to_string(reply)};
    }
    return error_from_curl(done);
}

}  // namespace

SmtpMailer::SmtpMailer(SmtpSettings settings) : settings_(std::move(settings)) {}

Result<void> SmtpMailer::send(const Mail& mail) {
    if (auto checked = check(mail); !checked.ok()) return checked;
    auto handle = new_handle();
    if (!handle.ok()) return handle.error();
    CURL* curl = handle.value().get();
    auto headers = headers_of(mail);
    if (!headers.ok()) return headers.error();
    auto body = body_of(curl, mail);
    if (!body.ok()) return body.error();
    List recipients;
    if (!append(recipients, "<" + mail.to + ">")) return out_of_memory();
    curl_easy_setopt(curl, CURLOPT_URL, settings_.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(settings_.timeout.count()));
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, ("<" + mail.from + ">").c_str());
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.value().get());
    curl_easy_setopt(curl, CURLOPT_MIMEPOST, body.value().get());
    if (!settings_.user.empty()) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, settings_.user.c_str());
        curl_easy_setopt(curl, CURLOPT_PASSWORD, settings_.password.c_str());
    }
    set_protection(curl, settings_);
    const CURLcode done = curl_easy_perform(curl);
    long reply = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply);
    auto result = verdict(done, reply);
    handle.value().reset();  // before the lists that it uses
    return result;
}

}  // namespace quillport::net
