#pragma once
#include <vector>

#include "quillport/signing/trust.hpp"

namespace quillport::signing {

/// The chain of the first certificate among the others (issuers in order, each once), without the root and without strangers. An
/// issuer is known by its name and its key, so a renewed intermediate with another key is no part of it.
std::vector<Bytes> chain_in_order(std::vector<Bytes> certificates);

}  // namespace quillport::signing
