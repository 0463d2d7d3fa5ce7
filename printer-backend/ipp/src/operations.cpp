// The operations of IPP (RFC 8011 §4, PWG 5100.7 and 5100.13) that a printer which only captures needs.
#include <algorithm>
#include <array>
#include <cstring>

#include "exchange.hpp"
#include "quillport/runtime/log.hpp"

namespace quillport::ipp {
namespace {

constexpr std::size_t kMostListed = 500;

void answer_with_job(Exchange& exchange, int id) {
    static constexpr std::array kNames = {"job-id", "job-state", "job-state-message", "job-state-reasons", "job-uri"};
    const auto job = exchange.context.jobs.find(exchange.printer->path, id);
    if (!job) return answer(exchange, IPP_STATUS_ERROR_NOT_FOUND, "There is no such job.");
    const auto compare = [](void* a, void* b, void* /*data*/) {
        return std::strcmp(static_cast<const char*>(a), static_cast<const char*>(b));
    };
    const CupsArrayPtr names(cupsArrayNew(compare, nullptr));
    for (const char* name : kNames) cupsArrayAdd(names.get(), const_cast<char*>(name));
    add_job_attributes(exchange, *job, names.get());
}

/// False when the request is answered: the format is not offered.
bool format_is_offered(Exchange& exchange) {
    const std::string declared = text_value(exchange.request, "document-format");
    if (is_offered(exchange.printer->service, declared)) return true;
    answer(exchange, IPP_STATUS_ERROR_DOCUMENT_FORMAT_NOT_SUPPORTED,
           "This printer does not take " + declared + ". Print as PDF.");
    ippAddString(exchange.response, IPP_TAG_UNSUPPORTED_GROUP, IPP_TAG_MIMETYPE, "document-format", nullptr, declared.c_str());
    return false;
}

bool compression_is_known(Exchange& exchange) {
    const std::string name = text_value(exchange.request, "compression");
    if (name.empty() || name == "none" || name == "gzip" || name == "deflate") return true;
    answer(exchange, IPP_STATUS_ERROR_COMPRESSION_NOT_SUPPORTED, "This printer does not know the compression " + name + ".");
    return false;
}

/// While the disk is full, clients are told to come again; this is the one answer that CUPS and the others try again after.
bool spool_has_room(Exchange& exchange) {
    const auto report = exchange.context.condition.report();
    if (!report.stopped) return true;
    answer(exchange, IPP_STATUS_ERROR_BUSY, report.message);
    return false;
}

/// \returns true when a job may be made; else the request is answered.
bool job_is_welcome(Exchange& exchange) {
    return format_is_offered(exchange) && compression_is_known(exchange) && check_job_attributes(exchange) &&
           spool_has_room(exchange);
}

void validate_job(Exchange& exchange) { static_cast<void>(job_is_welcome(exchange)); }

void print_job(Exchange& exchange) {
    // No look at the disk here: who has sent the document already may as well try.
    if (!format_is_offered(exchange) || !compression_is_known(exchange) || !check_job_attributes(exchange)) return;
    Job job = job_of_request(exchange);
    job.state = JobState::Processing;
    job = exchange.context.jobs.add(std::move(job));
    take_document(exchange, job, true);
    if (exchange.context.jobs.find(job.printer, job.id)) answer_with_job(exchange, job.id);
}

void create_job(Exchange& exchange) {
    if (!job_is_welcome(exchange)) return;
    Job job = job_of_request(exchange);
    job.open = true;
    answer_with_job(exchange, exchange.context.jobs.add(std::move(job)).id);
}

/// The job that the request names, if the caller printed it; else the request is answered.
std::optional<Job> own_job(Exchange& exchange) {
    auto job = exchange.context.jobs.find(exchange.printer->path, exchange.job);
    if (!job) {
        answer(exchange, IPP_STATUS_ERROR_NOT_FOUND, "There is no such job.");
    } else if (!is_owner(exchange.caller, *job)) {
        answer(exchange, IPP_STATUS_ERROR_NOT_AUTHORIZED, "This job is somebody else's.");
        job.reset();
    }
    return job;
}

void close(Exchange& exchange, const Job& job) {
    const TimePoint now = exchange.now();
    exchange.context.jobs.change(job.printer, job.id, [now](Job& j) {
        j.open = false;
        if (j.ended() || j.state == JobState::Processing) return;
        j.state = j.documents > 0 ? JobState::Completed : JobState::Aborted;
        j.reason = j.documents > 0 ? "job-completed-successfully" : "aborted-by-system";
        if (j.documents == 0) j.message = "No document came for this job.";
        j.completed = now;
    });
}

void send_document(Exchange& exchange) {
    const auto job = own_job(exchange);
    if (!job) return;
    ipp_attribute_t* last = ippFindAttribute(exchange.request, "last-document", IPP_TAG_BOOLEAN);
    if (last == nullptr) return answer(exchange, IPP_STATUS_ERROR_BAD_REQUEST, "The attribute last-document is missing.");
    if (!job->open || job->state != JobState::Held)
        return answer(exchange, IPP_STATUS_ERROR_NOT_POSSIBLE, "This job takes no document now.");
    const bool is_last = ippGetBoolean(last, 0) != 0;
    char byte = 0;
    if (httpGetState(exchange.http) != HTTP_STATE_POST_RECV || httpPeek(exchange.http, &byte, 1) <= 0) {
        if (is_last) close(exchange, *job);
        return answer_with_job(exchange, job->id);
    }
    if (!format_is_offered(exchange) || !compression_is_known(exchange)) return;
    bool begun = false;  // two documents of one job must not have the same number
    exchange.context.jobs.change(job->printer, job->id, [&begun](Job& j) {
        begun = j.state == JobState::Held;
        if (begun) j.state = JobState::Processing;
    });
    if (!begun) return answer(exchange, IPP_STATUS_ERROR_NOT_POSSIBLE, "This job takes no document now.");
    take_document(exchange, *job, is_last);
    answer_with_job(exchange, job->id);
}

void close_job(Exchange& exchange) {
    const auto job = own_job(exchange);
    if (job) close(exchange, *job);
}

/// A document that is in the spool is on its way and can be discarded in the portal only.
bool cancel(Exchange& exchange, const Job& job) {
    bool done = false;
    const TimePoint now = exchange.now();
    exchange.context.jobs.change(job.printer, job.id, [&](Job& j) {
        done = !j.ended() && j.documents == 0 && j.state == JobState::Held;
        if (!done) return;
        j.state = JobState::Canceled;
        j.reason = "job-canceled-by-user";
        j.open = false;
        j.completed = now;
    });
    return done;
}

void cancel_job(Exchange& exchange) {
    const auto job = own_job(exchange);
    if (job && !cancel(exchange, *job))
        answer(exchange, IPP_STATUS_ERROR_NOT_POSSIBLE, "The document is captured already. Discard the draft in the portal.");
}

void cancel_my_jobs(Exchange& exchange) {
    for (const Job& job : exchange.context.jobs.of(exchange.printer->path))
        if (is_owner(exchange.caller, job)) cancel(exchange, job);
}

void get_job_attributes(Exchange& exchange) {
    const auto job = exchange.context.jobs.find(exchange.printer->path, exchange.job);
    if (!job) return answer(exchange, IPP_STATUS_ERROR_NOT_FOUND, "There is no such job.");
    const CupsArrayPtr names(ippCreateRequestedArray(exchange.request));
    add_job_attributes(exchange, *job, names.get());
}

bool is_listed(const Job& job, const std::string& which) {
    if (which == "all") return true;
    return job.ended() == (which == "completed");
}

void get_jobs(Exchange& exchange) {
    const std::string asked = text_value(exchange.request, "which-jobs");
    const std::string which = asked.empty() ? "not-completed" : asked;
    if (which != "all" && which != "completed" && which != "not-completed") {
        answer(exchange, IPP_STATUS_ERROR_ATTRIBUTES_OR_VALUES, "which-jobs is all, completed or not-completed.");
        ippAddString(exchange.response, IPP_TAG_UNSUPPORTED_GROUP, IPP_TAG_KEYWORD, "which-jobs", nullptr, which.c_str());
        return;
    }
    const bool mine = ippGetBoolean(ippFindAttribute(exchange.request, "my-jobs", IPP_TAG_BOOLEAN), 0) != 0;
    const int limit = ippGetInteger(ippFindAttribute(exchange.request, "limit", IPP_TAG_INTEGER), 0);
    std::size_t left = limit > 0 ? std::min(static_cast<std::size_t>(limit), kMostListed) : kMostListed;
    // RFC 8011 §4.2.6.1: without requested-attributes only number and address.
    if (ippFindAttribute(exchange.request, "requested-attributes", IPP_TAG_KEYWORD) == nullptr) {
        static constexpr std::array kShort = {"job-id", "job-uri"};
        ippAddStrings(exchange.request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", kShort.size(), nullptr,
                      kShort.data());
    }
    const CupsArrayPtr names(ippCreateRequestedArray(exchange.request));
    bool first = true;
    for (const Job& job : exchange.context.jobs.of(exchange.printer->path)) {
        if (left == 0 || !is_listed(job, which) || (mine && !is_owner(exchange.caller, job))) continue;
        if (!first) ippAddSeparator(exchange.response);
        add_job_attributes(exchange, job, names.get());
        first = false;
        --left;
    }
}

/// There is nothing to flash or to beep with; the operator's log has to do.
void identify_printer(Exchange& exchange) {
    runtime::log(runtime::LogLevel::Info, "printer.identify",
                 {{"printer", exchange.printer->path}, {"user", exchange.caller.user}, {"host", exchange.caller.host}});
}

constexpr std::array kOperations = {
    Operation{IPP_OP_PRINT_JOB, true, false, print_job},
    Operation{IPP_OP_VALIDATE_JOB, true, false, validate_job},
    Operation{IPP_OP_CREATE_JOB, true, false, create_job},
    Operation{IPP_OP_SEND_DOCUMENT, true, true, send_document},
    Operation{IPP_OP_CANCEL_JOB, true, true, cancel_job},
    Operation{IPP_OP_GET_JOB_ATTRIBUTES, true, true, get_job_attributes},
    Operation{IPP_OP_GET_JOBS, true, false, get_jobs},
    Operation{IPP_OP_GET_PRINTER_ATTRIBUTES, false, false, add_printer_attributes},
    Operation{IPP_OP_CANCEL_MY_JOBS, true, false, cancel_my_jobs},
    Operation{IPP_OP_CLOSE_JOB, true, true, close_job},
    Operation{IPP_OP_IDENTIFY_PRINTER, false, false, identify_printer},
};

}  // namespace

std::span<const Operation> operations() noexcept { return kOperations; }

}  // namespace quillport::ipp
