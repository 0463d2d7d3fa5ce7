#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "quillport/pdf/increment.hpp"

namespace quillport::services {

/// Named texts as one text: "name length\nvalue\n", any bytes allowed in values. For what the database keeps without looking
/// inside.
using Pairs = std::map<std::string, std::string>;
[[nodiscard]] std::string encode_pairs(const Pairs& pairs);
/// Nothing when the text was not written by encode_pairs.
[[nodiscard]] std::optional<Pairs> decode_pairs(std::string_view text);

/// A signature's picture as text, for the evidence of an act.
[[nodiscard]] std::string encode_ink(const pdf::SignatureImage& image);
[[nodiscard]] std::optional<pdf::SignatureImage> decode_ink(std::string_view text);

}  // namespace quillport::services
