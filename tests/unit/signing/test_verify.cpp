#include <catch2/catch.hpp>
#include <map>

#include "mini_pdf.hpp"
#include "pki.hpp"
#include "quillport/signing/verify.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;

namespace {

VerificationReport judge(const std::string& bytes, const std::string& anchor = "root", TimePoint now = kNow) {
    auto report = verify(bytes_of(bytes), {pem(anchor)}, now);
    if (!report.ok()) FAIL(report.error().what + " " + report.error().detail);
    UNSCOPED_INFO(to_text(report.value()));
    return std::move(report).value();
}

bool starts(const VerificationReport& report, std::string_view words) { return report.verdict.starts_with(words); }

MiniPdf signed_by(const std::string& name) {
    MiniPdf pdf;
    pdf.sign(11, *key_of(name));
    return pdf;
}

}  // namespace

TEST_CASE("a signature over the whole file by a trusted signer passes", "[signing][verify]") {
    const std::string name = GENERATE("signer-rsa", "signer-ec", "signer-ec384");
    const auto report = judge(signed_by(name).bytes);
    CHECK(report.indication == Indication::TotalPassed);
    CHECK(starts(report, "Genuine and unchanged."));
    REQUIRE(report.signatures.size() == 1);
    const SignatureReport& s = report.signatures[0];
    CHECK(s.indication == Indication::TotalPassed);
    CHECK(s.sub_indication.empty());
    CHECK(s.field == "first");
    CHECK(s.signer == common_name_of(*key_of(name)));
    CHECK(s.claimed_time == "2026-11-23T22:00:00Z");
    CHECK((s.cryptography_ok && s.covers_whole_file && s.chain_ok && s.later_changes_allowed));
}

TEST_CASE("the claimed time is told as ISO 8601, in the local time of the signer", "[signing][verify]") {
    const std::map<std::string, std::string> dates{{"D:20261123140500+01'00'", "2026-11-23T14:05:00+01:00"},
                                                   {"D:20261123140500-09'30", "2026-11-23T14:05:00-09:30"},
                                                   {"D:20261123140500+02", "2026-11-23T14:05:00+02:00"},
                                                   {"D:20261123140500Z00'00'", "2026-11-23T14:05:00Z"},
                                                   {"D:20261123140500+00'00'", "2026-11-23T14:05:00Z"},
                                                   {"20261123140500", "2026-11-23T14:05:00"},
                                                   {"D:2026112314", "2026-11-23T14:00:00"},
                                                   {"D:20261123", "2026-11-23"},
                                                   {"D:202611", "2026-11"},
                                                   {"D:2026", "2026"},
                                                   {"D:20261323", "D:20261323"},
                                                   {"D:20260230", "D:20260230"},
                                                   {"D:20261123246000", "D:20261123246000"},
                                                   {"D:20261123140500+0100x", "D:20261123140500+0100x"},
                                                   {"yesterday", "yesterday"}};
    for (const auto& [written, told] : dates) {
        CAPTURE(written);
        MiniPdf pdf;
        const auto key = key_of("signer-ec");
        pdf.sign_with(11, "/Type /Sig /SubFilter /ETSI.CAdES.detached /M (" + written + ")", signature_size(*key),
                      [&](BytesView digest) { return make_cms(digest, *key).value(); });
        const auto report = judge(pdf.bytes);
        REQUIRE(report.signatures.size() == 1);
        CHECK(report.signatures[0].claimed_time == told);
        CHECK(to_text(report).find("Claimed time: " + told + "\n") != std::string::npos);
    }
}

TEST_CASE("the anchor may be the intermediate authority, in PEM or DER", "[signing][verify]") {
    CHECK(judge(signed_by("signer-ec").bytes, "intermediate").indication == Indication::TotalPassed);
}

TEST_CASE("without the right anchor nothing can be decided", "[signing][verify]") {
    const MiniPdf pdf = signed_by("signer-ec");
    SECTION("another authority") {
        const auto report = judge(pdf.bytes, "foreign-root");
        CHECK(report.indication == Indication::Indeterminate);
        CHECK(report.signatures[0].sub_indication == "NO_CERTIFICATE_CHAIN_FOUND");
        CHECK(report.signatures[0].cryptography_ok);
        CHECK_FALSE(report.signatures[0].chain_ok);
        CHECK(starts(report, "Cannot be decided."));
    }
    SECTION("no authority at all") {
        const auto report = verify(pdf.view(), {}, kNow);
        REQUIRE(report.ok());
        CHECK(report.value().signatures[0].sub_indication == "NO_CERTIFICATE_CHAIN_FOUND");
    }
}

