#pragma once
#include "quillport/contract/types.hpp"
#include "quillport/core/draft.hpp"
#include "quillport/services/accounts.hpp"
#include "quillport/services/ceremony.hpp"
#include "quillport/services/drafts.hpp"
#include "quillport/services/envelopes.hpp"
#include "quillport/services/queues.hpp"
#include "quillport/services/several.hpp"
#include "quillport/services/teams.hpp"
#include "quillport/services/templates.hpp"

/// The one place where values of the portal become values of the interface, and back. One file an aggregate.
namespace quillport::http {

[[nodiscard]] contract::Box to_contract(const Rect& box);
[[nodiscard]] Rect from_contract(const contract::Box& box);
[[nodiscard]] std::vector<contract::PageSize> to_contract(const std::vector<PageSize>& pages);
[[nodiscard]] contract::FieldType to_contract(FieldType type);
[[nodiscard]] FieldType from_contract(contract::FieldType type);
/// Nothing for an empty text.
[[nodiscard]] std::optional<std::string> unless_empty(const std::string& text);
[[nodiscard]] std::optional<std::vector<std::string>> unless_empty(const std::vector<std::string>& list);

[[nodiscard]] contract::User to_contract(const services::User& user);
[[nodiscard]] contract::TagSettings to_contract(const TagSettings& settings);
[[nodiscard]] TagSettings from_contract(const contract::TagSettings& settings);

/// What a print server has to know of a queue: nobody's address is in it.
[[nodiscard]] contract::Queue for_print_server(const services::Queue& queue);
[[nodiscard]] contract::QueueSettings to_contract(const services::Queue& queue);
[[nodiscard]] services::QueueChange from_contract(const contract::QueueChange& change);
[[nodiscard]] contract::Template to_contract(const services::Template& kept);
[[nodiscard]] services::Template from_contract(const contract::TemplateContent& content);
[[nodiscard]] contract::Team to_contract(const services::Team& team);
[[nodiscard]] contract::Account to_contract(const services::Account& account);

[[nodiscard]] contract::Role to_contract(const DraftRole& role);
[[nodiscard]] DraftRole from_contract(const contract::Role& role);
[[nodiscard]] contract::DraftReceipt to_contract(const services::DraftReceipt& receipt);
[[nodiscard]] contract::DraftList to_contract(const services::DraftList& list);
[[nodiscard]] contract::Draft to_contract(const services::DraftView& draft);
[[nodiscard]] contract::Similar to_contract(const services::Similar& similar);
[[nodiscard]] contract::PeopleList to_contract(const std::vector<services::Person>& people);
[[nodiscard]] JobIdentity from_contract(const contract::Job& job);
/// Tags, problems and pages, when the deliverer found them himself.
[[nodiscard]] std::optional<Detection> detection_of(const contract::DraftDelivery& delivery);
[[nodiscard]] services::DraftChange from_contract(const contract::DraftChange& change);
[[nodiscard]] services::ProblemSettlement from_contract(const contract::ProblemSettlement& settlement);

[[nodiscard]] contract::EnvelopeList to_contract(const services::EnvelopeList& list);
[[nodiscard]] contract::Envelope to_contract(const services::EnvelopeView& envelope);
[[nodiscard]] contract::Audit to_contract(const services::AuditView& audit);

[[nodiscard]] contract::Ceremony to_contract(const services::CeremonyView& ceremony);
[[nodiscard]] contract::CeremonyDocument to_contract(const services::CeremonyDocument& document);
[[nodiscard]] services::SignRequest from_contract(const contract::SignRequest& request);

}  // namespace quillport::http
