// Made by tagparser/generate.py from tagparser/language. Do not edit.

export type FieldType = "signature" | "initials" | "date" | "name" | "email" | "company" | "title" | "text" | "multiline" | "number" | "dateinput" | "checkbox" | "radio" | "dropdown" | "stamp" | "seal" | "image" | "attachment" | "approve" | "qr";
export type OtherTag = "doc" | "split";
export type TagKeyName = "name" | "label" | "tooltip" | "required" | "readonly" | "default" | "width" | "height" | "size" | "align" | "format" | "pattern" | "min" | "max" | "maxlength" | "options" | "option" | "if" | "order" | "group" | "method" | "auth" | "person" | "email" | "phone";
export type DocumentKeyName = "ref" | "type" | "subject" | "lang" | "expires";
export type ValueKind = "Identifier" | "Text" | "YesNo" | "Length" | "FontSize" | "Count" | "Choice" | "Choices" | "Format" | "Pattern" | "Bound" | "Options" | "Condition" | "Group" | "Person" | "Email" | "Phone" | "Language" | "Span";
export type Language = "en" | "sl" | "cs" | "sk" | "pl" | "hr" | "de" | "it";
export type ProblemCode = "unknown_type" | "ambiguous_word" | "bad_role" | "unknown_key" | "bad_value" | "key_not_for_type" | "duplicate_key" | "missing_key" | "impossible" | "name_conflict" | "unknown_field" | "circular_condition" | "undefined_place" | "unused_definition" | "duplicate_definition" | "nested_definition" | "conflicting_document" | "unsupported_type" | "unsupported_key" | "invisible_person" | "mark_missing" | "missing_brace" | "no_room" | "in_annotation" | "page_limit" | "form_value_long" | "form_limit" | "ocr_doubt" | "ocr_limit" | "ocr_unavailable" | "not_erased";

export interface TagType { readonly word: FieldType; readonly short: readonly string[]; readonly meaning: string }
export interface TagKey {
  readonly word: TagKeyName | DocumentKeyName;
  readonly value: ValueKind;
  readonly choices: readonly string[];
  /** Types of fields that know it. */
  readonly types: readonly FieldType[];
  /** What holds without it. */
  readonly standard: string;
  readonly meaning: string;
}
/** Words of a language by what they mean, as a person writes them; the first is the usual one. */
export interface TagWords {
  readonly name: string;
  readonly types: Readonly<Partial<Record<FieldType | OtherTag, readonly string[]>>>;
  readonly keys: Readonly<Partial<Record<TagKeyName, readonly string[]>>>;
  readonly documentKeys: Readonly<Partial<Record<DocumentKeyName, readonly string[]>>>;
  readonly answers: Readonly<Partial<Record<"yes" | "no", readonly string[]>>>;
}

export const tagTypes = [
  { word: "signature", short: ["sig", "s"], meaning: "signature of the recipient" },
  { word: "initials", short: ["ini", "paraph"], meaning: "short signature" },
  { word: "date", short: [], meaning: "date of signing, filled by the portal" },
  { word: "name", short: [], meaning: "name of the recipient, editable unless readonly" },
  { word: "email", short: [], meaning: "e-mail address of the recipient, editable unless readonly" },
  { word: "company", short: [], meaning: "company of the recipient, editable unless readonly" },
  { word: "title", short: [], meaning: "title or function of the recipient, editable unless readonly" },
  { word: "text", short: [], meaning: "typed in, one line" },
  { word: "multiline", short: [], meaning: "typed in, several lines" },
  { word: "number", short: [], meaning: "typed in, a number" },
  { word: "dateinput", short: [], meaning: "typed in, a date" },
  { word: "checkbox", short: ["check"], meaning: "ticked or not" },
  { word: "radio", short: [], meaning: "one of several, a tag for each of them: option=A and a common name" },
  { word: "dropdown", short: ["select"], meaning: "one of a list: options=\"A|B|C\"" },
  { word: "stamp", short: [], meaning: "a predefined stamp" },
  { word: "seal", short: [], meaning: "the organisation's seal" },
  { word: "image", short: [], meaning: "picture uploaded by the recipient" },
  { word: "attachment", short: [], meaning: "file uploaded by the recipient" },
  { word: "approve", short: [], meaning: "button of an approver" },
  { word: "qr", short: [], meaning: "link to the verification page" },
] as const satisfies readonly TagType[];

