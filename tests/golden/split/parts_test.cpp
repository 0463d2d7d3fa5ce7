// Prints with many documents, made by ReportLab and LibreOffice, taken apart by the worker and judged by qpdf and pdftotext.
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <set>

#include "quillport/runtime/file.hpp"
#include "quillport/worker/client.hpp"
#include "tools.hpp"

using namespace quillport;
using namespace quillport::worker;
using test::run_tool;

namespace {

using Parts = std::vector<TakenApart::Part>;

const std::string kCorpus = QUILLPORT_SOURCE_DIR "/tests/corpus/split/";

Client& client() {
    static Client one(QUILLPORT_BINARY_DIR "/bin/quillport-worker",
                      {.wall = std::chrono::seconds(60), .memory = std::uint64_t{2} << 30U});
    return one;  // a sanitizer keeps what is freed for a while
}

Bytes file(const std::string& name) { return runtime::read_file(kCorpus + name).value(); }

std::vector<int> tag_pages(const Bytes& pdf) {
    const auto found = client().inspect(pdf);
    REQUIRE(found.ok());
    std::vector<int> pages;
    for (const Tag& tag : found.value().found.tags)
        if (tag.kind == TagKind::Split) pages.push_back(tag.page);
    return pages;
}

TakenApart apart(const Bytes& pdf, const std::string& rule, const std::vector<int>& tags = {}) {
    auto done = client().split(pdf, parse_split_rule(rule).value(), tags);
    if (!done.ok()) FAIL(done.error().what << " " << done.error().detail);
    return std::move(done).value();
}

/// "1-3" of every part.
std::vector<std::string> ranges(const TakenApart& print) {
    std::vector<std::string> out;
    for (const auto& part : print.parts) out.push_back(std::to_string(part.pages.first) + "-" + std::to_string(part.pages.last));
    return out;
}

std::string text_of_file(const std::filesystem::path& path) { return run_tool({"pdftotext", "-raw", path, "-"}).output; }

/// What the judges must find in each part: nothing wrong, its pages, and all text of the source in all of them together.
void judge(const Bytes& source, const Parts& parts, std::uintmax_t& together) {
    test::TemporaryFolder folder;
    std::string text;
    together = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto path = folder / (std::to_string(i) + ".pdf");
        REQUIRE(runtime::write_durably(path, parts[i].pdf).ok());
        together += parts[i].pdf.size();
        const auto checked = run_tool({"qpdf", "--check", path});
        INFO(i << ": " << checked.output);
        REQUIRE(checked.exit_code == 0);
        REQUIRE(std::stoi(run_tool({"qpdf", "--show-npages", path}).output) == parts[i].pages.last - parts[i].pages.first + 1);
        text += text_of_file(path);
    }
    const auto whole = folder / "whole.pdf";
    REQUIRE(runtime::write_durably(whole, source).ok());
    CHECK(text == text_of_file(whole));
}

/// Every tag with its page in the source.
std::multiset<std::string> tags_in(const Bytes& pdf, int pages_before) {
    const auto found = client().inspect(pdf);
    REQUIRE(found.ok());
    CHECK(found.value().found.problems.empty());
    std::multiset<std::string> tags;
    for (const Tag& tag : found.value().found.tags)
        if (tag.source == TagSource::Text) tags.insert(std::to_string(tag.page + pages_before) + " " + tag.text);
    return tags;
}

}  // namespace

