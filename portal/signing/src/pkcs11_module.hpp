#pragma once
#include <p11-kit/pkcs11.h>

#include <memory>
#include <string>
#include <vector>

#include "pkcs11_uri.hpp"
#include "quillport/core/bytes.hpp"

namespace quillport::signing {

/// A PKCS#11 module that is loaded and initialised, once in a process however many keys use it (PKCS #11 v2.40 §5.4).
class Pkcs11Module {
  public:
    /// `path` empty: p11-kit's proxy, which stands for all modules that the system knows. Errors: Unavailable.
    static Result<std::shared_ptr<Pkcs11Module>> load(const std::string& path);
    ~Pkcs11Module();
    Pkcs11Module(const Pkcs11Module&) = delete;
    Pkcs11Module& operator=(const Pkcs11Module&) = delete;

    [[nodiscard]] const CK_FUNCTION_LIST& call() const noexcept { return *functions_; }
    /// The slots whose token fits. Errors: Unavailable (none).
    [[nodiscard]] Result<std::vector<CK_SLOT_ID>> slots_for(const Pkcs11Uri& uri) const;

  private:
    Pkcs11Module(CK_FUNCTION_LIST* functions, bool ours) : functions_(functions), ours_(ours) {}
    CK_FUNCTION_LIST* functions_;
    bool ours_;  ///< initialised here, so finalised here
};

/// An open session that closes itself.
class Pkcs11Session {
  public:
    Pkcs11Session(std::shared_ptr<Pkcs11Module> module, CK_SESSION_HANDLE handle) : module_(std::move(module)), handle_(handle) {}
    ~Pkcs11Session();
    Pkcs11Session(const Pkcs11Session&) = delete;
    Pkcs11Session& operator=(const Pkcs11Session&) = delete;

    [[nodiscard]] const CK_FUNCTION_LIST& call() const noexcept { return module_->call(); }
    [[nodiscard]] CK_SESSION_HANDLE handle() const noexcept { return handle_; }
    /// Objects of a class that fit the URI; at most `limit`.
    [[nodiscard]] Result<std::vector<CK_OBJECT_HANDLE>> find(CK_OBJECT_CLASS kind, const Pkcs11Uri& uri, std::size_t limit) const;
    /// The value of an attribute; empty when the object has none that may be read.
    [[nodiscard]] Bytes attribute(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) const;

  private:
    std::shared_ptr<Pkcs11Module> module_;
    CK_SESSION_HANDLE handle_;
};

/// Opens a session and logs in where nobody has. A wrong PIN is tried once. Errors: Unauthenticated ("pin", "pin_missing",
/// "pin_locked"), Unavailable.
Result<std::unique_ptr<Pkcs11Session>> open_session(const std::shared_ptr<Pkcs11Module>& module, CK_SLOT_ID slot,
                                                    const std::string& pin);

/// Whether this answer means that the token, or the session with it, is gone: a new session may help.
bool is_gone(CK_RV answer) noexcept;
Error pkcs11_error(CK_RV answer, const char* what);

}  // namespace quillport::signing
