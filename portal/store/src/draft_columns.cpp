#include "draft_columns.hpp"

#include <array>
#include <type_traits>

#include "json_columns.hpp"

namespace quillport::store {
namespace {

using Use = DraftColumn::Use;

/// The member of a draft, or of a member of it, to which these lead.
template <auto First, auto... Rest>
struct Path {
    template <typename Whole>
    static auto& in(Whole& whole) {
        if constexpr (sizeof...(Rest) == 0)
            return whole.*First;
        else
            return Path<Rest...>::in(whole.*First);
    }
};

template <typename T>
constexpr char kKind = std::is_arithmetic_v<T> || std::is_same_v<T, TimePoint> ? 'i' : 't';

template <typename T>
Param written(const T& value) {
    if constexpr (requires { to_column(value); })
        return to_column(value);
    else
        return value;
}
Param written(const Lock& lock) { return name_of(lock); }

template <typename T>
Result<void> read(Row& row, T& value) {
    if constexpr (requires { from_column(std::string(), value); })
        return from_column(row.text(), value);
    else if constexpr (std::is_same_v<T, TimePoint>)
        value = row.time();
    else if constexpr (std::is_same_v<T, bool>)
        value = row.flag();
    else if constexpr (std::is_arithmetic_v<T>)
        value = static_cast<T>(row.number());
    else if constexpr (std::is_same_v<T, std::string>)
        value = row.text();
    else
        value = {row.text()};  // an id
    return {};
}
Result<void> read(Row& row, Lock& lock) {
    lock = lock_named(row.text());
    return {};
}

template <auto... Members>
constexpr DraftColumn column(std::string_view name, Use use) {
    using Value = std::remove_reference_t<decltype(Path<Members...>::in(std::declval<DraftRow&>()))>;
    return {name, kKind<Value>, use, [](const DraftRow& draft) { return written(Path<Members...>::in(draft)); },
            [](Row& row, DraftRow& draft) { return read(row, Path<Members...>::in(draft)); }};
}

/// Refers to a row of another table, or to none.
template <auto Member>
constexpr DraftColumn reference(std::string_view name, Use use) {
    DraftColumn reference = column<Member>(name, use);
    reference.written = [](const DraftRow& draft) { return Param::null_if_empty((draft.*Member).value); };
    return reference;
}

Param written_format(const DraftRow& draft) {
    return draft.original.empty() ? std::string_view() : row_of(draft.original_format).name;
}
Result<void> read_format(Row& row, DraftRow& draft) {
    draft.original_format = format_named(row.text()).value_or(Format::Unknown);
    return {};
}
Param written_state(const DraftRow& draft) { return name_of(draft.state); }
Result<void> read_state(Row& row, DraftRow& draft) {
    draft.state = draft_state_named(row.text());
    return {};
}

using D = DraftRow;
using E = EnvelopeDraft;
using J = JobIdentity;

constexpr auto kColumns = std::to_array<DraftColumn>({
    column<&D::id>("id", Use::Create),
    column<&D::organisation>("organisation_id", Use::Create),
    reference<&D::owner>("owner_id", Use::Save),
    reference<&D::queue>("queue_id", Use::Create),
    {"state", 't', Use::Read, written_state, read_state},
    column<&D::version>("version", Use::Read),
    column<&D::content, &E::title>("title", Use::Save),
    column<&D::message>("message", Use::Save),
    column<&D::content, &E::job, &J::uuid>("job_uuid", Use::Create),
    column<&D::content, &E::job, &J::document_number>("job_document", Use::Create),
    column<&D::content, &E::job, &J::queue>("job_queue", Use::Create),
    column<&D::content, &E::job, &J::user>("job_user", Use::Create),
    column<&D::content, &E::job, &J::host>("job_host", Use::Create),
    column<&D::content, &E::job, &J::title>("job_title", Use::Create),
    column<&D::content, &E::job, &J::authenticated>("job_authenticated", Use::Create),
    column<&D::content, &E::job, &J::received>("job_received_at", Use::Create),
    column<&D::content, &E::job, &J::options>("job_options", Use::Create),
    column<&D::content, &E::roles>("roles", Use::Save),
    column<&D::content, &E::fields>("fields", Use::Save),
    column<&D::content, &E::problems>("problems", Use::Save),
    column<&D::content, &E::pages>("pages", Use::Save),
    column<&D::tags>("tags", Use::Save),
    column<&D::settings>("tag_settings", Use::Save),
    column<&D::document, &BlobRef::sha256>("document_sha256", Use::Save),
    column<&D::document, &BlobRef::size>("document_size", Use::Save),
    column<&D::parts>("parts", Use::Save),
    {"original_format", 't', Use::Create, written_format, read_format},
    column<&D::original, &BlobRef::sha256>("original_sha256", Use::Create),
    column<&D::original, &BlobRef::size>("original_size", Use::Create),
    column<&D::lock>("lock_state", Use::Create),
    column<&D::is_signed>("is_signed", Use::Create),
    column<&D::sends>("sends", Use::Save),
    reference<&D::envelope>("envelope_id", Use::Read),
    reference<&D::merged_into>("merged_into", Use::Read),
    column<&D::ref>("ref", Use::Save),
    column<&D::language>("language", Use::Save),
    column<&D::expires>("expires", Use::Save),
    column<&D::folder>("folder", Use::Save),
    column<&D::seal>("seal", Use::Create),
    column<&D::created>("created_at", Use::Create),
    column<&D::changed>("changed_at", Use::Read),
});

}  // namespace

std::string names_of_columns(Use use, std::string_view behind) {
    std::string names;
    for (const DraftColumn& column : kColumns)
        if (column.use >= use) names.append(names.empty() ? "" : ", ").append(column.name).append(behind);
    return names;
}

std::vector<Param> values_of_columns(Use use, const DraftRow& draft) {
    std::vector<Param> values;
    for (const DraftColumn& column : kColumns)
        if (column.use >= use) values.push_back(column.written(draft));
    return values;
}

std::string kinds_of_columns() {
    std::string kinds;
    for (const DraftColumn& column : kColumns) kinds += column.kind;
    return kinds;
}

Result<DraftRow> draft_of(Row& row) {
    DraftRow draft;
    for (const DraftColumn& column : kColumns)
        if (auto read = column.read(row, draft); !read.ok()) return read.error();
    return draft;
}

}  // namespace quillport::store
