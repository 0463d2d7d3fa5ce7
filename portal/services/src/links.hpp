#pragma once
#include <string>

#include "quillport/core/id.hpp"
#include "quillport/services/context.hpp"

namespace quillport::services {

// Where the pages of the web application are. A recipient's token stands in the fragment, so that no log, no Referer and no mail
// scanner's prefetch ever carries it to a server; the page hands it over in the body of a POST.
// `language`: of the page, where the person did not choose one himself; empty: his browser's.
[[nodiscard]] inline std::string ceremony_url(const Settings& settings, const std::string& token, const std::string& language) {
    return settings.public_url + "/sign" + (language.empty() ? "" : "?lang=" + language) + "#" + token;
}
[[nodiscard]] inline std::string draft_url(const Settings& settings, const DraftId& id) {
    return settings.public_url + "/drafts/" + id.value;
}
/// The page of all drafts.
[[nodiscard]] inline std::string drafts_url(const Settings& settings) { return settings.public_url + "/drafts"; }
[[nodiscard]] inline std::string envelope_url(const Settings& settings, const EnvelopeId& id) {
    return settings.public_url + "/envelopes/" + id.value;
}

}  // namespace quillport::services
