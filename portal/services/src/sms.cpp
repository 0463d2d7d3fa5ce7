#include <utility>

#include "quillport/net/http_client.hpp"
#include "quillport/services/context.hpp"

namespace quillport::services {
namespace {

/// A JSON string (RFC 8259 §7). The text is UTF-8 already; only what JSON forbids is escaped.
std::string json_text(std::string_view text) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            (out += '\\') += c;
        else if (byte < 0x20)
            ((out += "\\u00") += kHex[byte >> 4U]) += kHex[byte & 15U];
        else
            out += c;
    }
    return out + "\"";
}

class HttpSmsSender final : public SmsSender {
  public:
    HttpSmsSender(std::string url, std::string key) : url_(std::move(url)), key_(std::move(key)) {}

    Result<void> send(const std::string& to, const std::string& text, const std::string& key) override {
        net::HttpRequest request;
        request.method = "POST";
        request.url = url_;
        request.headers = {{"Content-Type", "application/json"}, {"Idempotency-Key", key}};
        if (!key_.empty()) request.headers["Authorization"] = "Bearer " + key_;
        request.body = copy_of("{\"to\":" + json_text(to) + ",\"text\":" + json_text(text) + "}");
        auto answer = net::exchange(request);
        if (!answer.ok()) return answer.error();
        const int status = answer.value().status;
        if (status >= 200 && status < 300) return {};
        const std::string what = "the SMS gateway answered " + std::to_string(status);
        // 408 and 429 ask to come again; any other 4xx will say the same again (RFC 9110 §15.5).
        const bool final_answer = status >= 400 && status < 500 && status != 408 && status != 429;
        return Error{final_answer ? ErrorCode::InvalidInput : ErrorCode::Unavailable, what, "sms_gateway"};
    }

  private:
    std::string url_;
    std::string key_;
};

}  // namespace

std::unique_ptr<SmsSender> http_sms_sender(std::string url, std::string key) {
    return std::make_unique<HttpSmsSender>(std::move(url), std::move(key));
}

}  // namespace quillport::services
