// The certificate of completion as an archive: PDF/A-3b before and after its seal, judged by rules that other programs read.
#include <cstring>
#include <tuple>

#include "forms_support.hpp"
#include "quillport/pdf/report.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/signing/verify.hpp"

using namespace quillport;
using namespace quillport::pdf;
using namespace quillport::pdf::test;

namespace {

const std::string kRecord = R"({"envelope":"01J8Z3K4Q5W6E7R8T9Y0","title":"Rámcová smlouva <2026/117> & přílohy","events":[]})";

Report certificate(int events) {
    Report report;
    report.title = "Certificate of completion";
    report.subtitle = "Rámcová smlouva <2026/117> & přílohy";
    report.banner = "TRIAL, NOT TRUSTED";
    report.footer = "Quillport, envelope 01J8Z3K4Q5W6E7R8T9Y0";
    report.parts.emplace_back(ReportPairs{{{"Envelope", "01J8Z3K4Q5W6E7R8T9Y0"}, {"Sent by", "Žaneta Šimůnková, Novák a syn"}}});
    report.parts.emplace_back(ReportSeal{"This record is sealed by Novák a syn. What a machine reads is attached to it."});
    report.parts.emplace_back(ReportHeading{"Who signed"});
    for (const char* name :
         {"Žaneta Šimůnková", "Γιώργος Παπαδόπουλος", "Ирина Кузнецова", "שרה כהן", "محمد العربي", "山田太郎", "สมชาย ใจดี"}) {
        report.parts.emplace_back(ReportPairs{{{"E-mail", "z•••@example.com"}, {"Level", "simple electronic signature"}}, name});
        report.parts.emplace_back(ReportSignature{name, *name == 'Z' ? drawn_hand() : SignatureImage{}});
    }
    SignatureImage facsimile;
    facsimile.picture = {2, 2, Bytes(16, std::byte{0x80})};
    report.parts.emplace_back(ReportSignature{"Facsimile", facsimile});
    report.parts.emplace_back(ReportHeading{"What happened"});
    ReportTable table{{"No.", "Time", "What happened", "Who"}, {0.08, 0.26, 0.4, 0.26}, {}};
    for (int i = 1; i <= events; ++i)
        table.rows.push_back(
            {std::to_string(i), "23 November 2026, 14:05:09 UTC", "The document was opened", "Žaneta Šimůnková"});
    report.parts.emplace_back(std::move(table));
    return report;
}

ReportArchive archive() {
    return {"Novák a syn s. r. o. <\u200b>", kNow, {"audit.json", "application/json", "The audit trail", copy_of(kRecord)}};
}

Chain archived(const Report& report) {
    auto made = archive_report(report, archive());
    INFO((made.ok() ? "" : made.error().what));
    REQUIRE(made.ok());
    return {made.value().pdf, made.value().plan, {made.value().pdf.size()}};
}

SigningAct seal() {
    SigningAct act;
    act.signer_name = "Novák a syn s. r. o.";
    act.caption = "Sealed 23 November 2026, 14:05 UTC";
    act.note = "TRIAL, NOT TRUSTED";
    act.reason = "Certificate of completion";
    act.look.verify_url = "https://portal.example.com/verify";
    act.when = kNow;
    return act;
}

std::string judged(const std::string& file) {
    return run("/usr/bin/python3 " + std::string(QUILLPORT_SOURCE_DIR) + "/tests/golden/pdf/pdfa.py " + file).output;
}

void append(Chain& chain, const Bytes& bytes, const SigningPlan& next) {
    chain.file.insert(chain.file.end(), bytes.begin(), bytes.end());
    chain.plan = next;
}

}  // namespace

TEST_CASE("a certificate of completion is an archive that carries its record", "[pdf][archive]") {
    const Folder folder;
    Chain chain = archived(certificate(200));
    chain.act(seal());
    const std::string file = folder.write("certificate.pdf", chain.file);
    CHECK(run("qpdf --check " + file).exit == 0);
    CHECK(judged(file) == "PDF/A-3b\n");
    CHECK(run("pdfdetach -list " + file).output.find("audit.json") != std::string::npos);
    CHECK(run("pdfdetach -saveall -o " + folder.at("") + " " + file).exit == 0);
    CHECK(text_of(runtime::read_file(folder.at("audit.json")).value()) == kRecord);
    const std::string signatures = run("pdfsig -nocert " + file).output;
    INFO(signatures);
    CHECK(signatures.find("Signature is Valid") != std::string::npos);
    CHECK(signatures.find("Total document signed") != std::string::npos);
}

TEST_CASE("an archive stays one while it is preserved", "[pdf][archive]") {
    const Folder folder;
    Chain chain = archived(certificate(3));
    chain.act(seal());
    auto data = build_validation_data(chain.plan, {{Bytes(700, std::byte{0x30})}, {Bytes(900, std::byte{0x31})}, {}});
    REQUIRE(data.ok());
    append(chain, data.value().appended, data.value().next);
    for (int i = 0; i < 2; ++i) {
        auto stamp = build_time_stamp(chain.plan, 8192);
        REQUIRE(stamp.ok());
        append(chain, stamp.value().appended, stamp.value().next);
    }
    const std::string file = folder.write("preserved.pdf", chain.file);
    CHECK(run("qpdf --check " + file).exit == 0);
    CHECK(judged(file) == "PDF/A-3b\n");
}

TEST_CASE("the judge of archives sees what is wrong with one", "[pdf][archive]") {
    const Folder folder;
    Chain chain = archived(certificate(3));
    chain.act(seal());
    const std::string good(text_of(chain.file));
    const std::tuple<const char*, const char*, const char*> damages[] = {
        {"pdfaid:part>3", "pdfaid:part>2", "6.6.4 identification"},
        {"/AFRelationship", "/XXRelationship", "6.8 file specification"},
        {"/CIDToGIDMap", "/CIDToGIDXXX", "6.2.11.3.2 no CIDToGIDMap"},
        {"/F 132", "/F 130", "6.3.2 flags"},
        {"/GTS_PDFA1", "/GTS_PDFX1", "6.2.3 output intent"},
        {"/FontFile3", "/FontFileX", "not embedded"},
        {"/Author", "/Autxxx", "PDF/A-3b"},
        {"<pdf:Producer>Q", "<pdf:Producer>X", "6.6.3 /Producer differs"}};
    for (const auto& [what, by, problem] : damages) {
        std::string bad = good;
        for (std::size_t at = bad.find(what); at != std::string::npos; at = bad.find(what, at))
            bad.replace(at, std::strlen(by), by);
        REQUIRE(bad != good);
        const std::string verdict = judged(folder.write("bad.pdf", bytes_of(bad)));
        INFO(verdict);
        CHECK(verdict.find(problem) != std::string::npos);
    }
    const std::string verdict = judged(folder.write("plain.pdf", corpus("lo13_contract1p")));
    INFO(verdict);
    CHECK(verdict.find("6.6.2 no metadata") != std::string::npos);
}

TEST_CASE("a report without room for a seal is not archived", "[pdf][archive]") {
    Report report;
    report.title = "Certificate of completion";
    CHECK(archive_report(report, archive()).error().code == ErrorCode::InvalidInput);
}
