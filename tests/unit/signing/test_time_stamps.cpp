// Time-stamp authorities that answer, that fail by chance, and that answer wrongly.
#include <netinet/in.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "authorities.hpp"
#include "quillport/runtime/digest.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;
using runtime::DigestAlgorithm;

namespace {

Bytes digest_of(const std::string& text, DigestAlgorithm algorithm = DigestAlgorithm::Sha256) {
    return runtime::digest_of(algorithm, bytes_of(text));
}

void write(const std::string& path, BytesView data) { REQUIRE(runtime::write_durably(path, data, 0600).ok()); }

/// A port where somebody takes calls and never says a word.
class Silent {
  public:
    Silent() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        REQUIRE(::bind(socket_.get(), reinterpret_cast<sockaddr*>(&address), size) == 0);
        REQUIRE(::listen(socket_.get(), 8) == 0);
        REQUIRE(::getsockname(socket_.get(), reinterpret_cast<sockaddr*>(&address), &size) == 0);
        url = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/";
    }
    std::string url;

  private:
    runtime::Descriptor socket_;
};

}  // namespace

TEST_CASE("a time-stamp comes from any authority and for any hash, though one call in twenty fails", "[signing][time-stamp]") {
    Authorities authorities;
    for (const std::string name : {"tsa-rsa", "tsa-ec", "tsa", "tsa-expires-soon"}) {
        for (const auto algorithm : {DigestAlgorithm::Sha256, DigestAlgorithm::Sha384, DigestAlgorithm::Sha512}) {
            CAPTURE(name, static_cast<int>(algorithm));
            TimeStampSettings settings = authorities.time_stamps({name});
            settings.rounds = 6;
            const auto source = authorities.stamper(settings);
            const Bytes digest = digest_of("what was signed", algorithm);
            const auto size = source->token_size(algorithm);
            REQUIRE(size.ok());
            const auto stamp = source->stamp(algorithm, digest);
            INFO((stamp.ok() ? "" : stamp.error().detail));
            REQUIRE(stamp.ok());
            CHECK(stamp.value().policy == "1.2.3.4.1");
            CHECK(size.value() + 16 > stamp.value().token.size());
            write(authorities.file("token"), stamp.value().token);
            const std::string said = quillport::test::printed_by(
                "openssl ts -verify -token_in -in " + authorities.file("token") + " -digest " + to_hex(digest) + " -CAfile " +
                authorities.file(name == "tsa" ? "root.pem" : "tsa-root.pem") + " -untrusted " +
                authorities.file(name + ".chain.pem") + " 2>&1");
            CHECK_THAT(said, Catch::Contains("Verification: OK"));
        }
    }
}

TEST_CASE("the policy that is asked for is the policy that is given", "[signing][time-stamp]") {
    Authorities authorities;
    TimeStampSettings settings = authorities.time_stamps({"tsa-ec"});
    settings.authorities[0].policy = "1.2.3.4.2";
    settings.rounds = 6;
    CHECK(authorities.stamper(settings)->stamp(DigestAlgorithm::Sha256, digest_of("x")).value().policy == "1.2.3.4.2");
    settings.authorities[0].policy = "1.2.3.4.99";
    CHECK(authorities.stamper(settings)->stamp(DigestAlgorithm::Sha256, digest_of("x")).error().code == ErrorCode::Unavailable);
    settings.authorities[0].policy = "not an OID";
    CHECK(authorities.stamper(settings)->stamp(DigestAlgorithm::Sha256, digest_of("x")).error().code == ErrorCode::Unavailable);
}

TEST_CASE("an answer that is wrong in any way does not count", "[signing][time-stamp]") {
    Authorities authorities;
    authorities.control("fail=0");
    for (const std::string kind : {"nonce", "stranger", "truncated", "garbled", "close", "error", "busy"}) {
        CAPTURE(kind);
        authorities.control("fail=1&of=tsa/tsa-rsa&kinds=" + kind);
        const auto alone = authorities.stamper(authorities.time_stamps({"tsa-rsa"}));
        const auto refused = alone->stamp(DigestAlgorithm::Sha256, digest_of("x"));
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().code == ErrorCode::Unavailable);
        CHECK_THAT(refused.error().detail, Catch::Contains("/tsa/tsa-rsa: "));

        const auto both = authorities.stamper(authorities.time_stamps({"tsa-rsa", "tsa-ec"}));
        CHECK(both->stamp(DigestAlgorithm::Sha256, digest_of("x")).value().authority == "Quillport Test Time-stamps Two");
    }
}

TEST_CASE("the authority that works is remembered", "[signing][time-stamp]") {
    Authorities authorities;
    authorities.control("fail=0&reset=1");
    authorities.control("fail=1&of=tsa/tsa-rsa&kinds=error");
    const auto source = authorities.stamper(authorities.time_stamps({"tsa-rsa", "tsa-ec"}));
    for (int i = 0; i < 3; ++i) REQUIRE(source->stamp(DigestAlgorithm::Sha256, digest_of("x")).ok());
    CHECK(authorities.calls("tsa/tsa-rsa") == 1);
    CHECK(authorities.calls("tsa/tsa-ec") == 3);
    authorities.control("fail=0");
    authorities.control("fail=1&of=tsa/tsa-ec&kinds=error");
    CHECK(source->stamp(DigestAlgorithm::Sha256, digest_of("x")).value().authority == "Quillport Test Time-stamps One");
}

