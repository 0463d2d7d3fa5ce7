#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"
#include "quillport/pdf/report.hpp"

namespace quillport::documents {

/// What the certificate of completion tells of one person. Everybody who signed gets it, so the caller masks addresses.
struct CompletionPerson {
    std::string name;
    std::string email;  ///< masked
    std::string phone;  ///< masked; may be empty
    std::string role;
    std::string level;    ///< "simple"
    std::string proof;    ///< "link by e-mail, code by SMS: two factors"
    std::string address;  ///< network address at the act
    std::string agent;    ///< of the browser
    std::optional<TimePoint> consented_at;
    TimePoint signed_at{};
    pdf::SignatureImage image;
};

/// A state of a document: the first `size` bytes of the completed file.
struct CompletionRevision {
    std::int64_t version = 1;
    std::int64_t size = 0;
    std::string sha256;
    TimePoint at{};
    std::string by;
};
struct CompletionDocument {
    std::string title;
    std::size_t pages = 0;
    std::string original_sha256;
    std::string prepared_sha256;
    std::vector<CompletionRevision> revisions;
};

struct CompletionEvent {
    int number = 0;
    TimePoint at{};
    std::string text;     ///< one plain sentence
    std::string details;  ///< "by e-mail, from 192.0.2.7"; may be empty
    std::string actor;
    std::string hash;
};

struct CompletionRecord {
    std::string envelope;
    std::string title;
    std::string organisation;
    std::string sender;
    TimePoint sent_at{};
    TimePoint completed_at{};
    bool trial = false;
    std::string signatures;  ///< "2, PAdES B-LTA"
    std::string verdict;     ///< what the portal's own verifier said of the finished document
    std::string verify_url;  ///< where anybody can check it; may be empty
    std::vector<CompletionDocument> documents;
    std::vector<CompletionPerson> people;
    std::vector<CompletionEvent> events;
    std::string json;  ///< the same for machines (docs/audit-record.md)
};

/// The certificate of completion as a report. A value; no I/O.
[[nodiscard]] pdf::Report compose_certificate(const CompletionRecord& record);
/// The same as PDF/A-3b made at `now`, with the record inside as audit.json, ready to be sealed. Errors: as pdf::archive_report.
[[nodiscard]] Result<pdf::PreparedPdf> certificate_of_completion(const CompletionRecord& record, TimePoint now);

/// "23 November 2026, 14:05 UTC": how every sentence of the portal writes a moment.
[[nodiscard]] std::string words_of(TimePoint when);

}  // namespace quillport::documents
