#include <poll.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <vector>

#include "in_child.hpp"
#include "quillport/runtime/service.hpp"

using namespace quillport;
using namespace quillport::runtime;

namespace {

constexpr Setting kTable[] = {{.key = "port", .type = SettingType::Integer, .default_value = "80", .range = "1..65535"}};
const Service kService{"quillport-test", "Tries.", kTable};

std::variant<Config, int> begin(std::vector<std::string> words) {
    words.insert(words.begin(), "quillport-test");
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    return begin_service(kService, static_cast<int>(arguments.size()), arguments.data());
}

}  // namespace

TEST_CASE("a service begins with its settings, or says why not", "[runtime][service]") {
    CHECK(std::get<Config>(begin({"--port=81"})).integer("port") == 81);
    CHECK(std::get<int>(begin({"--help"})) == 0);
    CHECK(std::get<int>(begin({"--version"})) == 0);
    CHECK(std::get<int>(begin({"--port=0"})) == 2);
    CHECK(std::get<int>(begin({"--unknown=1"})) == 2);
    CHECK(std::get<int>(begin({"serve"})) == 2);
    CHECK(std::get<int>(begin({"--config", "/nowhere/at/all"})) == 2);
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
