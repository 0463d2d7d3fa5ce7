#include <catch2/catch.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "quillport/tags/grammar.hpp"
#include "words.hpp"

using namespace quillport::tags;

TEST_CASE("placeholders of a template are measured against few words only", "[tags][words]") {
    constexpr std::array<std::string_view, 8> kPlaceholders{"x",          "customer", "invoicenumber", "orderdate",
                                                            "totalprice", "street",   "kupec",         "lieferadresse"};
    std::size_t pairs = 0;
    std::size_t measured = 0;
    for (const std::string_view word : kPlaceholders) {
        for (const WordRow& row : word_table()) {
            ++pairs;
            measured += may_be_near(word, row.word, 2) ? 1 : 0;
        }
    }
    CHECK(measured * 25 < pairs);
}

TEST_CASE("no word that is near enough is passed over", "[tags][words]") {
    for (const WordRow& row : word_table()) {
        const std::string word(row.word);
        for (std::size_t i = 0; i + 1 < word.size(); ++i) {
            std::string changed = word;
            changed[i] = 'x';
            CHECK(may_be_near(word, changed, 1));
            changed = word;
            std::swap(changed[i], changed[i + 1]);
            CHECK(may_be_near(word, changed, 1));
            CHECK(may_be_near(word, word.substr(0, i) + word.substr(i + 1), 1));
            CHECK(may_be_near(word, word.substr(0, i) + "qx" + word.substr(i + 2), 2));
        }
    }
}
