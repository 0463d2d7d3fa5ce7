#include "forms_support.hpp"
#include "quillport/signing/verify.hpp"

using namespace quillport;
using namespace quillport::pdf;
using namespace quillport::pdf::test;

namespace {

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t n = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
    return n;
}

}  // namespace

TEST_CASE("a chain of recipients stays sound in the eyes of independent readers", "[pdf][forms][chain]") {
    const int recipients = GENERATE(2, 5);
    const std::string document = GENERATE("lo13_contract1p", "lo05_landscape", "lo04_header_footer");
    CAPTURE(document, recipients);
    const Folder folder;
    const Chain chain = signed_chain(corpus(document), recipients);
    const std::string file = folder.write("signed.pdf", chain.file);

    const Answer checked = run("qpdf --check " + file);
    INFO(checked.output);
    CHECK(checked.exit == 0);
    CHECK(checked.output.find("WARNING") == std::string::npos);

    const Answer signatures = run("pdfsig -nocert " + file);
    INFO(signatures.output);
    CHECK(count(signatures.output, "Signature Validation: Signature is Valid.") == static_cast<std::size_t>(recipients) + 1);
    CHECK(count(signatures.output, "Signature Validation:") == static_cast<std::size_t>(recipients) + 1);
    CHECK(count(signatures.output, "Total document signed") == 1);
    CHECK(count(signatures.output, "ETSI.CAdES.detached") == static_cast<std::size_t>(recipients) + 1);
}

TEST_CASE("our own verifier passes every signature of a chain and finds no change that is not allowed", "[pdf][forms][chain]") {
    const Chain chain = signed_chain(corpus("lo13_contract1p"), 3);
    const auto root = runtime::read_file(std::filesystem::path(QUILLPORT_BINARY_DIR) / "pki/root.pem");
    REQUIRE(root.ok());
    const auto report = signing::verify(chain.file, {root.value()}, kNow);
    REQUIRE(report.ok());
    INFO(signing::to_text(report.value()));
    CHECK(report.value().signatures.size() == 4);
    CHECK(report.value().indication == signing::Indication::TotalPassed);
}

TEST_CASE("every revision is a file of its own whose bytes the next one keeps", "[pdf][forms][chain]") {
    const Folder folder;
    const Chain chain = signed_chain(corpus("lo13_contract1p"), 2);
    for (const std::size_t size : chain.revisions) {
        const Answer checked = run("qpdf --check " + folder.write("revision.pdf", BytesView(chain.file).first(size)));
        INFO(checked.output);
        CHECK(checked.exit == 0);
    }
}

TEST_CASE("what recipients wrote can be read and searched as text", "[pdf][forms][chain]") {
    const Folder folder;
    const Chain chain = signed_chain(corpus("lo13_contract1p"), 4);
    const std::string text = run("pdftotext -layout " + folder.write("signed.pdf", chain.file) + " -").output;
    INFO(text);
    for (const char* name : {"Žaneta Šimůnková", "Łukasz Dvořák", "Γιώργος Παπαδόπουλος", "Ирина Кузнецова", "23. 11. 2026",
                             "První řádek", "Ljubljana", "TRIAL, NOT TRUSTED"}) {
        CHECK(text.find(name) != std::string::npos);
    }
}
