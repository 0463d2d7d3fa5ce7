// From a parsed IPP request to its operation: the checks that hold for all (RFC 8011 §4.1).
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstring>
#include <thread>

#include "exchange.hpp"
#include "quillport/runtime/log.hpp"

namespace quillport::ipp {
namespace {

using namespace std::chrono_literals;

constexpr auto kWrongPassword = 1s;

bool is_named(ipp_attribute_t* attribute, const char* name, ipp_tag_t tag) {
    return attribute != nullptr && ippGetName(attribute) != nullptr && std::strcmp(ippGetName(attribute), name) == 0 &&
           ippGetValueTag(attribute) == tag && ippGetGroupTag(attribute) == IPP_TAG_OPERATION;
}

/// RFC 8010 §3.1: groups come in ascending order, each once.
bool groups_are_in_order(ipp_t* request) {
    ipp_tag_t last = IPP_TAG_ZERO;
    for (auto* a = ippFirstAttribute(request); a != nullptr; a = ippNextAttribute(request)) {
        const ipp_tag_t group = ippGetGroupTag(a);
        if (group < last && group != IPP_TAG_ZERO) return false;
        if (group != IPP_TAG_ZERO) last = group;
    }
    return true;
}

/// \returns what is wrong with the form of the request, or nothing.
const char* form_problem(ipp_t* request) {
    if (ippGetRequestId(request) <= 0) return "The request has no number.";
    if (!groups_are_in_order(request)) return "The groups of attributes are out of order.";
    auto* first = ippFirstAttribute(request);
    if (!is_named(first, "attributes-charset", IPP_TAG_CHARSET)) return "attributes-charset must come first.";
    if (!is_named(ippNextAttribute(request), "attributes-natural-language", IPP_TAG_LANGUAGE))
        return "attributes-natural-language must come second.";
    for (const char* name : {"requesting-user-name", "job-name", "document-name"}) {
        auto* attribute = ippFindAttribute(request, name, IPP_TAG_ZERO);
        if (attribute != nullptr && ippValidateAttribute(attribute) == 0) return "A name in the request is not well formed.";
    }
    return nullptr;
}

/// "/ipp/print/Accounting/12" names printer and job. The first queue is known by its name, too.
void find_printer(Exchange& exchange, std::string path) {
    const auto printer_at = [&](const std::string& where) -> const Printer* {
        for (const Printer& p : exchange.context.printers) {
            const bool by_name = where == (p.service == PrintService::Pdf ? "/ipp/print/" : "/ipp/everywhere/") + p.queue;
            if (p.path == where || by_name) return &p;
        }
        return nullptr;
    };
    exchange.printer = printer_at(path);
    if (exchange.printer != nullptr) return;
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos) return;
    int number = 0;
    const auto [end, failed] = std::from_chars(path.data() + slash + 1, path.data() + path.size(), number);
    if (failed != std::errc{} || end != path.data() + path.size()) return;
    exchange.printer = printer_at(path.substr(0, slash));
    exchange.job = number;
}

/// False when the request is answered.
bool target_is_found(Exchange& exchange) {
    auto* uri = ippFindAttribute(exchange.request, "printer-uri", IPP_TAG_URI);
    if (uri == nullptr) uri = ippFindAttribute(exchange.request, "job-uri", IPP_TAG_URI);
    if (uri == nullptr) {
        answer(exchange, IPP_STATUS_ERROR_BAD_REQUEST, "The request names no printer.");
        return false;
    }
    std::array<char, 64> scheme{};
    std::array<char, 256> user{};
    std::array<char, 256> host{};
    std::array<char, 1024> path{};
    int port = 0;
    if (httpSeparateURI(HTTP_URI_CODING_ALL, ippGetString(uri, 0, nullptr), scheme.data(), scheme.size(), user.data(),
                        user.size(), host.data(), host.size(), &port, path.data(), path.size()) >= HTTP_URI_STATUS_OK)
        find_printer(exchange, path.data());
    if (exchange.printer == nullptr) {
        answer(exchange, IPP_STATUS_ERROR_NOT_FOUND, "There is no such printer here.");
        return false;
    }
    if (exchange.job == 0) exchange.job = ippGetInteger(ippFindAttribute(exchange.request, "job-id", IPP_TAG_INTEGER), 0);
    return true;
}

/// Passwords go over TLS or stay on the machine; documents too where the operator wants it.
bool connection_is_private(Exchange& exchange) {
    const bool wanted = exchange.context.access != nullptr || exchange.context.settings.tls_required;
    exchange.unencrypted = wanted && !exchange.encrypted() && httpAddrLocalhost(httpGetAddress(exchange.http)) == 0;
    return !exchange.unencrypted;
}

/// Who asks. False when he has to prove it and did not.
bool caller_is_known(Exchange& exchange) {
    Caller& caller = exchange.caller;
    if (exchange.context.access == nullptr) {
        caller.user = text_value(exchange.request, "requesting-user-name");
        if (caller.user.empty()) caller.user = "anonymous";
        return true;
    }
    const std::string header = httpGetField(exchange.http, HTTP_FIELD_AUTHORIZATION);
    exchange.unproven = true;
    if (header.empty()) return false;
    const auto credentials = basic_credentials(header);
    if (!credentials.ok() || !exchange.context.access->proves(credentials.value().user, credentials.value().password)) {
        runtime::log(runtime::LogLevel::Warning, "access.refused",
                     {{"user", credentials.ok() ? credentials.value().user : std::string()}, {"host", caller.host}});
        std::this_thread::sleep_for(kWrongPassword);
        return false;
    }
    caller.user = credentials.value().user;
    caller.authenticated = true;
    exchange.unproven = false;
    return true;
}

}  // namespace

