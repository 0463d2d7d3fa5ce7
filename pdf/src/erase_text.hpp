#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "operands.hpp"

namespace quillport::pdf {

/// A code that goes, and how far it moved what comes after it.
struct Cut {
    std::uint8_t bytes = 1;
    double adjust = 0;               ///< number of a TJ array
    std::set<std::size_t> erasures;  ///< that want it
};
using Cuts = std::map<std::uint32_t, std::map<std::uint32_t, Cut>>;  ///< by operand, by offset in it

/// Source text of a content stream that is written anew.
struct Replacement {
    std::uint32_t begin = 0, end = 0;
    std::string text;
};

/// What changes in one content stream: codes that go, and names and property lists that are replaced.
struct StreamEdits {
    Cuts cuts;
    std::map<std::uint32_t, Replacement> others;  ///< by where they begin
    [[nodiscard]] bool empty() const noexcept { return cuts.empty() && others.empty(); }
};

/// The stream with these edits; `operands` holds at least those that are cut. Every other byte stays.
[[nodiscard]] std::string edited_stream(std::string_view bytes, const std::map<std::uint32_t, ShownOperand>& operands,
                                        const StreamEdits& edits);

/// A number of a content stream with five decimals at most.
[[nodiscard]] std::string number_text(double value);

}  // namespace quillport::pdf
