// The ceremony with time-stamp authorities, OCSP and revocation lists that answer, fail by chance, or are down
// (tests/pki/server.py).
#include "preservation.hpp"

#include <algorithm>
#include <cstdlib>

#include "authorities.hpp"
#include "portal.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/services/queues.hpp"
#include "quillport/signing/preservation.hpp"
#include "quillport/signing/verify.hpp"
#include "quillport/store/envelopes.hpp"
#include "quillport/store/preservation.hpp"

namespace quillport::services::test {
namespace {

using signing::Level;
using signing::test::Authorities;

std::size_t count(const std::vector<std::string>& kinds, const std::string& kind) {
    return static_cast<std::size_t>(std::count(kinds.begin(), kinds.end(), kind));
}

/// A portal with a key of the test PKI and its authorities, at the time that they have.
struct Preserving {
    explicit Preserving(Level level = Level::B_LTA, const std::vector<std::string>& stampers = {"tsa-rsa", "tsa-ec"},
                        const std::string& key_name = "signer-ec")
        : key(authorities.key(key_name)) {
        portal.clock.pass(std::chrono::floor<std::chrono::milliseconds>(authorities.clock.now() - portal.clock.now()));
        stamps = signing::time_stamps_from(authorities.time_stamps(stampers), authorities.random, portal.clock);
        signing::RevocationSettings settings;
        settings.private_addresses = true;
        revocation = signing::revocation_online(settings, authorities.random, portal.clock);
        start([&](Settings& s) {
            s.signature_level = level;
            s.highest_level = Level::B_LTA;
        });
    }
    /// A new process on the same folder.
    template <typename Change>
    void start(const Change& change) {
        Settings settings = portal.context().settings;
        settings.trial = false;
        change(settings);
        portal.context_.reset();
        portal.store.reset();
        auto opened =
            store::Store::open("sqlite:" + (portal.folder.path() / "portal.db").string(), portal.folder.path() / "blobs");
        REQUIRE(opened.ok());
        portal.store = std::move(opened).value();
        const std::vector<Bytes> anchors = {authorities.bytes("root.pem"), authorities.bytes("root-rsa.pem"),
                                            authorities.bytes("tsa-root.pem")};
        portal.context_ = std::unique_ptr<Context>(
            new Context{*portal.store, portal.plain, *portal.pages, *key, anchors, portal.clock, portal.random, *portal.secret,
                        settings, portal.audit_encoder, portal.bell, stamps.get(), revocation.get()});
    }
    void restart() {
        start([](Settings&) {});
    }
    void down(const std::string& what = {}) { authorities.control("fail=1&kinds=close,error" + what); }
    void up() { authorities.control("fail=0"); }
    void pass(std::chrono::seconds time) {
        portal.clock.pass(time);
        authorities.control(
            "now=" + std::to_string(std::chrono::floor<std::chrono::seconds>(portal.clock.now()).time_since_epoch().count()));
    }
    Housekeeping house() {
        auto kept = keep_house(portal.context());
        INFO((kept.ok() ? "" : kept.error().what + " / " + kept.error().detail));
        REQUIRE(kept.ok());
        return kept.value();
    }
    Result<Queue> seal(const std::string& level) {
        QueueChange change;
        change.seal = level;
        return change_queue(portal.context(), portal.admin.organisation, "Contracts", change);
    }
    /// A document of that queue, ready to be sent.
    DraftId printed() {
        Delivery delivery;
        delivery.job.queue = "Contracts";
        delivery.job.user = "petra";
        delivery.job.options = {{"quill-role.1", "Anna <anna@example.com>"}, {"quill-role.2", "Bert <bert@example.com>"}};
        delivery.found = two_signers();
        const Bytes pdf = small_pdf();
        delivery.document = pdf;
        auto receipt = create_draft(portal.context(), {portal.admin.organisation, {}}, delivery);
        REQUIRE(receipt.ok());
        return receipt.value().draft;
    }
    EnvelopeView send(const DraftId& draft) {
        auto sent = send_draft(portal.context(), portal.admin, draft);
        REQUIRE(sent.ok());
        portal.deliver();
        return sent.value();
    }
    void everybody_signs() {
        for (const std::string who : {"anna@example.com", "bert@example.com"}) {
            auto done = portal.sign(portal.admitted(who));
            INFO((done.ok() ? "" : done.error().what + " / " + done.error().detail));
            REQUIRE(done.ok());
            portal.deliver();
        }
    }
    EnvelopeView view(const EnvelopeId& id) {
        auto envelope = get_envelope(portal.context(), portal.admin, id);
        REQUIRE(envelope.ok());
        return envelope.value();
    }
    Bytes document(const EnvelopeId& id) {
        auto file = get_document(portal.context(), portal.admin, id, view(id).documents[0].id);
        REQUIRE(file.ok());
        return file.value().data;
    }
    Bytes certificate(const EnvelopeId& id) {
        auto file = get_certificate(portal.context(), portal.admin, id);
        REQUIRE(file.ok());
        return file.value().data;
    }
    /// Passes our verifier, and every signature (not: time-stamp) has this level.
    void judge(const Bytes& file, const std::string& level, std::size_t signatures) {
        auto report = signing::verify(file, portal.context().anchors, portal.clock.now());
        REQUIRE(report.ok());
        INFO(signing::to_text(report.value()));
        CHECK(report.value().indication == signing::Indication::TotalPassed);
        std::size_t found = 0;
        for (const auto& one : report.value().signatures) {
            if (one.time_stamp) continue;
            ++found;
            CHECK(one.level == level);
        }
        CHECK(found == signatures);
    }
    std::optional<store::Preservation> row(const EnvelopeId& id, store::Subject subject) {
        auto found = portal.store->read([&](store::Reader& reader) { return store::find_preservation(reader, id, subject); });
        REQUIRE(found.ok());
        return found.value();
    }

