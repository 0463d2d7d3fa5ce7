#include <array>

#include "dialect.hpp"

namespace quillport::tags {

std::span<const Dialect> dialect_table() noexcept {
    static const std::array kTable{kQuillportDialect, kAdobeDialect,    kDocusealDialect, kDocumensoDialect, kDropboxSignDialect,
                                   kSignnowDialect,   kPandadocDialect, kCustomDialect,   kAnchorDialect};
    return kTable;
}

}  // namespace quillport::tags
