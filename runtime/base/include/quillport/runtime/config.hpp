#pragma once
#include <chrono>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/result.hpp"

namespace quillport::runtime {

/// Kind of a setting's value.
enum class SettingType : unsigned char { Text, Path, Url, Integer, Flag, Duration };

/// One row of a program's table of settings. The table makes parser, --help, man page and docs.
struct Setting {
    std::string_view key{};  ///< "smtp.url", in the environment QUILLPORT_SMTP_URL; "mark.*": mark.1, mark.2, ...
    SettingType type = SettingType::Text;
    std::string_view default_value{};  ///< as it would be written
    std::string_view range{};          ///< "1..65535", "none|starttls|tls", or empty
    bool secret = false;               ///< never logged; also read from the file that KEY_FILE names
    std::string_view help{};           ///< one sentence
    /// Says what is wrong with a value, to be read behind "setting KEY"; empty: nothing. For values with a language of their own.
    std::string (*complaint)(std::string_view value) = nullptr;
};

/// The settings of one program: file (key = value, # comments) below environment below command line.
/// An unknown key, a value out of range or an unreadable secret file refuses the start (InvalidInput, names the key and line).
class Config {
  public:
    /// `environment` and `arguments` ("--smtp.url=...") may be empty; `file` may be empty (then no file is read).
    [[nodiscard]] static Result<Config> load(std::span<const Setting> table, std::string_view file_text,
                                             const std::map<std::string, std::string>& environment,
                                             const std::map<std::string, std::string>& arguments);
    [[nodiscard]] std::string text(std::string_view key) const;
    [[nodiscard]] long long integer(std::string_view key) const;
    [[nodiscard]] bool flag(std::string_view key) const;
    [[nodiscard]] std::chrono::milliseconds duration(std::string_view key) const;

    /// The values of a numbered setting ("mark.*"), by their numbers.
    [[nodiscard]] std::vector<std::string> numbered(std::string_view key) const;

  private:
    std::map<std::string, std::string, std::less<>> values_;
};

/// This process's environment, to be given to Config::load. Not while another thread changes it.
[[nodiscard]] std::map<std::string, std::string> environment();

/// The table as text for --help; secrets are marked.
[[nodiscard]] std::string help_of(std::span<const Setting> table);

}  // namespace quillport::runtime