    Authorities authorities;
    Portal portal;
    std::unique_ptr<signing::SigningKey> key;
    std::unique_ptr<signing::TimeStampSource> stamps;
    std::unique_ptr<signing::RevocationSource> revocation;
};

bool begins_with(const Bytes& whole, const Bytes& start) {
    return whole.size() >= start.size() && std::equal(start.begin(), start.end(), whole.begin());
}

}  // namespace

TEST_CASE("document and certificate reach B-LTA while one call in twenty fails", "[services][preservation]") {
    Preserving house;
    const EnvelopeView sent = house.portal.sent();
    CHECK(house.view(sent.id).signature_level == "B-T");
    house.everybody_signs();
    const EnvelopeView done = house.view(sent.id);
    CHECK(done.signature_level == "B-LTA");
    CHECK_FALSE(done.preservation_pending);
    REQUIRE(done.certificate_ready);
    house.judge(house.document(sent.id), "B-LTA", 3);
    house.judge(house.certificate(sent.id), "B-LTA", 1);
    const std::string certificate = (house.portal.folder.path() / "certificate.pdf").string();
    REQUIRE(runtime::write_durably(certificate, house.certificate(sent.id)).ok());
    CHECK(std::system(("/usr/bin/python3 " QUILLPORT_SOURCE_DIR "/tests/golden/pdf/pdfa.py " + certificate).c_str()) == 0);
    const auto kinds = house.portal.kinds(sent.id);
    CHECK(count(kinds, "preserved") == 1);
    CHECK(count(kinds, "preservation_pending") == 0);
    CHECK(kinds.back() == "completed");

    SECTION("what is complete is left alone until its renewal") {
        const Bytes before = house.document(sent.id);
        house.pass(24h * 7);
        CHECK(house.house().preserved == 0);
        CHECK(house.document(sent.id) == before);
        REQUIRE(house.row(sent.id, store::Subject::Document)->next.has_value());
        CHECK(*house.row(sent.id, store::Subject::Document)->next > house.portal.clock.now() + 24h * 30);
    }
}

TEST_CASE("when all authorities are down everybody signs all the same, and the level is reached once they are back",
          "[services][preservation]") {
    Preserving house;
    const EnvelopeView sent = house.portal.sent();
    house.down();
    REQUIRE(house.portal.sign(house.portal.admitted("anna@example.com")).ok());
    house.portal.deliver();
    CHECK(house.view(sent.id).preservation_pending);
    auto record = house.portal.store->read(
        [&](store::Reader& reader) { return store::find_envelope(reader, house.portal.admin.organisation, sent.id); });
    REQUIRE(record.ok());
    CHECK(record.value().recipients[0].evidence.find("pending") != std::string::npos);
    CHECK(count(house.portal.kinds(sent.id), "preservation_pending") == 1);
    house.restart();
    REQUIRE(house.portal.sign(house.portal.admitted("bert@example.com")).ok());
    house.portal.deliver();

    EnvelopeView done = house.view(sent.id);
    CHECK(done.state == EnvelopeState::Completed);
    CHECK(done.certificate_ready);
    CHECK(done.signature_level == "B-B");
    CHECK(done.preservation_pending);
    CHECK(house.portal.mailer.last_to("anna@example.com").subject.find("Signed by everybody") == 0);
    const Bytes document = house.document(sent.id);
    const Bytes certificate = house.certificate(sent.id);

    house.restart();
    // The first pause is a minute; each one in vain is twice as long as the one before.
    CHECK(house.house().preserved == 0);
    CHECK(house.row(sent.id, store::Subject::Document)->tries == 1);
    house.pass(61s);
    CHECK(house.house().preserved == 0);
    CHECK(house.row(sent.id, store::Subject::Document)->tries == 2);
    house.pass(61s);
    CHECK(house.house().preserved == 0);
    CHECK(house.row(sent.id, store::Subject::Document)->tries == 2);

    house.up();
    house.restart();
    house.pass(61s);
    CHECK(house.house().preserved == 2);
    done = house.view(sent.id);
    CHECK(done.signature_level == "B-LTA");
    CHECK_FALSE(done.preservation_pending);
    CHECK(begins_with(house.document(sent.id), document));
    CHECK(begins_with(house.certificate(sent.id), certificate));
    house.judge(house.document(sent.id), "B-LTA", 3);
    house.judge(house.certificate(sent.id), "B-LTA", 1);
    CHECK(count(house.portal.kinds(sent.id), "preserved") == 2);
    CHECK(house.house().preserved == 0);
}

TEST_CASE("where policy asks for a time-stamp an act without one is refused and leaves nothing behind",
          "[services][preservation]") {
    Preserving house;
    house.start([](Settings& s) { s.time_stamp_required = true; });
    const EnvelopeView sent = house.portal.sent();
    const Participant anna = house.portal.admitted("anna@example.com");
    const std::string before = house.view(sent.id).documents[0].sha256;
    house.down("&of=tsa");
    auto refused = house.portal.sign(anna);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::Unavailable);
    CHECK(key_of(refused.error()) == "time_stamp_missing");
    CHECK(house.view(sent.id).documents[0].sha256 == before);
    CHECK(house.portal.kinds(sent.id).back() == "signing_failed");
    CHECK(count(house.portal.kinds(sent.id), "signed") == 0);

