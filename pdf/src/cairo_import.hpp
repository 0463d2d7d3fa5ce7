#pragma once
#include <string>
#include <vector>

#include "object_sink.hpp"

namespace quillport::pdf {

/// Turns the pages of a PDF that Cairo drew into form XObjects among `sink`'s objects, their fonts and images with them. Page i
/// stands upright in a widget that is turned by `rotations[i]`. \returns the object number of each form.
/// Only for what this process drew itself: it throws std::exception on anything unexpected.
[[nodiscard]] std::vector<int> import_pages(const std::string& drawn, const std::vector<int>& rotations, ObjectSink& sink);

}  // namespace quillport::pdf
