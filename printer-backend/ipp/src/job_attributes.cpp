// Attributes of jobs: what clients send with one (RFC 8011 §5.2) and what they are told of one (§5.3).
#include <algorithm>
#include <array>
#include <cstring>

#include "exchange.hpp"
#include "media.hpp"
#include "quillport/runtime/random.hpp"

namespace quillport::ipp {
namespace {

bool is_in(ipp_attribute_t* a, int low, int high) {
    for (int i = 0; i < ippGetCount(a); ++i)
        if (ippGetInteger(a, i) < low || ippGetInteger(a, i) > high) return false;
    return ippGetCount(a) > 0;
}

bool is_copies(ipp_attribute_t* a) {
    return ippGetValueTag(a) == IPP_TAG_INTEGER && ippGetCount(a) == 1 && is_in(a, 1, kMostCopies);
}
bool is_quality(ipp_attribute_t* a) { return ippGetValueTag(a) == IPP_TAG_ENUM && is_in(a, IPP_QUALITY_DRAFT, IPP_QUALITY_HIGH); }
bool is_orientation(ipp_attribute_t* a) {
    return ippGetValueTag(a) == IPP_TAG_ENUM && is_in(a, IPP_ORIENT_PORTRAIT, IPP_ORIENT_NONE);
}
bool is_media(ipp_attribute_t* a) { return medium_named(ippGetString(a, 0, nullptr)) != nullptr; }
bool is_sides(ipp_attribute_t* a) {
    const char* value = ippGetString(a, 0, nullptr);
    return value != nullptr &&
           std::any_of(kSides.begin(), kSides.end(), [&](const char* s) { return std::strcmp(s, value) == 0; });
}
bool is_page_ranges(ipp_attribute_t* a) {
    if (ippGetValueTag(a) != IPP_TAG_RANGE) return false;
    int last = 0;
    for (int i = 0; i < ippGetCount(a); ++i) {
        int upper = 0;
        const int lower = ippGetRange(a, i, &upper);
        if (lower <= last || upper < lower) return false;
        last = upper;
    }
    return true;
}
bool is_anything(ipp_attribute_t* /*a*/) { return true; }
bool is_no_sheet(ipp_attribute_t* a) {
    const char* value = ippGetString(a, 0, nullptr);
    return value != nullptr && std::strcmp(value, "none") == 0;
}

struct Known {
    const char* name;
    bool (*fits)(ipp_attribute_t*);
};
// What is here is announced as job-creation-attributes-supported.
constexpr std::array kKnown = {
    Known{"copies", is_copies},
    Known{"finishings", is_anything},
    Known{"ipp-attribute-fidelity", is_anything},
    Known{"job-name", is_anything},
    Known{"job-priority", is_anything},
    Known{"job-sheets", is_no_sheet},
    Known{"media", is_media},
    Known{"media-col", is_anything},
    Known{"multiple-document-handling", is_anything},
    Known{"orientation-requested", is_orientation},
    Known{"output-bin", is_anything},
    Known{"overrides", is_anything},
    Known{"page-ranges", is_page_ranges},
    Known{"print-color-mode", is_anything},
    Known{"print-content-optimize", is_anything},
    Known{"print-quality", is_quality},
    Known{"print-rendering-intent", is_anything},
    Known{"print-scaling", is_anything},
    Known{"printer-resolution", is_anything},
    Known{"sides", is_sides},
};

/// Options of Quillport itself ("quill-signers") are free: what they mean is the portal's affair.
bool is_taken(ipp_attribute_t* attribute) {
    const char* name = ippGetName(attribute);
    if (std::strncmp(name, "quill-", 6) == 0) return true;
    return std::any_of(kKnown.begin(), kKnown.end(),
                       [&](const Known& k) { return std::strcmp(k.name, name) == 0 && k.fits(attribute); });
}

/// A value of any type as text, as long as it is.
std::string text_of_attribute(ipp_attribute_t* attribute) {
    std::string text(ippAttributeString(attribute, nullptr, 0) + 1, '\0');
    text.resize(ippAttributeString(attribute, text.data(), text.size()));
    return text;
}

/// RFC 9562 §5.4.
std::string new_uuid() {
    runtime::SystemRandom random;
    Bytes bytes = random.bytes(16);
    bytes[6] = (bytes[6] & std::byte{0x0F}) | std::byte{0x40};
    bytes[8] = (bytes[8] & std::byte{0x3F}) | std::byte{0x80};
    std::string hex = to_hex(bytes);
    for (const std::size_t at : {20U, 16U, 12U, 8U}) hex.insert(at, "-");
    return "urn:uuid:" + hex;
}

/// Seconds since the printer came up, never less than 1 for a moment that was.
int seconds_since(const Exchange& exchange, TimePoint when) {
    return static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(when - exchange.context.start).count()) + 1;
}

void add_time(Exchange& exchange, ipp_t* all, const std::string& what, TimePoint when) {
    const std::string date = "date-time-at-" + what;
    const std::string time = "time-at-" + what;
    if (when == TimePoint{}) {
        ippAddOutOfBand(all, IPP_TAG_JOB, IPP_TAG_NOVALUE, date.c_str());
        ippAddOutOfBand(all, IPP_TAG_JOB, IPP_TAG_NOVALUE, time.c_str());
        return;
    }
    ippAddDate(all, IPP_TAG_JOB, date.c_str(), ippTimeToDate(std::chrono::system_clock::to_time_t(when)));
    ippAddInteger(all, IPP_TAG_JOB, IPP_TAG_INTEGER, time.c_str(), seconds_since(exchange, when));
}

/// What only the owner is shown: titles and links of documents are nobody else's business (PWG 5100.11 §6.2, job-privacy).
void add_private(ipp_t* all, const Job& job) {
    ippAddString(all, IPP_TAG_JOB, IPP_TAG_NAME, "job-name", nullptr, job.identity.title.c_str());
    ippAddString(all, IPP_TAG_JOB, IPP_TAG_NAME, "job-originating-user-name", nullptr, job.identity.user.c_str());
    ippAddString(all, IPP_TAG_JOB, IPP_TAG_NAME, "job-originating-host-name", nullptr, job.identity.host.c_str());
    // RFC 8011 §5.1.2: text holds at most 1023 bytes; never cut a letter in two.
    std::string message = job.message.substr(0, 1023);
    while (message.size() < job.message.size() && !message.empty() && (static_cast<unsigned char>(message.back()) & 0x80U) != 0)
        message.pop_back();
    ippAddString(all, IPP_TAG_JOB, IPP_TAG_TEXT, "job-state-message", nullptr, message.c_str());
    ippAddInteger(all, IPP_TAG_JOB, IPP_TAG_INTEGER, "copies", job.copies);
}

}  // namespace

