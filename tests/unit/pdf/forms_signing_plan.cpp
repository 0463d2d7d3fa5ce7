#include <catch2/catch.hpp>

#include "quillport/pdf/signing_plan.hpp"

using namespace quillport;
using namespace quillport::pdf;

namespace {

SigningPlan sample() {
    SigningPlan plan;
    plan.file_size = 123456;
    plan.last_xref = 120000;
    plan.next_object = 42;
    plan.catalog_object = 1;
    plan.catalog = {{"/Type", "/Catalog"}, {"/Pages", "2 0 R"}, {"/Lang", "(sl\n: 7:x)"}};
    plan.flavour = XrefFlavour::Stream;
    plan.ends_with_newline = false;
    plan.encryption = {Cipher::Aes128, Cipher::None, std::string(32, 'a')};
    plan.generations = {{7, 3}, {1, 2}};
    plan.trailer = {{"/Info", "5 0 R"}, {"/Encrypt", "6 0 R"}};
    plan.first_id = "<00ff>";
    plan.form = {3, {{"/SigFlags", "3"}}};
    plan.form_fields = {0, "17 0 R 18 0 R"};
    plan.page = {4, {{"/Type", "/Page"}}};
    plan.annotations = {8, "17 0 R"};
    plan.dss = {20, {{"/VRI", "21 0 R"}}};
    plan.validation = {{ValidationKind::Crl, "ab", "22 0 R"}, {ValidationKind::Certificate, "cd", "23 0 R"}};
    plan.unwritten = {4, 8};
    plan.certification_field = "quillport_certification";
    PlannedField field;
    field.name = "tax_number";
    field.type = FieldType::Text;
    field.owner = "buyer";
    field.object = 17;
    field.box = {1.5, -2.25, 99.99999999999, 0.1};
    field.rotation = 270;
    field.font_size = 9.3;
    field.value = "Šimůnková";
    field.attributes = {{"format", "d. m. yyyy"}};
    field.entries = {{"/FT", "/Tx"}, {"/T", "(tax_number)"}};
    plan.fields.push_back(field);
    field.name = "signature";
    field.type = FieldType::Signature;
    field.carries_signature = true;
    field.certify = 2;
    field.lock = "/Action /All";
    field.widget = 30;
    field.widget_entries = {{"/Rect", "[0 0 1 1]"}};
    plan.fields.push_back(field);
    return plan;
}

}  // namespace

TEST_CASE("a signing plan is read back exactly as it was written", "[pdf][plan]") {
    const SigningPlan plan = sample();
    const auto again = SigningPlan::parse(plan.to_text());
    REQUIRE(again.ok());
    CHECK(again.value().to_text() == plan.to_text());
    CHECK(again.value().fields.at(0).box == plan.fields.at(0).box);
    CHECK(again.value().catalog == plan.catalog);
    CHECK(again.value().flavour == XrefFlavour::Stream);
    CHECK(again.value().encryption.strings == Cipher::Aes128);
    CHECK(again.value().generations == plan.generations);
    CHECK(again.value().dss.entries == plan.dss.entries);
    CHECK(again.value().validation.at(1).reference == "23 0 R");
    CHECK(again.value().unwritten == plan.unwritten);
    CHECK(again.value().fields.at(1).certify == 2);
    CHECK(again.value().fields.at(1).widget_entries.at("/Rect") == "[0 0 1 1]");
    CHECK(again.value().find("tax_number")->value == "Šimůnková");
    CHECK(again.value().find("nobody") == nullptr);
    CHECK(again.value().signature_of("buyer")->name == "signature");
    CHECK(again.value().signature_of("seller") == nullptr);
}

TEST_CASE("a signature is made when its field has a value", "[pdf][plan]") {
    SigningPlan plan = sample();
    CHECK_FALSE(plan.has_signed("buyer"));
    plan.find("signature")->entries["/V"] = "50 0 R";
    CHECK(plan.has_signed("buyer"));
}

TEST_CASE("a text that is not a plan is refused", "[pdf][plan]") {
    const std::string text = sample().to_text();
    for (std::size_t length = 0; length < text.size(); ++length) {
        REQUIRE_FALSE(SigningPlan::parse(std::string_view(text).substr(0, length)).ok());
    }
    CHECK_FALSE(SigningPlan::parse(text + "\n").ok());
    std::string other = text;
    other.replace(other.find("6:123456"), 8, "7:0123456");  // a second spelling of the same number
    CHECK(SigningPlan::parse(other).error().code == ErrorCode::InvalidInput);
    other = text;
    other.replace(other.find("4:text"), 6, "4:txet");
    CHECK_FALSE(SigningPlan::parse(other).ok());
    SigningPlan unsound = sample();
    unsound.encryption.key = "not hexadecimal";
    CHECK_FALSE(SigningPlan::parse(unsound.to_text()).ok());
    unsound = sample();
    unsound.next_object = 0;
    CHECK_FALSE(SigningPlan::parse(unsound.to_text()).ok());
    CHECK_FALSE(SigningPlan::parse("quillport signing plan 2\n99999999999999999999:").ok());
}
