#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "quillport/core/format.hpp"
#include "quillport/formats/recognise.hpp"
#include "quillport/runtime/file.hpp"

using namespace quillport;
using namespace quillport::formats;
using namespace std::string_literals;

namespace {

Format format_of(const std::string& bytes) { return recognise(bytes_of(bytes)).format; }

std::string inside(const std::string& bytes) {
    const Recognised found = recognise(bytes_of(bytes));
    REQUIRE(found.offset + found.size <= bytes.size());
    return bytes.substr(found.offset, found.size);
}

Bytes printed(const std::string& name) {
    auto read = runtime::read_file(QUILLPORT_SOURCE_DIR "/tests/corpus/print/" + name);
    REQUIRE(read.ok());
    return std::move(read).value();
}

}  // namespace

TEST_CASE("every document of the corpus is recognised by its bytes", "[formats][recognise]") {
    const std::vector<std::pair<const char*, Format>> documents = {
        {"Contract.pdf", Format::Pdf},       {"encuser.pdf", Format::Pdf}, {"hand.ps", Format::PostScript},
        {"pscript5.ps", Format::PostScript}, {"hand.xps", Format::Xps},    {"base.docx", Format::Docx},
        {"base.odt", Format::Odt},           {"base.html", Format::Html},  {"plain.txt", Format::Text},
        {"base.doc", Format::Doc},           {"base.rtf", Format::Rtf},    {"sheet.xlsx", Format::Xlsx},
        {"sheet.ods", Format::Ods},          {"sheet.xls", Format::Xls},   {"slides.pptx", Format::Pptx},
        {"slides.odp", Format::Odp},         {"scan.tif", Format::Tiff},   {"scan.jpg", Format::Jpeg},
        {"scan.png", Format::Png},
    };
    for (const auto& [name, format] : documents) {
        CAPTURE(name);
        const Bytes document = printed(name);
        const Recognised found = recognise(document);
        CHECK(row_of(found.format).name == row_of(format).name);
        CHECK(found.offset == 0);
        CHECK(found.size == document.size());
    }
    CHECK(recognise(printed("plain.txt")).charset == "UTF-8");
    CHECK(recognise(printed("plain1250.txt")).charset == "windows-1250");
}

TEST_CASE("languages of printers are told apart", "[formats][recognise]") {
    CHECK(format_of("\x1b"
                    "E\x1b&l0O\x1b(10Utext") == Format::Pcl);
    CHECK(format_of("\x1b&l26A") == Format::Pcl);
    CHECK(format_of(") HP-PCL XL;3;0;Comment") == Format::PclXl);
    CHECK(format_of("\x1b@\x1bk\1text") == Format::PrinterCodes);
    CHECK(format_of("^XA^FO50,50^FDtext^FS^XZ") == Format::Zpl);
    CHECK(format_of("CT~~CD,~CC^~CT~\n^XA~TA000^XZ") == Format::Zpl);
    CHECK(format_of("~DGR:SAMPLE.GRF,00080,010,FF\n^XA^XZ") == Format::Zpl);
    CHECK(format_of("\x1b%-12345X@PJL JOB\r\n@PJL ENTER LANGUAGE=PCL\r\n\x1b"
                    "E text") == Format::Pcl);
    CHECK(format_of("\x1b%-12345X@PJL enter language = pclxl \r\n) HP-PCL XL;2;0") == Format::PclXl);
    CHECK(format_of("RaS2"s + std::string(2000, '\0')) == Format::PwgRaster);
    CHECK(format_of("UNIRAST\0\0\0\0\1"s) == Format::Urf);
}

