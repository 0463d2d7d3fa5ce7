// Attacks on signed files that are known from the literature (universal signature forgery, incremental saving, signature
// wrapping, shadow attacks). Each file here still has a signature whose cryptography alone is right, or none that could be right.
#include <catch2/catch.hpp>

#include "mini_pdf.hpp"
#include "pki.hpp"
#include "quillport/signing/verify.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;

namespace {

MiniPdf victim() {
    MiniPdf pdf;
    pdf.sign(12, *key_of("signer-ec"));
    return pdf;
}

VerificationReport judge(const std::string& bytes) {
    auto report = verify(bytes_of(bytes), {pem("root")}, kNow);
    if (!report.ok()) FAIL(report.error().what);
    UNSCOPED_INFO(to_text(report.value()));
    return std::move(report).value();
}

/// Failed as a change: the cryptography of what was signed is right, and so is said.
void check_changed(const std::string& bytes) {
    const auto report = judge(bytes);
    CHECK(report.indication == Indication::TotalFailed);
    CHECK(report.verdict.starts_with("Changed after signing."));
    REQUIRE_FALSE(report.signatures.empty());
    CHECK(report.signatures[0].cryptography_ok);
    CHECK_FALSE(report.signatures[0].later_changes_allowed);
}

/// Failed as no signature at all.
void check_forged(const std::string& bytes) {
    const auto report = judge(bytes);
    CHECK(report.indication == Indication::TotalFailed);
    CHECK(report.verdict.starts_with("Not genuine."));
    REQUIRE_FALSE(report.signatures.empty());
    CHECK(report.signatures[0].sub_indication == "FORMAT_FAILURE");
}

/// Replaces the array behind the last /ByteRange, keeping every offset.
std::string with_byte_range(std::string bytes, std::string array) {
    const auto at = bytes.rfind("/ByteRange ") + 11;
    const auto size = bytes.find("/Contents", at) - at;
    REQUIRE(array.size() <= size);
    array.resize(size, ' ');
    return bytes.replace(at, size, array);
}

}  // namespace

TEST_CASE("an update that replaces the content of a page is found", "[signing][attack][incremental-saving]") {
    MiniPdf pdf = victim();
    SECTION("another content stream") {
        pdf.set(20, stream("BT /F 12 Tf 72 700 Td (Delivery in 90 days) Tj ET"));
        pdf.set(3,
                "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Resources << /Font << /F 15 0 R >> >> /Contents 20 0 R "
                "/Annots [ 10 0 R 11 "
                "0 R 12 0 R 13 0 R 14 0 R ] >>");
    }
    SECTION("the same stream under the same number") { pdf.set(5, stream("BT /F 12 Tf 72 700 Td (Delivery in 90 days) Tj ET")); }
    SECTION("a font") { pdf.set(15, "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"); }
    SECTION("a page more") {
        pdf.set(20, "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Contents 5 0 R >>");
        pdf.set(2, "<< /Type /Pages /Kids [ 3 0 R 20 0 R ] /Count 2 >>");
    }
    SECTION("the whole catalog") {
        pdf.set(20, "<< /Type /Page /Parent 21 0 R /MediaBox [ 0 0 595 842 ] /Contents 5 0 R >>");
        pdf.set(21, "<< /Type /Pages /Kids [ 20 0 R ] /Count 1 >>");
        pdf.set(1, "<< /Type /Catalog /Pages 21 0 R /AcroForm 4 0 R >>");
    }
    SECTION("an action on opening") { pdf.set(1, pdf.with(1, "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")); }
    SECTION("layers") { pdf.set(1, pdf.with(1, "/OCProperties << /OCGs [ ] /D << >> >>")); }
    pdf.flush();
    check_changed(pdf.bytes);
}

TEST_CASE("a FreeText annotation laid over the page is found", "[signing][attack][incremental-saving]") {
    MiniPdf pdf = victim();
    pdf.set(20,
            "<< /Type /Annot /Subtype /FreeText /Rect [ 70 690 300 715 ] /Contents (Delivery in 90 days) /DA (/F 12 Tf) /F 4 >>");
    pdf.set(3,
            "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Resources << /Font << /F 15 0 R >> >> /Contents 5 0 R "
            "/Annots [ 10 0 R 11 0 R "
            "12 0 R 13 0 R 14 0 R 20 0 R ] >>");
    pdf.flush();
    check_changed(pdf.bytes);
}

TEST_CASE("objects appended without a cross-reference are found", "[signing][attack][incremental-saving]") {
    const std::string object = "5 0 obj\n" + stream("BT /F 12 Tf 72 700 Td (Delivery in 90 days) Tj ET") + "\nendobj\n";
    const MiniPdf pdf = victim();
    SECTION("a few bytes") { check_changed(pdf.bytes + object); }
    SECTION("so many that the end of the file cannot be read") { check_changed(pdf.bytes + object + std::string(4000, 'x')); }
    SECTION("with a trailer but no cross-reference") {
        check_changed(pdf.bytes + object + "trailer\n<< /Root 1 0 R /Size 30 >>\nstartxref\n0\n%%EOF\n");
    }
    SECTION("with the end of the signed revision repeated") {
        check_changed(pdf.bytes + object + "startxref\n" + std::to_string(pdf.last_xref) + "\n%%EOF\n");
    }
}

