"""Documents as offices write them, without a producer: blocks that each generator paints in its own way.

A block is ("title"|"head"|"text"|"small", source) or ("table", shares of the width, rows of sources); see Book.runs.
"""
import random

WORDS = ("the party of the first part shall deliver to the office an efficient final affidavit of financial fitness within thirty "
         "days AVATAR Wafer To Type waffle fjord contract agreement lessee lessor obligation signature annex Tax Value payment "
         "default interest notice termination liability warranty governing law jurisdiction").split()
KINDS = ["⟦sig:%s⟧", "⟦date:%s⟧", "⟦text:%s;required=1⟧", "⟦initials:%s⟧", "⟦office_fi:%s⟧", "⟦sig:%s|signer 2⟧",
         "⟦text:chief_officer-%s;label=Office fjord⟧", "⟦#sig %s⟧"]


def words(count, seed):
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(count))


INVOICE = ("invoice_en", "en", [
    ("title", "INVOICE No. 2026-0417"),
    ("text", "⟦doc;ref=INV-2026-0417;type=invoice⟧"),
    ("text", "Fairfield Office Supplies Ltd., 14 Waffle Street, Sheffield S1 2AB. VAT No. GB 123 4567 89. Our offer of 3 March 2026 "
             "and your order #4711 apply."),
    ("table", (1, 5, 2, 2), [("Pos.", "Description", "Quantity", "Amount"),
                             ("1", "Filing cabinet, 4 drawers, fire-resistant (office grade)", "2 pcs", "£ 1,290.00"),
                             ("2", "Delivery to the first floor ⟦checkbox:buyer;name=floor;label=Floor⟧", "1", "£ 48.50"),
                             ("", "Total, payable within 14 days", "", "£ 1,338.50")]),
    ("text", "The goods stay our property until they are paid in full. Received in good order on ⟦date:buyer⟧ by "
             "⟦name:buyer;label=Name in capital letters⟧, tax number ⟦text:buyer;name=taxno;label=Tax number;pattern=[0-9]{8}⟧."),
    ("table", (1, 1), [("For the seller: ⟦sig:seller⟧", "For the buyer: ⟦sig:buyer;width=60mm⟧")]),
    ("small", "Fairfield Office Supplies Ltd. Registered in England, 01234567. accounts@fairfield.example ⟦initials:buyer⟧"),
])
CONTRACT = ("contract_sl", "sl", [
    ("title", "POGODBA O NAJEMU POSLOVNEGA PROSTORA"),
    ("text", "ki jo skleneta Žiga Čeh s. p., Šentjernej, kot najemodajalec in družba Škržat, d. o. o., Črnuče, kot najemnik."),
    ("head", "1. člen"),
    ("text", "Najemodajalec odda v najem pisarno v izmeri 48 m². Najemnik se zaveže, da bo plačeval najemnino do petega dne v mesecu. "
             "Če zamudi več kot šestdeset dni, lahko najemodajalec odstopi od pogodbe; č⟦parafa:najemnik⟧š ž⟦parafa:najemodajalec⟧đ."),
    ("head", "2. člen"),
    ("text", "Varščina znaša ⟦number:najemnik;label=Znesek varščine v evrih;min=0⟧ EUR in se vrne v tridesetih dneh po izteku najema. "
             "Obvestila se pošiljajo na naslov ⟦email:najemnik;label=E-pošta za obvestila⟧."),
    ("table", (1, 1), [("V Ljubljani, dne ⟦datum:najemodajalec⟧", "V Črnučah, dne ⟦datum:najemnik⟧"),
                       ("Najemodajalec: ⟦podpis:najemodajalec⟧", "Najemnik: ⟦podpis:najemnik⟧"),
                       ("Žig: ⟦#žig najemodajalec⟧", "⟦#podpis priča 1⟧")]),
])
HR_FORM = ("hr_form_cs", "cs", [
    ("title", "Osobní dotazník zaměstnance"),
    ("text", "Vyplňte prosím čitelně. Údaje zpracováváme podle nařízení (EU) 2016/679; souhlas lze kdykoli odvolat."),
    ("table", (2, 3), [("Příjmení a jméno, titul", "⟦name:zaměstnanec;label=Příjmení a jméno⟧"),
                       ("Datum narození", "⟦dateinput:zaměstnanec;label=Datum narození⟧"),
                       ("Rodné číslo", "⟦text:zaměstnanec;label=Rodné číslo;pattern=[0-9]{6}/[0-9]{3,4}⟧"),
                       ("Zdravotní pojišťovna", "⟦dropdown:zaměstnanec;options=\"VZP|ČPZP|OZP\"⟧"),
                       ("Řidičský průkaz", "ano ⟦checkbox:zaměstnanec;name=ridic⟧ ⟦multiline:zaměstnanec;label=Poznámka⟧")]),
    ("text", "Prohlašuji, že uvedené údaje jsou pravdivé, úplné a že jsem nic nezamlčel(a). Ve Žďáře nad Sázavou ⟦datum:zaměstnanec⟧."),
    ("table", (1, 1), [("Podpis zaměstnance: ⟦podpis:zaměstnanec⟧", "Razítko a podpis: ⟦razítko:personální⟧ ⟦podpis:personální⟧")]),
])
DELIVERY = ("delivery_pl", "pl", [
    ("title", "DOWÓD DOSTAWY WZ 17/2026"),
    ("text", "Nadawca: Zakłady Mięsne „Dąb”, ul. Świętojańska 8, 81-368 Gdynia. Odbiorca: Spółdzielnia „Łączność”, Łódź."),
    ("table", (1, 4, 2, 3), [("Lp.", "Nazwa towaru", "Ilość", "Przyjął"),
                             ("1", "Szynka wędzona, ćwierćtusze", "120 kg", "ą⟦paraf:1⟧ę"),
                             ("2", "Kiełbasa śląska, próżniowo", "80 kg", "ł⟦initials:1⟧ż"),
                             ("3", "Żurek w słoikach 0,5 l", "240 szt.", "ź⟦initials:1;name=p3⟧ó")]),
    ("text", "Towar przyjęto bez zastrzeżeń. Uwagi: ⟦text:1;label=Uwagi odbiorcy;required=nie⟧ Data odbioru: ⟦data:1⟧"),
    ("table", (1, 1), [("Podpis kierowcy: ⟦podpis:2⟧", "Podpis odbiorcy: ⟦podpis:1;width=50mm;height=12mm⟧")]),
])
ORDER = ("order_de", "de", [
    ("title", "Auftragsbestätigung Nr. 88-1234"),
    ("text", "Sehr geehrte Damen und Herren, wir bestätigen Ihren Auftrag über die Lieferung und Montage der Brandschutztüren für das "
             "Verwaltungsgebäude in Großröhrsdorf; Auftragnehmerhaftpflichtversicherungsbescheinigung liegt bei."),
    ("table", (1, 5, 3), [("1", "Stahltür T30, 2-flügelig, Öffner nach DIN 18263", "à 1.490,00 €"),
                          ("2", "Schließzylinder ⟦dropdown:kunde;options=\"30/35|35/40\";label=Maß⟧", "39,90 €")]),
    ("text", "Mit Ihrer Unterschrift bestätigen Sie, daß die Maße überprüft wurden und Änderungen kostenpflichtig sind. Ort und Datum: "
             "⟦text:kunde;label=Ort⟧, ⟦datum:kunde⟧. Geprüft: ⟦kürzel:kunde⟧"),
    ("table", (1, 1), [("Auftraggeber: ⟦unterschrift:kunde⟧", "Auftragnehmer: ⟦unterschrift:lieferant⟧"),
                       ("Stempel: ⟦stempel:lieferant⟧", "⟦#sig kunde⟧")]),
])
REAL = [INVOICE, CONTRACT, HR_FORM, DELIVERY, ORDER]


def dense(name="dense", paragraphs=12):
    """Justified paragraphs and narrow cells, full of tags and of letters that fonts join."""
    blocks = [("title", "Office of fluffy waffles")]
    kind = 0
    for number in range(paragraphs):
        source = words(6 + number, number)
        for part in range(2):
            source += " " + KINDS[kind % len(KINDS)] + " " + words(14, 100 * number + part)
            kind += 1
        blocks.append(("text", source + "."))
    for columns in (3, 5):
        rows = []
        for row in range(2):
            cells = []
            for column in range(columns):
                tagged = (row + column) % 2 == 0
                cells.append("fi " + KINDS[kind % len(KINDS)] if tagged else words(2, kind + column))
                kind += tagged
            rows.append(tuple(cells))
        blocks.append(("table", (1,) * columns, rows))
    return (name, "en", blocks)
