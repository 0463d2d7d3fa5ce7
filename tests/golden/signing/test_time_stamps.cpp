// Document time-stamps whose tokens OpenSSL's time-stamp authority makes.
#include "mini_pdf.hpp"
#include "quillport/runtime/clock.hpp"
#include "support.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;

namespace {

/// A time-stamp authority of the test PKI, by the openssl program.
class Authority {
  public:
    explicit Authority(std::string name) : name_(std::move(name)) {
        folder_.write(
            "ts.cnf",
            bytes_of("[ tsa ]\ndefault_tsa = own\n[ own ]\nserial = " + folder_.at("serial") +
                     "\ncrypto_device = builtin\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\n"
                     "digests = sha256\nordering = no\ntsa_name = no\ness_cert_id_chain = no\ness_cert_id_alg = sha256\n"));
    }

    Bytes token(BytesView digest) const {
        const std::string key = std::string(QUILLPORT_BINARY_DIR) + "/pki/" + name_;
        const Answer query = run("openssl ts -query -digest " + to_hex(digest) + " -sha256 -cert -out " + folder_.at("q"));
        INFO(query.output);
        REQUIRE(query.exit == 0);
        const Answer reply =
            run("openssl ts -reply -config " + folder_.at("ts.cnf") + " -queryfile " + folder_.at("q") + " -signer " + key +
                ".pem -inkey " + key + ".key -chain " + pki("intermediate") + " -token_out -out " + folder_.at("r"));
        INFO(reply.output);
        REQUIRE(reply.exit == 0);
        return runtime::read_file(folder_.at("r")).value();
    }

  private:
    std::string name_;
    Folder folder_;
};

/// The tokens are of today.
VerificationReport judge_now(const MiniPdf& pdf) { return judge(pdf.view(), "root", runtime::SystemClock().now()); }

void time_stamp(MiniPdf& pdf, int field, const std::function<Bytes(BytesView)>& make) {
    pdf.sign_with(field, "/Type /DocTimeStamp /SubFilter /ETSI.RFC3161", 4096, make);
}

MiniPdf stamped() {
    MiniPdf pdf;
    pdf.sign(11, pdf::test::key_of("signer-ec"));
    pdf.set(20, MiniPdf::signature_field("stamp"));
    pdf.set(4, "<< /Fields [ 10 0 R 11 0 R 12 0 R 13 0 R 14 0 R 20 0 R ] /SigFlags 3 /DR << /Font << /F 15 0 R >> >> >>");
    time_stamp(pdf, 20, [](BytesView digest) { return Authority("tsa").token(digest); });
    return pdf;
}

}  // namespace

TEST_CASE("a document time-stamp passes and leaves the signature before it as it was", "[signing][time-stamp]") {
    const auto report = judge_now(stamped());
    CHECK(report.indication == Indication::TotalPassed);
    REQUIRE(report.signatures.size() == 2);
    CHECK(report.signatures[0].later_changes == std::vector<std::string>{"A document time-stamp was added."});
    CHECK(report.signatures[1].time_stamp);
    CHECK(report.signatures[1].signer == "Quillport Test Time-stamps");
    CHECK(report.signatures[1].covers_whole_file);
}

TEST_CASE("a time-stamp may follow even a certification that allows nothing", "[signing][time-stamp]") {
    MiniPdf pdf;
    pdf.certify(pdf::test::key_of("signer-ec"), 1);
    time_stamp(pdf, 12, [](BytesView digest) { return Authority("tsa").token(digest); });
    CHECK(judge_now(pdf).indication == Indication::TotalPassed);
}

TEST_CASE("a time-stamp over other bytes fails", "[signing][time-stamp][attack]") {
    SECTION("the document was changed under it") {
        MiniPdf pdf = stamped();
        pdf.bytes[pdf.bytes.find("30 days")] = '9';
        const auto report = judge_now(pdf);
        CHECK(report.indication == Indication::TotalFailed);
        CHECK(report.signatures[1].sub_indication == "HASH_FAILURE");
    }
    SECTION("the token was made for another document") {
        MiniPdf pdf;
        time_stamp(pdf, 12, [](BytesView) { return Authority("tsa").token(runtime::sha256(bytes_of("other"))); });
        const auto report = judge_now(pdf);
        CHECK(report.signatures[0].sub_indication == "HASH_FAILURE");
    }
    SECTION("a signature stands where a token must stand") {
        const auto& key = pdf::test::key_of("signer-ec");
        MiniPdf pdf;
        time_stamp(pdf, 12, [&](BytesView digest) { return make_cms(digest, key).value(); });
        CHECK(judge_now(pdf).signatures[0].sub_indication == "FORMAT_FAILURE");
    }
}

TEST_CASE("a signature that calls itself a time-stamp is refused", "[signing][time-stamp][attack]") {
    const auto& key = pdf::test::key_of("signer-ec");
    MiniPdf pdf;
    pdf.sign_with(12, "/Type /DocTimeStamp /SubFilter /ETSI.CAdES.detached", 4096,
                  [&](BytesView digest) { return make_cms(digest, key).value(); });
    CHECK(judge_now(pdf).indication == Indication::TotalFailed);
}
