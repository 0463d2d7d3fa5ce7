#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "quillport/core/id.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"
#include "quillport/store/store.hpp"

namespace quillport::store {

/// A browser in which a recipient opened his link.
struct Ceremony {
    std::string cookie_hash;
    OrganisationId organisation;
    EnvelopeId envelope;
    RecipientId recipient;
    TimePoint created{};
    TimePoint expires{};
    std::optional<TimePoint> access_at;  ///< his access check was passed in this browser
    std::optional<TimePoint> consent_at;
};
[[nodiscard]] Result<void> create_ceremony(Tx& tx, const Ceremony& ceremony);
/// NotFound: unknown or over at `now`.
[[nodiscard]] Result<Ceremony> find_ceremony(Reader& reader, const std::string& cookie_hash, TimePoint now);
/// Writes expires, access_at and consent_at. NotFound.
[[nodiscard]] Result<void> save_ceremony(Tx& tx, const Ceremony& ceremony);
/// Removes what was over at `now`; how many.
[[nodiscard]] Result<std::int64_t> delete_old_ceremonies(Tx& tx, TimePoint now);

enum class CheckKind : std::uint8_t { Access, Confirm };
/// A one-time code that was sent. The code itself is never stored.
struct Check {
    std::string id;
    OrganisationId organisation;
    EnvelopeId envelope;
    RecipientId recipient;
    CheckKind kind = CheckKind::Access;
    std::string code_hash;  ///< as the caller computes it from code, salt and `bound_to`
    std::string salt;
    std::string bound_to;  ///< confirm: digest over document and values; access: empty
    std::string channel;   ///< "email", "sms"
    std::string target;    ///< masked address or number
    TimePoint sent{};
    TimePoint expires{};
    int tries_left = 5;
    std::optional<TimePoint> last_try;
    std::optional<TimePoint> used;
    std::optional<TimePoint> voided;  ///< a newer one took its place
};
/// Keeps it and voids the recipient's earlier checks of this kind: only the newest code counts.
[[nodiscard]] Result<void> create_check(Tx& tx, const Check& check);
/// The newest check of this kind, whatever its state; empty when none was ever sent.
[[nodiscard]] Result<std::optional<Check>> find_check(Reader& reader, const RecipientId& recipient, CheckKind kind);
/// How many codes of both kinds were sent to the recipient since `since` (inclusive).
[[nodiscard]] Result<std::int64_t> count_checks(Reader& reader, const RecipientId& recipient, TimePoint since);
/// When the first of these was sent; empty when there is none. Says when the next code may be sent.
[[nodiscard]] Result<std::optional<TimePoint>> first_check_since(Reader& reader, const RecipientId& recipient, TimePoint since);

struct CheckAnswer {
    enum class Verdict : std::uint8_t {
        Right,        ///< now used up
        Wrong,        ///< one try less
        Expired,      ///< too late, voided, or used before
        Exhausted,    ///< no try left before this one
        OtherBinding  ///< right or wrong: what the code was bound to is not what is confirmed now; costs a try
    } verdict;
    int tries_left = 0;
};
/// Takes a try and says what it is worth, atomically: many answers at once get no more tries than there are. All verdicts are Ok
/// results, so that the try is committed. `code_hash` is what the caller computed from the answer and the check's salt; it is
/// compared in constant time. NotFound: no such check.
[[nodiscard]] Result<CheckAnswer> answer_check(Tx& tx, const std::string& check, const std::string& code_hash,
                                               const std::string& bound_to, TimePoint now);

}  // namespace quillport::store