TEST_CASE("an ERP print of 60 invoices falls into 60 documents, by every rule that fits", "[split][golden]") {
    const Bytes source = file("erp60.pdf");
    const std::vector<int> tags = tag_pages(source);
    REQUIRE(tags.size() == 60);
    const TakenApart by_tag = apart(source, "tag", tags);
    REQUIRE(by_tag.parts.size() == 60);
    CHECK(by_tag.parts[0].pages.last == 3);
    CHECK(by_tag.parts[59].pages.last == 200);
    std::uintmax_t together = 0;
    judge(source, by_tag.parts, together);

    const TakenApart by_number = apart(source, "page-one");
    const TakenApart by_bookmark = apart(source, "bookmark");
    const TakenApart by_text = apart(source, "text:Invoice No\\. (\\d{4}-\\d{4})");
    for (const TakenApart* other : {&by_number, &by_bookmark, &by_text}) CHECK(ranges(*other) == ranges(by_tag));
    CHECK(by_bookmark.parts[16].pages.title == "Invoice 2026-0017");
    CHECK(by_text.parts[16].pages.key == "2026-0017");
    CHECK(by_text.parts[16].pages.title == "Invoice No. 2026-0017");

    SECTION("tags in the parts are the tags of the source") {
        std::multiset<std::string> in_parts;
        for (const auto& part : by_tag.parts) in_parts.merge(tags_in(part.pdf, part.pages.first - 1));
        CHECK(in_parts == tags_in(source, 0));
        // Roles are counted anew in each: {{sig}} is always the first party's.
        const auto last = client().inspect(by_tag.parts[59].pdf);
        CHECK(std::none_of(last.value().found.tags.begin(), last.value().found.tags.end(),
                           [](const Tag& tag) { return tag.role == "60"; }));
    }
    SECTION("the same print gives the same documents") {
        const TakenApart again = apart(source, "tag", tags);
        for (std::size_t i = 0; i < 60; ++i) CHECK(again.parts[i].pdf == by_tag.parts[i].pdf);
    }
}

TEST_CASE("parts are no larger than those that qpdf writes", "[split][golden]") {
    const Bytes source = file("erp60.pdf");
    test::TemporaryFolder folder;
    std::uintmax_t theirs = 0, ours = 0;
    REQUIRE(
        run_tool({"qpdf", "--split-pages=4", "--object-streams=disable", kCorpus + "erp60.pdf", folder / "q.pdf"}).exit_code ==
        0);
    for (const auto& entry : std::filesystem::directory_iterator((folder / "q.pdf").parent_path())) theirs += entry.file_size();
    const TakenApart print = apart(source, "pages:4");
    REQUIRE(print.parts.size() == 50);
    judge(source, print.parts, ours);
    // Bookmarks and metadata, which qpdf leaves out, are some hundred bytes a part.
    CHECK(ours < theirs + 50 * 2500);
    WARN("parts of 4 pages: " << ours << " bytes, qpdf " << theirs << ", source " << source.size());
}

TEST_CASE("40 letters of a word processor fall into 40 documents", "[split][golden]") {
    const Bytes source = file("letters40.pdf");
    const TakenApart by_tag = apart(source, "tag", tag_pages(source));
    REQUIRE(by_tag.parts.size() == 40);
    std::uintmax_t together = 0;
    judge(source, by_tag.parts, together);
    CHECK(ranges(apart(source, "bookmark")) == ranges(by_tag));
    CHECK(ranges(apart(source, "page-one")) == ranges(by_tag));
    const TakenApart by_key = apart(source, "text:Reference: (AB-\\d+)");
    REQUIRE(by_key.parts.size() == 21);
    CHECK(by_key.parts[1].pages.key == "AB-1");
    CHECK(by_key.parts[1].pages.last == 6);
}

TEST_CASE("scans are told apart by empty pages, patch sheets and codes", "[split][golden]") {
    const TakenApart blank = apart(file("scan_blank.pdf"), "blank");
    CHECK(ranges(blank) == std::vector<std::string>{"1-2", "4-4", "7-7"});
    CHECK(blank.separators == std::vector<int>{3, 5, 6, 8});
    const TakenApart patch = apart(file("scan_codes.pdf"), "qr");
    CHECK(ranges(patch) == std::vector<std::string>{"2-3", "5-5"});
    CHECK(patch.separators == std::vector<int>{1, 4});
    const TakenApart keys = apart(file("scan_keys.pdf"), "qr:DOC-(\\d+)");
    CHECK(ranges(keys) == std::vector<std::string>{"1-2", "3-4", "5-6"});
    CHECK(keys.parts[2].pages.key == "19");
    CHECK(ranges(apart(file("scan_keys.pdf"), "qr")).size() == 4);
    test::TemporaryFolder folder;
    for (const auto& part : keys.parts) {
        REQUIRE(runtime::write_durably(folder / "part.pdf", part.pdf).ok());
        CHECK(run_tool({"qpdf", "--check", folder / "part.pdf"}).exit_code == 0);
        CHECK(part.pdf.size() < file("scan_keys.pdf").size());
    }
}

