// What time-stamps prove, and what that does for certificates that have ended since (EN 319 102-1 §5.5, §5.6).
#include "lasting_pdf.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;

namespace {

constexpr TimePoint kSigned = on(2025, 6, 2);

VerificationReport judge(const MiniPdf& pdf, TimePoint now, VerifyOptions options = {}) {
    auto report = verify(pdf.view(), world().anchors(), now, options);
    if (!report.ok()) FAIL(report.error().what + " " + report.error().detail);
    UNSCOPED_INFO(to_text(report.value()));
    return std::move(report).value();
}

LastingPdf signed_with_time() {
    LastingPdf pdf;
    pdf.sign_at(11, *world().key, world().tsa.get(), kSigned);
    return pdf;
}

/// B-LT: everything that is needed is in the file.
LastingPdf complete() {
    LastingPdf pdf = signed_with_time();
    pdf.store({world().good_signer()}, {world().good_authority(), world().good_stamps()}, {world().authority.get()});
    return pdf;
}

}  // namespace

TEST_CASE("a time-stamp inside the signature keeps it alive after its certificate has expired", "[signing][time]") {
    SECTION("without one it is lost") {
        LastingPdf pdf;
        pdf.sign_at(11, *world().key);
        CHECK(judge(pdf, on(2025, 7)).indication == Indication::TotalPassed);
        CHECK(judge(pdf, on(2027)).signatures[0].sub_indication == "OUT_OF_BOUNDS_NO_POE");
        CHECK(judge(pdf, on(2027)).signatures[0].proven_time.empty());
        CHECK(judge(pdf, on(2025, 7)).signatures[0].level == "B-B");
    }
    SECTION("with one it passes") {
        const auto report = judge(signed_with_time(), on(2027));
        CHECK(report.indication == Indication::TotalPassed);
        const SignatureReport& s = report.signatures.at(0);
        CHECK(s.level == "B-T");
        CHECK(s.proven_time == "2025-06-02T00:00:00.000Z");
        REQUIRE(s.time_stamps.size() == 1);
        CHECK(s.time_stamps[0].authority == "Stamps");
        CHECK(s.time_stamps[0].indication == Indication::TotalPassed);
    }
    SECTION("until the time-stamp's own certificate expires") {
        const auto report = judge(signed_with_time(), on(2029));
        CHECK(report.signatures[0].sub_indication == "OUT_OF_BOUNDS_NO_POE");
        CHECK(report.signatures[0].time_stamps[0].sub_indication == "OUT_OF_BOUNDS_NO_POE");
    }
    SECTION("longer when it says that nothing was revoked") {
        CHECK(judge(complete(), on(2027)).indication == Indication::TotalPassed);
        LastingPdf pdf;
        pdf.sign_at(11, *world().key);
        pdf.store({ocsp(*world().signer, *world().responder, {.this_update = on(2025, 12, 31), .next_update = on(2026, 1, 5)})},
                  {});
        CHECK(judge(pdf, on(2026, 6)).signatures[0].sub_indication == "OUT_OF_BOUNDS_NOT_REVOKED");
    }
}

TEST_CASE("the level says what is in the file", "[signing][time]") {
    LastingPdf pdf = complete();
    CHECK(judge(pdf, on(2025, 7)).signatures[0].level == "B-LT");
    pdf.archive(*world().tsa, on(2025, 6, 3));
    const auto report = judge(pdf, on(2025, 7));
    CHECK(report.signatures[0].level == "B-LTA");
    CHECK(report.signatures[1].time_stamp);
    CHECK(report.signatures[1].level.empty());
    CHECK(report.indication == Indication::TotalPassed);
    CHECK(report.signatures[0].remarks.empty());

    SECTION("nobody needs to be trusted for that") {
        const auto strangers = verify(pdf.view(), std::vector<Bytes>{}, on(2025, 7));
        REQUIRE(strangers.ok());
        CHECK(strangers.value().signatures[0].level == "B-LTA");
        CHECK(strangers.value().indication == Indication::Indeterminate);
    }
    SECTION("data that came after the last archive time-stamp are not archived") {
        LastingPdf other = signed_with_time();
        other.archive(*world().tsa, on(2025, 6, 3));
        other.store({world().good_signer()}, {world().good_authority(), world().good_stamps()});
        CHECK(judge(other, on(2025, 7)).signatures[0].level == "B-LT");
    }
    SECTION("half of the data is not enough") {
        LastingPdf other = signed_with_time();
        other.store({world().good_signer()}, {world().good_stamps()});
        CHECK(judge(other, on(2025, 7)).signatures[0].level == "B-T");
    }
}

