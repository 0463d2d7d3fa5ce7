#pragma once
#include <string>

#include "quillport/core/result.hpp"
#include "quillport/http/message.hpp"

namespace quillport::http {

/// The one table from kinds of errors to statuses (RFC 9110 §15, RFC 6585 §4, RFC 4918 §11.5).
[[nodiscard]] int status_of(ErrorCode code) noexcept;
/// The kind that a status of the transport stands for.
[[nodiscard]] ErrorCode code_of(int status) noexcept;

/// The refusal as an ApiError. `support` is what a person can read out to the operator, who finds it in the log ("7K4-2QD").
[[nodiscard]] Response error_answer(const Error& error, const std::string& support);

}  // namespace quillport::http
