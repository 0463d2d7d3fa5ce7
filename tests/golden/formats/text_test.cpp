#include <catch2/catch.hpp>

#include "support.hpp"

using namespace quillport;
using namespace quillport::test;
using Texts = std::vector<std::string>;

TEST_CASE("a plain text becomes pages with its text and its tags", "[formats][golden][text]") {
    const Bytes pdf = converted(printed("plain.txt"));
    const std::string text = text_in(pdf);
    CHECK(holds(text, "INVOICE 123"));
    CHECK(holds(text, "Customer: Žaneta Šimůnková"));
    CHECK(holds(text, "Total 10"));
    CHECK(holds(text, "中文"));
    CHECK(tags_in(pdf) == Texts{"{{sig:customer}}"});
}

TEST_CASE("a text of windows-1250 with a form feed has its letters and two pages", "[formats][golden][text]") {
    const Bytes pdf = converted(printed("plain1250.txt"));
    const std::string text = text_in(pdf);
    CHECK(holds(text, "Customer: Žaneta Šimůnková"));
    CHECK(holds(text, "\fPage2"));
    CHECK(pages_in(pdf) == 2);
    CHECK(tags_in(pdf) == Texts{"{{sig:customer}}"});
}

TEST_CASE("letters of every script come out of the pages as they went in", "[formats][golden][text]") {
    const std::string text = "č š ž ę ů ř ł ő ș ğ ß é – € “x” Ελλάδα Договор 中文\nfi ffi fl\n";
    const std::string read = text_in(converted(bytes_of(text)), "");
    for (const char* word : {"č", "š", "ž", "ę",   "ů",      "ř",       "ł",    "ő",  "ș",   "ğ", "ß",
                             "é", "–", "€", "“x”", "Ελλάδα", "Договор", "中文", "fi", "ffi", "fl"}) {
        CAPTURE(word);
        CHECK(holds(read, word));
    }
}

TEST_CASE("a wide list is turned, a long one has 66 lines a page, columns stay under each other", "[formats][golden][text]") {
    std::string list = "Item" + std::string(118, ' ') + "Total\n", letter;
    for (int i = 1; i <= 40; ++i) list += "Šroub M" + std::to_string(i) + std::string(i < 10 ? 112 : 111, ' ') + "10,00\n";
    for (int i = 1; i <= 140; ++i) letter += "Line " + std::to_string(i) + "\n";
    const Bytes wide = converted(bytes_of(list)), longer = converted(bytes_of(letter));
    const auto found = client().inspect(wide);
    REQUIRE(found.ok());
    CHECK(found.value().found.pages.front().width > 800);
    CHECK(found.value().found.pages.size() == 1);
    // The last column begins at one place on every line.
    const std::string boxes = text_in(wide, "-bbox");
    std::string place;
    int counted = 0;
    for (std::size_t at = boxes.find(">10,00<"); at != std::string::npos; at = boxes.find(">10,00<", at + 1), ++counted) {
        const std::size_t begin = boxes.rfind("xMin=\"", at);
        const std::string here = boxes.substr(begin, boxes.find('"', begin + 6) - begin);
        if (place.empty()) place = here;
        CHECK(here == place);
    }
    CHECK(counted == 40);
    CHECK(pages_in(longer) == 3);
    CHECK(holds(text_in(longer), "Line 66\n\fLine 67\n"));
}