TEST_CASE("archive time-stamps carry a signature over the end of every certificate", "[signing][time]") {
    LastingPdf pdf = complete();
    pdf.archive(*world().tsa, on(2025, 6, 3));
    CHECK(judge(pdf, on(2027)).indication == Indication::TotalPassed);
    // The first authority's certificate ends in 2028; a second one stamps before.
    CHECK(judge(pdf, on(2029)).indication == Indication::Indeterminate);
    pdf.store({}, {crl(*world().stamp_root, {.this_update = on(2027, 5, 1), .next_update = on(2028, 5, 1)})});
    pdf.archive(*world().late_tsa, on(2027, 6, 1));
    const auto report = judge(pdf, on(2041));
    CHECK(report.indication == Indication::TotalPassed);
    CHECK(report.signatures[0].level == "B-LTA");
    CHECK(report.signatures[0].proven_time == "2025-06-02T00:00:00.000Z");

    SECTION("revocation is proven as well") {
        // The last time-stamp stands at the end of the file: what says that its authority is good is given from outside.
        VerifyOptions strict{
            .revocation = {crl(*world().stamp_root, {.this_update = on(2040, 12, 31), .next_update = on(2041, 2, 1)})},
            .require_revocation = true};
        CHECK(judge(pdf, on(2041), strict).indication == Indication::TotalPassed);
        strict.revocation.clear();
        CHECK(judge(pdf, on(2041), strict).signatures.back().sub_indication == "TRY_LATER");
    }
}

TEST_CASE("a certificate that was revoked counts up to that moment", "[signing][time][revocation]") {
    const auto revoked = [](TimePoint when) {
        return ocsp(*world().signer, *world().responder,
                    {.this_update = on(2025, 9, 1),
                     .next_update = on(2025, 9, 8),
                     .revoked = when,
                     .reason = OCSP_REVOKED_STATUS_KEYCOMPROMISE});
    };
    SECTION("revoked after the proven moment") {
        LastingPdf pdf = signed_with_time();
        pdf.store({revoked(on(2025, 8, 1))}, {});
        const auto report = judge(pdf, on(2025, 10));
        CHECK(report.indication == Indication::TotalPassed);
        CHECK(report.signatures[0].remarks.at(0) == "A certificate was revoked on 2025-08-01T00:00:00.000Z, which is later.");
    }
    SECTION("revoked before it") {
        LastingPdf pdf = signed_with_time();
        pdf.store({revoked(on(2025, 5, 1))}, {});
        const auto report = judge(pdf, on(2025, 10));
        CHECK(report.indication == Indication::Indeterminate);
        CHECK(report.signatures[0].sub_indication == "REVOKED_NO_POE");
        CHECK_FALSE(report.signatures[0].chain_ok);
        CHECK(report.signatures[0].cryptography_ok);
    }
    SECTION("revoked, and nothing proves when it was signed") {
        LastingPdf pdf;
        pdf.sign_at(11, *world().key);
        pdf.store({revoked(on(2025, 8, 1))}, {});
        CHECK(judge(pdf, on(2025, 10)).signatures[0].sub_indication == "REVOKED_NO_POE");
        CHECK(judge(pdf, on(2027)).signatures[0].sub_indication == "REVOKED_NO_POE");
    }
    SECTION("signed after the revocation for sure: the signature covers a time-stamp that is later") {
        LastingPdf pdf;
        pdf.archive(*world().tsa, on(2025, 8, 2));
        pdf.sign_at(11, *world().key, world().tsa.get(), on(2025, 8, 3));
        pdf.store({revoked(on(2025, 8, 1))}, {});
        const auto report = judge(pdf, on(2025, 10));
        CHECK(report.indication == Indication::TotalFailed);
        CHECK(report.signatures[1].sub_indication == "REVOKED");
        CHECK(report.verdict.starts_with("Not genuine."));
    }
    SECTION("its authority was revoked") {
        LastingPdf pdf = signed_with_time();
        pdf.store({}, {crl(*world().root, {.this_update = on(2025, 9, 1),
                                           .next_update = on(2025, 10, 1),
                                           .revoked = {{world().authority.get(), on(2025, 5, 1), CRL_REASON_CA_COMPROMISE}}})});
        CHECK(judge(pdf, on(2025, 10)).signatures[0].sub_indication == "REVOKED_CA_NO_POE");
    }
    SECTION("the data that say so may not vanish by a later update") {
        LastingPdf pdf = signed_with_time();
        pdf.store({revoked(on(2025, 5, 1))}, {});
        pdf.sign_at(12, *world().key, world().tsa.get(), on(2025, 9, 2));
        pdf.set(1, "<< /Type /Catalog /Pages 2 0 R /AcroForm 4 0 R >>");
        pdf.flush();
        CHECK(judge(pdf, on(2025, 10)).signatures[0].sub_indication == "REVOKED_NO_POE");
    }
}

