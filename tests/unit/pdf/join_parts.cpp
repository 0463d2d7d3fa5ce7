#include <catch2/catch.hpp>

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "quillport/pdf/document.hpp"
#include "quillport/pdf/form_fields.hpp"
#include "quillport/pdf/join.hpp"

using namespace quillport;
using namespace quillport::pdf;
using Handle = QPDFObjectHandle;

namespace {

/// A small document whose parts a test adds by hand.
class Sheet {
  public:
    explicit Sheet(const std::string& text, double width = 595) {
        qpdf_.emptyPDF();
        Handle page = Handle::parse(
            "<< /Type /Page /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>");
        page.replaceKey("/MediaBox", Handle::parse("[ 0 0 " + std::to_string(width) + " 842 ]"));
        page.replaceKey("/Contents", Handle::newStream(&qpdf_, "BT /F 12 Tf 72 700 Td (" + text + ") Tj ET"));
        qpdf_.addPage(qpdf_.makeIndirectObject(page), false);
    }
    Handle root() { return qpdf_.getRoot(); }
    Handle page() { return qpdf_.getAllPages().at(0); }
    Handle add(const std::string& object) { return qpdf_.makeIndirectObject(Handle::parse(object)); }
    QPDF& qpdf() { return qpdf_; }

    void field(const std::string& name) {
        Handle field = add("<< /FT /Tx /Type /Annot /Subtype /Widget /Rect [ 72 600 200 620 ] /F 4 /DA (/Helv 10 Tf 0 g) >>");
        field.replaceKey("/T", Handle::newString(name));
        page().replaceKey("/Annots", Handle::newArray({field}));
        root().replaceKey("/AcroForm", Handle::parse("<< /DA (/Helv 9 Tf 0 g) /DR << /Font << >> >> >>"));
        root().getKey("/AcroForm").replaceKey("/Fields", Handle::newArray({field}));
    }
    Bytes bytes() {
        QPDFWriter writer(qpdf_);
        writer.setOutputMemory();
        writer.setStaticID(true);
        writer.write();
        const std::unique_ptr<Buffer> buffer(writer.getBuffer());
        return copy_of(std::string_view(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()));
    }

  private:
    QPDF qpdf_;
};

/// A joined file, opened by libqpdf.
struct Opened {
    explicit Opened(const std::vector<Bytes>& sheets) {
        std::vector<JoinPart> parts;
        for (const Bytes& sheet : sheets) parts.push_back({sheet, "part_" + std::to_string(parts.size() + 1)});
        auto joined = join(parts);
        INFO((joined.ok() ? "" : joined.error().what + joined.error().detail));
        REQUIRE(joined.ok());
        file = joined.value();
        qpdf.processMemoryFile("joined", reinterpret_cast<const char*>(file.data()), file.size());
        CHECK_FALSE(qpdf.anyWarnings());
    }
    Bytes file;
    QPDF qpdf;
};

}  // namespace

