#include "quillport/core/format.hpp"

#include <algorithm>
#include <array>

namespace quillport {
namespace {

constexpr std::array kRows = {
    FormatRow{Format::Unknown, "unknown", "application/octet-stream", "bin", Conversion::Refused, "format_unknown"},
    FormatRow{Format::Pdf, "pdf", "application/pdf", "pdf", Conversion::None, {}},
    FormatRow{Format::PostScript, "postscript", "application/postscript", "ps", Conversion::Ghostscript, {}},
    FormatRow{Format::Pcl, "pcl", "application/vnd.hp-pcl", "pcl", Conversion::Refused, "format_pcl"},
    FormatRow{Format::PclXl, "pclxl", "application/vnd.hp-pclxl", "pxl", Conversion::Refused, "format_pcl"},
    FormatRow{Format::Zpl, "zpl", "application/octet-stream", "zpl", Conversion::Refused, "format_zpl"},
    FormatRow{Format::PrinterCodes, "printer_codes", "application/octet-stream", "prn", Conversion::Refused,
              "format_printer_codes"},
    FormatRow{Format::Xps, "xps", "application/vnd.ms-xpsdocument", "xps", Conversion::Xps, {}},
    FormatRow{Format::Docx,
              "docx",
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
              "docx",
              Conversion::Office,
              {}},
    FormatRow{Format::Odt, "odt", "application/vnd.oasis.opendocument.text", "odt", Conversion::Office, {}},
    FormatRow{Format::Xlsx,
              "xlsx",
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
              "xlsx",
              Conversion::Office,
              {}},
    FormatRow{Format::Ods, "ods", "application/vnd.oasis.opendocument.spreadsheet", "ods", Conversion::Office, {}},
    FormatRow{Format::Pptx,
              "pptx",
              "application/vnd.openxmlformats-officedocument.presentationml.presentation",
              "pptx",
              Conversion::Office,
              {}},
    FormatRow{Format::Odp, "odp", "application/vnd.oasis.opendocument.presentation", "odp", Conversion::Office, {}},
    FormatRow{Format::Rtf, "rtf", "application/rtf", "rtf", Conversion::Office, {}},
    FormatRow{Format::Html, "html", "text/html", "html", Conversion::Office, {}},
    FormatRow{Format::Doc, "doc", "application/msword", "doc", Conversion::Office, {}},
    FormatRow{Format::Xls, "xls", "application/vnd.ms-excel", "xls", Conversion::Office, {}},
    FormatRow{Format::Ppt, "ppt", "application/vnd.ms-powerpoint", "ppt", Conversion::Office, {}},
    FormatRow{Format::LockedOffice, "locked_office", "application/octet-stream", "bin", Conversion::Refused,
              "format_locked_office"},
    FormatRow{Format::Tiff, "tiff", "image/tiff", "tif", Conversion::Pictures, {}},
    FormatRow{Format::Jpeg, "jpeg", "image/jpeg", "jpg", Conversion::Pictures, {}},
    FormatRow{Format::Png, "png", "image/png", "png", Conversion::Pictures, {}},
    FormatRow{Format::PwgRaster, "pwg_raster", "image/pwg-raster", "pwg", Conversion::Raster, {}},
    FormatRow{Format::Urf, "urf", "image/urf", "urf", Conversion::Raster, {}},
    FormatRow{Format::Text, "text", "text/plain", "txt", Conversion::Text, {}},
};

constexpr bool in_order() {
    for (std::size_t i = 0; i < kRows.size(); ++i)
        if (static_cast<std::size_t>(kRows[i].format) != i) return false;
    return true;
}
static_assert(in_order(), "row_of finds a row by its number");

}  // namespace

std::span<const FormatRow> format_table() noexcept { return kRows; }

const FormatRow& row_of(Format format) noexcept { return kRows[std::min(static_cast<std::size_t>(format), kRows.size() - 1)]; }

std::optional<Format> format_named(std::string_view name) noexcept {
    const auto row = std::find_if(kRows.begin(), kRows.end(), [&](const FormatRow& r) { return r.name == name; });
    if (row == kRows.end()) return std::nullopt;
    return row->format;
}

}  // namespace quillport
