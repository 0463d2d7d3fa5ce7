#include "foreign_support.hpp"

using namespace quillport;
using namespace quillport::pdf;
using namespace quillport::pdf::test;

namespace {

std::string detail_of(const std::string& file, const std::optional<NewSignature>& wish = NewSignature{},
                      const char* password = "") {
    const auto plan = plan_foreign(bytes_of(file), wish, password);
    return plan.ok() ? "planned" : plan.error().detail;
}

NewSignature in_field(const std::string& name) {
    NewSignature wish;
    wish.field = name;
    return wish;
}

std::string signed_by(const std::string& file, const NewSignature& wish, const char* password = "") {
    const auto plan = plan_foreign(bytes_of(file), wish, password);
    INFO((plan.ok() ? "" : plan.error().detail));
    REQUIRE(plan.ok());
    const auto made = build_increment(plan.value(), signer_act());
    REQUIRE(made.ok());
    return file + std::string(text_of(made.value().appended));
}

/// As old writers made them: objects of the table and, for newer readers, a stream that the trailer names.
std::string hybrid() {
    std::string file = plain_document();
    const std::size_t trailer = file.rfind("trailer"), start = file.rfind("startxref\n") + 10;
    const std::string table_at = file.substr(start, file.find('\n', start) - start);
    const std::string body = file.substr(0, std::stoul(table_at)),
                      table = file.substr(std::stoul(table_at), trailer - std::stoul(table_at));
    const std::string stream =
        "11 0 obj\n<< /Type /XRef /Size 12 /W [1 2 1] /Index [0 0] /Root 1 0 R /Length 0 >>\nstream\n\nendstream\nendobj\n";
    return body + stream + table + "trailer\n<< /Size 11 /Root 1 0 R /XRefStm " + table_at + " >>\nstartxref\n" +
           std::to_string(body.size() + stream.size()) + "\n%%EOF\n";
}

std::string rc4(bool may_sign = true) {
    return rewritten(plain_document(), [&](QPDFWriter& w) {
        w.setR3EncryptionParametersInsecure("", "owner", true, true, true, may_sign, may_sign, may_sign, qpdf_r3p_low);
    });
}

std::string restricted(bool forms) {
    return rewritten(plain_document(), [&](QPDFWriter& w) {
        w.setR6EncryptionParameters("", "owner", true, true, false, false, forms, false, qpdf_r3p_full, true);
    });
}

}  // namespace

TEST_CASE("files that strict readers refuse with an increment are rewritten first", "[pdf][foreign]") {
    std::string damaged = plain_document();
    damaged.replace(damaged.rfind("startxref\n") + 10, 1, "9");
    const std::map<std::string, std::string> files = {
        {"hybrid", hybrid()}, {"prefixed", "junk\n" + plain_document()}, {"rc4", rc4()}, {"damaged", damaged}};
    for (const auto& [why, file] : files) {
        INFO(why);
        const auto refused = plan_foreign(bytes_of(file), NewSignature{});
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().code == ErrorCode::PreconditionFailed);
        CHECK(refused.error().detail == why);
        const auto clean = rewrite_clean(bytes_of(file));
        REQUIRE(clean.ok());
        const std::string again(text_of(clean.value()));
        CHECK(detail_of(again) == "planned");
        CHECK(again.find("595.303937007874") != std::string::npos);
        CHECK(detail_of(signed_by(again, in_field("approver")), in_field("approver")) == "approver");
    }
}

TEST_CASE("junk behind the end is damage, white space is not", "[pdf][foreign]") {
    CHECK(detail_of(plain_document() + "\r\n \n") == "planned");
    CHECK(detail_of(plain_document() + "<html>") == "damaged");
    CHECK(detail_of("hello") == "not_pdf");
}

TEST_CASE("RC4 becomes AES-256 and opens as before", "[pdf][foreign]") {
    const std::string old = rewritten(plain_document(), [](QPDFWriter& w) {
        w.setR3EncryptionParametersInsecure("user", "owner", true, true, false, true, true, false, qpdf_r3p_low);
    });
    CHECK(detail_of(old) == "encrypted");
    const auto clean = rewrite_clean(bytes_of(old), "user");
    REQUIRE(clean.ok());
    QPDF pdf;
    pdf.processMemoryFile("clean", text_of(clean.value()).data(), clean.value().size(), "user");
    int r = 0, p = 0;
    CHECK(pdf.isEncrypted(r, p));
    CHECK(r == 6);
    CHECK_FALSE(pdf.allowModifyOther());
    CHECK_FALSE(pdf.allowPrintHighRes());
    CHECK(pdf.allowPrintLowRes());
    CHECK(pdf.allowModifyForm());
    CHECK(rewrite_clean(bytes_of(old), "wrong").error().detail == "encrypted");
}