std::vector<const char*> known_job_attributes() {
    std::vector<const char*> names;
    for (const Known& known : kKnown) names.push_back(known.name);
    return names;
}

bool check_job_attributes(Exchange& exchange) {
    bool all_fit = true;
    for (auto* a = ippFirstAttribute(exchange.request); a != nullptr; a = ippNextAttribute(exchange.request)) {
        if (ippGetGroupTag(a) != IPP_TAG_JOB || ippGetName(a) == nullptr || is_taken(a)) continue;
        auto* copy = ippCopyAttribute(exchange.response, a, 0);
        if (copy != nullptr) ippSetGroupTag(exchange.response, &copy, IPP_TAG_UNSUPPORTED_GROUP);
        all_fit = false;
    }
    if (all_fit) return true;
    const bool exact = ippGetBoolean(ippFindAttribute(exchange.request, "ipp-attribute-fidelity", IPP_TAG_BOOLEAN), 0) != 0;
    ippSetStatusCode(exchange.response, exact ? IPP_STATUS_ERROR_ATTRIBUTES_OR_VALUES : IPP_STATUS_OK_IGNORED_OR_SUBSTITUTED);
    return !exact;
}

Job job_of_request(Exchange& exchange) {
    Job job;
    job.printer = exchange.printer->path;
    JobIdentity& identity = job.identity;
    identity.uuid = new_uuid();
    identity.queue = exchange.printer->queue;
    identity.user = exchange.caller.user;
    identity.host = exchange.caller.host;
    identity.authenticated = exchange.caller.authenticated;
    identity.received = exchange.now();
    identity.title = text_value(exchange.request, "job-name");
    if (identity.title.empty()) identity.title = text_value(exchange.request, "document-name");
    if (identity.title.empty()) identity.title = "Untitled";
    for (auto* a = ippFirstAttribute(exchange.request); a != nullptr; a = ippNextAttribute(exchange.request)) {
        if (ippGetGroupTag(a) != IPP_TAG_JOB || ippGetName(a) == nullptr || !is_taken(a)) continue;
        const std::string name = ippGetName(a);
        if (name == "copies") job.copies = ippGetInteger(a, 0);
        if (name != "job-name") identity.options[name] = text_of_attribute(a);
    }
    return job;
}

void add_job_attributes(Exchange& exchange, const Job& job, cups_array_t* names) {
    const IppPtr all(ippNew());
    const std::string printer = exchange.uri_of(job.printer, exchange.encrypted());
    const std::string uri = printer + "/" + std::to_string(job.id);
    ippAddInteger(all.get(), IPP_TAG_JOB, IPP_TAG_INTEGER, "job-id", job.id);
    ippAddString(all.get(), IPP_TAG_JOB, IPP_TAG_URI, "job-uri", nullptr, uri.c_str());
    ippAddString(all.get(), IPP_TAG_JOB, IPP_TAG_URI, "job-printer-uri", nullptr, printer.c_str());
    ippAddString(all.get(), IPP_TAG_JOB, IPP_TAG_URI, "job-uuid", nullptr, job.identity.uuid.c_str());
    ippAddInteger(all.get(), IPP_TAG_JOB, IPP_TAG_ENUM, "job-state", static_cast<int>(job.state));
    ippAddString(all.get(), IPP_TAG_JOB, IPP_TAG_KEYWORD, "job-state-reasons", nullptr, job.reason.c_str());
    ippAddInteger(all.get(), IPP_TAG_JOB, IPP_TAG_INTEGER, "number-of-documents", job.documents);
    ippAddInteger(all.get(), IPP_TAG_JOB, IPP_TAG_INTEGER, "job-k-octets", static_cast<int>((job.size + 1023) / 1024));
    ippAddInteger(all.get(), IPP_TAG_JOB, IPP_TAG_INTEGER, "job-printer-up-time", seconds_since(exchange, exchange.now()));
    add_time(exchange, all.get(), "creation", job.identity.received);
    add_time(exchange, all.get(), "processing", job.processing);
    add_time(exchange, all.get(), "completed", job.completed);
    if (is_owner(exchange.caller, job)) add_private(all.get(), job);
    add_wanted(exchange.response, all.get(), names);
}

}  // namespace quillport::ipp
