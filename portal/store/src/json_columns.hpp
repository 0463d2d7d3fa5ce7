#pragma once
#include <map>
#include <string>
#include <vector>

#include "quillport/core/draft.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/tag_settings.hpp"
#include "quillport/store/drafts.hpp"

/// Lists that are read and written as a whole stand in one column as JSON. Numbers keep their value exactly. The readers answer
/// Internal when the text is not what the writer of the same type made.
namespace quillport::store {

[[nodiscard]] std::string to_column(const std::map<std::string, std::string>& texts);
[[nodiscard]] std::string to_column(const std::vector<DraftRole>& roles);
[[nodiscard]] std::string to_column(const std::vector<Field>& fields);
[[nodiscard]] std::string to_column(const std::vector<TagProblem>& problems);
[[nodiscard]] std::string to_column(const std::vector<PageSize>& pages);
[[nodiscard]] std::string to_column(const std::vector<Tag>& tags);
[[nodiscard]] std::string to_column(const TagSettings& settings);
[[nodiscard]] std::string to_column(const std::vector<DraftPart>& parts);

[[nodiscard]] Result<void> from_column(const std::string& text, std::map<std::string, std::string>& texts);
[[nodiscard]] Result<void> from_column(const std::string& text, std::vector<DraftRole>& roles);
[[nodiscard]] Result<void> from_column(const std::string& text, std::vector<Field>& fields);
[[nodiscard]] Result<void> from_column(const std::string& text, std::vector<TagProblem>& problems);
[[nodiscard]] Result<void> from_column(const std::string& text, std::vector<PageSize>& pages);
[[nodiscard]] Result<void> from_column(const std::string& text, std::vector<Tag>& tags);
[[nodiscard]] Result<void> from_column(const std::string& text, TagSettings& settings);
[[nodiscard]] Result<void> from_column(const std::string& text, std::vector<DraftPart>& parts);

}  // namespace quillport::store
