#include "quillport/spool/bare_options.hpp"

namespace quillport::spool {

std::vector<std::string_view> bare_options(std::string_view text) {
    std::vector<std::string_view> options;
    for (std::size_t start = 0; start < text.size();) {
        std::size_t end = start;
        for (; end < text.size() && text[end] != ' '; ++end)
            if (text[end] == '\\' && end + 1 < text.size()) ++end;
        if (end > start) options.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return options;
}

}  // namespace quillport::spool
