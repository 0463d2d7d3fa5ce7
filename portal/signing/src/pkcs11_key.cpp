// Raw PKCS#11, without libp11: a CMS needs one operation of it, and sessions, logins and what happens when the token goes are
// ours to decide (docs/adr/0127).
#include "pkcs11_key.hpp"

#include <algorithm>

#include "certificates.hpp"
#include "pkcs11_module.hpp"
#include "quillport/signing/deferred.hpp"
#include "schemes.hpp"

namespace quillport::signing {
namespace {

constexpr CK_MECHANISM_TYPE kEdDsa = 0x1057;  // CKM_EDDSA of PKCS #11 v3.0; p11-kit 0.24's header ends before it
constexpr std::size_t kLargestSignature = 1024;
constexpr std::string_view kProbe = "Do the key and its certificate belong together?";

/// A session with the handle of the key in it.
struct KeySession {
    std::unique_ptr<Pkcs11Session> session;
    CK_OBJECT_HANDLE key = 0;
    bool asks_each_time = false;  ///< CKA_ALWAYS_AUTHENTICATE: the PIN again for every signature, as qualified cards want
};

Result<KeySession> session_with_key(const std::shared_ptr<Pkcs11Module>& module, CK_SLOT_ID slot, const Pkcs11Uri& uri,
                                    const std::string& pin) {
    auto session = open_session(module, slot, pin);
    if (!session.ok()) return std::move(session).error();
    auto keys = session.value()->find(CKO_PRIVATE_KEY, uri, 2);
    if (!keys.ok()) return std::move(keys).error();
    if (keys.value().empty()) return Error{ErrorCode::NotFound, "the token holds no such private key", "key_missing"};
    if (keys.value().size() > 1) {
        return Error{ErrorCode::Conflict, "the token holds several such private keys; name one by object or id", "key_ambiguous"};
    }
    KeySession made{std::move(session).value(), keys.value().front(), false};
    const Bytes always = made.session->attribute(made.key, CKA_ALWAYS_AUTHENTICATE);
    made.asks_each_time = always.size() == 1 && always.front() != std::byte{0};
    return made;
}

/// Opens the key on the first fitting token that has it.
Result<KeySession> open_on_any(const std::shared_ptr<Pkcs11Module>& module, const Pkcs11Uri& uri, const std::string& pin) {
    auto slots = module->slots_for(uri);
    if (!slots.ok()) return std::move(slots).error();
    if (slots.value().size() > 1 && !uri.token && !uri.serial) {
        return Error{ErrorCode::Conflict, "there are several tokens; name one by token or serial", "token_ambiguous"};
    }
    return session_with_key(module, slots.value().front(), uri, pin);
}

/// What the mechanism is given: devices pad and sign, hashing is done here, because many hash nothing themselves.
struct Operation {
    CK_MECHANISM mechanism{};
    CK_RSA_PKCS_PSS_PARAMS pss{};
    Bytes input;
};

void set_pss(Operation& operation, runtime::DigestAlgorithm digest) {
    using runtime::DigestAlgorithm;
    const bool sha384 = digest == DigestAlgorithm::Sha384;
    const bool sha512 = digest == DigestAlgorithm::Sha512;
    operation.pss.hash_alg = sha384 ? CKM_SHA384 : sha512 ? CKM_SHA512 : CKM_SHA256;
    operation.pss.mgf = sha384 ? CKG_MGF1_SHA384 : sha512 ? CKG_MGF1_SHA512 : CKG_MGF1_SHA256;
    operation.pss.s_len = runtime::size_of(digest);
    operation.mechanism = {CKM_RSA_PKCS_PSS, &operation.pss, sizeof operation.pss};
}

class Pkcs11Key final : public SigningKey {
  public:
    Pkcs11Key(std::shared_ptr<Pkcs11Module> module, Pkcs11Uri uri, std::string pin, std::vector<Bytes> chain,
              SignatureScheme scheme)
        : module_(std::move(module)), uri_(std::move(uri)), pin_(std::move(pin)), chain_(std::move(chain)), scheme_(scheme) {}
    ~Pkcs11Key() override {
        idle_.clear();
        OPENSSL_cleanse(pin_.data(), pin_.size());
    }
    Pkcs11Key(const Pkcs11Key&) = delete;
    Pkcs11Key& operator=(const Pkcs11Key&) = delete;

    [[nodiscard]] const std::vector<Bytes>& chain() const noexcept override { return chain_; }
    [[nodiscard]] SignatureScheme scheme() const noexcept override { return scheme_; }

    [[nodiscard]] Result<Bytes> sign(BytesView message) const override {
        bool fresh = false;
        auto session = take(fresh);
        if (!session.ok()) return std::move(session).error();
        CK_RV answer = CKR_OK;
        auto signature = sign_in(session.value(), message, answer);
        if (is_gone(answer)) {
            // The token was pulled out, or its module forgot the session: once more from the beginning.
            {
                const std::lock_guard lock(mutex_);
                idle_.clear();
            }
            session = Error{ErrorCode::Unavailable, "", ""};
            session = take(fresh);
            if (!session.ok()) return std::move(session).error();
            signature = sign_in(session.value(), message, answer);
        }
        // Another token may call its key by the same name.
        if (signature.ok() && fresh && !accept_signature(message, signature.value(), *this).ok())
            return Error{ErrorCode::Unavailable, "the token holds another key now", "key_mismatch"};
        if (signature.ok()) give_back(std::move(session).value());
        return signature;
    }

    void keep(KeySession session) { give_back(std::move(session)); }

