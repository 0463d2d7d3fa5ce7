// Attacks that play with annotations, with the form, and with what a PDF file is made of: certification attacks (evil annotation,
// sneaky signature), shadow attacks, and games with cross-references and object streams.
#include "lasting_pdf.hpp"
#include "pki.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;

namespace {

VerificationReport judge(const std::string& bytes) {
    auto report = verify(bytes_of(bytes), {pem("root")}, kNow);
    if (!report.ok()) FAIL(report.error().what + " " + report.error().detail);
    UNSCOPED_INFO(to_text(report.value()));
    return std::move(report).value();
}

void check_changed(const std::string& bytes) {
    const auto report = judge(bytes);
    CHECK(report.indication == Indication::TotalFailed);
    CHECK(report.verdict.starts_with("Changed after signing."));
    CHECK(report.signatures.at(0).cryptography_ok);
}

/// Neither passed nor failed: what was allowed may deceive.
void check_doubtful(const std::string& bytes, const std::string& why) {
    const auto report = judge(bytes);
    CHECK(report.indication == Indication::Indeterminate);
    CHECK(report.verdict.find(why) != std::string::npos);
}

std::string page_with(const std::string& annotations) {
    return "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Resources << /Font << /F 15 0 R >> >> /Contents 5 0 R "
           "/Annots [ 10 0 R 11 0 R 12 0 R 13 0 R 14 0 R " +
           annotations + " ] >>";
}
std::string form_with(const std::string& fields) {
    return "<< /Fields [ 10 0 R 11 0 R 12 0 R 13 0 R 14 0 R " + fields + " ] /SigFlags 3 /DR << /Font << /F 15 0 R >> >> >>";
}

std::string big_endian(std::size_t number, int octets) {
    std::string out;
    for (int i = octets - 1; i >= 0; --i) out += static_cast<char>(number >> (8 * i) & 0xFFU);
    return out;
}

/// An update with a cross-reference stream (ISO 32000-1 §7.5.8), some objects packed into an object stream (§7.5.7).
class StreamUpdate {
  public:
    explicit StreamUpdate(const MiniPdf& pdf)
        : bytes_(pdf.bytes), previous_(pdf.last_xref), next_(pdf.objects.rbegin()->first + 1) {}

    void plain(int number, const std::string& text) {
        entries_[number] = big_endian(1, 1) + big_endian(bytes_.size(), 4) + big_endian(0, 2);
        bytes_ += std::to_string(number) + " 0 obj\n" + text + "\nendobj\n";
    }
    void packed(const std::map<int, std::string>& objects) {
        const int container = next_++;
        std::string head, body;
        std::size_t index = 0;
        for (const auto& [number, text] : objects) {
            head += std::to_string(number) + " " + std::to_string(body.size()) + " ";
            body += text + "\n";
            entries_[number] = big_endian(2, 1) + big_endian(static_cast<std::size_t>(container), 4) + big_endian(index++, 2);
        }
        plain(container, stream(head + body,
                                "/Type /ObjStm /N " + std::to_string(objects.size()) + " /First " + std::to_string(head.size())));
    }
    std::string written(const std::string& previous = "") {
        const int own = next_++;
        const std::size_t xref = bytes_.size();
        entries_[own] = big_endian(1, 1) + big_endian(xref, 4) + big_endian(0, 2);
        std::string index, data;
        for (const auto& [number, entry] : entries_) {
            index += std::to_string(number) + " 1 ";
            data += entry;
        }
        return bytes_ + std::to_string(own) + " 0 obj\n" +
               stream(data, "/Type /XRef /W [ 1 4 2 ] /Index [ " + index + "] /Size " + std::to_string(next_) + " /Root 1 0 R " +
                                (previous.empty() ? "/Prev " + std::to_string(previous_) : previous)) +
               "\nendobj\nstartxref\n" + std::to_string(xref) + "\n%%EOF\n";
    }

  private:
    std::string bytes_;
    std::size_t previous_;
    int next_;
    std::map<int, std::string> entries_;
};

const std::string kOther = stream("BT /F 12 Tf 72 700 Td (Delivery in 90 days) Tj ET");
const std::string kFreeText =
    "<< /Type /Annot /Subtype /FreeText /Rect [ 70 690 300 715 ] /Contents (Delivery in 90 days) /DA (/F 12 Tf) /F 4 >>";

}  // namespace

