#include "foreign_support.hpp"

using namespace quillport;
using namespace quillport::pdf;
using namespace quillport::pdf::test;

namespace {

Bytes bytes(std::string_view text) { return copy_of(text); }

std::set<std::string> data_of(QPDFObjectHandle list) {
    std::set<std::string> out;
    for (QPDFObjectHandle& item : list.getArrayAsVector()) {
        const auto data = item.getStreamData(qpdf_dl_all);
        out.emplace(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
    }
    return out;
}

}  // namespace

TEST_CASE("validation data and time-stamps follow each other in every flavour", "[pdf][preservation]") {
    for (const Flavour& flavour : flavours()) {
        DYNAMIC_SECTION(flavour.name) {
            auto plan = plan_foreign(bytes_of(flavour.file), std::nullopt, flavour.password);
            REQUIRE(plan.ok());
            std::string file = flavour.file;
            SigningPlan now = std::move(plan).value();
            for (const std::string round : {"one", "two", "three"}) {
                const auto data =
                    build_validation_data(now, {{bytes("certificate")}, {bytes("answer " + round)}, {bytes("list")}});
                REQUIRE(data.ok());
                file += text_of(data.value().appended);
                // The plan survives being stored.
                now = SigningPlan::parse(data.value().next.to_text()).value();
                auto stamp = build_time_stamp(now, 200, runtime::DigestAlgorithm::Sha512);
                REQUIRE(stamp.ok());
                runtime::DigestStream hash(runtime::DigestAlgorithm::Sha512);
                hash.update(bytes_of(file));
                REQUIRE(stamp.value().finish_digest(std::move(hash)).ok());
                CHECK(stamp.value().digest.size() == 64);
                REQUIRE(insert_signature(stamp.value(), Bytes(200, std::byte{0x33})).ok());
                file += text_of(stamp.value().appended);
                now = stamp.value().next;
            }
            const Reopened after(file, {}, flavour.password);
            QPDFObjectHandle dss = after.pdf->getRoot().getKey("/DSS");
            CHECK(data_of(dss.getKey("/Certs")) == std::set<std::string>{"certificate"});
            CHECK(data_of(dss.getKey("/OCSPs")) == std::set<std::string>{"answer one", "answer two", "answer three"});
            CHECK(data_of(dss.getKey("/CRLs")) == std::set<std::string>{"list"});
            int stamps = 0;
            QPDFObjectHandle fields = after.pdf->getRoot().getKey("/AcroForm").getKey("/Fields");
            for (QPDFObjectHandle& field : fields.getArrayAsVector()) {
                QPDFObjectHandle value = field.getKey("/V");
                if (!value.isDictionary()) continue;
                ++stamps;
                CHECK(value.getKey("/Type").getName() == "/DocTimeStamp");
                CHECK(value.getKey("/SubFilter").getName() == "/ETSI.RFC3161");
            }
            CHECK(stamps == 3);
            // Tokens are never encrypted. They are looked for as bytes: this libqpdf decrypts the /Contents of a DocTimeStamp.
            std::size_t tokens = 0;
            for (std::size_t at = 0; (at = file.find("/Contents <" + std::string(400, '3'), at)) != std::string::npos; ++at)
                ++tokens;
            CHECK(tokens == 3);
            CHECK_FALSE(after.pdf->anyWarnings());
        }
    }
}

TEST_CASE("validation data that is there already is not written again", "[pdf][preservation]") {
    const std::string file = plain_document();
    const auto plan = plan_foreign(bytes_of(file), std::nullopt);
    const ValidationData data{{bytes("a"), bytes("a")}, {}, {bytes("a")}};
    const auto first = build_validation_data(plan.value(), data);
    REQUIRE(first.ok());
    CHECK(first.value().next.validation.size() == 2);  // once as a certificate, once as a list
    const auto second = build_validation_data(first.value().next, data);
    REQUIRE(second.ok());
    CHECK(second.value().appended.empty());
    CHECK(second.value().next.to_text() == first.value().next.to_text());
    // What a stranger's plan reads from the file is the same as what ours remembers.
    const std::string whole = file + std::string(text_of(first.value().appended));
    const auto read = plan_foreign(bytes_of(whole), std::nullopt);
    REQUIRE(read.ok());
    CHECK(build_validation_data(read.value(), data).value().appended.empty());
    CHECK(build_validation_data(plan.value(), {{Bytes{}}, {}, {}}).error().code == ErrorCode::InvalidInput);
}

TEST_CASE("a digest is refused that is of another file or algorithm", "[pdf][preservation]") {
    const auto plan = plan_foreign(bytes_of(plain_document()), std::nullopt);
    auto stamp = build_time_stamp(plan.value(), 100);
    REQUIRE(stamp.ok());
    runtime::DigestStream other(runtime::DigestAlgorithm::Sha384);
    CHECK(stamp.value().finish_digest(std::move(other)).error().code == ErrorCode::InvalidInput);
    CHECK(stamp.value().finish_digest(runtime::DigestStream()).error().code == ErrorCode::Conflict);
    CHECK(build_time_stamp(plan.value(), 0).error().code == ErrorCode::InvalidInput);
}
