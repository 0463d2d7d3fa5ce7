#include "pages.hpp"

#include <algorithm>
#include <array>

#include "quillport/core/bytes.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::ipp {
namespace {

constexpr std::uint64_t kLargestIcon = 1U << 20U;

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '&':
                out += "&amp;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string front_page(const Context& context, const std::string& authority) {
    std::string page =
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
        "<title>Quillport printers</title><link rel=\"icon\" href=\"/icon-48.png\"></head><body><h1>Quillport printers</h1>"
        "<p>What is printed here becomes a draft to be signed. Add one of these addresses as a printer:</p><dl>";
    for (const Printer& printer : context.printers)
        page += "<dt><strong>" + escaped(printer.title) + "</strong>: <code>ipps://" + escaped(authority) + printer.path +
                "</code></dt><dd>" + escaped(printer.info) + ".</dd>";
    const std::string message = context.condition.report().message;
    if (!message.empty()) page += "</dl><p role=\"alert\">" + escaped(message) + "</p>";
    return page + (message.empty() ? "</dl>" : "") + "</body></html>\n";
}

}  // namespace

std::optional<Page> page_at(const std::string& path, const Context& context, const std::string& authority) {
    if (path == "/") return Page{"text/html; charset=utf-8", front_page(context, authority)};
    static constexpr std::array kIcons = {"/icon-48.png", "/icon-128.png", "/icon-512.png"};
    if (std::find(kIcons.begin(), kIcons.end(), path) == kIcons.end()) return std::nullopt;
    const auto icon = runtime::read_file(context.share / ("printer-" + path.substr(1)), kLargestIcon);
    if (!icon.ok()) return std::nullopt;
    return Page{"image/png", std::string(text_of(icon.value()))};
}

}  // namespace quillport::ipp
