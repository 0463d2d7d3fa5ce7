#pragma once
#include <string>
#include <vector>

#include "quillport/pdf/increment.hpp"
#include "quillport/signing/preservation.hpp"

namespace quillport::seal {

/// A document between --deferred-out and --deferred-in: all but its bytes and the signature.
struct DeferredState {
    signing::Level level = signing::Level::B_B;
    signing::SignatureScheme scheme;
    std::vector<Bytes> certificates;  ///< DER, the signer's first
    Bytes rewritten;                  ///< the document, where it had to be written anew first; else empty
    std::string rewritten_because;
    pdf::PendingIncrement increment;
};

/// A file with a head that people can read. Whoever has it may read values of the form, and the document's key when it is
/// encrypted. `parse_state` reads what `bytes_of` wrote, else InvalidInput.
[[nodiscard]] Bytes bytes_of(const DeferredState& state);
[[nodiscard]] Result<DeferredState> parse_state(BytesView file);

[[nodiscard]] std::string_view name_of(signing::SignatureKind kind) noexcept;      ///< "rsa-pkcs1", "rsa-pss", "ecdsa", "ed25519"
[[nodiscard]] std::string_view name_of(runtime::DigestAlgorithm digest) noexcept;  ///< "sha256", "sha384", "sha512"

}  // namespace quillport::seal
