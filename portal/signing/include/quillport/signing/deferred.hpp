#pragma once
#include <memory>
#include <vector>

#include "quillport/signing/preservation.hpp"

/// Signing with a key that lives elsewhere: in the signer's computer, in another system, at a remote service. The hash goes out
/// (`begin_signature`, or `signed_attributes` of sign.hpp; then `hash_to_sign` or `digest_info`), the signature comes in
/// (`finish_signature`, or `accept_signature` and `assemble_cms`).
namespace quillport::signing {

/// What is known here of such a key: its certificates. Its `sign` answers Unavailable.
/// Errors: InvalidInput (no certificate), Unsupported (kind of key, or a wish that it cannot fulfil).
[[nodiscard]] Result<std::unique_ptr<SigningKey>> make_deferred_key(std::vector<Bytes> chain, const SchemeWish& wish = {});

/// What a device signs that hashes nothing itself: the digest of the attributes, by the key's algorithm. Ed25519 hashes inside
/// and takes the attributes themselves (RFC 8419 §2.3).
[[nodiscard]] Bytes hash_to_sign(BytesView attributes, const SigningKey& key);
/// The same as DigestInfo (RFC 8017 §9.2), which devices want that only pad: RSASSA-PKCS1-v1_5.
[[nodiscard]] Bytes digest_info(runtime::DigestAlgorithm algorithm, BytesView digest);

/// ECDSA as devices give it, r and s of equal length (PKCS #11 v2.40 §2.3.1), in the DER form of CMS (RFC 5753 §7.2).
/// Errors: CryptoFailure (an odd length, or zero).
[[nodiscard]] Result<Bytes> ecdsa_from_raw(BytesView r_and_s);

/// The signature in the form of CMS, once it is known to be of this key over these attributes; ECDSA may come raw.
/// Errors: CryptoFailure with detail "signature_mismatch".
[[nodiscard]] Result<Bytes> accept_signature(BytesView attributes, BytesView signature, const SigningKey& key);

/// An act that waits for its signature. It may wait for days: `increment` is all that has to be kept.
struct PendingSignature {
    pdf::PendingIncrement increment;  ///< with its digest
    Bytes attributes;                 ///< what the key signs, DER
};
/// The first half of `sign_to_level`. For B-T and above an authority is asked how large its time-stamps are. Errors: those of
/// sign_to_level before anything is signed.
[[nodiscard]] Result<PendingSignature> begin_signature(const runtime::DigestStream& original, const pdf::SigningPlan& plan,
                                                       pdf::SigningAct act, const SigningKey& key, Level level,
                                                       const PreservationSources& sources);
/// The second half, with the signature of the key over the attributes; `original`, `key` and `level` as in the first. A
/// time-stamp that needs more room than was left leaves a gap. Errors: Conflict with detail "changed" (another file), those of
/// accept_signature and of sign_to_level.
[[nodiscard]] Result<Preserved> finish_signature(const runtime::DigestStream& original, pdf::PendingIncrement increment,
                                                 BytesView signature, const SigningKey& key, Level level,
                                                 const PreservationSources& sources, PreservedValues before = {});

}  // namespace quillport::signing