TEST_CASE("an object that the signed document refers to but does not have may not appear later", "[signing][attack][shadow]") {
    MiniPdf pdf;
    pdf.set(3,
            "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Resources << /Font << /F 15 0 R >> >> /Contents [ 5 0 R 40 "
            "0 R ] /Annots [ 10 "
            "0 R 11 0 R 12 0 R 13 0 R 14 0 R ] >>");
    pdf.flush();
    pdf.sign(12, *key_of("signer-ec"));
    CHECK(judge(pdf.bytes).indication == Indication::TotalPassed);
    pdf.set(40, stream("BT /F 12 Tf 72 700 Td (and 60 days more) Tj ET"));
    pdf.flush();
    check_changed(pdf.bytes);
}

TEST_CASE("an object that begins in the signed revision and ends behind it is a change", "[signing][attack][shadow]") {
    // What was signed is a page with a second content stream that is cut off by the end of the file. The update only adds the
    // rest.
    const std::string cut = GENERATE("<< /Length 100000 >>\nstream\nBT (", "(");
    MiniPdf pdf;
    pdf.set(3,
            "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Resources << /Font << /F 15 0 R >> >> /Contents [ 5 0 R 40 "
            "0 R ] /Annots [ 10 "
            "0 R 11 0 R 12 0 R 13 0 R 14 0 R ] >>");
    pdf.set(40, cut);
    pdf.flush();
    pdf.sign(12, *key_of("signer-ec"));
    pdf.set(14, pdf.with(14, "/V (x)"));
    const std::size_t begin = pdf.bytes.find("40 0 obj\n<<");
    const std::size_t data = begin == std::string::npos ? 0 : pdf.bytes.find("BT (", begin);
    if (data == 0) {
        pdf.bytes += ")\nendobj\n";
    } else {
        pdf.bytes += std::string(data + 100000 - pdf.bytes.size(), ' ') + "\nendstream\nendobj\n";
    }
    pdf.flush();
    const auto report = verify(pdf.view(), {pem("root")}, kNow);
    REQUIRE(report.ok());
    UNSCOPED_INFO(to_text(report.value()));
    CHECK(report.value().indication == Indication::TotalFailed);
    CHECK(report.value().signatures[0].cryptography_ok);
}

TEST_CASE("a form field may not be used to reach something else", "[signing][attack][shadow]") {
    MiniPdf pdf;
    SECTION("a field is drawn by a stream of the page, which is overwritten") {
        pdf.set(14, MiniPdf::text_field("note", "/AP << /N 5 0 R >>"));
        pdf.flush();
        pdf.sign(12, *key_of("signer-ec"));
        pdf.set(5, stream("BT (other) Tj ET"));
    }
    SECTION("a field is moved") {
        pdf.sign(12, *key_of("signer-ec"));
        pdf.set(14, "<< /Type /Annot /Subtype /Widget /FT /Tx /F 4 /Rect [ 0 0 595 842 ] /P 3 0 R /T (note) /V (x) >>");
    }
    SECTION("a field is hidden") {
        pdf.sign(12, *key_of("signer-ec"));
        pdf.set(14, "<< /Type /Annot /Subtype /Widget /FT /Tx /F 6 /Rect [ 10 10 90 22 ] /P 3 0 R /T (note) >>");
    }
    SECTION("a field gets an action") {
        pdf.sign(12, *key_of("signer-ec"));
        pdf.set(14, pdf.with(14, "/AA << /K << /S /JavaScript /JS (x) >> >>"));
    }
    SECTION("a text field is added") {
        pdf.sign(12, *key_of("signer-ec"));
        pdf.set(20, MiniPdf::text_field("new", "/V (x)"));
        pdf.set(4, "<< /Fields [ 10 0 R 11 0 R 12 0 R 13 0 R 14 0 R 20 0 R ] /SigFlags 3 /DR << /Font << /F 15 0 R >> >> >>");
    }
    pdf.flush();
    check_changed(pdf.bytes);
}

