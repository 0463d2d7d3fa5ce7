// Signing to B-T, B-LT and B-LTA with authorities that answer, fail by chance, or are down; judged by our verifier, openssl, qpdf
// and pdfsig.
#include "authorities.hpp"
#include "quillport/signing/preservation.hpp"
#include "support.hpp"

using namespace quillport;
using namespace quillport::signing;
using pdf::test::act_of;
using pdf::test::Answer;
using pdf::test::Chain;
using pdf::test::corpus;
using pdf::test::Folder;
using pdf::test::prepared_chain;
using pdf::test::run;
using pdf::test::sample_fields;
using pdf::test::sample_roles;
using signing::test::Authorities;

namespace {

runtime::DigestStream hashed(BytesView file, runtime::DigestAlgorithm algorithm = runtime::DigestAlgorithm::Sha256) {
    runtime::DigestStream stream(algorithm);
    stream.update(file);
    return stream;
}

/// A document with its authorities: what a test does to it and what the judges say.
struct Bench {
    explicit Bench(int recipients = 1)
        : chain(prepared_chain(corpus("lo13_contract1p"), sample_fields(recipients), sample_roles(recipients))),
          stamps(authorities.stamper(authorities.time_stamps({"tsa-rsa", "tsa-ec"}))),
          revocation(authorities.revocation()) {}

    [[nodiscard]] PreservationSources sources() const {
        return {authorities.clock,
                stamps.get(),
                revocation.get(),
                {authorities.bytes("root.pem"), authorities.bytes("root-rsa.pem"), authorities.bytes("tsa-root.pem")}};
    }
    Result<Preserved> try_sign(const std::string& key, Level level, PreservationSources from, int recipient = 1) {
        pdf::SigningAct act = act_of(recipient);
        act.when = authorities.clock.now();
        const auto signing_key = authorities.key(key);
        return sign_to_level(hashed(chain.file, signing_key->scheme().digest), chain.plan, std::move(act), *signing_key, level,
                             from, values);
    }
    Preserved keep(Result<Preserved> made) {
        INFO((made.ok() ? "" : made.error().what + " " + made.error().detail));
        REQUIRE(made.ok());
        chain.file.insert(chain.file.end(), made.value().appended.begin(), made.value().appended.end());
        chain.plan = made.value().next;
        values = made.value().values;
        for (const Gap& gap : made.value().gaps) UNSCOPED_INFO(gap.of + ": " + gap.why);
        return std::move(made).value();
    }
    Preserved sign(const std::string& key, Level level, int recipient = 1) {
        return keep(try_sign(key, level, sources(), recipient));
    }
    Preserved complete(Level reached, Level wanted) {
        return keep(complete_preservation(hashed(chain.file), chain.plan, values, reached, wanted, sources()));
    }

    [[nodiscard]] VerificationReport verified(bool require_revocation) const {
        VerifyOptions options;
        options.require_revocation = require_revocation;
        // Of the newest time-stamp nothing stands in the file yet: a verifier asks its authority.
        for (const std::string name : {"tsa-rsa", "tsa-ec", "tsa-intermediate"}) {
            const auto issuer = authorities.certificate(name == "tsa-intermediate" ? "tsa-root" : "tsa-intermediate");
            const auto answer = revocation->ask(authorities.certificate(name), issuer);
            if (answer.ok())
                options.revocation.push_back(answer.value().ocsp_response.empty() ? answer.value().crl
                                                                                  : answer.value().ocsp_response);
        }
        auto report = verify(chain.file, sources().anchors, authorities.clock.now(), options);
        REQUIRE(report.ok());
        UNSCOPED_INFO(to_text(report.value()));
        return std::move(report).value();
    }
    void judge(const std::string& level, bool require_revocation) const {
        const auto report = verified(require_revocation);
        CHECK(report.indication == Indication::TotalPassed);
        for (const auto& one : report.signatures) {
            if (!one.time_stamp) CHECK(one.level == level);
        }
        const std::string path = folder.write("out.pdf", chain.file);
        CHECK(run("qpdf --check " + path).exit == 0);
        const Answer pdfsig = run("pdfsig -nocert " + path);
        CHECK_THAT(pdfsig.output, Catch::Contains("Signature is Valid"));
        CHECK_THAT(pdfsig.output, !Catch::Contains("Digest Mismatch"));
    }
    /// Lines of the /DSS: which list, how many.
    [[nodiscard]] std::size_t stored(const std::string& list) const {
        const std::string path = folder.write("out.pdf", chain.file);
        const Answer listed = run("qpdf --json=1 --json-key=objects " + path +
                                  " | python3 -c \"import json,sys\n"
                                  "o=json.load(sys.stdin)['objects']\n"
                                  "d=[v for v in o.values() if isinstance(v,dict) and '/DSS' in v][0]['/DSS']\n"
                                  "d=o[d] if isinstance(d,str) else d\n"
                                  "l=d.get('" +
                                  list +
                                  "',[])\n"
                                  "l=o[l] if isinstance(l,str) else l\n"
                                  "print(len(set(l)) if len(set(l))==len(l) else -1)\"");
        return static_cast<std::size_t>(std::atoi(listed.output.c_str()));
    }

