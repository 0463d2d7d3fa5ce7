#include "pages.hpp"

#include <algorithm>
#include <array>

#include "quillport/core/bytes.hpp"
#include "quillport/core/markup.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::ipp {
namespace {

constexpr std::uint64_t kLargestIcon = 1U << 20U;

// The colours of the portal's pages, light and dark.
constexpr const char* kHead =
    "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
    "<title>Quillport printers</title><link rel=\"icon\" href=\"/icon-48.png\"><style>"
    ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.5rem;display:flex;align-items:center;gap:.75rem}ul{list-style:none;padding:0}"
    "li{border:1px solid #8886;border-radius:.5rem;padding:.75rem 1rem;margin:.75rem 0}h2{font-size:1rem;margin:0}"
    "code{overflow-wrap:anywhere}li p{margin:.25rem 0 0}[role=alert]{border-left:.25rem solid #b3261e;padding-left:.75rem}"
    "</style></head><body><h1><img src=\"/icon-48.png\" alt=\"\" width=\"48\" height=\"48\">Quillport printers</h1>"
    "<p>What is printed here becomes a draft to be signed. Add one of these addresses as a printer:</p><ul>";

std::string front_page(const Context& context, const std::string& authority) {
    std::string page = kHead;
    for (const Printer& printer : context.printers)
        page += "<li><h2>" + escaped_markup(printer.title) + "</h2><code>ipps://" + escaped_markup(authority) + printer.path +
                "</code><p>" + escaped_markup(printer.info) + ".</p></li>";
    page += "</ul>";
    const std::string message = context.condition.report().message;
    if (!message.empty()) page += "<p role=\"alert\">" + escaped_markup(message) + "</p>";
    return page + "</body></html>\n";
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
