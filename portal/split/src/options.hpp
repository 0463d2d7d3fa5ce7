#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/result.hpp"
#include "quillport/core/split.hpp"

namespace quillport::split {

/// The command line as it was meant.
struct Options {
    SplitRule rule;
    std::string in;   ///< file, or "-"
    std::string out;  ///< folder; empty: only show
    std::vector<std::string> dialects;
    std::string worker;  ///< path of quillport-worker; empty: beside the program
    bool json = false, help = false, version = false;
};

extern const char* const kHelp;

/// Errors: InvalidInput, with one sentence.
[[nodiscard]] Result<Options> parse_options(const std::vector<std::string>& words);

}  // namespace quillport::split
