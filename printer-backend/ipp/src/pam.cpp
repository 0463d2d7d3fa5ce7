#include <security/pam_appl.h>

#include <cstdlib>
#include <cstring>

#include "quillport/ipp/access.hpp"
#include "quillport/runtime/log.hpp"

namespace quillport::ipp {
namespace {

/// Answers every question that hides its answer with the password; PAM frees the answers.
int answer(int count, const pam_message** questions, pam_response** answers, void* password) {
    if (count <= 0 || count > PAM_MAX_NUM_MSG) return PAM_CONV_ERR;
    auto* given = static_cast<pam_response*>(std::calloc(static_cast<std::size_t>(count), sizeof(pam_response)));
    if (given == nullptr) return PAM_BUF_ERR;
    for (int i = 0; i < count; ++i)
        if (questions[i]->msg_style == PAM_PROMPT_ECHO_OFF) given[i].resp = ::strdup(static_cast<const char*>(password));
    *answers = given;
    return PAM_SUCCESS;
}

class Pam final : public Access {
  public:
    explicit Pam(std::string service) : service_(std::move(service)) {}

    [[nodiscard]] bool proves(const std::string& user, const std::string& password) const override {
        std::string secret = password;
        const pam_conv conversation{answer, secret.data()};
        pam_handle_t* handle = nullptr;
        int result = ::pam_start(service_.c_str(), user.c_str(), &conversation, &handle);
        if (result == PAM_SUCCESS) result = ::pam_authenticate(handle, PAM_SILENT | PAM_DISALLOW_NULL_AUTHTOK);
        if (result == PAM_SUCCESS) result = ::pam_acct_mgmt(handle, PAM_SILENT | PAM_DISALLOW_NULL_AUTHTOK);
        if (result != PAM_SUCCESS && result != PAM_AUTH_ERR && result != PAM_USER_UNKNOWN && handle != nullptr)
            runtime::log(runtime::LogLevel::Warning, "access.pam", {{"reason", ::pam_strerror(handle, result)}});
        if (handle != nullptr) ::pam_end(handle, result);
        return result == PAM_SUCCESS;
    }

  private:
    std::string service_;
};

}  // namespace

std::unique_ptr<Access> pam_service(std::string service) { return std::make_unique<Pam>(std::move(service)); }

}  // namespace quillport::ipp
