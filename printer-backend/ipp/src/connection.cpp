// HTTP below IPP (RFC 8010 §3.4): requests, TLS, the page that people see. libcups parses; limits and states are ours.
#include "connection.hpp"

#include <sys/socket.h>

#include <array>
#include <cstring>

#include "pages.hpp"
#include "quillport/runtime/log.hpp"

namespace quillport::ipp {
namespace {

constexpr int kPatience = 30;                 // seconds of silence
constexpr int kGlance = 500;                  // milliseconds between two looks whether the program stops
constexpr std::uint64_t kFlushed = 64 << 20;  // of a refused body; whoever sends more is cut off

class Connection {
  public:
    Connection(HttpPtr http, Context& context) : http_(std::move(http)), context_(context) {
        std::array<char, 64> address{};
        httpAddrString(httpGetAddress(http_.get()), address.data(), address.size());
        host_ = address.data();
        httpSetTimeout(
            http_.get(), kPatience, [](http_t* /*http*/, void* /*data*/) { return 0; }, nullptr);
    }

    void run() {
        for (bool first = true; wait_for_request(); first = false) {
            if (first && !begin_tls_if_spoken()) return;
            if (!serve_request()) return;
        }
    }

  private:
    bool wait_for_request() {
        for (int waited = 0; waited < kPatience * 1000 && !context_.stopping; waited += kGlance)
            if (httpWait(http_.get(), kGlance) != 0) return true;
        return false;
    }

    /// A TLS record begins with 22 (RFC 8446 §5.1), a request with a letter.
    bool begin_tls_if_spoken() {
        unsigned char byte = 0;
        if (::recv(httpGetFd(http_.get()), &byte, 1, MSG_PEEK) != 1 || byte != 22) return true;
        return begin_tls();
    }

    bool begin_tls() {
        // libcups looks for a certificate by this name; a number makes it take ours without asking the network for names.
        httpSetField(http_.get(), HTTP_FIELD_HOST, "0.0.0.0");
        if (httpEncryption(http_.get(), HTTP_ENCRYPTION_ALWAYS) == 0) return true;
        runtime::log(runtime::LogLevel::Warning, "printer.tls_failed", {{"host", host_}, {"reason", cupsLastErrorString()}});
        return false;
    }

    /// False when the connection ends.
    bool serve_request() {
        std::array<char, 1024> path{};
        http_state_t state = HTTP_STATE_WAITING;
        for (int blank = 0; blank < 8 && state == HTTP_STATE_WAITING; ++blank)
            state = httpReadRequest(http_.get(), path.data(), path.size());
        if (state == HTTP_STATE_WAITING || state == HTTP_STATE_ERROR) return false;
        http_status_t status = HTTP_STATUS_CONTINUE;
        while ((status = httpUpdate(http_.get())) == HTTP_STATUS_CONTINUE) continue;
        if (status != HTTP_STATUS_OK) return reply(HTTP_STATUS_BAD_REQUEST) && false;
        authority_ = authority();
        if (wants_upgrade() && !upgrade()) return false;
        if (httpGetExpect(http_.get()) == HTTP_STATUS_CONTINUE && httpWriteResponse(http_.get(), HTTP_STATUS_CONTINUE) != 0)
            return false;
        switch (state) {
            case HTTP_STATE_OPTIONS:
                return reply(HTTP_STATUS_OK);
            case HTTP_STATE_GET:
            case HTTP_STATE_HEAD:
                return serve_page(path.data(), state == HTTP_STATE_HEAD);
            case HTTP_STATE_POST:
                if (std::strcmp(httpGetField(http_.get(), HTTP_FIELD_CONTENT_TYPE), "application/ipp") == 0) return serve_ipp();
                return reply(HTTP_STATUS_BAD_REQUEST) && false;
            default:
                return reply(HTTP_STATUS_METHOD_NOT_ALLOWED) && false;
        }
    }

    /// "host:port" for addresses in answers: what the client called us, if it is a name or a number at all.
    std::string authority() const {
        const std::string given = httpGetField(http_.get(), HTTP_FIELD_HOST);
        static constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]";
        const std::string port = ":" + std::to_string(context_.settings.port);
        if (given.empty() || given.size() > 255 || given.find_first_not_of(kLetters) != std::string::npos)
            return context_.settings.host + port;
        const bool numbered = given.back() != ']' &&
                              given.find(':', given.find(']') == std::string::npos ? 0 : given.find(']')) != std::string::npos;
        return numbered ? given : given + port;
    }

