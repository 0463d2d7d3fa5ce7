#include "quillport/core/result.hpp"

namespace quillport {

std::string_view name_of(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::InvalidInput:
            return "invalid_input";
        case ErrorCode::Unauthenticated:
            return "unauthenticated";
        case ErrorCode::Forbidden:
            return "forbidden";
        case ErrorCode::NotFound:
            return "not_found";
        case ErrorCode::Gone:
            return "gone";
        case ErrorCode::Conflict:
            return "conflict";
        case ErrorCode::PreconditionFailed:
            return "precondition_failed";
        case ErrorCode::TooLarge:
            return "too_large";
        case ErrorCode::Unsupported:
            return "unsupported";
        case ErrorCode::RateLimited:
            return "rate_limited";
        case ErrorCode::NoSpace:
            return "no_space";
        case ErrorCode::Timeout:
            return "timeout";
        case ErrorCode::Unavailable:
            return "unavailable";
        case ErrorCode::CryptoFailure:
            return "crypto_failure";
        case ErrorCode::Internal:
            return "internal";
    }
    return "internal";
}

}  // namespace quillport
