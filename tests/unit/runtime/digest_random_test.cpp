#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "quillport/runtime/cipher.hpp"
#include "quillport/runtime/clock.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/random.hpp"

using namespace quillport;
using namespace quillport::runtime;

namespace {

/// Always the same byte.
class Constant final : public Random {
  public:
    explicit Constant(unsigned char value) : value_(static_cast<std::byte>(value)) {}
    Bytes bytes(std::size_t count) override { return Bytes(count, value_); }

  private:
    std::byte value_;
};

}  // namespace

TEST_CASE("digests are those of the standards' examples", "[runtime][digest]") {
    // FIPS 180-4 examples "abc" and the empty message.
    CHECK(sha256_hex(bytes_of("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256_hex({}) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    Sha256Stream pieces;
    for (const char* piece : {"a", "", "bc"}) pieces.update(bytes_of(piece));
    CHECK(pieces.finish() == sha256(bytes_of("abc")));
    // RFC 4231 §4.3, test case 2.
    CHECK(hmac_sha256_hex(bytes_of("Jefe"), bytes_of("what do ya want for nothing?")) ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(hmac_sha256_hex({}, {}) == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST_CASE("digests of every algorithm come in pieces as well", "[runtime][digest]") {
    // FIPS 180-4 examples for "abc".
    const std::map<DigestAlgorithm, std::string> expected = {
        {DigestAlgorithm::Sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {DigestAlgorithm::Sha384,
         "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"},
        {DigestAlgorithm::Sha512,
         "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
         "454d4423643ce80e2a9ac94fa54ca49f"}};
    for (const auto& [algorithm, digits] : expected) {
        DigestStream stream(algorithm);
        for (const char* piece : {"a", "", "bc"}) stream.update(bytes_of(piece));
        CHECK(stream.size() == 3);
        DigestStream moved = std::move(stream);
        CHECK(moved.algorithm() == algorithm);
        CHECK(to_hex(moved.finish()) == digits);
        CHECK(to_hex(digest_of(algorithm, bytes_of("abc"))) == digits);
        CHECK(size_of(algorithm) * 2 == digits.size());
    }
}

TEST_CASE("AES in CBC mode is that of the standard's examples", "[runtime][cipher]") {
    const auto bytes = [](std::string_view digits) {
        Bytes out;
        for (std::size_t i = 0; i < digits.size(); i += 2)
            out.push_back(static_cast<std::byte>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16)));
        return out;
    };
    std::array<std::byte, 16> start{};
    for (std::size_t i = 0; i < start.size(); ++i) start[i] = static_cast<std::byte>(i);
    const Bytes plain = bytes("6bc1bee22e409f96e93d7e117393172a");
    // NIST SP 800-38A, F.2.1 and F.2.5: the first block; the second is the padding.
    Bytes cipher = aes_cbc(bytes("2b7e151628aed2a6abf7158809cf4f3c"), start, plain);
    CHECK(cipher.size() == 32);
    CHECK(to_hex(BytesView(cipher).first(16)) == "7649abac8119b246cee98e9b12e9197d");
    cipher = aes_cbc(bytes("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4"), start, plain);
    CHECK(to_hex(BytesView(cipher).first(16)) == "f58c4c04d6e5f1ba779eabfb5f7bfbd6");
    CHECK(aes_cbc(bytes("2b7e151628aed2a6abf7158809cf4f3c"), start, {}).size() == 16);
    CHECK_THROWS(aes_cbc(Bytes(5), start, plain));
    CHECK(to_hex(md5(bytes_of("abc"))) == "900150983cd24fb0d6963f7d28e17f72");  // RFC 1321 A.5
}

TEST_CASE("comparing tells equal from different", "[runtime][digest]") {
    CHECK(equal_in_constant_time("secret", "secret"));
    CHECK(equal_in_constant_time("", ""));
    CHECK_FALSE(equal_in_constant_time("secret", "secreT"));
    CHECK_FALSE(equal_in_constant_time("secret", "secret1"));
}

TEST_CASE("ids, tokens and codes have their lengths and alphabets", "[runtime][random]") {
    Constant ones(0xFF), zeros(0);
    CHECK(new_id(zeros) == std::string(26, '0'));
    CHECK(new_id(ones) == std::string(25, 'z') + 'w');
    CHECK(new_token(zeros) == std::string(43, 'A'));
    CHECK(new_token(ones) == std::string(42, '_') + '8');
    Constant sevens(7);
    CHECK(new_code(sevens, 6) == "777777");
}

TEST_CASE("nothing random comes twice", "[runtime][random]") {
    SystemRandom random;
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) seen.insert(new_token(random));
    CHECK(seen.size() == 1000);
    CHECK(random.bytes(0).empty());
    CHECK(random.bytes(100'000).size() == 100'000);
}

TEST_CASE("every digit of a code is about equally likely", "[runtime][random]") {
    SystemRandom random;
    const std::string code = new_code(random, 100'000);
    for (const char digit : std::string("0123456789")) {
        // 10,000 expected with a standard deviation of 95: six of them never happen by chance.
        CHECK(std::abs(std::count(code.begin(), code.end(), digit) - 10'000) < 570);
    }
}

TEST_CASE("the system's clock stands after the day this was written", "[runtime][clock]") {
    CHECK(SystemClock{}.now() > TimePoint{std::chrono::sys_days{std::chrono::year{2025} / 1 / 1}});
}
