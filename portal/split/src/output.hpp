#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "quillport/core/result.hpp"
#include "quillport/worker/client.hpp"

namespace quillport::split {

/// Names of the files that the parts get: "017 Invoice 2026-0017.pdf", by number and title; harmless in any folder.
[[nodiscard]] std::vector<std::string> file_names(const worker::TakenApart& print);

/// Writes the parts; a file that stays whole is written as it is. Errors: as runtime::write_durably.
[[nodiscard]] Result<void> write_parts(const std::filesystem::path& folder, const worker::TakenApart& print, BytesView source);

/// What is shown: one line a document, or JSON. `files`: their names; empty where nothing was written.
[[nodiscard]] std::string as_text(const worker::TakenApart& print, const std::vector<std::string>& files);
[[nodiscard]] std::string as_json(const worker::TakenApart& print, const std::vector<std::string>& files);

}  // namespace quillport::split
