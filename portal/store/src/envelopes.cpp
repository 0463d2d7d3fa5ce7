#include "quillport/store/envelopes.hpp"

#include <algorithm>
#include <array>

#include "session.hpp"

namespace quillport::store {
namespace {

constexpr std::array<std::string_view, 4> kLevels = {"simple", "advanced", "advanced_qualified_certificate", "qualified"};

constexpr std::string_view kEnvelopeColumns = "tttttitttiiiiititttt";
const std::string kEnvelope =
    "SELECT id, organisation_id, owner_id, draft_id, state, version, title, message, reason, trial, created_at, changed_at, "
    "expires_at, "
    "completed_at, certificate_sha256, certificate_size, ref, language, folder, seal FROM envelopes";

EnvelopeRow envelope_of(Row& row) {
    EnvelopeRow e;
    e.id = {row.text()};
    e.organisation = {row.text()};
    e.owner = {row.text()};
    e.draft = {row.text()};
    e.state = envelope_state_named(row.text()).value_or(EnvelopeState::Voided);
    e.version = row.number();
    e.title = row.text();
    e.message = row.text();
    e.reason = row.text();
    e.trial = row.flag();
    e.created = row.time();
    e.changed = row.time();
    e.expires = row.time();
    e.completed = row.optional_time();
    e.certificate = {row.text(), row.number()};
    e.ref = row.text();
    e.language = row.text();
    e.folder = row.text();
    e.seal = row.text();
    return e;
}

constexpr std::string_view kRecipientColumns = "ttttttttitttttiiiiii";
const std::string kRecipient =
    "SELECT id, organisation_id, envelope_id, role, name, email, phone, company, routing_order, state, link_hash, level, "
    "evidence, "
    "reason, invited_at, reminded_at, viewed_at, consented_at, signed_at, declined_at FROM recipients";

RecipientRow recipient_of(Row& row) {
    RecipientRow r;
    r.who.id = {row.text()};
    r.organisation = {row.text()};
    r.envelope = {row.text()};
    r.who.role = row.text();
    r.who.name = row.text();
    r.who.email = row.text();
    r.who.phone = row.text();
    r.who.company = row.text();
    r.who.routing_order = row.small();
    r.who.state = recipient_state_named(row.text()).value_or(RecipientState::Waiting);
    r.link_hash = row.text();
    r.level = level_named(row.text()).value_or(Level::Simple);
    r.evidence = row.text();
    r.reason = row.text();
    r.invited = row.optional_time();
    r.reminded = row.optional_time();
    r.viewed = row.optional_time();
    r.consented = row.optional_time();
    r.signed_at = row.optional_time();
    r.declined = row.optional_time();
    return r;
}

Result<void> add_recipient(Tx& tx, const RecipientRow& r, const EnvelopeRow& envelope, int position) {
    return done(tx.session().change(
        "INSERT INTO recipients (id, organisation_id, envelope_id, position, role, name, email, phone, company, routing_order, "
        "state, "
        "link_hash, level, evidence, reason, invited_at, reminded_at, viewed_at, consented_at, signed_at, declined_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {r.who.id,
         envelope.organisation,
         envelope.id,
         position,
         r.who.role,
         r.who.name,
         r.who.email,
         r.who.phone,
         r.who.company,
         r.who.routing_order,
         name_of(r.who.state),
         Param::null_if_empty(r.link_hash),
         name_of(r.level),
         r.evidence,
         r.reason,
         r.invited,
         r.reminded,
         r.viewed,
         r.consented,
         r.signed_at,
         r.declined}));
}

Result<void> save_recipient(Tx& tx, const RecipientRow& r, const EnvelopeId& envelope) {
    return found(
        tx.session().change("UPDATE recipients SET role = ?, name = ?, email = ?, phone = ?, company = ?, routing_order = ?, "
                            "state = ?, link_hash = ?, "
                            "level = ?, evidence = ?, reason = ?, invited_at = ?, reminded_at = ?, viewed_at = ?, consented_at = "
                            "?, signed_at = ?, "
                            "declined_at = ? WHERE id = ? AND envelope_id = ?",
                            {r.who.role, r.who.name, r.who.email, r.who.phone, r.who.company, r.who.routing_order,
                             name_of(r.who.state), Param::null_if_empty(r.link_hash), name_of(r.level), r.evidence, r.reason,
                             r.invited, r.reminded, r.viewed, r.consented, r.signed_at, r.declined, r.who.id, envelope}),
        "no such recipient in this envelope");
}

Result<std::vector<RecipientRow>> recipients_of(Reader& reader, const EnvelopeId& envelope) {
    return all_of(reader.session().query(kRecipientColumns,
                                         kRecipient + " WHERE envelope_id = ? ORDER BY routing_order, position", {envelope}),
                  recipient_of);
}

Result<std::vector<EnvelopeKey>> keys_of(Result<Rows> rows) {
    return all_of(std::move(rows), [](Row& row) {
        EnvelopeKey key;
        key.organisation = {row.text()};
        key.envelope = {row.text()};
        return key;
    });
}

}  // namespace

