// What the fields of a foreign form say, and forms that are made to keep their reader busy.
#include <catch2/catch.hpp>
#include <chrono>
#include <string>

#include "content_sample.hpp"
#include "quillport/pdf/form_fields.hpp"

using namespace quillport;
using namespace quillport::pdf;
using quillport::test::SamplePdf;

namespace {

FormFields fields_of(const std::string& file, const FormLimits& limits = {}) {
    auto document = Document::open(bytes_of(file));
    REQUIRE(document.ok());
    return read_form_fields(document.value(), limits);
}

/// A page with one widget of these entries, listed in the form.
SamplePdf with_widget(const std::string& entries, const std::string& form = "") {
    SamplePdf sample("");
    sample.objects[1] = "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[10 0 R]" + form + ">>>>";
    sample.page_entries = "/Annots[10 0 R]";
    sample.objects[10] = "<</Type/Annot/Subtype/Widget/Rect[50 50 150 70]" + entries + ">>";
    sample.objects[11] = SamplePdf::stream("/Subtype/Form/BBox[0 0 9 9]", "");
    return sample;
}

FormField only(const std::string& entries, const std::string& form = "") {
    const FormFields read = fields_of(with_widget(entries, form).text());
    REQUIRE(read.complete);
    REQUIRE(read.fields.size() == 1);
    return read.fields.front();
}

template <typename Act>
void quickly(Act act) {
    const auto start = std::chrono::steady_clock::now();
    act();
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

}  // namespace

TEST_CASE("values of a form are read in every encoding that a PDF knows", "[pdf][forms][own]") {
    CHECK(only("/FT/Tx/T(a)/V<FEFF010C0020D83DDE00>").values == std::vector<std::string>{"Č 😀"});
    CHECK(only("/FT/Tx/T(a)/V(\\341\\240)").values == std::vector<std::string>{"á€"});
    CHECK(only("/FT/Tx/T(a)/V<EFBBBFC48C>").values == std::vector<std::string>{"Č"});
    CHECK(only("/FT/Tx/T(a)/V<FEFFD800>").values.front().find("\xED\xA0") == std::string::npos);  // half a character
    CHECK(only("/FT/Tx/T(a)").values.empty());
}

TEST_CASE("the letters of a field are as large as its appearance or the form says", "[pdf][forms][own]") {
    CHECK(only("/FT/Tx/T(a)/DA(0 g /Helv 11.5 Tf)").font_size == Approx(11.5));
    CHECK(only("/FT/Tx/T(a)", "/DA(/Helv 9 Tf 0 g)").font_size == Approx(9));
    CHECK(only("/FT/Tx/T(a)/DA(/Helv 0 Tf)").font_size == 0);
    CHECK(only("/FT/Tx/T(a)/DA(Tf)").font_size == 0);
    CHECK(only("/FT/Tx/T(a)/DA( Tf)").font_size == 0);
}

TEST_CASE("what nobody sees on the screen is told", "[pdf][forms][own]") {
    CHECK(only("/FT/Tx/T(a)/F 4").visible);
    CHECK_FALSE(only("/FT/Tx/T(a)/F 2").visible);
    CHECK_FALSE(only("/FT/Tx/T(a)/F 32").visible);
    SamplePdf outside = with_widget("/FT/Tx/T(a)");
    outside.objects[10] = "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[2000 50 2100 70]>>";
    CHECK_FALSE(fields_of(outside.text()).fields.front().visible);
    outside.objects[10] = "<</Type/Annot/Subtype/Widget/FT/Sig/T(a)/Rect[0 0 0 0]>>";
    CHECK_FALSE(fields_of(outside.text()).fields.front().visible);
}

TEST_CASE("a box is ticked when the field's value is its state", "[pdf][forms][own]") {
    const std::string look = "/AP<</N<</On 11 0 R/Off 11 0 R>>>>";
    CHECK(only("/FT/Btn/T(a)/V/On/AS/On" + look).ticked);
    CHECK_FALSE(only("/FT/Btn/T(a)/V/Off/AS/On" + look).ticked);
    CHECK(only("/FT/Btn/T(a)/AS/On" + look).ticked);
    CHECK(only("/FT/Btn/T(a)/V/On" + look).state == "On");
    CHECK(only("/FT/Btn/Ff 32768/T(a)" + look).type == FormFieldType::Radio);
    CHECK(fields_of(with_widget("/FT/Btn/Ff 65536/T(a)").text()).fields.empty());
}

TEST_CASE("scripts say what is typed and are never more than looked at", "[pdf][forms][own]") {
    CHECK(only("/FT/Tx/T(a)/AA<</F<</S/JavaScript/JS(AFNumber_Format\\(2,0\\))>>>>").format == "number");
    CHECK(only("/FT/Tx/T(a)/AA<</K<</S/JavaScript/JS(AFDate_KeystrokeEx\\(\"yyyy-mm-dd\"\\))>>>>").format == "date yyyy-mm-dd");
    CHECK(only("/FT/Tx/T(a)/AA<</F<</S/JavaScript/JS(AFDate_FormatEx\\(\"<b>\"\\))>>>>").format == "date");
    CHECK(only("/FT/Tx/T(a)/AA<</F<</S/JavaScript/JS(evil\\(\\))>>>>").format.empty());
}

TEST_CASE("a document without a form has no fields, whatever its pages list", "[pdf][forms][own]") {
    SamplePdf sample = with_widget("/FT/Tx/T(a)");
    sample.objects[1] = "<</Type/Catalog/Pages 2 0 R>>";
    CHECK(fields_of(sample.text()).fields.empty());
}

TEST_CASE("field trees that go round in circles or down for ever end", "[pdf][forms][own][hostile]") {
    quickly([] {
        SamplePdf circle = with_widget("/FT/Tx/T(a)/Parent 11 0 R/Kids[10 0 R 11 0 R]");
        circle.objects[11] = "<</T(b)/Parent 10 0 R/Kids[10 0 R 11 0 R]>>";
        const FormFields read = fields_of(circle.text());
        REQUIRE(read.fields.size() == 1);
        CHECK(read.fields.front().name.size() < 200);

        SamplePdf deep = with_widget("/T(leaf)/Parent 1000 0 R");
        for (int i = 0; i < 5000; ++i) {
            deep.objects[1000 + i] =
                "<</T(n)/Parent " + std::to_string(1001 + i) + " 0 R/Kids[" + std::to_string(999 + i) + " 0 R]>>";
        }
        deep.objects[1] = "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5999 0 R]>>>>";
        CHECK(fields_of(deep.text()).fields.empty());  // its type, if any, is too far away
    });
}

TEST_CASE("a form that is too much is read to a limit and says so", "[pdf][forms][own][hostile]") {
    quickly([] {
        // A large value that thousands of widgets inherit.
        SamplePdf shared = with_widget("");
        shared.objects[1] = "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[9 0 R]>>>>";
        shared.objects[9] = "<</FT/Tx/T(t)/V(" + std::string(100'000, 'x') + ")>>";
        shared.page_entries = "/Annots[";
        for (int i = 100; i < 5100; ++i) {
            shared.page_entries += std::to_string(i) + " 0 R ";
            shared.objects[i] = "<</Subtype/Widget/Rect[0 0 9 9]/Parent 9 0 R>>";
        }
        shared.page_entries += "]";
        const FormFields read = fields_of(shared.text());
        CHECK_FALSE(read.complete);
        CHECK(read.fields.size() < 100);

        SamplePdf many = with_widget("/FT/Tx/T(a)");
        many.page_entries = "/Annots[10 0 R";
        for (int i = 0; i < 60'000; ++i) many.page_entries += " 4 0 R";
        many.page_entries += "]";
        CHECK_FALSE(fields_of(many.text()).complete);
    });
}

TEST_CASE("a form of nonsense throws nothing", "[pdf][forms][own][hostile]") {
    for (const char* entries :
         {"/FT/Tx/T 1/V[[[]]]/Ff(x)/MaxLen 99999999999999999999/Q -1/DA 3/MK[1]/Opt 5", "/FT/Ch/T(a)/V 5/Opt[[] [(a)] 7 [1 2]]",
          "/FT/Btn/T(a)/AP 7/V 9/Opt[/x]/AS 3", "/FT/Btn/T(a)/AP<</N<</99999999999 11 0 R>>>>/Opt[(x)]", "/FT/Sig/T(a)/V 7",
          "/FT/Tx/T(a)/Rect[(a) 1 2 3]/MK<</R 1e300>>", "/FT/Tx/T(a)/Parent 10 0 R/Kids[10 0 R 10 0 R]", "/FT 3",
          "/AA[1]/FT/Tx"}) {
        CAPTURE(entries);
        CHECK(fields_of(with_widget(entries).text()).fields.size() <= 1);
    }
    SamplePdf odd = with_widget("/FT/Tx");
    odd.objects[1] = "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields 10 0 R>>>>";
    odd.page_entries = "/Annots[3 0 R null 10 0 R (x) 10 0 R]";
    CHECK(fields_of(odd.text()).fields.size() == 1);
}
