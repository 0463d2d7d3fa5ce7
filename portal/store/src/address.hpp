#pragma once
#include <cstdint>
#include <string>

#include "quillport/core/result.hpp"

namespace quillport::store {

enum class Backend : std::uint8_t { Sqlite, Postgresql };

/// Where a database is.
struct Address {
    Backend backend = Backend::Sqlite;
    std::string target;  ///< path of the file, or libpq's connection string
};

/// InvalidInput: neither "sqlite:PATH" nor "postgresql:...".
[[nodiscard]] Result<Address> parse_address(const std::string& url);

}  // namespace quillport::store
