// What stands in fields: whole, inside its box, and text as text, in every script; and how little it adds to a file.
#include <sstream>

#include "forms_support.hpp"

using namespace quillport;
using namespace quillport::pdf;
using namespace quillport::pdf::test;

namespace {

struct Value {
    const char* text;
    const char* word;  ///< of it, as pdftotext gives it back
};
constexpr std::array<Value, 7> kValues = {{{"Žluťoučký kůň úpěl ďábelské ódy", "Žluťoučký"},
                                           {"Łódź Wąchock ąęśćżźńó Ę", "ąęśćżźńó"},
                                           {"Γιώργος Παπαδόπουλος", "Παπαδόπουλος"},
                                           {"Щёлково, Їжак", "Щёлково"},
                                           {"שלום לכולם", "לכולם"},
                                           {"مرحبا بالعالم", "مرحبا"},
                                           {"漢字", "字"}}};

Bytes signed_with(const std::vector<Field>& fields, const SigningAct& act) {
    auto prepared = prepare(corpus("lo13_contract1p"), fields, {"1"});
    REQUIRE(prepared.ok());
    const auto increment = build_increment(prepared.value().pdf, prepared.value().plan, act);
    REQUIRE(increment.ok());
    Bytes file = prepared.value().pdf;
    file.insert(file.end(), increment.value().appended.begin(), increment.value().appended.end());
    return file;
}

SigningAct act_with_hand() {
    SigningAct act;
    act.owner = "1";
    act.signer_name = "Žaneta Šimůnková";
    act.image = drawn_hand();
    act.caption = "Signed 23 November 2026, 14:05 UTC";
    act.note = "TRIAL, NOT TRUSTED";
    act.when = kNow;
    act.hole = 2700;
    return act;
}

/// Pixels of the appearance that lie on the very edge of the box at 144 dpi: ink that was cut, or would have run over.
int ink_on_edge(const std::string& file, const Rect& box) {
    constexpr double kScale = 2, kHeight = 841.89;
    std::ostringstream command;
    const int x = static_cast<int>(box.x0 * kScale), y = static_cast<int>((kHeight - box.y1) * kScale);
    const int width = static_cast<int>(box.width() * kScale), height = static_cast<int>(box.height() * kScale);
    command << "pdftoppm -gray -r 144 -x " << x - 4 << " -y " << y - 4 << " -W " << width + 8 << " -H " << height + 8 << " "
            << file << " 2>/dev/null";
    std::istringstream in(run(command.str()).output);
    std::string magic;
    int w = 0, h = 0, depth = 0;
    in >> magic >> w >> h >> depth;
    in.get();
    REQUIRE(magic == "P5");
    int found = 0;
    for (int row = 0; row < h; ++row) {
        for (int column = 0; column < w; ++column) {
            const bool dark = in.get() < 200;
            const bool inside = row > 3 && row < h - 5 && column > 3 && column < w - 5;
            if (dark && !inside) ++found;
        }
    }
    return found;
}

}  // namespace

TEST_CASE("values are text in any script, also where no font has the letters", "[pdf][forms][appearances]") {
    const Folder folder;
    std::vector<Field> fields;
    SigningAct act = act_with_hand();
    for (std::size_t i = 0; i < kValues.size(); ++i) {
        const double y = 40 + 24 * static_cast<double>(i);
        fields.push_back(field("t" + std::to_string(i), FieldType::Text, "1", {60, y, 300, y + 16}));
        act.values[fields.back().name] = kValues[i].text;
    }
    const std::string file = folder.write("values.pdf", signed_with(fields, act));
    CHECK(run("qpdf --check " + file).exit == 0);
    const std::string text = run("pdftotext -raw " + file + " -").output;
    for (const Value& value : kValues) {
        CAPTURE(value.text);
        CHECK(text.find(value.word) != std::string::npos);
    }
    CHECK(run("pdffonts " + file).output.find(" no  ") == std::string::npos);
}

TEST_CASE("no ink leaves a box of whatever shape", "[pdf][forms][appearances]") {
    const double width = GENERATE(30, 150, 330), height = GENERATE(8, 20, 90);
    const std::string name = GENERATE("Žaneta Šimůnková", "Bartholomäus-Konstantin von und zu Großschönau-Überlingen");
    CAPTURE(width, height, name);
    const Folder folder;
    const Rect box{60, 30, 60 + width, 30 + height};
    SigningAct act = act_with_hand();
    act.signer_name = name;
    act.look.reason = true;
    act.reason = "I agree to all of it";
    act.values = {{"text", name + " " + name}};
    const FieldType type = GENERATE(FieldType::Signature, FieldType::Text, FieldType::Multiline, FieldType::Stamp);
    const std::string file = folder.write("box.pdf", signed_with({field("text", type, "1", box)}, act));
    // A text may reach the lower edge with letters below the line and a stamp has its frame: both are meant.
    if (type != FieldType::Stamp) CHECK(ink_on_edge(file, {box.x0 - 1, box.y0 - 1, box.x1 + 1, box.y1 + 1}) == 0);
    CHECK(run("pdftotext -raw " + file + " - | grep -c TRIAL").output != (type == FieldType::Signature ? "0\n" : ""));
}

TEST_CASE("a drawn signature with its name and date adds little to a file", "[pdf][forms][appearances]") {
    const std::vector<Field> fields = {field("name1", FieldType::Name, "1", {40, 46, 180, 60}),
                                       field("date1", FieldType::Date, "1", {190, 46, 260, 60}),
                                       field("sign1", FieldType::Signature, "1", {270, 46, 420, 71})};
    auto prepared = prepare(corpus("lo13_contract1p"), fields, {"1"});
    REQUIRE(prepared.ok());
    const SigningAct act = act_with_hand();
    const auto increment = build_increment(prepared.value().pdf, prepared.value().plan, act);
    REQUIRE(increment.ok());
    CHECK(increment.value().appended.size() - 2 * act.hole < 8500);
}

TEST_CASE("a visible signature by RSA-3072 with its chain adds at most 12 kB", "[pdf][forms][appearances]") {
    const std::vector<Field> fields = {field("name1", FieldType::Name, "1", {40, 46, 180, 60}),
                                       field("date1", FieldType::Date, "1", {190, 46, 260, 60}),
                                       field("sign1", FieldType::Signature, "1", {270, 46, 420, 71})};
    auto prepared = prepare(corpus("lo13_contract1p"), fields, {"1"});
    REQUIRE(prepared.ok());
    SigningAct act = act_with_hand();
    act.signer_name = "Maja Kovačič";
    act.values = {{"name1", act.signer_name}};
    act.image.strokes.resize(1);
    act.image.strokes[0].clear();
    for (int i = 0; i < 100; ++i) act.image.strokes[0].push_back({20 + i * 3.6, 75 + 50 * std::sin(i / 6.0), 0.5});
    for (const char* key : {"signer-ec", "signer-rsa"}) {
        CAPTURE(key);
        const auto made = signing::sign_increment(prepared.value().pdf, prepared.value().plan, act, key_of(key));
        REQUIRE(made.ok());
        CHECK(made.value().appended.size() <= 12'288);
        WARN(key << ": " << made.value().appended.size() << " bytes");
    }
}
