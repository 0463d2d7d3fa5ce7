#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"
#include "quillport/pdf/report.hpp"

namespace quillport::documents {

/// What the certificate of completion tells of one person.
struct CompletionPerson {
    std::string name;
    std::string email;  ///< masked by the caller where policy says so
    std::string phone;  ///< masked
    std::string role;
    std::string level;    ///< "simple"
    std::string proof;    ///< "link by e-mail, code by SMS: two factors"
    std::string address;  ///< network address at the act
    TimePoint signed_at{};
    pdf::SignatureImage image;
};

struct CompletionDocument {
    std::string title;
    std::string original_sha256;
    std::string prepared_sha256;
    std::string final_sha256;
    std::size_t pages = 0;
};

struct CompletionEvent {
    int number = 0;
    TimePoint at{};
    std::string text;  ///< one plain sentence
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
    std::string verdict;  ///< what the portal's own verifier said of the finished document
    std::vector<CompletionDocument> documents;
    std::vector<CompletionPerson> people;
    std::vector<CompletionEvent> events;
};

/// The certificate of completion as a report: first form. A value; no I/O.
[[nodiscard]] pdf::Report compose_certificate(const CompletionRecord& record);
/// The same as a PDF. Errors: as pdf::draw_report.
[[nodiscard]] Result<Bytes> certificate_of_completion(const CompletionRecord& record);

/// "23 November 2026, 14:05 UTC": how every sentence of the portal writes a moment.
[[nodiscard]] std::string words_of(TimePoint when);

}  // namespace quillport::documents
