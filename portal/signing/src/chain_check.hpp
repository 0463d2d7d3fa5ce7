#pragma once
#include <vector>

#include "finding.hpp"
#include "openssl.hpp"

namespace quillport::signing {

enum class Purpose : unsigned char { Signature, TimeStamp };

/// The anchors as a store; what is no certificate (PEM with any number of them, or DER) is left out.
X509StorePtr make_store(const std::vector<Bytes>& anchors);

/// Whether `signer` leads to an anchor of the store at `now`, through `others` (RFC 5280 §6). An anchor need not be self-signed.
/// Nothing is fetched, and revocation is not looked up.
Finding check_chain(X509_STORE* store, X509* signer, STACK_OF(X509) * others, Purpose purpose, TimePoint now);

}  // namespace quillport::signing
