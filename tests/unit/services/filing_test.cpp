#include "portal.hpp"
#include "quillport/services/several.hpp"

// Where an owner files his documents.
namespace quillport::services::test {
namespace {

/// A print of Petra's, filed as its job says.
struct Cabinet {
    Portal portal;
    int jobs = 0;

    DraftView print(const std::string& folder, const std::string& title = "Order") {
        Delivery delivery;
        delivery.job.uuid = "urn:uuid:" + std::to_string(++jobs);
        delivery.job.queue = "Accounting";
        delivery.job.user = "petra";
        delivery.job.title = title;
        delivery.job.options = {
            {"quill-folder", folder}, {"quill-role.1", "Anna <anna@example.com>"}, {"quill-role.2", "Bert <bert@example.com>"}};
        delivery.found = two_signers();
        const Bytes pdf = small_pdf(title);
        delivery.document = pdf;
        auto receipt = create_draft(portal.context(), {portal.admin.organisation, {}}, delivery);
        REQUIRE(receipt.ok());
        return view(receipt.value().draft);
    }
    DraftView view(const DraftId& id) {
        auto draft = get_draft(portal.context(), portal.admin, id);
        REQUIRE(draft.ok());
        return draft.value();
    }
    Result<DraftView> file(const DraftView& draft, const std::string& folder) {
        DraftChange change;
        change.version = draft.version;
        change.folder = folder;
        return change_draft(portal.context(), portal.admin, draft.id, change);
    }
};

}  // namespace

TEST_CASE("a folder goes with the document from the job to the envelope, and lists show it alone", "[services][filing]") {
    Cabinet cabinet;
    auto& context = cabinet.portal.context();
    const User& petra = cabinet.portal.admin;
    const DraftView order = cabinet.print("Naročila / 2026 'a%b'");
    CHECK(order.folder == "Naročila / 2026 'a%b'");
    const DraftView other = cabinet.print("", "Other");
    CHECK(other.folder.empty());
    const auto filed = list_drafts(context, petra, 50, "", order.folder).value().drafts;
    REQUIRE(filed.size() == 1);
    CHECK(filed[0].id == order.id);
    CHECK(filed[0].folder == order.folder);
    CHECK(list_drafts(context, petra, 50, "").value().drafts.size() == 2);
    CHECK(list_drafts(context, petra, 50, "", "Naročila").value().drafts.empty());

    const auto sent = send_draft(context, petra, order.id);
    REQUIRE(sent.ok());
    CHECK(sent.value().folder == order.folder);
    REQUIRE(send_draft(context, petra, other.id).ok());
    const auto envelopes = list_envelopes(context, petra, 50, "", order.folder).value().envelopes;
    REQUIRE(envelopes.size() == 1);
    CHECK(envelopes[0].folder == order.folder);
    // What the sender calls his folder is nobody else's business.
    const AuditView audit = get_audit(context, petra, sent.value().id).value();
    for (const AuditEvent& event : audit.events)
        for (const auto& [key, value] : event.details) CHECK(value.find("2026 'a%b'") == std::string::npos);
}

TEST_CASE("a job's folder is made a clean line as other options are, and the owner's own is checked", "[services][filing]") {
    Cabinet cabinet;
    CHECK(cabinet.print(" Contracts\r\n\x1b[31m ").folder == "Contracts[31m");
    CHECK(cabinet.print(std::string(400, 'x')).folder == std::string(197, 'x') + "…");
    const DraftView draft = cabinet.print("First");
    const auto moved = cabinet.file(draft, "  Second ");
    REQUIRE(moved.ok());
    CHECK(moved.value().folder == "Second");
    CHECK(cabinet.view(draft.id).folder == "Second");
    for (const std::string& wrong : {std::string("a\nb"), std::string(201, 'x'), std::string("\xff")}) {
        const auto refused = cabinet.file(moved.value(), wrong);
        REQUIRE_FALSE(refused.ok());
        CHECK(key_of(refused.error()) == "folder");
        CHECK(problem_of(refused.error()).field == "folder");
    }
    CHECK(cabinet.file(moved.value(), "").value().folder.empty());
}

TEST_CASE("a folder stays when drafts are joined, and when one takes another's place", "[services][filing]") {
    Cabinet cabinet;
    auto& context = cabinet.portal.context();
    const DraftView filed = cabinet.print("Filed", "First");
    const DraftView loose = cabinet.print("", "Second");
    SECTION("joined: that of the first that has one") {
        auto joined = append_draft(context, cabinet.portal.admin, loose.id, loose.version, filed.id);
        REQUIRE(joined.ok());
        CHECK(joined.value().folder == "Filed");
        CHECK(cabinet.view(loose.id).folder == "Filed");
    }
    SECTION("replaced: where the old one was filed") {
        const DraftView fresh = cabinet.print("Elsewhere", "First");
        auto replaced = replace_draft(context, cabinet.portal.admin, fresh.id, fresh.version, filed.id);
        REQUIRE(replaced.ok());
        CHECK(replaced.value().folder == "Filed");
    }
}

TEST_CASE("a locked document keeps the folder that its owner gave it while it waited, and what its own tags wish",
          "[services][filing]") {
    Cabinet cabinet;
    Tag tag;
    tag.kind = TagKind::Document;
    tag.page = 1;
    tag.text = "{{doc;lang=de;expires=14d}}";
    tag.box = tag.field = {10, 10, 50, 20};
    tag.pieces = {tag.box};
    tag.attributes = {{"lang", "de"}, {"expires", "14d"}};
    cabinet.portal.plain.inspection.found = two_signers();
    cabinet.portal.plain.inspection.found.tags.push_back(tag);
    cabinet.portal.plain.password = "secret";
    cabinet.portal.plain.inspect_error = Error{ErrorCode::Unsupported, "locked", "encrypted"};
    Delivery delivery;
    delivery.job.options = {{"quill-folder", "From the job"}};
    const Bytes locked = small_pdf("encrypted");
    delivery.document = locked;
    const auto receipt =
        create_draft(cabinet.portal.context(), {cabinet.portal.admin.organisation, cabinet.portal.admin}, delivery);
    REQUIRE(receipt.ok());
    REQUIRE(cabinet.file(cabinet.view(receipt.value().draft), "Mine").ok());
    const auto open = unlock_draft(cabinet.portal.context(), cabinet.portal.admin, receipt.value().draft, "secret");
    REQUIRE(open.ok());
    CHECK(open.value().folder == "Mine");
    const DraftView kept = cabinet.view(receipt.value().draft);
    CHECK(kept.folder == "Mine");
    CHECK(kept.language == "de");
    CHECK(kept.expires == "14d");
}

}  // namespace quillport::services::test
