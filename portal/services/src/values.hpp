#pragma once
#include <map>
#include <string>
#include <vector>

#include "quillport/core/field.hpp"
#include "quillport/core/time.hpp"
#include "quillport/store/documents.hpp"
#include "quillport/store/envelopes.hpp"

namespace quillport::services {

using Values = store::FieldValues;

/// What a field shows before anybody typed: the tag's default, the recipient's own data, the day of signing.
[[nodiscard]] std::string prefilled(const Field& field, const Recipient& who, TimePoint now);
/// "dd.mm.yyyy" and its like (d, dd, m, mm, yy, yyyy; everything else as it stands); empty: "23 November 2026".
[[nodiscard]] std::string day_in_format(TimePoint when, const std::string& format);

/// True for fields that this role may type into.
[[nodiscard]] bool may_type(const Field& field, const std::string& role);

/// Only fields of the role that are typed, of a length that is stored. \returns InvalidInput "field" | "value_long" with the
/// field.
[[nodiscard]] Result<void> check_typed(const std::vector<Field>& fields, const std::string& role, const Values& values);

/// The values of one act: prefilled, then what was saved, then what came with the act; fields that share a name share the value.
[[nodiscard]] Values values_of_act(const std::vector<Field>& fields, const Recipient& who, const Values& saved,
                                   const Values& given, TimePoint now);
/// Whether an act may be done with these values. \returns InvalidInput "required" and as check_value, with the field.
[[nodiscard]] Result<void> check_act(const std::vector<Field>& fields, const std::string& role, const Values& values);

/// SHA-256 over names and values in order: what a confirming code is bound to, together with the document's digest.
[[nodiscard]] std::string digest_of(const Values& values);

}  // namespace quillport::services
