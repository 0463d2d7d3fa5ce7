#include "tools.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace quillport::test {

ToolResult run_tool(const std::vector<std::string>& command, const std::string& input) {
    const TemporaryFolder folder;
    std::ofstream(folder / "in", std::ios::binary) << input;
    std::array<int, 2> pipe{};
    if (::pipe(pipe.data()) != 0) throw std::runtime_error("pipe");
    const pid_t child = ::fork();
    if (child == 0) {
        const int in = ::open((folder / "in").c_str(), O_RDONLY);
        const int null = ::open("/dev/null", O_WRONLY);
        ::dup2(in, 0);
        ::dup2(pipe[1], 1);
        ::dup2(null, 2);
        ::close(pipe[0]);
        ::close(pipe[1]);
        std::vector<char*> arguments;
        for (const std::string& part : command) arguments.push_back(const_cast<char*>(part.c_str()));
        arguments.push_back(nullptr);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    ::close(pipe[1]);
    ToolResult result;
    std::array<char, 65'536> buffer{};
    for (ssize_t n = ::read(pipe[0], buffer.data(), buffer.size()); n > 0; n = ::read(pipe[0], buffer.data(), buffer.size())) {
        result.output.append(buffer.data(), static_cast<std::size_t>(n));
    }
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return result;
}

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "quillport-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;  // a folder that stays behind does not fail a test
    std::filesystem::remove_all(path_, ignored);
}

GreyPage render(const std::filesystem::path& pdf, int page) {
    const std::string number = std::to_string(page);
    const ToolResult tool = run_tool({"pdftoppm", "-gray", "-r", "72", "-cropbox", "-f", number, "-l", number, pdf.string()});
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
