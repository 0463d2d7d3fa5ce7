#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace quillport::runtime {

enum class LogLevel : std::uint8_t { Debug, Info, Warning, Error };

/// One pair of a log line. Values are quoted when they hold blanks, quotes or control characters, so that no value can forge a
/// line; they are cut at 400 bytes. Never pass secrets, codes or tokens.
struct LogField {
    std::string_view key;
    std::string value;
    LogField(std::string_view k, std::string_view v) : key(k), value(v) {}
    LogField(std::string_view k, const char* v) : key(k), value(v) {}
    LogField(std::string_view k, const std::string& v) : key(k), value(v) {}
    LogField(std::string_view k, long long v) : key(k), value(std::to_string(v)) {}
    LogField(std::string_view k, int v) : key(k), value(std::to_string(v)) {}
    LogField(std::string_view k, std::size_t v) : key(k), value(std::to_string(v)) {}
};

/// Writes one line "<RFC 3339> <level> <event> key=value ..." to stderr with a single write(2). Thread-safe.
/// Error is for what is our fault (5xx), Warning for what a caller did wrong (4xx) or what mends itself.
void log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});
/// Lines below `level` are dropped. Default: Info.
void set_log_level(LogLevel level) noexcept;

}  // namespace quillport::runtime
