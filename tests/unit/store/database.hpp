#pragma once
#include <catch2/catch.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "../temporary_folder.hpp"
#include "address.hpp"
#include "quillport/store/accounts.hpp"
#include "quillport/store/documents.hpp"
#include "quillport/store/drafts.hpp"
#include "quillport/store/envelopes.hpp"
#include "quillport/store/queues.hpp"
#include "quillport/store/store.hpp"

namespace quillport::store::test {

inline constexpr TimePoint kNow{std::chrono::milliseconds{1'800'000'000'123}};
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

using quillport::test::TemporaryFolder;

/// An empty database of one kind, to be opened as often as a test likes.
class Database {
  public:
    explicit Database(Backend backend);
    [[nodiscard]] const std::string& url() const noexcept { return url_; }
    [[nodiscard]] std::filesystem::path folder() const { return folder_.path(); }
    [[nodiscard]] std::unique_ptr<Store> open() const;

  private:
    TemporaryFolder folder_;
    std::string url_;
};

/// The two back ends; the second only where it is installed, and the log says so where it is not.
[[nodiscard]] std::vector<Backend> backends();

/// Writes and demands that it worked.
template <typename F>
auto written(Store& store, F f) {
    auto result = store.write([&](Tx& tx) { return f(tx); });
    if (!result.ok()) FAIL_CHECK("not written: " << result.error().what << " " << result.error().detail);
    REQUIRE(result.ok());
    if constexpr (requires { result.value(); }) return std::move(result).value();
}
/// Reads and demands that it worked.
template <typename F>
auto seen(Store& store, F f) {
    auto result = store.read([&](Reader& reader) { return f(reader); });
    if (!result.ok()) FAIL_CHECK("not read: " << result.error().what << " " << result.error().detail);
    REQUIRE(result.ok());
    return std::move(result).value();
}
/// The code of the error that must come; nothing when it was Ok.
template <typename R>
std::optional<ErrorCode> error_of(const R& result) {
    if (result.ok()) return std::nullopt;
    return result.error().code;
}

/// A store with an organisation "acme", users "anna" and "bert" in it, and another organisation "umbrella".
struct Furnished {
    explicit Furnished(Backend backend);
    Database database;
    std::unique_ptr<Store> store;
    OrganisationId acme{"acme"}, umbrella{"umbrella"};
    UserId anna{"anna"}, bert{"bert"};
};

[[nodiscard]] DraftRow some_draft(const std::string& id);
/// Sent, with recipients "ID-r1" (turn 1) and "ID-r2" (turn 2).
[[nodiscard]] EnvelopeRecord some_envelope(const std::string& id);
/// Document "ID-d1" of that envelope.
[[nodiscard]] DocumentRow some_document(const std::string& envelope);

}  // namespace quillport::store::test
