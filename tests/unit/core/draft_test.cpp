#include <algorithm>
#include <catch2/catch.hpp>

#include "quillport/core/draft.hpp"

using namespace quillport;

namespace {

Tag tag(FieldType type, const std::string& role, std::optional<std::string> name = std::nullopt,
        std::map<std::string, std::string> attributes = {}) {
    Tag t;
    t.type = type;
    t.role = role;
    t.name = std::move(name);
    t.attributes = std::move(attributes);
    return t;
}

EnvelopeDraft draft(std::vector<Tag> tags) { return draft_of({{{595, 842}}, std::move(tags), {}}, {}, {"doc"}); }

std::vector<std::string> keys(const EnvelopeDraft& d) {
    std::vector<std::string> all;
    for (const DraftRole& role : d.roles) all.push_back(role.key);
    return all;
}
std::vector<std::string> names(const EnvelopeDraft& d) {
    std::vector<std::string> all;
    for (const Field& field : d.fields) all.push_back(field.name);
    return all;
}

}  // namespace

TEST_CASE("numbered roles come by number, named ones behind them as they appear", "[core][draft]") {
    const auto d = draft({tag(FieldType::Signature, "seller"), tag(FieldType::Signature, "10"), tag(FieldType::Signature, "2"),
                          tag(FieldType::Date, "seller"), tag(FieldType::Signature, "buyer"), tag(FieldType::Signature, "2")});
    CHECK(keys(d) == std::vector<std::string>{"2", "10", "seller", "buyer"});
    for (std::size_t i = 0; i < d.roles.size(); ++i) CHECK(d.roles[i].routing_order == static_cast<int>(i) + 1);
}

TEST_CASE("a role that only looks like a number is a name", "[core][draft]") {
    const auto d = draft({tag(FieldType::Signature, "99999999999999"), tag(FieldType::Signature, "0"),
                          tag(FieldType::Signature, "1a"), tag(FieldType::Signature, "-1"), tag(FieldType::Signature, "1")});
    CHECK(keys(d) == std::vector<std::string>{"1", "99999999999999", "0", "1a", "-1"});
}

TEST_CASE("tags without a role go to the parties by position, each kind of field counted for itself", "[core][draft]") {
    const auto d =
        draft({tag(FieldType::Signature, ""), tag(FieldType::Date, ""), tag(FieldType::Initials, ""), tag(FieldType::Date, "")});
    CHECK(keys(d) == std::vector<std::string>{"1", "2"});
    CHECK(d.fields[0].role == "1");
    CHECK(d.fields[1].role == "1");
    CHECK(d.fields[2].role == "2");
    CHECK(d.fields[3].role == "2");
}

TEST_CASE("a tag's order is the turn of its role, equal turns act together, nonsense does not count", "[core][draft]") {
    const auto turn = [](const EnvelopeDraft& d, const std::string& key) {
        return std::find_if(d.roles.begin(), d.roles.end(), [&](const DraftRole& r) { return r.key == key; })->routing_order;
    };
    const auto d = draft(
        {tag(FieldType::Signature, "1", {}, {{"order", "2"}}), tag(FieldType::Text, "2"),
         tag(FieldType::Signature, "2", {}, {{"order", "1"}}), tag(FieldType::Signature, "3", {}, {{"order", "2"}}),
         tag(FieldType::Signature, "4", {}, {{"order", "soon"}}), tag(FieldType::Signature, "5", {}, {{"order", "77777"}})});
    CHECK(turn(d, "1") == 2);
    CHECK(turn(d, "2") == 1);
    CHECK(turn(d, "3") == 2);
    CHECK(turn(d, "4") == 4);
    CHECK(turn(d, "5") == 1000);
}

TEST_CASE("every field has a name of its own that AcroForm takes", "[core][draft]") {
    const auto d =
        draft({tag(FieldType::Signature, "1"), tag(FieldType::Signature, "1"), tag(FieldType::Text, "1", "signature_1_2"),
               tag(FieldType::Text, "buyer no. 1"), tag(FieldType::Text, "1", "a.b/c"), tag(FieldType::Text, "1", "")});
    CHECK(names(d) ==
          std::vector<std::string>{"signature_1", "signature_1_2", "signature_1_2_2", "text_buyer_no__1", "a_b_c", "text_1"});
    for (const Field& field : d.fields) CHECK(field.id.value == field.name);
}

TEST_CASE("a header that every page repeats is a field a page and one value", "[core][draft]") {
    Tag header = tag(FieldType::Text, "1");
    header.text = "{{text:1}}";
    header.box = {50, 800, 110, 812};
    std::vector<Tag> tags(3, header);
    tags[1].page = 2;
    tags[2].page = 2;
    tags[2].box = {50, 400, 110, 412};  // elsewhere: a field of its own
    const auto d = draft(tags);
    REQUIRE(d.fields.size() == 3);
    CHECK(d.fields[0].name != d.fields[1].name);
    REQUIRE(d.fields[0].attributes.count("name") == 1);
    CHECK(d.fields[0].attributes.at("name") == d.fields[1].attributes.at("name"));
    CHECK(d.fields[2].attributes.count("name") == 0);
    for (Tag& each : tags) each.type = FieldType::Signature;
    CHECK(draft(tags).fields[0].attributes.count("name") == 0);
}

