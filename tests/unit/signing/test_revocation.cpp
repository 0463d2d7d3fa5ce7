// Which OCSP responses and CRLs count, and what follows from them (RFC 5280 §6.3, RFC 6960 §4.2.2.2, EN 319 102-1 §5.2.5).
#include "lasting_pdf.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;

namespace {

constexpr TimePoint kNow = on(2025, 6, 3);

VerificationReport judge(const MiniPdf& pdf, TimePoint now = kNow, const VerifyOptions& options = {}) {
    auto report = verify(pdf.view(), world().anchors(), now, options);
    if (!report.ok()) FAIL(report.error().what + " " + report.error().detail);
    UNSCOPED_INFO(to_text(report.value()));
    return std::move(report).value();
}

/// A signature of level B-B and what is known about its signer besides.
std::string sub_indication(const std::vector<Bytes>& revocation, bool required = true, TimePoint now = kNow) {
    LastingPdf pdf;
    pdf.sign_at(11, *world().key);
    VerifyOptions options;
    options.revocation = revocation;
    options.revocation.push_back(world().good_authority());
    options.require_revocation = required;
    return judge(pdf, now, options).signatures[0].sub_indication;
}

OcspWish revoked_in_may() { return {.this_update = on(2025, 6, 1), .next_update = on(2025, 6, 8), .revoked = on(2025, 5, 1)}; }

std::unique_ptr<Issued> signer_with(const std::vector<std::pair<std::string, std::string>>& extensions) {
    return issue({.name = "Special", .from = on(2024), .until = on(2026), .extensions = extensions}, world().authority.get());
}

std::string sub_indication_of(const Issued& signer, const std::vector<Bytes>& revocation) {
    LastingPdf pdf;
    pdf.sign_at(11, *product_key(signer));
    VerifyOptions options;
    options.revocation = revocation;
    options.revocation.push_back(world().good_authority());
    options.require_revocation = true;
    return judge(pdf, kNow, options).signatures[0].sub_indication;
}

}  // namespace

TEST_CASE("without revocation data a signature passes with a remark, or must wait where they are required",
          "[signing][revocation]") {
    LastingPdf pdf;
    pdf.sign_at(11, *world().key);
    const auto report = judge(pdf);
    CHECK(report.indication == Indication::TotalPassed);
    CHECK(report.signatures[0].remarks ==
          std::vector<std::string>{"Nothing in the file says whether the certificate was revoked."});
    const auto strict = judge(pdf, kNow, {.require_revocation = true});
    CHECK(strict.indication == Indication::Indeterminate);
    CHECK(strict.signatures[0].sub_indication == "TRY_LATER");
}

TEST_CASE("an OCSP response counts when its responder may answer", "[signing][revocation][ocsp]") {
    const auto& w = world();
    const OcspWish good{.this_update = on(2025, 6, 1), .next_update = on(2025, 6, 8)};
    CHECK(sub_indication({ocsp(*w.signer, *w.responder, good)}).empty());
    CHECK(sub_indication({ocsp(*w.signer, *w.authority, good)}).empty());
    CHECK(sub_indication({ocsp(*w.signer, *w.responder, revoked_in_may())}) == "REVOKED_NO_POE");

    SECTION("not one without id-kp-OCSPSigning") {
        const auto plain = issue({.name = "Responder", .until = on(2027)}, w.authority.get());
        CHECK(sub_indication({ocsp(*w.signer, *plain, good)}) == "TRY_LATER");
        // Nor may such a one revoke.
        CHECK(sub_indication({ocsp(*w.signer, *plain, revoked_in_may())}) == "TRY_LATER");
    }
    SECTION("not one of another authority") {
        const auto stranger = issue({.name = "Stranger", .profile = "root"}, nullptr);
        const auto other = issue({.name = "Responder", .profile = "responder"}, stranger.get());
        CHECK(sub_indication({ocsp(*w.signer, *other, good)}) == "TRY_LATER");
        const auto above = issue({.name = "Responder", .profile = "responder"}, w.root.get());
        CHECK(sub_indication({ocsp(*w.signer, *above, good)}) == "TRY_LATER");
    }
    SECTION("not one that had expired when it is proven to exist") {
        const auto old = issue({.name = "Old", .until = on(2025, 6, 2), .profile = "responder"}, w.authority.get());
        CHECK(sub_indication({ocsp(*w.signer, *old, good)}) == "TRY_LATER");
    }
    SECTION("not one that was revoked itself") {
        const Bytes list =
            crl(*w.authority, {.this_update = on(2025, 6, 1),
                               .next_update = on(2025, 6, 8),
                               .revoked = {{w.responder.get(), on(2025, 1, 1)}, {w.signer.get(), on(2025, 7, 1)}}});
        const Bytes answer = ocsp(*w.signer, *w.responder, revoked_in_may());
        CHECK(sub_indication({answer, list}).empty());
    }
    SECTION("not about another certificate") {
        const auto other = issue({.name = "Other"}, w.authority.get());
        CHECK(sub_indication({ocsp(*other, *w.responder, good)}) == "TRY_LATER");
    }
    SECTION("not with a flipped byte") {
        Bytes broken = ocsp(*w.signer, *w.responder, good);
        broken[broken.size() - 4] ^= std::byte{1};
        CHECK(sub_indication({broken}) == "TRY_LATER");
    }
}

