#pragma once
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "quillport/core/result.hpp"

namespace quillport::bench {

inline constexpr int kRuns = 10;

/// Processor time of this process (RUSAGE_SELF) or of its ended children (RUSAGE_CHILDREN).
inline double cpu_milliseconds(int who = RUSAGE_SELF) {
    rusage usage{};
    getrusage(who, &usage);
    const auto milliseconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) / 1e3;
    };
    return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
}

/// CPU milliseconds of one call, the median of ten measurements of `repeats` calls each; the clock of the CPU is coarse.
inline double median_of(const std::function<void()>& work, int repeats) {
    std::vector<double> times;
    for (int i = 0; i < kRuns; ++i) {
        const double start = cpu_milliseconds();
        for (int k = 0; k < repeats; ++k) work();
        times.push_back((cpu_milliseconds() - start) / repeats);
    }
    std::sort(times.begin(), times.end());
    return (times[kRuns / 2 - 1] + times[kRuns / 2]) / 2;
}

inline double median_of(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

inline void print(const std::string& what, double milliseconds, const char* figure) {
    std::printf("%-58s %8.3f ms   %s\n", what.c_str(), milliseconds, figure);
}
inline void print_ratio(const std::string& what, double ratio, const char* figure) {
    std::printf("%-58s %8.2f      %s\n", what.c_str(), ratio, figure);
}

[[noreturn]] inline void stop(const Error& error) {
    std::fprintf(stderr, "bench: %s %s\n", error.what.c_str(), error.detail.c_str());
    std::exit(1);
}
template <typename T>
T value_of(Result<T> result) {
    if (!result.ok()) stop(result.error());
    return std::move(result).value();
}

/// Processor time of a command, in milliseconds.
inline double cost(const std::string& command) {
    const double before = cpu_milliseconds(RUSAGE_CHILDREN);
    if (std::system(command.c_str()) != 0) stop({ErrorCode::Internal, "a command failed", command});
    return cpu_milliseconds(RUSAGE_CHILDREN) - before;
}

}  // namespace quillport::bench
