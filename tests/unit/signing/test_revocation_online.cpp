// OCSP responders, lists and issuers' certificates over the network, right and wrong.
#include <catch2/catch.hpp>

#include "authorities.hpp"
#include "pki.hpp"
#include "world.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;
using State = RevocationAnswer::State;

namespace {

void write(const std::string& path, BytesView data) { REQUIRE(runtime::write_durably(path, data, 0600).ok()); }

}  // namespace

TEST_CASE("OCSP says good or revoked, though one call in twenty fails", "[signing][revocation]") {
    Authorities authorities;
    const auto source = authorities.revocation();
    const auto ask = [&](const std::string& name, const std::string& issuer) {
        auto answer = source->ask(authorities.certificate(name), authorities.certificate(issuer));
        INFO((answer.ok() ? "" : answer.error().detail));
        REQUIRE(answer.ok());
        return std::move(answer).value();
    };
    const RevocationAnswer good = ask("signer-rsa", "intermediate");
    CHECK(good.state == State::Good);
    CHECK(good.this_update <= authorities.clock.now());
    CHECK(good.next_update > authorities.clock.now());
    CHECK(ask("signer-rsa2048", "intermediate-rsa").state == State::Good);
    CHECK(ask("intermediate", "root").state == State::Good);
    const RevocationAnswer revoked = ask("revoked", "intermediate");
    CHECK(revoked.state == State::Revoked);
    CHECK(revoked.revoked_at == TimePoint(std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}));
    CHECK(ask("intermediate-revoked", "root").state == State::Revoked);
}

TEST_CASE("what OCSP answered satisfies the openssl program", "[signing][revocation]") {
    Authorities authorities;
    authorities.control("fail=0");
    const auto answer =
        authorities.revocation()->ask(authorities.certificate("signer-ec"), authorities.certificate("intermediate"));
    REQUIRE(answer.ok());
    REQUIRE_FALSE(answer.value().ocsp_response.empty());
    CHECK(answer.value().crl.empty());
    CHECK(answer.value().certificates.size() == 1);
    write(authorities.file("response"), answer.value().ocsp_response);
    const std::string said = quillport::test::printed_by(
        "openssl ocsp -respin " + authorities.file("response") + " -issuer " + authorities.file("intermediate.pem") + " -cert " +
        authorities.file("signer-ec.pem") + " -CAfile " + authorities.file("root.pem") + " -verify_other " +
        authorities.file("intermediate.pem") + " -no_nonce 2>&1");
    CHECK_THAT(said, Catch::Contains("Response verify OK"));
    CHECK_THAT(said, Catch::Contains("signer-ec.pem: good"));
}

TEST_CASE("an OCSP answer that is wrong in any way makes way for the list", "[signing][revocation]") {
    Authorities authorities;
    authorities.control("fail=0");
    for (const std::string kind : {"nonce", "stranger", "truncated", "garbled", "close", "error", "busy"}) {
        CAPTURE(kind);
        authorities.control("fail=1&of=ocsp&kinds=" + kind);
        for (const std::string name : {"signer-ec", "revoked"}) {
            const auto source = authorities.revocation();
            const auto answer = source->ask(authorities.certificate(name), authorities.certificate("intermediate"));
            REQUIRE(answer.ok());
            CHECK(answer.value().ocsp_response.empty());
            CHECK_FALSE(answer.value().crl.empty());
            CHECK(answer.value().state == (name == "revoked" ? State::Revoked : State::Good));
            write(authorities.file("list"), answer.value().crl);
        }
        const std::string said = quillport::test::printed_by("openssl crl -inform DER -in " + authorities.file("list") +
                                                             " -noout -CAfile " + authorities.file("intermediate.pem") + " 2>&1");
        CHECK_THAT(said, Catch::Contains("verify OK"));
        const auto only =
            authorities.revocation()->ask(authorities.certificate("signer-ocsp-only"), authorities.certificate("intermediate"));
        CHECK(only.error().code == ErrorCode::Unavailable);
    }
}

TEST_CASE("a certificate that names only a list is asked about there", "[signing][revocation]") {
    Authorities authorities;
    authorities.control("fail=0&reset=1");
    const auto source = authorities.revocation();
    const auto answer = source->ask(authorities.certificate("signer-crl-only"), authorities.certificate("intermediate"));
    REQUIRE(answer.ok());
    CHECK_FALSE(answer.value().crl.empty());
    CHECK(authorities.calls("ocsp/") == 0);
    // Another issuer's list says nothing about it.
    CHECK_FALSE(source->ask(authorities.certificate("signer-crl-only"), authorities.certificate("intermediate-rsa")).ok());
}

