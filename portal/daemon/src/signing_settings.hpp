#pragma once
#include <vector>

#include "quillport/core/result.hpp"
#include "quillport/runtime/config.hpp"
#include "quillport/signing/preservation.hpp"

namespace quillport::daemon {

/// The level that finished documents are brought to. Call `check_signing` first.
[[nodiscard]] signing::Level signature_level(const runtime::Config& config);
/// What key and authorities can do: without time-stamps B-B; the trial authority, for whose certificates nobody answers, B-T.
[[nodiscard]] signing::Level highest_level(const runtime::Config& config);

/// Whether the settings about signing fit together. Errors: InvalidInput with a sentence for the operator.
[[nodiscard]] Result<void> check_signing(const runtime::Config& config);

/// The authorities in the order of preference, with what is to be asked of them. Errors: as check_signing.
[[nodiscard]] Result<std::vector<signing::TimeStampAuthority>> time_stamp_authorities(const runtime::Config& config);

/// The certificates in the files that a setting lists. Errors: those of reading, with the file's name.
[[nodiscard]] Result<std::vector<Bytes>> certificates_in(const runtime::Config& config, const char* setting);

}  // namespace quillport::daemon
