// Documents of other programs in every flavour, signed as they are, in the eyes of qpdf, pdfsig and our verifier.
#include <algorithm>

#include "forms_support.hpp"
#include "quillport/pdf/foreign_plan.hpp"
#include "quillport/signing/verify.hpp"

using namespace quillport;
using namespace quillport::pdf;
using namespace quillport::pdf::test;

namespace {

struct Case {
    const char* name;
    const char* options;   ///< of qpdf
    const char* password;  ///< that opens the result
};

const std::vector<Case> kCases = {
    {"table", "--object-streams=disable", ""},
    {"object streams", "--object-streams=generate", ""},
    {"linearized", "--linearize --object-streams=disable", ""},
    {"linearized, object streams", "--linearize --object-streams=generate", ""},
    {"AES-128", "--object-streams=disable --encrypt '' owner 128 --use-aes=y --", ""},
    {"AES-128, object streams", "--object-streams=generate --encrypt user owner 128 --use-aes=y --", "user"},
    {"AES-256", "--object-streams=disable --encrypt '' owner 256 --", ""},
    {"AES-256, object streams, linearized", "--linearize --object-streams=generate --encrypt user owner 256 --", "user"},
    {"AES-256 of revision 5", "--encrypt '' owner 256 --force-R5 --allow-weak-crypto --", ""},
};

const std::vector<const char*> kDocuments = {"tags/lo/lo13_contract1p.pdf", "tags/chromium/contract_sl.pdf",
                                             "forms/libreoffice.pdf", "forms/reportlab.pdf"};

Bytes read(const std::string& path) {
    auto data = runtime::read_file(path);
    INFO(path);
    REQUIRE(data.ok());
    return std::move(data).value();
}

/// The document as qpdf writes it with these options.
Bytes made(const Folder& folder, const std::string& document, const std::string& options) {
    const Answer answer = run("qpdf --warning-exit-0 " + options + " " + QUILLPORT_SOURCE_DIR "/tests/corpus/" + document + " " +
                              folder.at("in.pdf"));
    INFO(answer.output);
    REQUIRE(answer.exit == 0);
    return read(folder.at("in.pdf"));
}

Chain planned(const Bytes& file, const NewSignature& wish, const char* password) {
    auto plan = plan_foreign(file, wish, password);
    INFO((plan.ok() ? "" : plan.error().what + " " + plan.error().detail));
    REQUIRE(plan.ok());
    return {file, std::move(plan).value(), {}};
}

SigningAct act_by(const std::string& owner) {
    SigningAct act;
    act.owner = owner;
    act.signer_name = "Žaneta Šimůnková";
    act.reason = "I agree";
    act.caption = "Signed 23 November 2026, 14:05 UTC";
    act.when = kNow;
    return act;
}

std::size_t count(const std::string& text, const std::string& what) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; ++at) ++found;
    return found;
}

/// qpdf finds nothing wrong, pdfsig finds `signatures` and each valid.
void check_file(const Folder& folder, BytesView file, std::size_t signatures, const std::string& password) {
    const std::string path = folder.write("out.pdf", file);
    const Answer qpdf = run("qpdf --password=" + password + " --check " + path);
    INFO(qpdf.output);
    CHECK(qpdf.exit == 0);
    const Answer pdfsig = run("pdfsig -nocert " + (password.empty() ? "" : "-upw " + password + " ") + path);
    INFO(pdfsig.output);
    CHECK(count(pdfsig.output, "Signature is Valid.") == signatures);
    CHECK(count(pdfsig.output, "Total document signed") == 1);
}

}  // namespace

