#include "quillport/printing/cups_job.hpp"

#include <cups/cups.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "quillport/printing/handover.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::printing {
namespace {

std::string environment_value(const BackendCall& call, const std::string& key) {
    const auto at = call.environment.find(key);
    return at == call.environment.end() ? std::string() : at->second;
}

/// RFC 3986 §2.1; a device URI is kept as it was given.
std::string decoded(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned value = 0;
        const char* digits = text.data() + i + 1;
        if (text[i] == '%' && i + 2 < text.size() && std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2) {
            out += static_cast<char>(value);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

/// "quillport:/Accounting" names its queue; the scheduler's own name is the fall-back.
std::string queue_of(const BackendCall& call) {
    const std::string uri = call.device_uri.substr(0, call.device_uri.find('?'));
    const std::size_t slash = uri.find_last_of('/');
    const std::string name = slash == std::string::npos ? std::string() : decoded(uri.substr(slash + 1));
    return name.empty() ? environment_value(call, "PRINTER") : name;
}

/// Options keep blanks and quotes only if libcups takes them apart: never split them on blanks.
std::map<std::string, std::string> parsed_options(const std::string& text) {
    cups_option_t* list = nullptr;
    const int count = cupsParseOptions(text.c_str(), 0, &list);
    std::map<std::string, std::string> options;
    for (int i = 0; i < count; ++i) options[list[i].name] = list[i].value;
    cupsFreeOptions(count, list);
    return options;
}

std::string taken(std::map<std::string, std::string>& options, const char* key) {
    const auto node = options.extract(key);
    return node.empty() ? std::string() : node.mapped();
}

/// Choices of the PPD, in lower case as the options have them. "Queue" says nothing: the queue's own settings hold.
void use_ppd_choices(std::map<std::string, std::string>& options) {
    struct Choice {
        const char* keyword;
        const char* option;
    };
    for (const auto& [keyword, option] : {Choice{"QuillLanguage", "quill-language"}, Choice{"QuillSend", "quill-send"}}) {
        std::string value = taken(options, keyword);
        std::transform(value.begin(), value.end(), value.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; });
        if (!value.empty() && value != "queue") options.try_emplace(option, value);
    }
}

}  // namespace

Result<BackendCall> read_call(std::span<char* const> arguments, char* const* environment) {
    if (arguments.size() < 6 || arguments.size() > 7)
        return Error{ErrorCode::InvalidInput, "usage: quillport job-id user title copies options [file]", {}};
    BackendCall call;
    for (char* const* entry = environment; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        const std::size_t equal = text.find('=');
        if (equal != std::string_view::npos) call.environment.emplace(text.substr(0, equal), text.substr(equal + 1));
    }
    // A script sees its path in argv[0]; DEVICE_URI holds the same without fail.
    call.device_uri = environment_value(call, "DEVICE_URI");
    if (call.device_uri.empty()) call.device_uri = arguments[0];
    call.job_id = arguments[1];
    call.user = arguments[2];
    call.title = arguments[3];
    const std::string_view copies(arguments[4]);
    std::from_chars(copies.data(), copies.data() + copies.size(), call.copies);
    call.options = arguments[5];
    if (arguments.size() == 7) call.file = arguments[6];
    return call;
}

std::filesystem::path spool_folder_of(const std::string& device_uri) {
    static constexpr std::string_view kSpool = "?spool=";
    const std::size_t at = device_uri.find(kSpool);
    return at == std::string::npos ? "/var/spool/quillport" : decoded(device_uri.substr(at + kSpool.size()));
}

bool begins_with_cover_page(const BackendCall& call) { return environment_value(call, "CUPS_FILETYPE") == "job-sheet"; }

std::size_t files_of(const BackendCall& call) {
    // cupsParseOptions keeps the last of several equal names: count them in the text. A value holds no bare blank.
    static constexpr std::string_view kName = "document-name-supplied=";
    std::size_t files = 0;
    for (std::size_t at = call.options.find(kName); at != std::string::npos; at = call.options.find(kName, at + 1))
        if (at == 0 || (call.options[at - 1] == ' ' && (at < 2 || call.options[at - 2] != '\\'))) ++files;
    return files;
}

int document_number_of(const BackendCall& call) {
    const std::string& file = call.file;
    const std::size_t dash = file.rfind('-');
    int number = 1;
    if (dash != std::string::npos) std::from_chars(file.data() + dash + 1, file.data() + file.size(), number);
    return number > 0 ? number : 1;
}

bool is_passed(const BackendCall& call) {
    const auto ppd = runtime::read_file(environment_value(call, "PPD"), std::uint64_t{1} << 20U);
    return ppd.ok() && quillport::text_of(ppd.value()).find(kPassFilter) != std::string_view::npos;
}

contract::SpoolHeader header_of(const BackendCall& call, TimePoint now) {
    contract::SpoolHeader header;
    JobIdentity& job = header.job;
    job.options = parsed_options(call.options);
    use_ppd_choices(job.options);
    job.uuid = taken(job.options, "job-uuid");
    job.host = taken(job.options, "job-originating-host-name");
    if (job.uuid.empty()) job.uuid = "job:" + environment_value(call, "PRINTER") + ":" + call.job_id;
    job.document_number = document_number_of(call);
    job.queue = queue_of(call);
    job.user = call.user;
    job.title = call.title;
    job.authenticated = !call.user.empty() && environment_value(call, "AUTH_USERNAME") == call.user;
    job.received = now;
    header.content_type = environment_value(call, "CONTENT_TYPE");
    header.copies = call.copies;
    return header;
}

}  // namespace quillport::printing