    house.up();
    house.authorities.control("fail=0&of=tsa");
    CHECK(house.portal.sign(anna).ok());
    CHECK(count(house.portal.kinds(sent.id), "signed") == 1);
}

TEST_CASE("where policy waits for the level nobody is told before it is reached", "[services][preservation]") {
    Preserving house;
    house.start([](Settings& s) { s.preservation_required = true; });
    const EnvelopeView sent = house.portal.sent();
    house.up();
    const Participant anna = house.portal.admitted("anna@example.com");
    REQUIRE(house.portal.sign(anna).ok());
    house.portal.deliver();
    const Participant bert = house.portal.admitted("bert@example.com");
    // Answers of a moment ago are still fresh; a new process has none of them.
    signing::RevocationSettings settings;
    settings.private_addresses = true;
    house.revocation = signing::revocation_online(settings, house.authorities.random, house.portal.clock);
    house.restart();
    house.down();
    REQUIRE(house.portal.sign(bert).ok());
    house.portal.deliver();
    CHECK_FALSE(house.view(sent.id).certificate_ready);
    CHECK(house.view(sent.id).preservation_pending);
    CHECK(count(house.portal.kinds(sent.id), "completed") == 0);
    CHECK(house.portal.mailer.last_to("anna@example.com").subject.find("Signed by everybody") == std::string::npos);
    CHECK(house.house().finished == 0);

    house.up();
    house.restart();
    house.pass(61s);
    CHECK(house.house().finished == 1);
    CHECK(house.view(sent.id).certificate_ready);
    CHECK(house.view(sent.id).signature_level == "B-LTA");
    house.judge(house.document(sent.id), "B-LTA", 3);
}

