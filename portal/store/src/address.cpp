#include "address.hpp"

#include <string_view>

namespace quillport::store {

Result<Address> parse_address(const std::string& url) {
    constexpr std::string_view kSqlite = "sqlite:";
    constexpr std::string_view kPostgresql = "postgresql:";
    if (url.starts_with(kSqlite) && url.size() > kSqlite.size()) return Address{Backend::Sqlite, url.substr(kSqlite.size())};
    // libpq takes its own URIs as a whole, and everything else as words without the scheme.
    if (url.starts_with("postgresql://")) return Address{Backend::Postgresql, url};
    if (url.starts_with(kPostgresql)) return Address{Backend::Postgresql, url.substr(kPostgresql.size())};
    // The url may hold a password: it is not repeated.
    return Error{ErrorCode::InvalidInput, "the database url is neither sqlite:PATH nor postgresql:CONNINFO", {}};
}

}  // namespace quillport::store
