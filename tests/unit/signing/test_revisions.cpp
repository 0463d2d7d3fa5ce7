// Every revision after a signature is told and judged by itself, whoever signs later.
#include <catch2/catch.hpp>

#include "mini_pdf.hpp"
#include "pki.hpp"
#include "quillport/pdf/foreign_plan.hpp"
#include "quillport/signing/verify.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;
using pdf::ChangeKind;

namespace {

VerificationReport judge(const MiniPdf& pdf) {
    auto report = verify(pdf.view(), {pem("root")}, kNow);
    REQUIRE(report.ok());
    UNSCOPED_INFO(to_text(report.value()));
    return std::move(report).value();
}

std::vector<ChangeKind> kinds_of(const pdf::Revision& revision) {
    std::vector<ChangeKind> kinds;
    for (const pdf::LaterChange& change : revision.changes) kinds.push_back(change.kind);
    return kinds;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("revisions between two signatures and behind the last are told one by one", "[signing][revisions]") {
    MiniPdf pdf;
    pdf.sign(11, *key_of("signer-ec"));
    pdf.set(14, MiniPdf::text_field("note", "/V (one)"));
    pdf.flush();
    const std::size_t filled = pdf.bytes.size();
    pdf.set(14, MiniPdf::text_field("note", "/V (two)"));
    pdf.flush();
    pdf.set(30, "(nobody refers to this)");
    pdf.flush();
    pdf.sign(12, *key_of("signer-rsa"));
    const std::size_t second = pdf.bytes.size();
    const std::vector<ChangeKind> fill{ChangeKind::FormFill}, sign{ChangeKind::Signature};

    auto report = judge(pdf);
    CHECK(report.indication == Indication::TotalPassed);
    REQUIRE(report.revisions.size() == 4);
    CHECK(kinds_of(report.revisions[0]) == fill);
    CHECK(report.revisions[0].end == static_cast<std::int64_t>(filled));
    CHECK(report.revisions[0].field.empty());
    CHECK(kinds_of(report.revisions[1]) == fill);
    CHECK(report.revisions[2].changes.empty());
    CHECK(kinds_of(report.revisions[3]) == sign);
    CHECK(report.revisions[3].field == "second");
    CHECK(report.revisions[3].end == static_cast<std::int64_t>(second));
    REQUIRE(report.signatures[0].changes.size() == 3);
    CHECK(report.signatures[0].changes[0].revision_end == static_cast<std::int64_t>(filled));
    CHECK(report.signatures[1].changes.empty());
    const std::string text = to_text(report);
    CHECK(holds(text, "Up to byte " + std::to_string(filled) + ", signed by nobody: The form field \"note\" was filled in"));
    CHECK(holds(text, "signed by nobody: Nothing of the document was changed."));
    CHECK(holds(text, "Up to byte " + std::to_string(second) + ", signed in \"second\": The field \"second\" was signed."));
    CHECK(holds(to_json(report), "\"kind\":\"nothing\""));

    pdf.set(14, MiniPdf::text_field("note", "/V (three)"));
    pdf.flush();
    report = judge(pdf);
    REQUIRE(report.revisions.size() == 5);
    CHECK(kinds_of(report.revisions[4]) == fill);
    CHECK(report.verdict.starts_with("Cannot be decided. After the last signature"));
}

TEST_CASE("signatures alone need no list of revisions", "[signing][revisions]") {
    MiniPdf pdf;
    pdf.sign(11, *key_of("signer-ec"));
    pdf.sign(12, *key_of("signer-rsa"));
    const auto report = judge(pdf);
    REQUIRE(report.revisions.size() == 1);
    CHECK_FALSE(holds(to_text(report), "Revisions after"));
}

TEST_CASE("what was changed and changed back before the next signature is found", "[signing][revisions][attack]") {
    MiniPdf pdf;
    const std::string honest = pdf.objects.at(5);
    pdf.sign(11, *key_of("signer-ec"));
    pdf.set(5, stream("BT (Delivery in 90 days) Tj ET"));
    pdf.flush();
    pdf.set(5, honest);
    pdf.flush();
    pdf.sign(12, *key_of("signer-rsa"));
    const auto report = judge(pdf);
    CHECK(report.indication == Indication::TotalFailed);
    CHECK(report.verdict.starts_with("Changed after signing."));
    REQUIRE(report.revisions.size() == 3);
    CHECK(kinds_of(report.revisions[0]) == std::vector<ChangeKind>{ChangeKind::Other});
    CHECK(report.signatures[1].indication == Indication::TotalPassed);
}

TEST_CASE("an end of a file that lies inside of a stream is no revision", "[signing][revisions]") {
    MiniPdf pdf;
    pdf.sign(11, *key_of("signer-ec"));
    const std::size_t start = pdf.last_xref;
    pdf.set(30, stream("an attachment\nstartxref\n" + std::to_string(start) + "\n%%EOF\n and more"));
    pdf.flush();
    pdf.sign(12, *key_of("signer-rsa"));
    const auto report = judge(pdf);
    CHECK(report.indication == Indication::TotalPassed);
    REQUIRE(report.revisions.size() == 2);
    CHECK(report.revisions[0].changes.empty());
}

TEST_CASE("very many revisions are judged as well", "[signing][revisions][attack]") {
    MiniPdf pdf;
    pdf.sign(11, *key_of("signer-ec"));
    for (int i = 0; i < 250; ++i) {
        pdf.set(14, MiniPdf::text_field("note", "/V (" + std::to_string(i) + ")"));
        pdf.flush();
    }
    pdf.sign(12, *key_of("signer-rsa"));
    const auto report = judge(pdf);
    CHECK(report.indication == Indication::TotalPassed);
    CHECK(report.revisions.size() == 201);
    CHECK(kinds_of(report.revisions[0]) == std::vector<ChangeKind>{ChangeKind::FormFill});
}

TEST_CASE("a lock that does not say what it locks locks everything, for the verifier and for who signs next",
          "[signing][revisions][attack]") {
    const std::string parameters = GENERATE("", "/TransformParams << /Type /TransformParams /V /1.2 >>", "/TransformParams (x)");
    CAPTURE(parameters);
    MiniPdf pdf;
    pdf.sign(11, *key_of("signer-ec"),
             "/Reference [ << /Type /SigRef /TransformMethod /FieldMDP /Data 1 0 R " + parameters + " >> ]");
    CHECK(judge(pdf).indication == Indication::TotalPassed);
    pdf::NewSignature wish;
    wish.field = "second";
    const auto plan = pdf::plan_foreign(pdf.view(), wish);
    REQUIRE_FALSE(plan.ok());
    CHECK(plan.error().detail == "locked");
    pdf.set(14, MiniPdf::text_field("note", "/V (x)"));
    pdf.flush();
    CHECK(judge(pdf).indication == Indication::TotalFailed);
}
