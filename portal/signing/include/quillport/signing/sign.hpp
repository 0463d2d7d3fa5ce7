#pragma once
#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"
#include "quillport/pdf/increment.hpp"
#include "quillport/signing/key.hpp"

namespace quillport::signing {

/// Bytes that a CMS of this key can take at most: the hole to reserve. 0: the key cannot sign documents.
[[nodiscard]] std::size_t signature_size(const SigningKey& key);

/// Step one: the signed attributes (content-type, message-digest, signing-certificate-v2 and no others; never signing-time) over
/// the digest of the ByteRange, which is made by the scheme's algorithm, as the DER SET OF that is signed. EN 319 142-1 (PAdES
/// baseline), RFC 5652 §5.4, RFC 5035 §4. Errors: InvalidInput (size of the digest), Unsupported (kind of key).
[[nodiscard]] Result<Bytes> signed_attributes(BytesView digest, const SigningKey& key);
/// Step two: the CMS SignedData around a signature that was made anywhere over these attributes. Errors: as above, CryptoFailure
/// (size of the signature).
[[nodiscard]] Result<Bytes> assemble_cms(BytesView digest, BytesView signature, const SigningKey& key);
/// Both steps with a key at hand. Errors: as above, those of the key.
[[nodiscard]] Result<Bytes> make_cms(BytesView digest, const SigningKey& key);

struct SignedPdf {
    Bytes appended;  ///< what follows the original
    pdf::SigningPlan next;
};
/// One act as one increment with a PAdES B-B signature: builds, signs, inserts. `act.hole` and `act.digest` are
/// set by this function. Errors: those of build_increment, and as check_usable says at `act.when`, before anything is built.
[[nodiscard]] Result<SignedPdf> sign_increment(BytesView original, const pdf::SigningPlan& plan, pdf::SigningAct act,
                                               const SigningKey& key);

}  // namespace quillport::signing