TEST_CASE("a byte range that is not what a signature's must be is no signature", "[signing][attack][forgery]") {
    const std::string bytes = victim().bytes;
    SECTION("all zero") { check_forged(with_byte_range(bytes, "[ 0 0 0 0 ]")); }
    SECTION("negative") { check_forged(with_byte_range(bytes, "[ 0 -1 10 10 ]")); }
    SECTION("huge") { check_forged(with_byte_range(bytes, "[ 0 9 99 9223372036854775807 ]")); }
    SECTION("three numbers") { check_forged(with_byte_range(bytes, "[ 0 10 20 ]")); }
    SECTION("not from the beginning") { check_forged(with_byte_range(bytes, "[ 1 10 20 30 ]")); }
    SECTION("no array") { check_forged(with_byte_range(bytes, "null")); }
    SECTION("missing") {
        std::string other = bytes;
        other.replace(other.rfind("/ByteRange"), 10, "/ByteRang_");
        check_forged(other);
    }
    SECTION("a gap that hides more than the signature") {
        const auto at = bytes.rfind("/ByteRange ") + 13;
        const auto gap = std::stoul(bytes.substr(bytes.find("0 ", at) + 2));
        const auto after = bytes.find('>', gap) + 1;
        check_forged(with_byte_range(bytes, "[ 0 " + std::to_string(gap - 20) + " " + std::to_string(after) + " " +
                                                std::to_string(bytes.size() - after) + " ]"));
    }
}

TEST_CASE("contents of zeros, of nothing or of rubbish are no signature", "[signing][attack][forgery]") {
    std::string bytes = victim().bytes;
    const auto begin = bytes.rfind("/Contents <") + 11;
    const auto end = bytes.find('>', begin);
    SECTION("zeros") { bytes.replace(begin, end - begin, std::string(end - begin, '0')); }
    SECTION("spaces") { bytes.replace(begin, end - begin, std::string(end - begin, ' ')); }
    SECTION("rubbish") { bytes.replace(begin, end - begin, std::string(end - begin, 'a')); }
    SECTION("more behind the signature") { bytes.replace(end - 2, 2, "01"); }
    check_forged(bytes);
}

TEST_CASE("a certificate whose key nobody can read signs nothing", "[signing][attack][forgery]") {
    MiniPdf pdf;
    pdf.sign(11, *key_of("signer-ec"));
    const std::string curve = "06082a8648ce3d030107";  // prime256v1
    int found = 0;
    for (auto at = pdf.bytes.find(curve); at != std::string::npos; at = pdf.bytes.find(curve, at + 1), ++found) {
        pdf.bytes.replace(at + curve.size() - 2, 2, "7f");
    }
    REQUIRE(found > 0);
    const auto report = verify(pdf.view(), {pem("root")}, kNow);
    REQUIRE(report.ok());
    CHECK(report.value().indication == Indication::TotalFailed);
    CHECK(report.value().signatures[0].sub_indication == "SIG_CRYPTO_FAILURE");
}

TEST_CASE("a second range that was moved to make room in between is found", "[signing][attack][wrapping]") {
    // The signed end of the file stays as it was, but further behind; in the gap lies another update.
    const std::string bytes = victim().bytes;
    const auto begin = bytes.rfind("/Contents <") + 10;
    const auto after = bytes.find('>', begin) + 1;
    const std::string inserted = " /X 1 >>\nendobj\n5 0 obj\n" + stream("BT (Delivery in 90 days) Tj ET") + "\nendobj\n<< ";
    const std::string wrapped = bytes.substr(0, after) + inserted + bytes.substr(after);
    std::string range = "[ 0 " + std::to_string(begin) + " " + std::to_string(after + inserted.size()) + " " +
                        std::to_string(bytes.size() - after) + " ]";
    const auto report = verify(bytes_of(with_byte_range(wrapped, range)), {pem("root")}, kNow);
    // Either the file cannot be read any more (its offsets moved), or the signature is refused.
    if (report.ok()) CHECK(report.value().indication == Indication::TotalFailed);
}

TEST_CASE("a signature of another document that was copied into this one is no signature", "[signing][attack][wrapping]") {
    const std::string other = victim().bytes;
    const auto begin = other.rfind("<< /Filter /Adobe.PPKLite");
    const std::string signature = other.substr(begin, other.find("endobj", begin) - begin);
    MiniPdf pdf;
    pdf.set(5, stream("BT /F 12 Tf 72 700 Td (Delivery in 90 days) Tj ET"));
    pdf.set(30, signature);
    pdf.set(12, pdf.with(12, "/V 30 0 R"));
    pdf.flush();
    check_forged(pdf.bytes);
}

TEST_CASE("two signatures that claim the same revision are refused", "[signing][attack][wrapping]") {
    MiniPdf pdf = victim();
    // The second field shows the first one's signature dictionary.
    pdf.set(11, MiniPdf::signature_field("first", "/V 16 0 R"));
    pdf.flush();
    CHECK(judge(pdf.bytes).indication == Indication::TotalFailed);
}

TEST_CASE("a signature that was removed or replaced breaks the others", "[signing][attack]") {
    MiniPdf pdf;
    pdf.sign(11, *key_of("signer-rsa"));
    const std::string empty =
        MiniPdf::signature_field("first", "/Lock << /Type /SigFieldLock /Action /Include /Fields [ (amount) ] >>");
    pdf.sign(12, *key_of("signer-ec"));
    pdf.set(11, empty);
    pdf.flush();
    const auto report = judge(pdf.bytes);
    CHECK(report.indication == Indication::TotalFailed);
    REQUIRE(report.signatures.size() == 1);
    CHECK(report.signatures[0].field == "second");
}
