#pragma once

namespace quillport {

/// Frees what a C library gave: `std::unique_ptr<X509, Deleter<X509_free>>` owns it as the library wants. Thread-safe as `Free`
/// is.
template <auto Free>
struct Deleter {
    template <typename T>
    void operator()(T* p) const noexcept {
        Free(p);
    }
};

}  // namespace quillport
