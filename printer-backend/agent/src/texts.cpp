#include "texts.hpp"

#include <array>
#include <cstdlib>

namespace quillport::agent {
namespace {

constexpr std::size_t kLanguages = 3;
constexpr std::array<std::string_view, kLanguages> kCodes = {"en", "sl", "de"};
using Sentence = std::array<std::string_view, kLanguages>;

constexpr Sentence kReady = {"The draft is ready", "Osnutek je pripravljen", "Der Entwurf ist bereit"};
constexpr Sentence kOpen = {"Open", "Odpri", "Öffnen"};
constexpr Sentence kManyReady = {"{n} drafts are ready", "Pripravljeni osnutki: {n}", "{n} Entwürfe sind bereit"};
constexpr Sentence kInInbox = {"They wait in your inbox.", "Čakajo v vaši mapi Prejeto.", "Sie warten in Ihrem Eingang."};
constexpr Sentence kRefused = {"“{title}” was not taken", "»{title}« ni bil sprejet", "„{title}“ wurde nicht angenommen"};
constexpr Sentence kTokenOver = {"This computer is not connected to Quillport any more",
                                 "Ta računalnik ni več povezan s Quillportom",
                                 "Dieser Rechner ist nicht mehr mit Quillport verbunden"};
constexpr Sentence kTokenAgain = {"Its token was revoked. Make a new one at {url}.",
                                  "Njegov žeton je preklican. Novega naredite na {url}.",
                                  "Sein Token wurde widerrufen. Einen neuen gibt es unter {url}."};

struct Reason {
    std::string_view key;
    Sentence text;
};
constexpr std::array kReasons = {
    Reason{"not_pdf",
           {"It did not arrive as a document that can be read. Choose the Quillport printer with the PDF driver and print again.",
            "Ni prispel kot dokument, ki ga je mogoče brati. Izberite tiskalnik Quillport z gonilnikom PDF in natisnite znova.",
            "Es kam kein lesbares Dokument an. Wählen Sie den Quillport-Drucker mit dem PDF-Treiber und drucken Sie erneut."}},
    Reason{"format_unknown",
           {"It is in a format that cannot be read. Choose the Quillport printer with the PDF driver and print again.",
            "Zapisa dokumenta ni mogoče prebrati. Izberite tiskalnik Quillport z gonilnikom PDF in natisnite znova.",
            "Sein Format ist nicht lesbar. Wählen Sie den Quillport-Drucker mit dem PDF-Treiber und drucken Sie erneut."}},
    Reason{"format_pcl",
           {"It came as PCL, which holds no readable text. Choose the Quillport printer with the PDF or PostScript driver.",
            "Prispel je kot PCL, ki nima berljivega besedila. Izberite tiskalnik Quillport z gonilnikom PDF ali PostScript.",
            "Es kam als PCL, das keinen lesbaren Text enthält. Wählen Sie den Quillport-Drucker mit dem PDF- oder "
            "PostScript-Treiber."}},
    Reason{"format_zpl",
           {"It came as ZPL, the language of label printers. Choose the Quillport printer with the PDF driver.",
            "Prispel je kot ZPL, jezik tiskalnikov nalepk. Izberite tiskalnik Quillport z gonilnikom PDF.",
            "Es kam als ZPL, die Sprache der Etikettendrucker. Wählen Sie den Quillport-Drucker mit dem PDF-Treiber."}},
    Reason{"format_printer_codes",
           {"It came in the language of another printer. Choose the Quillport printer with the PDF driver.",
            "Prispel je v jeziku drugega tiskalnika. Izberite tiskalnik Quillport z gonilnikom PDF.",
            "Es kam in der Sprache eines anderen Druckers. Wählen Sie den Quillport-Drucker mit dem PDF-Treiber."}},
    Reason{"format_locked_office",
           {"It is an office document with a password. Save it without, or print it from its program.",
            "To je pisarniški dokument z geslom. Shranite ga brez gesla ali ga natisnite iz njegovega programa.",
            "Es ist ein Office-Dokument mit Passwort. Speichern Sie es ohne, oder drucken Sie es aus seinem Programm."}},
    Reason{"no_converter",
           {"The portal lacks the program for its format. Print it as PDF, or tell your operator.",
            "Portal nima programa za njegov zapis. Natisnite ga kot PDF ali obvestite upravljavca.",
            "Dem Portal fehlt das Programm für sein Format. Drucken Sie es als PDF, oder sagen Sie es Ihrem Betreiber."}},
    Reason{"encryption_unknown",
           {"It is encrypted in a way that no password opens. Print it again without protection.",
            "Šifriran je tako, da ga ne odpre nobeno geslo. Natisnite ga znova brez zaščite.",
            "Es ist so verschlüsselt, dass kein Passwort es öffnet. Drucken Sie es erneut ohne Schutz."}},
    Reason{"encrypted",
           {"It is protected by a password. Print it again without protection.",
            "Zaščiten je z geslom. Natisnite ga znova brez zaščite.",
            "Es ist durch ein Kennwort geschützt. Drucken Sie es erneut ohne Schutz."}},
    Reason{"damaged",
           {"It is damaged and cannot be read. Print it again.", "Poškodovan je in ga ni mogoče prebrati. Natisnite ga znova.",
            "Es ist beschädigt und nicht lesbar. Drucken Sie es erneut."}},
    Reason{"too_large", {"It is too large for the portal.", "Za portal je prevelik.", "Es ist zu groß für das Portal."}},
    Reason{"too_complex",
           {"It takes too long to read. Print it in parts.", "Branje traja predolgo. Natisnite ga po delih.",
            "Das Lesen dauert zu lange. Drucken Sie es in Teilen."}},
    Reason{"too_many_pages",
           {"It has too many pages. Print it in parts.", "Ima preveč strani. Natisnite ga po delih.",
            "Es hat zu viele Seiten. Drucken Sie es in Teilen."}},
};

std::string filled(std::string_view text, std::string_view place, const std::string& value) {
    std::string out(text);
    const std::size_t at = out.find(place);
    return at == std::string::npos ? out : out.replace(at, place.size(), value);
}

}  // namespace

Texts::Texts(std::string_view locale) {
    for (std::size_t i = 0; i < kLanguages; ++i) {
        const bool ends = locale.size() == 2 || (locale.size() > 2 && (locale[2] == '_' || locale[2] == '.' || locale[2] == '@'));
        if (ends && locale.starts_with(kCodes[i])) language_ = i;
    }
}

Texts Texts::of_environment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return Texts(value);
    return Texts("en");
}

std::string Texts::ready() const { return std::string(kReady[language_]); }
std::string Texts::open() const { return std::string(kOpen[language_]); }
std::string Texts::many_ready(std::size_t count) const { return filled(kManyReady[language_], "{n}", std::to_string(count)); }
std::string Texts::in_inbox() const { return std::string(kInInbox[language_]); }
std::string Texts::refused(const std::string& title) const { return filled(kRefused[language_], "{title}", title); }
std::string Texts::token_over() const { return std::string(kTokenOver[language_]); }
std::string Texts::token_again(const std::string& url) const { return filled(kTokenAgain[language_], "{url}", url); }

std::string Texts::reason(std::string_view key, const std::string& english) const {
    for (const Reason& reason : kReasons)
        if (reason.key == key) return std::string(reason.text[language_]);
    return english;
}

}  // namespace quillport::agent