export const tagKeys = [
  { word: "name", value: "Identifier", choices: [], types: ["signature", "initials", "date", "name", "email", "company", "title", "text", "multiline", "number", "dateinput", "checkbox", "radio", "dropdown", "stamp", "seal", "image", "attachment", "approve", "qr"], standard: "generated", meaning: "identifier of the field, unique in the envelope; fields with equal names share one value" },
  { word: "label", value: "Text", choices: [], types: ["signature", "initials", "date", "name", "email", "company", "title", "text", "multiline", "number", "dateinput", "checkbox", "radio", "dropdown", "stamp", "seal", "image", "attachment", "approve", "qr"], standard: "the type", meaning: "text shown to the recipient" },
  { word: "tooltip", value: "Text", choices: [], types: ["signature", "initials", "date", "name", "email", "company", "title", "text", "multiline", "number", "dateinput", "checkbox", "radio", "dropdown", "stamp", "seal", "image", "attachment", "approve", "qr"], standard: "the label", meaning: "longer text shown to the recipient" },
  { word: "required", value: "YesNo", choices: [], types: ["signature", "initials", "date", "name", "email", "company", "title", "text", "multiline", "number", "dateinput", "checkbox", "radio", "dropdown", "stamp", "seal", "image", "attachment", "approve", "qr"], standard: "yes (no for checkbox)", meaning: "must be filled before signing" },
  { word: "readonly", value: "YesNo", choices: [], types: ["name", "email", "company", "title", "text", "multiline", "number", "dateinput", "checkbox", "radio", "dropdown"], standard: "no", meaning: "shown, not editable" },
  { word: "default", value: "Text", choices: [], types: ["name", "email", "company", "title", "text", "multiline", "number", "dateinput", "checkbox", "radio", "dropdown"], standard: "empty", meaning: "value that stands there from the start" },
  { word: "width", value: "Length", choices: [], types: ["signature", "initials", "date", "name", "email", "company", "title", "text", "multiline", "number", "dateinput", "checkbox", "radio", "dropdown", "stamp", "seal", "image", "attachment", "approve", "qr"], standard: "of the tag; at least 120 pt for a signature, 40 pt for initials", meaning: "width of the field" },
  { word: "height", value: "Length", choices: [], types: ["signature", "initials", "date", "name", "email", "company", "title", "text", "multiline", "number", "dateinput", "checkbox", "radio", "dropdown", "stamp", "seal", "image", "attachment", "approve", "qr"], standard: "of the font, at least 10 pt; a signature grows upwards to 36 pt", meaning: "height of the field" },
  { word: "size", value: "FontSize", choices: [], types: ["signature", "initials", "date", "name", "email", "company", "title", "text", "multiline", "number", "dateinput", "checkbox", "radio", "dropdown", "stamp", "seal", "image", "attachment", "approve", "qr"], standard: "the tag's own; 10 pt for a tag smaller than 6 pt", meaning: "font size" },
  { word: "align", value: "Choice", choices: ["left", "center", "right"], types: ["date", "name", "email", "company", "title", "text", "multiline", "number", "dateinput", "dropdown"], standard: "left", meaning: "where the text stands in the field" },
  { word: "format", value: "Format", choices: [], types: ["date", "dateinput", "number"], standard: "d. m. yyyy for dates", meaning: "how a date (dd.mm.yyyy) or a number (#,##0.00) is written" },
  { word: "pattern", value: "Pattern", choices: [], types: ["text", "multiline", "number"], standard: "none", meaning: "what may be typed in, a regular expression in RE2 syntax that the whole value must match" },
  { word: "min", value: "Bound", choices: [], types: ["number", "dateinput"], standard: "none", meaning: "smallest number or earliest date (2026-12-31)" },
  { word: "max", value: "Bound", choices: [], types: ["number", "dateinput"], standard: "none", meaning: "largest number or latest date" },
  { word: "maxlength", value: "Count", choices: [], types: ["name", "email", "company", "title", "text", "multiline"], standard: "none", meaning: "characters at most" },
  { word: "options", value: "Options", choices: [], types: ["dropdown"], standard: "none", meaning: "what can be chosen, separated by |; \\| is a | in an option" },
  { word: "option", value: "Text", choices: [], types: ["radio"], standard: "none", meaning: "what this one means, unique among the tags of the same name" },
  { word: "if", value: "Condition", choices: [], types: ["signature", "initials", "date", "name", "email", "company", "title", "text", "multiline", "number", "dateinput", "checkbox", "radio", "dropdown", "stamp", "seal", "image", "attachment", "approve", "qr"], standard: "always", meaning: "field=value or field!=value: shown and required only then" },
  { word: "order", value: "Count", choices: [], types: ["signature", "initials", "date", "name", "email", "company", "title", "text", "multiline", "number", "dateinput", "checkbox", "radio", "dropdown", "stamp", "seal", "image", "attachment", "approve", "qr"], standard: "order of appearance", meaning: "place of the role in the routing" },
  { word: "group", value: "Group", choices: [], types: ["signature", "initials", "date", "name", "email", "company", "title", "text", "multiline", "number", "dateinput", "checkbox", "radio", "dropdown", "stamp", "seal", "image", "attachment", "approve", "qr"], standard: "none", meaning: "group of the role: board (any one of them acts) or 2 of board (two of them)" },
  { word: "method", value: "Choice", choices: ["click", "draw", "type", "image", "certificate", "remote", "any"], types: ["signature", "initials"], standard: "any", meaning: "how to sign; may raise the policy and never lower it" },
  { word: "auth", value: "Choices", choices: ["link", "email", "sms", "pin", "passkey", "certificate"], types: ["signature", "initials", "date", "name", "email", "company", "title", "text", "multiline", "number", "dateinput", "checkbox", "radio", "dropdown", "stamp", "seal", "image", "attachment", "approve", "qr"], standard: "policy", meaning: "checks of the recipient, several joined by +; may raise the policy and never lower it" },
  { word: "person", value: "Person", choices: [], types: ["signature", "initials", "date", "name", "email", "company", "title", "text", "multiline", "number", "dateinput", "checkbox", "radio", "dropdown", "stamp", "seal", "image", "attachment", "approve", "qr"], standard: "none", meaning: "key of the directory (customer number, account): always trusted" },
  { word: "email", value: "Email", choices: [], types: ["signature", "initials", "date", "name", "email", "company", "title", "text", "multiline", "number", "dateinput", "checkbox", "radio", "dropdown", "stamp", "seal", "image", "attachment", "approve", "qr"], standard: "none", meaning: "proposes a person, by policy of the queue" },
  { word: "phone", value: "Phone", choices: [], types: ["signature", "initials", "date", "name", "email", "company", "title", "text", "multiline", "number", "dateinput", "checkbox", "radio", "dropdown", "stamp", "seal", "image", "attachment", "approve", "qr"], standard: "none", meaning: "telephone number of the proposed person, by policy of the queue" },
] as const satisfies readonly TagKey[];

