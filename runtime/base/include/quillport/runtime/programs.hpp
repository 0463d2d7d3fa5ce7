#pragma once
#include <filesystem>
#include <string_view>

namespace quillport::runtime {

/// The folder of the running program; empty when the kernel does not say. Thread-safe. Source: proc(5), /proc/self/exe.
[[nodiscard]] std::filesystem::path own_folder();

/// Where a program of the house lies: `given`, or `name` beside the running program when nothing is given. Thread-safe.
[[nodiscard]] std::filesystem::path program_path(std::string_view given, std::string_view name);

}  // namespace quillport::runtime
