// Honest files of every kind of which validators think differently: other flavours of cross-reference, encrypted, with validation
// data and time-stamps between the signatures. Judged after each step.
#include "../../unit/signing/authorities.hpp"
#include "quillport/pdf/foreign_plan.hpp"
#include "quillport/signing/preservation.hpp"
#include "support.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;

namespace {

struct Kind {
    const char* qpdf;  ///< options
    const char* password;
};

Bytes made_by_qpdf(const std::string& document, const Kind& kind) {
    const Folder folder;
    const Answer answer =
        run(std::string("qpdf ") + kind.qpdf + " " + folder.write("in.pdf", corpus(document)) + " " + folder.at("out.pdf"));
    INFO(answer.output);
    REQUIRE(answer.exit == 0);
    return runtime::read_file(folder.at("out.pdf")).value();
}

void append(Bytes& file, const Bytes& more) { file.insert(file.end(), more.begin(), more.end()); }

void sign_foreign(Bytes& file, const std::string& field, const std::string& password, const std::string& key) {
    pdf::NewSignature wish;
    wish.field = field;
    wish.box = field == "first" ? Rect{60, 60, 260, 120} : Rect{300, 60, 500, 120};
    const auto plan = pdf::plan_foreign(file, wish, password);
    INFO((plan.ok() ? "" : plan.error().what));
    REQUIRE(plan.ok());
    pdf::SigningAct act;
    act.owner = wish.owner;
    act.signer_name = "Maja Kovačič";
    act.when = pdf::test::kNow;
    const auto made = sign_increment(file, plan.value(), act, pdf::test::key_of(key));
    REQUIRE(made.ok());
    append(file, made.value().appended);
}

/// Certificates of the signers, as a document security store holds them.
void store_certificates(Bytes& file, const std::string& password, const std::string& key) {
    const auto plan = pdf::plan_foreign(file, std::nullopt, password);
    REQUIRE(plan.ok());
    const auto made = pdf::build_validation_data(plan.value(), {pdf::test::key_of(key).chain(), {}, {}});
    REQUIRE(made.ok());
    REQUIRE_FALSE(made.value().appended.empty());
    append(file, made.value().appended);
}

}  // namespace

TEST_CASE("no honest file of any kind raises an alarm", "[signing][legal]") {
    int judged = 0;
    for (const Kind& kind : {Kind{"--object-streams=disable", ""}, Kind{"--object-streams=generate", ""}, Kind{"--linearize", ""},
                             Kind{"--encrypt '' owner 128 --use-aes=y --", ""}, Kind{"--encrypt '' owner 256 --", ""},
                             Kind{"--object-streams=generate --encrypt secret owner 256 --", "secret"}}) {
        for (const char* document : {"lo13_contract1p", "lo03_tables"}) {
            CAPTURE(kind.qpdf, document);
            const std::string opens = std::string(kind.qpdf).find("--encrypt") == std::string::npos ? "" : "owner";
            Bytes file = made_by_qpdf(document, kind);
            const auto still_right = [&](std::size_t signatures) {
                VerifyOptions options;
                options.password = kind.password;
                const auto report = verify(file, {runtime::read_file(pki("root")).value()}, pdf::test::kNow, options);
                REQUIRE(report.ok());
                INFO(to_text(report.value()));
                CHECK(report.value().indication == Indication::TotalPassed);
                CHECK(report.value().signatures.size() == signatures);
                ++judged;
            };
            sign_foreign(file, "first", opens, "signer-ec");
            still_right(1);
            store_certificates(file, opens, "signer-ec");
            still_right(1);
            sign_foreign(file, "second", opens, "signer-rsa");
            still_right(2);
            store_certificates(file, opens, "signer-rsa");
            still_right(2);
        }
    }
    WARN(judged << " files");
    CHECK(judged >= 48);
}

TEST_CASE("each revision of a file that was brought to B-LTA is honest by itself", "[signing][legal]") {
    Authorities authorities;
    const auto stamps = authorities.stamper(authorities.time_stamps({"tsa-rsa", "tsa-ec"}));
    const auto revocation = authorities.revocation();
    const PreservationSources sources{
        authorities.clock,
        stamps.get(),
        revocation.get(),
        {authorities.bytes("root.pem"), authorities.bytes("root-rsa.pem"), authorities.bytes("tsa-root.pem")}};
    Chain chain = pdf::test::prepared_chain(corpus("lo13_contract1p"), pdf::test::sample_fields(3), pdf::test::sample_roles(3));
    PreservedValues values;
    constexpr std::array kKeys{"signer-ec", "signer-rsa", "signer-ocsp-only"};
    for (int i = 1; i <= 3; ++i) {
        pdf::SigningAct act = pdf::test::act_of(i);
        act.when = authorities.clock.now();
        runtime::DigestStream seen;
        seen.update(chain.file);
        auto made = sign_to_level(seen, chain.plan, act, *authorities.key(kKeys.at(static_cast<std::size_t>(i - 1))),
                                  Level::B_LTA, sources, values);
        REQUIRE(made.ok());
        CHECK(made.value().reached == Level::B_LTA);
        append(chain.file, made.value().appended);
        chain.plan = made.value().next;
        values = made.value().values;
    }
    const auto whole = verify(chain.file, sources.anchors, authorities.clock.now());
    REQUIRE(whole.ok());
    CHECK(whole.value().indication == Indication::TotalPassed);
    // Signature, validation data, document time-stamp; three times, of which the first signature is the beginning.
    REQUIRE(whole.value().revisions.size() == 8);
    std::size_t signatures = 1;
    for (const pdf::Revision& revision : whole.value().revisions) {
        const auto part =
            verify(BytesView(chain.file).first(static_cast<std::size_t>(revision.end)), sources.anchors, authorities.clock.now());
        REQUIRE(part.ok());
        INFO(to_text(part.value()));
        signatures += revision.field.empty() ? 0 : 1;
        CHECK(part.value().indication == Indication::TotalPassed);
        CHECK(part.value().signatures.size() == signatures);
        const bool stores = revision.changes.size() == 1 && revision.changes[0].kind == pdf::ChangeKind::ValidationData;
        CHECK(revision.field.empty() == stores);
    }
    CHECK(signatures == 6);
}