TEST_CASE("revocation data count for the time that they name", "[signing][revocation]") {
    const auto& w = world();
    const auto good = [&](TimePoint from, TimePoint until) {
        return ocsp(*w.signer, *w.responder, {.this_update = from, .next_update = until});
    };
    CHECK(sub_indication({good(on(2025, 5, 1), on(2025, 6, 4))}).empty());
    CHECK(sub_indication({good(on(2025, 5, 1), on(2025, 6, 2))}) == "TRY_LATER");
    CHECK(sub_indication({good(on(2025, 7, 1), on(2025, 7, 2))}) == "TRY_LATER");
    // A revocation stays what it is when its list is out of date.
    CHECK(sub_indication({ocsp(*w.signer, *w.responder,
                               {.this_update = on(2025, 3, 1), .next_update = on(2025, 3, 2), .revoked = on(2025, 2, 1)})}) ==
          "REVOKED_NO_POE");
    // Without being required, old data are as good as none.
    CHECK(sub_indication({good(on(2025, 5, 1), on(2025, 6, 2))}, false).empty());
}

TEST_CASE("a suspended certificate must wait, and may come back", "[signing][revocation]") {
    const auto& w = world();
    const Bytes held = crl(*w.authority, {.this_update = on(2025, 6, 1),
                                          .next_update = on(2025, 6, 8),
                                          .revoked = {{w.signer.get(), on(2025, 5, 1), CRL_REASON_CERTIFICATE_HOLD}}});
    CHECK(sub_indication({held}, false) == "TRY_LATER");
    const Bytes back = crl(*w.authority, {.this_update = on(2025, 6, 2), .next_update = on(2025, 6, 9)});
    CHECK(sub_indication({held, back}).empty());
}