export const documentKeys = [
  { word: "ref", value: "Text", choices: [], types: [], standard: "none", meaning: "business reference; travels through API, webhook and file name" },
  { word: "type", value: "Text", choices: [], types: [], standard: "none", meaning: "kind of the document, such as invoice" },
  { word: "subject", value: "Text", choices: [], types: [], standard: "title of the job", meaning: "subject of the envelope" },
  { word: "lang", value: "Language", choices: [], types: [], standard: "of the account", meaning: "language of its recipients, such as sl or de-AT" },
  { word: "expires", value: "Span", choices: [], types: [], standard: "policy", meaning: "14d, 2w, 48h, or a day: 2026-12-31" },
] as const satisfies readonly TagKey[];

export const tagWords: Readonly<Record<Language, TagWords>> = {
  en: {
    name: "English",
    types: {"signature": ["sign here"], "initials": ["initial"], "date": ["date signed", "signing date"], "name": ["full name"], "email": ["mail", "e-mail"], "company": ["organisation", "organization"], "title": ["job title", "position"], "multiline": ["textarea", "paragraph"], "number": ["amount"], "dateinput": ["date field", "date picker"], "checkbox": ["tick", "tickbox"], "radio": ["radio button"], "dropdown": ["list", "menu"], "image": ["picture", "photo"], "attachment": ["file", "upload"], "approve": ["approval"], "qr": ["qr code", "qr-code"], "doc": ["document"], "split": ["new document"]},
    keys: {"name": ["id"], "label": ["caption"], "tooltip": ["hint", "help"], "required": ["mandatory", "req"], "readonly": ["read-only", "locked"], "default": ["value"], "align": ["alignment"], "size": ["font size"], "pattern": ["regex"], "min": ["minimum"], "max": ["maximum"], "maxlength": ["max length", "maxlen", "length"], "options": ["choices", "values"], "option": ["choice"], "if": ["when", "showif", "condition"], "order": ["routing order"], "auth": ["authentication"], "email": ["mail", "e-mail"], "phone": ["telephone", "tel", "mobile"]},
    documentKeys: {"ref": ["reference"], "type": ["kind"], "lang": ["language"], "expires": ["expiry", "valid", "validity"]},
    answers: {"yes": ["true", "1", "y"], "no": ["false", "0", "n"]},
  },
  sl: {
    name: "Slovene",
    types: {"signature": ["podpis", "podpiši", "podpišite"], "initials": ["parafa", "paraf", "inicialke", "kratki podpis"], "date": ["datum", "datum podpisa"], "name": ["ime", "ime in priimek", "priimek in ime"], "email": ["e-pošta", "epošta", "e-naslov", "elektronska pošta", "elektronski naslov"], "company": ["podjetje", "firma", "družba", "organizacija"], "title": ["funkcija", "naziv", "delovno mesto", "položaj"], "text": ["besedilo", "tekst"], "multiline": ["večvrstično", "več vrstic", "večvrstično besedilo"], "number": ["število", "številka", "znesek"], "dateinput": ["vnos datuma", "izbira datuma"], "checkbox": ["potrditveno polje", "kljukica", "okence"], "radio": ["izbirni gumb", "ena od"], "dropdown": ["izbira", "seznam", "spustni seznam"], "stamp": ["žig", "štampiljka"], "seal": ["pečat"], "image": ["slika", "fotografija"], "attachment": ["priloga", "datoteka"], "approve": ["odobritev", "odobri", "potrditev"], "qr": ["qr koda", "koda qr"], "doc": ["dokument", "listina"], "split": ["razdeli", "delitev", "nov dokument"]},
    keys: {"name": ["ime", "ime polja"], "label": ["oznaka", "napis"], "tooltip": ["namig", "pomoč", "pojasnilo"], "required": ["obvezno", "obvezen", "obvezna"], "readonly": ["samo za branje", "zaklenjeno"], "default": ["privzeto", "prednastavljeno", "vrednost"], "width": ["širina"], "height": ["višina"], "size": ["velikost", "velikost pisave"], "align": ["poravnava"], "format": ["oblika", "zapis"], "pattern": ["vzorec"], "min": ["najmanj", "najmanjša"], "max": ["največ", "največja"], "maxlength": ["največja dolžina", "dolžina", "največ znakov"], "options": ["možnosti", "izbire"], "option": ["možnost", "izbira"], "if": ["če", "kadar", "pogoj"], "order": ["vrstni red", "zaporedje"], "group": ["skupina"], "method": ["način", "metoda"], "auth": ["preverjanje", "overjanje", "avtentikacija"], "person": ["oseba"], "email": ["e-pošta", "epošta", "e-naslov"], "phone": ["telefon", "mobitel", "gsm"]},
    documentKeys: {"ref": ["sklic", "številka", "opravilna številka"], "type": ["vrsta", "tip"], "subject": ["zadeva"], "lang": ["jezik"], "expires": ["poteče", "velja", "veljavnost", "rok"]},
    answers: {"yes": ["da"], "no": ["ne"]},
  },
  cs: {
    name: "Czech",
    types: {"signature": ["podpis", "podepsat", "podepište"], "initials": ["parafa", "iniciály", "zkrácený podpis"], "date": ["datum", "datum podpisu"], "name": ["jméno", "jméno a příjmení", "příjmení a jméno"], "email": ["emailová adresa", "e-mailová adresa", "elektronická pošta"], "company": ["firma", "společnost", "podnik", "organizace"], "title": ["funkce", "titul", "pozice", "pracovní pozice"], "text": ["textové pole"], "multiline": ["víceřádkový", "víceřádkový text", "více řádků"], "number": ["číslo", "částka"], "dateinput": ["zadání data", "výběr data"], "checkbox": ["zaškrtávací políčko", "políčko", "zaškrtnutí"], "radio": ["přepínač", "volba"], "dropdown": ["výběr", "seznam", "rozevírací seznam"], "stamp": ["razítko"], "seal": ["pečeť"], "image": ["obrázek", "foto", "fotografie"], "attachment": ["příloha", "soubor"], "approve": ["schválení", "schválit"], "qr": ["qr kód", "kód qr"], "doc": ["dokument", "listina"], "split": ["rozdělit", "rozdělení", "nový dokument"]},
    keys: {"name": ["název", "jméno", "název pole"], "label": ["popisek", "popis", "štítek"], "tooltip": ["nápověda"], "required": ["povinné", "povinný", "povinná", "vyžadováno"], "readonly": ["jen pro čtení", "pouze pro čtení"], "default": ["výchozí", "předvyplněno", "hodnota"], "width": ["šířka"], "height": ["výška"], "size": ["velikost", "velikost písma"], "align": ["zarovnání"], "format": ["formát"], "pattern": ["vzor"], "min": ["nejméně"], "max": ["nejvíce"], "maxlength": ["maximální délka", "délka"], "options": ["možnosti", "volby"], "option": ["možnost", "volba"], "if": ["pokud", "když", "jestliže", "podmínka"], "order": ["pořadí"], "group": ["skupina"], "method": ["způsob", "metoda"], "auth": ["ověření"], "person": ["osoba"], "email": ["emailová adresa"], "phone": ["telefon", "mobil"]},
    documentKeys: {"ref": ["číslo jednací", "č. j.", "značka", "číslo"], "type": ["druh", "typ"], "subject": ["předmět", "věc"], "lang": ["jazyk"], "expires": ["platnost", "vyprší", "lhůta"]},
    answers: {"yes": ["ano"], "no": ["ne"]},
  },
  sk: {
    name: "Slovak",
    types: {"signature": ["podpis", "podpísať", "podpíšte"], "initials": ["parafa", "iniciály", "skrátený podpis"], "date": ["dátum", "dátum podpisu"], "name": ["meno", "meno a priezvisko", "priezvisko a meno"], "email": ["emailová adresa", "e-mailová adresa", "elektronická pošta"], "company": ["firma", "spoločnosť", "podnik", "organizácia"], "title": ["funkcia", "titul", "pozícia", "pracovná pozícia"], "text": ["textové pole"], "multiline": ["viacriadkový", "viacriadkový text", "viac riadkov"], "number": ["číslo", "suma"], "dateinput": ["zadanie dátumu", "výber dátumu"], "checkbox": ["zaškrtávacie políčko", "začiarkavacie políčko", "políčko"], "radio": ["prepínač", "voľba"], "dropdown": ["výber", "zoznam", "rozbaľovací zoznam"], "stamp": ["pečiatka"], "seal": ["pečať"], "image": ["obrázok", "foto", "fotografia"], "attachment": ["príloha", "súbor"], "approve": ["schválenie", "schváliť"], "qr": ["qr kód", "kód qr"], "doc": ["dokument", "listina"], "split": ["rozdeliť", "rozdelenie", "nový dokument"]},
    keys: {"name": ["názov", "meno", "názov poľa"], "label": ["popis", "popiska", "štítok"], "tooltip": ["pomocník", "nápoveda"], "required": ["povinné", "povinný", "povinná", "vyžadované"], "readonly": ["len na čítanie", "iba na čítanie"], "default": ["predvolené", "predvyplnené", "hodnota"], "width": ["šírka"], "height": ["výška"], "size": ["veľkosť", "veľkosť písma"], "align": ["zarovnanie"], "format": ["formát"], "pattern": ["vzor"], "min": ["najmenej"], "max": ["najviac"], "maxlength": ["maximálna dĺžka", "dĺžka"], "options": ["možnosti", "voľby"], "option": ["možnosť", "voľba"], "if": ["ak", "keď", "podmienka"], "order": ["poradie"], "group": ["skupina"], "method": ["spôsob", "metóda"], "auth": ["overenie"], "person": ["osoba"], "email": ["emailová adresa"], "phone": ["telefón", "mobil"]},
    documentKeys: {"ref": ["číslo spisu", "značka", "číslo"], "type": ["druh", "typ"], "subject": ["predmet", "vec"], "lang": ["jazyk"], "expires": ["platnosť", "vyprší", "lehota"]},
    answers: {"yes": ["áno"], "no": ["nie"]},
  },
  pl: {
    name: "Polish",
    types: {"signature": ["podpis", "podpisz"], "initials": ["parafa", "inicjały", "podpis skrócony"], "date": ["data", "data podpisu"], "name": ["imię", "imię i nazwisko", "nazwisko i imię"], "email": ["adres e-mail", "adres email", "poczta elektroniczna"], "company": ["firma", "spółka", "przedsiębiorstwo", "organizacja"], "title": ["stanowisko", "tytuł", "funkcja"], "text": ["tekst", "pole tekstowe"], "multiline": ["wielowierszowy", "tekst wielowierszowy", "wiele wierszy"], "number": ["liczba", "numer", "kwota"], "dateinput": ["wybór daty", "wpis daty"], "checkbox": ["pole wyboru", "zaznaczenie"], "radio": ["przycisk opcji", "opcja", "jeden z"], "dropdown": ["lista", "wybór", "lista rozwijana"], "stamp": ["pieczątka", "stempel"], "seal": ["pieczęć"], "image": ["obraz", "obrazek", "zdjęcie"], "attachment": ["załącznik", "plik"], "approve": ["zatwierdzenie", "zatwierdź", "akceptacja"], "qr": ["kod qr"], "doc": ["dokument"], "split": ["podział", "podziel", "nowy dokument"]},
    keys: {"name": ["nazwa", "nazwa pola"], "label": ["etykieta", "opis"], "tooltip": ["podpowiedź", "wskazówka"], "required": ["wymagane", "wymagany", "wymagana", "obowiązkowe"], "readonly": ["tylko do odczytu"], "default": ["domyślnie", "domyślne", "domyślna", "wartość"], "width": ["szerokość"], "height": ["wysokość"], "size": ["rozmiar", "rozmiar czcionki"], "align": ["wyrównanie"], "pattern": ["wzorzec", "wzór"], "min": ["najmniej"], "max": ["maksimum", "najwięcej"], "maxlength": ["maksymalna długość", "długość"], "options": ["opcje", "wybory"], "option": ["opcja", "wybór"], "if": ["jeśli", "jeżeli", "gdy", "warunek"], "order": ["kolejność"], "group": ["grupa"], "method": ["metoda", "sposób"], "auth": ["uwierzytelnienie", "weryfikacja"], "person": ["osoba"], "email": ["adres e-mail", "adres email"], "phone": ["telefon", "komórka"]},
    documentKeys: {"ref": ["sygnatura", "znak", "numer", "numer referencyjny"], "type": ["rodzaj", "typ"], "subject": ["temat", "przedmiot"], "lang": ["język"], "expires": ["wygasa", "ważność", "termin"]},
    answers: {"yes": ["tak"], "no": ["nie"]},
  },
  hr: {
    name: "Croatian",
    types: {"signature": ["potpis", "potpiši", "potpišite"], "initials": ["paraf", "parafa", "inicijali", "skraćeni potpis"], "date": ["datum", "datum potpisa"], "name": ["ime", "ime i prezime", "prezime i ime"], "email": ["e-pošta", "epošta", "elektronička pošta"], "company": ["tvrtka", "poduzeće", "firma", "društvo", "organizacija"], "title": ["funkcija", "titula", "radno mjesto", "položaj"], "text": ["tekst"], "multiline": ["višeredno", "više redaka", "višeredni tekst"], "number": ["broj", "iznos"], "dateinput": ["unos datuma", "odabir datuma"], "checkbox": ["potvrdni okvir", "kvačica"], "radio": ["izborni gumb", "jedan od"], "dropdown": ["izbor", "odabir", "popis", "lista", "padajući izbornik"], "stamp": ["žig", "štambilj"], "seal": ["pečat"], "image": ["slika", "fotografija"], "attachment": ["privitak", "prilog", "datoteka"], "approve": ["odobrenje", "odobri"], "qr": ["qr kod", "kod qr"], "doc": ["dokument", "isprava"], "split": ["podijeli", "podjela", "novi dokument"]},
    keys: {"name": ["ime", "naziv", "ime polja"], "label": ["oznaka", "natpis"], "tooltip": ["savjet", "pomoć", "objašnjenje"], "required": ["obavezno", "obvezno", "obavezan", "obavezna"], "readonly": ["samo za čitanje", "zaključano"], "default": ["zadano", "vrijednost"], "width": ["širina"], "height": ["visina"], "size": ["veličina", "veličina slova"], "align": ["poravnanje"], "format": ["oblik"], "pattern": ["uzorak"], "min": ["najmanje"], "max": ["najviše"], "maxlength": ["najveća duljina", "duljina"], "options": ["mogućnosti", "opcije"], "option": ["mogućnost", "opcija"], "if": ["ako", "kada", "uvjet"], "order": ["redoslijed"], "group": ["grupa", "skupina"], "method": ["način", "metoda"], "auth": ["provjera", "autentikacija"], "person": ["osoba"], "email": ["e-pošta", "epošta"], "phone": ["telefon", "mobitel"]},
    documentKeys: {"ref": ["poziv na broj", "broj", "oznaka"], "type": ["vrsta", "tip"], "subject": ["predmet"], "lang": ["jezik"], "expires": ["istječe", "vrijedi", "rok"]},
    answers: {"yes": ["da"], "no": ["ne"]},
  },
  de: {
    name: "German",
    types: {"signature": ["Unterschrift", "Signatur", "unterschreiben"], "initials": ["Paraphe", "Kürzel", "Kuerzel", "Handzeichen", "Initialen"], "date": ["Datum", "Unterschriftsdatum"], "name": ["vollständiger Name", "Vor- und Nachname"], "email": ["Mailadresse", "E-Mail-Adresse"], "company": ["Firma", "Unternehmen", "Gesellschaft"], "title": ["Titel", "Funktion", "Stellung"], "text": ["Textfeld"], "multiline": ["mehrzeilig", "mehrzeiliger Text", "Textbereich"], "number": ["Zahl", "Nummer", "Betrag"], "dateinput": ["Datumseingabe", "Datumsfeld"], "checkbox": ["Kästchen", "Kaestchen", "Kontrollkästchen", "Kontrollkaestchen", "Ankreuzfeld", "Häkchen"], "radio": ["Optionsfeld", "Auswahlknopf"], "dropdown": ["Auswahl", "Auswahlliste", "Liste"], "stamp": ["Stempel"], "seal": ["Siegel", "Dienstsiegel"], "image": ["Bild", "Foto"], "attachment": ["Anlage", "Anhang", "Datei"], "approve": ["Genehmigung", "Freigabe", "genehmigen", "freigeben"], "doc": ["Dokument", "Schriftstück"], "split": ["trennen", "teilen", "neues Dokument"]},
    keys: {"name": ["Feldname"], "label": ["Beschriftung", "Bezeichnung"], "tooltip": ["Hinweis", "Hilfe"], "required": ["Pflicht", "Pflichtfeld", "erforderlich"], "readonly": ["schreibgeschützt", "nur lesen", "gesperrt"], "default": ["Vorgabe", "Standard", "Wert"], "width": ["Breite"], "height": ["Höhe", "Hoehe"], "size": ["Größe", "Groesse", "Schriftgröße", "Schriftgroesse"], "align": ["Ausrichtung"], "pattern": ["Muster"], "min": ["mindestens"], "max": ["höchstens", "hoechstens"], "maxlength": ["Höchstlänge", "Länge", "Laenge"], "options": ["Optionen", "Auswahlmöglichkeiten"], "option": ["Auswahl"], "if": ["wenn", "falls", "Bedingung"], "order": ["Reihenfolge"], "group": ["Gruppe"], "method": ["Methode", "Verfahren"], "auth": ["Prüfung", "Authentifizierung"], "email": ["Mailadresse"], "phone": ["Telefon", "Handy", "Mobil"]},
    documentKeys: {"ref": ["Aktenzeichen", "Referenz", "Zeichen", "Nummer"], "type": ["Art", "Typ"], "subject": ["Betreff"], "lang": ["Sprache"], "expires": ["Frist", "Gültigkeit", "Ablauf", "läuft ab"]},
    answers: {"yes": ["ja"], "no": ["nein"]},
  },
  it: {
    name: "Italian",
    types: {"signature": ["firma", "sottoscrizione", "firmare"], "initials": ["sigla", "iniziali"], "date": ["data", "data firma", "data della firma"], "name": ["nome", "nome e cognome", "cognome e nome"], "email": ["posta elettronica"], "company": ["azienda", "società", "ditta", "impresa"], "title": ["titolo", "funzione", "qualifica", "carica"], "text": ["testo"], "multiline": ["multiriga", "testo multiriga", "più righe"], "number": ["numero", "importo"], "dateinput": ["inserimento data", "scelta data"], "checkbox": ["casella", "casella di controllo", "spunta"], "radio": ["scelta", "pulsante di opzione"], "dropdown": ["elenco", "elenco a discesa", "lista"], "stamp": ["timbro"], "seal": ["sigillo"], "image": ["immagine", "foto"], "attachment": ["allegato"], "approve": ["approvazione", "approva"], "qr": ["codice qr"], "doc": ["documento"], "split": ["dividi", "divisione", "nuovo documento"]},
    keys: {"name": ["nome", "nome del campo"], "label": ["etichetta", "descrizione"], "tooltip": ["suggerimento", "aiuto"], "required": ["obbligatorio", "obbligatoria", "richiesto"], "readonly": ["sola lettura", "bloccato"], "default": ["predefinito", "valore"], "width": ["larghezza"], "height": ["altezza"], "size": ["dimensione", "corpo"], "align": ["allineamento"], "format": ["formato"], "pattern": ["modello", "schema"], "min": ["minimo"], "max": ["massimo"], "maxlength": ["lunghezza massima", "lunghezza"], "options": ["opzioni", "scelte"], "option": ["opzione", "scelta"], "if": ["se", "quando", "condizione"], "order": ["ordine"], "group": ["gruppo"], "method": ["metodo", "modo"], "auth": ["autenticazione", "verifica"], "person": ["persona"], "email": ["posta elettronica"], "phone": ["telefono", "cellulare"]},
    documentKeys: {"ref": ["riferimento", "protocollo", "numero"], "type": ["tipo"], "subject": ["oggetto"], "lang": ["lingua"], "expires": ["scadenza", "scade"]},
    answers: {"yes": ["sì"], "no": ["no"]},
  },
};

/** Words that mean different things in two languages: where both are read, they are a problem. */
export const tagWordClashes: readonly string[] = ["firma"];
