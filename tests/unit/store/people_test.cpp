#include "quillport/store/people.hpp"

#include "database.hpp"

using namespace quillport;
using namespace quillport::store;
using namespace quillport::store::test;

namespace {
Person person(const std::string& id, const std::string& name, const std::string& email, const std::string& search) {
    return {{id}, {"acme"}, name, email, "", "", search, 0, kNow};
}
std::vector<std::string> names(Store& store, const std::string& query, int limit = 10) {
    std::vector<std::string> all;
    for (const Person& p : seen(store, [&](Reader& r) { return find_people(r, {"acme"}, query, limit); })) all.push_back(p.name);
    return all;
}
}  // namespace

TEST_CASE("people are found by every word of the query, those who signed most first", "[store][people]") {
    Furnished home(GENERATE(from_range(backends())));
    written(*home.store, [](Tx& tx) -> Result<void> {
        for (const Person& p : {person("1", "Jörg Müller", "joerg@example.org", "jorg muller joerg@example.org"),
                                person("2", "Jana Müller", "jana@example.org", "jana muller jana@example.org"),
                                person("3", "100%_Real", "real@example.org", "100%_real real@example.org")})
            if (auto done = remember_person(tx, p); !done.ok()) return done.error();
        return count_signature(tx, {"acme"}, "JOERG@example.org");
    });
    CHECK(names(*home.store, "muller") == std::vector<std::string>{"Jörg Müller", "Jana Müller"});
    CHECK(names(*home.store, "muller ja") == std::vector<std::string>{"Jana Müller"});
    CHECK(names(*home.store, "  muller   jana example org ") == std::vector<std::string>{"Jana Müller"});
    CHECK(names(*home.store, "%_") == std::vector<std::string>{"100%_Real"});
    CHECK(names(*home.store, "a%o").empty());
    CHECK(names(*home.store, "\\").empty());
    CHECK(names(*home.store, "").size() == 3);
    CHECK(names(*home.store, "", 2).size() == 2);
    CHECK(seen(*home.store, [&](Reader& r) { return find_people(r, home.umbrella, "muller", 10); }).empty());
}

TEST_CASE("remembering a person again updates him and forgets neither his number nor his signatures", "[store][people]") {
    Furnished home(GENERATE(from_range(backends())));
    Person first = person("1", "Jana", "jana@example.org", "jana");
    first.phone = "+49 1";
    CHECK(written(*home.store, [&](Tx& tx) { return remember_person(tx, first); }) == PersonId{"1"});
    written(*home.store, [](Tx& tx) { return count_signature(tx, {"acme"}, "jana@example.org"); });
    Person second = person("2", "Jana Müller", "Jana@Example.org", "jana muller");
    second.company = "ACME";
    CHECK(written(*home.store, [&](Tx& tx) { return remember_person(tx, second); }) == PersonId{"1"});
    const auto all = seen(*home.store, [](Reader& r) { return find_people(r, {"acme"}, "muller", 5); });
    REQUIRE(all.size() == 1);
    CHECK(all[0].name == "Jana Müller");
    CHECK(all[0].phone == "+49 1");
    CHECK(all[0].company == "ACME");
    CHECK(all[0].signatures == 1);
}
