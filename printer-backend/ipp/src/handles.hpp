#pragma once
#include <cups/cups.h>

#include <memory>

namespace quillport::ipp {

template <auto Free>
struct Deleter {
    template <typename T>
    void operator()(T* p) const noexcept {
        Free(p);
    }
};
using IppPtr = std::unique_ptr<ipp_t, Deleter<ippDelete>>;
using HttpPtr = std::unique_ptr<http_t, Deleter<httpClose>>;
using CupsArrayPtr = std::unique_ptr<cups_array_t, Deleter<cupsArrayDelete>>;

}  // namespace quillport::ipp
