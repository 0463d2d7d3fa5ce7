#include "quillport/services/drafts.hpp"

#include <algorithm>
#include <utility>

#include "draft_access.hpp"
#include "draft_rules.hpp"
#include "fold.hpp"
#include "quillport/services/problem.hpp"
#include "quillport/store/drafts.hpp"
#include "quillport/store/people.hpp"
#include "validate.hpp"

namespace quillport::services {
namespace {

Error no_such_draft() { return refusal(ErrorCode::NotFound, "no such draft", "no_such_draft"); }

/// Ok when the user sees the inbox that the draft lies or lay in; else nobody tells him that there is such a draft.
Result<void> may_claim(store::Reader& reader, const User& user, const DraftId& id) {
    auto row = store::find_draft(reader, user.organisation, id);
    if (!row.ok()) return draft_in_words(row.error());
    if (row.value().owner == user.id) return {};
    auto sees = store::sees_inbox(reader, row.value().queue, user.id);
    if (!sees.ok()) return sees.error();
    if (!sees.value()) return no_such_draft();
    return {};
}

}  // namespace

Result<DraftList> list_drafts(Context& context, const User& user, int limit, const std::string& before,
                              const std::string& folder) {
    const int most = std::clamp(limit, 1, 200);
    auto rows = context.store.read([&](store::Reader& reader) {
        return store::list_drafts(reader, user.organisation, user.id, most, DraftId{before}, folder);
    });
    if (!rows.ok()) return rows.error();
    DraftList list;
    for (const store::DraftRow& row : rows.value()) list.drafts.push_back(summary_of(row, user.id));
    if (static_cast<int>(list.drafts.size()) == most) list.next = list.drafts.back().id.value;
    return list;
}

Result<DraftView> get_draft(Context& context, const User& user, const DraftId& id) {
    return context.store.read([&](store::Reader& reader) -> Result<DraftView> {
        auto row = visible_draft(reader, user, id);
        if (!row.ok()) return row.error();
        return view_in(reader, row.value(), user);
    });
}

Result<DraftView> change_draft(Context& context, const User& user, const DraftId& id, const DraftChange& change) {
    return edit(context, user, id, change.version, [&](store::DraftRow& row) { return apply_change(row, change); });
}

Result<DraftView> settle_problem(Context& context, const User& user, const DraftId& id, int number,
                                 const ProblemSettlement& settlement) {
    return edit(context, user, id, settlement.version, [&](store::DraftRow& row) { return settle(row, number, settlement); });
}

Result<DraftView> claim_draft(Context& context, const User& user, const DraftId& id) {
    const TimePoint now = context.clock.now();
    return context.store.write([&](store::Tx& tx) -> Result<DraftView> {
        if (auto may = may_claim(tx, user, id); !may.ok()) return may.error();
        if (auto done = store::claim_draft(tx, user.organisation, id, user.id, now); !done.ok()) {
            if (done.error().code == ErrorCode::Conflict)
                return refusal(ErrorCode::Conflict, "claimed by another", "claimed_already");
            return draft_in_words(done.error());
        }
        auto row = visible_draft(tx, user, id);
        if (!row.ok()) return row.error();
        return view_in(tx, row.value(), user);
    });
}

Result<void> drop_draft(Context& context, const User& user, const DraftId& id) {
    const TimePoint now = context.clock.now();
    return context.store.write([&](store::Tx& tx) -> Result<void> {
        if (auto row = visible_draft(tx, user, id); !row.ok()) return row.error();
        if (auto done = store::drop_draft(tx, user.organisation, id, now); !done.ok()) return draft_in_words(done.error());
        return {};
    });
}

Result<std::shared_ptr<const pdf::PageImage>> draft_page_image(Context& context, const User& user, const DraftId& id, int page,
                                                               int dpi) {
    auto row = context.store.read([&](store::Reader& reader) { return visible_draft(reader, user, id); });
    if (!row.ok()) return row.error();
    if (page < 1 || static_cast<std::size_t>(page) > row.value().content.pages.size())
        return refusal(ErrorCode::NotFound, "no such page", "no_such_page");
    const std::string& sha256 = row.value().document.sha256;
    return context.pages.image(sha256, page, dpi, [&] { return context.store.blobs().get(sha256); });
}

Result<std::shared_ptr<const std::vector<pdf::TextLine>>> draft_page_text(Context& context, const User& user, const DraftId& id,
                                                                          int page) {
    auto row = context.store.read([&](store::Reader& reader) { return visible_draft(reader, user, id); });
    if (!row.ok()) return row.error();
    if (page < 1 || static_cast<std::size_t>(page) > row.value().content.pages.size())
        return refusal(ErrorCode::NotFound, "no such page", "no_such_page");
    const std::string& sha256 = row.value().document.sha256;
    return context.pages.text(sha256, page, [&] { return context.store.blobs().get(sha256); });
}

Result<std::vector<Person>> find_people(Context& context, const User& user, const std::string& query) {
    if (!is_one_line(query, 400)) return refusal(ErrorCode::InvalidInput, "query", "q");
    constexpr int kMost = 20;
    auto rows = context.store.read(
        [&](store::Reader& reader) { return store::find_people(reader, user.organisation, folded(trimmed(query)), kMost); });
    if (!rows.ok()) return rows.error();
    std::vector<Person> people;
    for (const store::Person& row : rows.value())
        people.push_back({row.name, row.email, row.phone, row.company, static_cast<int>(row.signatures)});
    return people;
}

}  // namespace quillport::services