TEST_CASE("an evil annotation on a certification that allows annotations does not pass", "[signing][attack][certification]") {
    MiniPdf pdf;
    pdf.certify(*key_of("signer-ec"), 3);
    const auto evil = GENERATE(as<std::string>{}, kFreeText,
                               "<< /Type /Annot /Subtype /Stamp /Rect [ 70 690 300 715 ] /AP << /N 5 0 R >> /F 4 >>",
                               "<< /Type /Annot /Subtype /Highlight /Rect [ 70 690 300 715 ] /AP << /N 5 0 R >> /F 4 >>",
                               "<< /Type /Annot /Subtype /Redact /Rect [ 70 690 300 715 ] /F 4 >>",
                               "<< /Type /Annot /Subtype /Square /IC [ 1 1 1 ] /Rect [ 70 690 300 715 ] /F 4 >>");
    pdf.set(20, evil);
    pdf.set(3, page_with("20 0 R"));
    SECTION("alone") {
        pdf.flush();
        check_doubtful(pdf.bytes, "can hide what was signed");
    }
    SECTION("and a sneaky signature over it") {
        pdf.sign(12, *key_of("signer-rsa"));
        check_doubtful(pdf.bytes, "can hide what was signed");
    }
}

TEST_CASE("a note that the reader draws by itself is no harm when a later signature covers it",
          "[signing][attack][certification]") {
    MiniPdf pdf;
    pdf.certify(*key_of("signer-ec"), 3);
    pdf.set(20, "<< /Type /Annot /Subtype /Text /Rect [ 0 0 9 9 ] /Contents (note) >>");
    pdf.set(3, page_with("20 0 R"));
    pdf.sign(12, *key_of("signer-rsa"));
    CHECK(judge(pdf.bytes).indication == Indication::TotalPassed);
}

TEST_CASE("what an annotation hid may not be shown later", "[signing][attack][shadow]") {
    MiniPdf pdf;
    pdf.set(20, kFreeText);
    pdf.set(3, page_with("20 0 R"));
    pdf.flush();
    const bool certified = GENERATE(true, false);
    if (certified) {
        pdf.certify(*key_of("signer-ec"), 3);
    } else {
        pdf.sign(11, *key_of("signer-ec"));
    }
    SECTION("it is taken away") { pdf.set(3, page_with("")); }
    SECTION("it is hidden") { pdf.set(20, "<< /Type /Annot /Subtype /FreeText /Rect [ 70 690 300 715 ] /F 2 >>"); }
    SECTION("it is moved") { pdf.set(20, "<< /Type /Annot /Subtype /FreeText /Rect [ 0 0 1 1 ] /F 4 >>"); }
    pdf.flush();
    CHECK(judge(pdf.bytes).indication == (certified ? Indication::Indeterminate : Indication::TotalFailed));
}

TEST_CASE("a sneaky signature field does not pass", "[signing][attack][certification]") {
    MiniPdf pdf;
    const std::string over =
        "<< /Type /Annot /Subtype /Widget /FT /Sig /F 4 /Rect [ 5 5 100 30 ] /P 3 0 R /T (sneaky) /AP << /N 21 0 R >> >>";
    pdf.set(21, stream("1 1 1 rg 0 0 95 25 re f", "/Type /XObject /Subtype /Form /BBox [ 0 0 95 25 ]"));
    SECTION("added to a certified document") {
        pdf.certify(*key_of("signer-ec"), 2);
        pdf.set(20, over);
        pdf.set(3, page_with("20 0 R"));
        pdf.set(4, form_with("20 0 R"));
        pdf.sign(20, *key_of("signer-rsa"));
        check_changed(pdf.bytes);
    }
    SECTION("laid over a field of a signed document") {
        pdf.sign(11, *key_of("signer-ec"));
        pdf.set(20, over);
        pdf.set(3, page_with("20 0 R"));
        pdf.set(4, form_with("20 0 R"));
        pdf.sign(20, *key_of("signer-rsa"));
        check_doubtful(pdf.bytes, "over another field");
    }
    SECTION("but an honest one beside the others passes") {
        pdf.sign(11, *key_of("signer-ec"));
        pdf.set(20, MiniPdf::signature_field("third"));
        pdf.set(3, page_with("20 0 R"));
        pdf.set(4, form_with("20 0 R"));
        pdf.sign(20, *key_of("signer-rsa"));
        CHECK(judge(pdf.bytes).indication == Indication::TotalPassed);
    }
}

