#include "batch.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

#include "quillport/pdf/increment.hpp"

namespace quillport::seal {
namespace {

namespace fs = std::filesystem;

struct Task {
    std::string in, out;  ///< out: empty when nobody says where
    bool taken = false;   ///< another file of this run is written to the same place
};

/// Hands out the files, one at a time, to whoever asks.
class Tasks {
  public:
    explicit Tasks(const Options& options) : options_(options) {}

    Result<void> read_folder() {
        std::error_code failed;
        for (fs::directory_iterator at(options_.in, failed), end; !failed && at != end; at.increment(failed)) {
            std::error_code unknown;
            if (at->path().extension() == ".pdf" && at->is_regular_file(unknown)) names_.push_back(at->path().string());
        }
        if (failed) return runtime::error_from_errno(failed.value(), "the folder cannot be read: " + options_.in);
        std::sort(names_.begin(), names_.end(), std::greater<>());
        return {};
    }

    std::optional<Task> next() {
        const std::lock_guard lock(mutex_);
        std::string line;
        if (options_.mode == Mode::Directory) {
            if (names_.empty()) return std::nullopt;
            line = std::move(names_.back());
            names_.pop_back();
        } else {
            do {
                if (!std::getline(std::cin, line)) return std::nullopt;
            } while (line.empty());
        }
        return task_of(line);
    }

  private:
    Task task_of(const std::string& line) {
        const std::size_t tab = options_.mode == Mode::List ? line.find('\t') : std::string::npos;
        Task task{line.substr(0, tab), {}};
        if (tab != std::string::npos) {
            task.out = line.substr(tab + 1);
        } else if (!options_.out.empty()) {
            task.out = (fs::path(options_.out) / fs::path(task.in).filename()).string();
        }
        task.taken = !task.out.empty() && !outputs_.insert(fs::path(task.out).lexically_normal().string()).second;
        return task;
    }

    const Options& options_;
    std::mutex mutex_;
    std::vector<std::string> names_;
    std::set<std::string> outputs_;
};

class Report {
  public:
    void add(const Sealed& sealed) {
        const std::string line = to_json(sealed) + "\n";
        const std::lock_guard lock(mutex_);
        complete_ = complete_ && sealed.complete();
        written_ = written_ && std::fwrite(line.data(), 1, line.size(), stdout) == line.size() && std::fflush(stdout) == 0;
    }
    [[nodiscard]] bool complete() const noexcept { return complete_; }
    [[nodiscard]] bool written() const noexcept { return written_; }

  private:
    std::mutex mutex_;
    bool complete_ = true;
    bool written_ = true;
};

Sealed refused(const Task& task, std::string why) {
    Sealed sealed;
    sealed.in = task.in;
    sealed.out = task.out;
    sealed.error = {ErrorCode::Conflict, std::move(why), ""};
    return sealed;
}

void work(const Setup& setup, Tasks& tasks, Report& report) {
    while (const auto task = tasks.next()) {
        if (task->taken) {
            report.add(refused(*task, "another file of this run is written to the same place"));
        } else if (task->out.empty()) {
            report.add(refused(*task, "the list does not say where to write it"));
        } else {
            report.add(seal_file(setup, task->in, task->out));
        }
    }
}

}  // namespace

Result<bool> seal_batch(const Setup& setup) {
    const Options& options = setup.options;
    Tasks tasks(options);
    if (options.mode == Mode::Directory) {
        if (auto r = tasks.read_folder(); !r.ok()) return std::move(r).error();
    }
    std::error_code failed;
    if (!options.out.empty()) fs::create_directories(options.out, failed);
    if (failed) return runtime::error_from_errno(failed.value(), "the folder cannot be made: " + options.out);
    Report report;
    {
        std::vector<std::jthread> threads;
        for (int i = 1; i < jobs_of(options); ++i) threads.emplace_back([&] { work(setup, tasks, report); });
        work(setup, tasks, report);
    }
    if (!report.written()) return Error{ErrorCode::Internal, "the report could not be written", ""};
    return report.complete();
}

}  // namespace quillport::seal
