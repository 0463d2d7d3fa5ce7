#include "settings.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>

#include "quillport/core/bytes.hpp"
#include "quillport/runtime/digest.hpp"

namespace quillport::ipp {
namespace {

using runtime::Setting;
using runtime::SettingType;

std::string queue_complaint(std::string_view name) {
    if (name.size() > 60) return "is longer than 60 characters";
    for (const char c : name)
        if ((c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && c != '-' && c != '_' && c != '.')
            return "may hold letters, digits, '-', '_' and '.' only, because it becomes part of an address";
    return {};
}

constexpr Setting kSettings[] = {
    {"listen", SettingType::Text, "127.0.0.1", "", false, "Addresses to listen on, commas between them; * stands for all."},
    {"port", SettingType::Integer, "8631", "1..65535", false, "TCP port, for IPP with and without TLS."},
    {"host", SettingType::Text, "", "", false, "Name by which clients reach this machine; default: its own name."},
    {"printer.*", SettingType::Text, "", "", false, "A queue of the portal that is offered as a printer; default: Quillport.",
     queue_complaint},
    {"location", SettingType::Text, "", "", false, "Where the printer is, for people."},
    {"organisation", SettingType::Text, "", "", false, "Whose printer it is, for people."},
    {"spool", SettingType::Path, "/var/spool/quillport", "", false, "Folder of the spool, the forwarder's."},
    {"state", SettingType::Path, "/var/lib/quillport-printer", "", false,
     "Folder where a certificate is made when none is given."},
    {"tls.certificate", SettingType::Path, "", "", false, "PEM file with the certificate and what leads to its authority."},
    {"tls.key", SettingType::Path, "", "", false, "PEM file with the private key."},
    {"tls.mode", SettingType::Text, "required", "required|offered", false,
     "Whether other machines must use TLS. Passwords are never taken without."},
    {"access", SettingType::Text, "none", "none|file|pam", false, "How people prove who they are; none: they only say so."},
    {"access.file", SettingType::Path, "", "", false, "Passwords, NAME:HASH a line, as htpasswd -B and mkpasswd make them."},
    {"access.service", SettingType::Text, "quillport-printer", "", false, "Service of PAM."},
    {"dnssd", SettingType::Flag, "true", "", false, "Announce the printers by DNS-SD when Avahi runs and others can reach them."},
};

std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(", "), text.size());
        if (end > 0) words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(text.size(), end + 1));
    }
    return words;
}

std::string own_host() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 && name[0] != '\0' ? name.data() : "localhost";
}

/// The same printer has the same UUID for ever (PWG 5100.13 §5.6.7 asks for it), and another machine's has another.
std::string uuid_of(const std::string& text) {
    std::string hex = runtime::sha256_hex(bytes_of(text)).substr(0, 32);
    hex[12] = '8';  // RFC 9562 §5.8: contents of the maker's choice
    hex[16] = 'a';
    for (const std::size_t at : {20U, 16U, 12U, 8U}) hex.insert(at, "-");
    return "urn:uuid:" + hex;
}

Printer printer_of(const PrinterSettings& settings, const std::string& queue, PrintService service, bool first) {
    const bool pdf = service == PrintService::Pdf;
    Printer printer;
    printer.queue = queue;
    printer.service = service;
    printer.path = std::string(pdf ? "/ipp/print" : "/ipp/everywhere") + (first ? "" : "/" + queue);
    printer.name = pdf ? queue : queue + "-everywhere";
    printer.title = (queue == "Quillport" ? queue : "Quillport " + queue) + (pdf ? "" : " (pictures)");
    printer.info = pdf ? "Documents for signing; takes PDF and keeps its text and form fields"
                       : "Documents for signing, from devices that print pictures of pages; tags are then read by OCR";
    printer.uuid = uuid_of("quillport-printer\n" + settings.host + "\n" + std::to_string(settings.port) + "\n" + printer.path);
    return printer;
}

}  // namespace

std::span<const Setting> printer_setting_table() { return kSettings; }

Result<PrinterSettings> printer_settings(const runtime::Config& config) {
    PrinterSettings s;
    s.addresses = words_in(config.text("listen"));
    s.port = static_cast<int>(config.integer("port"));
    s.host = config.text("host").empty() ? own_host() : config.text("host");
    s.location = config.text("location");
    s.organisation = config.text("organisation");
    s.spool = config.text("spool");
    s.state = config.text("state");
    s.certificate = config.text("tls.certificate");
    s.key = config.text("tls.key");
    s.access = config.text("access");
    s.tls_required = config.text("tls.mode") == "required";
    s.announced = config.flag("dnssd");
    s.access_file = config.text("access.file");
    s.access_service = config.text("access.service");
    s.queues = config.numbered("printer.*");
    std::erase(s.queues, "");
    if (s.queues.empty()) s.queues = {"Quillport"};
    if (s.addresses.empty()) return Error{ErrorCode::InvalidInput, "setting listen names no address", {}};
    if (s.certificate.empty() != s.key.empty())
        return Error{ErrorCode::InvalidInput, "tls.certificate and tls.key go together", {}};
    if (s.access == "file" && s.access_file.empty()) return Error{ErrorCode::InvalidInput, "access=file needs access.file", {}};
    return s;
}

Result<std::unique_ptr<Access>> access_of(const PrinterSettings& settings) {
    if (settings.access == "file") return password_file(settings.access_file);
    if (settings.access == "pam") return pam_service(settings.access_service);
    return std::unique_ptr<Access>();
}

std::vector<Printer> printers_of(const PrinterSettings& settings) {
    std::vector<Printer> printers;
    for (const std::string& queue : settings.queues)
        for (const PrintService service : {PrintService::Pdf, PrintService::Everywhere})
            printers.push_back(printer_of(settings, queue, service, queue == settings.queues.front()));
    return printers;
}

}  // namespace quillport::ipp
