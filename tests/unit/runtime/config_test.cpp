#include <catch2/catch.hpp>

#include <unistd.h>
#include <array>

#include <cstdio>
#include <fstream>

#include "quillport/runtime/config.hpp"

using namespace quillport;
using namespace quillport::runtime;

namespace {

constexpr std::array<Setting, 6> kTable{{
    {.key = "listen.port", .type = SettingType::Integer, .default_value = "8080", .range = "1..65535", .help = "TCP port."},
    {.key = "smtp.url", .type = SettingType::Url, .default_value = "", .help = "Where mail goes."},
    {.key = "smtp.password", .secret = true, .help = "Password for mail."},
    {.key = "smtp.tls", .default_value = "starttls", .range = "none|starttls|tls", .help = "How mail is protected."},
    {.key = "link.life",
     .type = SettingType::Duration,
     .default_value = "7d",
     .range = "1h..30d",
     .help = "How long a link works."},
    {.key = "trial", .type = SettingType::Flag, .default_value = "true", .help = "Trial use."},
}};

Result<Config> loaded(std::string_view file, const std::map<std::string, std::string>& environment = {},
                      const std::map<std::string, std::string>& arguments = {}) {
    return Config::load(kTable, file, environment, arguments);
}

}  // namespace

TEST_CASE("settings that nobody names have their defaults", "[runtime][config]") {
    const auto config = loaded("");
    REQUIRE(config.ok());
    CHECK(config.value().integer("listen.port") == 8080);
    CHECK(config.value().duration("link.life") == std::chrono::hours(24 * 7));
    CHECK(config.value().flag("trial"));
    CHECK(config.value().text("smtp.password").empty());
}

TEST_CASE("the environment wins over the file and the command line over both", "[runtime][config]") {
    const std::string file = "# a comment\n\nlisten.port = 1001\r\nsmtp.tls=none\ntrial = no\n";
    const auto config = loaded(file, {{"QUILLPORT_LISTEN_PORT", "1002"}, {"PATH", "/bin"}}, {{"--listen.port", "1003"}});
    REQUIRE(config.ok());
    CHECK(config.value().integer("listen.port") == 1003);
    CHECK(config.value().text("smtp.tls") == "none");
    CHECK_FALSE(config.value().flag("trial"));
    CHECK(loaded(file, {{"QUILLPORT_LISTEN_PORT", "1002"}}).value().integer("listen.port") == 1002);
    CHECK(loaded(file).value().integer("listen.port") == 1001);
}

TEST_CASE("whatever is not in the table or not in its range refuses the start", "[runtime][config]") {
    const auto text =
        GENERATE(as<std::string>{}, "listen.prot = 80", "listen.port = 0", "listen.port = 65536", "listen.port = 80x",
                 "listen.port =", "smtp.url = mail", "smtp.tls = ssl", "link.life = 59m", "link.life = 31d", "link.life = 7",
                 "trial = maybe", "no equals sign", "listen.port_file = /etc/hostname");
    CAPTURE(text);
    const auto config = loaded("trial = yes\n" + text + "\n");
    REQUIRE_FALSE(config.ok());
    CHECK(config.error().code == ErrorCode::InvalidInput);
    CHECK(config.error().detail == "line 2");
}

TEST_CASE("a mistyped name in the environment or on the command line is refused by name", "[runtime][config]") {
    const auto by_environment = loaded("", {{"QUILLPORT_LISTEN_PROT", "1"}});
    REQUIRE_FALSE(by_environment.ok());
    CHECK(by_environment.error().what.find("QUILLPORT_LISTEN_PROT") != std::string::npos);
    const auto by_argument = loaded("", {}, {{"--listen.prot", "1"}});
    REQUIRE_FALSE(by_argument.ok());
    CHECK(by_argument.error().detail == "command line");
}

TEST_CASE("a secret is also read from a file, and never repeated", "[runtime][config]") {
    const std::string path = "/tmp/quillport-secret-" + std::to_string(::getpid());
    std::ofstream(path) << "hunter2\n";
    CHECK(loaded("smtp.password_file = " + path).value().text("smtp.password") == "hunter2");
    CHECK(loaded("", {{"QUILLPORT_SMTP_PASSWORD_FILE", path}}).value().text("smtp.password") == "hunter2");
    std::remove(path.c_str());
    const auto missing = loaded("smtp.password_file = " + path);
    REQUIRE_FALSE(missing.ok());
    CHECK(missing.error().what.find("smtp.password") != std::string::npos);
    CHECK(help_of(kTable).find("QUILLPORT_SMTP_PASSWORD") != std::string::npos);
}

TEST_CASE("a numbered setting is kept by its number and judged by its own language", "[runtime][config]") {
    static const std::vector<Setting> numbered{
        {.key = "mark.*", .complaint = [](std::string_view value) { return std::string(value == "bad" ? "is bad" : ""); }}};
    const auto config = Config::load(numbered, "mark.10 = c\nmark.2 = b\n", {{"QUILLPORT_MARK_1", "a"}}, {});
    REQUIRE(config.ok());
    CHECK(config.value().numbered("mark.*") == std::vector<std::string>{"a", "b", "c"});
    const auto bad = Config::load(numbered, "mark.1 = good\nmark.2 = bad\n", {}, {});
    REQUIRE_FALSE(bad.ok());
    CHECK(bad.error().what == "setting mark.2 is bad");
    CHECK(bad.error().detail == "line 2");
    CHECK_FALSE(Config::load(numbered, "mark.x = a\n", {}, {}).ok());
    CHECK_FALSE(Config::load(numbered, "mark = a\n", {}, {}).ok());
}
