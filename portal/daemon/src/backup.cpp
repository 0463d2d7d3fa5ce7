#include "quillport/store/backup.hpp"

#include <iostream>

#include "commands.hpp"
#include "house.hpp"
#include "terminal.hpp"

namespace quillport::daemon {

namespace {

namespace fs = std::filesystem;

Error trouble(const char* what, const fs::path& where, const std::error_code& failed) {
    return {failed == std::errc::no_space_on_device ? ErrorCode::NoSpace : ErrorCode::Internal, what,
            where.string() + ": " + failed.message()};
}

/// Copies a folder's files one by one, durably; what is there already under the same name and size is left (blobs are named by
/// content).
Result<std::size_t> copy_folder(const fs::path& from, const fs::path& to) {
    std::error_code failed;
    std::size_t count = 0;
    fs::create_directories(to, failed);
    if (failed) return trouble("cannot make a folder", to, failed);
    for (auto entry = fs::recursive_directory_iterator(from, failed); !failed && entry != fs::recursive_directory_iterator();
         entry.increment(failed)) {
        const fs::path target = to / entry->path().lexically_relative(from);
        if (entry->is_directory()) {
            fs::create_directories(target, failed);
            if (failed) return trouble("cannot make a folder", target, failed);
            continue;
        }
        if (!entry->is_regular_file()) continue;
        std::error_code missing;
        if (fs::file_size(target, missing) == entry->file_size() && !missing) continue;
        const auto data = runtime::read_file(entry->path(), std::uint64_t{2} << 30U);
        if (!data.ok()) return data.error();
        if (auto written = runtime::write_durably(target, data.value()); !written.ok()) return std::move(written).error();
        ++count;
    }
    if (failed) return trouble("cannot read a folder", from, failed);
    return count;
}

Result<void> copy_small(const fs::path& from, const fs::path& to) {
    const auto data = runtime::read_file(from, std::uint64_t{64} << 30U);
    if (!data.ok()) return data.error();
    return runtime::write_durably(to, data.value());
}

Result<std::size_t> copy_all(const runtime::Config& config, const fs::path& target) {
    const fs::path data = data_folder(config);
    // Database first: a blob is durable before a row names it, so that every row of the copy finds its blob.
    if (is_sqlite(config)) {
        if (auto copied = store::copy_database(database_url(config), target / "quillport.db"); !copied.ok())
            return std::move(copied).error();
    }
    if (auto copied = copy_small(data / "secret", target / "secret"); !copied.ok()) return std::move(copied).error();
    if (auto copied = copy_folder(data / "trial", target / "trial"); !copied.ok()) return copied;
    return copy_folder(data / "blobs", target / "blobs");
}

}  // namespace

int backup(const runtime::Config& config, const fs::path& target) {
    std::error_code failed;
    fs::create_directories(target, failed);
    if (failed) return fail(trouble("cannot make the folder", target, failed));
    if (!fs::is_empty(target, failed))
        return fail(Error{ErrorCode::Conflict, "the folder for the copy is not empty", target.string()});
    const auto copied = copy_all(config, target);
    if (!copied.ok()) return fail(copied.error());
    std::cout << "Copied the database and " << copied.value() << " documents to " << target.string() << ".\n";
    if (!is_sqlite(config))
        std::cout << "The PostgreSQL database is not among them: copy it with pg_dump before the documents.\n";
    return 0;
}

int restore(const runtime::Config& config, const fs::path& source) {
    const fs::path data = data_folder(config);
    if (auto made = make_data_folder(data); !made.ok()) return fail(made.error());
    const auto lock = lock_data_folder(data);
    if (!lock.ok()) return fail(lock.error());
    std::error_code failed;
    if (fs::exists(data / "quillport.db", failed) || fs::exists(data / "secret", failed))
        return fail(Error{ErrorCode::Conflict, "the data folder is not empty", data.string()});
    const auto blobs = copy_folder(source / "blobs", data / "blobs");
    if (!blobs.ok()) return fail(blobs.error());
    if (auto keys = copy_folder(source / "trial", data / "trial"); !keys.ok()) return fail(keys.error());
    if (auto copied = copy_small(source / "secret", data / "secret"); !copied.ok()) return fail(copied.error());
    if (is_sqlite(config)) {
        const fs::path target = database_url(config).substr(7);
        if (fs::exists(target, failed)) return fail(Error{ErrorCode::Conflict, "the database exists", target.string()});
        if (auto copied = copy_small(source / "quillport.db", target); !copied.ok()) return fail(copied.error());
    }
    std::cout << "Put the database and " << blobs.value() << " documents into " << data.string() << ".\n";
    return 0;
}

}  // namespace quillport::daemon
