#include "postgresql_cluster.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <thread>
#include <vector>

namespace quillport::store::test {
namespace {

namespace fs = std::filesystem;

fs::path newest_installation() {
    fs::path best;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", none))
        if (fs::exists(entry.path() / "bin/initdb") && entry.path() > best) best = entry.path();
    return best.empty() ? best : best / "bin";
}

/// In the child: PostgreSQL refuses to run as root, so it runs as its own user there. What it prints goes to `log`.
[[noreturn]] void become(const std::vector<std::string>& words, const std::string& log) {
    const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(out, STDERR_FILENO);
    if (::geteuid() == 0) {
        const passwd* user = ::getpwnam("postgres");
        if (user == nullptr || ::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0)
            ::_exit(126);
    }
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    std::vector<char*> argv;
    for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    if (::chdir("/") != 0) ::_exit(125);
    ::execv(argv[0], argv.data());
    ::_exit(127);
}

class Cluster {
  public:
    Cluster() : programs_(newest_installation()) {
        if (programs_.empty()) return;
        // Not TMPDIR: the path of a socket has at most 107 bytes, and the server's user must reach it.
        std::string name = "/tmp/quillport-postgresql-XXXXXX";
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        folder_ = name;
        if (::geteuid() == 0) {
            const passwd* user = ::getpwnam("postgres");
            REQUIRE(user != nullptr);
            REQUIRE(::chown(name.c_str(), user->pw_uid, user->pw_gid) == 0);
        }
        const std::string log = name + "/log";
        const pid_t maker = start({programs_ / "initdb", "-D", name + "/data", "-U", "quillport", "-A", "trust", "-E", "UTF8",
                                   "--locale=C", "--no-sync"},
                                  log);
        int status = -1;
        ::waitpid(maker, &status, 0);
        REQUIRE(status == 0);
        server_ = start({programs_ / "postgres", "-D", name + "/data", "-k", name, "-c", "listen_addresses=", "-c", "fsync=off",
                         "-c", "max_connections=60"},
                        log);
        wait_until_ready();
    }
    ~Cluster() {
        if (server_ > 0) {
            ::kill(server_, SIGQUIT);
            ::waitpid(server_, nullptr, 0);
        }
        std::error_code ignored;
        if (!folder_.empty()) fs::remove_all(folder_, ignored);
    }
    Cluster(const Cluster&) = delete;
    Cluster& operator=(const Cluster&) = delete;

    [[nodiscard]] std::optional<std::string> words() const {
        if (programs_.empty()) return std::nullopt;
        return "host=" + folder_.string() + " user=quillport dbname=postgres";
    }

  private:
    static pid_t start(const std::vector<std::string>& words, const std::string& log) {
        const pid_t child = ::fork();
        if (child == 0) become(words, log);
        REQUIRE(child > 0);
        return child;
    }
    void wait_until_ready() {
        for (int i = 0; i < 600; ++i) {
            const pid_t asker = start({programs_ / "pg_isready", "-q", "-h", folder_.string()}, "/dev/null");
            int status = -1;
            ::waitpid(asker, &status, 0);
            if (status == 0) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        FAIL("PostgreSQL did not start");
    }

    fs::path programs_;
    fs::path folder_;
    pid_t server_ = -1;
};

}  // namespace

std::optional<std::string> postgresql_cluster() {
    static const Cluster cluster;
    return cluster.words();
}

}  // namespace quillport::store::test
