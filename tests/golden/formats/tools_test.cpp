#include <catch2/catch.hpp>

#include <chrono>

#include "quillport/runtime/file.hpp"
#include "support.hpp"

using namespace quillport;
using namespace quillport::test;
using Texts = std::vector<std::string>;

TEST_CASE("PostScript keeps its text, wrapped by a driver or not", "[formats][golden][postscript]") {
    const std::string page(text_of(printed("hand.ps"))), exit = "\x1b%-12345X";
    const std::string wrapped = exit + "@PJL JOB\r\n@PJL SET RESOLUTION=600\r\n@PJL ENTER LANGUAGE=POSTSCRIPT \r\n\x04" + page +
                                "\x04" + exit + "@PJL EOJ\r\n" + exit;
    for (const std::string& document : {page, wrapped}) {
        const Bytes pdf = converted(bytes_of(document));
        CHECK(holds(text_in(pdf), "ERP INVOICE {{sig:customer}}"));
        CHECK(tags_in(pdf) == Texts{"{{sig:customer}}"});
    }
}

TEST_CASE("the PostScript of the Windows driver keeps its text", "[formats][golden][postscript]") {
    // Its fonts are subsets whose letters have no names; the letters stand in GlyphNames2Unicode.
    const Bytes pdf = converted(printed("pscript5.ps"));
    CHECK(holds(text_in(pdf), "Pogodba {{sig:1}} Ž"));
    CHECK(tags_in(pdf) == Texts{"{{sig:1}}"});
}

TEST_CASE("PostScript reads no file and writes none", "[formats][golden][postscript]") {
    const std::string nosy =
        "%!PS\n/Helvetica findfont 12 scalefont setfont 72 720 moveto\n"
        "{ (/etc/passwd) (r) file pop (OPENED) show } stopped { (REFUSED) show } if\n"
        "{ (/tmp/quillport-escape) (w) file pop (WRITTEN) show } stopped { (REFUSED) show } if\n"
        "{ (%pipe%id) (r) file pop (RAN) show } stopped { (REFUSED) show } if\nshowpage\n";
    CHECK(holds(text_in(converted(bytes_of(nosy))), "REFUSEDREFUSEDREFUSED"));
}

TEST_CASE("PostScript that never ends or is none is refused in time", "[formats][golden][postscript]") {
    using namespace std::chrono_literals;
    worker::Client quick(QUILLPORT_BINARY_DIR "/bin/quillport-worker", {.conversion_wall = 2s});
    const std::string endless = "%!PS\n{ } loop\n", broken = "%!PS\nnosuchoperator\n";
    const auto convert = [&](const std::string& document) {
        const auto what = quick.recognise(bytes_of(document));
        REQUIRE(what.ok());
        REQUIRE(what.value().format == Format::PostScript);
        return quick.convert(bytes_of(document), what.value()).error();
    };
    CHECK(convert(endless).code == ErrorCode::Timeout);
    CHECK(convert(broken).detail == "damaged");
}

TEST_CASE("XPS keeps its text and its tags", "[formats][golden][xps]") {
    const Bytes pdf = converted(printed("letter.xps"));
    CHECK(holds(text_in(pdf), "Smlouva č. 5, Žaneta Šimůnková"));
    CHECK(tags_in(pdf) == Texts{"{{sig:buyer}}", "{{date:buyer}}"});
}

TEST_CASE("what is not taken is refused with what to use instead", "[formats][golden]") {
    const auto refusal = [](const std::string& document) {
        const auto what = client().recognise(bytes_of(document));
        REQUIRE(what.ok());
        return client().convert(bytes_of(document), what.value()).error().detail;
    };
    CHECK(refusal("\x1b"
                  "E\x1b&l0O text") == "format_pcl");
    CHECK(refusal("^XA^FDtext^FS^XZ") == "format_zpl");
    CHECK(refusal("\x7f"
                  "ELF\1\2\3") == "format_unknown");
}
