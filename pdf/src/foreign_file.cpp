#include "foreign_file.hpp"

#include <charconv>
#include <exception>
#include <optional>
#include <qpdf/QPDFExc.hh>
#include <set>

#include "document_rules.hpp"
#include "plan_reader.hpp"
#include "source_scanner.hpp"

namespace quillport::pdf {
namespace {

using Method = QPDF::encryption_method_e;
constexpr std::size_t kLongestTrailer = 64 * 1024;

Error refusal(const char* why, std::string what) { return {ErrorCode::Unsupported, std::move(what), why}; }

// What one section says of others.
struct Section {
    std::int64_t previous = 0;
    bool hybrid = false;
};

// The dictionary of a trailer or of a cross-reference stream (§7.5.5, §7.5.8.2, §7.5.8.4).
Section section_at(std::string_view file, std::int64_t offset) {
    Section section;
    if (offset <= 0 || static_cast<std::size_t>(offset) >= file.size()) return section;
    std::size_t at = static_cast<std::size_t>(offset);
    if (file.substr(at, 4) == "xref") at = std::min(file.find("trailer", at), file.size());
    SourceScanner scanner(file.substr(at, kLongestTrailer));
    int depth = 0;
    std::string_view before;
    for (SourcePiece piece = scanner.next(); piece.kind != SourcePiece::Kind::End; piece = scanner.next()) {
        if (piece.kind == SourcePiece::Kind::Open) ++depth;
        if (piece.kind == SourcePiece::Kind::Close && --depth == 0) break;
        if (depth == 1 && piece.text == "/XRefStm") section.hybrid = true;
        if (depth == 1 && before == "/Prev")
            std::from_chars(piece.text.data(), piece.text.data() + piece.text.size(), section.previous);
        before = piece.text;
    }
    return section;
}

bool is_hybrid(std::string_view file) {
    std::set<std::int64_t> seen;
    for (std::int64_t offset = last_xref_of(file); offset > 0 && seen.insert(offset).second;) {
        const Section section = section_at(file, offset);
        if (section.hybrid) return true;
        offset = section.previous;
    }
    return false;
}

struct Methods {
    bool old = false;  ///< RC4 without crypt filters
    Method streams = QPDF::e_none, strings = QPDF::e_none, files = QPDF::e_none;

    [[nodiscard]] bool use(Method method) const noexcept { return streams == method || strings == method || files == method; }
};

Methods methods_of(QPDF& qpdf) {
    constexpr int kFirstWithFilters = 4;
    int r = 0, p = 0, v = 0;
    Methods methods;
    if (!qpdf.isEncrypted(r, p, v, methods.streams, methods.strings, methods.files)) return {};
    methods.old = v < kFirstWithFilters;
    return methods;
}

// Behind the last %%EOF may be white space. More than that would become part of what the next section is appended to.
bool ends_cleanly(std::string_view file) {
    constexpr std::string_view kEnd = "%%EOF";
    const std::size_t at = file.rfind(kEnd);
    return at != std::string_view::npos &&
           file.find_first_not_of(std::string_view("\n\r\t \f\0", 6), at + kEnd.size()) == std::string_view::npos;
}

struct Opened {
    std::unique_ptr<QPDF> qpdf = std::make_unique<QPDF>();
    bool locked = false;
    std::string problem;  ///< why it cannot be read; empty: it can
};

Opened opened(BytesView pdf, const std::string& password, bool repair) {
    Opened result;
    result.qpdf->setSuppressWarnings(true);
    result.qpdf->setAttemptRecovery(repair);
    try {
        result.qpdf->processMemoryFile("document", reinterpret_cast<const char*>(pdf.data()), pdf.size(), password.c_str());
        if (result.qpdf->getAllPages().empty()) result.problem = "no page";
    } catch (const QPDFExc& problem) {
        result.locked = problem.getErrorCode() == qpdf_e_password || problem.getErrorCode() == qpdf_e_unsupported;
        result.problem = problem.getMessageDetail();
    } catch (const std::exception& problem) {
        result.problem = problem.what();
    }
    return result;
}

bool names_permissions(QPDF& qpdf) {
    QPDFObjectHandle permissions = qpdf.getRoot().getKey("/Perms");
    return permissions.isDictionary() && (permissions.hasKey("/DocMDP") || permissions.hasKey("/UR3"));
}

}  // namespace

Result<ForeignFile> open_foreign(BytesView pdf, const std::string& password) {
    const std::string_view text = text_of(pdf);
    const std::size_t header = text.substr(0, 1024).find("%PDF-");
    if (header == std::string_view::npos) return refusal("not_pdf", "the file has no PDF header");
    Opened file = opened(pdf, password, false);
    const bool damaged = !file.problem.empty() || file.qpdf->anyWarnings() || !ends_cleanly(text);
    if (!file.problem.empty() && !file.locked) file = opened(pdf, password, true);
    if (file.locked) return refusal("encrypted", "the file needs another password or its encryption is unknown");
    if (!file.problem.empty()) return refusal("damaged", "the file cannot be read: " + file.problem);
    const Methods methods = methods_of(*file.qpdf);
    if (methods.use(QPDF::e_unknown)) return refusal("encrypted", "the file's encryption is unknown");
    ForeignFile result;
    result.uses_rc4 = methods.old || methods.use(QPDF::e_rc4);
    if (header != 0) {
        result.defect = "prefixed";
    } else if (damaged) {
        result.defect = "damaged";
    } else if (is_hybrid(text)) {
        result.defect = "hybrid";
    } else if (result.uses_rc4) {
        result.defect = "rc4";
    }
    result.is_signed = carries_signatures(*file.qpdf) || names_permissions(*file.qpdf);
    // Where the form may not be what it was, the bytes count as well: what is signed is never rewritten.
    if (!result.defect.empty() && !result.is_signed) result.is_signed = text.find("/ByteRange") != std::string_view::npos;
    result.qpdf = std::move(file.qpdf);
    return result;
}

PlannedEncryption encryption_of(QPDF& qpdf) {
    const auto cipher = [](Method method) {
        return method == QPDF::e_aes ? Cipher::Aes128 : method == QPDF::e_aesv3 ? Cipher::Aes256 : Cipher::None;
    };
    const Methods methods = methods_of(qpdf);
    PlannedEncryption encryption{cipher(methods.strings), cipher(methods.streams), {}};
    if (encryption.strings != Cipher::None || encryption.streams != Cipher::None)
        encryption.key = to_hex(bytes_of(qpdf.getEncryptionKey()));
    return encryption;
}

}  // namespace quillport::pdf