TEST_CASE("answers are kept until there is a newer one", "[signing][revocation]") {
    Authorities authorities;
    authorities.control("fail=0&reset=1");
    const auto source = authorities.revocation();
    const Bytes certificate = authorities.certificate("signer-ec"), issuer = authorities.certificate("intermediate");
    for (int i = 0; i < 3; ++i) REQUIRE(source->ask(certificate, issuer).ok());
    CHECK(authorities.calls("ocsp/intermediate") == 1);
    authorities.go_on(std::chrono::hours(48));
    REQUIRE(source->ask(certificate, issuer).ok());
    CHECK(authorities.calls("ocsp/intermediate") == 2);
    // What the authority says of yesterday is not of today.
    authorities.clock.shift = std::chrono::hours(24 * 40);
    CHECK(source->ask(certificate, issuer).error().code == ErrorCode::Unavailable);
}

TEST_CASE("with everything down nothing is known", "[signing][revocation]") {
    Authorities authorities;
    authorities.control("fail=1");
    const auto answer =
        authorities.revocation()->ask(authorities.certificate("signer-ec"), authorities.certificate("intermediate"));
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.error().code == ErrorCode::Unavailable);
    CHECK_THAT(answer.error().detail, Catch::Contains("/ocsp/intermediate") && Catch::Contains("/crl/intermediate.crl"));
}

TEST_CASE("an address in a certificate does not lead into the house", "[signing][revocation][attack]") {
    Authorities authorities;
    authorities.control("fail=0&reset=1");
    const Bytes certificate = authorities.certificate("signer-ec"), issuer = authorities.certificate("intermediate");
    const auto careful = authorities.revocation(false);
    CHECK(careful->ask(certificate, issuer).error().code == ErrorCode::Unavailable);
    CHECK(careful->issuer_of(certificate).error().code == ErrorCode::Unavailable);
    CHECK(authorities.calls("ocsp/") + authorities.calls("crl/") + authorities.calls("ca/") == 0);
    RevocationSettings settings;
    settings.internal_hosts = {"127.0.0.1"};
    CHECK(revocation_online(settings, authorities.random, authorities.clock)->ask(certificate, issuer).ok());
}

TEST_CASE("an address that only seems to be that of an internal host does not lead into the house",
          "[signing][revocation][attack]") {
    Authorities authorities;
    authorities.control("fail=0&reset=1");
    std::string place = authorities.url("ocsp/intermediate");
    const auto issuer = issue({.name = "Issuer", .profile = "root"}, nullptr);
    RevocationSettings settings;
    settings.internal_hosts = {"Internal", "10.0.0.1"};
    const auto source = revocation_online(settings, authorities.random, authorities.clock);
    for (const std::string host : {R"(internal\@)", "internal@", "internal:80@", "internal%5C@"}) {
        const std::string url = place.substr(0, 7) + host + place.substr(7);
        CAPTURE(url);
        const auto signer = issue({.name = "Signer", .extensions = {{"authorityInfoAccess", "OCSP;URI:" + url}}}, issuer.get());
        CHECK(source->ask(signer->der(), issuer->der()).error().code == ErrorCode::Unavailable);
        CHECK(authorities.calls("ocsp/") == 0);
    }
}

TEST_CASE("a missing issuer is fetched from where the certificate says", "[signing][revocation]") {
    Authorities authorities;
    const auto source = authorities.revocation();
    const auto issuer = source->issuer_of(authorities.certificate("signer-ec"));
    REQUIRE(issuer.ok());
    CHECK(issuer.value() == authorities.certificate("intermediate"));
    CHECK(source->issuer_of(authorities.certificate("root")).error().code == ErrorCode::Unsupported);
}

TEST_CASE("a certificate that names no source cannot be asked about", "[signing][revocation]") {
    Authorities authorities;
    const auto source = authorities.revocation();
    const auto key = key_of("signer-ec");
    CHECK(source->ask(key->chain()[0], key->chain()[1]).error().code == ErrorCode::Unsupported);
    CHECK(source->ask(bytes_of("x"), key->chain()[1]).error().code == ErrorCode::InvalidInput);
}
