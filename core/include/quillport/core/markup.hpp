#pragma once
#include <string>
#include <string_view>

namespace quillport {

/// Text as character data of XML or HTML: & < > become entities. For what stands between tags, not for attributes.
[[nodiscard]] std::string escaped_markup(std::string_view text);

}  // namespace quillport
