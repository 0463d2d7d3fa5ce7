#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace quillport {

/// Why something could not be done, in the few kinds that a caller reacts to differently.
enum class ErrorCode : std::uint8_t {
    InvalidInput,
    Unauthenticated,
    Forbidden,
    NotFound,
    Gone,
    Conflict,
    PreconditionFailed,
    TooLarge,
    Unsupported,
    RateLimited,
    NoSpace,
    Timeout,
    Unavailable,
    CryptoFailure,
    Internal
};

/// Stable lower-case name of a code, as it stands in logs and in the API ("invalid_input").
[[nodiscard]] std::string_view name_of(ErrorCode code) noexcept;

struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string what;    ///< for the log; English, no secrets, no personal data
    std::string detail;  ///< offset, object number, column, or the key of the sentence that a person reads
};

/// A value or the reason why there is none. Thrown exceptions stay for broken invariants.
template <typename T>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: a value is a result
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: so is an error

    [[nodiscard]] bool ok() const noexcept { return state_.index() == 0; }
    explicit operator bool() const noexcept { return ok(); }

    [[nodiscard]] T& value() & { return std::get<0>(state_); }
    [[nodiscard]] const T& value() const& { return std::get<0>(state_); }
    [[nodiscard]] T&& value() && { return std::get<0>(std::move(state_)); }
    [[nodiscard]] const Error& error() const& { return std::get<1>(state_); }
    [[nodiscard]] Error&& error() && { return std::get<1>(std::move(state_)); }

  private:
    std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
  public:
    Result() = default;
    Result(Error error) : error_(std::move(error)), ok_(false) {}  // NOLINT: an error is a result

    [[nodiscard]] bool ok() const noexcept { return ok_; }
    explicit operator bool() const noexcept { return ok_; }
    [[nodiscard]] const Error& error() const& { return error_; }
    [[nodiscard]] Error&& error() && { return std::move(error_); }

  private:
    Error error_;
    bool ok_ = true;
};

}  // namespace quillport
