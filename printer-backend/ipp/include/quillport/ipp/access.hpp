#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "quillport/core/result.hpp"

namespace quillport::ipp {

/// Proves that somebody is who he says. Thread-safe.
class Access {
  public:
    virtual ~Access() = default;
    [[nodiscard]] virtual bool proves(const std::string& user, const std::string& password) const = 0;
};

/// Names and hashed passwords of a file, "name:hash" a line as htpasswd -B, mkpasswd and openssl passwd make them (crypt(5)). The
/// file is read anew for every proof, so that a change counts at once. Errors: NotFound, Forbidden, InvalidInput (a line that is
/// none).
[[nodiscard]] Result<std::unique_ptr<Access>> password_file(std::filesystem::path file);

/// The machine's accounts by a service of PAM, /etc/pam.d/<service>.
[[nodiscard]] std::unique_ptr<Access> pam_service(std::string service);

/// What somebody says to prove his name.
struct Credentials {
    std::string user;
    std::string password;
};
/// Reads the value of an Authorization header, "Basic ..." (RFC 7617). Errors: InvalidInput.
[[nodiscard]] Result<Credentials> basic_credentials(std::string_view header);

}  // namespace quillport::ipp
