// The document's own form: from its fields through the draft to signed fields, judged by independent readers.
#include <podofo/podofo.h>

#include <qpdf/QPDF.hh>
#include <set>

#include "forms_support.hpp"
#include "quillport/core/draft.hpp"
#include "quillport/pdf/form_fields.hpp"
#include "quillport/tags/detect.hpp"
#include "quillport/tags/erase.hpp"

using namespace quillport;
using namespace quillport::pdf;
using namespace quillport::pdf::test;

namespace {

using Handle = QPDFObjectHandle;

Bytes form(const std::string& name) {
    auto data = runtime::read_file(std::filesystem::path(QUILLPORT_SOURCE_DIR) / "tests/corpus/forms" / (name + ".pdf"));
    REQUIRE(data.ok());
    return std::move(data).value();
}

EnvelopeDraft draft_from(const Bytes& pdf) {
    auto document = Document::open(pdf);
    REQUIRE(document.ok());
    auto found = tags::detect(document.value());
    REQUIRE(found.ok());
    return draft_of(found.value(), {}, {"d"});
}

std::vector<std::string> roles_of(const EnvelopeDraft& draft) {
    std::vector<std::string> roles;
    for (const DraftRole& role : draft.roles) roles.push_back(role.key);
    return roles;
}

Bytes erased(const Bytes& pdf) {
    auto document = Document::open(pdf);
    auto found = tags::detect(document.value());
    auto result = tags::erase(document.value(), found.value());
    REQUIRE(result.ok());
    CHECK(result.value().not_erased.empty());
    return std::move(result).value().pdf;
}

Chain chain_of(const Bytes& pdf, const EnvelopeDraft& draft) {
    Chain chain = prepared_chain(erased(pdf), draft.fields, roles_of(draft));
    chain.act(certification());
    return chain;
}

SigningAct act_by(const std::string& role) {
    SigningAct act;
    act.owner = role;
    act.signer_name = "Petra Novak";
    act.image = drawn_hand();
    act.when = kNow;
    return act;
}

/// What a reader that shares no code with us sees: name and value of every field that the pages list.
std::map<std::string, std::string> values_by_podofo(const std::string& file) {
    std::map<std::string, std::string> values;
    PoDoFo::PdfError::EnableLogging(false);
    PoDoFo::PdfMemDocument document(file.c_str());
    for (int p = 0; p < document.GetPageCount(); ++p) {
        PoDoFo::PdfPage* page = document.GetPage(p);
        for (int i = 0; i < page->GetNumFields(); ++i) {
            PoDoFo::PdfField field = page->GetField(i);
            const PoDoFo::PdfObject* value = field.GetFieldObject()->GetDictionary().GetKey("V");
            std::string& text = values[field.GetFieldName().GetStringUtf8()];
            if (value != nullptr && (value->IsString() || value->IsHexString())) text = value->GetString().GetStringUtf8();
            if (value != nullptr && value->IsName()) text = value->GetName().GetName();
        }
    }
    return values;
}

/// One field is one widget, and nothing of the old form is left (docs/architecture.md, The form model).
void check_form_model(BytesView file, const SigningPlan& plan) {
    QPDF pdf;
    pdf.processMemoryFile("file", reinterpret_cast<const char*>(file.data()), file.size());
    Handle acro_form = pdf.getRoot().getKey("/AcroForm");
    for (const char* key : {"/NeedAppearances", "/XFA", "/CO"}) CHECK_FALSE(acro_form.hasKey(key));
    CHECK(acro_form.getKey("/Fields").getArrayNItems() == static_cast<int>(plan.fields.size()));
    std::size_t widgets = 0;
    std::set<std::string> names;
    for (Handle page : pdf.getAllPages()) {
        for (auto& widget : page.getKey("/Annots").getArrayAsVector()) {
            if (!widget.getKey("/Subtype").isNameAndEquals("/Widget")) continue;
            ++widgets;
            CHECK(widget.isIndirect());
            CHECK(names.insert(widget.getKey("/T").getUTF8Value()).second);
            for (const char* key : {"/Parent", "/Kids", "/AA", "/A"}) CHECK_FALSE(widget.hasKey(key));
            const bool box = widget.getKey("/FT").isNameAndEquals("/Btn") && !widget.getKey("/AP").getKey("/N").isStream();
            if (box) CHECK(widget.getKey("/AP").getKey("/N").isIndirect());
        }
    }
    CHECK(widgets == plan.fields.size());
}

const Field& named(const EnvelopeDraft& draft, const std::string& name) {
    const auto at = std::find_if(draft.fields.begin(), draft.fields.end(), [&](const Field& f) { return f.name == name; });
    REQUIRE(at != draft.fields.end());
    return *at;
}

}  // namespace

