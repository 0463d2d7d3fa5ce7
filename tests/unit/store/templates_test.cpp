#include "quillport/store/templates.hpp"

#include "database.hpp"
#include "quillport/store/queues.hpp"

using namespace quillport;
using namespace quillport::store;
using namespace quillport::store::test;

namespace {

Template some_template(const OrganisationId& organisation, const std::string& name) {
    return {organisation,
            name,
            "Bitte \"unterschreiben\".\nDanke.",
            "de",
            "14d",
            "Verträge/2026",
            {{"1", 2, "Ana", "ana@example.org", "+4930123456", "ACME"}, {"buyer", 1, "", "b@example.org", "", ""}}};
}

}  // namespace

TEST_CASE("a template comes back with everything in it, and another of its name takes its place", "[store][templates]") {
    Furnished home(GENERATE(from_range(backends())));
    const Template in = some_template(home.acme, "Naročilo / 1");
    const auto save = [&](const Template& kept) {
        return error_of(home.store->write([&](Tx& tx) { return save_template(tx, kept); }));
    };
    const auto find = [&](const OrganisationId& organisation) {
        return home.store->read([&](Reader& r) { return find_template(r, organisation, in.name); });
    };
    CHECK_FALSE(save(in));
    Template out = find(home.acme).value();
    CHECK(out.message == in.message);
    CHECK(out.language == "de");
    CHECK(out.expires == "14d");
    CHECK(out.folder == in.folder);
    REQUIRE(out.roles.size() == 2);
    CHECK(out.roles[0].key == "1");
    CHECK(out.roles[0].routing_order == 2);
    CHECK(out.roles[0].phone == "+4930123456");
    CHECK(out.roles[0].company == "ACME");
    CHECK(out.roles[1].email == "b@example.org");
    CHECK(error_of(find(home.umbrella)) == ErrorCode::NotFound);
    out.roles.pop_back();
    out.message.clear();
    CHECK_FALSE(save(out));
    CHECK(find(home.acme).value().message.empty());
    CHECK(find(home.acme).value().roles.size() == 1);
    CHECK(seen(*home.store, [&](Reader& r) { return list_templates(r, home.acme); }).size() == 1);
}

TEST_CASE("templates are listed by name for their own organisation, and one that a queue names stays", "[store][templates]") {
    Furnished home(GENERATE(from_range(backends())));
    for (const char* name : {"b", "a"})
        CHECK_FALSE(error_of(home.store->write([&](Tx& tx) { return save_template(tx, some_template(home.acme, name)); })));
    CHECK_FALSE(error_of(home.store->write([&](Tx& tx) { return save_template(tx, some_template(home.umbrella, "c")); })));
    const auto names = [&] {
        std::string all;
        for (const Template& kept : seen(*home.store, [&](Reader& r) { return list_templates(r, home.acme); })) all += kept.name;
        return all;
    };
    CHECK(names() == "ab");
    Queue queue;
    queue.id = {"q1"};
    queue.organisation = home.acme;
    queue.name = "Orders";
    queue.created = kNow;
    queue.template_name = "a";
    written(*home.store, [&](Tx& tx) { return save_queue(tx, queue); });
    CHECK(seen(*home.store, [&](Reader& r) { return find_queue(r, home.acme, "Orders"); }).template_name == "a");
    const auto remove = [&](const OrganisationId& organisation, const std::string& name) {
        return error_of(home.store->write([&](Tx& tx) { return delete_template(tx, organisation, name); }));
    };
    CHECK(remove(home.acme, "a") == ErrorCode::Conflict);
    CHECK(remove(home.umbrella, "a") == ErrorCode::NotFound);
    CHECK_FALSE(remove(home.acme, "b"));
    CHECK(names() == "a");
    queue.template_name.clear();
    written(*home.store, [&](Tx& tx) { return save_queue(tx, queue); });
    CHECK_FALSE(remove(home.acme, "a"));
}