TEST_CASE("a certificate that has expired, is not yet valid or may not sign leaves it undecided", "[signing][verify]") {
    CHECK(judge(signed_by("expired").bytes).signatures[0].sub_indication == "OUT_OF_BOUNDS_NO_POE");
    CHECK(judge(signed_by("expired").bytes).indication == Indication::Indeterminate);
    const TimePoint early{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}};
    CHECK(judge(signed_by("signer-ec").bytes, "root", early).indication == Indication::Indeterminate);
    CHECK(judge(signed_by("no-signing").bytes).signatures[0].sub_indication == "CHAIN_CONSTRAINTS_FAILURE");
}

TEST_CASE("a file without a signature cannot be decided", "[signing][verify]") {
    const auto report = judge(MiniPdf().bytes);
    CHECK(report.indication == Indication::Indeterminate);
    CHECK(report.signatures.empty());
    CHECK(starts(report, "Cannot be decided."));
}

TEST_CASE("a byte that was flipped under the signature is a change", "[signing][verify][attack]") {
    MiniPdf pdf = signed_by("signer-ec");
    pdf.bytes[pdf.bytes.find("30 days")] = '9';
    const auto report = judge(pdf.bytes);
    CHECK(report.indication == Indication::TotalFailed);
    CHECK(report.signatures[0].sub_indication == "HASH_FAILURE");
    CHECK_FALSE(report.signatures[0].cryptography_ok);
    CHECK(starts(report, "Changed after signing."));
}

TEST_CASE("a signature made with another key is not genuine", "[signing][verify][attack]") {
    MiniPdf pdf = signed_by("signer-ec");
    const auto end = pdf.bytes.rfind("> ", pdf.bytes.rfind("endobj"));
    auto last = pdf.bytes.find_last_not_of('0', end - 1);
    pdf.bytes[last] = pdf.bytes[last] == '1' ? '2' : '1';
    const auto report = judge(pdf.bytes);
    CHECK(report.indication == Indication::TotalFailed);
    CHECK(starts(report, "Not genuine."));
}

TEST_CASE("what a certification allows passes: filling in, signing, validation data", "[signing][verify]") {
    const auto rsa = key_of("signer-rsa");
    const auto ec = key_of("signer-ec");
    MiniPdf pdf;
    pdf.certify(*rsa, 2);
    pdf.set(13, pdf.with(13, "/V (12)"));
    pdf.sign(11, *ec,
             "/Reference [ << /Type /SigRef /TransformMethod /FieldMDP /Data 1 0 R /TransformParams << /Type /TransformParams /V "
             "/1.2 /Action /Include "
             "/Fields [ (amount) ] >> >> ]");
    pdf.set(14, pdf.with(14, "/V (thanks)"));
    pdf.sign(12, *rsa);

    SECTION("three signatures") {
        const auto report = judge(pdf.bytes);
        CHECK(report.indication == Indication::TotalPassed);
        REQUIRE(report.signatures.size() == 3);
        CHECK(report.verdict == "Genuine and unchanged. All 3 signatures are valid. Nothing was altered after the last one.");
        CHECK(report.signatures[0].later_changes.size() == 4);
        CHECK_FALSE(report.signatures[0].covers_whole_file);
        CHECK(report.signatures[2].covers_whole_file);
    }
    SECTION("validation data after the last one") {
        pdf.set(20, stream("certificate"));
        pdf.set(1, pdf.with(1, "/DSS << /Certs [ 20 0 R ] >>"));
        pdf.flush();
        CHECK(judge(pdf.bytes).indication == Indication::TotalPassed);
    }
    SECTION("the value of a locked field") {
        pdf.set(13, MiniPdf::text_field("amount", "/V (99)"));
        pdf.flush();
        const auto report = judge(pdf.bytes);
        CHECK(report.indication == Indication::TotalFailed);
        CHECK(starts(report, "Changed after signing."));
        // The certification came before the lock; the lock of the first signer binds him and everyone after.
        CHECK(report.signatures[0].indication == Indication::TotalPassed);
        CHECK(report.signatures[1].indication == Indication::TotalFailed);
        CHECK(report.signatures[2].indication == Indication::TotalFailed);
    }
    SECTION("the appearance of a locked field") {
        pdf.set(20, stream("0 0 10 10 re f", "/Type /XObject /Subtype /Form /BBox [ 0 0 10 10 ]"));
        pdf.set(13, pdf.with(13, "/AP << /N 20 0 R >>"));
        pdf.flush();
        CHECK(judge(pdf.bytes).signatures[1].indication == Indication::TotalFailed);
    }
    SECTION("a field that is filled in behind the last signature is covered by none") {
        pdf.set(14, MiniPdf::text_field("note", "/V (later)"));
        pdf.flush();
        const auto report = judge(pdf.bytes);
        CHECK(report.indication == Indication::Indeterminate);
        CHECK(report.signatures[2].indication == Indication::TotalPassed);
        CHECK(starts(report, "Cannot be decided."));
    }
    SECTION("a signature field that comes after the certification is not allowed") {
        pdf.set(20, MiniPdf::signature_field("third"));
        pdf.set(4, "<< /Fields [ 10 0 R 11 0 R 12 0 R 13 0 R 14 0 R 20 0 R ] /SigFlags 3 /DR << /Font << /F 15 0 R >> >> >>");
        pdf.flush();
        CHECK(judge(pdf.bytes).indication == Indication::TotalFailed);
    }
}

