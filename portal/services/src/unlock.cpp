#include <utility>

#include "draft_access.hpp"
#include "draft_rules.hpp"
#include "quillport/documents/intake.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/services/drafts.hpp"
#include "quillport/services/problem.hpp"
#include "quillport/store/accounts.hpp"
#include "quillport/store/store.hpp"
#include "templates.hpp"

namespace quillport::services {
namespace {

using namespace std::chrono_literals;
constexpr int kTries = 10;
constexpr auto kWindow = 15min;
constexpr const char* kAttempt = "document_password";

Error not_locked() { return refusal(ErrorCode::Conflict, "the document waits for no password", "not_locked"); }

/// A locked draft, and how many tries are left after this one, which is counted before it is judged.
struct Try {
    store::DraftRow row;
    int left = 0;
};
Result<Try> take_try(Context& context, const User& user, const DraftId& id) {
    const TimePoint now = context.clock.now();
    return context.store.write([&](store::Tx& tx) -> Result<Try> {
        auto row = visible_draft(tx, user, id);
        if (!row.ok()) return row.error();
        if (row.value().state != store::DraftState::Open) return refusal(ErrorCode::Conflict, "draft is over", "draft_over");
        if (row.value().lock != Lock::Locked) return not_locked();
        auto made = store::count_attempts(tx, kAttempt, id.value, now - kWindow);
        if (!made.ok()) return made.error();
        if (made.value() >= kTries) {
            return refusal(ErrorCode::RateLimited, "too many passwords",
                           {.key = "document_password_limit",
                            .field = {},
                            .tries_left = 0,
                            .retry_after = static_cast<int>(std::chrono::seconds(kWindow).count())});
        }
        if (auto done = store::record_attempt(tx, user.organisation, kAttempt, id.value, now); !done.ok()) return done.error();
        return Try{std::move(row).value(), kTries - 1 - static_cast<int>(made.value())};
    });
}

Error wrong_password(int left) {
    return refusal(ErrorCode::InvalidInput, "another password",
                   {.key = "document_password", .field = "password", .tries_left = left, .retry_after = {}});
}

Result<DraftView> saved(Context& context, const User& user, const store::DraftRow& opened) {
    const TimePoint now = context.clock.now();
    return context.store.write([&](store::Tx& tx) -> Result<DraftView> {
        auto current = visible_draft(tx, user, opened.id);
        if (!current.ok()) return current.error();
        if (current.value().lock != Lock::Locked) return not_locked();
        store::DraftRow row = opened;
        // Where the document says nothing, what its owner or its queue says comes before a template.
        if (row.language.empty()) row.language = current.value().language;
        if (row.expires.empty()) row.expires = current.value().expires;
        if (auto taken = take_template(tx, row); !taken.ok()) return taken.error();
        // A title, a message or a folder that was changed meanwhile stays.
        row.version = current.value().version;
        row.content.title = current.value().content.title;
        row.message = current.value().message;
        row.folder = current.value().folder;
        row.owner = user.id;
        auto version = store::save_unlocked_draft(tx, row, now);
        if (!version.ok()) return draft_in_words(version.error());
        if (auto done = store::clear_attempts(tx, kAttempt, row.id.value); !done.ok()) return done.error();
        row.version = version.value();
        return view_in(tx, row, user);
    });
}

}  // namespace

Result<DraftView> unlock_draft(Context& context, const User& user, const DraftId& id, const std::string& password) {
    auto attempt = take_try(context, user, id);
    if (!attempt.ok()) return attempt.error();
    store::DraftRow row = std::move(attempt.value().row);
    const auto locked = context.store.blobs().get(row.document.sha256);
    if (!locked.ok()) return locked.error();
    const auto intake =
        documents::take_in_unlocked(context.tools, locked.value(), password, row.settings, context.settings.intake);
    if (!intake.ok() && intake.error().detail == "encrypted") return wrong_password(attempt.value().left);
    if (!intake.ok()) {
        if (intake.error().detail == "signed") return refusal(ErrorCode::Unsupported, intake.error().what, "locked_signed");
        return intake.error();
    }
    // Where it was made from something else already, that is what was delivered.
    const store::BlobRef delivered = row.original;
    if (auto kept = keep_files(context, locked.value(), intake.value().pdf, row); !kept.ok()) return kept.error();
    if (delivered.empty()) row.original_format = Format::Pdf;
    if (!delivered.empty()) row.original = delivered;
    const JobIdentity job = row.content.job;
    take_intake(row, intake.value(), job, job.options);  // its options name persons for roles that come to light only now
    auto view = saved(context, user, row);
    if (view.ok()) runtime::log(runtime::LogLevel::Info, "draft_unlocked", {{"draft", id.value}});
    return view;
}

Result<OriginalFile> draft_original(Context& context, const User& user, const DraftId& id) {
    const auto row = context.store.read([&](store::Reader& reader) { return visible_draft(reader, user, id); });
    if (!row.ok()) return row.error();
    if (row.value().original.empty()) return refusal(ErrorCode::NotFound, "delivered as it is", "no_original");
    auto data = context.store.blobs().get(row.value().original.sha256);
    if (!data.ok()) return data.error();
    return OriginalFile{std::move(data).value(),
                        row.value().content.title + "." + std::string(row_of(row.value().original_format).extension)};
}

}  // namespace quillport::services
