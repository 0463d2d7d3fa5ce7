// A lock on fields of a document of another program: what strict validators ask for, and nothing that can be seen.
#include <algorithm>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include "forms_support.hpp"
#include "quillport/pdf/foreign_plan.hpp"
#include "quillport/signing/verify.hpp"

using namespace quillport;
using namespace quillport::pdf;
using namespace quillport::pdf::test;

namespace {

using Handle = QPDFObjectHandle;

Bytes read(const std::string& path) {
    auto data = runtime::read_file(path);
    REQUIRE(data.ok());
    return std::move(data).value();
}

Bytes made(const Folder& folder, const std::string& form, const std::string& options) {
    REQUIRE(run("qpdf --warning-exit-0 " + options + " " QUILLPORT_SOURCE_DIR "/tests/corpus/forms/" + form + " " +
                folder.at("in.pdf"))
                .exit == 0);
    return read(folder.at("in.pdf"));
}

/// Locks, signs out of sight. `lock` null: nothing is locked.
Chain signed_with(const Bytes& file, const std::optional<FieldLock>& lock) {
    NewSignature wish;
    wish.lock = lock;
    auto plan = plan_foreign(file, wish);
    INFO((plan.ok() ? "" : plan.error().what + " " + plan.error().detail));
    REQUIRE(plan.ok());
    // As it travels from the worker to whoever signs.
    auto again = SigningPlan::parse(plan.value().to_text());
    REQUIRE(again.ok());
    Chain chain{file, std::move(again).value(), {}};
    SigningAct act;
    act.owner = "signer";
    act.signer_name = "Žaneta Šimůnková";
    act.when = kNow;
    chain.act(act);
    return chain;
}

/// Number of the object behind /AP /N of every widget that is no signature.
std::vector<int> looks_of(const Bytes& file, std::vector<std::string>& names) {
    QPDF pdf;
    pdf.processMemoryFile("signed", reinterpret_cast<const char*>(file.data()), file.size());
    std::vector<int> looks;
    for (Handle page : pdf.getAllPages()) {
        if (!page.getKey("/Annots").isArray()) continue;
        for (Handle& widget : page.getKey("/Annots").getArrayAsVector()) {
            Handle field = widget.hasKey("/T") ? widget : widget.getKey("/Parent");
            if (!field.isDictionary() || (field.getKey("/FT").isName() && field.getKey("/FT").getName() == "/Sig")) continue;
            if (!widget.getKey("/AP").isDictionary()) continue;
            names.push_back(field.getKey("/T").getUTF8Value());
            Handle normal = widget.getKey("/AP").getKey("/N");
            // The states of a box that stand directly in the widget: the oldest of their streams.
            if (!normal.isIndirect()) {
                const auto states = normal.getDictAsMap();
                REQUIRE_FALSE(states.empty());
                normal = std::min_element(states.begin(), states.end(), [](auto a, auto b) {
                             return a.second.getObjectID() < b.second.getObjectID();
                         })->second;
            }
            looks.push_back(normal.getObjectID());
        }
    }
    return looks;
}

int next_object(const Bytes& file) {
    QPDF pdf;
    pdf.processMemoryFile("original", reinterpret_cast<const char*>(file.data()), file.size());
    return pdf.getTrailer().getKey("/Size").getIntValueAsInt();
}

std::string rendered(const Folder& folder, const Bytes& file) {
    const std::string path = folder.write("shown.pdf", file);
    REQUIRE(run("pdftoppm -r 60 -png " + path + " " + folder.at("page")).exit == 0);
    return run("cat " + folder.at("page") + "*.png | sha256sum").output;
}

signing::VerificationReport verdict(const Bytes& file) {
    auto report = signing::verify(file, {read(QUILLPORT_BINARY_DIR "/pki/root.pem")}, kNow);
    REQUIRE(report.ok());
    UNSCOPED_INFO(signing::to_text(report.value()));
    return std::move(report).value();
}

}  // namespace

TEST_CASE("locked fields of a foreign document have an appearance of the signing revision and look as before",
          "[golden][foreign][lock]") {
    for (const char* form : {"libreoffice.pdf", "reportlab.pdf"}) {
        for (const char* options : {"--object-streams=disable", "--object-streams=generate", "--encrypt '' owner 256 --"}) {
            DYNAMIC_SECTION(form << " " << options) {
                const Folder folder;
                const Bytes file = made(folder, form, options);
                const Chain chain = signed_with(file, FieldLock{FieldLock::Action::All, {}});
                std::vector<std::string> names;
                const std::vector<int> looks = looks_of(chain.file, names);
                REQUIRE_FALSE(looks.empty());
                const int first_new = next_object(file);
                for (const int look : looks) CHECK(look >= first_new);
                CHECK(rendered(folder, chain.file) == rendered(folder, file));
                const std::string path = folder.write("locked.pdf", chain.file);
                CHECK(run("qpdf --check " + path).exit == 0);
                CHECK(run("pdfsig -nocert " + path).output.find("Signature is Valid.") != std::string::npos);
                CHECK(verdict(chain.file).indication == signing::Indication::TotalPassed);
            }
        }
    }
}

TEST_CASE("only what a lock names is touched, and nobody else's signature suffers", "[golden][foreign][lock]") {
    const Folder folder;
    const Bytes file = made(folder, "libreoffice.pdf", "--object-streams=disable");
    std::vector<std::string> names;
    const std::vector<int> before = looks_of(file, names);
    REQUIRE(before.size() >= 2);
    const int first_new = next_object(file);

    const Chain first = signed_with(file, FieldLock{FieldLock::Action::Include, {names[0]}});
    std::vector<std::string> same;
    std::vector<int> looks = looks_of(first.file, same);
    REQUIRE(same == names);
    for (std::size_t i = 0; i < looks.size(); ++i) {
        CAPTURE(names[i]);
        if (names[i] == names[0])
            CHECK(looks[i] >= first_new);
        else
            CHECK(looks[i] == before[i]);
    }
    // A second signer locks the rest. What the first one locked stays as it is.
    const Chain second = signed_with(first.file, FieldLock{FieldLock::Action::Exclude, {names[0]}});
    same.clear();
    const std::vector<int> after = looks_of(second.file, same);
    for (std::size_t i = 0; i < looks.size(); ++i)
        if (names[i] == names[0]) CHECK(after[i] == looks[i]);
    CHECK(after != looks);
    const auto report = verdict(second.file);
    CHECK(report.indication == signing::Indication::TotalPassed);
    CHECK(report.signatures.size() == 2);
    CHECK(rendered(folder, second.file) == rendered(folder, file));
}
