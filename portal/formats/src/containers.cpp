#include "containers.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace quillport::formats {
namespace {

using namespace std::string_view_literals;

std::uint64_t number_at(std::string_view data, std::size_t at, std::size_t size) {
    std::uint64_t value = 0;
    for (std::size_t i = size; i-- > 0;) value = value << 8U | static_cast<unsigned char>(data[at + i]);
    return value;
}

struct Kind {
    std::string_view sign;
    Format format;
};

constexpr std::array kOpenDocument = {
    Kind{"application/vnd.oasis.opendocument.text", Format::Odt},
    Kind{"application/vnd.oasis.opendocument.spreadsheet", Format::Ods},
    Kind{"application/vnd.oasis.opendocument.presentation", Format::Odp},
};

/// The first entry of an OpenDocument file is its type, as plain text.
Format format_by_mimetype(std::string_view archive) {
    constexpr std::size_t kHeader = 30;
    if (archive.size() < kHeader || number_at(archive, 8, 2) != 0) return Format::Unknown;  // it is stored, not compressed
    const std::size_t name = number_at(archive, 26, 2), extra = number_at(archive, 28, 2);
    const std::uint64_t size = number_at(archive, 22, 4);
    if (archive.substr(kHeader, name) != "mimetype" || archive.size() < kHeader + name + extra) return Format::Unknown;
    const std::string_view type = archive.substr(kHeader + name + extra, static_cast<std::size_t>(size));
    for (const Kind& kind : kOpenDocument)
        if (type == kind.sign || type == std::string(kind.sign) + "-template") return kind.format;
    return Format::Unknown;
}

constexpr std::array kParts = {
    Kind{"word/", Format::Docx},
    Kind{"xl/", Format::Xlsx},
    Kind{"ppt/", Format::Pptx},
};

bool ends_with_ignoring_case(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && std::equal(end.begin(), end.end(), text.end() - static_cast<std::ptrdiff_t>(end.size()),
                                                   [](char a, char b) { return (b >= 'A' && b <= 'Z' ? b + 32 : b) == a; });
}

Format format_by_name(std::string_view name) {
    for (const Kind& kind : kParts)
        if (name.substr(0, kind.sign.size()) == kind.sign) return kind.format;
    return ends_with_ignoring_case(name, ".fdseq") || ends_with_ignoring_case(name, ".fpage") ? Format::Xps : Format::Unknown;
}

/// Where the central directory begins; the archive's size when there is none.
std::size_t directory_of(std::string_view archive) {
    constexpr std::size_t kEnd = 22, kLongestComment = 65'535;
    const std::size_t from = archive.size() > kEnd + kLongestComment ? archive.size() - kEnd - kLongestComment : 0;
    const std::size_t at = archive.substr(from).rfind("PK\x05\x06"sv);
    if (at == std::string_view::npos || from + at + kEnd > archive.size()) return archive.size();
    return static_cast<std::size_t>(std::min<std::uint64_t>(number_at(archive, from + at + 16, 4), archive.size()));
}

}  // namespace

Format format_of_archive(std::string_view archive) {
    if (const Format open = format_by_mimetype(archive); open != Format::Unknown) return open;
    constexpr std::size_t kHeader = 46, kMostEntries = 20'000;
    Format found = Format::Unknown;
    bool has_types = false;
    std::size_t at = directory_of(archive);
    for (std::size_t n = 0; n < kMostEntries && at + kHeader <= archive.size(); ++n) {
        if (archive.substr(at, 4) != "PK\x01\x02"sv) break;
        const std::size_t name = number_at(archive, at + 28, 2);
        const std::string_view entry = archive.substr(at + kHeader, name);
        // A file of many parts names its types in pieces (ECMA-376-2 §9.1.3).
        has_types = has_types || entry.substr(0, 19) == "[Content_Types].xml";
        if (found == Format::Unknown) found = format_by_name(entry);
        at += kHeader + name + number_at(archive, at + 30, 2) + number_at(archive, at + 32, 2);
    }
    return has_types ? found : Format::Unknown;
}

Format format_of_compound_file(std::string_view file) {
    constexpr std::array kStreams = {
        Kind{"EncryptedPackage", Format::LockedOffice},
        Kind{"WordDocument", Format::Doc},
        Kind{"Workbook", Format::Xls},
        Kind{"Book", Format::Xls},
        Kind{"PowerPoint Document", Format::Ppt},
    };
    constexpr std::size_t kEntry = 128, kName = 64, kHeader = 512;
    for (std::size_t at = kHeader; at + kEntry <= file.size(); at += kEntry) {
        const std::uint64_t length = number_at(file, at + kName, 2);  // of the name in bytes, with its end
        const auto type = static_cast<unsigned char>(file[at + kName + 2]);
        if (type != 2 || length < 4 || length > kName || length % 2 != 0) continue;
        std::string name;
        for (std::size_t i = 0; i + 2 < length; i += 2) name += file[at + i + 1] == 0 ? file[at + i] : '?';
        for (const Kind& kind : kStreams)
            if (name == kind.sign) return kind.format;
    }
    return Format::Unknown;
}

}  // namespace quillport::formats
