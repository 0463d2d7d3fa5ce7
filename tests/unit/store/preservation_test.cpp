#include "quillport/store/preservation.hpp"

#include "database.hpp"

using namespace quillport;
using namespace quillport::store;
using namespace quillport::store::test;

namespace {
struct WithEnvelopes : Furnished {
    explicit WithEnvelopes(Backend backend) : Furnished(backend) {
        written(*store, [](Tx& tx) -> Result<void> {
            if (auto made = create_envelope(tx, some_envelope("e1")); !made.ok()) return made;
            return create_envelope(tx, some_envelope("e2"));
        });
        row.organisation = some_envelope("e1").envelope.organisation;
        row.envelope = {"e1"};
    }
    void save() {
        written(*store, [&](Tx& tx) { return save_preservation(tx, row); });
    }
    std::optional<Preservation> find(Subject subject) {
        return seen(*store, [&](Reader& r) { return find_preservation(r, {"e1"}, subject); });
    }
    bool pending(const char* envelope) {
        return seen(*store, [&](Reader& r) { return is_preservation_pending(r, {envelope}); });
    }
    Preservation row;
};
}  // namespace

TEST_CASE("how far a file has come is kept for document and certificate apart", "[store][preservation]") {
    WithEnvelopes home(GENERATE(from_range(backends())));
    CHECK_FALSE(home.find(Subject::Document).has_value());
    home.row.pending = true;
    home.row.tries = 3;
    home.row.next = kNow;
    home.save();
    home.row = {home.row.organisation, {"e1"}, Subject::Certificate, "B-LTA", false, "plan 1\nline", 0, std::nullopt};
    home.save();
    const auto document = home.find(Subject::Document);
    REQUIRE(document.has_value());
    CHECK(document->level == "B-B");
    CHECK(document->pending);
    CHECK(document->tries == 3);
    CHECK(document->next == kNow);
    const auto certificate = home.find(Subject::Certificate);
    REQUIRE(certificate.has_value());
    CHECK(certificate->level == "B-LTA");
    CHECK(certificate->plan == "plan 1\nline");
    CHECK_FALSE(certificate->next.has_value());
    CHECK(home.pending("e1"));
    CHECK_FALSE(home.pending("e2"));
}

TEST_CASE("what is due comes the longest overdue first, and what has no time never", "[store][preservation]") {
    WithEnvelopes home(GENERATE(from_range(backends())));
    home.save();  // without a time
    home.row.envelope = {"e2"};
    home.row.next = kNow + minutes(2);
    home.save();
    home.row.subject = Subject::Certificate;
    home.row.next = kNow + minutes(1);
    home.save();
    const auto due = [&](TimePoint now, int limit) {
        return seen(*home.store, [&](Reader& r) { return list_preservation_due(r, now, limit); });
    };
    CHECK(due(kNow, 10).empty());
    REQUIRE(due(kNow + minutes(2), 10).size() == 2);
    CHECK(due(kNow + minutes(2), 10)[0].subject == Subject::Certificate);
    CHECK(due(kNow + minutes(2), 1).size() == 1);
    // A later state takes the place of the earlier one.
    home.row.next.reset();
    home.save();
    CHECK(due(kNow + minutes(2), 10).size() == 1);
}
