#pragma once
#include <string>

#include "quillport/core/result.hpp"

namespace quillport::daemon {

/// Writes the error to stderr. \returns 1, the exit code.
int fail(const Error& error);
/// A password: asked twice without echo at a terminal, else the first line of stdin. Errors: InvalidInput.
[[nodiscard]] Result<std::string> ask_password();

}  // namespace quillport::daemon
