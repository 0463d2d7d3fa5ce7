#include "pkcs11_module.hpp"

#include <dlfcn.h>

#include <array>
#include <cstdio>
#include <map>
#include <mutex>

namespace quillport::signing {
namespace {

constexpr const char* kProxy = "p11-kit-proxy.so";
constexpr CK_ULONG kMostSlots = 256;

/// Blank-padded text of a fixed width.
template <std::size_t N>
std::string trimmed(const unsigned char (&text)[N]) {
    std::string out(reinterpret_cast<const char*>(text), N);
    out.erase(out.find_last_not_of(std::string_view(" \0", 2)) + 1);
    return out;
}

bool fits(const std::optional<std::string>& wanted, const std::string& found) { return !wanted || *wanted == found; }

bool fits(const Pkcs11Uri& uri, CK_SLOT_ID slot, const CK_TOKEN_INFO& info) {
    return (!uri.slot || *uri.slot == slot) && (info.flags & CKF_TOKEN_INITIALIZED) != 0U &&
           fits(uri.token, trimmed(info.label)) && fits(uri.manufacturer, trimmed(info.manufacturer_id)) &&
           fits(uri.serial, trimmed(info.serial_number)) && fits(uri.model, trimmed(info.model));
}

Error not_loaded(const std::string& path) {
    return {ErrorCode::Unavailable, "the PKCS#11 module cannot be loaded: " + path, "pkcs11_module"};
}

/// The modules of this process. A module is initialised per process, not per key, so somebody has to know them all.
struct Loaded {
    std::mutex mutex;
    std::map<std::string, std::weak_ptr<Pkcs11Module>, std::less<>> modules;
};
Loaded& loaded() {
    static Loaded all;
    return all;
}

Result<void> log_in(const Pkcs11Session& session, CK_SLOT_ID slot, const std::string& pin) {
    CK_TOKEN_INFO info{};
    if (const CK_RV answer = session.call().C_GetTokenInfo(slot, &info); answer != CKR_OK) {
        return pkcs11_error(answer, "the token does not answer");
    }
    if ((info.flags & CKF_LOGIN_REQUIRED) == 0U) return {};
    // A reader with keys of its own asks for the PIN itself.
    const bool own_keys = (info.flags & CKF_PROTECTED_AUTHENTICATION_PATH) != 0U;
    CK_SESSION_INFO state{};
    if (session.call().C_GetSessionInfo(session.handle(), &state) == CKR_OK && state.state == CKS_RO_USER_FUNCTIONS) return {};
    if (pin.empty() && !own_keys) return Error{ErrorCode::Unauthenticated, "the token asks for a PIN", "pin_missing"};
    std::string copy = pin;
    auto* text = own_keys && pin.empty() ? nullptr : reinterpret_cast<unsigned char*>(copy.data());
    const CK_RV answer = session.call().C_Login(session.handle(), CKU_USER, text, text == nullptr ? 0 : copy.size());
    if (answer == CKR_OK || answer == CKR_USER_ALREADY_LOGGED_IN) return {};
    return pkcs11_error(answer, "the token refuses the login");
}

}  // namespace

Result<std::shared_ptr<Pkcs11Module>> Pkcs11Module::load(const std::string& path) {
    const std::string name = path.empty() ? kProxy : path;
    const std::lock_guard lock(loaded().mutex);
    auto& known = loaded().modules[name];
    if (auto module = known.lock()) return module;
    // Never closed again: modules leave threads and handlers behind that would point nowhere.
    void* library = dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL);
    auto* list = library == nullptr ? nullptr : reinterpret_cast<CK_C_GetFunctionList>(dlsym(library, "C_GetFunctionList"));
    CK_FUNCTION_LIST* functions = nullptr;
    if (list == nullptr || list(&functions) != CKR_OK || functions == nullptr) return not_loaded(name);
    CK_C_INITIALIZE_ARGS arguments{};
    arguments.flags = CKF_OS_LOCKING_OK;
    const CK_RV answer = functions->C_Initialize(&arguments);
    if (answer != CKR_OK && answer != CKR_CRYPTOKI_ALREADY_INITIALIZED) return not_loaded(name);
    std::shared_ptr<Pkcs11Module> module(new Pkcs11Module(functions, answer == CKR_OK));
    known = module;
    return module;
}

Pkcs11Module::~Pkcs11Module() {
    const std::lock_guard lock(loaded().mutex);
    if (ours_) functions_->C_Finalize(nullptr);
}

