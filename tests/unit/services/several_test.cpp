#include "quillport/services/several.hpp"

#include <algorithm>

#include "auto_send.hpp"
#include "draft_rules.hpp"
#include "parts.hpp"
#include "portal.hpp"
#include "quillport/pdf/document.hpp"
#include "quillport/services/queues.hpp"
#include "wishes.hpp"

namespace quillport::services::test {
namespace {

/// Documents of the administrator, each with what its tags say.
struct Desk {
    Portal portal;
    int number = 0;

    DraftView draft(const std::string& title, const Detection& found = two_signers(), const std::string& text = {}) {
        portal.plain.inspection.found = found;
        Delivery delivery;
        delivery.job.title = title;
        const Bytes pdf = small_pdf(text.empty() ? title : text);
        delivery.document = pdf;
        auto receipt = create_draft(portal.context(), {portal.admin.organisation, portal.admin}, delivery);
        REQUIRE(receipt.ok());
        return view(receipt.value().draft);
    }
    DraftView view(const DraftId& id) {
        auto draft = get_draft(portal.context(), portal.admin, id);
        REQUIRE(draft.ok());
        return draft.value();
    }
    DraftView assigned(const DraftView& draft, const std::string& name) {
        DraftChange change;
        change.version = draft.version;
        change.message = "As agreed with " + name;
        change.roles = draft.roles;
        for (DraftRole& role : *change.roles) {
            role.name = name + " " + role.key;
            role.email = "p" + role.key + "@example.com";
        }
        auto changed = change_draft(portal.context(), portal.admin, draft.id, change);
        REQUIRE(changed.ok());
        return changed.value();
    }
    DraftView append(const DraftView& draft, const DraftId& other) {
        auto joined = append_draft(portal.context(), portal.admin, draft.id, draft.version, other);
        INFO((joined.ok() ? "" : joined.error().what + joined.error().detail));
        REQUIRE(joined.ok());
        return joined.value();
    }
    /// What stands on the pages of the draft's file, page by page.
    std::vector<std::string> pages_of(const DraftView& draft) {
        const Bytes file = portal.store->blobs().get(draft.document).value();
        auto document = pdf::Document::open(file);
        REQUIRE(document.ok());
        CHECK(static_cast<std::size_t>(document.value().page_count()) == draft.pages.size());
        std::vector<std::string> pages;
        const std::string_view text = text_of(file);
        for (std::size_t at = text.find("("); at != std::string_view::npos; at = text.find("(", at + 1))
            if (text.substr(text.find(")", at), 4) == ") Tj")
                pages.emplace_back(text.substr(at + 1, text.find(")", at) - at - 1));
        return pages;
    }
};

Detection with_document_tag(const std::string& key, const std::string& value) {
    Detection found = two_signers();
    Tag tag;
    tag.kind = TagKind::Document;
    tag.page = 1;
    tag.text = "{{doc}}";
    tag.box = {10, 10, 50, 20};
    tag.pieces = {tag.box};
    tag.field = tag.box;
    tag.attributes[key] = value;
    found.tags.push_back(tag);
    return found;
}

}  // namespace

TEST_CASE("a document is added behind another, with its tags and the persons chosen so far", "[services][several]") {
    Desk desk;
    const DraftView first = desk.assigned(desk.draft("Contract"), "Anna");
    Detection annex;
    annex.pages = {{595, 842}, {842, 595}};
    annex.tags = {tag(FieldType::Signature, "1", 500), tag(FieldType::Text, "3", 400)};
    annex.tags[1].page = 2;
    annex.problems = {{2, {72, 200, 130, 212}, "unknown_type", "", "{{sgi:2}}", "signature"}};
    const DraftView second = desk.draft("Annex", annex);
    const DraftView whole = desk.append(first, second.id);
    CHECK(whole.version == first.version + 1);
    CHECK(whole.title == "Contract");
    REQUIRE(whole.pages.size() == 3);
    CHECK(whole.pages[2].width == 842);
    REQUIRE(whole.fields.size() == first.fields.size() + 2);
    CHECK(whole.fields.back().field.page == 3);
    CHECK(whole.problems.at(0).second.page == 3);
    REQUIRE(whole.roles.size() == 3);
    CHECK(whole.roles[0].name == "Anna 1");
    CHECK(whole.roles[2].key == "3");
    CHECK(whole.roles[2].name.empty());
    REQUIRE(whole.parts.size() == 2);
    CHECK(whole.parts[1].title == "Annex");
    CHECK(whole.parts[1].pages == 2);
    CHECK(desk.view(second.id).state == "dropped");
    CHECK(list_drafts(desk.portal.context(), desk.portal.admin, 50, "").value().drafts.size() == 1);
}

TEST_CASE("several documents of one draft are sent as one file", "[services][several]") {
    Desk desk;
    DraftView whole = desk.append(desk.draft("One"), desk.draft("Two").id);
    CHECK(desk.pages_of(whole) == std::vector<std::string>{"One", "Two"});
    whole = desk.assigned(whole, "Anna");
    auto sent = send_draft(desk.portal.context(), desk.portal.admin, whole.id);
    INFO((sent.ok() ? "" : sent.error().what + sent.error().detail));
    REQUIRE(sent.ok());
    CHECK(sent.value().documents.at(0).pages.size() == 2);
    CHECK(
        key_of(append_draft(desk.portal.context(), desk.portal.admin, whole.id, whole.version, desk.draft("Three").id).error()) ==
        "draft_over");
}

TEST_CASE("documents are put into another order, and what lies on their pages goes with them", "[services][several]") {
    Desk desk;
    Detection other = two_signers();
    other.tags.resize(1);
    other.tags[0].role = "7";
    DraftView whole = desk.append(desk.append(desk.draft("One"), desk.draft("Two", other).id), desk.draft("Three").id);
    const auto arrange = [&](const std::vector<int>& order) {
        return arrange_parts(desk.portal.context(), desk.portal.admin, whole.id, whole.version, order);
    };
    for (const auto& wrong : std::vector<std::vector<int>>{{}, {1, 2}, {1, 2, 2}, {0, 1, 2}, {1, 2, 4}, {1, 2, 3, 4}})
        CHECK(key_of(arrange(wrong).error()) == "order");
    const auto arranged = arrange({2, 3, 1});
    REQUIRE(arranged.ok());
    CHECK(desk.pages_of(arranged.value()) == std::vector<std::string>{"Two", "Three", "One"});
    const auto page_of_seven = std::find_if(arranged.value().fields.begin(), arranged.value().fields.end(),
                                            [](const DraftField& f) { return f.field.role == "7"; });
    REQUIRE(page_of_seven != arranged.value().fields.end());
    CHECK(page_of_seven->field.page == 1);
    CHECK(arranged.value().parts[2].source == whole.id);
    CHECK(key_of(arrange({1, 2, 3}).error()) == "changed_meanwhile");
}

TEST_CASE("a document that is taken out is a draft of its own again", "[services][several]") {
    Desk desk;
    const DraftView first = desk.draft("One");
    const DraftView second = desk.assigned(desk.draft("Two"), "Bert");
    DraftView whole = desk.append(first, second.id);
    CHECK(whole.roles[0].name == "Bert 1");
    const auto out = [&](int number) {
        return take_out_part(desk.portal.context(), desk.portal.admin, whole.id, whole.version, number);
    };
    CHECK(key_of(out(1).error()) == "own_part");
    CHECK(key_of(out(3).error()) == "no_such_part");
    CHECK(key_of(restore_draft(desk.portal.context(), desk.portal.admin, second.id).error()) == "part_of_another");
    const auto alone = out(2);
    REQUIRE(alone.ok());
    CHECK(alone.value().parts.empty());
    CHECK(alone.value().document == first.document);
    CHECK(alone.value().fields.size() == first.fields.size());
    const DraftView back = desk.view(second.id);
    CHECK(back.state == "open");
    CHECK(back.fields.size() == second.fields.size());
    CHECK(back.document == second.document);
}

TEST_CASE("a draft of several documents that was added to another comes back one by one", "[services][several]") {
    Desk desk;
    const DraftView first = desk.draft("One");
    const DraftView second = desk.draft("Two");
    const DraftView third = desk.draft("Three");
    const DraftView pair = desk.append(second, third.id);
    DraftView whole = desk.append(first, pair.id);
    CHECK(whole.parts.size() == 3);
    auto less = take_out_part(desk.portal.context(), desk.portal.admin, whole.id, whole.version, 2);
    REQUIRE(less.ok());
    CHECK(desk.pages_of(less.value()) == std::vector<std::string>{"One", "Three"});
    CHECK(desk.view(second.id).parts.empty());
    CHECK(desk.view(second.id).document == second.document);
    auto least = take_out_part(desk.portal.context(), desk.portal.admin, whole.id, less.value().version, 2);
    REQUIRE(least.ok());
    CHECK(desk.view(third.id).state == "open");
}

TEST_CASE("unnumbered tags of each document count by themselves", "[services][several]") {
    Desk desk;
    Detection unnumbered = two_signers();
    for (Tag& each : unnumbered.tags) each.role.clear();
    const DraftView whole = desk.append(desk.draft("One", unnumbered), desk.draft("Two", unnumbered).id);
    CHECK(whole.roles.size() == 2);
}

TEST_CASE("what cannot be joined is refused and changes nothing", "[services][several]") {
    Desk desk;
    const DraftView first = desk.draft("One");
    Context& context = desk.portal.context();
    SECTION("a draft and itself") {
        CHECK(key_of(append_draft(context, desk.portal.admin, first.id, first.version, first.id).error()) == "same_draft");
    }
    SECTION("a document that arrived signed") {
        desk.portal.plain.inspection.is_signed = true;
        const DraftView second = desk.draft("Two");
        CHECK(key_of(append_draft(context, desk.portal.admin, first.id, first.version, second.id).error()) == "arrived_signed");
    }
    SECTION("more pages than one document may have") {
        const DraftView second = desk.draft("Two");
        context.settings.intake.pages = 1;
        CHECK(key_of(append_draft(context, desk.portal.admin, first.id, first.version, second.id).error()) == "too_many_pages");
        CHECK(desk.view(second.id).state == "open");
    }
    SECTION("another's draft") {
        auto maja =
            add_user(context, desk.portal.admin.organisation, "Maja", "maja@acme.example", "another long password", false);
        REQUIRE(maja.ok());
        Delivery delivery;
        const Bytes pdf = small_pdf("Hers");
        delivery.document = pdf;
        auto hers = create_draft(context, {desk.portal.admin.organisation, maja.value()}, delivery);
        REQUIRE(hers.ok());
        CHECK(key_of(append_draft(context, desk.portal.admin, first.id, first.version, hers.value().draft).error()) ==
              "no_such_draft");
        CHECK(key_of(append_draft(context, maja.value(), hers.value().draft, 1, first.id).error()) == "no_such_draft");
        CHECK(key_of(replace_draft(context, maja.value(), hers.value().draft, 1, first.id).error()) == "no_such_draft");
        CHECK(key_of(restore_draft(context, maja.value(), first.id).error()) == "no_such_draft");
        CHECK(similar_to(context, maja.value(), hers.value().draft).value().drafts.empty());
    }
    CHECK(desk.view(first.id).version == first.version);
}

TEST_CASE("a second print of a document takes the first one's place and keeps its assignments", "[services][several]") {
    Desk desk;
    const DraftView old = desk.assigned(desk.draft("Contract"), "Anna");
    const DraftView fresh = desk.draft("Contract", two_signers(), "corrected");
    const auto similar = similar_to(desk.portal.context(), desk.portal.admin, fresh.id);
    REQUIRE(similar.ok());
    REQUIRE(similar.value().drafts.size() == 1);
    CHECK(similar.value().drafts[0].id == old.id);
    CHECK(similar.value().drafts[0].chosen == 2);
    CHECK_FALSE(similar.value().drafts[0].same_ref);
    const auto replaced = replace_draft(desk.portal.context(), desk.portal.admin, fresh.id, fresh.version, old.id);
    REQUIRE(replaced.ok());
    CHECK(replaced.value().roles[1].name == "Anna 2");
    CHECK(replaced.value().message == "As agreed with Anna");
    CHECK(replaced.value().can_send);
    CHECK(replaced.value().document == fresh.document);
    CHECK(desk.view(old.id).state == "dropped");
    CHECK(similar_to(desk.portal.context(), desk.portal.admin, fresh.id).value().drafts.empty());
    // And back.
    REQUIRE(restore_draft(desk.portal.context(), desk.portal.admin, old.id).ok());
    CHECK(desk.view(old.id).state == "open");
    CHECK(desk.view(old.id).roles[0].name == "Anna 1");
}

TEST_CASE("a draft that was thrown away comes back, one that was sent does not", "[services][several]") {
    Desk desk;
    const DraftView draft = desk.assigned(desk.draft("Contract"), "Anna");
    REQUIRE(drop_draft(desk.portal.context(), desk.portal.admin, draft.id).ok());
    const auto back = restore_draft(desk.portal.context(), desk.portal.admin, draft.id);
    REQUIRE(back.ok());
    CHECK(back.value().state == "open");
    REQUIRE(restore_draft(desk.portal.context(), desk.portal.admin, draft.id).ok());
    REQUIRE(send_draft(desk.portal.context(), desk.portal.admin, draft.id).ok());
    CHECK(key_of(restore_draft(desk.portal.context(), desk.portal.admin, draft.id).error()) == "draft_over");
}

TEST_CASE("a reference of the document travels with it and warns when it was sent before", "[services][several]") {
    Desk desk;
    const DraftView first = desk.assigned(desk.draft("Invoice", with_document_tag("ref", "INV-17")), "Anna");
    CHECK(first.ref == "INV-17");
    auto sent = send_draft(desk.portal.context(), desk.portal.admin, first.id);
    REQUIRE(sent.ok());
    CHECK(sent.value().ref == "INV-17");
    CHECK(list_envelopes(desk.portal.context(), desk.portal.admin, 50, "").value().envelopes.at(0).ref == "INV-17");
    const auto file = get_document(desk.portal.context(), desk.portal.admin, sent.value().id, sent.value().documents[0].id);
    CHECK(file.value().name == "INV-17 - Invoice.pdf");
    const DraftView again = desk.draft("Other title", with_document_tag("ref", "INV-17"));
    const DraftView twice = desk.draft("Third title", with_document_tag("ref", "INV-17"));
    const auto similar = similar_to(desk.portal.context(), desk.portal.admin, again.id).value();
    REQUIRE(similar.sent.size() == 1);
    CHECK(similar.sent[0].envelope == sent.value().id);
    REQUIRE(similar.drafts.size() == 1);
    CHECK(similar.drafts[0].id == twice.id);
    CHECK(similar.drafts[0].same_ref);
    SECTION("a colleague hears that it was sent, and nothing more") {
        auto maja = add_user(desk.portal.context(), desk.portal.admin.organisation, "Maja", "maja@acme.example",
                             "another long password", false);
        Delivery delivery;
        delivery.job.options["quill-ref"] = "INV-17";
        const Bytes pdf = small_pdf("Hers");
        delivery.document = pdf;
        desk.portal.plain.inspection.found = two_signers();
        auto hers = create_draft(desk.portal.context(), {desk.portal.admin.organisation, maja.value()}, delivery);
        const auto told = similar_to(desk.portal.context(), maja.value(), hers.value().draft).value();
        REQUIRE(told.sent.size() == 1);
        CHECK_FALSE(told.sent[0].envelope);
        CHECK(told.sent[0].title.empty());
        CHECK(told.drafts.empty());
    }
    SECTION("one that was withdrawn does not count") {
        REQUIRE(void_envelope(desk.portal.context(), desk.portal.admin, sent.value().id, "mistake").ok());
        CHECK(similar_to(desk.portal.context(), desk.portal.admin, again.id).value().sent.empty());
    }
}

TEST_CASE("the time to sign is what the document says", "[services][several]") {
    using std::chrono::hours;
    const TimePoint now{std::chrono::milliseconds{1'795'440'300'000}};  // 23 November 2026, 13:25 UTC
    const hours policy{24 * 7};
    CHECK(deadline_of("14d", now, policy) == now + hours(24 * 14));
    CHECK(deadline_of("48h", now, policy) == now + hours(48));
    CHECK(deadline_of("2w", now, policy) == now + hours(24 * 14));
    CHECK(to_rfc3339(deadline_of("2026-12-31", now, policy)).starts_with("2026-12-31T23:59:59"));
    for (const char* wrong :
         {"", "2026-11-22", "2026-02-30", "0d", "-3d", "14", "d", "14y", "14days", "9999-01-01", "2026-1-01", "99999999999d"})
        CHECK(deadline_of(wrong, now, policy) == now + policy);
    Desk desk;
    const DraftView draft = desk.assigned(desk.draft("Contract", with_document_tag("expires", "48h")), "Anna");
    CHECK(draft.expires == "48h");
    const auto sent = send_draft(desk.portal.context(), desk.portal.admin, draft.id);
    REQUIRE(sent.ok());
    CHECK(sent.value().expires == desk.portal.clock.now() + hours(48));
}

TEST_CASE("the files of a print job make one draft where the queue says so", "[services][several]") {
    Desk desk;
    Context& context = desk.portal.context();
    QueueChange change;
    change.job_files = JobFiles::OneEnvelope;
    REQUIRE(change_queue(context, desk.portal.admin.organisation, "Batch", change).ok());
    desk.portal.plain.inspection.found = two_signers();
    const auto file = [&](const std::string& uuid, int document, const std::string& queue = "Batch") {
        Delivery delivery;
        delivery.job.uuid = uuid;
        delivery.job.document_number = document;
        delivery.job.queue = queue;
        delivery.job.user = "petra";
        delivery.job.title = "Job";
        const Bytes pdf = small_pdf("File " + std::to_string(document));
        delivery.document = pdf;
        delivery.found = two_signers();
        auto receipt = create_draft(context, {desk.portal.admin.organisation, {}}, delivery);
        REQUIRE(receipt.ok());
        return receipt.value();
    };
    const DraftReceipt first = file("urn:1", 1);
    const DraftReceipt second = file("urn:1", 2);
    const DraftReceipt third = file("urn:1", 3);
    CHECK(second.draft == first.draft);
    CHECK(third.draft == first.draft);
    CHECK_FALSE(third.already_delivered);
    const DraftView whole = desk.view(first.draft);
    CHECK(desk.pages_of(whole) == std::vector<std::string>{"File 1", "File 2", "File 3"});
    // What comes again is known, also the file that the draft began with.
    for (int document = 1; document <= 3; ++document) {
        const DraftReceipt again = file("urn:1", document);
        CHECK(again.already_delivered);
        CHECK(again.draft == first.draft);
    }
    CHECK(desk.view(first.draft).version == whole.version);
    CHECK(file("urn:2", 1).draft != first.draft);
    CHECK(file("urn:3", 1, "Single").draft != first.draft);
    CHECK(file("urn:3", 2, "Single").draft != file("urn:3", 1, "Single").draft);
    SECTION("a file that comes after the draft was sent is a draft of its own") {
        REQUIRE(send_draft(context, desk.portal.admin, desk.assigned(whole, "Anna").id).ok());
        CHECK(file("urn:1", 4).draft != first.draft);
    }
    SECTION("a file that cannot be joined is a draft of its own") {
        context.settings.intake.pages = 3;
        CHECK(file("urn:1", 4).draft != first.draft);
    }
}

TEST_CASE("fields of a document's own form keep their document when they are joined and parted", "[services][several]") {
    Desk desk;
    Detection form = two_signers();
    form.tags[0].source = TagSource::Form;
    form.tags[0].text = form.tags[0].name.emplace("tax.number");
    form.tags[0].role = "1";
    const DraftView first = desk.draft("One", form);
    const DraftView second = desk.draft("Two", form);
    const DraftView whole = desk.append(first, second.id);
    std::vector<std::string> names;
    for (const DraftField& field : whole.fields)
        if (const auto at = field.field.attributes.find(std::string(kFormName)); at != field.field.attributes.end())
            names.push_back(at->second);
    REQUIRE(names.size() == 2);
    CHECK(names[0] != names[1]);
    CHECK(names[0].ends_with(".tax.number"));
    const auto alone = take_out_part(desk.portal.context(), desk.portal.admin, whole.id, whole.version, 2);
    REQUIRE(alone.ok());
    CHECK(alone.value().fields[0].field.attributes.at(std::string(kFormName)) == "tax.number");
}

}  // namespace quillport::services::test
