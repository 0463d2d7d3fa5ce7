#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "quillport/core/result.hpp"
#include "quillport/http/server.hpp"
#include "quillport/runtime/command_line.hpp"
#include "quillport/runtime/config.hpp"
#include "quillport/services/context.hpp"

namespace quillport::daemon {

/// The one table of settings.
[[nodiscard]] std::span<const runtime::Setting> settings_table();
/// Default file of settings, read when it is there and no other was named.
inline constexpr const char* kConfigFile = "/etc/quillport/quillportd.conf";
/// File, environment, command line. Errors: as runtime::Config::load, and for a file that was named and cannot be read.
[[nodiscard]] Result<runtime::Config> load(const runtime::CommandLine& line);

/// Where things lie when nobody says otherwise.
[[nodiscard]] std::filesystem::path data_folder(const runtime::Config& config);
[[nodiscard]] std::filesystem::path web_root(const runtime::Config& config);
[[nodiscard]] std::filesystem::path worker_program(const runtime::Config& config);
[[nodiscard]] std::string database_url(const runtime::Config& config);
/// True when the database is a file that the data folder's lock keeps to one portal.
[[nodiscard]] bool is_sqlite(const runtime::Config& config);
/// `port` is the one that was got.
[[nodiscard]] std::string public_url(const runtime::Config& config, std::uint16_t port);

/// A comma-separated list without blanks.
[[nodiscard]] std::vector<std::string> list_of(const std::string& text);
[[nodiscard]] services::Settings service_settings(const runtime::Config& config);
[[nodiscard]] http::ServerOptions server_options(const runtime::Config& config);

}  // namespace quillport::daemon
