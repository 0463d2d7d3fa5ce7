#pragma once
#include <optional>
#include <string>
#include <vector>

#include "quillport/pdf/increment.hpp"

namespace quillport::pdf {

/// What an act writes into one of its fields: text of typed fields, "yes" or "no" of boxes; nothing for a field that stays empty.
/// By the field's own name, else by the shared `name` of its tag, else the default; dates of signing and names fill themselves.
[[nodiscard]] std::optional<std::string> value_of(const PlannedField& field, const SigningAct& act);

/// What stands in /V for the value `shown` of a choice: the word that the form hands on for it (attribute `exports`).
[[nodiscard]] std::string exported(const PlannedField& field, const std::string& shown);

/// Errors: InvalidInput when the act names a field or picture that none of `fields` answers to.
[[nodiscard]] Result<void> check_names(const std::vector<const PlannedField*>& fields, const SigningAct& act);

/// "d. m. yyyy", "dd.mm.yyyy", "yyyy-mm-dd HH:MM", ...: d, dd, m, mm, yy, yyyy in any case, h, hh, s, ss, and m, mm after hours.
[[nodiscard]] std::string date_text(TimePoint when, std::chrono::minutes zone, std::string_view format);

}  // namespace quillport::pdf
