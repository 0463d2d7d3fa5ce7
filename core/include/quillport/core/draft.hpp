#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "quillport/core/field.hpp"
#include "quillport/core/id.hpp"
#include "quillport/core/tag.hpp"
#include "quillport/core/time.hpp"

namespace quillport {

/// Who printed what, where: what the scheduler says of a job. Nothing in it is trusted; `authenticated` says what was checked.
struct JobIdentity {
    std::string uuid;         ///< job-uuid (PWG 5100.11), "urn:uuid:..."
    int document_number = 1;  ///< from 1, in jobs of several files
    std::string queue;        ///< name of the printer
    std::string user;         ///< requesting-user-name
    std::string host;         ///< job-originating-host-name
    std::string title;        ///< job-name, in UTF-8
    bool authenticated = false;
    std::map<std::string, std::string> options;
    TimePoint received{};
};

/// A part to be played in the envelope: a role that tags name, and whom the author chose for it.
struct DraftRole {
    std::string key;        ///< "1", "buyer"
    int routing_order = 1;  ///< equal numbers act in parallel
    std::string name;       ///< of the person; empty: nobody chosen yet
    std::string email;
    std::string phone;
    std::string company;
};

/// What stands between printing and sending: documents, fields, roles and what could not be read. A value; no I/O.
struct EnvelopeDraft {
    std::string title;
    std::vector<DraftRole> roles;
    std::vector<Field> fields;
    std::vector<TagProblem> problems;
    std::vector<PageSize> pages;
    JobIdentity job;
};

/// Those that make a field; the fields of a draft stand in their order. A form's field that nobody sees makes none.
[[nodiscard]] std::vector<Tag> field_tags(const std::vector<Tag>& tags);

/// Roles and fields as the tags of one document ask for them: numbers by number, names in order of appearance, every field
/// named uniquely ("<type>_<role>", "_2", ...). Tags without a role follow the positional rule (shared/tags.md, Form). A tag's
/// `order` sets the turn of its role. Where a tag has a name, attributes["name"] of its field keeps it: fields with equal ones
/// share a value. So do the fields of a tag without a name that several pages repeat at one place (a header). A field of the
/// document's own form keeps its full name as attributes[kFormName]; without a role it is nobody's and the certification fills
/// it.
[[nodiscard]] EnvelopeDraft draft_of(const Detection& found, const JobIdentity& job, const DocumentId& document);

/// A thing that must be settled before a draft can be sent.
struct Missing {
    enum class Kind : std::uint8_t { Problem, Person, NoSigner } kind;
    std::string role;  ///< for Person
};
[[nodiscard]] std::vector<Missing> missing_in(const EnvelopeDraft& draft);

}  // namespace quillport
