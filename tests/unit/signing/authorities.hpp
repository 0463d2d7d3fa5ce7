#pragma once
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <string>

#include "../net/local_server.hpp"
#include "../temporary_folder.hpp"
#include "quillport/net/http_client.hpp"
#include "quillport/runtime/clock.hpp"
#include "quillport/runtime/random.hpp"
#include "quillport/signing/key.hpp"
#include "quillport/signing/revocation_source.hpp"
#include "quillport/signing/time_stamp.hpp"

namespace quillport::signing::test {

/// The system's clock, set forward.
class ShiftedClock final : public runtime::Clock {
  public:
    [[nodiscard]] TimePoint now() const override { return runtime::SystemClock().now() + shift; }
    std::chrono::hours shift{0};
};

/// The authorities of the test PKI (tests/pki/server.py) with certificates that lead to them. 5 % of all calls fail unless told
/// otherwise.
class Authorities {
  public:
    Authorities()
        : server_("../../pki/server.py", {folder_.path().string(), "--keys", std::string(QUILLPORT_BINARY_DIR) + "/pki/keys"}) {
        REQUIRE_FALSE(server_.port().empty());
    }
    Authorities(const Authorities&) = delete;
    Authorities& operator=(const Authorities&) = delete;

    [[nodiscard]] std::string url(const std::string& path) const { return "http://127.0.0.1:" + server_.port() + "/" + path; }
    [[nodiscard]] std::string file(const std::string& name) const { return folder_.at(name); }
    [[nodiscard]] Bytes bytes(const std::string& name) const { return runtime::read_file(file(name)).value(); }
    /// The certificate alone, DER.
    [[nodiscard]] Bytes certificate(const std::string& name) const { return key(name)->chain().front(); }
    [[nodiscard]] std::unique_ptr<SigningKey> key(const std::string& name) const {
        auto key = load_pem_key(file(name + ".key"), file(name + ".pem"));
        auto whole = load_pem_key(file(name + ".key"), file(name + ".chain.pem"));
        if (whole.ok()) key = std::move(whole);
        REQUIRE(key.ok());
        return std::move(key).value();
    }

    /// "fail=1&of=tsa&kinds=nonce"; gives what /calls says.
    std::string control(const std::string& query) const {
        net::HttpRequest request;
        request.url = url("control?" + query);
        auto answer = net::exchange(request);
        REQUIRE(answer.ok());
        REQUIRE(answer.value().status == 200);
        return std::string(text_of(answer.value().body));
    }
    /// How often an endpoint was asked since the last reset: "ocsp/intermediate". Of a whole service: "ocsp/".
    [[nodiscard]] int calls(const std::string& endpoint) const {
        const std::string report = control("");
        const std::string counts = report.substr(0, report.find("\"failed\""));
        int count = 0;
        for (auto at = counts.find('"' + endpoint); at != std::string::npos; at = counts.find('"' + endpoint, at + 1)) {
            count += std::atoi(counts.c_str() + counts.find(": ", at) + 2);
        }
        return count;
    }
    /// Both clocks, from the true time.
    void go_on(std::chrono::hours by) {
        clock.shift = by;
        control("now=" + std::to_string(std::chrono::floor<std::chrono::seconds>(clock.now()).time_since_epoch().count()));
    }

    [[nodiscard]] TimeStampSettings time_stamps(const std::vector<std::string>& names) const {
        TimeStampSettings settings;
        for (const auto& name : names) settings.authorities.push_back({url("tsa/" + name), {}, {}});
        settings.anchors = {bytes("tsa-root.pem"), bytes("root.pem")};
        return settings;
    }
    [[nodiscard]] std::unique_ptr<TimeStampSource> stamper(const TimeStampSettings& settings) {
        return time_stamps_from(settings, random, clock);
    }
    [[nodiscard]] std::unique_ptr<RevocationSource> revocation(bool private_addresses = true) {
        RevocationSettings settings;
        settings.private_addresses = private_addresses;
        return revocation_online(settings, random, clock);
    }

    runtime::SystemRandom random;
    ShiftedClock clock;

  private:
    quillport::test::TemporaryFolder folder_;
    quillport::test::LocalServer server_;
};

}  // namespace quillport::signing::test
