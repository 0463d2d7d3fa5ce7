#include "portal.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/services/queues.hpp"
#include "quillport/services/several.hpp"

namespace quillport::services::test {
namespace {

Delivery job_of(const std::string& user, const Bytes& pdf) {
    Delivery delivery;
    delivery.job.uuid = "urn:uuid:0b3d6f1c-6f5e-4a8e-9d0e-0123456789ab";
    delivery.job.queue = "Quillport";
    delivery.job.user = user;
    delivery.job.title = "Contract.docx";
    delivery.found = two_signers();
    delivery.document = pdf;
    return delivery;
}

}  // namespace

TEST_CASE("a delivery that is repeated answers with the draft that is there", "[services][drafts]") {
    Portal portal;
    const Bytes pdf = small_pdf();
    Delivery delivery = job_of("petra", pdf);
    delivery.idempotency_key = "job-1";
    auto first = create_draft(portal.context(), {portal.admin.organisation, {}}, delivery);
    REQUIRE(first.ok());
    CHECK_FALSE(first.value().already_delivered);
    CHECK(first.value().signers == 2);
    CHECK(first.value().url == "http://localhost:8080/drafts/" + first.value().draft.value);
    auto second = create_draft(portal.context(), {portal.admin.organisation, {}}, delivery);
    REQUIRE(second.ok());
    CHECK(second.value().already_delivered);
    CHECK(second.value().draft == first.value().draft);
    const Bytes other = small_pdf("something else");
    delivery.document = other;
    CHECK(key_of(create_draft(portal.context(), {portal.admin.organisation, {}}, delivery).error()) == "key_reused");
}

TEST_CASE("a job's user gets his draft; a stranger's lies in the inbox until somebody claims it", "[services][drafts]") {
    Portal portal;
    auto maja = add_user(portal.context(), portal.admin.organisation, "Maja Kovačič", "maja@acme.example",
                         "another long password", false);
    REQUIRE(maja.ok());
    const Bytes pdf = small_pdf();
    auto hers = create_draft(portal.context(), {portal.admin.organisation, {}}, job_of("maja", pdf));
    REQUIRE(hers.ok());
    CHECK(get_draft(portal.context(), maja.value(), hers.value().draft).value().mine);
    CHECK(key_of(get_draft(portal.context(), portal.admin, hers.value().draft).error()) == "no_such_draft");

    Delivery by_stranger = job_of("nobody-known", pdf);
    by_stranger.job.uuid = "urn:uuid:2";
    auto free = create_draft(portal.context(), {portal.admin.organisation, {}}, by_stranger);
    REQUIRE(free.ok());
    const auto inbox = list_drafts(portal.context(), portal.admin, 50, "");
    REQUIRE(inbox.ok());
    REQUIRE(inbox.value().drafts.size() == 1);
    CHECK_FALSE(inbox.value().drafts[0].mine);
    CHECK(claim_draft(portal.context(), portal.admin, free.value().draft).value().mine);
    CHECK_FALSE(claim_draft(portal.context(), maja.value(), free.value().draft).ok());
}

TEST_CASE("damaged, foreign and too large documents are refused in their own words", "[services][drafts]") {
    Portal portal;
    Delivery delivery;
    Bytes pdf = small_pdf();
    std::string key;
    SECTION("a format that is not taken") {
        pdf = copy_of("^XA^XZ");
        portal.plain.format = Format::Zpl;
        key = "format_zpl";
    }
    SECTION("damaged") {
        portal.plain.inspect_error = Error{ErrorCode::Unsupported, "damaged", "damaged"};
        key = "damaged";
    }
    SECTION("over the time") {
        portal.plain.inspect_error = Error{ErrorCode::Timeout, "20 s", {}};
        key = "too_complex";
    }
    SECTION("too large") {
        portal.context().settings.intake.bytes = 100;
        key = "too_large";
    }
    delivery.document = pdf;
    auto refused = create_draft(portal.context(), {portal.admin.organisation, portal.admin}, delivery);
    REQUIRE_FALSE(refused.ok());
    CHECK(key_of(refused.error()) == key);
    CHECK(list_drafts(portal.context(), portal.admin, 50, "").value().drafts.empty());
}

TEST_CASE("a converted document goes on as PDF, and its original is kept byte for byte", "[services][drafts][formats]") {
    Portal portal;
    portal.plain.format = Format::Docx;
    portal.plain.converted = small_pdf("Converted");
    const Bytes delivered = copy_of("PK\x03\x04 a letter of a word processor");
    Delivery delivery = job_of("petra", delivered);
    delivery.found.reset();
    delivery.idempotency_key = "job-7";
    const auto receipt = create_draft(portal.context(), {portal.admin.organisation, {}}, delivery);
    REQUIRE(receipt.ok());
    const DraftView view = get_draft(portal.context(), portal.admin, receipt.value().draft).value();
    REQUIRE(view.original.has_value());
    CHECK(view.original->format == Format::Docx);
    CHECK(view.original->size == static_cast<std::int64_t>(delivered.size()));
    CHECK(view.fields.size() == 4);
    const auto original = draft_original(portal.context(), portal.admin, view.id);
    REQUIRE(original.ok());
    CHECK(original.value().data == delivered);
    CHECK(original.value().name == "Contract.docx.docx");
    // The same delivery again is the same draft; the key with another document is not.
    CHECK(create_draft(portal.context(), {portal.admin.organisation, {}}, delivery).value().already_delivered);
    delivery.document = portal.plain.converted;
    CHECK(key_of(create_draft(portal.context(), {portal.admin.organisation, {}}, delivery).error()) == "key_reused");
    // A PDF has no other original, and another's is not told of.
    const DraftView plain = portal.draft();
    CHECK_FALSE(plain.original.has_value());
    CHECK(key_of(draft_original(portal.context(), portal.admin, plain.id).error()) == "no_original");
    auto maja =
        add_user(portal.context(), portal.admin.organisation, "Maja", "maja@acme.example", "another long password", false);
    CHECK(key_of(draft_original(portal.context(), maja.value(), plain.id).error()) == "no_such_draft");
}

TEST_CASE("the audit trail names what was delivered and what was made of it", "[services][drafts][formats]") {
    Portal portal;
    portal.plain.format = Format::PostScript;
    portal.plain.converted = small_pdf("Converted");
    const Bytes delivered = copy_of("%!PS");
    const DraftView fresh = portal.draft(delivered);
    DraftChange change;
    change.version = fresh.version;
    change.roles =
        std::vector<DraftRole>{{"1", 1, "Anna", "anna@example.com", "", ""}, {"2", 2, "Bert", "bert@example.com", "", ""}};
    REQUIRE(change_draft(portal.context(), portal.admin, fresh.id, change).ok());
    const auto envelope = send_draft(portal.context(), portal.admin, fresh.id);
    REQUIRE(envelope.ok());
    const auto audit = get_audit(portal.context(), portal.admin, envelope.value().id);
    REQUIRE(audit.ok());
    const auto& details = audit.value().events.front().details;
    CHECK(details.at("original_sha256") == runtime::sha256_hex(delivered));
    CHECK(details.at("original_format") == "postscript");
    CHECK(details.at("converted_sha256") == runtime::sha256_hex(portal.plain.converted));
    CHECK(draft_original(portal.context(), portal.admin, fresh.id).value().data == delivered);  // also after sending
}

TEST_CASE("a locked document waits for its password, which is asked for a few times only", "[services][drafts][formats]") {
    Portal portal;
    portal.plain.password = "secret";
    portal.plain.inspect_error = Error{ErrorCode::Unsupported, "locked", "encrypted"};
    const Bytes locked = small_pdf("encrypted");
    Delivery delivery;
    delivery.job.title = "Offer";
    delivery.document = locked;
    const auto receipt = create_draft(portal.context(), {portal.admin.organisation, portal.admin}, delivery);
    REQUIRE(receipt.ok());
    CHECK(receipt.value().locked);
    const DraftId id = receipt.value().draft;
    const DraftView waits = get_draft(portal.context(), portal.admin, id).value();
    CHECK(waits.lock == Lock::Locked);
    CHECK_FALSE(waits.can_send);
    CHECK(waits.pages.empty());
    CHECK(list_drafts(portal.context(), portal.admin, 50, "").value().drafts.front().locked);
    CHECK(key_of(send_draft(portal.context(), portal.admin, id).error()) == "incomplete");
    // The title can be changed meanwhile.
    DraftChange change;
    change.version = waits.version;
    change.title = "Offer 7";
    REQUIRE(change_draft(portal.context(), portal.admin, id, change).ok());
    const auto wrong = unlock_draft(portal.context(), portal.admin, id, "guess");
    CHECK(key_of(wrong.error()) == "document_password");
    CHECK(problem_of(wrong.error()).tries_left == 9);

    SECTION("the right one opens it for good") {
        const auto open = unlock_draft(portal.context(), portal.admin, id, "secret");
        REQUIRE(open.ok());
        CHECK(open.value().title == "Offer 7");
        CHECK(open.value().lock == Lock::Opened);
        CHECK(open.value().fields.size() == 4);
        CHECK(get_draft(portal.context(), portal.admin, id).value().pages.size() == 1);
        CHECK(draft_original(portal.context(), portal.admin, id).value().data == locked);
        CHECK(key_of(unlock_draft(portal.context(), portal.admin, id, "secret").error()) == "not_locked");
        CHECK(open.value().version == get_draft(portal.context(), portal.admin, id).value().version);
    }
    SECTION("ten wrong ones are enough for a quarter of an hour, also for the right one") {
        for (int i = 0; i < 9; ++i) CHECK_FALSE(unlock_draft(portal.context(), portal.admin, id, "guess").ok());
        CHECK(key_of(unlock_draft(portal.context(), portal.admin, id, "secret").error()) == "document_password_limit");
        portal.clock.pass(16min);
        CHECK(unlock_draft(portal.context(), portal.admin, id, "secret").ok());
    }
    SECTION("it is joined to nothing and takes no other's place meanwhile") {
        portal.plain.inspect_error.reset();
        const DraftView other = portal.draft(small_pdf("other"));
        const auto current = get_draft(portal.context(), portal.admin, id).value().version;
        CHECK(key_of(append_draft(portal.context(), portal.admin, id, current, other.id).error()) == "locked");
        CHECK(key_of(append_draft(portal.context(), portal.admin, other.id, other.version, id).error()) == "locked");
        CHECK(key_of(replace_draft(portal.context(), portal.admin, id, current, other.id).error()) == "locked");
    }
    SECTION("nobody else can try") {
        auto maja =
            add_user(portal.context(), portal.admin.organisation, "Maja", "maja@acme.example", "another long password", false);
        CHECK(key_of(unlock_draft(portal.context(), maja.value(), id, "secret").error()) == "no_such_draft");
    }
}

TEST_CASE("what a print server says of tags is checked like any input", "[services][drafts]") {
    Portal portal;
    const Bytes pdf = small_pdf();
    Delivery delivery = job_of("petra", pdf);
    SECTION("a page that is not there") { delivery.found->tags[0].page = 2; }
    SECTION("a box far from its page") { delivery.found->tags[0].box = {0, 0, 10'000, 10}; }
    SECTION("a number that is none") { delivery.found->tags[0].field.x1 = std::numeric_limits<double>::quiet_NaN(); }
    SECTION("a turned box") { delivery.found->tags[0].rotation = 45; }
    SECTION("an endless text") { delivery.found->tags[0].text = std::string(5000, 'x'); }
    SECTION("a problem on no page") { delivery.found->problems = {{0, {0, 0, 1, 1}, "c", "m", "t", ""}}; }
    auto refused = create_draft(portal.context(), {portal.admin.organisation, {}}, delivery);
    REQUIRE_FALSE(refused.ok());
    CHECK(key_of(refused.error()) == "bad_tag");
}

TEST_CASE("persons are checked before they are kept", "[services][drafts]") {
    Portal portal;
    const DraftView draft = portal.draft();
    DraftRole anna{"1", 1, "Anna", "anna@example.com", "", ""};
    std::string key;
    SECTION("an address that is none") {
        anna.email = "anna@@example";
        key = "email";
    }
    SECTION("a line break in an address") {
        anna.email = "anna@example.com\r\nBcc: all@example.com";
        key = "email";
    }
    SECTION("a line break in a name") {
        anna.name = "Anna\nKrajnc";
        key = "name";
    }
    SECTION("a phone number without its country") {
        anna.phone = "041 123 456";
        key = "phone";
    }
    SECTION("an order of nothing") {
        anna.routing_order = 0;
        key = "order";
    }
    SECTION("a role that the document does not have") {
        anna.key = "7";
        key = "role";
    }
    DraftChange change;
    change.version = draft.version;
    change.roles = {anna};
    auto refused = change_draft(portal.context(), portal.admin, draft.id, change);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::InvalidInput);
    CHECK(key_of(refused.error()) == key);
}

TEST_CASE("two who change a draft at once do not overwrite each other", "[services][drafts]") {
    Portal portal;
    const DraftView draft = portal.draft();
    DraftChange change;
    change.version = draft.version;
    change.title = "First";
    REQUIRE(change_draft(portal.context(), portal.admin, draft.id, change).ok());
    change.title = "Second";
    CHECK(key_of(change_draft(portal.context(), portal.admin, draft.id, change).error()) == "changed_meanwhile");
    CHECK(get_draft(portal.context(), portal.admin, draft.id).value().title == "First");
}

TEST_CASE("a tag that could not be read becomes the field that its author meant", "[services][drafts]") {
    Portal portal;
    portal.plain.inspection.found.tags.resize(1);
    portal.plain.inspection.found.problems = {{1, {72, 200, 130, 212}, "unknown_type", "a known type", "{{sgi:2}}", "signature"},
                                              {1, {72, 150, 130, 162}, "missing_brace", "}}", "{{ not a tag", ""}};
    const DraftView draft = portal.draft();
    REQUIRE(draft.problems.size() == 2);
    CHECK_FALSE(draft.can_send);
    auto settled = settle_problem(portal.context(), portal.admin, draft.id, 1, {draft.version, Settlement::UseGuess, {}, ""});
    REQUIRE(settled.ok());
    REQUIRE(settled.value().fields.size() == 2);
    CHECK(settled.value().fields[1].field.type == FieldType::Signature);
    CHECK(settled.value().fields[1].field.role == "2");
    CHECK(settled.value().fields[1].field.box.width() >= 120);
    CHECK(settled.value().fields[1].tag_text == "{{sgi:2}}");
    CHECK(settled.value().roles.size() == 2);
    const auto version = settled.value().version;
    CHECK(key_of(settle_problem(portal.context(), portal.admin, draft.id, 1, {version, Settlement::UseGuess, {}, ""}).error()) ==
          "no_guess");
    auto forgotten = settle_problem(portal.context(), portal.admin, draft.id, 1, {version, Settlement::NotATag, {}, ""});
    REQUIRE(forgotten.ok());
    CHECK(forgotten.value().problems.empty());
    CHECK(forgotten.value().fields.size() == 2);
}

TEST_CASE("the guess settles a tag of every type, with its role and what else it says", "[services][drafts]") {
    for (int type = 0; type <= static_cast<int>(FieldType::Qr); ++type) {
        const std::string name(name_of(static_cast<FieldType>(type)));
        INFO(name);
        Portal portal;
        portal.plain.inspection.found.tags.resize(1);
        const std::string text = "{{x" + name + ":buyer; Label=\"Tax; number\" ;required=no;readonly=Yes;width=60mm;name=tax}}";
        portal.plain.inspection.found.problems = {{1, {72, 200, 130, 212}, "unknown_type", "", text, name}};
        const DraftView draft = portal.draft();
        auto settled = settle_problem(portal.context(), portal.admin, draft.id, 1, {draft.version, Settlement::UseGuess, {}, ""});
        REQUIRE(settled.ok());
        const Field& field = settled.value().fields.at(1).field;
        CHECK(name_of(field.type) == name);
        CHECK(field.role == "buyer");
        CHECK(field.label == "Tax; number");
        CHECK_FALSE(field.required);
        CHECK(field.readonly);
        CHECK(field.name == "tax");
        CHECK(field.box.width() == Approx(60 * 72 / 25.4));
    }
}

TEST_CASE("the role of a tag in number signs stands behind its first blank", "[services][drafts]") {
    Portal portal;
    portal.plain.inspection.found.tags.resize(1);
    portal.plain.inspection.found.problems = {
        {1, {72, 200, 130, 212}, "unknown_type", "", "##podpsi buyer;label=A##", "signature"}};
    const DraftView draft = portal.draft();
    auto settled = settle_problem(portal.context(), portal.admin, draft.id, 1, {draft.version, Settlement::UseGuess, {}, ""});
    REQUIRE(settled.ok());
    CHECK(settled.value().fields.at(1).field.role == "buyer");
    CHECK(settled.value().fields.at(1).field.label == "A");
}

TEST_CASE("a tag that has no room is taken as it is, or forgotten", "[services][drafts]") {
    Portal portal;
    auto& found = portal.plain.inspection.found;
    found.problems = {{1, found.tags[1].box, "no_room", "needs 120 pt", found.tags[1].text, ""}};
    const DraftView draft = portal.draft();
    SECTION("taken") {
        auto settled = settle_problem(portal.context(), portal.admin, draft.id, 1, {draft.version, Settlement::UseGuess, {}, ""});
        REQUIRE(settled.ok());
        CHECK(settled.value().fields.size() == draft.fields.size());
        CHECK(settled.value().problems.empty());
    }
    SECTION("forgotten") {
        auto settled = settle_problem(portal.context(), portal.admin, draft.id, 1, {draft.version, Settlement::NotATag, {}, ""});
        REQUIRE(settled.ok());
        CHECK(settled.value().fields.size() == draft.fields.size() - 1);
    }
}

TEST_CASE("a draft without tags, or with something missing, is not sent", "[services][send]") {
    Portal portal;
    SECTION("no tags at all") {
        portal.plain.inspection.found.tags.clear();
        const DraftView draft = portal.draft();
        CHECK(draft.missing.at(0).kind == Missing::Kind::NoSigner);
        CHECK(key_of(send_draft(portal.context(), portal.admin, draft.id).error()) == "incomplete");
    }
    SECTION("nobody chosen") {
        const DraftView draft = portal.draft();
        auto refused = send_draft(portal.context(), portal.admin, draft.id);
        CHECK(refused.error().code == ErrorCode::PreconditionFailed);
    }
    SECTION("it arrived signed") {
        portal.plain.inspection.is_signed = true;
        CHECK(key_of(send_draft(portal.context(), portal.admin, portal.assigned_draft().id).error()) == "arrived_signed");
    }
    SECTION("its tags cannot be erased") {
        portal.plain.not_erased = {{1, {0, 0, 1, 1}, "not_erasable", "", "{{sig:1}}", ""}};
        CHECK(key_of(send_draft(portal.context(), portal.admin, portal.assigned_draft().id).error()) == "tags_not_erasable");
    }
    CHECK(list_envelopes(portal.context(), portal.admin, 50, "").value().envelopes.empty());
}

TEST_CASE("a draft is sent once", "[services][send]") {
    Portal portal;
    const DraftView draft = portal.assigned_draft();
    REQUIRE(send_draft(portal.context(), portal.admin, draft.id).ok());
    CHECK(key_of(send_draft(portal.context(), portal.admin, draft.id).error()) == "draft_over");
    const DraftView after = get_draft(portal.context(), portal.admin, draft.id).value();
    CHECK(after.state == "sent");
    CHECK(after.envelope.has_value());
    CHECK(list_drafts(portal.context(), portal.admin, 50, "").value().drafts.empty());
}

TEST_CASE("people whom one wrote to are found again whatever the marks on their letters", "[services][people]") {
    Portal portal;
    portal.sent();
    auto found = find_people(portal.context(), portal.admin, "MULLER");
    REQUIRE(found.ok());
    REQUIRE(found.value().size() == 1);
    CHECK(found.value()[0].email == "bert@example.com");
    CHECK(find_people(portal.context(), portal.admin, "krajnc").value().size() == 1);
    CHECK(find_people(portal.context(), portal.admin, "nobody").value().empty());
}

TEST_CASE("a page image is asked of the worker once", "[services][drafts]") {
    Portal portal;
    const DraftView draft = portal.draft();
    for (int i = 0; i < 3; ++i) REQUIRE(draft_page_image(portal.context(), portal.admin, draft.id, 1, 144).ok());
    CHECK(portal.plain.images == 1);
    CHECK(key_of(draft_page_image(portal.context(), portal.admin, draft.id, 2, 144).error()) == "no_such_page");
    CHECK(key_of(draft_page_image(portal.context(), portal.admin, draft.id, 1, 145).error()) == "dpi");
    CHECK(draft_page_text(portal.context(), portal.admin, draft.id, 1).value()->front().text == "Line of page 1");
}

TEST_CASE("the tags of a draft are erased by the settings by which they were found", "[services][drafts]") {
    Portal portal;
    const Bytes pdf = small_pdf();
    Delivery delivery = job_of("petra", pdf);
    delivery.settings.dialects = {"adobe"};
    auto made = create_draft(portal.context(), {portal.admin.organisation, {}}, delivery);
    REQUIRE(made.ok());
    const DraftId id = made.value().draft;
    REQUIRE(claim_draft(portal.context(), portal.admin, id).ok());
    auto draft = get_draft(portal.context(), portal.admin, id);
    REQUIRE(draft.ok());
    DraftChange change;
    change.version = draft.value().version;
    change.roles = draft.value().roles;
    for (DraftRole& role : *change.roles) {
        role.name = "Signer " + role.key;
        role.email = "signer" + role.key + "@example.com";
    }
    REQUIRE(change_draft(portal.context(), portal.admin, id, change).ok());
    REQUIRE(send_draft(portal.context(), portal.admin, id).ok());
    CHECK(portal.plain.prepared_with == delivery.settings);
}

TEST_CASE("a queue's settings for tags reach the worker with what the portal looks at itself", "[services][drafts]") {
    Portal portal;
    TagSettings settings;
    settings.dialects = {"docuseal", "quillport"};
    settings.marks = {"##SIGN{role}## type=signature"};
    QueueChange change;
    change.tags = settings;
    REQUIRE(change_queue(portal.context(), portal.admin.organisation, "Quillport", change).ok());
    CHECK(queue_settings(portal.context(), portal.admin.organisation, "Quillport").value().tags == settings);
    const Bytes pdf = small_pdf();
    Delivery delivery = job_of("petra", pdf);
    delivery.found.reset();
    portal.plain.inspection.found = two_signers();
    REQUIRE(create_draft(portal.context(), {portal.admin.organisation, {}}, delivery).ok());
    CHECK(portal.plain.inspected_with == settings);
    SECTION("settings that the worker does not understand are refused and change nothing") {
        portal.plain.inspect_error = Error{ErrorCode::InvalidInput, "unknown dialect", "runes"};
        change.tags = TagSettings{{"runes"}, {}, {}, {}};
        const auto refused = change_queue(portal.context(), portal.admin.organisation, "Quillport", change);
        REQUIRE_FALSE(refused.ok());
        CHECK(key_of(refused.error()) == "tag_settings");
        CHECK(list_queues(portal.context(), portal.admin.organisation).value().front().tags == settings);
    }
    SECTION("settings that nothing could judge are not kept") {
        portal.plain.inspect_error = Error{ErrorCode::Unsupported, "no PDF", "damaged"};  // so they were read
        CHECK(change_queue(portal.context(), portal.admin.organisation, "Quillport", change).ok());
        for (const ErrorCode code : {ErrorCode::Unavailable, ErrorCode::TooLarge, ErrorCode::Internal}) {
            portal.plain.inspect_error = Error{code, "the worker ended", {}};
            const auto refused = change_queue(portal.context(), portal.admin.organisation, "Quillport", change);
            REQUIRE_FALSE(refused.ok());
            CHECK(refused.error().code == code);
        }
    }
    SECTION("a print server's settings are lines, and not too many") {
        Delivery broken = job_of("petra", pdf);
        broken.job.uuid = "urn:uuid:3";
        broken.settings.marks.assign(101, "##A##");
        CHECK(key_of(create_draft(portal.context(), {portal.admin.organisation, {}}, broken).error()) == "tag_settings");
        broken.settings.marks = {"##A##\n"};
        CHECK(key_of(create_draft(portal.context(), {portal.admin.organisation, {}}, broken).error()) == "tag_settings");
    }
}

namespace {

/// A print of three documents of a page each, the second with a title of its own.
Delivery print_of_three(Portal& portal, const Bytes& pdf) {
    Delivery delivery = job_of("petra", pdf);
    delivery.job.title = "November";
    delivery.found->pages.resize(3, {595, 842});
    Tag split = tag(FieldType::Text, "", 700);
    split.kind = TagKind::Split;
    split.page = 2;
    delivery.found->tags.push_back(split);
    portal.plain.apart.parts = {{{1, 1, "", ""}, small_pdf("one")},
                                {{2, 2, "2024-17", "Invoice 2024-17"}, small_pdf("two")},
                                {{3, 3, "2024-18", "2024-18"}, small_pdf("three")}};
    return delivery;
}

}  // namespace

TEST_CASE("a print with several documents becomes as many drafts", "[services][drafts][print]") {
    Portal portal;
    const Bytes pdf = small_pdf("all");
    Delivery delivery = print_of_three(portal, pdf);
    delivery.idempotency_key = "job-3";
    const Deliverer server{portal.admin.organisation, {}};
    const auto made = create_draft(portal.context(), server, delivery);
    REQUIRE(made.ok());
    REQUIRE(made.value().drafts.size() == 3);
    CHECK(made.value().draft == made.value().drafts[0].draft);
    CHECK(made.value().url == "http://localhost:8080/drafts");
    CHECK(made.value().signers == 6);
    CHECK(made.value().drafts[0].title == "November (1 of 3)");
    CHECK(made.value().drafts[1].title == "Invoice 2024-17");
    CHECK(made.value().drafts[2].title == "November 2024-18");
    CHECK(list_drafts(portal.context(), portal.admin, 50, "").value().drafts.size() == 3);
    CHECK(portal.plain.split_at == std::vector<int>{2});

    SECTION("each says which it is, and leads to those beside it") {
        const auto& drafts = made.value().drafts;
        const auto second = get_draft(portal.context(), portal.admin, drafts[1].draft).value();
        REQUIRE(second.place);
        CHECK(second.place->number == 2);
        CHECK(second.place->total == 3);
        CHECK(second.place->previous == drafts[0].draft);
        CHECK(second.place->next == drafts[2].draft);
        DraftChange change;
        change.version = second.version;
        change.folder = "Invoices";
        const auto changed = change_draft(portal.context(), portal.admin, second.id, change);
        REQUIRE(changed.value().place);
        CHECK(changed.value().place->next == drafts[2].draft);
        REQUIRE(drop_draft(portal.context(), portal.admin, drafts[2].draft).ok());
        CHECK(get_draft(portal.context(), portal.admin, second.id).value().place->next.empty());
        CHECK_FALSE(portal.draft().place);
    }
    SECTION("a repeat answers with the same drafts and makes none") {
        const auto again = create_draft(portal.context(), server, delivery);
        REQUIRE(again.ok());
        CHECK(again.value().already_delivered);
        REQUIRE(again.value().drafts.size() == 3);
        for (std::size_t i = 0; i < 3; ++i) CHECK(again.value().drafts[i].draft == made.value().drafts[i].draft);
        CHECK(list_drafts(portal.context(), portal.admin, 50, "").value().drafts.size() == 3);
        const Bytes other = small_pdf("something else");
        delivery.document = other;
        CHECK(key_of(create_draft(portal.context(), server, delivery).error()) == "key_reused");
    }
    SECTION("the trail says where the document comes from") {
        const DraftId second = made.value().drafts[1].draft;
        auto draft = claim_draft(portal.context(), portal.admin, second);
        REQUIRE(draft.ok());
        DraftChange change;
        change.version = draft.value().version;
        change.roles = draft.value().roles;
        int number = 0;
        for (DraftRole& role : *change.roles) {
            role.name = "Anna";
            role.email = "anna" + std::to_string(++number) + "@example.com";
        }
        REQUIRE(change_draft(portal.context(), portal.admin, second, change).ok());
        const auto sent = send_draft(portal.context(), portal.admin, second);
        REQUIRE(sent.ok());
        const auto& created = sent.value().events.front();
        CHECK(created.details.at("print_pages") == "2-2");
        CHECK(created.details.at("print_document") == "2 of 3");
        CHECK(created.details.at("print_key") == "2024-17");
        CHECK(created.details.at("print_sha256") == runtime::sha256_hex(pdf));
    }
}

TEST_CASE("a print is taken apart by the rule of its queue, as the print server was told it", "[services][drafts][print]") {
    Portal portal;
    const Bytes pdf = small_pdf("all");
    const Deliverer server{portal.admin.organisation, {}};
    Delivery delivery = print_of_three(portal, pdf);
    delivery.found->tags.clear();
    delivery.settings.split = "text:Invoice (\\d+)";
    REQUIRE(create_draft(portal.context(), server, delivery).value().drafts.size() == 3);
    CHECK(portal.plain.split_by == SplitRule{SplitBy::Text, 0, "Invoice (\\d+)"});
    delivery.idempotency_key = "another";
    delivery.settings.split = "every:2";
    CHECK(key_of(create_draft(portal.context(), server, delivery).error()) == "tag_settings");

    // Where the portal looks itself, the queue says it.
    QueueChange change;
    change.tags.emplace().split = "pages:1";
    REQUIRE(change_queue(portal.context(), portal.admin.organisation, "Quillport", change).ok());
    CHECK(queue_settings(portal.context(), portal.admin.organisation, "Quillport").value().tags.split == "pages:1");
    delivery.found.reset();
    delivery.settings = {};
    delivery.job.uuid = "urn:uuid:3";
    REQUIRE(create_draft(portal.context(), server, delivery).value().drafts.size() == 3);
    CHECK(portal.plain.split_by == SplitRule{SplitBy::Pages, 1, {}});
}

TEST_CASE("of a print whose documents cannot all be taken none is", "[services][drafts][print]") {
    Portal portal;
    const Bytes pdf = small_pdf("all");
    const Delivery delivery = print_of_three(portal, pdf);
    portal.plain.apart.parts[2].pdf = copy_of("no document at all");
    const auto refused = create_draft(portal.context(), {portal.admin.organisation, {}}, delivery);
    CHECK(key_of(refused.error()) == "format_unknown");
    CHECK(list_drafts(portal.context(), portal.admin, 50, "").value().drafts.empty());
}

}  // namespace quillport::services::test
