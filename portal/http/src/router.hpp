#pragma once
#include <string>

#include "quillport/contract/routes.hpp"
#include "quillport/core/result.hpp"
#include "quillport/http/message.hpp"

namespace quillport::http {

inline constexpr std::string_view kApiRoot = "/api/";

/// What a path leads to. HEAD counts as GET (RFC 9110 §9.3.2).
struct Match {
    const contract::Route* route = nullptr;  ///< null: no such path, or not this method
    std::string allowed;                     ///< for 405: the methods that the path has; empty: no such path
};
[[nodiscard]] Match match(const Request& request);

/// Decodes the route's parameters into the request and checks them against its table. Errors: InvalidInput "input" with the
/// field.
[[nodiscard]] Result<void> read_parameters(const contract::Route& route, Request& request);

}  // namespace quillport::http
