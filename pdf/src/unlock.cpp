#include "quillport/pdf/unlock.hpp"

#include <exception>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDFWriter.hh>
#include <qpdf/QUtil.hh>

#include "foreign_file.hpp"

namespace quillport::pdf {
namespace {

Error refusal(const char* key, std::string what) { return {ErrorCode::Unsupported, std::move(what), key}; }

/// False when no password of the world helps: the file is encrypted for certificates or by a method of its own.
bool asks_for_password(BytesView pdf) {
    try {
        QPDF qpdf;
        qpdf.setSuppressWarnings(true);
        qpdf.processMemoryFile("document", reinterpret_cast<const char*>(pdf.data()), pdf.size());
        return true;
    } catch (const QPDFExc& problem) {
        return problem.getErrorCode() == qpdf_e_password;
    }
}

Result<ForeignFile> opened(BytesView pdf, const std::string& password) {
    auto file = open_foreign(pdf, password);
    if (password.empty()) return file;
    for (const std::string& other : QUtil::possible_repaired_encodings(password)) {
        if (file.ok() || file.error().detail != "encrypted") break;
        file = open_foreign(pdf, other);
    }
    return file;
}

UnlockedPdf written(ForeignFile& file) {
    QPDF& qpdf = *file.qpdf;
    UnlockedPdf result;
    // Tags are erased (bit 4) and fields are added (bit 6).
    result.restricted = !qpdf.ownerPasswordMatched() && !(qpdf.allowModifyOther() && qpdf.allowModifyAnnotation());
    QPDFWriter writer(qpdf);
    writer.setOutputMemory();
    writer.setPreserveEncryption(false);
    writer.setStreamDataMode(qpdf_s_preserve);
    writer.write();
    const std::unique_ptr<Buffer> buffer(writer.getBuffer());
    result.pdf = copy_of(std::string_view(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()));
    return result;
}

}  // namespace

Result<UnlockedPdf> unlock(BytesView pdf, const std::string& password) {
    try {
        auto file = opened(pdf, password);
        if (!file.ok() && file.error().detail == "encrypted" && !asks_for_password(pdf))
            return refusal("encryption_unknown", "no password opens this encryption");
        if (!file.ok()) return std::move(file).error();
        if (file.value().is_signed) return refusal("signed", "what is signed is not rewritten");
        return written(file.value());
    } catch (const std::exception& problem) {
        return refusal("damaged", std::string("the file cannot be opened: ") + problem.what());
    }
}

}  // namespace quillport::pdf