    bool wants_upgrade() const {
        return !is_encrypted() && std::strstr(httpGetField(http_.get(), HTTP_FIELD_UPGRADE), "TLS/") != nullptr;
    }
    /// RFC 2817.
    bool upgrade() {
        httpClearFields(http_.get());
        httpSetField(http_.get(), HTTP_FIELD_CONNECTION, "Upgrade");
        httpSetField(http_.get(), HTTP_FIELD_UPGRADE, "TLS/1.2");
        return httpWriteResponse(http_.get(), HTTP_STATUS_SWITCHING_PROTOCOLS) == 0 && begin_tls();
    }
    bool is_encrypted() const { return httpIsEncrypted(http_.get()) != 0; }

    void begin_answer(const char* type, std::size_t length) {
        httpClearFields(http_.get());
        httpSetField(http_.get(), HTTP_FIELD_SERVER, "Quillport/" QUILLPORT_VERSION " IPP/2.0");
        if (type != nullptr) httpSetField(http_.get(), HTTP_FIELD_CONTENT_TYPE, type);
        httpSetLength(http_.get(), length);
    }

    /// An answer without content. \returns whether the connection may go on.
    bool reply(http_status_t status) {
        begin_answer(nullptr, 0);
        httpSetField(http_.get(), HTTP_FIELD_CONTENT_LENGTH, "0");
        if (status == HTTP_STATUS_UNAUTHORIZED)
            httpSetField(http_.get(), HTTP_FIELD_WWW_AUTHENTICATE, "Basic realm=\"Quillport\", charset=\"UTF-8\"");
        if (status == HTTP_STATUS_UPGRADE_REQUIRED) {
            httpSetField(http_.get(), HTTP_FIELD_CONNECTION, "Upgrade");
            httpSetField(http_.get(), HTTP_FIELD_UPGRADE, "TLS/1.2");
        }
        if (status == HTTP_STATUS_OK || status == HTTP_STATUS_METHOD_NOT_ALLOWED)
            httpSetField(http_.get(), HTTP_FIELD_ALLOW, "GET, HEAD, OPTIONS, POST");
        return httpWriteResponse(http_.get(), status) == 0 && status < HTTP_STATUS_BAD_REQUEST;
    }

    bool serve_page(const std::string& path, bool head_only) {
        const auto page = page_at(path, context_, authority_);
        if (!page) return reply(HTTP_STATUS_NOT_FOUND);
        begin_answer(page->type.c_str(), page->content.size());
        if (httpWriteResponse(http_.get(), HTTP_STATUS_OK) != 0) return false;
        if (head_only) return true;
        return httpWrite2(http_.get(), page->content.data(), page->content.size()) >= 0 && httpFlushWrite(http_.get()) >= 0;
    }

    bool serve_ipp() {
        const IppPtr request(ippNew());
        ipp_state_t state = IPP_STATE_IDLE;
        while ((state = ippRead(http_.get(), request.get())) != IPP_STATE_DATA)
            if (state == IPP_STATE_ERROR) return reply(HTTP_STATUS_BAD_REQUEST) && false;
        const IppPtr response(ippNewResponse(request.get()));
        Exchange exchange{context_, http_.get(), request.get(), response.get(), authority_, {}, nullptr, 0, false, false, {}};
        exchange.caller.host = host_;
        handle(exchange);
        if (!flush_body()) return false;
        if (exchange.unencrypted) return reply(HTTP_STATUS_UPGRADE_REQUIRED);
        if (exchange.unproven) return reply(HTTP_STATUS_UNAUTHORIZED);
        const bool sent = send(response.get());
        if (exchange.afterwards) exchange.afterwards();
        return sent;
    }

    bool send(ipp_t* response) {
        httpSetKeepAlive(http_.get(), HTTP_KEEPALIVE_ON);
        begin_answer("application/ipp", ippLength(response));
        if (httpWriteResponse(http_.get(), HTTP_STATUS_OK) != 0) return false;
        ippSetState(response, IPP_STATE_IDLE);
        return ippWrite(http_.get(), response) == IPP_STATE_DATA && httpFlushWrite(http_.get()) >= 0;
    }

    bool flush_body() {
        std::array<char, 1U << 15U> block{};
        std::uint64_t flushed = 0;
        while (httpGetState(http_.get()) == HTTP_STATE_POST_RECV) {
            const ssize_t n = httpRead2(http_.get(), block.data(), block.size());
            if (n < 0 || (n == 0 && httpGetState(http_.get()) == HTTP_STATE_POST_RECV)) return false;
            flushed += static_cast<std::uint64_t>(n);
            if (flushed > kFlushed) return false;
        }
        return true;
    }

    HttpPtr http_;
    Context& context_;
    std::string host_;
    std::string authority_;
};

}  // namespace

void serve_connection(HttpPtr http, Context& context) { Connection(std::move(http), context).run(); }

}  // namespace quillport::ipp
