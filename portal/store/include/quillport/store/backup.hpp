#pragma once
#include <filesystem>
#include <string>

#include "quillport/core/result.hpp"

namespace quillport::store {

/// Copies the database into a new file, as it stands at one moment, while others read and write (SQLite, VACUUM INTO).
/// `url` as for Store::open. Errors: Unsupported (PostgreSQL has its own: pg_dump), Conflict (`target` exists), Unavailable,
/// NoSpace, Forbidden, Internal.
[[nodiscard]] Result<void> copy_database(const std::string& url, const std::filesystem::path& target);

}  // namespace quillport::store
