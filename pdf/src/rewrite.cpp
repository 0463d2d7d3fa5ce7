#include <exception>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDFWriter.hh>
#include <qpdf/QUtil.hh>

#include "foreign_file.hpp"
#include "quillport/pdf/foreign_plan.hpp"
#include "quillport/runtime/random.hpp"

namespace quillport::pdf {
namespace {

// Table 22 of ISO 32000-1 has two bits for printing.
qpdf_r3_print_e printing(QPDF& qpdf) {
    if (qpdf.allowPrintHighRes()) return qpdf_r3p_full;
    return qpdf.allowPrintLowRes() ? qpdf_r3p_low : qpdf_r3p_none;
}

// Who could open it before can open it afterwards. The owner's password is known only when it was given; else nobody has it.
void encrypt_anew(QPDF& qpdf, QPDFWriter& writer, const std::string& password) {
    runtime::SystemRandom random;
    const std::string owner = qpdf.ownerPasswordMatched() ? password : to_hex(random.bytes(32));
    const std::string user = QUtil::pdf_doc_to_utf8(qpdf.getTrimmedUserPassword());  // R6 wants UTF-8
    writer.setR6EncryptionParameters(user.c_str(), owner.c_str(), qpdf.allowAccessibility(), qpdf.allowExtractAll(),
                                     qpdf.allowModifyAssembly(), qpdf.allowModifyAnnotation(), qpdf.allowModifyForm(),
                                     qpdf.allowModifyOther(), printing(qpdf), true);
}

Bytes written(ForeignFile& file, const std::string& password) {
    QPDFWriter writer(*file.qpdf);
    writer.setOutputMemory();
    writer.setObjectStreamMode(qpdf_o_disable);
    writer.setStreamDataMode(qpdf_s_preserve);
    writer.setNewlineBeforeEndstream(true);
    if (file.uses_rc4) encrypt_anew(*file.qpdf, writer, password);
    writer.write();
    const std::unique_ptr<Buffer> buffer(writer.getBuffer());
    return copy_of(std::string_view(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()));
}

}  // namespace

Result<Bytes> rewrite_clean(BytesView pdf, const std::string& password) {
    auto file = open_foreign(pdf, password);
    if (!file.ok()) return std::move(file).error();
    if (file.value().is_signed) return Error{ErrorCode::Unsupported, "what is signed is not rewritten", "signed"};
    try {
        return written(file.value(), password);
    } catch (const std::exception& problem) {
        return Error{ErrorCode::Unsupported, std::string("the file cannot be written anew: ") + problem.what(), "damaged"};
    }
}

}  // namespace quillport::pdf