std::string text_value(ipp_t* message, const char* name) {
    const char* text = ippGetString(ippFindAttribute(message, name, IPP_TAG_ZERO), 0, nullptr);
    return text == nullptr ? std::string() : text;
}

void add_wanted(ipp_t* to, ipp_t* from, cups_array_t* names) {
    const auto wanted = [](void* asked, ipp_t* /*to*/, ipp_attribute_t* a) -> int {
        return asked == nullptr || cupsArrayFind(static_cast<cups_array_t*>(asked), const_cast<char*>(ippGetName(a))) != nullptr;
    };
    ippCopyAttributes(to, from, 0, wanted, names);
}

void answer(Exchange& exchange, ipp_status_t status, const std::string& sentence) {
    ippSetStatusCode(exchange.response, status);
    if (sentence.empty()) return;
    ippAddString(exchange.response, IPP_TAG_OPERATION, IPP_TAG_TEXT, "status-message", nullptr, sentence.c_str());
}

void handle(Exchange& exchange) {
    int minor = 0;
    const int major = ippGetVersion(exchange.request, &minor);
    if (major < 1 || major > 2)
        return answer(exchange, IPP_STATUS_ERROR_VERSION_NOT_SUPPORTED, "This printer speaks IPP 1.1 and 2.0.");
    if (const char* problem = form_problem(exchange.request); problem != nullptr)
        return answer(exchange, IPP_STATUS_ERROR_BAD_REQUEST, problem);
    const std::string charset = text_value(exchange.request, "attributes-charset");
    if (charset != "utf-8" && charset != "us-ascii")
        return answer(exchange, IPP_STATUS_ERROR_CHARSET, "This printer speaks UTF-8.");
    const auto all = operations();
    const auto operation =
        std::find_if(all.begin(), all.end(), [&](const Operation& o) { return o.code == ippGetOperation(exchange.request); });
    if (operation == all.end())
        return answer(exchange, IPP_STATUS_ERROR_OPERATION_NOT_SUPPORTED, "This printer does not know that operation.");
    if (!target_is_found(exchange)) return;
    if (operation->needs_job && exchange.job <= 0)
        return answer(exchange, IPP_STATUS_ERROR_BAD_REQUEST, "The request names no job.");
    if (operation->proven && (!connection_is_private(exchange) || !caller_is_known(exchange))) return;
    operation->run(exchange);
}

}  // namespace quillport::ipp
