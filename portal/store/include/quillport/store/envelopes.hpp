#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/envelope.hpp"
#include "quillport/core/id.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"
#include "quillport/store/store.hpp"

namespace quillport::store {

/// How much a signature is worth (eIDAS): never called more than it is.
enum class Level : std::uint8_t { Simple, Advanced, AdvancedQualifiedCertificate, Qualified };
/// "simple", "advanced", "advanced_qualified_certificate", "qualified".
[[nodiscard]] std::string_view name_of(Level level) noexcept;
[[nodiscard]] std::optional<Level> level_named(std::string_view name) noexcept;

struct EnvelopeRow {
    EnvelopeId id;
    OrganisationId organisation;
    UserId owner;
    DraftId draft;  ///< out of which it was made; empty: none
    EnvelopeState state = EnvelopeState::Sent;
    std::int64_t version = 1;  ///< optimistic lock
    std::string title;
    std::string message;
    std::string reason;  ///< why it was withdrawn
    bool trial = false;
    std::string ref;       ///< business reference; empty: none
    std::string language;  ///< of the recipients; empty: the portal's
    std::string folder;    ///< where its owner files it; empty: nowhere
    std::string seal;      ///< PAdES level that is asked for; empty: as the portal is set
    TimePoint created{};
    TimePoint changed{};
    TimePoint expires{};
    std::optional<TimePoint> completed;
    BlobRef certificate;  ///< of completion, once there is one
};

struct RecipientRow {
    Recipient who;  ///< person, role, turn, state
    EnvelopeId envelope;
    OrganisationId organisation;
    std::string link_hash;  ///< of the token in his link; empty: no link yet
    Level level = Level::Simple;
    std::string evidence;  ///< of the act: opaque text of the caller
    std::string reason;    ///< why he declined
    std::optional<TimePoint> invited;
    std::optional<TimePoint> reminded;
    std::optional<TimePoint> viewed;
    std::optional<TimePoint> consented;
    std::optional<TimePoint> signed_at;
    std::optional<TimePoint> declined;
};

/// An envelope with everybody in it, by routing order, then as they were given.
struct EnvelopeRecord {
    EnvelopeRow envelope;
    std::vector<RecipientRow> recipients;

    /// The rules of turns and states on what was loaded.
    [[nodiscard]] Envelope machine() const;
    /// Takes the states over from `machine`, which came from this record.
    void apply(const Envelope& machine);
    [[nodiscard]] RecipientRow* find(const RecipientId& who) noexcept;
};

/// Keeps all of it as version 1.
[[nodiscard]] Result<void> create_envelope(Tx& tx, const EnvelopeRecord& record);
/// NotFound: none of this organisation.
[[nodiscard]] Result<EnvelopeRecord> find_envelope(Reader& reader, const OrganisationId& organisation, const EnvelopeId& id);
/// Envelopes of `owner`, newest first, at most `limit`; `before` is the last id of the previous page, or empty; of one `folder`,
/// or of all when it is empty.
[[nodiscard]] Result<std::vector<EnvelopeRecord>> list_envelopes(Reader& reader, const OrganisationId& organisation,
                                                                 const UserId& owner, int limit, const EnvelopeId& before,
                                                                 const std::string& folder = {});
/// Writes state, reason, changed, expires, completed and certificate of the envelope and everything of its recipients but
/// their ids, provided the version is still `record.envelope.version`; raises that by one.
/// NotFound, PreconditionFailed (somebody changed it meanwhile).
[[nodiscard]] Result<void> save_envelope(Tx& tx, EnvelopeRecord& record);

/// Envelopes of the organisation with this ref that were sent and neither withdrawn, declined nor expired, newest first, at most
/// ten: their rows alone.
[[nodiscard]] Result<std::vector<EnvelopeRow>> list_with_ref(Reader& reader, const OrganisationId& organisation,
                                                             const std::string& ref);

struct LinkOwner {
    OrganisationId organisation;
    EnvelopeId envelope;
    RecipientId recipient;
};
/// Whose link it is. NotFound.
[[nodiscard]] Result<LinkOwner> find_link(Reader& reader, const std::string& link_hash);

struct EnvelopeKey {
    OrganisationId organisation;
    EnvelopeId envelope;
};
/// Sent envelopes whose time is over at `now`, the longest overdue first. The caller expires each in a transaction of its own,
/// with its audit event.
[[nodiscard]] Result<std::vector<EnvelopeKey>> list_overdue(Reader& reader, TimePoint now, int limit);
/// Completed envelopes that have no certificate yet, oldest first: work that a crash interrupted.
[[nodiscard]] Result<std::vector<EnvelopeKey>> list_uncertified(Reader& reader, int limit);

}  // namespace quillport::store
