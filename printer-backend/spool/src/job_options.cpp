#include <cups/cups.h>

#include <algorithm>

#include "quillport/spool/job_options.hpp"

namespace quillport::spool {
namespace {

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

void take_options(contract::SpoolHeader& header) {
    if (header.options_text.empty()) return;
    auto& options = header.job.options;
    options.merge(parsed_options(header.options_text));
    header.options_text.clear();
    // The identity has these.
    options.erase("job-uuid");
    options.erase("job-originating-host-name");
    use_ppd_choices(options);
}

}  // namespace quillport::spool
