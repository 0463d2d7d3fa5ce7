#include "tools.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace quillport::test {

// Spawned, not forked: a program with sanitizers maps so much that copying its tables costs more than most tools do.
ToolResult run_tool(const std::vector<std::string>& command, const std::string& input) {
    const TemporaryFolder folder;
    const std::string in = (folder / "in").string();
    std::ofstream(in, std::ios::binary) << input;
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe");
    std::vector<char*> arguments;
    for (const std::string& part : command) arguments.push_back(const_cast<char*>(part.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, 0, in.c_str(), O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, pipe[1], 1);
    ::posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int failed = ::posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    ToolResult result;
    std::array<char, 65'536> buffer{};
    for (ssize_t n = ::read(pipe[0], buffer.data(), buffer.size()); n > 0; n = ::read(pipe[0], buffer.data(), buffer.size())) {
        result.output.append(buffer.data(), static_cast<std::size_t>(n));
    }
    ::close(pipe[0]);
    if (failed != 0) throw std::runtime_error("the program does not start: " + command[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return result;
}

GreyPage render(const std::filesystem::path& pdf, int page, int dpi) {
    const std::string number = std::to_string(page);
    const ToolResult tool =
        run_tool({"pdftoppm", "-gray", "-r", std::to_string(dpi), "-cropbox", "-f", number, "-l", number, pdf.string()});
    GreyPage out;
    int header = 0;
    if (std::sscanf(tool.output.c_str(), "P5 %d %d 255%n", &out.width, &out.height, &header) != 2) return out;
    const std::size_t size = static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height);
    const std::size_t start = static_cast<std::size_t>(header) + 1;
    if (tool.output.size() < start + size) return {};
    out.pixels.assign(tool.output.begin() + static_cast<std::ptrdiff_t>(start),
                      tool.output.begin() + static_cast<std::ptrdiff_t>(start + size));
    return out;
}

}  // namespace quillport::test