TEST_CASE("a form with trees, groups and inherited values is filled and signed", "[pdf][forms][own]") {
    const Folder folder;
    const Bytes original = form("hand");
    const EnvelopeDraft draft = draft_from(original);
    REQUIRE(roles_of(draft) == std::vector<std::string>{"2", "buyer"});
    CHECK(named(draft, "buyer_address_city").attributes.at("form_name") == "buyer.address.city");
    Chain chain = chain_of(original, draft);
    check_form_model(chain.file, chain.plan);
    const std::string certified = folder.write("certified.pdf", chain.file);
    std::map<std::string, std::string> values = values_by_podofo(certified);
    CHECK(values["buyer_address_city"] == "Česk\u00e9 Bu");
    CHECK(values["buyer_address_street"] == "First line\nSecond line");
    CHECK(values["country"] == "SI");
    CHECK(values["pay_2"] == "Yes");
    CHECK(values["terms"] == "Yes");
    CHECK(values["reference"] == "PO-7731");
    CHECK(values["reference_2"] == "PO-7731");
    CHECK(values["stray"] == "not listed");
    CHECK_FALSE(values.contains("hidden"));
    const std::string before = run("pdftotext -layout " + certified + " -").output;
    for (const char* text : {"Slovenia", "PO-7731", "not listed", "1500", "Second line"}) {
        CAPTURE(text, before);
        CHECK(before.find(text) != std::string::npos);
    }
    for (const char* text : {"secret", "1234 ", "12345678"}) CHECK(before.find(text) == std::string::npos);
    std::string dense = before;  // in a comb every digit has its cell
    std::erase(dense, ' ');
    CHECK(dense.find("12345678") != std::string::npos);

    SigningAct buyer = act_by("buyer");
    buyer.values = {
        {"buyer_address_city", "Łódź"}, {"country", "Poland"}, {"pay", "by card"}, {"due", "2026-12-24"}, {"terms", "no"}};
    chain.act(buyer);
    SigningAct other = act_by("2");
    other.values = {{"signer2_place", "Ljubljana"}};
    chain.act(other);
    check_form_model(chain.file, chain.plan);
    const std::string file = folder.write("signed.pdf", chain.file);
    CHECK(run("qpdf --check " + file).exit == 0);
    values = values_by_podofo(file);
    CHECK(values["buyer_address_city"] == "Łódź");
    CHECK(values["country"] == "PL");
    CHECK(values["pay"] == "Yes");
    CHECK(values["pay_2"] == "Off");
    CHECK(values["terms"] == "Off");
    CHECK(values["due"] == "24.12.2026");
    CHECK(values["signer2_place"] == "Ljubljana");
    CHECK(values["amount"] == "1500");
    const std::string after = run("pdftotext -layout " + file + " -").output;
    for (const char* text : {"Łódź", "Poland", "24.12.2026", "Ljubljana"}) CHECK(after.find(text) != std::string::npos);
    CHECK(after.find("Slovenia") == std::string::npos);
    // The form's own signature field is the place where its party signs.
    CHECK(chain.plan.signature_of("2")->name == "signer2_sign");
    CHECK(run("pdfsig -nocert " + file).output.find("signer2_sign") != std::string::npos);
}

