#pragma once
#include "../context.hpp"
#include "quillport/contract/codecs.hpp"
#include "quillport/core/result.hpp"

namespace quillport::http {

// One free function for each operation of the interface; a missing one does not link.
#define QUILLPORT_OPERATION(enumerator, function) \
    [[nodiscard]] Result<Response> function(const Request& request, Context& context);
#include "quillport/contract/operations.inc"
#undef QUILLPORT_OPERATION

using Handler = Result<Response> (*)(const Request&, Context&);
[[nodiscard]] Handler handler_of(contract::Operation operation) noexcept;

/// The request's JSON as a value of the interface; unknown members are refused. Errors: InvalidInput "input" with the field.
template <typename T>
[[nodiscard]] Result<T> body_of(const Request& request) {
    auto value = contract::from_json<T>(request.body);
    if (value.ok()) return value;
    const Error& error = value.error();
    return services::refusal(error.code, error.what,
                             {.key = "input", .field = error.detail, .tries_left = {}, .retry_after = {}});
}

/// A picture of a page with its ETag. `unchanging`: the document behind the address never changes.
[[nodiscard]] Response page_image_answer(const std::shared_ptr<const pdf::PageImage>& image, bool unchanging);
[[nodiscard]] Response page_text_answer(const std::vector<pdf::TextLine>& lines);
[[nodiscard]] Response pdf_answer(services::File file);

}  // namespace quillport::http
