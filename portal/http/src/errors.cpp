#include "errors.hpp"

#include "quillport/contract/codecs.hpp"
#include "quillport/services/problem.hpp"

namespace quillport::http {

int status_of(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::InvalidInput:
            return 400;
        case ErrorCode::Unauthenticated:
            return 401;
        case ErrorCode::Forbidden:
            return 403;
        case ErrorCode::NotFound:
            return 404;
        case ErrorCode::Gone:
            return 410;
        case ErrorCode::Conflict:
            return 409;
        case ErrorCode::PreconditionFailed:
            return 412;
        case ErrorCode::TooLarge:
            return 413;
        case ErrorCode::Unsupported:
            return 415;
        case ErrorCode::RateLimited:
            return 429;
        case ErrorCode::NoSpace:
            return 507;
        case ErrorCode::Timeout:
            return 504;
        case ErrorCode::Unavailable:
            return 503;
        case ErrorCode::CryptoFailure:
        case ErrorCode::Internal:
            break;
    }
    return 500;
}

ErrorCode code_of(int status) noexcept {
    switch (status) {
        case 408:
        case 504:
            return ErrorCode::Timeout;
        case 413:
        case 431:
            return ErrorCode::TooLarge;
        case 500:
            return ErrorCode::Internal;
        case 503:
            return ErrorCode::Unavailable;
        case 507:
            return ErrorCode::NoSpace;
        default:
            return ErrorCode::InvalidInput;
    }
}

Response error_answer(const Error& error, const std::string& support) {
    const services::Problem problem = services::problem_of(error);
    contract::ApiError answer;
    answer.code = std::string(name_of(error.code));
    answer.key = problem.key;
    if (!problem.field.empty()) answer.field = problem.field;
    if (problem.tries_left) answer.tries_left = *problem.tries_left;
    if (problem.retry_after) answer.retry_after = *problem.retry_after;
    answer.support = support;
    Response response = json(status_of(error.code), to_json(answer));
    if (problem.retry_after) response.set("Retry-After", std::to_string(*problem.retry_after));
    return response;
}

}  // namespace quillport::http
