#pragma once
#include <cups/cups.h>

#include <memory>

#include "quillport/core/handle.hpp"

namespace quillport::ipp {

using IppPtr = std::unique_ptr<ipp_t, Deleter<ippDelete>>;
using HttpPtr = std::unique_ptr<http_t, Deleter<httpClose>>;
using CupsArrayPtr = std::unique_ptr<cups_array_t, Deleter<cupsArrayDelete>>;

}  // namespace quillport::ipp