TEST_CASE("a signed file is never rewritten", "[pdf][foreign]") {
    const std::string once = signed_by(plain_document(), in_field("approver"));
    CHECK(rewrite_clean(bytes_of(once)).error().detail == "signed");
    CHECK(detail_of("junk\n" + once) == "signed_prefixed");
    CHECK(detail_of(once + "junk") == "signed_damaged");
    CHECK(rewrite_clean(bytes_of("junk\n" + once)).error().detail == "signed");
}

TEST_CASE("a file that is signed is signed again only as it allows", "[pdf][foreign]") {
    SECTION("after an approval new fields may come") {
        const std::string once = signed_by(plain_document(), in_field("approver"));
        CHECK(detail_of(once) == "planned");
        NewSignature late;
        late.certify = 2;
        CHECK(detail_of(once, late) == "signed");
        CHECK(detail_of(once, in_field("approver")) == "approver");  // Conflict
        CHECK(detail_of(once, in_field("text")) == "text");
    }
    SECTION("after a certification only the fields that are there") {
        NewSignature wish;
        wish.certify = 2;
        const std::string once = signed_by(plain_document(), wish);
        CHECK(detail_of(once) == "certified");
        CHECK(plan_foreign(bytes_of(once), NewSignature{}).error().code == ErrorCode::Forbidden);
        CHECK(plan_foreign(bytes_of(once), NewSignature{}).error().what.find("detached") != std::string::npos);
        CHECK(detail_of(once, in_field("approver")) == "planned");
        NewSignature lock = in_field("approver");
        lock.lock = FieldLock{FieldLock::Action::All, {}};
        CHECK(detail_of(once, lock) == "locked");
    }
    SECTION("a final one takes validation data and time-stamps only") {
        NewSignature wish;
        wish.certify = 1;
        const std::string once = signed_by(plain_document(), wish);
        CHECK(detail_of(once) == "final");
        CHECK(detail_of(once, in_field("approver")) == "final");
        CHECK(detail_of(once, std::nullopt) == "planned");
    }
    SECTION("a locked field stays empty") {
        NewSignature wish = in_field("approver");
        wish.lock = FieldLock{FieldLock::Action::Include, {"split"}};
        const std::string once = signed_by(plain_document(), wish);
        CHECK(detail_of(once, in_field("split")) == "locked");
        wish.lock = FieldLock{FieldLock::Action::Exclude, {"split"}};
        CHECK(detail_of(signed_by(plain_document(), wish), in_field("split")) == "planned");
        wish.lock = FieldLock{FieldLock::Action::All, {}};
        CHECK(detail_of(signed_by(plain_document(), wish), in_field("split")) == "locked");
    }
}

TEST_CASE("a user's password signs only where the owner allowed it", "[pdf][foreign]") {
    CHECK(detail_of(restricted(true)) == "permissions");
    CHECK(detail_of(restricted(true), in_field("approver")) == "planned");
    CHECK(detail_of(restricted(false), in_field("approver")) == "permissions");
    CHECK(detail_of(restricted(false), NewSignature{}, "owner") == "planned");
    CHECK(detail_of(restricted(false), std::nullopt) == "planned");
}

TEST_CASE("a wish that makes no sense is refused", "[pdf][foreign]") {
    const auto code_of = [](const NewSignature& wish) { return plan_foreign(bytes_of(plain_document()), wish).error().code; };
    NewSignature wish;
    wish.page = 3;
    CHECK(code_of(wish) == ErrorCode::InvalidInput);
    wish = {};
    wish.field = "a.b";
    CHECK(code_of(wish) == ErrorCode::InvalidInput);
    wish = {};
    wish.certify = 4;
    CHECK(code_of(wish) == ErrorCode::InvalidInput);
    wish = {};
    wish.lock = FieldLock{FieldLock::Action::Include, {"nobody"}};
    CHECK(code_of(wish) == ErrorCode::InvalidInput);
    wish.lock = FieldLock{FieldLock::Action::Include, {}};
    CHECK(code_of(wish) == ErrorCode::InvalidInput);
    wish = in_field("split");
    wish.lock = FieldLock{FieldLock::Action::All, {}};
    CHECK(code_of(wish) == ErrorCode::Conflict);
}

TEST_CASE("hostile files are refused, not followed", "[pdf][foreign]") {
    auto objects = document_objects();
    objects[1] = "<< /Type /Pages /Kids [3 0 R << /Type /Page /Parent 2 0 R >>] /Count 2 >>";  // a page without a number
    NewSignature wish;
    wish.page = 2;
    CHECK(detail_of(classic_file(objects), wish) != "planned");
    objects = document_objects();
    objects[5] = "<< /Fields [6 0 R] /Kids [6 0 R] >>";
    CHECK(detail_of(classic_file(objects), in_field("x")) == "planned");
    const std::string file = plain_document();
    for (std::size_t length = 0; length < file.find("%%EOF"); length += 7) {
        const auto plan = plan_foreign(bytes_of(file).first(length), NewSignature{});
        CHECK_FALSE(plan.ok());
    }
}
