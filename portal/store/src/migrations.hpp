#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "address.hpp"
#include "session.hpp"

namespace quillport::store {

/// A numbered file of migrations/, built into the program.
struct Migration {
    int number;
    std::string_view name;
    std::string_view text;
};
/// All of them, by number. Generated at build time.
[[nodiscard]] std::span<const Migration> all_migrations() noexcept;

/// The statements of a migration for one back end, placeholders replaced, comments removed.
[[nodiscard]] std::vector<std::string> statements_of(std::string_view text, Backend backend);

/// Brings the tables up to `migrations`, each in a transaction of its own; two programs at once wait for each other.
/// Errors: PreconditionFailed (the tables are newer), and those of a Session.
[[nodiscard]] Result<void> migrate(Session& session, std::span<const Migration> migrations);

}  // namespace quillport::store
