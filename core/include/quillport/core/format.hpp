#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace quillport {

/// What a delivered document is, judged by its own bytes, never by its name or the type that somebody declares.
enum class Format : std::uint8_t {
    Unknown,
    Pdf,
    PostScript,
    Pcl,
    PclXl,
    Zpl,
    PrinterCodes,  ///< another language of printers
    Xps,
    Docx,
    Odt,
    Xlsx,
    Ods,
    Pptx,
    Odp,
    Rtf,
    Html,
    Doc,
    Xls,
    Ppt,
    LockedOffice,  ///< an office document that needs its password
    Tiff,
    Jpeg,
    Png,
    PwgRaster,
    Urf,
    Text,
};

/// Who makes a PDF of it.
enum class Conversion : std::uint8_t { None, Ghostscript, Xps, Office, Pictures, Text, Refused };

/// One line of the table of formats.
struct FormatRow {
    Format format;
    std::string_view name;  ///< in the interface, the database and the log
    std::string_view extension;
    Conversion by;
    std::string_view refusal;  ///< key of the sentence when `by` is Refused
};
/// All formats; the one place that says what becomes of them.
[[nodiscard]] std::span<const FormatRow> format_table() noexcept;
[[nodiscard]] const FormatRow& row_of(Format format) noexcept;
[[nodiscard]] std::optional<Format> format_named(std::string_view name) noexcept;

/// What was recognised in a delivery. The document is `size` bytes from `offset` on: what printers wrap around it (PJL, UEL, the
/// header of EPS) is left out.
struct Recognised {
    Format format = Format::Unknown;
    std::string charset;  ///< of Text, as ICU names it
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

/// How a document stands to its encryption.
enum class Lock : std::uint8_t {
    None,        ///< it never had one
    Locked,      ///< it waits for its password
    Opened,      ///< it was taken away
    Restricted,  ///< the same, though its author allows no changes
};
/// Empty for None.
[[nodiscard]] std::string_view name_of(Lock lock) noexcept;
/// None for a name that nobody knows.
[[nodiscard]] Lock lock_named(std::string_view name) noexcept;

}  // namespace quillport
