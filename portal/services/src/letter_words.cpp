#include "letter_words.hpp"

#include <array>
#include <chrono>
#include <cstdio>

#include "quillport/documents/certificate.hpp"

namespace quillport::services {
namespace {

constexpr std::array kWords = {
    LetterWords{
        "en",
        "Hello {recipient},",
        "TRIAL, NOT TRUSTED. This portal runs on trial; nobody should rely on its signatures.",
        "The link is open until {until}. It was made for you alone.",
        "{sender} asks you to sign “{title}”",
        "{sender}, {organisation}, asks you to sign “{title}”. Please read it, then sign or decline.",
        "Read and sign",
        "Reminder: {sender} waits for your signature on “{title}”",
        "{sender}, {organisation}, waits for your signature on “{title}”. What you filled in is kept.",
        "Your code for “{title}”",
        "This code signs “{title}”:",
        "This code opens “{title}”:",
        "It works for 5 minutes and once. If two messages came, use the newer one. Tell it to nobody; {sender} does not need it.",
        " is your Quillport code to sign “{title}” from {organisation}. It works for 5 minutes. Tell it to nobody.",
        " is your Quillport code to open “{title}” from {organisation}. It works for 5 minutes. Tell it to nobody.",
        "Signed by everybody: “{title}”",
        "Everybody signed “{title}”. The signed document and its certificate of completion wait for you behind this link.",
        "Get your copy",
        "The link was made for you alone and asks for a code.",
        "Withdrawn: “{title}”",
        "{sender}, {organisation}, withdrew “{title}”. There is nothing left for you to do.",
    },
    LetterWords{
        "sl",
        "Pozdravljeni, {recipient}!",
        "POSKUS, NI ZAUPANJA VREDNO (TRIAL, NOT TRUSTED). Ta portal teče poskusno; na njegove podpise naj se nihče ne zanaša.",
        "Povezava je odprta do {until}. Narejena je samo za vas.",
        "{sender} vas prosi za podpis: »{title}«",
        "{sender}, {organisation}, vas prosi, da podpišete »{title}«. Prosimo, preberite, nato podpišite ali zavrnite.",
        "Preberi in podpiši",
        "Opomnik: {sender} čaka na vaš podpis, »{title}«",
        "{sender}, {organisation}, čaka na vaš podpis na »{title}«. Kar ste izpolnili, je shranjeno.",
        "Vaša koda za »{title}«",
        "S to kodo podpišete »{title}«:",
        "S to kodo odprete »{title}«:",
        "Velja 5 minut in enkrat. Če sta prišli dve sporočili, uporabite novejše. Ne povejte je nikomur; {sender} je ne "
        "potrebuje.",
        " je vaša koda Quillport za podpis »{title}«, {organisation}. Velja 5 minut. Ne povejte je nikomur.",
        " je vaša koda Quillport za odprtje »{title}«, {organisation}. Velja 5 minut. Ne povejte je nikomur.",
        "Vsi so podpisali: »{title}«",
        "Vsi so podpisali »{title}«. Podpisani dokument in potrdilo o zaključku vas čakata za to povezavo.",
        "Prevzemi svoj izvod",
        "Povezava je narejena samo za vas in zahteva kodo.",
        "Umaknjeno: »{title}«",
        "{sender}, {organisation}, je umaknil(a) »{title}«. Ničesar vam ni treba več storiti.",
    },
    LetterWords{
        "de",
        "Guten Tag {recipient},",
        "PROBEBETRIEB, NICHT VERTRAUENSWÜRDIG (TRIAL, NOT TRUSTED). Dieses Portal läuft zur Probe; niemand soll sich auf seine "
        "Unterschriften verlassen.",
        "Der Link ist bis {until} offen. Er ist nur für Sie gemacht.",
        "{sender} bittet um Ihre Unterschrift: „{title}“",
        "{sender}, {organisation}, bittet Sie, „{title}“ zu unterschreiben. Bitte lesen Sie es, dann unterschreiben oder lehnen "
        "Sie ab.",
        "Lesen und unterschreiben",
        "Erinnerung: {sender} wartet auf Ihre Unterschrift, „{title}“",
        "{sender}, {organisation}, wartet auf Ihre Unterschrift unter „{title}“. Was Sie ausgefüllt haben, ist gespeichert.",
        "Ihr Code für „{title}“",
        "Dieser Code unterschreibt „{title}“:",
        "Dieser Code öffnet „{title}“:",
        "Er gilt 5 Minuten und einmal. Kamen zwei Nachrichten, gilt die neuere. Sagen Sie ihn niemandem; {sender} braucht ihn "
        "nicht.",
        " ist Ihr Quillport-Code zum Unterschreiben von „{title}“, {organisation}. Er gilt 5 Minuten. Sagen Sie ihn niemandem.",
        " ist Ihr Quillport-Code zum Öffnen von „{title}“, {organisation}. Er gilt 5 Minuten. Sagen Sie ihn niemandem.",
        "Von allen unterschrieben: „{title}“",
        "Alle haben „{title}“ unterschrieben. Das Dokument und sein Abschlussprotokoll warten hinter diesem Link auf Sie.",
        "Ihr Exemplar holen",
        "Der Link ist nur für Sie gemacht und fragt nach einem Code.",
        "Zurückgezogen: „{title}“",
        "{sender}, {organisation}, hat „{title}“ zurückgezogen. Für Sie bleibt nichts zu tun.",
    },
};

constexpr std::array<std::array<std::string_view, 12>, 2> kMonths = {{
    {"januarja", "februarja", "marca", "aprila", "maja", "junija", "julija", "avgusta", "septembra", "oktobra", "novembra",
     "decembra"},
    {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
}};

/// "28. novembra 2026, 13:25 UTC"
std::string until_in(const LetterWords& words, TimePoint when) {
    using namespace std::chrono;
    if (&words == &kWords[0]) return documents::words_of(when);
    const auto day = floor<days>(when);
    const year_month_day date{sys_days{day.time_since_epoch()}};
    const hh_mm_ss time{floor<minutes>(when - day)};
    std::array<char, 16> clock{};
    std::snprintf(clock.data(), clock.size(), "%02d:%02d", static_cast<int>(time.hours().count()),
                  static_cast<int>(time.minutes().count()));
    const auto& months = kMonths.at(static_cast<std::size_t>(&words - kWords.data()) - 1);
    return std::to_string(static_cast<unsigned>(date.day())) + ". " +
           std::string(months.at(static_cast<unsigned>(date.month()) - 1)) + " " + std::to_string(static_cast<int>(date.year())) +
           ", " + clock.data() + " UTC";
}

const LetterWords* find_words(std::string_view language) {
    const std::string_view code = language.substr(0, language.find('-'));
    for (const LetterWords& words : kWords)
        if (words.code == code) return &words;
    return nullptr;
}

}  // namespace

const LetterWords& words_for(std::string_view language) {
    const LetterWords* words = find_words(language);
    return words == nullptr ? kWords[0] : *words;
}

std::string spoken(std::string_view language) {
    const LetterWords* words = find_words(language);
    return words == nullptr ? std::string() : std::string(words->code);
}

std::string filled(std::string_view sentence, const MessageFacts& facts) {
    std::string out;
    while (!sentence.empty()) {
        const std::size_t open = std::min(sentence.find('{'), sentence.size());
        out += sentence.substr(0, open);
        sentence.remove_prefix(open);
        if (sentence.empty()) break;
        const std::string_view place = sentence.substr(1, sentence.find('}') - 1);
        if (place == "recipient") out += facts.recipient;
        if (place == "sender") out += facts.sender;
        if (place == "organisation") out += facts.organisation;
        if (place == "title") out += facts.title;
        if (place == "until") out += until_in(words_for(facts.language), facts.expires);
        sentence.remove_prefix(place.size() + 2);
    }
    return out;
}

}  // namespace quillport::services
