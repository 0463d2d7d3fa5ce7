#include "quillport/http/audit_encoder.hpp"

#include "mapping/mapping.hpp"
#include "quillport/contract/codecs.hpp"

namespace quillport::http {

std::string JsonAuditEncoder::json(const services::AuditView& audit) const { return to_json(to_contract(audit)); }

}  // namespace quillport::http
