#include "cookies.hpp"

namespace quillport::http {

namespace {

std::string name_of(const char* plain, bool https) { return (https ? "__Host-" : "") + std::string(plain); }

void set_cookie(Response& response, const char* plain, const std::string& token, bool https, const char* same_site) {
    std::string value = name_of(plain, https) + '=' + token + "; Path=/; HttpOnly; SameSite=" + same_site;
    if (https) value += "; Secure";
    if (token.empty()) value += "; Max-Age=0";
    response.headers.emplace_back("Set-Cookie", std::move(value));
}

}  // namespace

std::string session_token_of(const Request& request, bool https) { return request.cookie(name_of("quillport", https)); }
std::string ceremony_token_of(const Request& request, bool https) { return request.cookie(name_of("quillport-signing", https)); }

void set_session_cookie(Response& response, const std::string& token, bool https) {
    set_cookie(response, "quillport", token, https, "Strict");
}

void set_ceremony_cookie(Response& response, const std::string& token, bool https) {
    set_cookie(response, "quillport-signing", token, https, "Lax");
}

}  // namespace quillport::http
