#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "../../unit/temporary_folder.hpp"

namespace quillport::test {

struct ToolResult {
    int exit_code = -1;
    std::string output;  ///< standard output
};

/// Runs a program without a shell, with `input` on its standard input and its standard error discarded.
[[nodiscard]] ToolResult run_tool(const std::vector<std::string>& command, const std::string& input = {});

/// A page rendered by pdftoppm in grey.
struct GreyPage {
    int width = 0, height = 0;
    std::vector<std::uint8_t> pixels;
};
[[nodiscard]] GreyPage render(const std::filesystem::path& pdf, int page, int dpi);

}  // namespace quillport::test
