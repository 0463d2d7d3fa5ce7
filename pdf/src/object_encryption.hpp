#pragma once
#include <string>
#include <string_view>

#include "quillport/core/bytes.hpp"
#include "quillport/pdf/signing_plan.hpp"

namespace quillport::pdf {

/// Encrypts the strings and streams of objects for a file whose crypt filters are AES. Source: ISO 32000-1 §7.6.2, algorithm 1
/// (AESV2, a key of its own for every object); ISO 32000-2 §7.6.3.2, algorithm 1.A (AESV3, the file's key).
class ObjectEncryption {
  public:
    explicit ObjectEncryption(const PlannedEncryption& encryption);

    [[nodiscard]] bool none() const noexcept { return strings_ == Cipher::None && streams_ == Cipher::None; }
    /// The source text of an object, or of entries of its dictionary, with every string and the stream data encrypted. Stream
    /// data stands between "stream\n" and "\nendstream", its /Length directly in the dictionary, as this module writes them.
    [[nodiscard]] std::string encrypted(std::string_view source, int object, int generation) const;

  private:
    Cipher strings_, streams_;
    Bytes key_;
};

}  // namespace quillport::pdf
