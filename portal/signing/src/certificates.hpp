#pragma once
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"

namespace quillport::signing {

/// All certificates of a file: PEM with any number of them, or one in DER.
Result<std::vector<Bytes>> read_certificates(BytesView file);
/// The chain of the first certificate among the others (issuers in order, each once), without the root and without strangers. An
/// issuer is known by its name and its key, so a renewed intermediate with another key is no part of it.
std::vector<Bytes> chain_in_order(std::vector<Bytes> certificates);

}  // namespace quillport::signing
