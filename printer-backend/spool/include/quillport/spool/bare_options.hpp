#pragma once
#include <string_view>
#include <vector>

namespace quillport::spool {

/// The options of a scheduler's text ("name=value"), as they stand. It writes a backslash before blanks, quotes and backslashes
/// of a value (scheduler/job.c, get_options), so that a bare blank is between two options. For those who only look for one or
/// leave one out; take_options reads them all. They lie in `text`. Thread-safe.
[[nodiscard]] std::vector<std::string_view> bare_options(std::string_view text);

}  // namespace quillport::spool
