#include "quillport/core/markup.hpp"

namespace quillport {
namespace {

std::string_view reference_for(char c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&#39;";  // HTML 4 has no &apos;
        default:
            return {};
    }
}

std::string escaped(std::string_view text, std::string_view special) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (special.find(c) == std::string_view::npos)
            out += c;
        else
            out += reference_for(c);
    }
    return out;
}

}  // namespace

std::string escaped_markup(std::string_view text) { return escaped(text, "&<>"); }
std::string escaped_attribute(std::string_view text) { return escaped(text, "&<>\"'"); }

}  // namespace quillport
