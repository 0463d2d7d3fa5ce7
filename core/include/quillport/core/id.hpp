#pragma once
#include <compare>
#include <string>

namespace quillport {

/// An identifier that cannot be given for another kind of thing. The value is opaque text, unique in its kind.
template <typename Tag>
struct Id {
    std::string value;
    friend auto operator<=>(const Id&, const Id&) = default;
    [[nodiscard]] bool empty() const noexcept { return value.empty(); }
};

using OrganisationId = Id<struct OrganisationTag>;
using UserId = Id<struct UserTag>;
using QueueId = Id<struct QueueTag>;
using DraftId = Id<struct DraftTag>;
using EnvelopeId = Id<struct EnvelopeTag>;
using DocumentId = Id<struct DocumentTag>;
using RecipientId = Id<struct RecipientTag>;
using FieldId = Id<struct FieldTag>;
using PersonId = Id<struct PersonTag>;

}  // namespace quillport
