#include "quillport/core/format.hpp"

#include <algorithm>
#include <array>

namespace quillport {
namespace {

constexpr std::array kRows = {
    FormatRow{Format::Unknown, "unknown", "bin", Conversion::Refused, "format_unknown"},
    FormatRow{Format::Pdf, "pdf", "pdf", Conversion::None, {}},
    FormatRow{Format::PostScript, "postscript", "ps", Conversion::Ghostscript, {}},
    FormatRow{Format::Pcl, "pcl", "pcl", Conversion::Refused, "format_pcl"},
    FormatRow{Format::PclXl, "pclxl", "pxl", Conversion::Refused, "format_pcl"},
    FormatRow{Format::Zpl, "zpl", "zpl", Conversion::Refused, "format_zpl"},
    FormatRow{Format::PrinterCodes, "printer_codes", "prn", Conversion::Refused, "format_printer_codes"},
    FormatRow{Format::Xps, "xps", "xps", Conversion::Xps, {}},
    FormatRow{Format::Docx, "docx", "docx", Conversion::Office, {}},
    FormatRow{Format::Odt, "odt", "odt", Conversion::Office, {}},
    FormatRow{Format::Xlsx, "xlsx", "xlsx", Conversion::Office, {}},
    FormatRow{Format::Ods, "ods", "ods", Conversion::Office, {}},
    FormatRow{Format::Pptx, "pptx", "pptx", Conversion::Office, {}},
    FormatRow{Format::Odp, "odp", "odp", Conversion::Office, {}},
    FormatRow{Format::Rtf, "rtf", "rtf", Conversion::Office, {}},
    FormatRow{Format::Html, "html", "html", Conversion::Office, {}},
    FormatRow{Format::Doc, "doc", "doc", Conversion::Office, {}},
    FormatRow{Format::Xls, "xls", "xls", Conversion::Office, {}},
    FormatRow{Format::Ppt, "ppt", "ppt", Conversion::Office, {}},
    FormatRow{Format::LockedOffice, "locked_office", "bin", Conversion::Refused, "format_locked_office"},
    FormatRow{Format::Tiff, "tiff", "tif", Conversion::Pictures, {}},
    FormatRow{Format::Jpeg, "jpeg", "jpg", Conversion::Pictures, {}},
    FormatRow{Format::Png, "png", "png", Conversion::Pictures, {}},
    FormatRow{Format::PwgRaster, "pwg_raster", "pwg", Conversion::Pictures, {}},
    FormatRow{Format::Urf, "urf", "urf", Conversion::Pictures, {}},
    FormatRow{Format::Text, "text", "txt", Conversion::Text, {}},
};

constexpr bool in_order() {
    for (std::size_t i = 0; i < kRows.size(); ++i)
        if (static_cast<std::size_t>(kRows[i].format) != i) return false;
    return true;
}
static_assert(in_order(), "row_of finds a row by its number");

constexpr std::array<std::string_view, 4> kLocks = {"", "locked", "opened", "restricted"};

}  // namespace

std::span<const FormatRow> format_table() noexcept { return kRows; }

const FormatRow& row_of(Format format) noexcept { return kRows[std::min(static_cast<std::size_t>(format), kRows.size() - 1)]; }

std::optional<Format> format_named(std::string_view name) noexcept {
    const auto row = std::find_if(kRows.begin(), kRows.end(), [&](const FormatRow& r) { return r.name == name; });
    if (row == kRows.end()) return std::nullopt;
    return row->format;
}

std::string_view name_of(Lock lock) noexcept { return kLocks[static_cast<std::size_t>(lock)]; }

Lock lock_named(std::string_view name) noexcept {
    const auto at = std::find(kLocks.begin(), kLocks.end(), name);
    return at == kLocks.end() ? Lock::None : static_cast<Lock>(at - kLocks.begin());
}

}  // namespace quillport