    Authorities authorities;
    Chain chain;
    std::unique_ptr<TimeStampSource> stamps;
    std::unique_ptr<RevocationSource> revocation;
    PreservedValues values;
    Folder folder;
};

/// A source whose first words about size are wrong.
class Understated final : public TimeStampSource {
  public:
    explicit Understated(TimeStampSource& source) : source_(source) {}
    [[nodiscard]] Result<TimeStamp> stamp(runtime::DigestAlgorithm algorithm, BytesView digest) override {
        ++calls;
        return source_.stamp(algorithm, digest);
    }
    [[nodiscard]] Result<std::size_t> token_size(runtime::DigestAlgorithm) override { return 1000; }
    int calls = 0;

  private:
    TimeStampSource& source_;
};

std::vector<Bytes> document_time_stamps(const PreservedValues& values) {
    std::vector<Bytes> tokens;
    for (const auto& value : values) {
        if (value.document_time_stamp) tokens.push_back(value.value);
    }
    return tokens;
}

}  // namespace

TEST_CASE("a signature reaches each level, though one call in twenty fails", "[signing][levels]") {
    Bench bench;
    const auto level = GENERATE(Level::B_B, Level::B_T, Level::B_LT, Level::B_LTA);
    const auto key = GENERATE(as<std::string>{}, "signer-rsa", "signer-ec");
    CAPTURE(name_of(level), key);
    const Preserved made = bench.sign(key, level);
    CHECK(made.gaps.empty());
    CHECK(made.reached == level);
    bench.judge(std::string(name_of(level)), level >= Level::B_LT);
    CHECK(document_time_stamps(bench.values).size() == (level == Level::B_LTA ? 1U : 0U));
    if (level < Level::B_LT) return;
    // Signer, its intermediate, its root and its responder; the same of the time-stamps.
    CHECK(bench.stored("/Certs") >= 6);
    CHECK(bench.stored("/OCSPs") + bench.stored("/CRLs") == 4);
    // What is complete stays as it is.
    CHECK(bench.complete(made.reached, level).appended.empty());
}

TEST_CASE("each kind of key reaches the highest level", "[signing][levels]") {
    Bench bench;
    const auto key =
        GENERATE(as<std::string>{}, "signer-rsa2048", "signer-pss", "signer-ec384", "signer-ec521", "signer-ed25519");
    CAPTURE(key);
    CHECK(bench.sign(key, Level::B_LTA).reached == Level::B_LTA);
    const auto report = bench.verified(true);
    CHECK(report.indication == Indication::TotalPassed);
    CHECK(report.signatures.at(0).level == "B-LTA");
    CHECK(run("qpdf --check " + bench.folder.write("out.pdf", bench.chain.file)).exit == 0);
}

