#include "page_numbers.hpp"

#include <catch2/catch.hpp>

using namespace quillport;
using splitter::is_page_one;

namespace {

constexpr PageSize kA4{595, 842};

pdf::TextLine line(const std::string& text, double y) { return {text, {72, y, 300, y + 10}, 10, 0}; }

bool at(double y, const std::string& text) { return is_page_one({line("Some words", 500), line(text, y)}, kA4); }

}  // namespace

TEST_CASE("page 1 of so many is known in the languages of the product", "[splitter]") {
    for (const char* text :
         {"Page 1 of 3", "page 1/3", "PAGE: 1 OF 3", "Stran 1 od 3", "stran: 1 / 3", "Str. 1 od 12", "Seite 1 von 3", "Seite 1/3",
          "Strana 1 z 3", "Stránka 1 z 3", "STRÁNKA 1 Z 3", "Strona 1 z 3", "Stranica 1 od 3", "Pagina 1 di 3", "pag. 1/3",
          "- Page 1 of 1 -", "(Seite 1 von 2)", "Seite 1 / 2."}) {
        INFO(text);
        CHECK(at(800, text));
        CHECK(at(400, text));  // alone on its line it counts anywhere
    }
    for (const char* text : {"1/3", "1 / 3", "- 1/3 -", "1 of 3", "1 od 3", "(1 von 3)"}) {
        INFO(text);
        CHECK(at(800, text));
        CHECK(at(30, text));
        CHECK_FALSE(at(400, text));  // a fraction, a date
    }
    CHECK(at(800, "Invoice 17   Page 1 of 3"));
    CHECK(at(20, "Example d.o.o., Ljubljana · stran 1 od 2"));
}

TEST_CASE("other pages and other numbers are no first page", "[splitter]") {
    for (const char* text : {"Page 2 of 3", "Seite 11 von 12", "Page 1", "Page 1 of 0", "Page 10 of 3", "1/31/2026", "1",
                             "Page one of three", "Stran 21 od 31"}) {
        INFO(text);
        CHECK_FALSE(at(800, text));
    }
    CHECK_FALSE(at(400, "see page 1 of 3 of the annex"));
    // Where a page says both, it is not the first.
    CHECK_FALSE(is_page_one({line("Page 2 of 3", 800), line("Annex, page 1 of 9", 780)}, kA4));
    CHECK_FALSE(is_page_one({}, kA4));
}
