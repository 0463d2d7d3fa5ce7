#include "signing_settings.hpp"

#include <algorithm>

#include "quillport/runtime/file.hpp"
#include "settings.hpp"

namespace quillport::daemon {
namespace {

Error refused(std::string sentence, std::string detail = {}) {
    return {ErrorCode::InvalidInput, std::move(sentence), std::move(detail)};
}

/// Lines keep their places: an empty one stands for an authority that asks for nothing.
std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::string line;
    for (const char c : text) {
        if (c == '\n')
            lines.push_back(std::exchange(line, {}));
        else if (c != '\r')
            line += c;
    }
    if (!line.empty()) lines.push_back(line);
    return lines;
}

bool is_web_address(const std::string& url) {
    for (const std::string_view scheme : {"http://", "https://"})
        if (url.starts_with(scheme) && url.size() > scheme.size()) return true;
    return false;
}

bool is_policy(const std::string& text) {
    return text.find('.') != std::string::npos && text.front() != '.' && text.back() != '.' &&
           text.find_first_not_of("0123456789.") == std::string::npos && text.find("..") == std::string::npos;
}

Result<void> check_level(const runtime::Config& config) {
    const signing::Level level = signature_level(config);
    const std::string name{signing::name_of(level)};
    const bool stamped = !config.text("tsa_url").empty();
    if (level >= signing::Level::B_T && !stamped) return refused("signature_level " + name + " needs time-stamps: set tsa_url");
    if (level >= signing::Level::B_LT && config.flag("trial"))
        return refused(
            "signature_level " + name +
            " is beyond the trial authority, whose certificates nobody answers for: set trial=false with a key of your "
            "own, or signature_level=B-T");
    if (level == signing::Level::B_B) {
        if (config.flag("time_stamp_required"))
            return refused("time_stamp_required needs signature_level B-T or higher, and tsa_url");
        if (config.flag("preservation_required"))
            return refused("preservation_required needs signature_level B-T or higher, and tsa_url");
    }
    return {};
}

}  // namespace

signing::Level signature_level(const runtime::Config& config) {
    if (const auto named = signing::parse_level(config.text("signature_level")); named.ok()) return named.value();
    return highest_level(config);
}

signing::Level highest_level(const runtime::Config& config) {
    if (config.text("tsa_url").empty()) return signing::Level::B_B;
    return config.flag("trial") ? signing::Level::B_T : signing::Level::B_LTA;
}

Result<void> check_signing(const runtime::Config& config) {
    if (auto fine = check_level(config); !fine.ok()) return fine;
    const bool own_key = !config.flag("trial");
    if (own_key && config.text("signing.key").empty()) return refused("without trial, signing.key is needed");
    const bool stamped = !config.text("tsa_url").empty();
    if (stamped && config.text("tsa_anchors").empty())
        return refused("tsa_url needs tsa_anchors: the root certificates by which the portal knows a genuine time-stamp");
    if (!stamped && !(config.text("tsa_policy") + config.text("tsa_credentials")).empty())
        return refused("tsa_policy and tsa_credentials say nothing without tsa_url");
    if (auto authorities = time_stamp_authorities(config); !authorities.ok()) return authorities.error();
    return {};
}

Result<std::vector<signing::TimeStampAuthority>> time_stamp_authorities(const runtime::Config& config) {
    std::vector<signing::TimeStampAuthority> authorities;
    for (const std::string& url : list_of(config.text("tsa_url"))) {
        if (!is_web_address(url)) return refused("tsa_url takes addresses that begin with http:// or https://", url);
        authorities.push_back({url, {}, {}});
    }
    const auto policies = list_of(config.text("tsa_policy"));
    const auto credentials = lines_of(config.text("tsa_credentials"));
    if (policies.size() > std::max<std::size_t>(authorities.size(), 1))
        return refused("tsa_policy has more entries than tsa_url");
    if (credentials.size() > authorities.size()) return refused("tsa_credentials has more lines than tsa_url has addresses");
    for (const std::string& policy : policies)
        if (!is_policy(policy)) return refused("tsa_policy takes numbers with dots between, as 1.2.3.4", policy);
    for (std::size_t i = 0; i < authorities.size(); ++i) {
        if (policies.size() == 1)
            authorities[i].policy = policies.front();
        else if (i < policies.size())
            authorities[i].policy = policies[i];
        if (i >= credentials.size()) continue;
        if (!credentials[i].empty() && credentials[i].find(':') == std::string::npos)
            return refused("tsa_credentials takes user:password, one line an authority");
        authorities[i].user_and_password = credentials[i];
    }
    return authorities;
}

Result<std::vector<Bytes>> certificates_in(const runtime::Config& config, const char* setting) {
    std::vector<Bytes> all;
    for (const std::string& file : list_of(config.text(setting))) {
        auto certificate = runtime::read_file(file, 1U << 20U);
        if (!certificate.ok())
            return Error{certificate.error().code, "a root certificate of " + std::string(setting) + " cannot be read", file};
        all.push_back(std::move(certificate).value());
    }
    return all;
}

}  // namespace quillport::daemon