TEST_CASE("a document time-stamp satisfies the openssl program", "[signing][levels]") {
    Bench bench;
    bench.sign("signer-ec", Level::B_LTA);
    const auto found = pdf::read_signatures(bench.chain.file);
    REQUIRE(found.ok());
    const auto& stamp = found.value().signatures.back();
    REQUIRE(stamp.time_stamp);
    const auto& r = stamp.byte_range;
    const auto at = [&](int i) { return bench.chain.file.begin() + static_cast<std::ptrdiff_t>(r[static_cast<std::size_t>(i)]); };
    Bytes covered(at(0), at(0) + r[1]);
    covered.insert(covered.end(), at(2), at(2) + r[3]);
    const std::string data = bench.folder.write("covered", covered);
    const std::string token = bench.folder.write("token", document_time_stamps(bench.values).front());
    const Answer judged = run("openssl ts -verify -token_in -in " + token + " -data " + data + " -CAfile " +
                              bench.authorities.file("tsa-root.pem"));
    CHECK_THAT(judged.output, Catch::Contains("Verification: OK"));
    CHECK(r[2] + r[3] == static_cast<std::int64_t>(bench.chain.file.size()));
}

TEST_CASE("with everything down a document is signed, and preserved later", "[signing][levels]") {
    Bench bench;
    bench.authorities.control("fail=1");
    const Preserved made = bench.sign("signer-rsa", Level::B_LTA);
    CHECK(made.reached == Level::B_B);
    REQUIRE(made.gaps.size() == 1);
    CHECK(made.gaps[0].what == Gap::What::TimeStamp);
    CHECK(made.gaps[0].worth_retrying);
    bench.judge("B-B", false);

    const Preserved still = bench.complete(Level::B_B, Level::B_LTA);
    CHECK(still.appended.empty());
    CHECK(still.reached == Level::B_B);

    bench.authorities.control("fail=0.05");
    const Preserved later = bench.complete(Level::B_B, Level::B_LTA);
    CHECK(later.reached == Level::B_LTA);
    CHECK(later.gaps.empty());
    bench.judge("B-LTA", true);
}

TEST_CASE("without revocation data the time-stamp is there already, and the rest comes later", "[signing][levels]") {
    Bench bench;
    bench.authorities.control("fail=1&of=ocsp");
    bench.authorities.control("fail=1&of=crl");
    const Preserved made = bench.sign("signer-ec", Level::B_LTA);
    CHECK(made.reached == Level::B_T);
    REQUIRE(made.gaps.size() == 4);
    CHECK(made.gaps[0].what == Gap::What::Revocation);
    CHECK(made.gaps[0].of == "Maja Kovačič");
    bench.judge("B-T", false);
    CHECK(document_time_stamps(bench.values).empty());

    bench.authorities.control("fail=0.05");
    CHECK(bench.complete(made.reached, Level::B_LTA).reached == Level::B_LTA);
    bench.judge("B-LTA", true);
    CHECK(document_time_stamps(bench.values).size() == 1);
}

TEST_CASE("a time-stamp that policy demands is an error before anything is written", "[signing][levels]") {
    Bench bench;
    bench.authorities.control("fail=1");
    PreservationSources sources = bench.sources();
    sources.time_stamp_required = true;
    const auto refused = bench.try_sign("signer-ec", Level::B_T, sources);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::Unavailable);
    CHECK(refused.error().detail == "time_stamp");
}

TEST_CASE("who may not sign is refused before anything is written", "[signing][levels]") {
    Bench bench;
    const auto level = GENERATE(Level::B_B, Level::B_LTA);
    const auto detail_of = [&](const std::string& key) {
        const auto refused = bench.try_sign(key, level, bench.sources());
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().code == ErrorCode::PreconditionFailed);
        return refused.error().detail;
    };
    CHECK(detail_of("expired") == "key_expired");
    CHECK(detail_of("not-yet-valid") == "key_not_yet_valid");
    CHECK(detail_of("no-signing") == "key_usage");
    CHECK(detail_of("revoked") == "key_revoked");
    CHECK(detail_of("revoked-rsa") == "key_revoked");
    CHECK(detail_of("signer-of-revoked") == "issuer_revoked");
    bench.authorities.control("fail=1&of=ocsp");
    bench.revocation = bench.authorities.revocation();
    CHECK(detail_of("revoked") == "key_revoked");  // by the list
    CHECK(detail_of("signer-of-revoked") == "issuer_revoked");
}

TEST_CASE("a token that is larger than thought is given room", "[signing][levels]") {
    Bench bench;
    Understated understated(*bench.stamps);
    PreservationSources sources = bench.sources();
    sources.time_stamps = &understated;
    const Preserved made = bench.keep(bench.try_sign("signer-ec", Level::B_LTA, sources));
    CHECK(made.reached == Level::B_LTA);
    CHECK(understated.calls == 4);
    bench.judge("B-LTA", true);
}

