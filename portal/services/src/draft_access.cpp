#include "draft_access.hpp"

#include <utility>

#include "draft_rules.hpp"
#include "job_options.hpp"
#include "quillport/services/problem.hpp"
#include "quillport/store/prints.hpp"
#include "quillport/store/store.hpp"
#include "wishes.hpp"

namespace quillport::services {

Result<store::DraftRow> visible_draft(store::Reader& reader, const User& user, const DraftId& id) {
    auto row = store::find_visible_draft(reader, user.organisation, user.id, id);
    if (!row.ok()) return draft_in_words(row.error());
    return row;
}

Result<DraftView> view_in(store::Reader& reader, const store::DraftRow& row, const User& user) {
    DraftView view = view_of(row, user.id);
    auto part = store::find_print_part(reader, row.organisation, row.id);
    if (!part.ok()) return part.error();
    if (!part.value() || part.value()->total < 2) return view;
    const store::PrintPartRow& place = *part.value();
    auto beside = store::find_print_neighbours(reader, row.organisation, user.id, place.print, place.number);
    if (!beside.ok()) return beside.error();
    view.place = DraftView::Place{place.number, place.total, std::move(beside.value().previous), std::move(beside.value().next)};
    return view;
}

Result<DraftView> edit(Context& context, const User& user, const DraftId& id, std::int64_t version,
                       const std::function<Result<void>(store::DraftRow&)>& change) {
    const TimePoint now = context.clock.now();
    return context.store.write([&](store::Tx& tx) -> Result<DraftView> {
        auto row = visible_draft(tx, user, id);
        if (!row.ok()) return row.error();
        store::DraftRow draft = std::move(row).value();
        if (draft.state != store::DraftState::Open) return refusal(ErrorCode::Conflict, "draft is over", "draft_over");
        if (draft.version != version) return refusal(ErrorCode::Conflict, "another version", "changed_meanwhile");
        if (Result<void> done = change(draft); !done.ok()) return done.error();
        draft.owner = user.id;
        draft.sends = false;  // somebody looks at it
        auto saved = store::save_draft(tx, draft, now);
        if (!saved.ok()) return draft_in_words(saved.error());
        draft.version = saved.value();
        return view_in(tx, draft, user);
    });
}

void take_intake(store::DraftRow& row, const documents::Intake& intake, JobIdentity job,
                 const std::map<std::string, std::string>& options) {
    row.content = draft_of(intake.inspection.found, std::move(job), DocumentId{row.id.value});
    take_job_options(row, options);
    row.tags = intake.inspection.found.tags;
    row.is_signed = intake.inspection.is_signed;
    row.lock = intake.lock;
    take_wishes(row);
}

Result<void> keep_files(Context& context, BytesView delivered, BytesView pdf, store::DraftRow& row) {
    auto blob = context.store.blobs().put(delivered);
    if (!blob.ok()) return blob.error();
    row.document = blob.value();
    if (pdf.empty()) return {};
    row.original = row.document;
    auto made = context.store.blobs().put(pdf);
    if (!made.ok()) return made.error();
    row.document = made.value();
    return {};
}

}  // namespace quillport::services
