#include "quillport/printing/scheduler.hpp"

#include <cups/cups.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <span>

#include "quillport/core/handle.hpp"
#include "quillport/printing/cups_job.hpp"

namespace quillport::printing {
namespace {

constexpr int kPatience = 10'000;  // milliseconds until the scheduler takes the connection
constexpr const char* kAll = "ipp://localhost/";

using Http = std::unique_ptr<http_t, Deleter<httpClose>>;
using Message = std::unique_ptr<ipp_t, Deleter<ippDelete>>;

Message request_for(ipp_op_t operation, const std::string& target) {
    Message request(ippNewRequest(operation));
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, target.c_str());
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, cupsUser());
    return request;
}

void ask_for(const Message& request, std::span<const char* const> names) {
    ippAddStrings(request.get(), IPP_TAG_OPERATION, IPP_CONST_TAG(IPP_TAG_KEYWORD), "requested-attributes",
                  static_cast<int>(names.size()), nullptr, names.data());
}

std::string uri_of(const std::string& queue) {
    std::array<char, HTTP_MAX_URI> uri{};
    httpAssembleURIf(HTTP_URI_CODING_ALL, uri.data(), static_cast<int>(uri.size()), "ipp", nullptr, "localhost", 0,
                     "/printers/%s", queue.c_str());
    return uri.data();
}

Result<Message> answer_to(Message request, const char* resource) {
    const Http http(httpConnect2(cupsServer(), ippPort(), nullptr, AF_UNSPEC, cupsEncryption(), 1, kPatience, nullptr));
    if (!http) return Error{ErrorCode::Unavailable, "no scheduler answers", cupsServer()};
    Message answer(cupsDoRequest(http.get(), request.release(), resource));
    const ipp_status_t status = cupsLastError();
    if (answer && status < IPP_STATUS_REDIRECTION_OTHER_SITE) return answer;
    const bool refused = status == IPP_STATUS_ERROR_FORBIDDEN || status == IPP_STATUS_ERROR_NOT_AUTHENTICATED ||
                         status == IPP_STATUS_ERROR_NOT_AUTHORIZED;
    // A scheduler without queues or jobs says not-found.
    const ErrorCode code = refused                                ? ErrorCode::Forbidden
                           : status == IPP_STATUS_ERROR_NOT_FOUND ? ErrorCode::NotFound
                                                                  : ErrorCode::Internal;
    return Error{code, "the scheduler refuses", cupsLastErrorString()};
}

/// Calls `take` with each attribute of each printer or job, and `end` behind each of them.
template <typename Take, typename End>
void for_each_object(const Message& answer, ipp_tag_t group, const Take& take, const End& end) {
    bool inside = false;
    for (ipp_attribute_t* at = ippFirstAttribute(answer.get()); at != nullptr; at = ippNextAttribute(answer.get())) {
        if (ippGetGroupTag(at) == group && ippGetName(at) != nullptr) {
            take(std::string_view(ippGetName(at)), at);
            inside = true;
        } else if (inside) {
            end();
            inside = false;
        }
    }
    if (inside) end();
}

std::string text_of(ipp_attribute_t* attribute) {
    const char* text = ippGetString(attribute, 0, nullptr);
    return text == nullptr ? std::string() : text;
}

std::vector<std::string> texts_of(ipp_attribute_t* attribute) {
    std::vector<std::string> texts;
    for (int i = 0; i < ippGetCount(attribute); ++i)
        if (const char* text = ippGetString(attribute, i, nullptr); text != nullptr && std::strcmp(text, "none") != 0)
            texts.emplace_back(text);
    return texts;
}

bool holds(const std::vector<std::string>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// "ipp://localhost/printers/Accounting" -> "Accounting".
std::string last_segment(const std::string& uri) { return uri.substr(uri.find_last_of('/') + 1); }

bool keeps_documents(const std::string& queue) {
    Message request = request_for(IPP_OP_GET_JOBS, uri_of(queue));
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", nullptr, "completed");
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "limit", 1);
    ask_for(request, std::array{"job-id", "job-preserved"});
    const auto answer = answer_to(std::move(request), "/");
    ipp_attribute_t* kept = answer.ok() ? ippFindAttribute(answer.value().get(), "job-preserved", IPP_TAG_BOOLEAN) : nullptr;
    return kept != nullptr && ippGetBoolean(kept, 0) != 0;
}

}  // namespace

