#include "job_options.hpp"

#include <catch2/catch.hpp>

using namespace quillport;
using namespace quillport::services;

namespace {

store::DraftRow draft_with(const std::vector<std::string>& roles) {
    store::DraftRow row;
    for (const std::string& key : roles)
        row.content.roles.push_back({key, static_cast<int>(row.content.roles.size()) + 1, {}, {}, {}, {}});
    return row;
}

const DraftRole& role_after(store::DraftRow& row, const std::string& key, const std::string& value) {
    take_job_options(row, {{key, value}});
    return row.content.roles.front();
}

}  // namespace

TEST_CASE("a job's options suggest persons for the roles of its draft", "[services][job_options]") {
    store::DraftRow row = draft_with({"1", "buyer"});
    take_job_options(row, {{"quill-role.1", "Ana Novak <ana@x.si>, +386 41 123 456"},
                           {"quill-role.buyer", "bert@x.si"},
                           {"quill-message", "Please sign.\nThank you."},
                           {"media", "A4"}});
    CHECK(row.content.roles[0].name == "Ana Novak");
    CHECK(row.content.roles[0].email == "ana@x.si");
    CHECK(row.content.roles[0].phone == "+38641123456");
    CHECK(row.content.roles[0].routing_order == 1);
    CHECK(row.content.roles[1].email == "bert@x.si");
    CHECK(row.content.roles[1].name.empty());
    CHECK(row.message == "Please sign.\nThank you.");
    // An address without a name is not enough to send.
    REQUIRE(missing_in(row.content).size() >= 1);
    CHECK(missing_in(row.content).front().role == "buyer");
}

TEST_CASE("a number names a role by its place where no role has it as its name", "[services][job_options]") {
    store::DraftRow row = draft_with({"seller", "buyer"});
    take_job_options(row,
                     {{"quill-role.2", "\"Žaneta Šimůnková\" <z@x.si>"}, {"quill-role.3", "c@x.si"}, {"quill-role.0", "d@x.si"}});
    CHECK(row.content.roles[0].email.empty());
    CHECK(row.content.roles[1].name == "Žaneta Šimůnková");
    CHECK(row.content.roles[1].email == "z@x.si");
}

TEST_CASE("what is no person is left out, and nobody is pushed out of his role", "[services][job_options]") {
    for (const char* nonsense : {"", "Ana Novak", "Ana <>", "Ana <no address>", "a@x.si\nBcc: b@x.si", "Ana\nNovak <ana@x.si>",
                                 "<a@x.si", "; rm -rf / <a b@x.si>", "$(id)@x.si"}) {
        INFO(nonsense);
        store::DraftRow row = draft_with({"1"});
        const DraftRole& role = role_after(row, "quill-role.1", nonsense);
        CHECK(role.email.empty());
        CHECK(role.name.empty());
    }
    store::DraftRow phone = draft_with({"1"});
    CHECK(role_after(phone, "quill-role.1", "ana@x.si, call me").phone.empty());
    CHECK(phone.content.roles[0].email == "ana@x.si");
    store::DraftRow taken = draft_with({"1"});
    taken.content.roles[0].email = "first@x.si";
    CHECK(role_after(taken, "quill-role.1", "Second <second@x.si>").email == "first@x.si");
    store::DraftRow none = draft_with({});
    take_job_options(none, {{"quill-role.1", "ana@x.si"}, {"quill-message", std::string(5000, 'x')}});
    CHECK(none.message.empty());
}
