#include "output.hpp"

#include <algorithm>

#include "quillport/runtime/file.hpp"
#include "quillport/runtime/json_text.hpp"

namespace quillport::split {
namespace {

using Part = worker::TakenApart::Part;

constexpr std::size_t kLongestName = 100;  ///< bytes of a title in a file's name

/// Letters of any script stay; what a shell, a file system or an attentive reader could stumble over becomes "_".
std::string harmless(const std::string& title) {
    std::string out;
    for (const char c : title) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == ' ' || c == '-' || c == '.' || c == '_';
        out += plain ? c : '_';
    }
    std::size_t end = std::min(out.size(), kLongestName);
    while (end < out.size() && end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U) --end;
    out.resize(end);
    return out;
}

std::string pages_of(const Part& part) {
    if (part.pages.first == part.pages.last) return "page " + std::to_string(part.pages.first);
    return "pages " + std::to_string(part.pages.first) + " to " + std::to_string(part.pages.last);
}

std::string list_of(const std::vector<int>& pages, const char* between) {
    std::string out;
    for (const int page : pages) out += (out.empty() ? "" : between) + std::to_string(page);
    return out;
}

std::string name_of(const Part& part) { return part.pages.title.empty() ? part.pages.key : part.pages.title; }

/// A terminal obeys control characters, whoever wrote them.
std::string shown(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, '?');
    return text;
}

}  // namespace

std::vector<std::string> file_names(const worker::TakenApart& print) {
    const std::size_t digits = std::to_string(print.parts.size()).size();
    std::vector<std::string> names;
    for (const Part& part : print.parts) {
        std::string number = std::to_string(names.size() + 1);
        number.insert(0, digits - number.size(), '0');
        const std::string title = harmless(name_of(part));
        names.push_back(number + (title.empty() ? "" : " " + title) + ".pdf");
    }
    return names;
}

Result<void> write_parts(const std::filesystem::path& folder, const worker::TakenApart& print, BytesView source) {
    const std::vector<std::string> names = file_names(print);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const Bytes& part = print.parts[i].pdf;
        if (auto done = runtime::write_durably(folder / names[i], part.empty() ? source : BytesView(part), 0644); !done.ok())
            return done;
    }
    return {};
}

std::string as_text(const worker::TakenApart& print, const std::vector<std::string>& files) {
    std::string out;
    for (std::size_t i = 0; i < print.parts.size(); ++i) {
        const Part& part = print.parts[i];
        std::string number = std::to_string(i + 1);
        number.insert(0, number.size() < 4 ? 4 - number.size() : 0, ' ');
        out += number + "  " + pages_of(part);
        if (!name_of(part).empty()) out += "  " + shown(name_of(part));
        if (!part.pages.key.empty() && part.pages.key != name_of(part)) out += "  [" + shown(part.pages.key) + "]";
        if (!files.empty()) out += "  -> " + files[i];
        out += '\n';
    }
    if (!print.separators.empty()) out += "      left out: page " + list_of(print.separators, ", ") + "\n";
    if (!print.whole_because.empty()) out += "      It is " + print.whole_because + ", so it stays one file.\n";
    if (print.loses_attachments) out += "      Its attachments go into none of the documents.\n";
    return out;
}

std::string as_json(const worker::TakenApart& print, const std::vector<std::string>& files) {
    std::string parts;
    for (std::size_t i = 0; i < print.parts.size(); ++i) {
        const Part& part = print.parts[i];
        parts += std::string(i == 0 ? "" : ",") + "{\"first\":" + std::to_string(part.pages.first) +
                 ",\"last\":" + std::to_string(part.pages.last) + ",\"key\":" + runtime::json_text(part.pages.key) +
                 ",\"title\":" + runtime::json_text(part.pages.title);
        if (!files.empty()) parts += ",\"file\":" + runtime::json_text(files[i]);
        parts += "}";
    }
    return "{\"documents\":[" + parts + "],\"left_out\":[" + list_of(print.separators, ",") +
           "],\"whole_because\":" + runtime::json_text(print.whole_because) +
           ",\"loses_attachments\":" + (print.loses_attachments ? "true" : "false") + "}\n";
}

}  // namespace quillport::split
