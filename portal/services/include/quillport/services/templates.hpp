#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "quillport/services/context.hpp"
#include "quillport/services/drafts.hpp"
#include "quillport/store/templates.hpp"

/// What an organisation says again and again of its drafts, under a name.
namespace quillport::services {

using store::Template;

[[nodiscard]] Result<std::vector<Template>> list_templates(Context& context, const OrganisationId& organisation);
/// Errors: NotFound "no_such_template".
[[nodiscard]] Result<Template> find_template(Context& context, const OrganisationId& organisation, const std::string& name);
/// Creates it or takes the place of the one of this name; as it is kept. Errors: InvalidInput "template" (name) | "role" (a key
/// that is none, or twice) | "message" | "language" | "expires" | "folder" | those of change_draft for persons, with the field.
[[nodiscard]] Result<Template> save_template(Context& context, const Template& wish);
/// Errors: NotFound "no_such_template", Conflict "template_in_use" (a queue names it).
[[nodiscard]] Result<void> delete_template(Context& context, const OrganisationId& organisation, const std::string& name);

/// Its author has a template say it: what it says takes the place of what the draft had, what it does not say stays.
/// Errors: as change_draft, NotFound "no_such_template".
[[nodiscard]] Result<DraftView> use_template(Context& context, const User& user, const DraftId& draft, std::int64_t version,
                                             const std::string& name);

}  // namespace quillport::services
