#include "quillport/services/look.hpp"
#include "portal.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::services::test {
namespace {

Bytes picture(const std::string& name) {
    auto file = runtime::read_file(std::filesystem::path(QUILLPORT_SOURCE_DIR) / "tests/fixtures/pictures" / name);
    REQUIRE(file.ok());
    return std::move(file).value();
}

std::size_t pictures_in(BytesView pdf) {
    std::size_t found = 0;
    const std::string_view text = text_of(pdf);
    for (std::size_t at = text.find("/Subtype /Image"); at != std::string_view::npos; at = text.find("/Subtype /Image", at + 1))
        ++found;
    return found;
}

/// Everybody signs; the document as completed.
EnvelopeView completed(Portal& portal) {
    const EnvelopeView sent = portal.sent();
    for (const char* who : {"anna@example.com", "bert@example.com"}) {
        REQUIRE(portal.sign(portal.admitted(who)).ok());
        portal.deliver();
    }
    return get_envelope(portal.context(), portal.admin, sent.id).value();
}

}  // namespace

TEST_CASE("signatures look calm until somebody decides otherwise", "[services][look]") {
    Portal portal;
    const auto look = get_look(portal.context(), portal.admin.organisation);
    REQUIRE(look.ok());
    CHECK(look.value().name);
    CHECK(look.value().date);
    CHECK_FALSE(look.value().reason);
    CHECK(look.value().logo_width == 0);
    CHECK(look.value().verify_url.empty());
}

TEST_CASE("a look is changed part by part and set back", "[services][look]") {
    Portal portal;
    const OrganisationId house = portal.admin.organisation;
    LookChange first;
    first.reason = true;
    first.logo = picture("large.png");
    first.place = pdf::LogoPlace::Right;
    REQUIRE(set_look(portal.context(), house, first).ok());
    LookChange second;
    second.name = false;
    second.verify_url = "https://sign.acme.example/check?e={envelope}";
    REQUIRE(set_look(portal.context(), house, second).ok());
    const Look look = get_look(portal.context(), house).value();
    CHECK_FALSE(look.name);
    CHECK(look.reason);
    CHECK(look.place == pdf::LogoPlace::Right);
    CHECK(std::max(look.logo_width, look.logo_height) == 320);  // made small, once
    CHECK(look.verify_url == "https://sign.acme.example/check?e={envelope}");

    LookChange without;
    without.logo.emplace();
    CHECK(set_look(portal.context(), house, without).value().logo_width == 0);
    REQUIRE(reset_look(portal.context(), house).ok());
    CHECK(get_look(portal.context(), house).value().name);
    CHECK(get_look(portal.context(), house).value().verify_url.empty());
}

TEST_CASE("what no signature can show is refused with a sentence and changes nothing", "[services][look]") {
    Portal portal;
    const OrganisationId house = portal.admin.organisation;
    const auto key = [&](const LookChange& change) {
        const auto refused = set_look(portal.context(), house, change);
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().code == ErrorCode::InvalidInput);
        return key_of(refused.error());
    };
    LookChange logo;
    logo.name = false;
    logo.logo = copy_of("<svg xmlns='http://www.w3.org/2000/svg'/>");
    CHECK(key(logo) == "logo");
    logo.logo = picture("too_many_pixels.png");
    CHECK(key(logo) == "logo");
    logo.logo = Bytes(5'000'001, std::byte{0});
    CHECK(key(logo) == "logo");
    const std::vector<std::string> urls = {"sign.acme.example", "javascript:alert(1)",
                                           "https://a b",       "https://acme.example/\n",
                                           "https://š.si",      "https://acme.example/" + std::string(100, 'x')};
    for (const std::string& url : urls) {
        CAPTURE(url);
        LookChange change;
        change.verify_url = url;
        CHECK(key(change) == "verify_url");
    }
    CHECK(get_look(portal.context(), house).value().name);
}

TEST_CASE("an organisation's logo is in its signatures and its seal, and in no other file", "[services][look]") {
    Portal portal;
    LookChange change;
    change.logo = picture("rgba.png");
    REQUIRE(set_look(portal.context(), portal.admin.organisation, change).ok());
    const EnvelopeView done = completed(portal);
    REQUIRE(done.certificate_ready);
    const auto document = get_document(portal.context(), portal.admin, done.id, done.documents[0].id);
    const auto certificate = get_certificate(portal.context(), portal.admin, done.id);
    REQUIRE((document.ok() && certificate.ok()));
    CHECK(pictures_in(document.value().data) == 4);  // two signatures, each a picture and its transparency
    CHECK(pictures_in(certificate.value().data) == 2);

    LookChange none;
    none.logo.emplace();
    REQUIRE(set_look(portal.context(), portal.admin.organisation, none).ok());
    const EnvelopeView next = completed(portal);
    CHECK(pictures_in(get_document(portal.context(), portal.admin, next.id, next.documents[0].id).value().data) == 0);
}

}  // namespace quillport::services::test
