#pragma once
#include <string>
#include <vector>

#include "quillport/core/draft.hpp"
#include "quillport/core/id.hpp"
#include "quillport/core/result.hpp"
#include "quillport/store/store.hpp"

namespace quillport::store {

/// What an organisation says again and again of its drafts. An empty text says nothing.
struct Template {
    OrganisationId organisation;
    std::string name;  ///< unique in the organisation
    std::string message, language, expires, folder;
    std::vector<DraftRole> roles;  ///< by key, or by number as job options name roles
};
/// Creates it or takes the place of the one of this name.
[[nodiscard]] Result<void> save_template(Tx& tx, const Template& kept);
/// NotFound.
[[nodiscard]] Result<Template> find_template(Reader& reader, const OrganisationId& organisation, const std::string& name);
/// By name.
[[nodiscard]] Result<std::vector<Template>> list_templates(Reader& reader, const OrganisationId& organisation);
/// NotFound, Conflict "template_in_use" (a queue names it).
[[nodiscard]] Result<void> delete_template(Tx& tx, const OrganisationId& organisation, const std::string& name);

}  // namespace quillport::store
