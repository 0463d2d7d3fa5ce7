#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/result.hpp"

namespace quillport::http {

/// One part of multipart/form-data; the content lies in the body that was given.
struct Part {
    std::string name;
    std::string file_name;  ///< as sent, without folders; may be empty
    std::string_view content;
};

/// Splits a body of multipart/form-data (RFC 7578, RFC 2046 §5.1.1): at most 8 parts, 8 KB of headers each, every name once.
/// Errors: Unsupported "multipart" (another media type), InvalidInput "multipart" (no boundary, not well formed).
[[nodiscard]] Result<std::vector<Part>> split_multipart(std::string_view content_type, std::string_view body);

/// A named parameter of a header value ("multipart/form-data; boundary=x"), unquoted; empty: none.
[[nodiscard]] std::string header_parameter(std::string_view header, std::string_view name);

}  // namespace quillport::http
