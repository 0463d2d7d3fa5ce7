#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "address.hpp"
#include "quillport/core/id.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"
#include "quillport/store/store.hpp"

namespace quillport::store {

[[nodiscard]] inline std::int64_t milliseconds_of(TimePoint at) noexcept { return at.time_since_epoch().count(); }
[[nodiscard]] inline TimePoint time_of(std::int64_t milliseconds) noexcept {
    return TimePoint{std::chrono::milliseconds{milliseconds}};
}

/// A value for one '?' of a statement: text or a number, or NULL of either kind.
class Param {
  public:
    Param(std::string text) : text_(std::move(text)), is_text_(true) {}                         // NOLINT: a value is a parameter
    Param(std::string_view text) : text_(text), is_text_(true) {}                               // NOLINT
    Param(const char* text) : text_(text), is_text_(true) {}                                    // NOLINT
    Param(std::int64_t number) : number_(number) {}                                             // NOLINT
    Param(int number) : number_(number) {}                                                      // NOLINT
    Param(bool flag) : number_(flag ? 1 : 0) {}                                                 // NOLINT
    Param(TimePoint at) : number_(milliseconds_of(at)) {}                                       // NOLINT
    Param(std::optional<TimePoint> at) : number_(at ? milliseconds_of(*at) : 0), null_(!at) {}  // NOLINT
    template <typename Tag>
    Param(const Id<Tag>& id) : Param(id.value) {}  // NOLINT

    /// For columns that refer to another table, or are unique, and may be empty.
    [[nodiscard]] static Param null_if_empty(std::string text) {
        Param param(std::move(text));
        param.null_ = param.text_.empty();
        return param;
    }

    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    [[nodiscard]] std::int64_t number() const noexcept { return number_; }
    [[nodiscard]] bool is_text() const noexcept { return is_text_; }
    [[nodiscard]] bool is_null() const noexcept { return null_; }

  private:
    std::string text_;
    std::int64_t number_ = 0;
    bool is_text_ = false;
    bool null_ = false;
};

/// A row of an answer, read from left to right: each call takes the next column. NULL reads as empty text or zero.
class Row {
  public:
    explicit Row(std::vector<Param> cells) : cells_(std::move(cells)) {}
    [[nodiscard]] std::string text() { return take().text(); }
    [[nodiscard]] std::int64_t number() { return take().number(); }
    [[nodiscard]] int small() { return static_cast<int>(number()); }
    [[nodiscard]] bool flag() { return number() != 0; }
    [[nodiscard]] TimePoint time() { return time_of(number()); }
    [[nodiscard]] std::optional<TimePoint> optional_time() {
        const Param& cell = take();
        return cell.is_null() ? std::nullopt : std::optional(time_of(cell.number()));
    }

  private:
    const Param& take() { return cells_.at(next_++); }
    std::vector<Param> cells_;
    std::size_t next_ = 0;
};
using Rows = std::vector<Row>;

/// A connection to the database: all of SQL that the repositories know. One thread at a time. Statements are prepared once and
/// kept.
///
/// Errors of its functions: InvalidInput (a text that cannot be stored), Conflict (a constraint was violated), NoSpace,
/// Forbidden, Unavailable, Internal. `what` never holds a value.
class Session {
  public:
    enum class Access : std::uint8_t { ReadWrite, ReadOnly };
    enum class Trouble : std::uint8_t {
        None,
        Repeat,  ///< the transaction met another one; the same again may succeed
        Lost     ///< the connection is gone
    };

    [[nodiscard]] static Result<std::unique_ptr<Session>> connect(const Address& address, Access access);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Rows of a query. `columns` has a letter for each column: 't' text, 'i' 64-bit number.
    [[nodiscard]] Result<Rows> query(std::string_view columns, const std::string& sql, const std::vector<Param>& params);
    /// Runs a statement without an answer; how many rows it changed.
    [[nodiscard]] Result<std::int64_t> change(const std::string& sql, const std::vector<Param>& params);
    /// Runs a statement without parameters that is not worth keeping: BEGIN, CREATE TABLE.
    [[nodiscard]] Result<void> command(const std::string& sql);

    [[nodiscard]] Backend backend() const noexcept;
    /// The first error since `forget_failure`; a transaction in which a statement failed is not committed.
    [[nodiscard]] const std::optional<Error>& failure() const noexcept;
    [[nodiscard]] Trouble trouble() const noexcept;
    void forget_failure() noexcept;

  private:
    struct Impl;
    explicit Session(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// Ok when exactly what should have changed did; NotFound when nothing did.
[[nodiscard]] inline Result<void> found(const Result<std::int64_t>& changed, const char* what) {
    if (!changed.ok()) return changed.error();
    if (changed.value() == 0) return Error{ErrorCode::NotFound, what, {}};
    return {};
}
[[nodiscard]] inline Result<void> done(const Result<std::int64_t>& changed) {
    if (!changed.ok()) return changed.error();
    return {};
}

/// The one row of an answer as `read` makes it; NotFound when there is none.
template <typename Read>
[[nodiscard]] auto one_of(Result<Rows> rows, const char* what, Read read) -> Result<decltype(read(std::declval<Row&>()))> {
    if (!rows.ok()) return rows.error();
    if (rows.value().empty()) return Error{ErrorCode::NotFound, what, {}};
    return read(rows.value().front());
}
template <typename Read>
[[nodiscard]] auto all_of(Result<Rows> rows, Read read) -> Result<std::vector<decltype(read(std::declval<Row&>()))>> {
    if (!rows.ok()) return rows.error();
    std::vector<decltype(read(std::declval<Row&>()))> all;
    all.reserve(rows.value().size());
    for (Row& row : rows.value()) all.push_back(read(row));
    return all;
}

}  // namespace quillport::store
