#include <poll.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <vector>

#include "in_child.hpp"
#include "quillport/runtime/programs.hpp"
#include "quillport/runtime/service.hpp"

using namespace quillport;
using namespace quillport::runtime;
namespace fs = std::filesystem;

namespace {

constexpr Setting kTable[] = {{.key = "port", .type = SettingType::Integer, .default_value = "80", .range = "1..65535"}};
const Service kService{"quillport-test", "Tries.", kTable};

/// Calls with what main gets.
auto called(std::vector<std::string> words, auto function) {
    words.insert(words.begin(), "quillport-test");
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    return function(static_cast<int>(arguments.size()), arguments.data());
}
std::variant<Config, int> begin(std::vector<std::string> words) {
    return called(std::move(words), [](int argc, char** argv) { return begin_service(kService, argc, argv); });
}
Result<CommandLine> read(std::vector<std::string> words) { return called(std::move(words), command_line_of); }

}  // namespace

TEST_CASE("a service begins with its settings, or says why not", "[runtime][service]") {
    CHECK(std::get<Config>(begin({"--port=81"})).integer("port") == 81);
    CHECK(std::get<int>(begin({"--help"})) == 0);
    CHECK(std::get<int>(begin({"--version"})) == 0);
    CHECK(std::get<int>(begin({"--port=0"})) == 2);
    CHECK(std::get<int>(begin({"--unknown=1"})) == 2);
    CHECK(std::get<int>(begin({"serve"})) == 2);
    CHECK(std::get<int>(begin({"--verbose"})) == 2);
    CHECK(std::get<int>(begin({"--config", "/nowhere/at/all"})) == 2);
}

TEST_CASE("a command line is options, settings and words, in any order", "[runtime][service]") {
    const auto line = read({"user", "--port=81", "add", "--config", "/etc/a.conf", "-", "--name=a=b"}).value();
    CHECK(line.words == std::vector<std::string>{"user", "add", "-"});
    CHECK(line.settings == std::map<std::string, std::string>{{"name", "a=b"}, {"port", "81"}});
    CHECK(line.config == "/etc/a.conf");
    CHECK_FALSE(line.help);
    CHECK(read({"--config=/etc/b.conf"}).value().config == "/etc/b.conf");
    CHECK(read({"-h"}).value().help);
    CHECK(read({"--version"}).value().version);
    CHECK(read({"--config"}).error().code == ErrorCode::InvalidInput);
    CHECK(read({"--verbose"}).error().code == ErrorCode::InvalidInput);
}

TEST_CASE("a program of the house lies beside the one that asks, unless a path is given", "[runtime]") {
    CHECK(own_folder() == fs::path(QUILLPORT_BINARY_DIR) / "bin");
    CHECK(program_path("", "quillport-worker") == own_folder() / "quillport-worker");
    CHECK(program_path("/opt/worker", "quillport-worker") == "/opt/worker");
}

TEST_CASE("SIGTERM becomes readable, SIGPIPE is nothing", "[runtime][service]") {
    CHECK(test::in_child([] {
              const Descriptor stop = stop_signals();
              std::raise(SIGPIPE);
              pollfd entry{stop.get(), POLLIN, 0};
              if (::poll(&entry, 1, 0) != 0) return 1;
              std::raise(SIGTERM);
              return ::poll(&entry, 1, 0) == 1 ? 0 : 2;
          }) == 0);
}
