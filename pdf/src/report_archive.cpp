#include <exception>
#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>
#include <string>

#include "archive_metadata.hpp"
#include "plan_reader.hpp"
#include "quillport/pdf/report.hpp"
#include "report_layout.hpp"
#include "syntax.hpp"

namespace quillport::pdf {
namespace {

using Handle = QPDFObjectHandle;

constexpr const char* kSealName = "quillport_seal";
constexpr int kFinal = 1;  // /P of DocMDP

void open(QPDF& pdf, std::string_view file) {
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("report", file.data(), file.size());
}

// The form has no /DR: its one appearance brings its own fonts, and others that are not embedded would be against PDF/A.
Handle add_seal(QPDF& pdf, const LaidOutReport& drawn, const ReportArchive& archive) {
    Handle page = pdf.getAllPages().at(static_cast<std::size_t>(drawn.seal_page - 1));
    Handle field = pdf.makeIndirectObject(
        Handle::parse(&pdf, "<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /T " + syntax::text_string(kSealName) + " /TU " +
                                syntax::text_string("Seal of " + archive.author) + " /Rect " + syntax::rectangle(drawn.seal) +
                                " /P " + page.unparse() + " >>"));
    const auto list = [&] {
        Handle array = Handle::newArray();
        array.appendItem(field);
        return pdf.makeIndirectObject(array);
    };
    page.replaceKey("/Annots", list());
    Handle form = Handle::parse("<< /SigFlags 3 >>");
    form.replaceKey("/Fields", list());
    pdf.getRoot().replaceKey("/AcroForm", pdf.makeIndirectObject(form));
    return field;
}

PlannedField planned(const LaidOutReport& drawn, int object) {
    PlannedField seal;
    seal.name = kSealName;
    seal.type = FieldType::Seal;
    seal.object = object;
    seal.box = drawn.seal;
    seal.carries_signature = true;
    seal.certify = kFinal;
    return seal;
}

PreparedPdf written(QPDF& pdf, const Handle& field, const LaidOutReport& drawn) {
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setObjectStreamMode(qpdf_o_disable);
    writer.setStreamDataMode(qpdf_s_compress);  // metadata stays readable all the same
    writer.setNewlineBeforeEndstream(true);
    writer.setMinimumPDFVersion("1.7");
    writer.setDeterministicID(true);
    writer.write();
    const std::unique_ptr<Buffer> buffer(writer.getBuffer());
    PreparedPdf result;
    result.pdf = copy_of(std::string_view(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()));
    PlannedField seal = planned(drawn, writer.getRenumberedObjGen(field.getObjGen()).getObj());
    QPDF again;
    open(again, text_of(result.pdf));
    read_plan_frame(again, result.pdf, result.plan);
    read_plan_page(again.getAllPages().at(0), result.plan);
    seal.entries = entries_of(again.getObjectByID(seal.object, 0));
    result.plan.certification_field = seal.name;
    result.plan.fields.push_back(std::move(seal));
    return result;
}

}  // namespace

Result<PreparedPdf> archive_report(const Report& report, const ReportArchive& archive) {
    const auto drawn = lay_out(report);
    if (!drawn.ok()) return drawn.error();
    if (drawn.value().seal_page == 0) return Error{ErrorCode::InvalidInput, "the report has no room for a seal", {}};
    try {
        QPDF pdf;
        open(pdf, drawn.value().pdf);
        add_archive_metadata(pdf, report, archive);
        const Handle field = add_seal(pdf, drawn.value(), archive);
        return written(pdf, field, drawn.value());
    } catch (const std::exception& problem) {
        return Error{ErrorCode::Internal, std::string("the report could not be archived: ") + problem.what(), {}};
    }
}

}  // namespace quillport::pdf