TEST_CASE("a chain that lacks its authority is completed", "[signing][levels]") {
    Bench bench;
    bench.authorities.control("fail=0");
    const auto alone = load_pem_key(bench.authorities.file("signer-ec.key"), bench.authorities.file("signer-ec.pem"));
    REQUIRE(alone.ok());
    const auto made = bench.keep(
        sign_to_level(hashed(bench.chain.file), bench.chain.plan, act_of(1), *alone.value(), Level::B_LT, bench.sources()));
    CHECK(made.reached == Level::B_LT);
    bench.judge("B-LT", true);
}

TEST_CASE("many signers are preserved together", "[signing][levels]") {
    Bench bench(3);
    bench.sign("signer-ec", Level::B_B, 1);
    bench.sign("signer-rsa", Level::B_T, 2);
    bench.sign("signer-rsa2048", Level::B_B, 3);
    const Preserved made = bench.complete(Level::B_B, Level::B_LTA);
    CHECK(made.reached == Level::B_LTA);
    bench.judge("B-LTA", true);
    CHECK(document_time_stamps(bench.values).size() == 2);  // one for those without, one over everything

    // Somebody who knows only the file finds the same.
    const auto found = values_of(pdf::read_signatures(bench.chain.file).value());
    REQUIRE(found.size() == bench.values.size());
    for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i].document_time_stamp == bench.values[i].document_time_stamp);
}

TEST_CASE("an archive time-stamp is renewed before it weakens", "[signing][levels]") {
    Bench bench;
    bench.authorities.control("fail=0");
    const auto short_lived = bench.authorities.stamper(bench.authorities.time_stamps({"tsa-expires-soon"}));
    PreservationSources sources = bench.sources();
    sources.time_stamps = short_lived.get();
    CHECK(bench.keep(bench.try_sign("signer-ec", Level::B_LTA, sources)).reached == Level::B_LTA);

    const RenewalPolicy policy{std::chrono::hours(24 * 30), std::chrono::hours(24 * 7)};
    const auto advice = renewal_due(bench.values, bench.authorities.clock.now(), policy);
    REQUIRE(advice.ok());
    CHECK_FALSE(advice.value().due);
    CHECK(bench.keep(renew(hashed(bench.chain.file), bench.chain.plan, bench.values, bench.sources(), policy)).appended.empty());
    const Bytes unrenewed = bench.chain.file;

    bench.authorities.go_on(std::chrono::hours(24 * 40));
    CHECK(renewal_due(bench.values, bench.authorities.clock.now(), policy).value().due);
    SECTION("not without revocation data that can still be waited for") {
        bench.authorities.control("fail=1&of=ocsp");
        bench.authorities.control("fail=1&of=crl");
        const auto made = renew(hashed(bench.chain.file), bench.chain.plan, bench.values, bench.sources(), policy);
        CHECK(made.error().code == ErrorCode::Unavailable);
        bench.authorities.go_on(std::chrono::hours(24 * 55));
        CHECK(bench.keep(renew(hashed(bench.chain.file), bench.chain.plan, bench.values, bench.sources(), policy)).gaps.size() ==
              2);
    }
    SECTION("and then holds when the first one has ended") {
        const auto made = bench.keep(renew(hashed(bench.chain.file), bench.chain.plan, bench.values, bench.sources(), policy));
        CHECK_FALSE(made.appended.empty());
        CHECK_FALSE(renewal_due(bench.values, bench.authorities.clock.now(), policy).value().due);
        CHECK(bench.keep(renew(hashed(bench.chain.file), bench.chain.plan, bench.values, bench.sources(), policy))
                  .appended.empty());
        bench.authorities.go_on(std::chrono::hours(24 * 100));
        CHECK(bench.verified(true).indication == Indication::TotalPassed);
        bench.chain.file = unrenewed;
        CHECK(bench.verified(true).indication != Indication::TotalPassed);
    }
}

TEST_CASE("a document without a time-stamp has nothing to renew", "[signing][levels]") {
    Bench bench;
    bench.sign("signer-ec", Level::B_B);
    CHECK(renewal_due(bench.values, bench.authorities.clock.now()).error().code == ErrorCode::NotFound);
}
