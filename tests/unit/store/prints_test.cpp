#include "quillport/store/prints.hpp"

#include "database.hpp"

using namespace quillport;
using namespace quillport::store;
using namespace quillport::store::test;

TEST_CASE("the parts of a print are found from each of them, in their order", "[store][prints]") {
    Furnished home(GENERATE(from_range(backends())));
    for (int number : {2, 1, 3}) {
        DraftRow draft = some_draft("d" + std::to_string(number));
        draft.content.title = "Invoice " + std::to_string(number);
        written(*home.store, [&](Tx& tx) { return create_draft(tx, draft, {}); });
    }
    for (int number : {1, 3, 2}) {
        const PrintPartRow part{{"d" + std::to_string(number)},
                                home.acme,
                                {"d1"},
                                number,
                                3,
                                {number * 2 - 1, number * 2, "key " + std::to_string(number), {}},
                                {std::string(64, 'b'), 5000}};
        written(*home.store, [&](Tx& tx) { return add_print_part(tx, part); });
    }
    const auto second = seen(*home.store, [&](Reader& r) { return find_print_part(r, home.acme, {"d2"}); });
    REQUIRE(second.has_value());
    CHECK(second->print == DraftId{"d1"});
    CHECK((second->number == 2 && second->total == 3));
    CHECK((second->pages.first == 3 && second->pages.last == 4 && second->pages.key == "key 2"));
    CHECK(second->source == BlobRef{std::string(64, 'b'), 5000});
    const auto parts = seen(*home.store, [&](Reader& r) { return list_print_parts(r, home.acme, {"d1"}); });
    REQUIRE(parts.size() == 3);
    CHECK((parts[2].draft == DraftId{"d3"} && parts[2].title == "Invoice 3"));
    CHECK_FALSE(seen(*home.store, [&](Reader& r) { return find_print_part(r, home.umbrella, {"d2"}); }).has_value());
    CHECK(seen(*home.store, [&](Reader& r) { return list_print_parts(r, home.umbrella, {"d1"}); }).empty());
    const auto beside = [&](const UserId& who, int number) {
        const auto found = seen(*home.store, [&](Reader& r) { return find_print_neighbours(r, home.acme, who, {"d1"}, number); });
        return found.previous.value + "|" + found.next.value;
    };
    CHECK(beside(home.anna, 2) == "d1|d3");
    CHECK(beside(home.anna, 1) == "|d2");
    CHECK(beside(home.anna, 3) == "d2|");
    // What is gone or another's is passed over.
    written(*home.store, [](Tx& tx) { return drop_draft(tx, {"acme"}, {"d2"}, kNow); });
    CHECK(beside(home.anna, 1) == "|d3");
    written(*home.store, [&](Tx& tx) { return claim_draft(tx, home.acme, {"d3"}, home.bert, kNow); });
    CHECK(beside(home.anna, 1) == "|");
    CHECK(beside(home.bert, 1) == "|d3");
    // Two parts with one number are none.
    written(*home.store, [&](Tx& tx) { return create_draft(tx, some_draft("d4"), {}); });
    CHECK_FALSE(home.store->write([&](Tx& tx) { return add_print_part(tx, {{"d4"}, home.acme, {"d1"}, 2, 3, {}, {}}); }).ok());
}