std::string_view name_of(Level level) noexcept { return kLevels[static_cast<std::size_t>(level)]; }

std::optional<Level> level_named(std::string_view name) noexcept {
    const auto* at = std::find(kLevels.begin(), kLevels.end(), name);
    if (at == kLevels.end()) return std::nullopt;
    return static_cast<Level>(at - kLevels.begin());
}

Envelope EnvelopeRecord::machine() const {
    std::vector<Recipient> who;
    who.reserve(recipients.size());
    for (const RecipientRow& r : recipients) who.push_back(r.who);
    return {envelope.id, std::move(who), envelope.state};
}

void EnvelopeRecord::apply(const Envelope& machine) {
    envelope.state = machine.state();
    for (RecipientRow& r : recipients)
        if (const Recipient* who = machine.find(r.who.id)) r.who.state = who->state;
}

RecipientRow* EnvelopeRecord::find(const RecipientId& who) noexcept {
    const auto at = std::find_if(recipients.begin(), recipients.end(), [&](const RecipientRow& r) { return r.who.id == who; });
    return at == recipients.end() ? nullptr : &*at;
}

Result<void> create_envelope(Tx& tx, const EnvelopeRecord& record) {
    const EnvelopeRow& e = record.envelope;
    auto added = done(tx.session().change(
        "INSERT INTO envelopes (id, organisation_id, owner_id, draft_id, state, version, title, message, reason, trial, "
        "created_at, changed_at, "
        "expires_at, completed_at, certificate_sha256, certificate_size, ref, language, folder, seal) "
        "VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {e.id, e.organisation, e.owner, Param::null_if_empty(e.draft.value), name_of(e.state), e.title, e.message, e.reason,
         e.trial, e.created, e.created, e.expires, e.completed, e.certificate.sha256, e.certificate.size, e.ref, e.language,
         e.folder, e.seal}));
    int position = 0;
    for (const RecipientRow& r : record.recipients)
        if (added.ok()) added = add_recipient(tx, r, e, ++position);
    return added;
}

Result<EnvelopeRecord> find_envelope(Reader& reader, const OrganisationId& organisation, const EnvelopeId& id) {
    auto envelope =
        one_of(reader.session().query(kEnvelopeColumns, kEnvelope + " WHERE organisation_id = ? AND id = ?", {organisation, id}),
               "no such envelope", envelope_of);
    if (!envelope.ok()) return envelope.error();
    auto recipients = recipients_of(reader, id);
    if (!recipients.ok()) return recipients.error();
    return EnvelopeRecord{std::move(envelope).value(), std::move(recipients).value()};
}

