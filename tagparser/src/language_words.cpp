#include <array>

#include "quillport/tags/grammar.hpp"

namespace quillport::tags {
namespace {

/// Words of the product's languages, folded. A word that means different things in two active languages is a problem, never a
/// guess.
constexpr auto kWords = std::to_array<WordRow>({
    {"en", "yes", "yes"},
    {"en", "true", "yes"},
    {"en", "1", "yes"},
    {"en", "no", "no"},
    {"en", "false", "no"},
    {"en", "0", "no"},

    {"sl", "podpis", "signature"},
    {"sl", "parafa", "initials"},
    {"sl", "datum", "date"},
    {"sl", "ime", "name"},
    {"sl", "podjetje", "company"},
    {"sl", "firma", "company"},
    {"sl", "funkcija", "title"},
    {"sl", "besedilo", "text"},
    {"sl", "stevilo", "number"},
    {"sl", "zig", "stamp"},
    {"sl", "pecat", "seal"},
    {"sl", "slika", "image"},
    {"sl", "priloga", "attachment"},
    {"sl", "odobritev", "approve"},
    {"sl", "izbira", "dropdown"},
    {"sl", "da", "yes"},
    {"sl", "ne", "no"},

    {"cs", "podpis", "signature"},
    {"cs", "parafa", "initials"},
    {"cs", "datum", "date"},
    {"cs", "jmeno", "name"},
    {"cs", "firma", "company"},
    {"cs", "funkce", "title"},
    {"cs", "cislo", "number"},
    {"cs", "razitko", "stamp"},
    {"cs", "pecet", "seal"},
    {"cs", "obrazek", "image"},
    {"cs", "priloha", "attachment"},
    {"cs", "schvaleni", "approve"},
    {"cs", "vyber", "dropdown"},
    {"cs", "ano", "yes"},
    {"cs", "ne", "no"},

    {"pl", "podpis", "signature"},
    {"pl", "parafa", "initials"},
    {"pl", "data", "date"},
    {"pl", "imie", "name"},
    {"pl", "firma", "company"},
    {"pl", "stanowisko", "title"},
    {"pl", "tekst", "text"},
    {"pl", "liczba", "number"},
    {"pl", "pieczatka", "stamp"},
    {"pl", "pieczec", "seal"},
    {"pl", "obraz", "image"},
    {"pl", "zalacznik", "attachment"},
    {"pl", "zatwierdzenie", "approve"},
    {"pl", "lista", "dropdown"},
    {"pl", "tak", "yes"},
    {"pl", "nie", "no"},

    {"it", "firma", "signature"},
    {"it", "sigla", "initials"},
    {"it", "data", "date"},
    {"it", "nome", "name"},
    {"it", "azienda", "company"},
    {"it", "titolo", "title"},
    {"it", "testo", "text"},
    {"it", "numero", "number"},
    {"it", "casella", "checkbox"},
    {"it", "timbro", "stamp"},
    {"it", "sigillo", "seal"},
    {"it", "immagine", "image"},
    {"it", "allegato", "attachment"},
    {"it", "approvazione", "approve"},
    {"it", "elenco", "dropdown"},
    {"it", "si", "yes"},
    {"it", "no", "no"},

    {"de", "unterschrift", "signature"},
    {"de", "paraphe", "initials"},
    {"de", "kurzel", "initials"},
    {"de", "datum", "date"},
    {"de", "firma", "company"},
    {"de", "titel", "title"},
    {"de", "zahl", "number"},
    {"de", "stempel", "stamp"},
    {"de", "siegel", "seal"},
    {"de", "bild", "image"},
    {"de", "anlage", "attachment"},
    {"de", "anhang", "attachment"},
    {"de", "genehmigung", "approve"},
    {"de", "auswahl", "dropdown"},
    {"de", "ja", "yes"},
    {"de", "nein", "no"},
});

}  // namespace

std::span<const WordRow> word_table() noexcept { return kWords; }

}  // namespace quillport::tags
