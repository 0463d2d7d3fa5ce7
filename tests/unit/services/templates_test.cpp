#include "templates.hpp"

#include <algorithm>

#include "portal.hpp"
#include "quillport/services/queues.hpp"
#include "quillport/services/templates.hpp"

namespace quillport::services::test {
namespace {

Template order(const OrganisationId& organisation) {
    return {organisation,
            "Order",
            "Prosimo za podpis.",
            "sl",
            "14d",
            "Orders",
            {{"1", 2, "Anna", "anna@example.com", "+38641123456", "Acme"}, {"2", 1, "Bert", "bert@example.com", "", ""}}};
}

store::DraftRow draft_with(const std::vector<std::string>& roles) {
    store::DraftRow row;
    for (const std::string& key : roles)
        row.content.roles.push_back({key, static_cast<int>(row.content.roles.size()) + 1, {}, {}, {}, {}});
    return row;
}

/// A print server, and an organisation with the template "Order".
struct Office {
    Portal portal;
    int jobs = 0;

    Office() { REQUIRE(save_template(portal.context(), order(portal.admin.organisation)).ok()); }
    Delivery job(const std::map<std::string, std::string>& options, const Bytes& pdf) {
        Delivery delivery;
        delivery.job.uuid = "urn:uuid:" + std::to_string(++jobs);
        delivery.job.queue = "Sales";
        delivery.job.user = "petra";
        delivery.job.title = "Invoice";
        delivery.job.options = options;
        delivery.found = two_signers();
        delivery.document = pdf;
        return delivery;
    }
    DraftReceipt receipt_of(const std::map<std::string, std::string>& options) {
        const Bytes pdf = small_pdf();
        auto receipt = create_draft(portal.context(), {portal.admin.organisation, {}}, job(options, pdf));
        REQUIRE(receipt.ok());
        return receipt.value();
    }
    DraftView print(const std::map<std::string, std::string>& options) { return view(receipt_of(options).draft); }
    DraftView view(const DraftId& id) {
        auto draft = get_draft(portal.context(), portal.admin, id);
        REQUIRE(draft.ok());
        return draft.value();
    }
    Result<Queue> set(const QueueChange& change) {
        return change_queue(portal.context(), portal.admin.organisation, "Sales", change);
    }
};

}  // namespace

TEST_CASE("a print that names a template is filled in by it", "[services][templates]") {
    Office office;
    const DraftView draft = office.print({{"quill-template", "Order"}});
    REQUIRE(draft.roles.size() == 2);
    CHECK(draft.roles[0].name == "Anna");
    CHECK(draft.roles[0].email == "anna@example.com");
    CHECK(draft.roles[0].phone == "+38641123456");
    CHECK(draft.roles[0].company == "Acme");
    CHECK(draft.roles[0].routing_order == 2);
    CHECK(draft.roles[1].name == "Bert");
    CHECK(draft.roles[1].routing_order == 1);
    CHECK(draft.message == "Prosimo za podpis.");
    CHECK(draft.language == "sl");
    CHECK(draft.expires == "14d");
    CHECK(draft.folder == "Orders");
    CHECK(draft.can_send);
    // What it is sent with is what the template said.
    const auto sent = send_draft(office.portal.context(), office.portal.admin, draft.id);
    REQUIRE(sent.ok());
    CHECK(sent.value().folder == "Orders");
    CHECK(sent.value().expires == office.portal.clock.now() + std::chrono::hours(24 * 14));
}

TEST_CASE("what the job and the tags say wins over the template, and the template over the queue", "[services][templates]") {
    Office office;
    QueueChange queue;
    queue.message = "From the queue";
    queue.language = "de";
    queue.template_name = "Order";
    REQUIRE(office.set(queue).ok());
    const DraftView draft = office.print({{"quill-role.1", "Carl <carl@example.com>"},
                                          {"quill-role.2", "BERT@example.com"},
                                          {"quill-language", "en"},
                                          {"quill-folder", "Mine"}});
    CHECK(draft.roles[0].name == "Carl");
    CHECK(draft.roles[0].phone.empty());  // not Anna's
    CHECK(draft.roles[0].company.empty());
    CHECK(draft.roles[1].name == "Bert");  // the same address
    CHECK(draft.language == "en");
    CHECK(draft.folder == "Mine");
    CHECK(draft.message == "Prosimo za podpis.");
    CHECK(draft.expires == "14d");
    CHECK(office.print({{"quill-expires", "2D"}}).expires == "2d");
    const DraftView unreadable = office.print({{"quill-expires", "soon"}, {"quill-language", "sl_SI"}});
    CHECK(unreadable.expires == "14d");
    CHECK(unreadable.language == "sl");
    CHECK(office.print({{"quill-message", "From the job"}}).message == "From the job");
    SECTION("a job's template stands in the place of the queue's") {
        Template other;
        other.organisation = office.portal.admin.organisation;
        other.name = "Other";
        other.folder = "Others";
        REQUIRE(save_template(office.portal.context(), other).ok());
        const DraftView filled = office.print({{"quill-template", " Other "}});
        CHECK(filled.folder == "Others");
        CHECK(filled.roles[0].name.empty());
        CHECK(filled.message == "From the queue");
    }
}

TEST_CASE("the turn that a tag asks for stays, and a number names a role by its place", "[services][templates]") {
    store::DraftRow row = draft_with({"seller", "buyer"});
    Field field;
    field.role = "seller";
    field.attributes["order"] = "1";
    row.content.fields = {field};
    Template with;
    with.roles = {{"2", 5, "Bert", "bert@example.com", "", ""},
                  {"seller", 7, "Anna", "anna@example.com", "", ""},
                  {"1", 9, "Nobody", "nobody@example.com", "", ""},
                  {"3", 9, "Nobody", "nobody@example.com", "", ""}};
    fill_gaps(row, with);
    CHECK(row.content.roles[0].name == "Anna");
    CHECK(row.content.roles[0].routing_order == 1);
    CHECK(row.content.roles[1].name == "Bert");
    CHECK(row.content.roles[1].routing_order == 5);
    store::DraftRow numbered = draft_with({"2", "buyer"});
    fill_gaps(numbered, with);
    CHECK(numbered.content.roles[0].name == "Bert");
    CHECK(numbered.content.roles[1].name.empty());  // "2" is somebody's name
}

TEST_CASE("whom a tag names is not mixed with a template's person", "[services][templates]") {
    store::DraftRow row = draft_with({"1", "2", "3"});
    const auto says = [&](const std::string& role, std::map<std::string, std::string> attributes) {
        Field field;
        field.role = role;
        field.attributes = std::move(attributes);
        row.content.fields.push_back(field);
    };
    says("1", {{"person", "Carl"}, {"email", "carl@example.com"}});
    says("2", {{"label", "Place"}});
    says("2", {{"email", "BERT@example.com"}, {"phone", "+38641123456"}});  // the template's own
    says("3", {{"phone", "+38641123456"}});
    Template with;
    with.roles = {{"1", 3, "Anna", "anna@example.com", "", "Acme"},
                  {"2", 1, "Bert", "bert@example.com", "", ""},
                  {"3", 2, "Dora", "dora@example.com", "", ""}};
    fill_gaps(row, with);
    CHECK(row.content.roles[0].name.empty());
    CHECK(row.content.roles[0].email.empty());
    CHECK(row.content.roles[0].company.empty());
    CHECK(row.content.roles[0].routing_order == 3);  // its turn is nobody's person
    CHECK(row.content.roles[1].name == "Bert");
    CHECK(row.content.roles[2].email.empty());
}

TEST_CASE("a template that names nobody gives no part of a person", "[services][templates]") {
    store::DraftRow row = draft_with({"1"});
    Template with;
    with.roles = {{"1", 2, "", "", "+38641123456", "Acme"}};
    fill_gaps(row, with);
    CHECK(row.content.roles[0].phone.empty());
    CHECK(row.content.roles[0].company.empty());
    CHECK(row.content.roles[0].routing_order == 2);
}

TEST_CASE("a template that nobody knows leaves the draft standing with a problem, and it waits", "[services][templates]") {
    Office office;
    QueueChange queue;
    queue.owner_policy = OwnerPolicy::FixedUser;
    queue.owner = "petra@acme.example";
    queue.auto_send = AutoSend::Always;
    REQUIRE(office.set(queue).ok());
    const std::map<std::string, std::string> persons = {{"quill-role.1", "Anna <anna@example.com>"},
                                                        {"quill-role.2", "Bert <bert@example.com>"}};
    auto named = persons;
    named["quill-template"] = "Ordr";
    const DraftReceipt receipt = office.receipt_of(named);
    CHECK(receipt.problems == 0);  // of tags, of which whoever printed is told
    const DraftView draft = office.view(receipt.draft);
    REQUIRE(draft.problems.size() == 1);
    CHECK(draft.problems[0].second.code == "unknown_template");
    CHECK(draft.problems[0].second.text == "Ordr");
    CHECK_FALSE(draft.can_send);
    const auto waiting = [&] {
        const DraftList list = list_drafts(office.portal.context(), office.portal.admin, 50, "").value();
        return std::count_if(list.drafts.begin(), list.drafts.end(), [](const DraftSummary& each) { return !each.by_policy; });
    };
    CHECK(waiting() == 1);
    office.print(persons);  // the same without it leaves by itself
    CHECK(waiting() == 1);

    SECTION("its author may go on without") {
        const auto settled = settle_problem(office.portal.context(), office.portal.admin, draft.id, 1,
                                            {draft.version, Settlement::NotATag, {}, {}});
        REQUIRE(settled.ok());
        CHECK(settled.value().can_send);
    }
    SECTION("or use one that is there") {
        const auto used = use_template(office.portal.context(), office.portal.admin, draft.id, draft.version, "Order");
        REQUIRE(used.ok());
        CHECK(used.value().problems.empty());
    }
}

TEST_CASE("an author has a template say all that it says", "[services][templates]") {
    Office office;
    const DraftView draft = office.print({{"quill-role.1", "Carl <carl@example.com>"}, {"quill-folder", "Mine"}});
    auto& context = office.portal.context();
    Template short_one;
    short_one.organisation = office.portal.admin.organisation;
    short_one.name = "Short";
    short_one.roles = {{"1", 3, "Anna", "anna@example.com", "", ""}, {"2", 2, "", "", "", ""}};
    REQUIRE(save_template(context, short_one).ok());
    const auto used = use_template(context, office.portal.admin, draft.id, draft.version, "Short");
    REQUIRE(used.ok());
    CHECK(used.value().roles[0].name == "Anna");
    CHECK(used.value().roles[0].routing_order == 3);
    CHECK(used.value().roles[1].routing_order == 2);
    CHECK(used.value().folder == "Mine");  // it says nothing of it
    CHECK(key_of(use_template(context, office.portal.admin, draft.id, draft.version, "Short").error()) == "changed_meanwhile");
    CHECK(key_of(use_template(context, office.portal.admin, draft.id, used.value().version, "None").error()) ==
          "no_such_template");
    auto maja = add_user(context, office.portal.admin.organisation, "Maja", "maja@acme.example", "another long password", false);
    CHECK(key_of(use_template(context, maja.value(), draft.id, used.value().version, "Short").error()) == "no_such_draft");
}

TEST_CASE("files of one job that make one draft are filled in together", "[services][templates]") {
    Office office;
    QueueChange queue;
    queue.job_files = JobFiles::OneEnvelope;
    queue.template_name = "Order";
    REQUIRE(office.set(queue).ok());
    const Bytes first = small_pdf("First");
    const Bytes second = small_pdf("Second");
    Delivery one = office.job({}, first);
    one.found->tags.erase(one.found->tags.begin() + 1, one.found->tags.end());
    const auto whole = create_draft(office.portal.context(), {office.portal.admin.organisation, {}}, one);
    REQUIRE(whole.ok());
    CHECK(office.view(whole.value().draft).roles.size() == 1);
    Delivery two = one;
    two.job.document_number = 2;
    two.document = second;
    two.found = two_signers();
    REQUIRE(create_draft(office.portal.context(), {office.portal.admin.organisation, {}}, two).ok());
    const DraftView joined = office.view(whole.value().draft);
    CHECK(joined.pages.size() == 2);
    REQUIRE(joined.roles.size() == 2);
    CHECK(joined.roles[1].name == "Bert");
}

TEST_CASE("a later file of a job leaves alone what the author did to the draft", "[services][templates]") {
    Office office;
    Context& context = office.portal.context();
    QueueChange queue;
    queue.job_files = JobFiles::OneEnvelope;
    queue.owner_policy = OwnerPolicy::FixedUser;
    queue.owner = "petra@acme.example";
    queue.auto_send = AutoSend::Always;
    REQUIRE(office.set(queue).ok());
    const Bytes pdf = small_pdf();
    Delivery file = office.job({{"quill-template", "Order"}, {"quill-folder", "Job's"}}, pdf);
    const auto next_file = [&](int roles) {
        ++file.job.document_number;
        file.found = two_signers();
        std::erase_if(file.found->tags, [&](const Tag& tag) { return roles < 2 && tag.role != "1"; });
        if (roles == 0) file.found->tags.clear();
        auto receipt = create_draft(context, {office.portal.admin.organisation, {}}, file);
        REQUIRE(receipt.ok());
        return office.view(receipt.value().draft);
    };
    const auto leaves = [&] { return list_drafts(context, office.portal.admin, 50, "").value().drafts.at(0).by_policy; };
    const auto change = [&](const DraftView& draft) {
        DraftChange wish;
        wish.version = draft.version;
        wish.message = "";
        wish.folder = "";
        wish.roles = draft.roles;
        wish.roles->at(0).routing_order = 7;
        REQUIRE(change_draft(context, office.portal.admin, draft.id, wish).ok());
    };
    SECTION("turn, texts and that he looks at it; a role that is new is filled in") {
        const DraftView one = next_file(1);
        CHECK(one.roles.at(0).routing_order == 2);
        CHECK(leaves());
        change(one);
        CHECK_FALSE(leaves());
        const DraftView two = next_file(2);
        CHECK(two.id == one.id);
        CHECK(two.roles.at(0).routing_order == 7);
        CHECK(two.roles.at(1).name == "Bert");
        CHECK(two.roles.at(1).routing_order == 1);
        CHECK(two.message.empty());
        CHECK(two.folder.empty());
        CHECK_FALSE(leaves());
    }
    SECTION("a template that nobody knows, which he settled") {
        file.job.options["quill-template"] = "Ordr";
        const DraftView one = next_file(1);
        REQUIRE(settle_problem(context, office.portal.admin, one.id, 1, {one.version, Settlement::NotATag, {}, {}}).ok());
        const DraftView two = next_file(2);
        CHECK(two.id == one.id);
        CHECK(two.problems.empty());
    }
    SECTION("the first file to be signed lets a draft leave that begins with another") {
        next_file(0);
        CHECK_FALSE(leaves());
        next_file(2);
        CHECK(leaves());
    }
}

TEST_CASE("a locked document is filled in when it is opened", "[services][templates]") {
    Office office;
    office.portal.plain.password = "secret";
    office.portal.plain.inspection.found = two_signers();
    const Bytes locked = small_pdf("encrypted");
    const auto print = [&](const std::string& name, DraftChange change = {}) {
        change.version = 1;
        office.portal.plain.inspect_error = Error{ErrorCode::Unsupported, "locked", "encrypted"};
        Delivery delivery = office.job({{"quill-template", name}}, locked);
        delivery.found.reset();
        auto receipt = create_draft(office.portal.context(), {office.portal.admin.organisation, {}}, delivery);
        REQUIRE(receipt.ok());
        CHECK(receipt.value().problems == 0);
        REQUIRE(change_draft(office.portal.context(), office.portal.admin, receipt.value().draft, change).ok());
        auto open = unlock_draft(office.portal.context(), office.portal.admin, receipt.value().draft, "secret");
        REQUIRE(open.ok());
        return open.value();
    };
    const DraftView filled = print("Order");
    CHECK(filled.roles[1].name == "Bert");
    CHECK(filled.language == "sl");
    CHECK(filled.message == "Prosimo za podpis.");
    CHECK(filled.problems.empty());
    DraftChange owners;
    owners.language = "de";
    owners.expires = "2d";
    const DraftView changed = print("Order", owners);
    CHECK(changed.language == "de");
    CHECK(changed.expires == "2d");
    const DraftView unknown = print("Ordr");
    REQUIRE(unknown.problems.size() == 1);
    CHECK(unknown.problems[0].second.code == "unknown_template");
}

TEST_CASE("templates are checked before they are kept, and belong to their organisation", "[services][templates]") {
    Office office;
    auto& context = office.portal.context();
    const OrganisationId& acme = office.portal.admin.organisation;
    Template wish = order(acme);
    std::string key;
    std::string field;
    SECTION("no name") { std::tie(wish.name, key, field) = std::tuple(" ", "template", "name"); }
    SECTION("a name that leads out of an address") { std::tie(wish.name, key, field) = std::tuple("..", "template", "name"); }
    SECTION("or nowhere in it") { std::tie(wish.name, key, field) = std::tuple(" . ", "template", "name"); }
    SECTION("a name of two lines") { std::tie(wish.name, key, field) = std::tuple("a\nb", "template", "name"); }
    SECTION("an address that is none") {
        std::tie(wish.roles[1].email, key, field) = std::tuple("bert", "email", "roles.2.email");
    }
    SECTION("a role twice") { std::tie(wish.roles[1].key, key, field) = std::tuple("1", "role", "roles"); }
    SECTION("a turn that is none") {
        wish.roles[0].routing_order = 0;
        std::tie(key, field) = std::tuple("order", "roles.1.routing_order");
    }
    SECTION("a time that is none") { std::tie(wish.expires, key, field) = std::tuple("soon", "expires", "expires"); }
    SECTION("a language that is none") { std::tie(wish.language, key, field) = std::tuple("../x", "language", "language"); }
    SECTION("an endless folder") { std::tie(wish.folder, key, field) = std::tuple(std::string(300, 'x'), "folder", "folder"); }
    const auto refused = save_template(context, wish);
    REQUIRE_FALSE(refused.ok());
    CHECK(key_of(refused.error()) == key);
    CHECK(problem_of(refused.error()).field == field);
    CHECK(find_template(context, acme, "Order").value().expires == "14d");
    CHECK(key_of(find_template(context, {"another"}, "Order").error()) == "no_such_template");
}

TEST_CASE("a queue names a template that is there, which then stays", "[services][templates]") {
    Office office;
    auto& context = office.portal.context();
    const OrganisationId& acme = office.portal.admin.organisation;
    QueueChange queue;
    queue.template_name = "Ordr";
    CHECK(key_of(office.set(queue).error()) == "no_such_template");
    queue.template_name = " Order ";
    CHECK(office.set(queue).value().template_name == "Order");
    CHECK(key_of(delete_template(context, acme, "Order").error()) == "template_in_use");
    queue.template_name = "";
    CHECK(office.set(queue).value().template_name.empty());
    CHECK(delete_template(context, acme, " Order ").ok());
    CHECK(key_of(delete_template(context, acme, "Order").error()) == "no_such_template");
    CHECK(list_templates(context, acme).value().empty());
}

}  // namespace quillport::services::test
