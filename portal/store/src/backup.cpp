#include "quillport/store/backup.hpp"

#include "session.hpp"

namespace quillport::store {

Result<void> copy_database(const std::string& url, const std::filesystem::path& target) {
    const auto address = parse_address(url);
    if (!address.ok()) return address.error();
    if (address.value().backend != Backend::Sqlite) return Error{ErrorCode::Unsupported, "PostgreSQL is copied by pg_dump", {}};
    std::error_code failed;
    if (std::filesystem::exists(target, failed))
        return Error{ErrorCode::Conflict, "the target of the copy exists", target.string()};
    const auto session = Session::connect(address.value(), Session::Access::ReadWrite);
    if (!session.ok()) return session.error();
    std::string quoted;
    for (const char c : target.string()) quoted += c == '\'' ? "''" : std::string(1, c);
    return session.value()->command("VACUUM INTO '" + quoted + "'");
}

}  // namespace quillport::store