Result<std::vector<CaptureQueue>> Scheduler::queues() const {
    Message request(ippNewRequest(IPP_OP_CUPS_GET_PRINTERS));
    ask_for(request, std::array{"printer-name", "device-uri", "printer-state-reasons"});
    const auto answer = answer_to(std::move(request), "/");
    std::vector<CaptureQueue> found;
    if (!answer.ok() && answer.error().code == ErrorCode::NotFound) return found;
    if (!answer.ok()) return answer.error();
    CaptureQueue queue;
    std::string device;
    const auto take = [&](std::string_view name, ipp_attribute_t* at) {
        if (name == "printer-name") queue.name = text_of(at);
        if (name == "device-uri") device = text_of(at);
        if (name == "printer-state-reasons") queue.reasons = texts_of(at);
    };
    const auto end = [&] {
        if (device.starts_with("quillport:") && spool_folder_of(device) == spool_) found.push_back(queue);
        queue = {};
        device.clear();
    };
    for_each_object(answer.value(), IPP_TAG_PRINTER, take, end);
    for (CaptureQueue& one : found) one.keeps_documents = keeps_documents(one.name);
    return found;
}

Result<std::vector<HeldJob>> Scheduler::held_jobs(const std::vector<CaptureQueue>& queues) const {
    Message request = request_for(IPP_OP_GET_JOBS, kAll);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", nullptr, "not-completed");
    ask_for(request, std::array{"job-id", "job-state", "job-printer-uri", "job-k-octets", "job-printer-state-reasons"});
    const auto answer = answer_to(std::move(request), "/");
    std::vector<HeldJob> found;
    if (!answer.ok() && answer.error().code == ErrorCode::NotFound) return found;
    if (!answer.ok()) return answer.error();
    HeldJob job;
    bool by_backend = false;
    int state = 0;
    const auto take = [&](std::string_view name, ipp_attribute_t* at) {
        if (name == "job-id") job.id = ippGetInteger(at, 0);
        if (name == "job-state") state = ippGetInteger(at, 0);
        if (name == "job-printer-uri") job.queue = last_segment(text_of(at));
        if (name == "job-k-octets") job.size = static_cast<std::uint64_t>(std::max(0, ippGetInteger(at, 0))) << 10U;
        if (name == "job-printer-state-reasons")
            by_backend = holds(texts_of(at), kSpoolFull) || holds(texts_of(at), kInterrupted);
    };
    const auto end = [&] {
        const bool ours = std::any_of(queues.begin(), queues.end(), [&](const CaptureQueue& q) { return q.name == job.queue; });
        job.stopped = state == IPP_JSTATE_STOPPED;
        if (ours && by_backend && (state == IPP_JSTATE_HELD || job.stopped)) found.push_back(job);
        job = {};
        by_backend = false;
        state = 0;
    };
    for_each_object(answer.value(), IPP_TAG_JOB, take, end);
    std::sort(found.begin(), found.end(), [](const HeldJob& a, const HeldJob& b) { return a.id < b.id; });
    return found;
}

Result<void> Scheduler::release(const HeldJob& job) const {
    Message request(ippNewRequest(job.stopped ? IPP_OP_RESTART_JOB : IPP_OP_RELEASE_JOB));
    const std::string uri = "ipp://localhost/jobs/" + std::to_string(job.id);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "job-uri", nullptr, uri.c_str());
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, cupsUser());
    const auto answer = answer_to(std::move(request), "/jobs/");
    if (!answer.ok()) return answer.error();
    return {};
}

Result<void> Scheduler::set_state(const CaptureQueue& queue, const std::string& message) const {
    Message request = request_for(IPP_OP_CUPS_ADD_MODIFY_PRINTER, uri_of(queue.name));
    std::vector<const char*> reasons;
    for (const std::string& reason : queue.reasons) reasons.push_back(reason.c_str());
    if (reasons.empty()) reasons.push_back("none");
    ippAddStrings(request.get(), IPP_TAG_PRINTER, IPP_TAG_KEYWORD, "printer-state-reasons", static_cast<int>(reasons.size()),
                  nullptr, reasons.data());
    ippAddString(request.get(), IPP_TAG_PRINTER, IPP_TAG_TEXT, "printer-state-message", nullptr, message.c_str());
    const auto answer = answer_to(std::move(request), "/admin/");
    if (!answer.ok()) return answer.error();
    return {};
}

}  // namespace quillport::printing