TEST_CASE("a completion that fails is tried again after growing pauses", "[services][preservation]") {
    Preserving house;
    house.start([](Settings& s) { s.preservation_required = true; });
    const EnvelopeView sent = house.portal.sent();
    REQUIRE(house.portal.sign(house.portal.admitted("anna@example.com")).ok());
    house.portal.deliver();
    const Participant bert = house.portal.admitted("bert@example.com");
    house.down("&of=tsa");
    REQUIRE(house.portal.sign(bert).ok());
    const auto tries = [&] { return house.row(sent.id, store::Subject::Document)->tries; };
    REQUIRE(tries() == 1);

    // The disk with the documents is away.
    const std::string head = house.view(sent.id).documents[0].sha256;
    const auto blob = house.portal.folder.path() / "blobs" / head.substr(0, 2) / head.substr(2);
    const auto elsewhere = house.portal.folder.path() / "elsewhere";
    std::filesystem::rename(blob, elsewhere);
    house.up();
    house.restart();
    int seen = 1;
    for (const auto pause : {60s, 120s, 240s}) {
        CHECK(house.house().finished == 0);
        CHECK(tries() == seen);
        house.pass(pause - 1s);
        CHECK(house.house().finished == 0);
        CHECK(tries() == seen);
        house.pass(2s);
        CHECK(house.house().finished == 0);
        CHECK(tries() == ++seen);
    }
    std::filesystem::rename(elsewhere, blob);
    CHECK(house.house().finished == 0);
    house.pass(481s);
    CHECK(house.house().finished == 1);
    CHECK(house.view(sent.id).signature_level == "B-LTA");
    house.judge(house.document(sent.id), "B-LTA", 3);
}

TEST_CASE("a key that may not sign is refused before anything is kept", "[services][preservation]") {
    const std::string name = GENERATE(as<std::string>{}, "revoked", "expired");
    Preserving house(Level::B_LTA, {"tsa-rsa"}, name);
    auto refused = send_draft(house.portal.context(), house.portal.admin, house.portal.assigned_draft().id);
    REQUIRE_FALSE(refused.ok());
    CHECK(key_of(refused.error()) == "signing_key_unusable");
    auto list = list_envelopes(house.portal.context(), house.portal.admin, 10, "");
    REQUIRE(list.ok());
    CHECK(list.value().envelopes.empty());
}

TEST_CASE("the archive time-stamp is renewed before it ends", "[services][preservation]") {
    Preserving house(Level::B_LTA, {"tsa-expires-soon"});
    const EnvelopeView sent = house.portal.sent();
    house.everybody_signs();
    REQUIRE(house.view(sent.id).signature_level == "B-LTA");
    const Bytes before = house.document(sent.id);
    const auto next = house.row(sent.id, store::Subject::Document)->next;
    REQUIRE(next.has_value());
    house.pass(std::chrono::ceil<std::chrono::seconds>(*next - house.portal.clock.now()) + 1s);
    house.stamps =
        signing::time_stamps_from(house.authorities.time_stamps({"tsa-rsa"}), house.authorities.random, house.portal.clock);
    house.restart();
    CHECK(house.house().preserved == 2);
    CHECK(count(house.portal.kinds(sent.id), "preservation_renewed") == 2);
    CHECK(begins_with(house.document(sent.id), before));
    house.judge(house.document(sent.id), "B-LTA", 3);
    // The new one holds for long.
    CHECK(*house.row(sent.id, store::Subject::Document)->next > house.portal.clock.now() + 24h * 30);
}

