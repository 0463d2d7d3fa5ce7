#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "charset.hpp"
#include "quillport/formats/recognise.hpp"
#include "quillport/runtime/file.hpp"

using namespace quillport;
using namespace quillport::formats;
using namespace std::string_literals;

namespace {

struct Sample {
    const char* charset;
    std::string bytes;
    const char* utf8;
};

}  // namespace

TEST_CASE("the character set of a line of text is found from its letters", "[formats][charset]") {
    // Encoded by iconv; the sentences are those of receipts and contracts, in languages of every set.
    const std::vector<Sample> samples = {
        {"windows-1250", "\x8eupan\xe8i\xe8 d.o.o., pla\xe8ilo v 30 dneh", "Župančič d.o.o., plačilo v 30 dneh"},
        {"windows-1250",
         "Smlouva \xe8. 5, p\xf8"
         "edm\xec"
         "t d\xedla",
         "Smlouva č. 5, předmět díla"},
        {"windows-1250", "\x8aim\xf9nkov\xe1", "Šimůnková"},
        {"windows-1250", "za\xbf\xf3\xb3\xe6 g\xea\x9cl\xb9 ja\x9f\xf1", "zażółć gęślą jaźń"},
        {"ISO-8859-2", "za\xbf\xf3\xb3\xe6 g\xea\xb6l\xb1 ja\xbc\xf1", "zażółć gęślą jaźń"},
        {"ISO-8859-2", "\xa9kofja Loka, \xbeupan in ob\xe8ina", "Škofja Loka, župan in občina"},
        {"windows-1252",
         "Stra\xdf"
         "e und Gr\xf6\xdf"
         "e, Vertrag \xfc"
         "ber Lieferung",
         "Straße und Größe, Vertrag über Lieferung"},
        {"windows-1252", "Contrat sign\xe9 \xe0 Gen\xe8ve, le d\xe9lai court d\xe8s ao\xfbt",
         "Contrat signé à Genève, le délai court dès août"},
        {"windows-1252", "Pi\xf9 qualit\xe0, perch\xe9 cos\xec \xe8 meglio", "Più qualità, perché così è meglio"},
        {"windows-1252", "Se\xf1or Mu\xf1oz, direcci\xf3n y a\xf1o", "Señor Muñoz, dirección y año"},
        {"windows-1252", "\x93Total\x94 \x96 100 \x80", "“Total” – 100 €"},
        {"ISO-8859-15", "Montant: 100 \xa4, d\xe9lai", "Montant: 100 €, délai"},
        {"windows-1251",
         "\xc4\xee\xe3\xee\xe2\xee\xf0 \xef\xee\xf1\xf2\xe0\xe2\xea\xe8 \xec\xe5\xe6\xe4\xf3 "
         "\xf1\xf2\xee\xf0\xee\xed\xe0\xec\xe8",
         "Договор поставки между сторонами"},
        {"UTF-8", "Ž ů ę 中 Ελλάδα", "Ž ů ę 中 Ελλάδα"},
        {"UTF-8", "plain", "plain"},
        {"UTF-8", "\xef\xbb\xbfŽaneta", "Žaneta"},
        {"UTF-16LE",
         "\xff\xfe\x7d\x01"
         "a\0\x2d\x4e"s,
         "Ža中"},
        {"UTF-16BE", "\xfe\xff\x01\x7d\0a\x4e\x2d"s, "Ža中"},
        {"UTF-16LE", "t\0o\0t\0a\0l\0 \0"s, "total "},
    };
    for (const Sample& sample : samples) {
        CAPTURE(sample.utf8);
        CHECK(charset_of(bytes_of(sample.bytes)) == sample.charset);
        const auto text = in_utf8(sample.bytes, sample.charset);
        REQUIRE(text.ok());
        CHECK(text.value() == sample.utf8);
    }
}

TEST_CASE("what is no text has no character set", "[formats][charset]") {
    for (const std::string& bytes : {std::string(), "\0\1\2\3"s, "a\x1b[1mb"s,
                                     "\x7f"
                                     "ELF\2\1"s})
        CHECK(charset_of(bytes_of(bytes)).empty());
    CHECK_FALSE(in_utf8("a", "no-such-set").ok());
}

TEST_CASE("UTF-8 is checked to the letter, and may be cut within one", "[formats][charset]") {
    CHECK(is_utf8("\xe4\xb8"));  // the first two bytes of three
    for (const char* wrong : {"\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xff", "\x80", "\xc3("})
        CHECK_FALSE(is_utf8(wrong));
}
