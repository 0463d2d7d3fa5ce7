#include "cache_files.hpp"

#include <algorithm>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

#include "quillport/runtime/file.hpp"

namespace quillport::documents {
namespace fs = std::filesystem;
namespace {

struct Entry {
    fs::file_time_type written;
    fs::path path;
    std::uint64_t size = 0;
};

std::vector<Entry> entries_of(const fs::path& folder) {
    std::vector<Entry> entries;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        std::error_code ignored;
        Entry entry{at->last_write_time(ignored), at->path(), at->file_size(ignored)};
        if (!ignored) entries.push_back(std::move(entry));
    }
    return entries;
}

}  // namespace

CacheFiles::CacheFiles(fs::path folder, std::uint64_t limit) : folder_(std::move(folder)), limit_(limit) {
    std::error_code failed;
    fs::create_directories(folder_, failed);
    if (failed) return;
    fs::permissions(folder_, fs::perms::owner_all, failed);
    usable_ = !failed;
    for (const Entry& entry : entries_of(folder_)) used_ += entry.size;
}

std::optional<Bytes> CacheFiles::read(const std::string& name) const {
    if (!usable_) return std::nullopt;
    auto data = runtime::read_file(folder_ / name, limit_);
    if (!data.ok()) return std::nullopt;
    return std::move(data).value();
}

void CacheFiles::make_room(std::uint64_t coming) {
    if (used_ + coming <= limit_) return;
    auto entries = entries_of(folder_);
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.written < b.written; });
    used_ = 0;
    for (const Entry& entry : entries) used_ += entry.size;
    // Down to four fifths, so that not every page of a full cache reads the folder again.
    const std::uint64_t goal = limit_ / 5 * 4;
    for (const Entry& entry : entries) {
        if (used_ + coming <= goal) break;
        std::error_code failed;
        fs::remove(entry.path, failed);
        if (!failed) used_ -= entry.size;
    }
}

void CacheFiles::write(const std::string& name, BytesView data) {
    if (!usable_ || data.size() > limit_ / 5) return;
    const std::lock_guard lock(mutex_);
    make_room(data.size());
    // Renamed into its place, so that no reader meets half a file; not synchronised to disk, because it can be made again.
    const fs::path temporary = folder_ / (".new-" + std::to_string(++serial_));
    std::error_code failed;
    {
        std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
        out.write(reinterpret_cast<const char*>(data.data()), static_cast<std::streamsize>(data.size()));
        out.close();
        if (!out) {
            fs::remove(temporary, failed);
            return;
        }
    }
    fs::rename(temporary, folder_ / name, failed);
    if (failed)
        fs::remove(temporary, failed);
    else
        used_ += data.size();
}

}  // namespace quillport::documents
