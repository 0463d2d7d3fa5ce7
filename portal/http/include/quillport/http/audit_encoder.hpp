#pragma once
#include <string>

#include "quillport/services/context.hpp"

namespace quillport::http {

/// What GET /envelopes/{envelope}/audit answers.
class JsonAuditEncoder final : public services::AuditEncoder {
  public:
    [[nodiscard]] std::string json(const services::AuditView& audit) const override;
};

}  // namespace quillport::http
