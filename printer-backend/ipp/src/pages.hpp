#pragma once
#include <optional>
#include <string>

#include "exchange.hpp"

namespace quillport::ipp {

struct Page {
    std::string type;
    std::string content;
};
/// What a browser gets: a page that names the printers, and their icons.
[[nodiscard]] std::optional<Page> page_at(const std::string& path, const Context& context, const std::string& authority);

}  // namespace quillport::ipp
