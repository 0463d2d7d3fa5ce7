#pragma once
#include <optional>
#include <string>

namespace quillport::store::test {

/// Connection words of a PostgreSQL server of our own: made at the first call in a temporary folder, reachable by a socket in it
/// and by nothing else, ended with the test program. Empty when PostgreSQL is not installed; a server that is installed and does
/// not start is a failed test.
[[nodiscard]] std::optional<std::string> postgresql_cluster();

}  // namespace quillport::store::test
