#include <openssl/ssl.h>
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <memory>

#include "quillport/core/handle.hpp"
#include "wire.hpp"

using namespace quillport;
namespace fs = std::filesystem;

namespace {

/// A key and a certificate that openssl made for this run.
struct KeyPair {
    fs::path folder, key, certificate;
    KeyPair() {
        std::string name = (fs::temp_directory_path() / "quillport-tls-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        folder = name;
        key = folder / "key.pem";
        certificate = folder / "cert.pem";
        const std::string command =
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost -keyout " +
            key.string() + " -out " + certificate.string() + " 2>/dev/null";
        REQUIRE(std::system(command.c_str()) == 0);
    }
    ~KeyPair() { fs::remove_all(folder); }
};

http::ServerOptions tls_options(const KeyPair& pair) {
    http::ServerOptions options;
    options.certificate = pair.certificate;
    options.key = pair.key;
    return options;
}

struct TlsWire {
    Wire wire;
    std::unique_ptr<SSL_CTX, Deleter<SSL_CTX_free>> context{SSL_CTX_new(TLS_client_method())};
    std::unique_ptr<SSL, Deleter<SSL_free>> ssl;
    bool connected = false;

    TlsWire(std::uint16_t port, int lowest, int highest) : wire(port) {
        SSL_CTX_set_security_level(context.get(), 0);
        SSL_CTX_set_min_proto_version(context.get(), lowest);
        SSL_CTX_set_max_proto_version(context.get(), highest);
        ssl.reset(SSL_new(context.get()));
        SSL_set_fd(ssl.get(), wire.socket());
        connected = SSL_connect(ssl.get()) == 1;
    }
    void say(std::string_view text) const { SSL_write(ssl.get(), text.data(), static_cast<int>(text.size())); }
    [[nodiscard]] std::string hear_all() const {
        std::string heard;
        char buffer[16'384];
        for (int count = 0; (count = SSL_read(ssl.get(), buffer, sizeof buffer)) > 0;)
            heard.append(buffer, static_cast<std::size_t>(count));
        return heard;
    }
};

}  // namespace

TEST_CASE("TLS 1.2 and 1.3 are spoken, older ones are not", "[http][tls]") {
    const KeyPair pair;
    TestApplication application([](http::Request request) { return http::json(200, request.tls ? "\"tls\"" : "\"plain\""); });
    RunningServer server(application, tls_options(pair));
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        const TlsWire wire(server.port(), version, version);
        REQUIRE(wire.connected);
        wire.say("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        CHECK(body_in(wire.hear_all()) == "\"tls\"");
    }
    CHECK_FALSE(TlsWire(server.port(), TLS1_VERSION, TLS1_1_VERSION).connected);
}

TEST_CASE("large uploads and answers cross TLS unchanged", "[http][tls]") {
    const KeyPair pair;
    TestApplication application([](http::Request request) {
        auto data = runtime::read_all(request.body_file);
        auto copy = std::make_shared<Bytes>(std::move(data).value());
        return http::file("application/octet-stream", copy, *copy, {});
    });
    RunningServer server(application, tls_options(pair));
    const TlsWire wire(server.port(), TLS1_2_VERSION, TLS1_3_VERSION);
    REQUIRE(wire.connected);
    std::string body;
    for (int i = 0; body.size() < 5'000'000; ++i) body += std::to_string(i) + ",";
    wire.say("POST /upload HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) +
             "\r\n\r\n");
    wire.say(body);
    CHECK(body_in(wire.hear_all()) == body);
}

TEST_CASE("who speaks no TLS to a TLS port is cut off, and others are served", "[http][tls]") {
    const KeyPair pair;
    TestApplication application([](http::Request) { return http::json(200, "{}"); });
    RunningServer server(application, tls_options(pair));
    Wire plain(server.port());
    plain.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(plain.is_closed(std::chrono::seconds(3)));
    CHECK(TlsWire(server.port(), TLS1_2_VERSION, TLS1_3_VERSION).connected);
}

TEST_CASE("a key that is not the certificate's refuses the start", "[http][tls]") {
    const KeyPair one, two;
    TestApplication application([](http::Request) { return http::json(200, "{}"); });
    http::ServerOptions options = tls_options(one);
    options.key = two.key;
    const auto server = http::Server::open(options, application);
    REQUIRE_FALSE(server.ok());
    CHECK(server.error().code == ErrorCode::InvalidInput);
}
