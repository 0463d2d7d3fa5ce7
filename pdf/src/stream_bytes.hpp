#pragma once
#include <cstdint>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>

namespace quillport::pdf {

enum class Decoding : std::uint8_t { Whole, Damaged, OverLimit };

/// Appends the decoded bytes of `stream` to `out`, as far as they can be decoded. A stream whose filters are not known gives
/// nothing and is Damaged. OverLimit: there were more than `limit` bytes (a decompression bomb); `out` then holds what came
/// before.
[[nodiscard]] Decoding append_decoded(QPDFObjectHandle stream, std::uint64_t limit, std::string& out);

/// The contents of a page as one stream: its parts joined by a line feed (ISO 32000-1 §7.7.3.3, Contents). `out` is replaced.
[[nodiscard]] Decoding page_contents(QPDFObjectHandle page, std::uint64_t limit, std::string& out);

}  // namespace quillport::pdf
