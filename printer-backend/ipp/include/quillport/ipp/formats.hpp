#pragma once
#include <span>
#include <string>
#include <string_view>

#include "quillport/core/result.hpp"

namespace quillport::ipp {

/// The two print services of a queue. `Pdf` offers PDF only, so that no client falls back to pictures of pages; `Everywhere`
/// takes pictures too, for devices that can send nothing else.
enum class PrintService : unsigned char { Pdf, Everywhere };

/// How many bytes of a document `accepted_format` wants to see, if there are so many.
inline constexpr std::size_t kFormatHead = 1024;

inline constexpr std::string_view kAnyFormat = "application/octet-stream";

/// What document-format-supported says, application/octet-stream ("find out yourself") included.
[[nodiscard]] std::span<const std::string_view> formats_of(PrintService service) noexcept;

/// The MIME type that the first bytes show, of those that any service takes; empty: none of them.
[[nodiscard]] std::string_view detected_format(std::string_view head) noexcept;

/// True when the service may be sent `declared` (case and parameters do not count; empty means application/octet-stream).
[[nodiscard]] bool is_offered(PrintService service, std::string_view declared);

/// The MIME type of a document of which a client says `declared` and that begins with `head`.
/// Errors: Unsupported when the service does not offer what was declared or found, InvalidInput when the document is not what was
/// declared.
[[nodiscard]] Result<std::string> accepted_format(PrintService service, std::string_view declared, std::string_view head);

}  // namespace quillport::ipp
