#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "quillport/core/id.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"
#include "quillport/store/store.hpp"

namespace quillport::store {

/// Somebody in an organisation's directory.
struct Person {
    PersonId id;
    OrganisationId organisation;
    std::string name;
    std::string email;  ///< unique in the organisation without regard to ASCII case
    std::string phone;
    std::string company;
    std::string search;           ///< name, address and company folded by the caller: no diacritics, one case
    std::int64_t signatures = 0;  ///< how often he signed
    TimePoint created{};
};

/// Creates the person, or updates name, phone, company and search of the one with this address (an empty phone or company leaves
/// what is there; id and signatures stay). Returns the id.
[[nodiscard]] Result<PersonId> remember_person(Tx& tx, const Person& person);
/// One more signature for the person with this address; Ok when nobody has it.
[[nodiscard]] Result<void> count_signature(Tx& tx, const OrganisationId& organisation, const std::string& email);
/// People whose search text contains every word of `folded_query`, which was folded like `search`; '%' and '_' mean themselves.
/// Those who signed most first, then by name; at most `limit`. An empty query finds everybody.
[[nodiscard]] Result<std::vector<Person>> find_people(Reader& reader, const OrganisationId& organisation,
                                                      const std::string& folded_query, int limit);

}  // namespace quillport::store
