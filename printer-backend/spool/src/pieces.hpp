#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "quillport/spool/writer.hpp"

namespace quillport::spool {

/// A document within what came on standard input.
struct Piece {
    std::size_t offset = 0;
    std::size_t size = 0;
};

/// Queues without a filter get all files of a job one behind the other, each `copies` times, with cover pages between them: the
/// scheduler puts gziptoany in front (scheduler/job.c). Takes them apart: a PDF begins where another one or a cover page has
/// ended. Cover pages are left out and copies count once.
/// What cannot be told apart for sure stays together: nothing is lost. Empty only when there is nothing but cover pages.
[[nodiscard]] std::vector<Piece> pieces_of(std::string_view data, const Stream& stream, std::size_t copies);

}  // namespace quillport::spool