TEST_CASE("joined documents have the pages of all, each as it was", "[pdf][join]") {
    Opened joined({Sheet("one").bytes(), Sheet("two", 842).bytes(), Sheet("three").bytes()});
    std::vector<Handle> pages = joined.qpdf.getAllPages();
    REQUIRE(pages.size() == 3);
    auto document = Document::open(joined.file);
    REQUIRE(document.ok());
    CHECK(document.value().page_size(2).width == 842);
    const std::vector<std::string> words = {"one", "two", "three"};
    for (std::size_t i = 0; i < words.size(); ++i) {
        Handle page = pages[i];
        const auto data = page.getKey("/Contents").getStreamData();
        const std::string content(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
        CHECK(content.find("(" + words[i] + ")") != std::string::npos);
    }
}

TEST_CASE("fields of equal names in two documents stay two fields", "[pdf][join]") {
    Sheet one("one"), two("two");
    one.field("name");
    two.field("name");
    Opened joined({one.bytes(), two.bytes()});
    auto document = Document::open(joined.file);
    REQUIRE(document.ok());
    std::vector<std::pair<std::string, int>> fields;
    for (const FormField& field : read_form_fields(document.value()).fields) fields.emplace_back(field.name, field.page);
    CHECK(fields == std::vector<std::pair<std::string, int>>{{"part_1.name", 1}, {"part_2.name", 2}});
    // What a field inherits from its form stays what it was.
    Handle group = joined.qpdf.getRoot().getKey("/AcroForm").getKey("/Fields").getArrayItem(1);
    CHECK(group.getKey("/DA").getStringValue() == "/Helv 9 Tf 0 g");
}

TEST_CASE("a layer that is switched off in its document stays off", "[pdf][join]") {
    Sheet one("one"), two("two");
    Handle hidden = two.add("<< /Type /OCG /Name (hidden) >>");
    Handle seen = two.add("<< /Type /OCG /Name (seen) >>");
    Handle properties = Handle::parse("<< /D << /BaseState /OFF >> >>");
    properties.replaceKey("/OCGs", Handle::newArray({hidden, seen}));
    properties.getKey("/D").replaceKey("/ON", Handle::newArray({seen}));
    two.root().replaceKey("/OCProperties", properties);
    Handle resources = two.page().getKey("/Resources");
    resources.replaceKey("/Properties", Handle::newDictionary({{"/H", hidden}, {"/S", seen}}));
    Opened joined({one.bytes(), two.bytes()});
    Handle made = joined.qpdf.getRoot().getKey("/OCProperties");
    REQUIRE(made.getKey("/OCGs").getArrayNItems() == 2);
    Handle off = made.getKey("/D").getKey("/OFF");
    REQUIRE(off.getArrayNItems() == 1);
    CHECK(off.getArrayItem(0).getKey("/Name").getStringValue() == "hidden");
    // The page speaks of the very same layers.
    Handle on_page = std::vector<Handle>(joined.qpdf.getAllPages()).at(1).getKey("/Resources").getKey("/Properties").getKey("/H");
    CHECK(on_page.getObjGen() == off.getArrayItem(0).getObjGen());
}

TEST_CASE("files attached to each document stay, also when they have one name", "[pdf][join]") {
    const auto with_file = [](const std::string& content) {
        Sheet sheet(content);
        auto stream = QPDFEFStreamObjectHelper::createEFStream(sheet.qpdf(), content);
        auto specification = QPDFFileSpecObjectHelper::createFileSpec(sheet.qpdf(), "invoice.xml", stream);
        QPDFEmbeddedFileDocumentHelper(sheet.qpdf()).replaceEmbeddedFile("invoice.xml", specification);
        sheet.root().replaceKey("/AF", Handle::newArray({specification.getObjectHandle()}));
        return sheet.bytes();
    };
    Opened joined({with_file("first"), with_file("second")});
    CHECK(QPDFEmbeddedFileDocumentHelper(joined.qpdf).getEmbeddedFiles().size() == 2);
    CHECK(joined.qpdf.getRoot().getKey("/AF").getArrayNItems() == 2);
}

TEST_CASE("a file says that it is PDF/A only when every part did", "[pdf][join]") {
    const auto archival = [](const std::string& text) {
        Sheet sheet(text);
        sheet.root().replaceKey("/Metadata",
                                Handle::newStream(&sheet.qpdf(), "<x xmlns:pdfaid='http://www.aiim.org/pdfa/ns/id/'/>"));
        return sheet.bytes();
    };
    CHECK(Opened({archival("a"), archival("b")}).qpdf.getRoot().hasKey("/Metadata"));
    CHECK_FALSE(Opened({archival("a"), Sheet("b").bytes()}).qpdf.getRoot().hasKey("/Metadata"));
}

TEST_CASE("what is encrypted, signed or no document is not joined", "[pdf][join]") {
    const Bytes plain = Sheet("plain").bytes();
    const auto detail = [&](const Bytes& other) {
        const auto refused = join({{plain, "a"}, {other, "b"}});
        REQUIRE_FALSE(refused.ok());
        return refused.error().detail;
    };
    CHECK(detail(copy_of("nothing")) == "not_pdf");
    Sheet with_signature("signed");
    with_signature.field("sig");
    Handle field = with_signature.page().getKey("/Annots").getArrayItem(0);
    field.replaceKey("/FT", Handle::newName("/Sig"));
    field.replaceKey("/V", with_signature.add("<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [ 0 1 2 3 ] /Contents <00> >>"));
    CHECK(detail(with_signature.bytes()) == "signed");
    Sheet secret("secret");
    QPDFWriter writer(secret.qpdf());
    writer.setOutputMemory();
    writer.setR6EncryptionParameters("", "owner", true, true, true, true, true, true, qpdf_r3p_full, true);
    writer.write();
    const std::unique_ptr<Buffer> buffer(writer.getBuffer());
    CHECK(detail(copy_of(std::string_view(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()))) ==
          "encrypted");
    CHECK_FALSE(join({{plain, "a"}}).ok());
    CHECK_FALSE(join({{plain, "a.b"}, {plain, "c"}}).ok());
}