TEST_CASE("a document of somebody else is signed in its own flavour", "[golden][foreign]") {
    for (std::size_t i = 0; i < kCases.size(); ++i) {
        const Case& one = kCases[i];
        // Every flavour with two documents, in turn.
        for (const char* document : {kDocuments[i % kDocuments.size()], kDocuments[(i + 1) % kDocuments.size()]}) {
            DYNAMIC_SECTION(one.name << ", " << document) {
                const Folder folder;
                const Bytes file = made(folder, document, one.options);
                NewSignature wish;
                wish.box = {300, 60, 480, 110};
                Chain chain = planned(file, wish, one.password);
                chain.act(act_by("signer"));
                CHECK(std::equal(file.begin(), file.end(), chain.file.begin()));
                check_file(folder, chain.file, 1, one.password);
                // Somebody else, who knows nothing of the first plan.
                Chain again = planned(chain.file, NewSignature{}, one.password);
                again.act(act_by("signer"), "signer-rsa");
                check_file(folder, again.file, 2, one.password);
                if (again.plan.encryption.streams != Cipher::None) continue;  // our verifier does not read encrypted files yet
                const auto report = signing::verify(again.file, {read(QUILLPORT_BINARY_DIR "/pki/root.pem")}, kNow);
                REQUIRE(report.ok());
                INFO(signing::to_text(report.value()));
                CHECK(report.value().indication == signing::Indication::TotalPassed);
            }
        }
    }
}

TEST_CASE("a certification allows what its level says", "[golden][foreign]") {
    const Folder folder;
    const Bytes file = made(folder, "forms/libreoffice.pdf", "--object-streams=generate");
    for (const int level : {1, 2, 3}) {
        NewSignature wish;
        wish.certify = level;
        Chain chain = planned(file, wish, "");
        chain.act(act_by("signer"));
        check_file(folder, chain.file, 1, "");
        CHECK(run("qpdf --json " + folder.at("out.pdf") + " | grep -c '\"/P\": " + std::to_string(level) + "'").exit == 0);
        CHECK(plan_foreign(chain.file, NewSignature{}).error().detail == (level == 1 ? "final" : "certified"));
        // Validation data does not touch what was signed.
        const auto data = build_validation_data(chain.plan, {{read(QUILLPORT_BINARY_DIR "/pki/root.pem")}, {}, {}});
        REQUIRE(data.ok());
        chain.file.insert(chain.file.end(), data.value().appended.begin(), data.value().appended.end());
        const auto report = signing::verify(chain.file, {read(QUILLPORT_BINARY_DIR "/pki/root.pem")}, kNow);
        REQUIRE(report.ok());
        INFO(signing::to_text(report.value()));
        CHECK(report.value().indication == signing::Indication::TotalPassed);
    }
}

TEST_CASE("what is written anew can be signed and looks the same", "[golden][foreign]") {
    const Folder folder;
    const Bytes file = made(folder, "tags/lo/lo13_contract1p.pdf", "--encrypt '' owner 128 --use-aes=n --allow-weak-crypto --");
    CHECK(plan_foreign(file, NewSignature{}).error().detail == "rc4");
    const auto clean = rewrite_clean(file);
    REQUIRE(clean.ok());
    Chain chain = planned(clean.value(), NewSignature{}, "");
    chain.act(act_by("signer"));
    check_file(folder, chain.file, 1, "");
    const auto text = [&](const std::string& path) { return run("pdftotext -layout " + path + " -").output; };
    CHECK(text(folder.at("in.pdf")) == text(folder.at("out.pdf")));
    CHECK_FALSE(text(folder.at("out.pdf")).empty());
    CHECK(run("qpdf --show-encryption " + folder.at("out.pdf")).output.find("AESv3") != std::string::npos);
}

TEST_CASE("a signature on a prepared field adds few bytes", "[golden][foreign]") {
    Chain chain = prepared_chain(corpus("lo13_contract1p"), {}, {"1"});
    chain.act(certification());
    const std::size_t before = chain.file.size();
    chain.act(act_by("1"));
    // Twice the CMS and what the increment itself needs.
    const std::size_t cms = signing::signature_size(key_of("signer-ec"));
    CHECK(chain.file.size() - before < 2 * cms + 1300);
}
