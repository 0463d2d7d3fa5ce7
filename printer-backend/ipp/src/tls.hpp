#pragma once
#include "quillport/core/result.hpp"
#include "settings.hpp"

namespace quillport::ipp {

/// Gives libcups the certificate of the settings, or one of our own making that is kept for the next start.
/// Errors: NotFound, Forbidden (the given files), Internal (none can be made).
[[nodiscard]] Result<void> prepare_tls(const PrinterSettings& settings);

}  // namespace quillport::ipp
