#pragma once
#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "condition.hpp"
#include "handles.hpp"
#include "quillport/ipp/jobs.hpp"
#include "quillport/runtime/clock.hpp"
#include "settings.hpp"

namespace quillport::ipp {

/// What all connections share. Set up before the first one; the parts that change are thread-safe.
struct Context {
    const PrinterSettings& settings;
    std::vector<Printer> printers;
    JobBook& jobs;
    Condition& condition;
    const Access* access;  ///< null: nobody has to prove who he is
    const runtime::Clock& clock;
    TimePoint start;
    std::filesystem::path share;        ///< folder of the icons
    std::atomic<bool> stopping{false};  ///< no new requests; what has begun is finished
};

/// One IPP request and its answer.
struct Exchange {
    Context& context;
    http_t* http;
    ipp_t* request;
    ipp_t* response;
    std::string authority;  ///< "host:port" as the client wrote it
    Caller caller;
    const Printer* printer = nullptr;
    int job = 0;                       ///< what job-uri or job-id names; 0: none
    bool unproven = false;             ///< 401 instead of the answer
    bool unencrypted = false;          ///< 426 instead of the answer
    std::function<void()> afterwards;  ///< done when the answer is out

    [[nodiscard]] TimePoint now() const { return context.clock.now(); }
    /// "ipps://host:port/ipp/print"
    [[nodiscard]] std::string uri_of(const std::string& path, bool encrypted) const {
        return (encrypted ? "ipps://" : "ipp://") + authority + path;
    }
    [[nodiscard]] bool encrypted() const { return httpIsEncrypted(http) != 0; }
};

struct Operation {
    ipp_op_t code;
    bool proven;     ///< people must prove who they are, where that is asked of them
    bool needs_job;  ///< names a job
    void (*run)(Exchange&);
};
[[nodiscard]] std::span<const Operation> operations() noexcept;

/// Sets the status and its sentence.
void answer(Exchange& exchange, ipp_status_t status, const std::string& sentence = {});

/// Answers the request: checks its form (RFC 8011 §4.1), finds printer and job, and runs the operation.
void handle(Exchange& exchange);

/// Reads the document behind the request into the spool and answers if it cannot be taken. The job is in the book, as Processing.
void take_document(Exchange& exchange, const Job& job, bool last);

/// Adds what the client asked for of `exchange.printer` to the response.
void add_printer_attributes(Exchange& exchange);
/// Adds one group with what the client asked for of a job; `names` is null for everything.
void add_job_attributes(Exchange& exchange, const Job& job, cups_array_t* names);

/// Copies the attributes of these names, or all when there are none.
void add_wanted(ipp_t* to, ipp_t* from, cups_array_t* names);

/// Whether a page or job attribute can be taken; those that cannot are copied into the response.
/// \returns false when the client wants all or nothing (ipp-attribute-fidelity).
[[nodiscard]] bool check_job_attributes(Exchange& exchange);
/// The job's attributes as options, and its name, copies and people.
[[nodiscard]] Job job_of_request(Exchange& exchange);

/// The first value of an operation or job attribute as text; empty when there is none.
[[nodiscard]] std::string text_value(ipp_t* message, const char* name);

}  // namespace quillport::ipp
