#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "quillport/core/result.hpp"

namespace quillport::services {

/// What a refusal says to a person: the key of a sentence, the input that is wrong, how many tries are left, how long to wait.
/// It travels in Error::detail as "key", "key?field=email", "key?tries_left=4&retry_after=120".
struct Problem {
    std::string key;
    std::string field;
    std::optional<int> tries_left;
    std::optional<int> retry_after;  ///< seconds
};

/// The Error that carries a problem. `what` is for the log.
[[nodiscard]] Error refusal(ErrorCode code, std::string what, const Problem& problem);
[[nodiscard]] Error refusal(ErrorCode code, std::string what, std::string key);
/// InvalidInput: the input `field` is wrong.
[[nodiscard]] Error wrong_input(std::string key, std::string field);
/// The problem in an Error, of whatever module: a detail that is no key gives the code's name as key.
[[nodiscard]] Problem problem_of(const Error& error);

}  // namespace quillport::services
