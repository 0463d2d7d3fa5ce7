#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "../temporary_folder.hpp"
#include "pki.hpp"
#include "quillport/core/handle.hpp"
#include "quillport/signing/key.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;
using quillport::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

unsigned mode_of(const fs::path& path) {
    struct stat info {};
    REQUIRE(::stat(path.c_str(), &info) == 0);
    return info.st_mode & 0777U;
}

using Certificate = std::unique_ptr<X509, Deleter<X509_free>>;

Certificate certificate_of(const SigningKey& key) {
    const auto* at = reinterpret_cast<const unsigned char*>(key.chain().front().data());
    return Certificate(d2i_X509(nullptr, &at, static_cast<long>(key.chain().front().size())));
}

void write(const fs::path& path, std::string_view text) { std::ofstream(path, std::ios::binary) << text; }

}  // namespace

TEST_CASE("a key is read from PEM with its chain, and says whose it is", "[signing][key]") {
    const auto key = key_of("signer-rsa");
    REQUIRE(key != nullptr);
    CHECK(common_name_of(*key) == "Tomáš Dvořák");
    CHECK(key->sign(bytes_of("x")).ok());
}

TEST_CASE("what is not a key with its own certificate is refused", "[signing][key]") {
    const TemporaryFolder folder;
    SECTION("files that do not exist") {
        CHECK(load_pem_key(folder.path() / "none", pki("signer-ec.pem")).error().code == ErrorCode::NotFound);
        CHECK(load_pem_key(pki("signer-ec.key"), folder.path() / "none").error().code == ErrorCode::NotFound);
    }
    SECTION("a certificate of another key") {
        CHECK(load_pem_key(pki("signer-ec.key"), pki("signer-rsa.pem")).error().code == ErrorCode::InvalidInput);
    }
    SECTION("text that is no PEM") {
        write(folder.path() / "text", "hello");
        CHECK(load_pem_key(folder.path() / "text", pki("signer-ec.pem")).error().code == ErrorCode::InvalidInput);
        CHECK(load_pem_key(pki("signer-ec.key"), folder.path() / "text").error().code == ErrorCode::InvalidInput);
    }
    SECTION("an encrypted key is refused without asking anybody for its passphrase") {
        const std::string encrypted = (folder.path() / "encrypted").string();
        const std::string command =
            "openssl pkey -aes256 -passout pass:x -in '" + pki("signer-ec.key").string() + "' -out '" + encrypted + "'";
        REQUIRE(std::system(command.c_str()) == 0);
        CHECK(load_pem_key(encrypted, pki("signer-ec.pem")).error().detail == "passphrase_missing");
    }
    SECTION("an RSA key of 1,024 bits") {
        const std::string base = (folder.path() / "small").string();
        const std::string command = "openssl req -x509 -newkey rsa:1024 -nodes -subj /CN=Small -keyout '" + base +
                                    ".key' -out '" + base + ".pem' 2>/dev/null";
        REQUIRE(std::system(command.c_str()) == 0);
        CHECK(load_pem_key(base + ".key", base + ".pem").error().code == ErrorCode::Unsupported);
    }
}

TEST_CASE("the trial authority is made once, says that it is not trusted, and keeps its keys to itself", "[signing][key]") {
    const TemporaryFolder folder;
    const fs::path place = folder.path() / "authority";
    const auto first = open_trial_authority(place, "Acme Holding", kNow);
    REQUIRE(first.ok());
    CHECK(common_name_of(*first.value().server) == "TRIAL, NOT TRUSTED - Acme Holding");
    CHECK(fs::exists(first.value().root_certificate));
    CHECK(mode_of(place / "root-key.pem") == 0600);
    CHECK(mode_of(place / "server-key.pem") == 0600);
    CHECK(mode_of(place) == 0700);

    const auto second = open_trial_authority(place, "Acme Holding", kNow + std::chrono::hours{48});
    REQUIRE(second.ok());
    CHECK(second.value().server->chain() == first.value().server->chain());
    CHECK(second.value().server->sign(bytes_of("x")).ok());
}

TEST_CASE("the trial certificate is one that validators accept for documents", "[signing][key]") {
    const TemporaryFolder folder;
    const auto authority = open_trial_authority(folder.path() / "a", "Acme", kNow);
    REQUIRE(authority.ok());
    const Certificate certificate = certificate_of(*authority.value().server);
    REQUIRE(certificate != nullptr);
    CHECK(X509_get_key_usage(certificate.get()) == (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION));
    CHECK(X509_get0_subject_key_id(certificate.get()) != nullptr);
    CHECK(X509_get0_authority_key_id(certificate.get()) != nullptr);
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(kNow.time_since_epoch()).count();
    const std::string command = "openssl verify -x509_strict -attime " + std::to_string(seconds) + " -CAfile '" +
                                authority.value().root_certificate.string() + "' '" +
                                (folder.path() / "a/server-chain.pem").string() + "' >/dev/null";
    CHECK(std::system(command.c_str()) == 0);
}

TEST_CASE("an organisation with a very long name gets an authority too", "[signing][key]") {
    const TemporaryFolder folder;
    std::string name;
    for (int i = 0; i < 60; ++i) name += "ěš";
    const auto authority = open_trial_authority(folder.path() / "a", name, kNow);
    REQUIRE(authority.ok());
    CHECK(common_name_of(*authority.value().server).starts_with("TRIAL, NOT TRUSTED - ěš"));
}

TEST_CASE("an authority that was interrupted while it was made is made again", "[signing][key]") {
    const TemporaryFolder folder;
    REQUIRE(open_trial_authority(folder.path(), "Acme", kNow).ok());
    fs::remove(folder.path() / "server-chain.pem");
    CHECK(open_trial_authority(folder.path(), "Acme", kNow).ok());
}

TEST_CASE("a key whose certificate is not good for signing now is refused before anything is made", "[signing][key]") {
    const auto refusal = [](const std::string& name, TimePoint when = kNow) {
        const auto usable = check_usable(*key_of(name), when);
        return usable.ok() ? std::string{} : usable.error().detail;
    };
    CHECK(refusal("expired") == "key_expired");
    CHECK(refusal("not-yet-valid") == "key_not_yet_valid");
    CHECK(refusal("no-signing") == "key_usage");
    for (const char* name : {"signer-rsa2048", "signer-ec", "signer-ed25519", "signer-pss"}) CHECK(refusal(name).empty());
    CHECK(refusal("signer-ec", TimePoint{std::chrono::sys_days{std::chrono::year{2041} / 1 / 1}}) == "key_expired");
}
