// Documents out of LibreOffice, prepared and signed by several people, in the eyes of our verifier and of OpenSSL.
#include <regex>

#include "support.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;

namespace {

struct Signed {
    std::string content;  ///< the covered bytes
    std::string cms;      ///< DER with the zeros of the hole
};

/// Every signature of the file, found by its /ByteRange as text: a reader that shares nothing with ours.
std::vector<Signed> extract(const Bytes& file) {
    static const std::regex kRange(R"(/ByteRange *\[ *0 +(\d+) +(\d+) +(\d+) *\])");
    const std::string text(text_of(file));
    std::vector<Signed> all;
    for (std::sregex_iterator i(text.begin(), text.end(), kRange), end; i != end; ++i) {
        const auto number = [&](std::size_t n) { return std::stoul((*i)[n].str()); };
        const std::string hex = text.substr(number(1) + 1, number(2) - number(1) - 2);
        std::string cms;
        for (std::size_t at = 0; at + 1 < hex.size(); at += 2)
            cms += static_cast<char>(std::stoi(hex.substr(at, 2), nullptr, 16));
        all.push_back({text.substr(0, number(1)) + text.substr(number(2), number(3)), cms});
    }
    return all;
}

/// Certificates are judged at the time of the test, not today.
std::string at_test_time() {
    return " -attime " +
           std::to_string(std::chrono::duration_cast<std::chrono::seconds>(pdf::test::kNow.time_since_epoch()).count());
}

}  // namespace

TEST_CASE("a certification and two or five recipients all pass, after every act", "[signing][chain]") {
    const int recipients = GENERATE(2, 5);
    const std::string document = GENERATE("lo13_contract1p", "lo03_tables", "lo04_header_footer");
    CAPTURE(document, recipients);
    const Chain chain = signed_chain(corpus(document), recipients);
    for (std::size_t i = 1; i < chain.revisions.size(); ++i) {
        const auto report = judge(BytesView(chain.file).first(chain.revisions[i]));
        CHECK(report.indication == Indication::TotalPassed);
        CHECK(report.signatures.size() == i);
        CHECK(report.verdict.starts_with("Genuine and unchanged."));
        for (const SignatureReport& s : report.signatures) {
            CHECK(s.indication == Indication::TotalPassed);
            CHECK((s.cryptography_ok && s.chain_ok && s.later_changes_allowed));
            CHECK(s.covers_whole_file == (&s == &report.signatures.back()));
        }
    }
}

TEST_CASE("thirty recipients pass as well, after every act", "[signing][chain]") {
    std::vector<Field> fields;
    std::vector<std::string> roles;
    for (int i = 1; i <= 30; ++i) {
        roles.push_back(std::to_string(i));
        const double y = 20.0 + 26.0 * i;
        fields.push_back(pdf::test::field("r" + roles.back() + "_name", FieldType::Name, roles.back(), {40, y, 180, y + 14}));
        fields.push_back(
            pdf::test::field("r" + roles.back() + "_sign", FieldType::Signature, roles.back(), {200, y, 300, y + 24}));
    }
    Chain chain = pdf::test::prepared_chain(corpus("lo13_contract1p"), fields, roles);
    chain.act(pdf::test::certification());
    for (const std::string& role : roles) {
        pdf::SigningAct act;
        act.owner = role;
        act.signer_name = "Signer " + role;
        act.values = {{"r" + role + "_name", act.signer_name}};
        act.when = pdf::test::kNow;
        chain.act(act);
    }
    for (std::size_t i = 1; i < chain.revisions.size(); ++i) {
        const auto report = judge(BytesView(chain.file).first(chain.revisions[i]));
        CHECK(report.indication == Indication::TotalPassed);
        CHECK(report.signatures.size() == i);
        CHECK(report.revisions.size() == i - 1);
    }
    // Another program sees as many valid signatures.
    const Folder folder;
    const std::string file = folder.write("chain.pdf", chain.file);
    CHECK(run("pdfsig -nocert " + file + " | grep -c 'Signature is Valid'").output == "31\n");
    CHECK(run("pdfsig -nocert " + file + " | grep -c 'Signature Validation'").output == "31\n");
    CHECK(run("qpdf --check " + file).exit == 0);
}

TEST_CASE("OpenSSL accepts every signature over the bytes that its range names", "[signing][chain]") {
    const Folder folder;
    const Chain chain = signed_chain(corpus("lo13_contract1p"), 2);
    const auto all = extract(chain.file);
    REQUIRE(all.size() == 3);
    for (const Signed& one : all) {
        const std::string content = folder.write("content", bytes_of(one.content));
        const std::string cms = folder.write("cms.der", bytes_of(one.cms));
        const std::string command = "openssl cms -verify -binary -inform DER -in " + cms + " -content " + content + " -CAfile " +
                                    pki("root") + " -purpose any -cades -out /dev/null" + at_test_time();
        const Answer answer = run(command);
        INFO(answer.output);
        CHECK(answer.exit == 0);
        folder.write("content", bytes_of(one.content + "x"));
        CHECK(run(command).exit != 0);
    }
}

TEST_CASE("what was there before a signature does not change a byte", "[signing][chain]") {
    Chain chain = pdf::test::prepared_chain(corpus("lo13_contract1p"), pdf::test::sample_fields(2), pdf::test::sample_roles(2));
    for (const auto& act : {pdf::test::certification(), pdf::test::act_of(1), pdf::test::act_of(2)}) {
        const Bytes before = chain.file;
        const auto made = sign_increment(before, chain.plan, act, pdf::test::key_of("signer-rsa"));
        REQUIRE(made.ok());
        chain.act(act, "signer-rsa");
        CHECK(std::equal(before.begin(), before.end(), chain.file.begin()));
        CHECK(chain.plan.file_size == static_cast<std::int64_t>(chain.file.size()));
    }
}
