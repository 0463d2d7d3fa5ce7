#include "kit.hpp"

#include <LibreOfficeKit/LibreOfficeKit.h>
#include <dlfcn.h>
#include <stdlib.h>

#include <array>
#include <fstream>

#include "quillport/runtime/file.hpp"

namespace quillport::office {
namespace {

constexpr const char* kProgram = "/usr/lib/libreoffice/program";
// The distribution merges most libraries into one; a build without that has the entry in its own.
constexpr std::array kLibraries = {"/usr/lib/libreoffice/program/libmergedlo.so",
                                   "/usr/lib/libreoffice/program/libsofficeapp.so"};

// LibreOfficeKitInit.h would link the search for the program into whoever includes it; these two are its entries.
using Preinit = int(const char* program, const char* profile, LibreOfficeKit** office);
using Hook = LibreOfficeKit*(const char* program, const char* profile);

/// What no document may do: run macros, fetch what it links to, bring in what lies elsewhere. The jail forbids most of it; this
/// keeps documents from waiting for it.
constexpr const char* kSettings = R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
)";

bool write_settings(const std::filesystem::path& profile) {
    std::error_code failed;
    std::filesystem::create_directories(profile / "user", failed);
    return !failed && runtime::write_durably(profile / "user" / "registrymodifications.xcu", bytes_of(kSettings)).ok();
}

template <typename Function>
Function* entry(void* library, const char* name) {
    return reinterpret_cast<Function*>(::dlsym(library, name));
}

/// Only letters, digits and what needs no escape stand in our paths.
std::string url_of(const std::filesystem::path& path) { return "file://" + path.string(); }

Error refused(const char* key, std::string what) { return {ErrorCode::Unsupported, std::move(what), key}; }

}  // namespace

bool Kit::load(const std::filesystem::path& profile) {
    ::setenv("SAL_USE_VCLPLUGIN", "svp", 1);  // draws without a window
    ::setenv("HOME", profile.c_str(), 1);     // nothing of whoever runs the portal comes in
    if (!write_settings(profile)) return false;
    profile_ = url_of(profile);
    for (const char* name : kLibraries) {
        if (library_ == nullptr) library_ = ::dlopen(name, RTLD_LAZY);
    }
    if (library_ == nullptr) return false;
    auto* preinit = entry<Preinit>(library_, "lok_preinit_2");
    LibreOfficeKit* office = nullptr;
    return preinit != nullptr && preinit(kProgram, profile_.c_str(), &office) == 0;
}

bool Kit::get_ready() {
    if (library_ == nullptr) return false;
    // What it writes for itself goes into the folder of this child; the settings are loaded already.
    const std::filesystem::path own = std::filesystem::current_path();
    std::error_code failed;
    std::filesystem::create_directories(own / "profile" / "user", failed);
    if (failed) return false;
    ::setenv("TMPDIR", own.c_str(), 1);
    ::setenv("HOME", own.c_str(), 1);
    profile_ = url_of(own / "profile");
    auto* hook = entry<Hook>(library_, "libreofficekit_hook_2");
    office_ = hook == nullptr ? nullptr : hook(kProgram, profile_.c_str());
    return office_ != nullptr;
}

Result<Bytes> Kit::convert(const std::filesystem::path& file) {
    auto* office = static_cast<LibreOfficeKit*>(office_);
    if (office == nullptr) return refused("no_converter", "the office is not ready");
    const std::filesystem::path out = file.parent_path() / "out.pdf";
    // Nobody destroys the document: that takes as long as drawing the window that it never shows, and the process ends anyway.
    LibreOfficeKitDocument* document = office->pClass->documentLoadWithOptions(
        office, url_of(file).c_str(), "Batch=true,EnableMacrosExecution=false,MacroSecurityLevel=3");
    if (document == nullptr) {
        char* why = office->pClass->getError(office);
        const std::string said = why == nullptr ? "" : why;
        office->pClass->freeError(why);
        return refused(said.find("assword") != std::string::npos ? "format_locked_office" : "damaged", said);
    }
    if (document->pClass->saveAs(document, url_of(out).c_str(), "pdf", nullptr) == 0)
        return refused("damaged", "the office made no PDF");
    return runtime::read_file(out);
}

std::vector<std::filesystem::path> Kit::folders() {
    return {"/usr/lib",
            "/lib",
            "/lib64",
            "/etc/ld.so.cache",
            "/etc/libreoffice",
            "/var/spool/libreoffice",
            "/usr/share/libreoffice",
            "/usr/share/hyphen",
            "/usr/share/hunspell",
            "/usr/share/mythes",
            "/usr/share/zoneinfo",
            "/etc/localtime",
            "/usr/share/liblangtag",
            "/usr/share/mime",
            "/dev/null",
            "/dev/urandom"};
}

}  // namespace quillport::office
