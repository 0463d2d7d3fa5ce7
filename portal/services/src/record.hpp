#pragma once
#include <map>
#include <string>
#include <string_view>

#include "quillport/services/context.hpp"
#include "quillport/store/audit.hpp"
#include "quillport/store/envelopes.hpp"

namespace quillport::services {

using Details = std::map<std::string, std::string>;

inline constexpr const char* kPortal = "portal";
[[nodiscard]] inline std::string actor_of(const UserId& user) { return "user:" + user.value; }
[[nodiscard]] inline std::string actor_of(const RecipientId& recipient) { return "recipient:" + recipient.value; }

/// Adds an event of one of the kinds of audit_kinds.hpp to the envelope's chain, in the caller's transaction.
[[nodiscard]] Result<void> record(store::Tx& tx, const OrganisationId& organisation, const EnvelopeId& envelope,
                                  std::string_view kind, const std::string& actor, TimePoint at, const Details& details = {});

}  // namespace quillport::services
