#include "quillport/store/blobs.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <array>

#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::store {
namespace {

constexpr std::size_t kNameLength = 64;

bool is_name(const std::string& sha256) {
    return sha256.size() == kNameLength &&
           std::all_of(sha256.begin(), sha256.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

Result<void> make_folder(const std::filesystem::path& folder) {
    if (::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST) return {};
    return runtime::error_from_errno(errno, "cannot make the folder for documents");
}

Result<void> sync_folder(const std::filesystem::path& folder) {
    const runtime::Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd.valid() || ::fsync(fd.get()) != 0) return runtime::error_from_errno(errno, "cannot sync the folder for documents");
    return {};
}

}  // namespace

Result<Blobs> Blobs::open(const std::filesystem::path& folder) {
    if (auto made = make_folder(folder); !made.ok()) return made.error();
    for (int i = 0; i < 256; ++i) {
        const std::array byte{static_cast<std::byte>(i)};
        if (auto made = make_folder(folder / to_hex(byte)); !made.ok()) return made.error();
    }
    if (auto synced = sync_folder(folder); !synced.ok()) return synced.error();
    return Blobs(folder);
}

std::filesystem::path Blobs::place_of(const std::string& sha256) const {
    return folder_ / sha256.substr(0, 2) / sha256.substr(2);
}

Result<BlobRef> Blobs::put(BytesView data) const {
    BlobRef ref{runtime::sha256_hex(data), static_cast<std::int64_t>(data.size())};
    const auto place = place_of(ref.sha256);
    // Files get their name only when they are whole, so one of the right size is the right one.
    std::error_code missing;
    if (std::filesystem::file_size(place, missing) == data.size() && !missing) return ref;
    if (auto written = runtime::write_durably(place, data, 0400); !written.ok()) return written.error();
    return ref;
}

Result<Bytes> Blobs::get(const std::string& sha256, std::uint64_t limit) const {
    if (!is_name(sha256)) return Error{ErrorCode::InvalidInput, "not the name of a blob", {}};
    auto data = runtime::read_file(place_of(sha256), limit);
    if (data.ok() && runtime::sha256_hex(data.value()) != sha256)
        return Error{ErrorCode::Internal, "a blob is damaged on disk", sha256};
    return data;
}

Result<std::filesystem::path> Blobs::path(const std::string& sha256) const {
    if (!is_name(sha256)) return Error{ErrorCode::InvalidInput, "not the name of a blob", {}};
    auto place = place_of(sha256);
    std::error_code failed;
    if (!std::filesystem::is_regular_file(place, failed)) return Error{ErrorCode::NotFound, "no such blob", sha256};
    return place;
}

}  // namespace quillport::store
