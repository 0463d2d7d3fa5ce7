#pragma once
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "quillport/core/result.hpp"
#include "quillport/ipp/access.hpp"
#include "quillport/ipp/formats.hpp"
#include "quillport/runtime/config.hpp"

namespace quillport::ipp {

/// One print service of one queue, as clients see it.
struct Printer {
    std::string queue;  ///< as the portal knows it
    PrintService service = PrintService::Pdf;
    std::string path;   ///< "/ipp/print", "/ipp/everywhere/Accounting"
    std::string name;   ///< printer-name
    std::string title;  ///< what a list of printers shows
    std::string info;   ///< one sentence
    std::string uuid;   ///< "urn:uuid:...", the same after every start
};

struct PrinterSettings {
    std::vector<std::string> addresses;  ///< numeric; "*" stands for all
    int port = 0;
    std::string host;
    std::string location;
    std::string organisation;
    std::filesystem::path spool;
    std::filesystem::path state;
    std::filesystem::path certificate;  ///< empty: one is made in `state`
    std::filesystem::path key;
    bool tls_required = true;  ///< for callers from other machines
    bool announced = true;
    std::string access;  ///< "none", "file", "pam"
    std::filesystem::path access_file;
    std::string access_service;
    std::vector<std::string> queues;
};

[[nodiscard]] std::span<const runtime::Setting> printer_setting_table();
/// Errors: InvalidInput, with the setting's key.
[[nodiscard]] Result<PrinterSettings> printer_settings(const runtime::Config& config);
/// Null when nobody has to prove who he is. Errors: as password_file.
[[nodiscard]] Result<std::unique_ptr<Access>> access_of(const PrinterSettings& settings);
/// Both print services of every queue; the first queue's stand at /ipp/print and /ipp/everywhere.
[[nodiscard]] std::vector<Printer> printers_of(const PrinterSettings& settings);

}  // namespace quillport::ipp
