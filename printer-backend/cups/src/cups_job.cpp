#include "quillport/printing/cups_job.hpp"

#include <charconv>
#include <string_view>
#include <vector>

#include "quillport/printing/handover.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/spool/bare_options.hpp"

namespace quillport::printing {
namespace {

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

/// The values of an option, without their backslashes.
std::vector<std::string> values_of(const std::string& options, const std::string& name) {
    std::vector<std::string> values;
    for (const std::string_view option : spool::bare_options(options)) {
        if (!option.starts_with(name + "=")) continue;
        std::string& value = values.emplace_back();
        for (std::size_t i = name.size() + 1; i < option.size(); ++i) {
            if (option[i] == '\\' && i + 1 < option.size()) ++i;
            value += option[i];
        }
    }
    return values;
}

/// Of several the last, as libcups takes it.
std::string value_of(const std::string& options, const std::string& name) {
    const auto values = values_of(options, name);
    return values.empty() ? std::string() : values.back();
}

}  // namespace

std::string BackendCall::variable(const std::string& name) const {
    const auto at = environment.find(name);
    return at == environment.end() ? std::string() : at->second;
}

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
    call.device_uri = call.variable("DEVICE_URI");
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

std::string queue_of(const BackendCall& call) {
    const std::string uri = call.device_uri.substr(0, call.device_uri.find('?'));
    const std::size_t slash = uri.find_last_of('/');
    const std::string name = slash == std::string::npos ? std::string() : decoded(uri.substr(slash + 1));
    return name.empty() ? call.variable("PRINTER") : name;
}

bool begins_with_cover_page(const BackendCall& call) { return call.variable("CUPS_FILETYPE") == "job-sheet"; }

std::size_t files_of(const BackendCall& call) { return values_of(call.options, "document-name-supplied").size(); }

int document_number_of(const BackendCall& call) {
    const std::string& file = call.file;
    const std::size_t dash = file.rfind('-');
    int number = 1;
    if (dash != std::string::npos) std::from_chars(file.data() + dash + 1, file.data() + file.size(), number);
    return number > 0 ? number : 1;
}

bool is_passed(const BackendCall& call) {
    const auto ppd = runtime::read_file(call.variable("PPD"), std::uint64_t{1} << 20U);
    return ppd.ok() && quillport::text_of(ppd.value()).find(kPassFilter) != std::string_view::npos;
}

contract::SpoolHeader header_of(const BackendCall& call, TimePoint now) {
    contract::SpoolHeader header;
    JobIdentity& job = header.job;
    job.uuid = value_of(call.options, "job-uuid");
    job.host = value_of(call.options, "job-originating-host-name");
    if (job.uuid.empty()) job.uuid = "job:" + call.variable("PRINTER") + ":" + call.job_id;
    job.document_number = document_number_of(call);
    job.queue = queue_of(call);
    job.user = call.user;
    job.title = call.title;
    job.authenticated = !call.user.empty() && call.variable("AUTH_USERNAME") == call.user;
    job.received = now;
    header.options_text = call.options;
    header.content_type = call.variable("CONTENT_TYPE");
    header.copies = call.copies;
    return header;
}

}  // namespace quillport::printing
