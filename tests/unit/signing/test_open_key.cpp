// Keys as people have them: encrypted PEM and PKCS#12 that the openssl program made, and a SoftHSM2 token.
#include <dlfcn.h>
#include <p11-kit/pkcs11.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <map>
#include <thread>

#include "../temporary_folder.hpp"
#include "pki.hpp"
#include "quillport/signing/deferred.hpp"
#include "quillport/signing/open_key.hpp"
#include "quillport/signing/sign.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;
using quillport::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

void run(const std::string& command) {
    INFO(command);
    REQUIRE(std::system((command + " > /dev/null 2>&1").c_str()) == 0);
}

KeyRequest request(const std::string& key, const std::string& secret = {}, std::vector<fs::path> certificates = {}) {
    return {key, std::move(certificates), secret, {}};
}

Error refusal(const KeyRequest& wanted) {
    auto key = open_key(wanted);
    REQUIRE_FALSE(key.ok());
    return key.error();
}

/// Signs, and has the verification half of the library and OpenSSL's see that the certificate fits.
bool works(const SigningKey& key) {
    const Bytes digest = runtime::digest_of(key.scheme().digest, bytes_of("what is signed"));
    const Bytes attributes = signed_attributes(digest, key).value();
    const auto signature = key.sign(attributes);
    return signature.ok() && accept_signature(attributes, signature.value(), key).ok() &&
           assemble_cms(digest, signature.value(), key).ok();
}

/// The token of tests/pki/make-token, made once; SoftHSM reads its setting from the environment when it is loaded.
const std::map<std::string, std::string>& token() {
    static const TemporaryFolder folder;
    static const auto values = [] {
        const std::string out = folder.at("values");
        REQUIRE(std::system((std::string(QUILLPORT_SOURCE_DIR) + "/tests/pki/make-token " + folder.at("token") + " " +
                             pki("").string() + " > " + out)
                                .c_str()) == 0);
        std::map<std::string, std::string> read;
        std::ifstream lines(out);
        for (std::string line; std::getline(lines, line);) read[line.substr(0, line.find('='))] = line.substr(line.find('=') + 1);
        setenv("SOFTHSM2_CONF", read["SOFTHSM2_CONF"].c_str(), 1);
        return read;
    }();
    return values;
}

std::string uri_of(const std::string& name, bool with_pin = true) {
    return token().at(name) + "?module-path=" + token().at("PKCS11_MODULE") +
           (with_pin ? "&pin-source=file:" + token().at("PKCS11_PIN_FILE") : "");
}

std::vector<fs::path> chain_of(const std::string& name) { return {pki(name + ".chain.pem")}; }

}  // namespace

TEST_CASE("an encrypted key in PEM opens with its passphrase only", "[signing][key]") {
    const TemporaryFolder folder;
    run("openssl pkey -aes256 -passout pass:right -in " + pki("signer-ec.key").string() + " -out " + folder.at("key"));
    const auto key = open_key(request(folder.at("key"), "right", chain_of("signer-ec")));
    REQUIRE(key.ok());
    CHECK(works(*key.value()));
    CHECK(refusal(request(folder.at("key"), "wrong", chain_of("signer-ec"))).detail == "passphrase");
    CHECK(refusal(request(folder.at("key"), "", chain_of("signer-ec"))).detail == "passphrase_missing");
}

TEST_CASE("a PKCS#12 file brings its chain along", "[signing][key]") {
    const TemporaryFolder folder;
    const std::string parts = " -inkey " + pki("signer-rsa.key").string() + " -in " + pki("signer-rsa.chain.pem").string();
    run("openssl pkcs12 -export -passout pass:right" + parts + " -out " + folder.at("key.p12"));
    const auto key = open_key(request(folder.at("key.p12"), "right"));
    REQUIRE(key.ok());
    CHECK(key.value()->chain().size() == 2);
    CHECK(works(*key.value()));
    CHECK(refusal(request(folder.at("key.p12"), "wrong")).detail == "passphrase");
    CHECK(refusal(request(folder.at("key.p12"))).detail == "passphrase_missing");
    CHECK(refusal(request(folder.at("key.p12"), "right", chain_of("signer-ec"))).detail == "key_mismatch");
}

