#include "signing_settings.hpp"

#include <catch2/catch.hpp>

#include "settings.hpp"

using namespace quillport;
using namespace quillport::daemon;
using signing::Level;

namespace {

using Words = std::map<std::string, std::string>;

Result<runtime::Config> config_of(const Words& settings) {
    runtime::CommandLine arguments;
    arguments.config = "/dev/null";
    arguments.settings = settings;
    return load(arguments);
}

Result<void> checked(const Words& settings) {
    const auto config = config_of(settings);
    REQUIRE(config.ok());
    return check_signing(config.value());
}

const Words kStamped = {{"tsa_url", "https://a.example/tsr, http://b.example"}, {"tsa_anchors", "/etc/tsa.pem"}};

Words with(Words more) {
    more.insert(kStamped.begin(), kStamped.end());
    return more;
}

}  // namespace

TEST_CASE("without authorities the level is B-B, with them as far as the key allows", "[daemon][settings]") {
    CHECK(signature_level(config_of({}).value()) == Level::B_B);
    CHECK(signature_level(config_of(kStamped).value()) == Level::B_T);
    CHECK(signature_level(config_of(with({{"trial", "false"}, {"signing.key", "k.p12"}})).value()) == Level::B_LTA);
    CHECK(signature_level(config_of(with({{"signature_level", "B-B"}})).value()) == Level::B_B);
    CHECK(highest_level(config_of({}).value()) == Level::B_B);
    CHECK(highest_level(config_of(with({{"signature_level", "B-B"}})).value()) == Level::B_T);
    CHECK(highest_level(config_of(with({{"signature_level", "B-T"}, {"trial", "false"}, {"signing.key", "k.p12"}})).value()) ==
          Level::B_LTA);
    CHECK_FALSE(config_of({{"signature_level", "B-LTX"}}).ok());
    CHECK(checked({}).ok());
    CHECK(checked(kStamped).ok());
    CHECK(checked(with({{"trial", "false"}, {"signing.key", "pkcs11:token=a"}, {"time_stamp_required", "true"}})).ok());
}

TEST_CASE("settings about signing that do not fit together are refused", "[daemon][settings]") {
    const std::vector<Words> impossible = {
        {{"signature_level", "B-T"}},
        {{"time_stamp_required", "true"}},
        {{"preservation_required", "true"}},
        {{"trial", "false"}},
        {{"tsa_url", "https://a.example"}},
        {{"tsa_policy", "1.2.3"}},
        {{"tsa_credentials", "a:b"}},
        with({{"signature_level", "B-LTA"}}),
        with({{"signature_level", "B-B"}, {"time_stamp_required", "true"}}),
        with({{"tsa_policy", "1.2.3,1.2.4,1.2.5"}}),
        with({{"tsa_policy", "my policy"}}),
        with({{"tsa_credentials", "nobody"}}),
        with({{"tsa_credentials", "a:b\nc:d\ne:f"}}),
        {{"tsa_url", "ftp://a.example"}, {"tsa_anchors", "/etc/tsa.pem"}},
    };
    for (const Words& settings : impossible) {
        INFO(settings.begin()->first << "=" << settings.begin()->second);
        const auto refused = checked(settings);
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().code == ErrorCode::InvalidInput);
    }
}

TEST_CASE("policies and credentials go to their authorities by order", "[daemon][settings]") {
    const auto two =
        time_stamp_authorities(config_of(with({{"tsa_policy", "1.2.3"}, {"tsa_credentials", "\nuser:pass:word"}})).value());
    REQUIRE(two.ok());
    REQUIRE(two.value().size() == 2);
    CHECK(two.value()[0].url == "https://a.example/tsr");
    CHECK(two.value()[0].user_and_password.empty());
    CHECK(two.value()[1].user_and_password == "user:pass:word");
    CHECK(two.value()[0].policy == "1.2.3");
    CHECK(two.value()[1].policy == "1.2.3");
    const auto each = time_stamp_authorities(config_of(with({{"tsa_policy", "1.2.3,1.2.4"}})).value());
    REQUIRE(each.ok());
    CHECK(each.value()[0].policy == "1.2.3");
    CHECK(each.value()[1].policy == "1.2.4");
}
