#include "tls.hpp"

#include <sys/stat.h>

#include <array>
#include <chrono>
#include <cstdlib>

#include "handles.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::ipp {
namespace {

namespace fs = std::filesystem;

// libcups reads NAME.crt and NAME.key of one folder; the NAME is the one in a certificate that it makes.
constexpr const char* kGiven = "given";
constexpr auto kLifetime = std::chrono::hours(24 * 365 * 10);

Result<void> check_readable(const fs::path& file) {
    const auto read = runtime::read_file(file, 1U << 20U);
    return read.ok() ? Result<void>{} : Result<void>{read.error()};
}

/// The given files under the names that libcups reads.
Result<void> link_given(const PrinterSettings& settings, const fs::path& folder) {
    const std::array<std::pair<fs::path, const char*>, 2> files = {std::pair{settings.certificate, ".crt"},
                                                                   {settings.key, ".key"}};
    for (const auto& [given, ending] : files) {
        if (auto readable = check_readable(given); !readable.ok()) return readable;
        const fs::path link = folder / (kGiven + std::string(ending));
        std::error_code failed;
        fs::remove(link, failed);
        fs::create_symlink(fs::absolute(given), link, failed);
        if (failed) return Error{ErrorCode::Internal, "cannot link the certificate", link.string()};
    }
    return {};
}

Result<void> make_own(const PrinterSettings& settings, const fs::path& folder) {
    const fs::path certificate = folder / (settings.host + ".crt");
    const fs::path key = folder / (settings.host + ".key");
    if (check_readable(certificate).ok() && check_readable(key).ok()) return {};
    const std::string local = settings.host.substr(0, settings.host.find('.')) + ".local";
    std::array<const char*, 1> names = {local.c_str()};
    const auto end = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now() + kLifetime);
    const mode_t before = ::umask(0077);
    const int made = cupsMakeServerCredentials(folder.c_str(), settings.host.c_str(), names.size(), names.data(), end);
    ::umask(before);
    if (made == 0) return Error{ErrorCode::Internal, "cannot make a certificate", cupsLastErrorString()};
    return {};
}

/// libcups would speak TLS 1.0; only its own file of settings can say otherwise.
Result<void> forbid_old_tls(const fs::path& folder) {
    static constexpr std::string_view kOptions = "SSLOptions MinTLS1.2\n";
    if (auto written = runtime::write_durably(folder / "client.conf", bytes_of(kOptions), 0644); !written.ok()) return written;
    ::setenv("CUPS_SERVERROOT", folder.c_str(), 1);
    return {};
}

}  // namespace

Result<void> prepare_tls(const PrinterSettings& settings) {
    const fs::path folder = settings.state / "tls";
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) return Error{ErrorCode::Forbidden, "cannot make the folder for the certificate", folder.string()};
    fs::permissions(folder, fs::perms::owner_all, failed);
    if (auto set = forbid_old_tls(folder); !set.ok()) return set;
    auto ready = settings.certificate.empty() ? make_own(settings, folder) : link_given(settings, folder);
    if (ready.ok()) cupsSetServerCredentials(folder.c_str(), settings.certificate.empty() ? settings.host.c_str() : kGiven, 0);
    return ready;
}

}  // namespace quillport::ipp