TEST_CASE("the chain is put in order, without the root and without strangers", "[signing][key]") {
    const auto key = open_key(request(pki("signer-ec.key").string(), "",
                                      {pki("signer-ec.pem"), pki("foreign-root.pem"), pki("root.pem"), pki("intermediate.pem")}));
    REQUIRE(key.ok());
    CHECK(key.value()->chain() == key_of("signer-ec")->chain());
}

TEST_CASE("what a PKCS#11 URI must not say, or says wrongly, is refused", "[signing][pkcs11]") {
    for (const char* uri : {"pkcs11:object", "pkcs11:object=a;object=b", "pkcs11:object=%4", "pkcs11:object=%zz",
                            "pkcs11:object=a?pin-value=1234", "pkcs11:object=a;slot-id=x", "pkcs11:object=a;type=data"}) {
        CAPTURE(uri);
        CHECK(refusal(request(uri)).code == ErrorCode::InvalidInput);
    }
    CHECK(refusal(request("pkcs11:object=a?pin-source=|cat%20pin")).code == ErrorCode::Unsupported);
    CHECK(refusal(request("pkcs11:object=a?module-path=/none.so")).code == ErrorCode::Unavailable);
    CHECK(refusal(request("pkcs11:object=a?pin-source=/none")).code == ErrorCode::NotFound);
}

TEST_CASE("keys on a token sign, from several threads too", "[signing][pkcs11]") {
    for (const char* name : {"signer-rsa2048", "signer-rsa", "signer-ec"}) {
        CAPTURE(name);
        const auto key = open_key(request(uri_of(name), "", chain_of(name)));
        if (!key.ok()) FAIL(key.error().what << " " << key.error().detail);
        CHECK(works(*key.value()));
        std::atomic<int> good{0};
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 4; ++i) {
                threads.emplace_back([&] {
                    for (int k = 0; k < 5; ++k) good += works(*key.value()) ? 1 : 0;
                });
            }
        }
        CHECK(good == 20);
    }
    KeyRequest pss = request(uri_of("signer-rsa"), "", chain_of("signer-rsa"));
    pss.wish.pss = true;
    const auto key = open_key(pss);
    REQUIRE(key.ok());
    CHECK(works(*key.value()));
}

TEST_CASE("without files the certificate of the token is taken", "[signing][pkcs11]") {
    const auto key = open_key(request(uri_of("signer-ec")));
    REQUIRE(key.ok());
    CHECK(key.value()->chain().front() == key_of("signer-ec")->chain().front());
}

TEST_CASE("a token refuses with a reason", "[signing][pkcs11]") {
    CHECK(refusal(request(uri_of("signer-ec"), "", chain_of("revoked"))).detail == "key_mismatch");
    const std::string module = "?module-path=" + token().at("PKCS11_MODULE") + "&pin-source=" + token().at("PKCS11_PIN_FILE");
    CHECK(refusal(request("pkcs11:token=other;object=signer-ec" + module)).code == ErrorCode::Unavailable);
    CHECK(refusal(request("pkcs11:token=quillport;object=none" + module)).code == ErrorCode::NotFound);
    CHECK(refusal(request("pkcs11:token=quillport" + module)).code == ErrorCode::Conflict);
}

TEST_CASE("a key goes on after its session was closed behind its back", "[signing][pkcs11]") {
    const auto key = open_key(request(uri_of("signer-ec"), "", chain_of("signer-ec")));
    REQUIRE(key.ok());
    void* library = dlopen(token().at("PKCS11_MODULE").c_str(), RTLD_NOW);
    REQUIRE(library != nullptr);
    CK_FUNCTION_LIST* module = nullptr;
    REQUIRE(reinterpret_cast<CK_C_GetFunctionList>(dlsym(library, "C_GetFunctionList"))(&module) == CKR_OK);
    CK_SLOT_ID slots[16];
    CK_ULONG count = 16;
    REQUIRE(module->C_GetSlotList(CK_TRUE, slots, &count) == CKR_OK);
    for (CK_ULONG i = 0; i < count; ++i) module->C_CloseAllSessions(slots[i]);
    CHECK(works(*key.value()));
}

