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
    plan.info_reference = "5 0 R";
    plan.first_id = "<00ff>";
    plan.font_resources = "9 0 R";
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
    CHECK_FALSE(SigningPlan::parse("quillport signing plan 1\n99999999999999999999:").ok());
}
