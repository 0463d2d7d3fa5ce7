#include "quillport/services/several.hpp"

#include <algorithm>
#include <utility>

#include "draft_access.hpp"
#include "draft_rules.hpp"
#include "parts.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/services/problem.hpp"
#include "quillport/store/envelopes.hpp"

namespace quillport::services {
namespace {

constexpr const char* kUntitled = "Document";  // what nobody gave a title is not alike

/// A draft of the user, or of his inbox, that is still open.
Result<store::DraftRow> open_draft(store::Reader& reader, const User& user, const DraftId& id) {
    auto row = store::find_visible_draft(reader, user.organisation, user.id, id);
    if (!row.ok()) return draft_in_words(row.error());
    if (row.value().state != store::DraftState::Open) return refusal(ErrorCode::Conflict, "draft is over", "draft_over");
    return row;
}

Result<store::DraftRow> open_draft(Context& context, const User& user, const DraftId& id, std::int64_t version) {
    auto row = context.store.read([&](store::Reader& reader) { return open_draft(reader, user, id); });
    if (!row.ok()) return row;
    if (row.value().version != version) return refusal(ErrorCode::Conflict, "another version", "changed_meanwhile");
    return row;
}

bool is_locked(const store::DraftRow& row) { return row.lock == Lock::Locked; }
Error locked() { return refusal(ErrorCode::PreconditionFailed, "waits for its password", "locked"); }

/// Saves the draft, with `also` in the same transaction.
template <typename F>
Result<DraftView> save(Context& context, const User& user, store::DraftRow row, const F& also) {
    row.owner = user.id;
    row.sends = false;
    const TimePoint now = context.clock.now();
    return context.store.write([&](store::Tx& tx) -> Result<DraftView> {
        auto version = store::save_draft(tx, row, now);
        if (!version.ok()) return draft_in_words(version.error());
        if (Result<void> done = also(tx, now); !done.ok()) return draft_in_words(done.error());
        store::DraftRow saved = row;
        saved.version = version.value();
        return view_in(tx, saved, user);
    });
}

/// The draft that a document was, with that document alone. Whoever takes it out has it.
Result<void> bring_back(store::Tx& tx, const User& user, const DraftId& source, TimePoint now) {
    if (auto back = store::restore_draft(tx, user.organisation, source, now); !back.ok()) return back;
    auto row = store::find_draft(tx, user.organisation, source);
    if (!row.ok()) return row.error();
    keep_own_pages(row.value());
    row.value().owner = user.id;
    row.value().sends = false;
    auto saved = store::save_draft(tx, row.value(), now);
    if (!saved.ok()) return saved.error();
    return {};
}

void take_assignments(EnvelopeDraft& draft, const EnvelopeDraft& from) {
    for (DraftRole& role : draft.roles) {
        const auto known =
            std::find_if(from.roles.begin(), from.roles.end(), [&](const DraftRole& r) { return r.key == role.key; });
        if (known != from.roles.end()) role = *known;
    }
}

Similar::Draft alike(const store::DraftRow& row, const std::string& ref) {
    const auto chosen = std::count_if(row.content.roles.begin(), row.content.roles.end(),
                                      [](const DraftRole& role) { return !role.name.empty() && !role.email.empty(); });
    return {row.id, row.content.title, row.created, static_cast<int>(chosen), !ref.empty() && row.ref == ref};
}

}  // namespace

Result<Similar> similar_to(Context& context, const User& user, const DraftId& id) {
    return context.store.read([&](store::Reader& reader) -> Result<Similar> {
        auto row = store::find_visible_draft(reader, user.organisation, user.id, id);
        if (!row.ok()) return draft_in_words(row.error());
        Similar similar;
        if (row.value().state != store::DraftState::Open) return similar;
        const std::string& title = row.value().content.title;
        auto drafts =
            store::list_similar(reader, user.organisation, user.id, id, row.value().ref, title == kUntitled ? "" : title);
        if (!drafts.ok()) return drafts.error();
        for (const store::DraftRow& draft : drafts.value()) similar.drafts.push_back(alike(draft, row.value().ref));
        auto sent = store::list_with_ref(reader, user.organisation, row.value().ref);
        if (!sent.ok()) return sent.error();
        for (const store::EnvelopeRow& envelope : sent.value()) {
            const bool mine = envelope.owner == user.id;
            similar.sent.push_back({mine ? std::optional(envelope.id) : std::nullopt, mine ? envelope.title : std::string(),
                                    envelope.created, envelope.state == EnvelopeState::Completed});
        }
        return similar;
    });
}

Result<DraftView> append_draft(Context& context, const User& user, const DraftId& id, std::int64_t version,
                               const DraftId& other) {
    if (id == other) return refusal(ErrorCode::InvalidInput, "a draft and itself", "same_draft");
    auto row = open_draft(context, user, id, version);
    if (!row.ok()) return row.error();
    auto added = context.store.read([&](store::Reader& reader) { return open_draft(reader, user, other); });
    if (!added.ok()) return added.error();
    if (row.value().is_signed || added.value().is_signed)
        return refusal(ErrorCode::Unsupported, "what arrived signed is not joined", "arrived_signed");
    if (is_locked(row.value()) || is_locked(added.value())) return locked();
    append_pages(row.value(), added.value());
    if (auto joined = join_documents(context, row.value()); !joined.ok()) return joined.error();
    auto view = save(context, user, row.value(), [&](store::Tx& tx, TimePoint now) {
        return store::merge_draft(tx, user.organisation, other, added.value().version, id, now);
    });
    if (view.ok()) runtime::log(runtime::LogLevel::Info, "draft_appended", {{"draft", id.value}, {"other", other.value}});
    return view;
}

Result<DraftView> arrange_parts(Context& context, const User& user, const DraftId& id, std::int64_t version,
                                const std::vector<int>& order) {
    auto row = open_draft(context, user, id, version);
    if (!row.ok()) return row.error();
    if (!arrange_pages(row.value(), order))
        return refusal(ErrorCode::InvalidInput, "order of the documents",
                       {.key = "order", .field = "order", .tries_left = {}, .retry_after = {}});
    if (auto joined = join_documents(context, row.value()); !joined.ok()) return joined.error();
    return save(context, user, row.value(), [](store::Tx&, TimePoint) { return Result<void>(); });
}

Result<DraftView> take_out_part(Context& context, const User& user, const DraftId& id, std::int64_t version, int number) {
    auto row = open_draft(context, user, id, version);
    if (!row.ok()) return row.error();
    const auto parts = parts_of(row.value());
    if (number < 1 || static_cast<std::size_t>(number) > parts.size())
        return refusal(ErrorCode::NotFound, "no such document", "no_such_part");
    const DraftId source = parts[static_cast<std::size_t>(number) - 1].source;
    if (source == id || parts.size() == 1) return refusal(ErrorCode::Conflict, "the document it began with", "own_part");
    take_out_pages(row.value(), number);
    if (auto joined = join_documents(context, row.value()); !joined.ok()) return joined.error();
    return save(context, user, row.value(), [&](store::Tx& tx, TimePoint now) { return bring_back(tx, user, source, now); });
}

Result<DraftView> replace_draft(Context& context, const User& user, const DraftId& id, std::int64_t version,
                                const DraftId& other) {
    if (id == other) return refusal(ErrorCode::InvalidInput, "a draft and itself", "same_draft");
    auto row = open_draft(context, user, id, version);
    if (!row.ok()) return row.error();
    auto before = context.store.read([&](store::Reader& reader) { return open_draft(reader, user, other); });
    if (!before.ok()) return before.error();
    if (is_locked(row.value())) return locked();  // its roles come to light with its password
    take_assignments(row.value().content, before.value().content);
    row.value().message = before.value().message;
    if (!before.value().folder.empty()) row.value().folder = before.value().folder;
    return save(context, user, row.value(), [&](store::Tx& tx, TimePoint now) {
        return store::merge_draft(tx, user.organisation, other, before.value().version, id, now);
    });
}

Result<DraftView> restore_draft(Context& context, const User& user, const DraftId& id) {
    const TimePoint now = context.clock.now();
    return context.store.write([&](store::Tx& tx) -> Result<DraftView> {
        auto row = store::find_visible_draft(tx, user.organisation, user.id, id);
        if (!row.ok()) return draft_in_words(row.error());
        if (!row.value().merged_into.empty()) {
            auto into = store::find_draft(tx, user.organisation, row.value().merged_into);
            if (!into.ok()) return draft_in_words(into.error());
            const auto& parts = into.value().parts;
            const bool lies_there =
                std::any_of(parts.begin(), parts.end(), [&](const store::DraftPart& part) { return part.source == id; });
            if (lies_there) return refusal(ErrorCode::Conflict, "its pages are another draft's", "part_of_another");
        }
        if (auto back = store::restore_draft(tx, user.organisation, id, now); !back.ok()) return draft_in_words(back.error());
        auto now_open = store::find_draft(tx, user.organisation, id);
        if (!now_open.ok()) return draft_in_words(now_open.error());
        return view_in(tx, now_open.value(), user);
    });
}

}  // namespace quillport::services