TEST_CASE("a wrong PIN is not tried again", "[signing][pkcs11]") {
    const TemporaryFolder folder;
    std::ofstream(folder.at("pin")) << "0000\n";
    const std::string uri =
        token().at("signer-ec") + "?module-path=" + token().at("PKCS11_MODULE") + "&pin-source=" + folder.at("pin");
    CHECK(refusal(request(uri, "", chain_of("signer-ec"))).detail == "pin");
    CHECK(refusal(request(uri_of("signer-ec", false), "", chain_of("signer-ec"))).detail == "pin_missing");
}

TEST_CASE("a key that lives elsewhere signs by hash out, signature in", "[signing][deferred]") {
    for (const char* name : {"signer-rsa2048", "signer-ec", "signer-ec521", "signer-ed25519", "signer-pss"}) {
        CAPTURE(name);
        const auto elsewhere = key_of(name);
        const auto here = make_deferred_key(elsewhere->chain());
        REQUIRE(here.ok());
        CHECK(here.value()->scheme() == elsewhere->scheme());
        CHECK(here.value()->sign(bytes_of("x")).error().code == ErrorCode::Unavailable);
        const Bytes digest = runtime::digest_of(here.value()->scheme().digest, bytes_of("document"));
        const Bytes attributes = signed_attributes(digest, *here.value()).value();
        const Bytes signature = elsewhere->sign(attributes).value();
        CHECK(accept_signature(attributes, signature, *here.value()).value() == signature);
        Bytes wrong = attributes;
        wrong.back() ^= std::byte{1};
        CHECK(accept_signature(wrong, signature, *here.value()).error().detail == "signature_mismatch");
    }
}

TEST_CASE("the hash that goes out is what another program signs", "[signing][deferred]") {
    const TemporaryFolder folder;
    const auto sign_by_openssl = [&](const Bytes& input, const std::string& name) {
        std::ofstream(folder.at("hash"), std::ios::binary) << text_of(input);
        run("openssl pkeyutl -sign -inkey " + pki(name + ".key").string() + " -in " + folder.at("hash") + " -out " +
            folder.at("signature"));
        return runtime::read_file(folder.at("signature")).value();
    };
    const auto ec = make_deferred_key(key_of("signer-ec")->chain());
    const Bytes attributes = signed_attributes(Bytes(32), *ec.value()).value();
    CHECK(accept_signature(attributes, sign_by_openssl(hash_to_sign(attributes, *ec.value()), "signer-ec"), *ec.value()).ok());
    // Without a digest named, openssl pads what it gets as it is: DigestInfo is what a smart card would be given.
    const auto rsa = make_deferred_key(key_of("signer-rsa2048")->chain());
    const Bytes more = signed_attributes(Bytes(32), *rsa.value()).value();
    const Bytes info = digest_info(rsa.value()->scheme().digest, hash_to_sign(more, *rsa.value()));
    CHECK(accept_signature(more, sign_by_openssl(info, "signer-rsa2048"), *rsa.value()).ok());
}

TEST_CASE("ECDSA as two numbers becomes DER", "[signing][deferred]") {
    Bytes raw(64);
    raw[31] = std::byte{0x81};
    raw[63] = std::byte{0x02};
    CHECK(to_hex(ecdsa_from_raw(raw).value()) == "300702020081020102");
    CHECK(ecdsa_from_raw(Bytes(64)).error().code == ErrorCode::CryptoFailure);
    CHECK(ecdsa_from_raw(Bytes(63, std::byte{1})).error().code == ErrorCode::CryptoFailure);
    CHECK(ecdsa_from_raw({}).error().code == ErrorCode::CryptoFailure);
}
