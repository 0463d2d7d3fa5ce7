#pragma once
#include <array>
#include <cstdint>
#include <string>

#include "revision_snapshot.hpp"

namespace quillport::pdf::revision {

struct Place {
    std::array<std::int64_t, 4> byte_range{};
    std::string defect;  ///< one sentence; empty when the numbers fit the place of /Contents
};

/// Reads the signature dictionary `value` where it stands in `pdf`, token by token, and checks what its /ByteRange claims.
Place find_place(BytesView pdf, const Snapshot& snapshot, QPDFObjectHandle value);

/// True when `revision`, the beginning of a file, ends as a revision ends: %%EOF and at most white space.
bool ends_as_revision(BytesView revision);

}  // namespace quillport::pdf::revision
