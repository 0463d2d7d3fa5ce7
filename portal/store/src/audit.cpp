#include "quillport/store/audit.hpp"

#include <algorithm>
#include <array>

#include "json_columns.hpp"
#include "quillport/runtime/digest.hpp"
#include "session.hpp"

namespace quillport::store {
namespace {

const std::string kNoHash(64, '0');

/// RFC 8785 §3.2.2.2: two-character escapes where JSON has them, \u00xx for other control characters, everything else as it is.
std::string json_string(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\b':
                out += "\\b";
                break;
            case '\t':
                out += "\\t";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\f':
                out += "\\f";
                break;
            case '\r':
                out += "\\r";
                break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20)
                    out += c;
                else
                    out += "\\u00" + to_hex(std::array{static_cast<std::byte>(c)});
        }
    }
    return out + '"';
}

bool is_key(const std::string& key) {
    return !key.empty() && std::all_of(key.begin(), key.end(),
                                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

/// Keys are ASCII, so the order of the map is the order of RFC 8785 §3.2.3.
std::string object_of(const std::map<std::string, std::string>& details) {
    std::string out = "{";
    for (const auto& [key, value] : details) out += (out.size() == 1 ? "" : ",") + json_string(key) + ":" + json_string(value);
    return out + "}";
}

Result<AuditEvent> event_of(Row& row) {
    AuditEvent e;
    e.envelope = {row.text()};
    e.organisation = {row.text()};
    e.number = row.number();
    e.kind = row.text();
    e.at = row.time();
    e.actor = row.text();
    if (auto read = from_column(row.text(), e.details); !read.ok()) return read.error();
    e.previous = row.text();
    e.hash = row.text();
    return e;
}

}  // namespace

std::string canonical_text(const AuditEvent& e) {
    return "{\"actor\":" + json_string(e.actor) + ",\"at\":" + json_string(to_rfc3339(e.at)) +
           ",\"details\":" + object_of(e.details) + ",\"envelope\":" + json_string(e.envelope.value) +
           ",\"kind\":" + json_string(e.kind) + ",\"number\":" + std::to_string(e.number) +
           ",\"previous\":" + json_string(e.previous) + "}";
}

Result<AuditEvent> append_event(Tx& tx, AuditEvent e) {
    for (const auto& [key, value] : e.details)
        if (!is_key(key)) return Error{ErrorCode::InvalidInput, "not a key of an audit event", key};
    auto last = tx.session().query("it", "SELECT number, hash FROM audit_log WHERE envelope_id = ? ORDER BY number DESC LIMIT 1",
                                   {e.envelope});
    if (!last.ok()) return last.error();
    e.number = last.value().empty() ? 1 : last.value().front().number() + 1;
    e.previous = last.value().empty() ? kNoHash : last.value().front().text();
    e.hash = runtime::sha256_hex(bytes_of(canonical_text(e)));
    auto added = done(tx.session().change(
        "INSERT INTO audit_log (organisation_id, envelope_id, number, kind, at, actor, details, previous, hash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {e.organisation, e.envelope, e.number, e.kind, e.at, e.actor, object_of(e.details), e.previous, e.hash}));
    if (!added.ok()) return added.error();
    return e;
}

Result<std::vector<AuditEvent>> list_events(Reader& reader, const EnvelopeId& envelope) {
    auto rows = reader.session().query(
        "ttititttt",
        "SELECT envelope_id, organisation_id, number, kind, at, actor, details, previous, hash FROM audit_log "
        "WHERE envelope_id = ? ORDER BY number",
        {envelope});
    if (!rows.ok()) return rows.error();
    std::vector<AuditEvent> events;
    for (Row& row : rows.value()) {
        auto event = event_of(row);
        if (!event.ok()) return event.error();
        events.push_back(std::move(event).value());
    }
    return events;
}

Result<void> verify_chain(const std::vector<AuditEvent>& events) {
    std::string previous = kNoHash;
    std::int64_t number = 0;
    for (const AuditEvent& e : events) {
        const bool fits = e.number == ++number && e.previous == previous && e.envelope == events.front().envelope &&
                          runtime::sha256_hex(bytes_of(canonical_text(e))) == e.hash;
        if (!fits) return Error{ErrorCode::Conflict, "the audit chain is broken", std::to_string(number)};
        previous = e.hash;
    }
    return {};
}

}  // namespace quillport::store