  private:
    /// A session that is idle, else a new one; each is used by one thread at a time (PKCS #11 v2.40 §2.6.7).
    [[nodiscard]] Result<KeySession> take(bool& fresh) const {
        const std::lock_guard lock(mutex_);
        fresh = idle_.empty();
        if (!idle_.empty()) {
            KeySession session = std::move(idle_.back());
            idle_.pop_back();
            return session;
        }
        if (!pin_refused_.what.empty()) return pin_refused_;
        auto opened = open_on_any(module_, uri_, pin_);
        // Cards lock themselves after three wrong PINs.
        if (!opened.ok() && opened.error().code == ErrorCode::Unauthenticated) pin_refused_ = opened.error();
        if (!opened.ok() && opened.error().code == ErrorCode::NotFound) {
            return Error{ErrorCode::Unavailable, "the token no longer holds the key", "key_missing"};
        }
        return opened;
    }
    void give_back(KeySession session) const {
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(session));
    }

    void prepare(Operation& operation, BytesView message) const {
        operation.input = hash_to_sign(message, *this);
        switch (scheme_.kind) {
            case SignatureKind::RsaPkcs1:
                operation.input = digest_info(scheme_.digest, operation.input);
                operation.mechanism = {CKM_RSA_PKCS, nullptr, 0};
                return;
            case SignatureKind::RsaPss:
                return set_pss(operation, scheme_.digest);
            case SignatureKind::Ecdsa:
                operation.mechanism = {CKM_ECDSA, nullptr, 0};
                return;
            case SignatureKind::Ed25519:
                operation.mechanism = {kEdDsa, nullptr, 0};
                return;
        }
    }

    [[nodiscard]] Result<Bytes> sign_in(const KeySession& with, BytesView message, CK_RV& answer) const {
        Operation operation;
        prepare(operation, message);
        const CK_FUNCTION_LIST& call = with.session->call();
        const CK_SESSION_HANDLE handle = with.session->handle();
        answer = call.C_SignInit(handle, &operation.mechanism, with.key);
        if (answer == CKR_OK && with.asks_each_time) {
            std::string pin = pin_;
            answer = call.C_Login(handle, CKU_CONTEXT_SPECIFIC, reinterpret_cast<unsigned char*>(pin.data()), pin.size());
            OPENSSL_cleanse(pin.data(), pin.size());
        }
        Bytes signature(kLargestSignature);
        CK_ULONG size = signature.size();
        if (answer == CKR_OK) {
            answer = call.C_Sign(handle, reinterpret_cast<unsigned char*>(operation.input.data()), operation.input.size(),
                                 reinterpret_cast<unsigned char*>(signature.data()), &size);
        }
        if (answer != CKR_OK) return pkcs11_error(answer, "the token did not sign");
        signature.resize(size);
        return scheme_.kind == SignatureKind::Ecdsa ? ecdsa_from_raw(signature) : Result<Bytes>(std::move(signature));
    }

    std::shared_ptr<Pkcs11Module> module_;
    Pkcs11Uri uri_;
    std::string pin_;
    std::vector<Bytes> chain_;
    SignatureScheme scheme_;
    mutable std::mutex mutex_;
    mutable std::vector<KeySession> idle_;
    mutable Error pin_refused_;
};

/// The certificates of the token, that with the key's id first.
std::vector<Bytes> certificates_on(const KeySession& with) {
    Pkcs11Uri same;
    same.id = std::string(text_of(with.session->attribute(with.key, CKA_ID)));
    std::vector<Bytes> found;
    for (const bool own : {true, false}) {
        if (own && same.id->empty()) continue;
        const auto objects = with.session->find(CKO_CERTIFICATE, own ? same : Pkcs11Uri{}, 64);
        if (!objects.ok()) continue;
        for (const CK_OBJECT_HANDLE object : objects.value()) {
            Bytes der = with.session->attribute(object, CKA_VALUE);
            if (!der.empty() && std::find(found.begin(), found.end(), der) == found.end()) found.push_back(std::move(der));
        }
    }
    return found;
}

}  // namespace

Result<std::unique_ptr<SigningKey>> open_pkcs11_key(const Pkcs11Uri& uri, const std::string& pin, std::vector<Bytes> certificates,
                                                    const SchemeWish& wish) {
    auto module = Pkcs11Module::load(uri.module_path);
    if (!module.ok()) return std::move(module).error();
    auto opened = open_on_any(module.value(), uri, pin);
    if (!opened.ok()) return std::move(opened).error();
    if (certificates.empty()) certificates = certificates_on(opened.value());
    if (certificates.empty()) return Error{ErrorCode::InvalidInput, "the token holds no certificate of the key; name one", ""};
    const X509Ptr own = parse_certificate(certificates.front());
    if (own == nullptr) return Error{ErrorCode::InvalidInput, "the certificate on the token cannot be read", ""};
    const auto scheme = chosen_scheme(X509_get0_pubkey(own.get()), wish);
    if (!scheme.ok()) return scheme.error();
    auto key = std::make_unique<Pkcs11Key>(module.value(), uri, pin, chain_in_order(std::move(certificates)), scheme.value());
    key->keep(std::move(opened).value());
    const auto probe = key->sign(bytes_of(kProbe));
    if (!probe.ok()) return probe.error();
    if (!verifies(X509_get0_pubkey(own.get()), scheme.value(), bytes_of(kProbe), probe.value())) {
        return Error{ErrorCode::InvalidInput, "the first certificate does not belong to the key", "key_mismatch"};
    }
    return std::unique_ptr<SigningKey>(std::move(key));
}

}  // namespace quillport::signing