TEST_CASE("links, bookmarks, fields, labels and metadata that stay inside are kept", "[split][golden]") {
    const Bytes source = file("erp60.pdf");
    const TakenApart print = apart(source, "tag", tag_pages(source));
    QPDF part;
    const Bytes& third = print.parts[2].pdf;
    part.processMemoryFile("part", reinterpret_cast<const char*>(third.data()), third.size());
    auto pages = part.getAllPages();
    REQUIRE(pages.size() == 6);
    int inside = 0, outside = 0;
    for (auto& page : pages) {
        for (auto& annotation : page.getKey("/Annots").getArrayAsVector()) {
            if (!annotation.getKey("/Subtype").isNameAndEquals("/Link")) continue;
            if (annotation.getKey("/A").isDictionary()) {
                CHECK(annotation.getKey("/A").getKey("/S").getName() == "/URI");
                ++outside;
            } else {
                CHECK(annotation.getKey("/Dest").getArrayItem(0).getObjGen() == pages[0].getObjGen());
                ++inside;
            }
        }
    }
    CHECK(inside == 6);   // to its own first page
    CHECK(outside == 6);  // to the web; those to the next invoice are gone
    auto first = part.getRoot().getKey("/Outlines").getKey("/First");
    CHECK(first.getKey("/Title").getUTF8Value() == "Invoice 2026-0003");
    CHECK(first.getKey("/Next").isNull());
    CHECK(first.getKey("/First").getKey("/Title").getUTF8Value() == "Page 1");
    CHECK(part.getTrailer().getKey("/Info").getKey("/Title").getUTF8Value() == "Invoices of November");
    QPDFAcroFormDocumentHelper form(part);
    auto fields = form.getFormFields();
    REQUIRE(fields.size() == 1);
    CHECK(fields[0].getFullyQualifiedName() == "remark_2");
    CHECK(fields[0].getValueAsString() == "remark 2");
}

TEST_CASE("what is signed or encrypted stays one file, and the plan says of how many documents", "[split][golden]") {
    test::TemporaryFolder folder;
    REQUIRE(run_tool({"qpdf", "--encrypt", "", "owner", "256", "--", kCorpus + "erp60.pdf", folder / "locked.pdf"}).exit_code ==
            0);
    const TakenApart locked = apart(runtime::read_file(folder / "locked.pdf").value(), "pages:50");
    CHECK(locked.whole_because == "encrypted");
    CHECK(locked.parts.size() == 4);
    CHECK(locked.parts[0].pdf.empty());

    // A signature field with a value, put in by hand: what it is worth does not matter here.
    QPDF pdf;
    const Bytes source = file("letters40.pdf");
    pdf.processMemoryFile("in", reinterpret_cast<const char*>(source.data()), source.size());
    auto field =
        pdf.makeIndirectObject(QPDFObjectHandle::parse("<< /FT /Sig /T (boss) /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /V "
                                                       "<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >> >>"));
    pdf.getRoot().replaceKey("/AcroForm", QPDFObjectHandle::parse("<< /Fields [] >>"));
    pdf.getRoot().getKey("/AcroForm").getKey("/Fields").appendItem(field);
    const std::string signed_file = folder / "signed.pdf";
    QPDFWriter writer(pdf, signed_file.c_str());
    writer.write();
    const TakenApart sealed = apart(runtime::read_file(folder / "signed.pdf").value(), "pages:2");
    CHECK(sealed.whole_because == "signed");
    CHECK(sealed.parts.size() == 40);
    CHECK(sealed.parts[7].pdf.empty());
}

TEST_CASE("a rule that finds nothing leaves the file as it is", "[split][golden]") {
    const TakenApart print = apart(file("scan_keys.pdf"), "bookmark");
    REQUIRE(print.parts.size() == 1);
    CHECK(print.parts[0].pdf.empty());
    CHECK(client().split(file("scan_keys.pdf"), parse_split_rule("text:(").value()).error().code == ErrorCode::InvalidInput);
    CHECK(client().split(bytes_of("no pdf"), SplitRule{}).error().detail == "not_pdf");
    // A queue's setting is judged with the others, before any document.
    TagSettings settings;
    settings.split = "text:(";
    const auto judged = client().inspect(bytes_of("no document"), settings);
    CHECK(judged.error().code == ErrorCode::InvalidInput);
    CHECK(judged.error().what == "split");
    CHECK(judged.error().detail.starts_with("The expression cannot be read"));
}