TEST_CASE("what a driver wraps around a document is taken away", "[formats][recognise]") {
    const std::string page = "%!PS-Adobe-3.0\nshowpage\n%%EOF\n", exit = "\x1b%-12345X";
    CHECK(inside(exit + "@PJL JOB NAME=\"%!PS\"\r\n@PJL ENTER LANGUAGE=POSTSCRIPT\r\n" + page + exit + "@PJL EOJ\r\n" + exit) ==
          page);
    CHECK(inside("\x04" + page) == page);
    CHECK(inside("@PJL SET X=1\n" + exit + "@PJL ENTER LANGUAGE = PostScript \n\x04" + page) == page);
    CHECK(recognise(bytes_of(exit + page)).format == Format::PostScript);
    const std::string pdf = "%PDF-1.7\n%%EOF\n";
    CHECK(inside(exit + "@PJL ENTER LANGUAGE=PDF\n" + pdf + exit) == pdf);
    CHECK(recognise(bytes_of("prefix\n" + pdf)).format == Format::Pdf);
    CHECK(inside("prefix\n" + pdf) == "prefix\n" + pdf);  // byte for byte as it came
    const std::string eps = "\xc5\xd0\xd3\xc6\x1e\0\0\0\x1e\0\0\0"s + std::string(18, '\0') + page + "WMF preview";
    CHECK(inside(eps) == page);
    // Neither lies nor halves lead outside.
    CHECK(inside("\xc5\xd0\xd3\xc6\xff\xff\xff\xff\xff\xff\xff\xff"s + std::string(40, 'x')).size() == 52);
    CHECK(format_of(exit) == Format::Unknown);
    CHECK(format_of(exit + "@PJL ENTER LANGUAGE=POSTSCRIPT\n") == Format::Unknown);
}

TEST_CASE("streams of a compound file tell what it is", "[formats][recognise]") {
    const auto with_stream = [](const std::string& name) {
        std::string entry;
        for (const char c : name) entry += std::string{c, '\0'};
        const auto length = static_cast<char>(entry.size() + 2);
        entry.resize(64);
        entry += std::string{length, '\0', '\2'};
        entry.resize(128);
        std::string file = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
        file.resize(512 + 128);
        return file + entry;
    };
    CHECK(format_of(with_stream("WordDocument")) == Format::Doc);
    CHECK(format_of(with_stream("Workbook")) == Format::Xls);
    CHECK(format_of(with_stream("PowerPoint Document")) == Format::Ppt);
    CHECK(format_of(with_stream("EncryptedPackage")) == Format::LockedOffice);
    CHECK(format_of(with_stream("Contents")) == Format::Unknown);
}

TEST_CASE("a name or a type inside does not make a document something else", "[formats][recognise]") {
    CHECK(format_of("PK\x03\x04 word/document.xml [Content_Types].xml") == Format::Unknown);
    CHECK(format_of("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"s + std::string(4096, '\0')) == Format::Unknown);
    CHECK(format_of("<p>a paragraph</p>") == Format::Text);
    CHECK(format_of("<!-- made by us --><!DOCTYPE html><title>x</title>") == Format::Html);
    CHECK(format_of("<?xml version=\"1.0\"?>\n<html xmlns=\"x\"/>") == Format::Html);
    CHECK(format_of("<?xml version=\"1.0\"?><invoice/>") == Format::Text);
    CHECK(format_of("") == Format::Unknown);
    CHECK(format_of("\x7f"
                    "ELF\2\1\1"s +
                    std::string(100, '\0')) == Format::Unknown);
}

TEST_CASE("whatever is cut off or changed is still looked at within its bounds", "[formats][recognise]") {
    for (const char* name : {"base.odt", "base.docx", "sheet.xls", "hand.xps", "hand.ps"}) {
        const Bytes document = printed(name);
        for (std::size_t size = 0; size < document.size(); size += 1 + size / 16) {
            const Recognised found = recognise(BytesView(document).first(size));
            REQUIRE(found.offset + found.size <= size);
        }
        for (std::size_t at = 0; at < std::min<std::size_t>(document.size(), 3000); at += 7) {
            Bytes changed = document;
            changed[at] = std::byte{0xff};
            const Recognised found = recognise(changed);
            REQUIRE(found.offset + found.size <= changed.size());
        }
    }
}

TEST_CASE("each format has one row, a name of its own, and what is refused has its sentence", "[formats]") {
    for (const FormatRow& row : format_table()) {
        CHECK(&row_of(row.format) == &row);
        CHECK(format_named(row.name) == row.format);
        CHECK((row.by == Conversion::Refused) == !row.refusal.empty());
    }
    CHECK_FALSE(format_named("nonsense").has_value());
}