TEST_CASE("an authority that does not answer costs its deadline and no more", "[signing][time-stamp]") {
    Authorities authorities;
    authorities.control("fail=0");
    const Silent silent;
    TimeStampSettings settings = authorities.time_stamps({"tsa-ec"});
    settings.authorities.insert(settings.authorities.begin(), {silent.url, {}, {}});
    settings.authorities.insert(settings.authorities.begin(),
                                {"http://127.0.0.1:" + quillport::test::closed_port() + "/", {}, {}});
    settings.deadline = std::chrono::milliseconds(1'500);
    const auto source = authorities.stamper(settings);
    const auto start = std::chrono::steady_clock::now();
    CHECK(source->stamp(DigestAlgorithm::Sha256, digest_of("x")).ok());
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
    CHECK(std::chrono::steady_clock::now() - start > std::chrono::milliseconds(1'400));
}

TEST_CASE("who let the deadline pass is not waited for again so soon", "[signing][time-stamp]") {
    Authorities authorities;
    const Silent silent;
    TimeStampSettings settings;
    settings.authorities = {{silent.url, {}, {}}};
    settings.deadline = std::chrono::milliseconds(1'500);
    const auto source = authorities.stamper(settings);
    const auto took = [&] {
        const auto start = std::chrono::steady_clock::now();
        CHECK(source->stamp(DigestAlgorithm::Sha256, digest_of("x")).error().code == ErrorCode::Unavailable);
        return std::chrono::steady_clock::now() - start;
    };
    CHECK(took() > std::chrono::milliseconds(1'400));
    CHECK(took() < std::chrono::milliseconds(1'400));
    authorities.clock.shift = std::chrono::hours(1);
    CHECK(took() > std::chrono::milliseconds(1'400));
}

TEST_CASE("many may ask at the same time", "[signing][time-stamp]") {
    Authorities authorities;
    TimeStampSettings settings = authorities.time_stamps({"tsa-ec", "tsa-rsa"});
    settings.deadline = std::chrono::seconds(20);
    const auto source = authorities.stamper(settings);
    const auto revocation = authorities.revocation();
    const Bytes certificate = authorities.certificate("signer-ec"), issuer = authorities.certificate("intermediate");
    std::atomic<int> good{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int k = 0; k < 3; ++k) {
                if (source->stamp(DigestAlgorithm::Sha256, digest_of("x")).ok() && revocation->ask(certificate, issuer).ok())
                    ++good;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(good == 12);
}

TEST_CASE("an answer without end is cut off", "[signing][time-stamp]") {
    Authorities authorities;
    authorities.control("fail=0");
    TimeStampSettings settings = authorities.time_stamps({"tsa-rsa"});
    settings.answer_limit = 512;
    CHECK(authorities.stamper(settings)->stamp(DigestAlgorithm::Sha256, digest_of("x")).error().code == ErrorCode::Unavailable);
}

TEST_CASE("an authority whose certificate has expired or that nobody trusts gives nothing", "[signing][time-stamp]") {
    Authorities authorities;
    authorities.control("fail=0");
    const auto stamp = [&](const TimeStampSettings& settings) {
        return authorities.stamper(settings)->stamp(DigestAlgorithm::Sha256, digest_of("x"));
    };
    CHECK_THAT(stamp(authorities.time_stamps({"tsa-expired"})).error().detail, Catch::Contains("not valid now"));
    TimeStampSettings settings = authorities.time_stamps({"tsa-rsa"});
    settings.anchors = {authorities.bytes("root-rsa.pem")};
    CHECK_THAT(stamp(settings).error().detail, Catch::Contains("not trusted"));
    settings.anchors.clear();
    CHECK(stamp(settings).ok());

    settings.authorities[0].url = authorities.url("tsa/tsa-expires-soon");
    CHECK(stamp(settings).ok());
    authorities.go_on(std::chrono::hours(24 * 70));
    CHECK_THAT(stamp(settings).error().detail, Catch::Contains("not valid now"));
}

TEST_CASE("an authority whose clock is wrong is not believed", "[signing][time-stamp]") {
    Authorities authorities;
    authorities.control("fail=0&now=%2B1d");
    const auto source = authorities.stamper(authorities.time_stamps({"tsa-rsa"}));
    CHECK_THAT(source->stamp(DigestAlgorithm::Sha256, digest_of("x")).error().detail, Catch::Contains("clock"));
}

TEST_CASE("a digest of the wrong size is not asked about", "[signing][time-stamp]") {
    Authorities authorities;
    const auto source = authorities.stamper(authorities.time_stamps({"tsa-rsa"}));
    CHECK(source->stamp(DigestAlgorithm::Sha384, digest_of("x")).error().code == ErrorCode::InvalidInput);
}
