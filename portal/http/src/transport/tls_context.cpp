#include "tls_context.hpp"

#include <openssl/ssl.h>

namespace quillport::http {

namespace {

/// Takes "http/1.1" from what the client offers (RFC 7301 §3.2); with no overlap the handshake goes on without.
int choose_protocol(SSL*, const unsigned char** out, unsigned char* length, const unsigned char* in, unsigned in_length, void*) {
    static constexpr unsigned char kOurs[] = "\x08http/1.1";
    unsigned char* chosen = nullptr;
    if (SSL_select_next_proto(&chosen, length, kOurs, sizeof kOurs - 1, in, in_length) != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_NOACK;
    *out = chosen;
    return SSL_TLSEXT_ERR_OK;
}

}  // namespace

void FreeTlsContext::operator()(ssl_ctx_st* context) const noexcept { SSL_CTX_free(context); }

Result<TlsContext> make_tls_context(const std::filesystem::path& certificate, const std::filesystem::path& key) {
    TlsContext context(SSL_CTX_new(TLS_server_method()));
    if (!context) return Error{ErrorCode::Internal, "no TLS context", {}};
    SSL_CTX* raw = context.get();
    SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
    SSL_CTX_set_options(raw, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                 SSL_OP_PRIORITIZE_CHACHA | SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_cipher_list(raw, "ECDHE+AESGCM:ECDHE+CHACHA20");
    SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_alpn_select_cb(raw, choose_protocol, nullptr);
    if (SSL_CTX_use_certificate_chain_file(raw, certificate.c_str()) != 1)
        return Error{ErrorCode::InvalidInput, "the TLS certificate cannot be read", certificate.string()};
    if (SSL_CTX_use_PrivateKey_file(raw, key.c_str(), SSL_FILETYPE_PEM) != 1 || SSL_CTX_check_private_key(raw) != 1)
        return Error{ErrorCode::InvalidInput, "the TLS key cannot be read or is not the certificate's", key.string()};
    return context;
}

}  // namespace quillport::http
