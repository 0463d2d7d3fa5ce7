#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "quillport/core/result.hpp"

namespace quillport::signing {

/// A PKCS#11 URI (RFC 7512 §2.3), percent-decoded. What is not stated fits everything.
struct Pkcs11Uri {
    std::optional<std::string> token, manufacturer, serial, model;
    std::optional<unsigned long> slot;
    std::optional<std::string> object, id;  ///< id: bytes
    std::string module_path;                ///< empty: what p11-kit knows
    std::string pin_source;                 ///< path of a file; empty: none
};

[[nodiscard]] bool is_pkcs11_uri(std::string_view text) noexcept;
/// Errors: InvalidInput (malformed, an attribute twice, `pin-value`: a PIN in a command line is seen by everybody), Unsupported
/// (an attribute that cannot be observed, `pin-source` that is a command).
[[nodiscard]] Result<Pkcs11Uri> parse_pkcs11_uri(std::string_view text);

}  // namespace quillport::signing