TEST_CASE("fields of the form stand where the form had them", "[pdf][forms][own]") {
    const std::string name = GENERATE("hand", "libreoffice", "libreoffice_tagged", "reportlab");
    CAPTURE(name);
    const Folder folder;
    const Bytes original = form(name);
    const EnvelopeDraft draft = draft_from(original);
    Chain chain = chain_of(original, draft);
    check_form_model(chain.file, chain.plan);
    const std::string file = folder.write("certified.pdf", chain.file);
    CHECK(run("qpdf --check " + file).exit == 0);
    auto old_document = Document::open(original), new_document = Document::open(chain.file);
    const FormFields before = read_form_fields(old_document.value()), after = read_form_fields(new_document.value());
    std::size_t same = 0, own = 0;
    for (const Field& field : draft.fields) {
        if (!field.attributes.contains("form_name")) continue;
        ++own;
        for (const FormField& old : before.fields) {
            if (old.name != field.attributes.at("form_name") || old.page != field.page || !(old.box == field.box)) continue;
            for (const FormField& now : after.fields) {
                same += now.name == field.name && now.page == old.page && std::abs(now.box.x0 - old.box.x0) < 0.01 &&
                                std::abs(now.box.y1 - old.box.y1) < 0.01 && now.rotation == old.rotation
                            ? 1
                            : 0;
            }
        }
    }
    CHECK(own > 5);
    CHECK(same == own);
}

TEST_CASE("a form of LibreOffice is filled and signed", "[pdf][forms][own]") {
    const Folder folder;
    const Bytes original = form(GENERATE("libreoffice", "libreoffice_tagged"));
    const EnvelopeDraft draft = draft_from(original);
    REQUIRE(roles_of(draft) == std::vector<std::string>{"1"});
    Chain chain = chain_of(original, draft);
    SigningAct act = act_by("1");
    act.values = {{"News", "yes"}, {"Delivery", "shop"}, {"Branch", "Praha"}, {"Pieces", "12"}};
    chain.act(act);
    const std::string file = folder.write("signed.pdf", chain.file);
    CHECK(run("qpdf --check " + file).exit == 0);
    std::map<std::string, std::string> values = values_by_podofo(file);
    CHECK(values["Name"] == "Žofie Nováková");
    CHECK(values["Consent"] == "Yes");
    CHECK(values["News"] == "Yes");
    CHECK(values["Delivery"] == "Off");
    CHECK(values["Delivery_2"] == "Yes");
    CHECK(values["Branch"] == "Praha");
    CHECK(values["Number"] == "A-17");
    const std::string text = run("pdftotext -layout " + file + " -").output;
    for (const char* value : {"Žofie Nováková", "Praha", "12", "A-17"}) CHECK(text.find(value) != std::string::npos);
}

TEST_CASE("the structure of a document points at the fields that took the place of its own", "[pdf][forms][own]") {
    const Bytes original = form("hand");
    const Chain chain = chain_of(original, draft_from(original));
    QPDF pdf;
    pdf.processMemoryFile("certified", reinterpret_cast<const char*>(chain.file.data()), chain.file.size());
    Handle elements = pdf.getRoot().getKey("/StructTreeRoot").getKey("/K");
    Handle city = elements.getArrayItem(0).getKey("/K").getKey("/Obj");
    CHECK(city.getObjectID() == chain.plan.find("buyer_address_city")->object);
    CHECK(city.getKey("/StructParent").getIntValue() == 0);
    CHECK(elements.getArrayItem(1).getKey("/K").getKey("/Obj").isNull());  // it was hidden and nothing of it is left
    CHECK(text_of(chain.file).find("(secret)") == std::string_view::npos);
}

TEST_CASE("a field that its author took out stays as it was printed", "[pdf][forms][own]") {
    const Folder folder;
    const Bytes original = form("hand");
    EnvelopeDraft draft = draft_from(original);
    std::erase_if(draft.fields, [](const Field& f) { return f.name == "stray" || f.name == "pay_2" || f.name == "reference_2"; });
    Chain chain = chain_of(original, draft);
    check_form_model(chain.file, chain.plan);
    for (const char* gone : {"stray", "pay_2", "reference_2"}) CHECK(chain.plan.find(gone) == nullptr);
    const std::string file = folder.write("certified.pdf", chain.file);
    CHECK(run("pdftotext " + file + " -").output.find("not listed") != std::string::npos);
    CHECK(run("pdftotext -f 2 " + file + " -").output.find("PO-7731") != std::string::npos);
    CHECK(values_by_podofo(file).at("reference") == "PO-7731");
}
