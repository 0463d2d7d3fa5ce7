#include "quillport/store/arrivals.hpp"

#include "session.hpp"

namespace quillport::store {
namespace {

constexpr std::string_view kColumns = "ttttttiit";
const std::string kNotice =
    "SELECT id, organisation_id, user_id, problem, title, queue, created_at, mail_at, job_key FROM notices";

Notice notice_of(Row& row) {
    Notice n;
    n.id = row.text();
    n.organisation = {row.text()};
    n.user = {row.text()};
    n.problem = row.text();
    n.title = row.text();
    n.queue = row.text();
    n.created = row.time();
    n.mail_at = row.optional_time();
    n.job_key = row.text();
    return n;
}

}  // namespace

Result<void> note_arrival(Tx& tx, const Arrival& a) {
    return done(
        tx.session().change("INSERT INTO arrivals (organisation_id, user_id, draft_id, mail_at) VALUES (?, ?, ?, ?) "
                            "ON CONFLICT (user_id, draft_id) DO NOTHING",
                            {a.organisation, a.user, a.draft, a.mail_at}));
}

Result<bool> note_refusal(Tx& tx, const Notice& n) {
    const auto added = tx.session().change(
        "INSERT INTO notices (id, organisation_id, user_id, problem, title, queue, created_at, mail_at, job_key) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (job_key) DO NOTHING",
        {n.id, n.organisation, n.user, n.problem, n.title, n.queue, n.created, n.mail_at, n.job_key});
    if (!added.ok()) return added.error();
    return added.value() == 1;
}

Result<std::vector<Notice>> list_notices(Reader& reader, const UserId& user, int limit) {
    return all_of(reader.session().query(kColumns, kNotice + " WHERE user_id = ? AND told = 0 ORDER BY created_at, id LIMIT ?",
                                         {user, limit}),
                  notice_of);
}

Result<std::int64_t> delete_old_notices(Tx& tx, TimePoint before) {
    return tx.session().change("DELETE FROM notices WHERE created_at < ?", {before});
}

Result<void> mark_told(Tx& tx, const UserId& user, const std::vector<DraftId>& drafts, const std::vector<std::string>& notices) {
    for (const DraftId& draft : drafts) {
        auto gone = done(tx.session().change("DELETE FROM arrivals WHERE user_id = ? AND draft_id = ?", {user, draft}));
        if (!gone.ok()) return gone;
    }
    for (const std::string& notice : notices) {
        auto marked =
            done(tx.session().change("UPDATE notices SET told = 1, mail_at = NULL WHERE user_id = ? AND id = ?", {user, notice}));
        if (!marked.ok()) return marked;
    }
    return {};
}

Result<std::vector<UserId>> list_users_to_mail(Reader& reader, TimePoint now, int limit) {
    return all_of(
        reader.session().query("t",
                               "SELECT user_id FROM (SELECT user_id, mail_at FROM arrivals WHERE mail_at <= ? UNION ALL "
                               "SELECT user_id, mail_at FROM notices WHERE mail_at <= ?) due "
                               "GROUP BY user_id ORDER BY MIN(mail_at) LIMIT ?",
                               {now, now, limit}),
        [](Row& row) { return UserId{row.text()}; });
}

Result<ToMail> take_to_mail(Tx& tx, const UserId& user) {
    ToMail all;
    auto drafts = all_of(
        tx.session().query("tttti",
                           "SELECT d.id, d.title, d.job_queue, d.state, CASE WHEN d.owner_id = a.user_id THEN 1 ELSE 0 END "
                           "FROM arrivals a JOIN drafts d ON d.id = a.draft_id WHERE a.user_id = ? ORDER BY d.created_at, d.id",
                           {user}),
        [](Row& row) {
            ToMail::Draft draft;
            draft.id = {row.text()};
            draft.title = row.text();
            draft.queue = row.text();
            const bool open = row.text() == "open";
            draft.waits = row.flag() && open;
            return draft;
        });
    if (!drafts.ok()) return drafts.error();
    all.drafts = std::move(drafts).value();
    auto notices = all_of(
        tx.session().query(kColumns, kNotice + " WHERE user_id = ? AND mail_at IS NOT NULL ORDER BY created_at, id", {user}),
        notice_of);
    if (!notices.ok()) return notices.error();
    all.notices = std::move(notices).value();
    if (auto gone = done(tx.session().change("DELETE FROM arrivals WHERE user_id = ?", {user})); !gone.ok()) return gone.error();
    auto mailed = done(tx.session().change("UPDATE notices SET mail_at = NULL WHERE user_id = ?", {user}));
    if (!mailed.ok()) return mailed.error();
    return all;
}

}  // namespace quillport::store