TEST_CASE("a signature that is older or younger than its certificate fails", "[signing][time]") {
    SECTION("older") {
        LastingPdf pdf;
        pdf.sign_at(11, *world().key, world().tsa.get(), on(2023, 6, 1));
        const auto report = judge(pdf, on(2025, 7));
        CHECK(report.indication == Indication::TotalFailed);
        CHECK(report.signatures[0].sub_indication == "NOT_YET_VALID");
    }
    SECTION("younger") {
        LastingPdf pdf;
        pdf.archive(*world().tsa, on(2026, 2, 1));
        pdf.sign_at(11, *world().key, world().tsa.get(), on(2026, 2, 2));
        const auto report = judge(pdf, on(2026, 7));
        CHECK(report.indication == Indication::TotalFailed);
        CHECK(report.signatures[1].sub_indication == "EXPIRED");
    }
}

TEST_CASE("a time-stamp that does not count proves nothing", "[signing][time][attack]") {
    const auto& w = world();
    const auto with_token = [&](const std::function<Bytes(BytesView)>& make) {
        LastingPdf pdf;
        pdf.sign_with(11, LastingPdf::kDictionary, LastingPdf::kHole,
                      [&](BytesView digest) { return stamped(make_cms(digest, *w.key).value(), make); });
        return judge(pdf, on(2027));
    };
    SECTION("it is over something else") {
        const auto report = with_token([&](BytesView) { return token(*w.tsa, kSigned, runtime::sha256(bytes_of("other"))); });
        CHECK(report.signatures[0].sub_indication == "OUT_OF_BOUNDS_NO_POE");
        CHECK(report.signatures[0].time_stamps[0].sub_indication == "HASH_FAILURE");
        CHECK(report.signatures[0].level == "B-B");
    }
    SECTION("nobody trusts its authority") {
        const auto stranger = issue({.name = "Stranger", .profile = "root"}, nullptr);
        const auto tsa = issue({.name = "Strange Stamps", .profile = "tsa"}, stranger.get());
        const auto report = with_token([&](BytesView digest) { return token(*tsa, kSigned, digest); });
        CHECK(report.signatures[0].sub_indication == "OUT_OF_BOUNDS_NO_POE");
        CHECK(report.signatures[0].time_stamps[0].sub_indication == "NO_CERTIFICATE_CHAIN_FOUND");
        CHECK(report.signatures[0].remarks.size() == 1);
    }
    SECTION("it states a moment in the future") {
        const auto report = with_token([&](BytesView digest) { return token(*w.tsa, on(2027, 3), digest); });
        CHECK(report.signatures[0].time_stamps[0].sub_indication == "TIMESTAMP_ORDER_FAILURE");
    }
    SECTION("it is no token at all") {
        const auto report = with_token([&](BytesView) { return Bytes{std::byte{0x30}, std::byte{0}}; });
        CHECK(report.signatures[0].time_stamps[0].sub_indication == "FORMAT_FAILURE");
    }
    SECTION("its hash is too weak") {
        const auto report = with_token([&](BytesView) { return token(*w.tsa, kSigned, Bytes(20), EVP_sha1()); });
        CHECK(report.signatures[0].indication == Indication::Indeterminate);
    }
}

TEST_CASE("an archive time-stamp that is earlier than what it covers is out of order", "[signing][time][attack]") {
    LastingPdf pdf = signed_with_time();
    pdf.archive(*world().tsa, on(2025, 5, 1));
    const auto report = judge(pdf, on(2025, 7));
    CHECK(report.signatures[0].time_stamps[0].sub_indication == "TIMESTAMP_ORDER_FAILURE");
}
