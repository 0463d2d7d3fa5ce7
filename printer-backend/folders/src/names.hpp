#pragma once
#include <string>
#include <string_view>

namespace quillport::folders {

/// In front of a file's name while it is taken out of the folder.
inline constexpr std::string_view kTakenPrefix = ".quillport-taken-";
/// Behind the name of a file that was refused: the file that says why.
inline constexpr std::string_view kErrorSuffix = ".error";

/// True for a file that somebody put there to be taken: not hidden, no lock, no temporary or half-written file of a known kind,
/// no report of ours.
[[nodiscard]] bool is_meant(std::string_view name);

/// What the document is called: the name without its extension, as clean UTF-8 where it is some.
[[nodiscard]] std::string title_of(const std::string& name);

}  // namespace quillport::folders