TEST_CASE("options are parted by bars that no backslash precedes", "[core][field]") {
    using List = std::vector<std::string>;
    CHECK(split_options(" A | B b |C") == List{"A", "B b", "C"});
    CHECK(split_options("A\\|B|C\\\\|D\\x") == List{"A|B", "C\\", "D\\x"});
    CHECK(split_options("") == List{""});
    CHECK(split_options("A||") == List{"A", "", ""});
}

TEST_CASE("fields that the author named alike can be told from fields that were named by themselves", "[core][draft]") {
    const auto d = draft({tag(FieldType::Text, "1", "city"), tag(FieldType::Text, "1", "city"), tag(FieldType::Text, "1"),
                          tag(FieldType::Text, "1")});
    CHECK(names(d) == std::vector<std::string>{"city", "city_2", "text_1", "text_1_2"});
    CHECK(d.fields[1].attributes.at("name") == "city");
    CHECK(d.fields[3].attributes.count("name") == 0);
}

TEST_CASE("a field takes place, look and attributes from its tag", "[core][draft]") {
    Tag t =
        tag(FieldType::Text, "1", {}, {{"label", "Steuernummer"}, {"default", "DE"}, {"readonly", "yes"}, {"maxlength", "9"}});
    t.page = 3;
    t.box = {1, 2, 3, 4};
    t.field = {1, 2, 50, 14};
    t.rotation = 90;
    t.font_size = 9.5;
    t.required = false;
    const auto d = draft({t});
    const Field& f = d.fields.at(0);
    CHECK(f.page == 3);
    CHECK(f.box == t.field);
    CHECK(f.rotation == 90);
    CHECK(f.font_size == 9.5);
    CHECK_FALSE(f.required);
    CHECK(f.readonly);
    CHECK(f.label == "Steuernummer");
    CHECK(f.value == "DE");
    CHECK(f.attributes.at("maxlength") == "9");
    CHECK(f.document == DocumentId{"doc"});
}

TEST_CASE("a draft keeps the job, its title, the pages and the problems", "[core][draft]") {
    JobIdentity job;
    job.title = "Vertrag.docx";
    job.user = "anna";
    const auto d = draft_of({{{595, 842}, {842, 595}}, {}, {{1, {}, "unknown_type", "m", "{{x}}", ""}}}, job, {"doc"});
    CHECK(d.title == "Vertrag.docx");
    CHECK(d.job.user == "anna");
    CHECK(d.pages.size() == 2);
    CHECK(d.problems.size() == 1);
    CHECK(d.roles.empty());
}

TEST_CASE("a person or an address in a tag is never taken over by itself", "[core][draft]") {
    const auto d = draft({tag(FieldType::Signature, "1", {}, {{"email", "mallory@example.org"}, {"person", "M"}})});
    CHECK(d.roles.at(0).email.empty());
    CHECK(d.roles.at(0).name.empty());
}

TEST_CASE("a person whom no reader can see leaves no trace in the field", "[core][draft]") {
    Tag seen = tag(FieldType::Signature, "1", std::nullopt, {{"email", "a@example.org"}, {"label", "Sign"}});
    Tag unseen = seen;
    unseen.visible = false;
    Tag code = seen;
    code.source = TagSource::Qr;
    const auto d = draft({seen, unseen, code});
    CHECK(d.fields[0].attributes.count("email") == 1);
    for (const std::size_t i : {1U, 2U}) {
        CHECK(d.fields[i].attributes.count("email") == 0);
        CHECK(d.fields[i].label == "Sign");
    }
}

TEST_CASE("a draft says what is missing before it can be sent", "[core][draft]") {
    auto d = draft({tag(FieldType::Signature, "1"), tag(FieldType::Signature, "2")});
    d.problems.resize(1);
    auto missing = missing_in(d);
    REQUIRE(missing.size() == 3);
    CHECK(missing[0].kind == Missing::Kind::Problem);
    CHECK(missing[1].kind == Missing::Kind::Person);
    CHECK(missing[1].role == "1");
    d.problems.clear();
    d.roles[0].name = "Anna";
    d.roles[0].email = "anna@example.org";
    d.roles[1].name = "Bert";
    missing = missing_in(d);
    REQUIRE(missing.size() == 1);
    CHECK(missing[0].role == "2");
    d.roles[1].email = "bert@example.org";
    CHECK(missing_in(d).empty());
}

TEST_CASE("a document without tags lacks a signer", "[core][draft]") {
    const auto missing = missing_in(draft({}));
    REQUIRE(missing.size() == 1);
    CHECK(missing[0].kind == Missing::Kind::NoSigner);
}

TEST_CASE("a tag for the whole document makes no field; its subject is the title", "[core][draft]") {
    Detection found;
    found.tags = {tag(FieldType::Signature, "1"), tag(FieldType::Text, "")};
    found.tags[1].kind = TagKind::Document;
    found.tags[1].attributes = {{"subject", "Lease"}};
    JobIdentity job;
    job.title = "Microsoft Word - lease.docx";
    const EnvelopeDraft draft = draft_of(found, job, DocumentId{"d"});
    CHECK(draft.title == "Lease");
    CHECK(draft.fields.size() == 1);
    CHECK(draft.roles.size() == 1);
    CHECK(field_tags(found.tags).size() == 1);
}