Result<std::vector<CK_SLOT_ID>> Pkcs11Module::slots_for(const Pkcs11Uri& uri) const {
    // The first call lets the module look for tokens that came or went (PKCS #11 v2.40 §5.5).
    CK_ULONG count = 0;
    CK_RV answer = functions_->C_GetSlotList(CK_TRUE, nullptr, &count);
    std::vector<CK_SLOT_ID> all(std::min(count, kMostSlots));
    count = all.size();
    if (answer == CKR_OK) answer = functions_->C_GetSlotList(CK_TRUE, all.data(), &count);
    if (answer != CKR_OK) return pkcs11_error(answer, "the PKCS#11 module does not answer");
    std::vector<CK_SLOT_ID> found;
    for (CK_ULONG i = 0; i < count; ++i) {
        CK_TOKEN_INFO info{};
        if (functions_->C_GetTokenInfo(all[i], &info) == CKR_OK && fits(uri, all[i], info)) found.push_back(all[i]);
    }
    if (found.empty()) return Error{ErrorCode::Unavailable, "the token is not there", "token_missing"};
    return found;
}

Pkcs11Session::~Pkcs11Session() { module_->call().C_CloseSession(handle_); }

Result<std::vector<CK_OBJECT_HANDLE>> Pkcs11Session::find(CK_OBJECT_CLASS kind, const Pkcs11Uri& uri, std::size_t limit) const {
    std::string label = uri.object.value_or("");
    std::string id = uri.id.value_or("");
    std::vector<CK_ATTRIBUTE> wanted{{CKA_CLASS, &kind, sizeof kind}};
    if (uri.object) wanted.push_back({CKA_LABEL, label.data(), label.size()});
    if (uri.id) wanted.push_back({CKA_ID, id.data(), id.size()});
    CK_RV answer = call().C_FindObjectsInit(handle_, wanted.data(), wanted.size());
    if (answer != CKR_OK) return pkcs11_error(answer, "the token cannot be searched");
    std::vector<CK_OBJECT_HANDLE> found(limit);
    CK_ULONG count = 0;
    answer = call().C_FindObjects(handle_, found.data(), found.size(), &count);
    call().C_FindObjectsFinal(handle_);
    if (answer != CKR_OK) return pkcs11_error(answer, "the token cannot be searched");
    found.resize(count);
    return found;
}

Bytes Pkcs11Session::attribute(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) const {
    CK_ATTRIBUTE wanted{type, nullptr, 0};
    constexpr CK_ULONG kLargest = 1U << 20U;
    if (call().C_GetAttributeValue(handle_, object, &wanted, 1) != CKR_OK || wanted.ulValueLen > kLargest) return {};
    Bytes value(wanted.ulValueLen);
    wanted.pValue = value.data();
    if (call().C_GetAttributeValue(handle_, object, &wanted, 1) != CKR_OK) return {};
    value.resize(wanted.ulValueLen);
    return value;
}

Result<std::unique_ptr<Pkcs11Session>> open_session(const std::shared_ptr<Pkcs11Module>& module, CK_SLOT_ID slot,
                                                    const std::string& pin) {
    CK_SESSION_HANDLE handle = 0;
    const CK_RV answer = module->call().C_OpenSession(slot, CKF_SERIAL_SESSION, nullptr, nullptr, &handle);
    if (answer != CKR_OK) return pkcs11_error(answer, "the token opens no session");
    auto session = std::make_unique<Pkcs11Session>(module, handle);
    if (auto in = log_in(*session, slot, pin); !in.ok()) return std::move(in).error();
    return session;
}

bool is_gone(CK_RV answer) noexcept {
    static constexpr std::array<CK_RV, 11> kGone{
        CKR_DEVICE_REMOVED,        CKR_DEVICE_ERROR,           CKR_TOKEN_NOT_PRESENT,       CKR_TOKEN_NOT_RECOGNIZED,
        CKR_SESSION_CLOSED,        CKR_SESSION_HANDLE_INVALID, CKR_SLOT_ID_INVALID,         CKR_USER_NOT_LOGGED_IN,
        CKR_OBJECT_HANDLE_INVALID, CKR_KEY_HANDLE_INVALID,     CKR_CRYPTOKI_NOT_INITIALIZED};
    return std::find(kGone.begin(), kGone.end(), answer) != kGone.end();
}

Error pkcs11_error(CK_RV answer, const char* what) {
    std::array<char, 24> code{};
    std::snprintf(code.data(), code.size(), "CKR 0x%08lx", static_cast<unsigned long>(answer));
    if (answer == CKR_PIN_INCORRECT || answer == CKR_PIN_INVALID || answer == CKR_PIN_LEN_RANGE) {
        return {ErrorCode::Unauthenticated, "the PIN of the token is wrong", "pin"};
    }
    if (answer == CKR_PIN_LOCKED) return {ErrorCode::Unauthenticated, "the PIN of the token is locked", "pin_locked"};
    return {is_gone(answer) ? ErrorCode::Unavailable : ErrorCode::CryptoFailure, what, code.data()};
}

}  // namespace quillport::signing