TEST_CASE("a field whose widgets are objects of their own can be signed and stamped", "[signing][verify]") {
    MiniPdf pdf;
    pdf.set(12, "<< /FT /Sig /T (second) /Kids [ 20 0 R ] >>");
    pdf.set(20, "<< /Type /Annot /Subtype /Widget /Parent 12 0 R /F 132 /Rect [ 0 0 90 20 ] /P 3 0 R >>");
    pdf.set(3,
            "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Resources << /Font << /F 15 0 R >> >> /Contents 5 0 R "
            "/Annots [ 10 0 R 11 0 R 20 0 R "
            "13 0 R 14 0 R ] >>");
    pdf.flush();
    pdf.sign(11, *key_of("signer-rsa"));
    pdf.set(21, stream("0 0 9 9 re f", "/Type /XObject /Subtype /Form /BBox [ 0 0 9 9 ]"));
    pdf.set(20, pdf.with(20, "/AP << /N 21 0 R >>"));
    pdf.sign(12, *key_of("signer-ec"));
    CHECK(judge(pdf.bytes).indication == Indication::TotalPassed);

    pdf.set(21, stream("0 0 99 99 re f", "/Type /XObject /Subtype /Form /BBox [ 0 0 9 9 ]"));
    pdf.flush();
    CHECK(judge(pdf.bytes).indication == Indication::TotalFailed);
}

TEST_CASE("a certification that allows nothing is broken by filling in", "[signing][verify]") {
    MiniPdf pdf;
    pdf.certify(*key_of("signer-ec"), 1);
    pdf.set(14, pdf.with(14, "/V (x)"));
    pdf.flush();
    CHECK(judge(pdf.bytes).indication == Indication::TotalFailed);
}

TEST_CASE("annotations need a certification that allows them", "[signing][verify]") {
    MiniPdf pdf;
    const int level = GENERATE(2, 3);
    pdf.certify(*key_of("signer-ec"), level);
    pdf.set(20, "<< /Type /Annot /Subtype /Text /Rect [ 0 0 9 9 ] /Contents (note) >>");
    pdf.set(3,
            "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Resources << /Font << /F 15 0 R >> >> /Contents 5 0 R "
            "/Annots [ 10 0 R 11 0 R "
            "12 0 R 13 0 R 14 0 R 20 0 R ] >>");
    pdf.flush();
    const auto report = judge(pdf.bytes);
    CHECK(report.signatures[0].indication == (level == 3 ? Indication::TotalPassed : Indication::TotalFailed));
    CHECK(report.indication != Indication::TotalPassed);
}

TEST_CASE("a report is safe to print whatever the document calls itself", "[signing][verify]") {
    MiniPdf pdf;
    pdf.set(
        11,
        "<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /Rect [ 0 0 0 0 ] /P 3 0 R /T <FEFF0061001B005B0032004A00220062> >>");
    pdf.flush();
    pdf.sign(11, *key_of("signer-ec"));
    const auto report = judge(pdf.bytes);
    CHECK(to_text(report).find('\033') == std::string::npos);
    CHECK(to_json(report).find("\"field\":\"a\\u001b[2J\\\"b\"") != std::string::npos);
}

TEST_CASE("what is no PDF, damaged or encrypted is said to be so", "[signing][verify]") {
    CHECK(verify(bytes_of("hello"), {}, kNow).error().detail == "not_pdf");
    CHECK(verify(bytes_of("%PDF-1.7\nnothing"), {}, kNow).error().detail == "damaged");
    CHECK(verify(bytes_of(""), {}, kNow).error().detail == "not_pdf");
}
