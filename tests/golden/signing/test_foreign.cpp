// Files that another program (MuPDF) signed, in the flavours of cross-reference that other programs write. MuPDF 1.21 signs with
// SHA-1: its cryptography is right and is said to be too weak.
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include "mini_pdf.hpp"
#include "support.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;

namespace {

/// Object number of a field of the form.
int field_object(const std::string& file, const std::string& name) {
    QPDF qpdf;
    qpdf.processFile(file.c_str());
    for (auto& field : qpdf.getRoot().getKey("/AcroForm").getKey("/Fields").getArrayAsVector()) {
        if (field.getKey("/T").getUTF8Value() == name) return field.getObjectID();
    }
    FAIL("no field " << name);
    return 0;
}

/// An object at the end of the file as an update, with a classic table whatever the file has.
Bytes with_object(const Bytes& file, int number, const std::string& object) {
    std::string text(text_of(file));
    const std::size_t previous = std::stoul(text.substr(text.rfind("startxref") + 10));
    QPDF qpdf;
    qpdf.processMemoryFile("signed", text.data(), text.size());
    const std::string trailer = "<< /Size " + qpdf.getTrailer().getKey("/Size").unparse() + " /Root " +
                                qpdf.getTrailer().getKey("/Root").unparse() + " /Prev " + std::to_string(previous) + " >>";
    const std::size_t at = text.size();
    text += std::to_string(number) + " 0 obj\n" + object + "\nendobj\n";
    char line[48];
    std::snprintf(line, sizeof line, "xref\n%d 1\n%010zu 00000 n \n", number, at);
    const std::size_t xref = text.size();
    text += line + ("trailer\n" + trailer) + "\nstartxref\n" + std::to_string(xref) + "\n%%EOF\n";
    return copy_of(text);
}

int page_content(const Bytes& file) {
    QPDF qpdf;
    qpdf.processMemoryFile("signed", reinterpret_cast<const char*>(file.data()), file.size());
    return qpdf.getRoot().getKey("/Pages").getKey("/Kids").getArrayItem(0).getKey("/Contents").getObjectID();
}

}  // namespace

TEST_CASE("files that MuPDF signed twice are read in every flavour of cross-reference", "[signing][foreign]") {
    const std::string flavour = GENERATE("--object-streams=disable", "--object-streams=generate", "--linearize");
    CAPTURE(flavour);
    const Folder folder;
    const std::string plain = folder.write("plain.pdf", MiniPdf().view());
    REQUIRE(run("qpdf " + flavour + " " + plain + " " + folder.at("in.pdf")).exit == 0);
    const std::string pki_base = std::string(QUILLPORT_BINARY_DIR) + "/pki/signer-rsa";
    REQUIRE(run("openssl pkcs12 -export -passout pass:x -inkey " + pki_base + ".key -in " + pki_base + ".chain.pem -out " +
                folder.at("key.pfx"))
                .exit == 0);
    const auto sign = [&](const std::string& in, const std::string& out, const std::string& field) {
        const Answer answer = run("mutool sign -s " + folder.at("key.pfx") + " -P x -o " + folder.at(out) + " " + folder.at(in) +
                                  " " + std::to_string(field_object(folder.at(in), field)));
        INFO(answer.output);
        REQUIRE(answer.exit == 0);
    };
    sign("in.pdf", "once.pdf", "first");
    sign("once.pdf", "twice.pdf", "second");

    const Bytes file = runtime::read_file(folder.at("twice.pdf")).value();
    const auto report = judge(file, "intermediate");
    REQUIRE(report.signatures.size() == 2);
    for (const SignatureReport& s : report.signatures) {
        CHECK(s.sub_filter == "adbe.pkcs7.detached");
        CHECK((s.cryptography_ok && s.chain_ok && s.later_changes_allowed));
        CHECK(s.sub_indication == "CRYPTO_CONSTRAINTS_FAILURE_NO_POE");
    }
    CHECK(report.signatures[0].later_changes == std::vector<std::string>{"The field \"second\" was signed."});
    CHECK(report.verdict.starts_with("Cannot be decided."));

    const auto attacked =
        judge(with_object(file, page_content(file), stream("BT /F 12 Tf 72 700 Td (Delivery in 90 days) Tj ET")), "intermediate");
    CHECK(attacked.verdict.starts_with("Changed after signing."));
    for (const SignatureReport& s : attacked.signatures) CHECK_FALSE(s.later_changes_allowed);
}
