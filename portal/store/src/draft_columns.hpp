#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/result.hpp"
#include "quillport/store/drafts.hpp"
#include "session.hpp"

namespace quillport::store {

/// A column of the table of drafts: how a draft is written into it and read out of it. One list of them makes every statement on
/// whole drafts.
struct DraftColumn {
    enum class Use : std::uint8_t {
        Read,    ///< statements of their own write it
        Create,  ///< is written when the draft is made
        Save     ///< and whenever it is saved
    };
    std::string_view name;
    char kind;  ///< as Session::query has it
    Use use;
    Param (*written)(const DraftRow&);
    Result<void> (*read)(Row&, DraftRow&);
};

/// The columns that are written at this use, with `behind` each name and commas between; Read: all.
[[nodiscard]] std::string names_of_columns(DraftColumn::Use use, std::string_view behind = {});
/// What a draft holds of them, in the same order.
[[nodiscard]] std::vector<Param> values_of_columns(DraftColumn::Use use, const DraftRow& draft);
/// Kinds of all columns, and a draft out of a row of them.
[[nodiscard]] std::string kinds_of_columns();
[[nodiscard]] Result<DraftRow> draft_of(Row& row);
[[nodiscard]] DraftState draft_state_named(std::string_view name) noexcept;  ///< Dropped when it is none

}  // namespace quillport::store
