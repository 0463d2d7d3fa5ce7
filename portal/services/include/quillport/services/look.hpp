#pragma once
#include <optional>
#include <string>

#include "quillport/core/id.hpp"
#include "quillport/pdf/increment.hpp"
#include "quillport/services/context.hpp"

namespace quillport::services {

/// How an organisation's visible signatures and its seal look. That a signature is a trial is always said.
struct Look {
    bool name = true, date = true, reason = false;  ///< which lines stand beside the hand
    pdf::LogoPlace place = pdf::LogoPlace::Left;    ///< of the logo, where there is one
    int logo_width = 0, logo_height = 0;            ///< pixels; 0: there is no logo
    std::string verify_url;                         ///< as a QR code; "{envelope}" stands for the envelope; empty: no code
};
/// What was set, else the calm defaults: name and date.
[[nodiscard]] Result<Look> get_look(Context& context, const OrganisationId& organisation);

/// What is not named stays.
struct LookChange {
    std::optional<bool> name, date, reason;
    std::optional<pdf::LogoPlace> place;
    std::optional<Bytes> logo;  ///< a PNG or JPEG file, which the worker decodes; empty: no logo any more
    std::optional<std::string> verify_url;
};
/// It counts from the next signature on. Errors: InvalidInput "logo" (no PNG or JPEG file, over 5 MB or 50 million pixels),
/// "verify_url"; as documents::Tools. `what` is a sentence.
[[nodiscard]] Result<Look> set_look(Context& context, const OrganisationId& organisation, const LookChange& change);
/// Back to the defaults.
[[nodiscard]] Result<void> reset_look(Context& context, const OrganisationId& organisation);

}  // namespace quillport::services
