#include "archive_metadata.hpp"

#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>

#include "drawing.hpp"
#include "quillport/core/markup.hpp"
#include "srgb_profile.hpp"
#include "syntax.hpp"

namespace quillport::pdf {
namespace {

using Handle = QPDFObjectHandle;

constexpr const char* kProgram = "Quillport";

// "2026-11-23T14:05:09Z": as exact as the dates of /Info.
std::string xmp_date(TimePoint when) { return to_rfc3339(when).substr(0, 19) + "Z"; }

std::string property(const std::string& name, const std::string& value) {
    return "   <" + name + ">" + value + "</" + name + ">\n";
}

// One packet, readable as it stands (ISO 16684-1 §7; ISO 19005-3 §6.6.2, §6.6.4).
std::string xmp(const std::string& title, const std::string& author, const Report& report, const ReportArchive& archive) {
    const std::string date = xmp_date(archive.created);
    std::string out =
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "  <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
        "    xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
        "    xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n";
    out += property("pdfaid:part", "3") + property("pdfaid:conformance", "B");
    out += property("dc:format", "application/pdf");
    out += property("dc:title", "<rdf:Alt><rdf:li xml:lang=\"x-default\">" + escaped_markup(title) + "</rdf:li></rdf:Alt>");
    out += property("dc:creator", "<rdf:Seq><rdf:li>" + escaped_markup(author) + "</rdf:li></rdf:Seq>");
    out += property("dc:language", "<rdf:Bag><rdf:li>" + escaped_markup(report.language) + "</rdf:li></rdf:Bag>");
    out += property("xmp:CreateDate", date) + property("xmp:ModifyDate", date) + property("xmp:MetadataDate", date);
    out += property("xmp:CreatorTool", kProgram) + property("pdf:Producer", kProgram);
    return out + "  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n";
}

// What XML and PDF strings can both say.
std::string plain(const std::string& text) {
    std::string out = syntax::clean_text(text);
    for (char& c : out) {
        if (c == '\n') c = ' ';
    }
    return out;
}

void add_information(QPDF& pdf, const Report& report, const ReportArchive& archive) {
    const std::string title = plain(report.subtitle.empty() ? report.title : report.title + ": " + report.subtitle);
    const std::string author = plain(archive.author);
    Handle metadata = Handle::newStream(&pdf, xmp(title, author, report, archive));
    metadata.getDict().replaceKey("/Type", Handle::newName("/Metadata"));
    metadata.getDict().replaceKey("/Subtype", Handle::newName("/XML"));
    pdf.getRoot().replaceKey("/Metadata", metadata);

    const Handle date = Handle::newString(to_pdf_date(archive.created));
    Handle info = Handle::newDictionary();
    info.replaceKey("/Title", Handle::newUnicodeString(title));
    info.replaceKey("/Author", Handle::newUnicodeString(author));
    info.replaceKey("/Creator", Handle::newString(kProgram));
    info.replaceKey("/Producer", Handle::newString(kProgram));
    info.replaceKey("/CreationDate", date);
    info.replaceKey("/ModDate", date);
    pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(info));
}

// ISO 32000-1 §14.11.5; ISO 19005-3 §6.2.3.
void add_output_intent(QPDF& pdf) {
    Handle profile = Handle::newStream(&pdf, srgb_profile());
    profile.getDict().replaceKey("/N", Handle::newInteger(3));
    profile.getDict().replaceKey("/Alternate", Handle::newName("/DeviceRGB"));
    Handle intent =
        Handle::parse("<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB, IEC 61966-2-1) >>");
    intent.replaceKey("/DestOutputProfile", profile);
    Handle list = Handle::newArray();
    list.appendItem(pdf.makeIndirectObject(intent));
    pdf.getRoot().replaceKey("/OutputIntents", list);
}

// ISO 32000-1 §7.11.4; ISO 19005-3 §6.8 and annex E.
void attach(QPDF& pdf, const ReportArchive& archive) {
    const ReportAttachment& attachment = archive.attachment;
    auto stream = QPDFEFStreamObjectHelper::createEFStream(pdf, std::string(text_of(attachment.data)));
    stream.setSubtype(attachment.media_type)
        .setCreationDate(to_pdf_date(archive.created))
        .setModDate(to_pdf_date(archive.created));
    auto file = QPDFFileSpecObjectHelper::createFileSpec(pdf, attachment.name, stream);
    file.setDescription(attachment.description);
    Handle specification = file.getObjectHandle();
    specification.replaceKey("/AFRelationship", Handle::newName("/Data"));
    QPDFEmbeddedFileDocumentHelper(pdf).replaceEmbeddedFile(attachment.name, file);
    Handle associated = Handle::newArray();
    associated.appendItem(specification);
    pdf.getRoot().replaceKey("/AF", associated);
}

// What Cairo writes otherwise: pictures that the reader smooths (§6.2.8), TrueType fonts that leave their map of glyphs to the
// default (§6.2.11.3.2).
void keep_to_the_rules(QPDF& pdf) {
    for (Handle& object : pdf.getAllObjects()) {
        if (object.isStream() && object.getDict().hasKey("/Interpolate")) object.getDict().removeKey("/Interpolate");
        if (object.isDictionaryOfType("/Font", "/CIDFontType2") && !object.hasKey("/CIDToGIDMap")) {
            object.replaceKey("/CIDToGIDMap", Handle::newName("/Identity"));
        }
    }
}

}  // namespace

void add_archive_metadata(QPDF& pdf, const Report& report, const ReportArchive& archive) {
    keep_to_the_rules(pdf);
    add_information(pdf, report, archive);
    add_output_intent(pdf);
    attach(pdf, archive);
    pdf.getRoot().replaceKey("/Lang", Handle::newString(report.language));
    pdf.getRoot().replaceKey("/ViewerPreferences", Handle::parse("<< /DisplayDocTitle true >>"));
}

}  // namespace quillport::pdf
