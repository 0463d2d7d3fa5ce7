#include "server.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "folder.hpp"
#include "quillport/runtime/log.hpp"

namespace quillport::worker {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kTick = 10;           // milliseconds between two looks at the jobs' memory
constexpr int kTicksOfFolder = 10;  // and at what they leave in their folders

struct Job {
    pid_t pid = -1;
    std::uint32_t operation = 0;
    std::uint64_t memory = 0;
    Clock::time_point end;
    runtime::Descriptor verdict;
    Folder folder;
    bool is_tool = false;
    std::optional<Ending> killed_for;
};

/// Resident bytes of a process; 0 when it is gone. Read with plain calls: this runs every few milliseconds.
std::uint64_t resident(pid_t pid) {
    const std::string path = "/proc/" + std::to_string(pid) + "/statm";
    const runtime::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    std::array<char, 128> text{};
    if (!file.valid() || ::read(file.get(), text.data(), text.size() - 1) <= 0) return 0;
    char* second = nullptr;
    std::strtoull(text.data(), &second, 10);
    return std::strtoull(second, nullptr, 10) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

/// Waits until this process has one thread: one that ends while a child is forked can leave a lock closed in the child for ever.
bool alone() {
    for (int i = 0; i < 100; ++i) {
        std::error_code ignored;
        if (std::distance(std::filesystem::directory_iterator("/proc/self/task", ignored), {}) == 1) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

/// True when the most that the process ever held came near its limit: it then died of a refused allocation, whatever it says.
bool hit_memory(const Job& job, const rusage& used) {
    return static_cast<std::uint64_t>(used.ru_maxrss) * 1024 > job.memory / 10 * 9;
}

Verdict verdict_on(const Job& job, int status, const rusage& used) {
    if (WIFEXITED(status)) {
        switch (static_cast<JobExit>(WEXITSTATUS(status))) {
            case JobExit::Answered:
                return {Ending::Answered, 0};
            case JobExit::NoJail:
                return {Ending::NoJail, 0};
            case JobExit::AnswerTooLarge:
                return {Ending::TooLarge, 0};
            case JobExit::NoTool:
                return {Ending::NoTool, 0};
            case JobExit::AnswerLost:
                if (!job.is_tool) return {Ending::AnswerLost, 0};
                break;
        }
        if (job.is_tool) return {Ending::Refused, 0};
    }
    if (job.killed_for) return {*job.killed_for, 0};
    const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (signal == SIGXCPU) return {Ending::TooSlow, 0};
    if (hit_memory(job, used)) return {Ending::TooLarge, 0};
    return {Ending::Died, static_cast<std::uint8_t>(signal)};
}

std::string_view word_for(Ending ending) {
    switch (ending) {
        case Ending::Answered:
            return "answered";
        case Ending::TooSlow:
            return "too_slow";
        case Ending::TooLarge:
            return "too_large";
        case Ending::Died:
            return "died";
        case Ending::NoJail:
            return "no_jail";
        case Ending::NotStarted:
            return "not_started";
        case Ending::Refused:
            return "refused";
        case Ending::NoTool:
            return "no_tool";
        case Ending::AnswerLost:
            return "answer_lost";
    }
    return "died";
}

/// A child that got ready before its order came.
struct Spare {
    pid_t pid = -1;
    runtime::Descriptor orders;
    Folder folder;
};

class Server {
  public:
    explicit Server(const Offer& offer) : offer_(offer), orders_(kOrders) {}

    int run() {
        if (!alone() && offer_.end_threads != nullptr) offer_.end_threads();
        if (!alone()) runtime::log(runtime::LogLevel::Warning, "worker.threads_left");
        inherited_ = open_descriptors();
        std::erase(inherited_, orders_.get());
        if (!watch_signals() || !greet()) return EXIT_FAILURE;
        if (offer_.get_ready != nullptr) breed();
        while (true) {
            std::array<pollfd, 2> watched{{{orders_.get(), POLLIN, 0}, {signals_.get(), POLLIN, 0}}};
            if (::poll(watched.data(), watched.size(), jobs_.empty() ? -1 : kTick) < 0 && errno != EINTR) return EXIT_FAILURE;
            if (watched[1].revents != 0) reap();
            watch_jobs();
            if (watched[0].revents != 0 && !take_order()) break;
        }
        end_all();
        return EXIT_SUCCESS;
    }

  private:
    bool watch_signals() {
        std::signal(SIGPIPE, SIG_IGN);
        // A stop of the service reaches the whole group; the portal still finishes its requests, and then closes our socket.
        std::signal(SIGTERM, SIG_IGN);
        sigset_t children;
        sigemptyset(&children);
        sigaddset(&children, SIGCHLD);
        if (::sigprocmask(SIG_BLOCK, &children, nullptr) != 0) return false;
        signals_ = runtime::Descriptor(::signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK));
        return signals_.valid() && ::fcntl(orders_.get(), F_SETFD, FD_CLOEXEC) == 0;
    }

    bool greet() {
        const bool safe = jail_closes(offer_);
        const auto greeting = static_cast<char>(safe ? Greeting::Ready : Greeting::NoJail);
        return ::send(orders_.get(), &greeting, 1, MSG_NOSIGNAL) == 1 && safe;
    }

    /// False when the client is gone.
    bool take_order() {
        auto order = receive(orders_);
        if (!order.ok()) return order.error().code != ErrorCode::Gone;
        // The limit is for what a parser makes of a document; the document itself is there already.
        struct stat about {};
        if (::fstat(order.value().request.get(), &about) == 0) order.value().memory += static_cast<std::uint64_t>(about.st_size);
        start(std::move(order).value());
        return true;
    }

    void start(Order order) {
        Job job;
        job.operation = order.operation;
        job.memory = order.memory;
        job.end = Clock::now() + order.wall;
        job.verdict = std::move(order.verdict);
        if (offer_.get_ready != nullptr) return start_spare(std::move(job), std::move(order));
        const Task* task = task_of(offer_, order.operation);
        job.is_tool = task != nullptr && task->tool != nullptr;
        if (job.is_tool) {
            auto folder = Folder::make();
            if (!folder.ok()) return tell(job, {Ending::NotStarted, 0});
            job.folder = std::move(folder).value();
        }
        const pid_t server = ::getpid();
        job.pid = ::fork();
        if (job.pid == 0) run_job(order, offer_, job.folder.path(), server);
        if (job.pid < 0) return tell(job, {Ending::NotStarted, 0});
        jobs_.push_back(std::move(job));
    }

    /// Gives the order to the child that waits, or to a new one.
    void start_spare(Job job, Order order) {
        // The verdict is ours alone to write: in its place the child gets nothing.
        order.verdict = runtime::Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC));
        if (!spare_ && !breed()) return tell(job, {Ending::NotStarted, 0});
        // When it died meanwhile, its end tells why.
        static_cast<void>(send(spare_->orders, order).ok());
        job.pid = spare_->pid;
        job.folder = std::move(spare_->folder);
        spare_.reset();
        jobs_.push_back(std::move(job));
    }

    bool breed() {
        std::array<int, 2> ends{};
        auto folder = Folder::make();
        if (!folder.ok() || ::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) return false;
        Spare spare{-1, runtime::Descriptor(ends[0]), std::move(folder).value()};
        const runtime::Descriptor theirs(ends[1]);
        const pid_t server = ::getpid();
        spare.pid = ::fork();
        if (spare.pid == 0) run_spare(theirs, inherited_, offer_, spare.folder.path(), server);
        if (spare.pid < 0) return false;
        spare_.emplace(std::move(spare));
        return true;
    }

    void watch_jobs() {
        const bool look_into_folders = ++ticks_ % kTicksOfFolder == 0;
        for (Job& job : jobs_) {
            if (job.killed_for) continue;
            if (Clock::now() >= job.end) {
                job.killed_for = Ending::TooSlow;
            } else if (resident(job.pid) > job.memory || (look_into_folders && job.folder.size() > kFolderLimit)) {
                job.killed_for = Ending::TooLarge;
            }
            if (job.killed_for) ::kill(job.pid, SIGKILL);
        }
    }

    void reap() {
        signalfd_siginfo ignored{};
        while (::read(signals_.get(), &ignored, sizeof ignored) > 0) {
        }
        int status = 0;
        rusage used{};
        // One signal can stand for several children.
        for (pid_t pid = 0; (pid = ::wait4(-1, &status, WNOHANG, &used)) > 0;) {
            // A spare that dies is not followed by another at once: it might die for ever.
            if (spare_ && spare_->pid == pid) spare_.reset();
            const auto job = std::find_if(jobs_.begin(), jobs_.end(), [&](const Job& j) { return j.pid == pid; });
            if (job == jobs_.end()) continue;
            job->folder = Folder();  // nothing of the job is left when its caller hears of it
            tell(*job, verdict_on(*job, status, used));
            jobs_.erase(job);
            if (offer_.get_ready != nullptr && jobs_.empty() && !spare_) breed();
        }
    }

    void tell(const Job& job, const Verdict& verdict) const {
        if (verdict.ending != Ending::Answered) {
            runtime::log(
                runtime::LogLevel::Warning, "worker.job_failed",
                {{"task", name_of(job.operation)}, {"ending", word_for(verdict.ending)}, {"signal", int{verdict.signal}}});
        }
        const std::array<std::uint8_t, 2> said{static_cast<std::uint8_t>(verdict.ending), verdict.signal};
        while (::write(job.verdict.get(), said.data(), said.size()) < 0 && errno == EINTR) {
        }
    }

    [[nodiscard]] std::string_view name_of(std::uint32_t operation) const {
        const Task* task = task_of(offer_, operation);
        return task == nullptr ? std::string_view("unknown") : task->name;
    }

    void end_all() {
        if (spare_) ::kill(spare_->pid, SIGKILL);
        if (spare_) ::waitpid(spare_->pid, nullptr, 0);
        for (const Job& job : jobs_) ::kill(job.pid, SIGKILL);
        for (const Job& job : jobs_) ::waitpid(job.pid, nullptr, 0);
    }

    const Offer& offer_;
    runtime::Descriptor orders_;
    runtime::Descriptor signals_;
    std::vector<Job> jobs_;
    std::optional<Spare> spare_;
    std::vector<int> inherited_;  ///< descriptors that libraries opened before us
    unsigned ticks_ = 0;
};

}  // namespace

int serve(const Offer& offer) { return Server(offer).run(); }

}  // namespace quillport::worker