TEST_CASE("a reader that is told to draw the fields anew may show other values", "[signing][attack][shadow]") {
    MiniPdf pdf;
    pdf.set(14, MiniPdf::text_field("note", "/V (1000) /AP << /N 22 0 R >>"));
    pdf.set(22, stream("BT (100) Tj ET", "/Type /XObject /Subtype /Form /BBox [ 0 0 80 12 ]"));
    pdf.flush();
    pdf.sign(12, *key_of("signer-ec"));
    pdf.set(
        4,
        "<< /Fields [ 10 0 R 11 0 R 12 0 R 13 0 R 14 0 R ] /SigFlags 3 /NeedAppearances true /DR << /Font << /F 15 0 R >> >> >>");
    pdf.flush();
    check_doubtful(pdf.bytes, "draw the form fields anew");
}

TEST_CASE("a signature with two signers is none", "[signing][attack][wrapping]") {
    const auto& w = world();
    LastingPdf pdf;
    pdf.sign_with(11, LastingPdf::kDictionary, LastingPdf::kHole,
                  [&](BytesView digest) { return cms_of(*w.signer, digest, {.second_signer = w.tsa.get()}); });
    auto report = verify(pdf.view(), w.anchors(), on(2025, 7));
    REQUIRE(report.ok());
    CHECK(report.value().signatures[0].sub_indication == "FORMAT_FAILURE");
    CHECK(report.value().indication == Indication::TotalFailed);
}

TEST_CASE("a signature that names its range or its value twice is none", "[signing][attack][forgery]") {
    const auto key = key_of("signer-ec");
    const std::string more = GENERATE("/ByteRange [ 0 1 2 3 ]", "/Contents <00>");
    MiniPdf pdf;
    pdf.sign_with(12, "/Type /Sig /SubFilter /ETSI.CAdES.detached " + more, signature_size(*key) + 16,
                  [&](BytesView digest) { return make_cms(digest, *key).value(); });
    const auto report = judge(pdf.bytes);
    CHECK(report.indication == Indication::TotalFailed);
    CHECK(report.signatures.at(0).sub_indication == "FORMAT_FAILURE");
}

TEST_CASE("updates by cross-reference streams are followed", "[signing][attack][streams]") {
    MiniPdf pdf;
    pdf.sign(12, *key_of("signer-ec"));
    StreamUpdate update(pdf);
    SECTION("an honest one passes: validation data") {
        update.packed({{1, "<< /Type /Catalog /Pages 2 0 R /AcroForm 4 0 R /DSS << /Certs [ ] >> >>"}});
        CHECK(judge(update.written()).indication == Indication::TotalPassed);
    }
    SECTION("the content of the page") {
        update.plain(5, kOther);
        check_changed(update.written());
    }
    SECTION("the page, inside an object stream") {
        update.plain(20, kOther);
        std::string page = page_with("");
        page.replace(page.find("5 0 R", page.find("/Contents")), 5, "20 0 R");
        update.packed({{3, page}});
        check_changed(update.written());
    }
    SECTION("the whole document anew, with no way back to what was signed") {
        for (const auto& [number, text] : pdf.objects) {
            if (text != "(signed)") update.plain(number, number == 5 ? kOther : text);
        }
        CHECK(judge(update.written(" ")).indication != Indication::TotalPassed);
    }
    SECTION("the signature itself, inside an object stream") {
        const std::size_t begin = pdf.bytes.rfind("<< /Filter /Adobe.PPKLite");
        update.packed({{16, pdf.bytes.substr(begin, pdf.bytes.find("endobj", begin) - begin)}});
        const auto report = judge(update.written());
        CHECK(report.indication == Indication::TotalFailed);
        CHECK(report.signatures.at(0).sub_indication == "FORMAT_FAILURE");
    }
}

TEST_CASE("an update that old and new readers read differently is a change", "[signing][attack][streams]") {
    MiniPdf pdf;
    pdf.sign(12, *key_of("signer-ec"));
    // A cross-reference stream with another page content, to which only the classic trailer points (ISO 32000-1 §7.5.8.4).
    StreamUpdate hidden(pdf);
    hidden.plain(5, kOther);
    std::string bytes = hidden.written();
    const std::size_t stream_at = std::stoul(bytes.substr(bytes.rfind("startxref") + 10));
    const std::size_t xref = bytes.size();
    bytes += "xref\n0 0\ntrailer\n<< /Size 40 /Root 1 0 R /Prev " + std::to_string(pdf.last_xref) + " /XRefStm " +
             std::to_string(stream_at) + " >>\nstartxref\n" + std::to_string(xref) + "\n%%EOF\n";
    check_changed(bytes);
}
