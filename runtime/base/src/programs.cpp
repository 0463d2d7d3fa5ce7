#include "quillport/runtime/programs.hpp"

namespace quillport::runtime {

std::filesystem::path own_folder() {
    std::error_code failed;
    return std::filesystem::read_symlink("/proc/self/exe", failed).parent_path();
}

std::filesystem::path program_path(std::string_view given, std::string_view name) {
    return given.empty() ? own_folder() / name : std::filesystem::path(given);
}

}  // namespace quillport::runtime