TEST_CASE("a CRL counts when its issuer signed it and its scope holds the certificate", "[signing][revocation][crl]") {
    const auto& w = world();
    const auto list = [&](const std::string& scope, bool delta = false) {
        return crl(*w.authority, {.this_update = on(2025, 6, 1), .next_update = on(2025, 6, 8), .scope = scope, .delta = delta});
    };
    CHECK(sub_indication({list("")}).empty());
    CHECK(sub_indication({list("onlyuser:TRUE")}).empty());
    CHECK(sub_indication({list("onlyCA:TRUE")}) == "TRY_LATER");
    CHECK(sub_indication({list("onlyAA:TRUE")}) == "TRY_LATER");
    CHECK(sub_indication({list("onlysomereasons:keyCompromise")}) == "TRY_LATER");
    CHECK(sub_indication({list("indirectCRL:TRUE")}) == "TRY_LATER");
    CHECK(sub_indication({list("", true)}) == "TRY_LATER");

    SECTION("a list of one distribution point speaks for the certificates that name it") {
        const std::string here = "fullname:URI:http://127.0.0.1/here.crl";
        CHECK(sub_indication({list(here)}) == "TRY_LATER");
        CHECK(
            sub_indication_of(*signer_with({{"crlDistributionPoints", "URI:http://127.0.0.1/here.crl"}}), {list(here)}).empty());
        CHECK(sub_indication_of(*signer_with({{"crlDistributionPoints", "URI:http://127.0.0.1/there.crl"}}), {list(here)}) ==
              "TRY_LATER");
    }
    SECTION("a list by somebody of the same name is nothing") {
        const auto twin = issue({.name = "Authority", .profile = "authority"}, w.root.get());
        CHECK(sub_indication({crl(*twin, {.this_update = on(2025, 6, 1), .next_update = on(2025, 6, 8)})}) == "TRY_LATER");
        const Bytes accusing = crl(
            *twin, {.this_update = on(2025, 6, 1), .next_update = on(2025, 6, 8), .revoked = {{w.signer.get(), on(2025, 5, 1)}}});
        CHECK(sub_indication({accusing, list("")}).empty());
    }
    SECTION("in PEM as well") {
        const Bytes der = list("");
        const unsigned char* at = octets(der);
        const Own<X509_CRL, X509_CRL_free> parsed(d2i_X509_CRL(nullptr, &at, static_cast<long>(der.size())));
        const Own<BIO, BIO_free_all> out(BIO_new(BIO_s_mem()));
        PEM_write_bio_X509_CRL(out.get(), parsed.get());
        char* data = nullptr;
        const long size = BIO_get_mem_data(out.get(), &data);
        const Bytes pem = copy_of(std::string_view(data, static_cast<std::size_t>(size)));
        CHECK(is_revocation_data(pem));
        CHECK(sub_indication({pem}).empty());
    }
    CHECK_FALSE(is_revocation_data(bytes_of("neither")));
}

TEST_CASE("a certificate may say that no revocation is to be looked up", "[signing][revocation]") {
    CHECK(sub_indication_of(*signer_with({{"2.5.29.56", "DER:0500"}}), {}).empty());         // RFC 9608
    CHECK(sub_indication_of(*signer_with({{"0.4.0.194121.2.1", "DER:0500"}}), {}).empty());  // EN 319 412-1 §5.2
}

TEST_CASE("revocation data inside a signature count", "[signing][revocation]") {
    const auto& w = world();
    // RevocationInfoArchival: [0] CRLs, [1] OCSP responses.
    const auto wrap = [](unsigned char tag, const Bytes& content) {
        Bytes out{std::byte{tag}, std::byte{0x82}, static_cast<std::byte>(content.size() >> 8U),
                  static_cast<std::byte>(content.size() & 0xFFU)};
        out.insert(out.end(), content.begin(), content.end());
        return out;
    };
    const Bytes lists = wrap(0xA0, wrap(0x30, world().good_authority()));
    const bool good = GENERATE(true, false);
    const OcspWish wish{.this_update = on(2025, 6, 1), .next_update = on(2025, 6, 8)};
    Bytes both = lists;
    const Bytes answers = wrap(0xA1, wrap(0x30, ocsp(*w.signer, *w.responder, good ? wish : revoked_in_may())));
    both.insert(both.end(), answers.begin(), answers.end());
    LastingPdf pdf;
    pdf.sign_with(11, "/Type /Sig /SubFilter /adbe.pkcs7.detached", LastingPdf::kHole, [&](BytesView digest) {
        return cms_of(*w.signer, digest, {.signed_attributes = {{"1.2.840.113583.1.1.8", wrap(0x30, both)}}});
    });
    const auto report = judge(pdf, kNow, {.require_revocation = true});
    CHECK(report.signatures[0].cryptography_ok);
    CHECK(report.signatures[0].sub_indication == (good ? "" : "REVOKED_NO_POE"));
    CHECK(report.signatures[0].level.empty());
}