Result<std::vector<EnvelopeRecord>> list_envelopes(Reader& reader, const OrganisationId& organisation, const UserId& owner,
                                                   int limit, const EnvelopeId& before, const std::string& folder) {
    const std::string mine = kEnvelope + " WHERE organisation_id = ? AND owner_id = ? AND (? = '' OR folder = ?)";
    const std::string order = " ORDER BY created_at DESC, id DESC LIMIT ?";
    auto envelopes = all_of(
        before.empty() ? reader.session().query(kEnvelopeColumns, mine + order, {organisation, owner, folder, folder, limit})
                       : reader.session().query(kEnvelopeColumns,
                                                mine +
                                                    " AND (created_at, id) < (SELECT b.created_at, b.id FROM envelopes b "
                                                    "WHERE b.organisation_id = ? AND b.id = ?)" +
                                                    order,
                                                {organisation, owner, folder, folder, organisation, before, limit}),
        envelope_of);
    if (!envelopes.ok()) return envelopes.error();
    std::vector<EnvelopeRecord> records;
    for (EnvelopeRow& envelope : envelopes.value()) {
        auto recipients = recipients_of(reader, envelope.id);
        if (!recipients.ok()) return recipients.error();
        records.push_back({std::move(envelope), std::move(recipients).value()});
    }
    return records;
}

Result<void> save_envelope(Tx& tx, EnvelopeRecord& record) {
    const EnvelopeRow& e = record.envelope;
    const auto saved = tx.session().change(
        "UPDATE envelopes SET state = ?, reason = ?, changed_at = ?, expires_at = ?, completed_at = ?, certificate_sha256 = ?, "
        "certificate_size = ?, version = version + 1 WHERE organisation_id = ? AND id = ? AND version = ?",
        {name_of(e.state), e.reason, e.changed, e.expires, e.completed, e.certificate.sha256, e.certificate.size, e.organisation,
         e.id, e.version});
    if (!saved.ok()) return saved.error();
    if (saved.value() == 0) {
        const auto there = find_envelope(tx, e.organisation, e.id);
        if (!there.ok()) return there.error();
        return Error{ErrorCode::PreconditionFailed, "the envelope was changed meanwhile", "changed_meanwhile"};
    }
    for (const RecipientRow& r : record.recipients)
        if (auto kept = save_recipient(tx, r, e.id); !kept.ok()) return kept;
    ++record.envelope.version;
    return {};
}

Result<std::vector<EnvelopeRow>> list_with_ref(Reader& reader, const OrganisationId& organisation, const std::string& ref) {
    if (ref.empty()) return std::vector<EnvelopeRow>{};
    return all_of(reader.session().query(kEnvelopeColumns,
                                         kEnvelope + " WHERE organisation_id = ? AND ref = ? AND state IN ('sent', 'completed') "
                                                     "ORDER BY created_at DESC, id DESC LIMIT 10",
                                         {organisation, ref}),
                  envelope_of);
}

Result<LinkOwner> find_link(Reader& reader, const std::string& link_hash) {
    return one_of(
        reader.session().query("ttt", "SELECT organisation_id, envelope_id, id FROM recipients WHERE link_hash = ?", {link_hash}),
        "no such link", [](Row& row) {
            LinkOwner owner;
            owner.organisation = {row.text()};
            owner.envelope = {row.text()};
            owner.recipient = {row.text()};
            return owner;
        });
}

Result<std::vector<EnvelopeKey>> list_overdue(Reader& reader, TimePoint now, int limit) {
    return keys_of(reader.session().query("tt",
                                          "SELECT organisation_id, id FROM envelopes WHERE state = 'sent' AND expires_at <= ? "
                                          "ORDER BY expires_at, id LIMIT ?",
                                          {now, limit}));
}

Result<std::vector<EnvelopeKey>> list_uncertified(Reader& reader, int limit) {
    return keys_of(
        reader.session().query("tt",
                               "SELECT organisation_id, id FROM envelopes WHERE state = 'completed' AND certificate_sha256 = '' "
                               "ORDER BY completed_at, id LIMIT ?",
                               {limit}));
}

}  // namespace quillport::store
