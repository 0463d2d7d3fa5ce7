#include <array>

#include "dialect.hpp"

namespace quillport::tags {

std::span<const Dialect> dialect_table() noexcept {
    static const std::array kTable{kQuillportDialect};
    return kTable;
}

}  // namespace quillport::tags
