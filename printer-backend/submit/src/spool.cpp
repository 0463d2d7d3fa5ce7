#include "quillport/printing/spool.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <optional>

#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/runtime/log.hpp"

namespace quillport::printing {
namespace {

namespace fs = std::filesystem;
using runtime::LogLevel;

constexpr std::size_t kHeaderLimit = 64U << 10U;
constexpr std::uint64_t kDocumentLimit = (std::uint64_t{1} << 30U) + kHeaderLimit;

std::optional<SpooledJob> read_job(const fs::path& file) {
    const runtime::Descriptor fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!fd.valid()) return std::nullopt;
    std::string head(kHeaderLimit, '\0');
    const ssize_t n = ::pread(fd.get(), head.data(), head.size(), 0);
    if (n <= 0) return std::nullopt;
    head.resize(static_cast<std::size_t>(n));
    auto parsed = contract::parse_spool_header(head);
    if (!parsed.ok()) return std::nullopt;
    return SpooledJob{file.stem().string(), std::move(parsed.value().header), parsed.value().length};
}

Result<void> make_folder(const fs::path& folder, mode_t mode) {
    if (::mkdir(folder.c_str(), mode) == 0) {
        ::chmod(folder.c_str(), mode);  // mkdir's mode is cut by the umask
        return {};
    }
    if (errno == EEXIST) return {};
    return runtime::error_from_errno(errno, "cannot make the spool folder");
}

}  // namespace

Spool::Spool(fs::path root) : root_(std::move(root)) {}

Result<void> Spool::open() {
    // The backend's user passes through the root; in `incoming` it adds files and syncs the folder, which takes the right to read
    // it.
    if (auto made = make_folder(root_, 0711); !made.ok()) return made;
    if (auto made = make_folder(incoming(), 02770); !made.ok()) return made;
    return make_folder(held(), 0700);
}

std::vector<SpooledJob> Spool::waiting() {
    std::vector<SpooledJob> jobs;
    std::vector<std::string> broken;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(incoming(), failed)) {
        if (entry.path().extension() != ".job") continue;
        if (auto job = read_job(entry.path()))
            jobs.push_back(std::move(*job));
        else
            broken.push_back(entry.path().stem().string());
    }
    for (const std::string& key : broken)
        if (!hold(key, "This file in the spool is not a print job of Quillport.").ok())
            runtime::log(LogLevel::Error, "spool.hold_failed", {{"key", key}});
    std::stable_sort(jobs.begin(), jobs.end(),
                     [](const SpooledJob& a, const SpooledJob& b) { return a.header.job.received < b.header.job.received; });
    return jobs;
}

Result<Bytes> Spool::data_of(const SpooledJob& job) const {
    auto file = runtime::read_file(file_of(job.key), kDocumentLimit);
    if (!file.ok()) return file.error();
    Bytes data = std::move(file).value();
    if (data.size() < job.data_offset) return Error{ErrorCode::InvalidInput, "the spool file is cut off", job.key};
    data.erase(data.begin(), data.begin() + static_cast<std::ptrdiff_t>(job.data_offset));
    if (data.size() != job.header.size || runtime::sha256_hex(data) != job.header.sha256)
        return Error{ErrorCode::InvalidInput, "the spool file is damaged", job.key};
    return data;
}

Result<void> Spool::remove(const SpooledJob& job) { return runtime::remove_durably(file_of(job.key)); }

Result<void> Spool::hold(const std::string& key, const std::string& reason) {
    if (auto written = runtime::write_durably(held() / (key + ".reason"), bytes_of(reason + "\n")); !written.ok()) return written;
    std::error_code failed;
    fs::rename(file_of(key), held() / (key + ".job"), failed);
    if (failed) return runtime::error_from_errno(failed.value(), "cannot hold the document");
    runtime::log(LogLevel::Warning, "spool.held", {{"key", key}, {"reason", reason}});
    return {};
}

}  // namespace quillport::printing
