#include "forms_support.hpp"
#include "quillport/pdf/report.hpp"

using namespace quillport;
using namespace quillport::pdf;
using namespace quillport::pdf::test;

namespace {

Report certificate(int events) {
    Report report;
    report.title = "Certificate of completion";
    report.subtitle =
        "Framework agreement 2026/117 was signed by 3 people. This record belongs to the document whose fingerprint it names.";
    report.banner = "TRIAL, NOT TRUSTED";
    report.footer = "Quillport, Novák a syn s. r. o. Envelope 01J8Z3K4Q5W6E7R8T9Y0";
    report.parts.emplace_back(ReportHeading{"Document"});
    report.parts.emplace_back(
        ReportPairs{{{"Name", "Framework agreement 2026/117.pdf"},
                     {"SHA-256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
                     {"Completed", "23 November 2026, 14:05:09 UTC"},
                     {"Level", "Simple electronic signatures, sealed with the certificate of Novák a syn s. r. o."}}});
    report.parts.emplace_back(ReportHeading{"Who signed"});
    report.parts.emplace_back(ReportSignature{"Žaneta Šimůnková, zaneta@example.com", drawn_hand()});
    report.parts.emplace_back(ReportSignature{"Γιώργος Παπαδόπουλος, giorgos@example.com", {}});
    report.parts.emplace_back(ReportHeading{"What happened"});
    report.parts.emplace_back(
        ReportParagraph{"All times are UTC. Each line is chained to the one before it, so that none can be changed "
                        "or taken away unseen."});
    ReportTable table{{"Time", "Who", "What", "Evidence"}, {0.2, 0.22, 0.33, 0.25}, {}};
    for (int i = 0; i < events; ++i) {
        table.rows.push_back({"2026-11-23 14:0" + std::to_string(i % 10) + ":11", i % 2 == 0 ? "Žaneta Šimůnková" : "שרה כהן",
                              "Opened the document from the link in the message and read all pages, event " + std::to_string(i),
                              "192.0.2." + std::to_string(i) + ", 3b5d5c3712955042212316173ccf37be800"});
    }
    report.parts.emplace_back(std::move(table));
    return report;
}

}  // namespace

TEST_CASE("a certificate of completion is laid out over pages", "[pdf][report]") {
    const Folder folder;
    const auto drawn = draw_report(certificate(60));
    REQUIRE(drawn.ok());
    const std::string file = folder.write("report.pdf", drawn.value());
    CHECK(run("qpdf --check " + file).exit == 0);
    const std::string info = run("pdfinfo " + file).output;
    INFO(info);
    CHECK(info.find("Certificate of completion") != std::string::npos);

    const int pages = std::stoi(info.substr(info.find("Pages:") + 6));
    REQUIRE(pages >= 3);
    for (int page = 1; page <= pages; ++page) {
        const std::string number = std::to_string(page);
        const std::string text = run("pdftotext -layout -f " + number + " -l " + number + " " + file + " -").output;
        INFO(text);
        CHECK(text.find("TRIAL, NOT TRUSTED") != std::string::npos);
        CHECK(text.find(number + "/" + std::to_string(pages)) != std::string::npos);
        CHECK(text.find("Envelope 01J8Z3K4Q5W6E7R8T9Y0") != std::string::npos);
        if (page > 1) CHECK(text.find("Evidence") != std::string::npos);  // the head of the table is repeated
    }
    const std::string fonts = run("pdffonts " + file).output;
    INFO(fonts);
    CHECK(fonts.find(" no  ") == std::string::npos);  // every font is embedded
}

TEST_CASE("every row of a report's table is there once", "[pdf][report]") {
    const Folder folder;
    const auto drawn = draw_report(certificate(60));
    REQUIRE(drawn.ok());
    const std::string text = run("pdftotext -raw " + folder.write("report.pdf", drawn.value()) + " -").output;
    for (int i = 0; i < 60; ++i) {
        const std::string mark = "event " + std::to_string(i) + "\n";
        const std::size_t at = text.find(mark);
        CAPTURE(i);
        CHECK(at != std::string::npos);
        CHECK(text.find(mark, at + 1) == std::string::npos);
    }
}

TEST_CASE("a cell that is longer than a page goes on at the next", "[pdf][report]") {
    const Folder folder;
    Report report;
    report.title = "Long";
    std::string words;
    for (int i = 0; i < 1500; ++i) words += "word" + std::to_string(i) + " ";
    report.parts.emplace_back(ReportTable{{"A", "B"}, {0.3, 0.7}, {{"first", words}, {"second", "end"}}});
    const auto drawn = draw_report(report);
    REQUIRE(drawn.ok());
    const std::string text = run("pdftotext -raw " + folder.write("report.pdf", drawn.value()) + " -").output;
    for (int i = 0; i < 1500; ++i) REQUIRE(text.find("word" + std::to_string(i)) != std::string::npos);
    CHECK(text.find("end") != std::string::npos);
}

TEST_CASE("ink that is no number is refused", "[pdf][report]") {
    Report report;
    ReportSignature part;
    part.image.strokes = {{{1, std::numeric_limits<double>::quiet_NaN(), 0.5}}};
    report.parts.emplace_back(part);
    CHECK(draw_report(report).error().code == ErrorCode::InvalidInput);
}
