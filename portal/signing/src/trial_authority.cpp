#include <openssl/pem.h>

#include <algorithm>
#include <string>

#include "local_key.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/signing/key.hpp"

namespace quillport::signing {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view kMark = "TRIAL, NOT TRUSTED - ";
constexpr std::chrono::hours kBackdated{1};  // so that a signer whose clock is a little behind still sees a valid certificate
constexpr std::chrono::hours kRootLife{24 * 365 * 5 + 24};
constexpr std::chrono::hours kServerLife{24 * 365 * 2};
/// ub-common-name of RFC 5280 appendix A.1, in characters; OpenSSL enforces it.
constexpr std::size_t kLongestName = 64;

struct Paths {
    fs::path root_key, root, server_key, server_chain;
};
Paths paths_in(const fs::path& folder) {
    return {folder / "root-key.pem", folder / "root.pem", folder / "server-key.pem", folder / "server-chain.pem"};
}

struct Extension {
    int nid;
    const char* value;
};
struct Wanted {
    std::string name;
    std::string organisation;
    TimePoint from, until;
    std::vector<Extension> extensions;
};

std::size_t characters(std::string_view utf8) {
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// As many whole UTF-8 characters as fit.
std::string shortened(std::string text, std::size_t limit) {
    while (characters(text) > limit) {
        while (!text.empty() && (text.back() & 0xC0) == 0x80) text.pop_back();
        text.pop_back();
    }
    return text;
}

bool set_time(ASN1_TIME* field, TimePoint when) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(when).time_since_epoch().count();
    return ASN1_TIME_adj(field, static_cast<std::time_t>(seconds), 0, 0) != nullptr;
}

bool add_name(X509_NAME* name, const char* field, const std::string& value) {
    return X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(value.data()),
                                      static_cast<int>(value.size()), -1, 0) == 1;
}

/// 127 random bits: positive and at most 20 octets (RFC 5280 §4.1.2.2).
bool set_random_serial(X509* certificate) {
    const BignumPtr number(BN_new());
    return number != nullptr && BN_rand(number.get(), 127, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool add_extensions(X509* certificate, X509* issuer, const std::vector<Extension>& extensions) {
    X509V3_CTX context{};
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    return std::all_of(extensions.begin(), extensions.end(), [&](const Extension& e) {
        const ExtensionPtr extension(X509V3_EXT_conf_nid(nullptr, &context, e.nid, e.value));
        return extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1;
    });
}

/// Signed by `issuer_key`; `issuer` null: by itself.
Result<X509Ptr> issue(const Wanted& wanted, EVP_PKEY* key, X509* issuer, EVP_PKEY* issuer_key) {
    X509Ptr certificate(X509_new());
    X509* const c = certificate.get();
    X509* const by = issuer == nullptr ? c : issuer;
    const bool made = c != nullptr && X509_set_version(c, X509_VERSION_3) == 1 && set_random_serial(c) &&
                      add_name(X509_get_subject_name(c), "O", wanted.organisation) &&
                      add_name(X509_get_subject_name(c), "CN", wanted.name) &&
                      X509_set_issuer_name(c, X509_get_subject_name(by)) == 1 && set_time(X509_getm_notBefore(c), wanted.from) &&
                      set_time(X509_getm_notAfter(c), wanted.until) && X509_set_pubkey(c, key) == 1 &&
                      add_extensions(c, by, wanted.extensions) && X509_sign(c, issuer_key, EVP_sha256()) > 0;
    if (!made) return openssl_error(ErrorCode::CryptoFailure, "a trial certificate could not be made");
    return certificate;
}

std::string pem_of(const X509* certificate) {
    const BioPtr out(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(out.get(), const_cast<X509*>(certificate));  // NOLINT: OpenSSL 3.0 lacks the const here
    char* data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return {data, static_cast<std::size_t>(std::max(size, 0L))};
}

Result<void> write_key(const fs::path& path, EVP_PKEY* key) {
    const BioPtr out(BIO_new(BIO_s_secmem()));
    char* data = nullptr;
    if (PEM_write_bio_PKCS8PrivateKey(out.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1) {
        return openssl_error(ErrorCode::CryptoFailure, "a private key could not be encoded");
    }
    const long size = BIO_get_mem_data(out.get(), &data);
    return runtime::write_durably(path, bytes_of({data, static_cast<std::size_t>(size)}), 0600);
}

Wanted root_wanted(const std::string& organisation, TimePoint now) {
    return {shortened(std::string(kMark) + organisation, kLongestName - 5) + " Root",
            organisation,
            now - kBackdated,
            now + kRootLife,
            {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
             {NID_key_usage, "critical,keyCertSign,cRLSign"},
             {NID_subject_key_identifier, "hash"},
             {NID_authority_key_identifier, "keyid:always"}}};
}

/// documentSigning of RFC 9336 says what the key is for; digitalSignature and nonRepudiation are what validators ask of a signer.
Wanted server_wanted(const std::string& organisation, TimePoint now) {
    return {shortened(std::string(kMark) + organisation, kLongestName),
            organisation,
            now - kBackdated,
            now + kServerLife,
            {{NID_basic_constraints, "critical,CA:FALSE"},
             {NID_key_usage, "critical,digitalSignature,nonRepudiation"},
             {NID_ext_key_usage, "1.3.6.1.5.5.7.3.36"},
             {NID_subject_key_identifier, "hash"},
             {NID_authority_key_identifier, "keyid:always"}}};
}

/// The chain file comes last: as long as it is missing, the authority was not finished and is made again.
Result<void> make_authority(const Paths& paths, const std::string& organisation, TimePoint now) {
    const KeyPtr root_key(EVP_EC_gen("P-256"));
    const KeyPtr server_key(EVP_EC_gen("P-256"));
    if (root_key == nullptr || server_key == nullptr) return openssl_error(ErrorCode::CryptoFailure, "no key could be made");
    const auto root = issue(root_wanted(organisation, now), root_key.get(), nullptr, root_key.get());
    if (!root.ok()) return root.error();
    const auto server = issue(server_wanted(organisation, now), server_key.get(), root.value().get(), root_key.get());
    if (!server.ok()) return server.error();

    if (auto r = write_key(paths.root_key, root_key.get()); !r.ok()) return r;
    if (auto r = write_key(paths.server_key, server_key.get()); !r.ok()) return r;
    if (auto r = runtime::write_durably(paths.root, bytes_of(pem_of(root.value().get())), 0644); !r.ok()) return r;
    return runtime::write_durably(paths.server_chain, bytes_of(pem_of(server.value().get())), 0644);
}

}  // namespace

Result<TrialAuthority> open_trial_authority(const fs::path& folder, std::string_view organisation, TimePoint now) {
    const Paths paths = paths_in(folder);
    std::error_code failed;
    const bool fresh = fs::create_directories(folder, failed);
    if (fresh && !failed) fs::permissions(folder, fs::perms::owner_all, failed);
    if (failed) return runtime::error_from_errno(failed.value(), "the folder of the trial authority cannot be made");
    if (!fs::exists(paths.server_chain, failed)) {
        // O may have 64 characters as well (ub-organization-name), and must not be empty.
        const std::string name = organisation.empty() ? "Quillport" : shortened(std::string(organisation), kLongestName);
        if (auto made = make_authority(paths, name, now); !made.ok()) return std::move(made).error();
    }
    auto server = load_pem_key(paths.server_key, paths.server_chain);
    if (!server.ok()) return std::move(server).error();
    return TrialAuthority{paths.root, std::move(server).value()};
}

}  // namespace quillport::signing
