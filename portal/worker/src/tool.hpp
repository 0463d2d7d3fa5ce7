#pragma once
#include <filesystem>
#include <span>

#include "link.hpp"
#include "quillport/core/bytes.hpp"
#include "quillport/runtime/confine.hpp"

namespace quillport::worker {

/// A program of the system that makes a PDF of one document. It finds the document as the file kDocument in its folder, which is
/// its working folder, its home and its place for temporary files, and writes the PDF to its standard output.
struct Tool {
    const char* program;
    std::span<const char* const> arguments;
    std::span<const char* const> readable;  ///< beside libraries and what the offer names
};
inline constexpr const char* kDocument = "document";

/// Puts `document` into `folder`, closes the jail and becomes the tool, whose output goes to `answer`. Returns only when that
/// fails; NotFound: the program is not there.
[[nodiscard]] Error become(const Tool& tool, runtime::Confinement jail, const std::filesystem::path& folder, BytesView document,
                           const runtime::Descriptor& answer);

}  // namespace quillport::worker