TEST_CASE("a queue's seal is the level of its documents and certificates, as it was when they arrived",
          "[services][preservation][queues]") {
    SECTION("less than the portal is set to") {
        Preserving house(Level::B_LTA);
        REQUIRE(house.seal("B-B").ok());
        const DraftId draft = house.printed();
        REQUIRE(house.seal("B-LTA").ok());
        const EnvelopeView sent = house.send(draft);
        CHECK(house.view(sent.id).signature_level == "B-B");
        house.everybody_signs();
        const EnvelopeView done = house.view(sent.id);
        CHECK(done.signature_level == "B-B");
        CHECK_FALSE(done.preservation_pending);
        REQUIRE(done.certificate_ready);
        house.judge(house.document(sent.id), "B-B", 3);
        house.judge(house.certificate(sent.id), "B-B", 1);
        CHECK(house.house().preserved == 0);
    }
    SECTION("more than the portal is set to") {
        Preserving house(Level::B_B);
        REQUIRE(house.seal("B-LTA").ok());
        const EnvelopeView sent = house.send(house.printed());
        house.everybody_signs();
        CHECK(house.view(sent.id).signature_level == "B-LTA");
        house.judge(house.document(sent.id), "B-LTA", 3);
        house.judge(house.certificate(sent.id), "B-LTA", 1);
        const EnvelopeView other = house.portal.sent();  // of no queue
        CHECK(house.view(other.id).signature_level == "B-B");
    }
    SECTION("never more than the portal can do any more") {
        Preserving house(Level::B_B);
        REQUIRE(house.seal("B-LTA").ok());
        const DraftId draft = house.printed();
        house.start([](Settings& s) { s.highest_level = Level::B_B; });
        const EnvelopeView sent = house.send(draft);
        CHECK(house.view(sent.id).signature_level == "B-B");
        CHECK_FALSE(house.view(sent.id).preservation_pending);
    }
    SECTION("never less than the operator insists on by now") {
        Preserving house(Level::B_LT);
        REQUIRE(house.seal("B-B").ok());
        const DraftId draft = house.printed();
        house.start([](Settings& s) { s.time_stamp_required = true; });
        const EnvelopeView sent = house.send(draft);
        house.everybody_signs();
        CHECK(house.view(sent.id).signature_level == "B-T");
        house.judge(house.certificate(sent.id), "B-T", 1);
        house.start([](Settings& s) { s.highest_level = Level::B_B; });
        CHECK(level_for(house.portal.context(), "B-LT") == Level::B_B);  // no more than it can
    }
}

TEST_CASE("a seal beyond the portal's means or below its operator's policy is refused in words",
          "[services][preservation][queues]") {
    Preserving house(Level::B_T);
    using Seals = std::vector<std::string>;
    CHECK(possible_seals(house.portal.context()) == Seals{"B-B", "B-T", "B-LT", "B-LTA"});
    CHECK(key_of(house.seal("B-X").error()) == "seal");
    CHECK(house.seal(" B-LT ").value().seal == "B-LT");
    house.start([](Settings& s) {
        s.highest_level = Level::B_T;
        s.time_stamp_required = true;
    });
    CHECK(possible_seals(house.portal.context()) == Seals{"B-T"});
    CHECK(key_of(house.seal("B-LT").error()) == "seal_too_high");
    CHECK(problem_of(house.seal("B-LTA").error()).field == "seal");
    CHECK(key_of(house.seal("B-B").error()) == "seal_too_low");
    CHECK(house.seal("B-T").ok());
    CHECK(house.seal("").value().seal.empty());
}

}  // namespace quillport::services::test
