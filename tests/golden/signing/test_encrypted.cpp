// Signed files that are encrypted: by an update that leaves every string as it was encrypted, since ours is the file's own key.
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFXRefEntry.hh>

#include "mini_pdf.hpp"
#include "support.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;

namespace {

/// One update of an encrypted file.
class Update {
  public:
    Update(Bytes file, const std::string& password) : file_(text_of(file)) {
        qpdf_.processMemoryFile("encrypted", file_.data(), file_.size(), password.c_str());
        next_ = qpdf_.getTrailer().getKey("/Size").getIntValueAsInt();
        previous_ = file_.substr(file_.rfind("startxref") + 10);
        previous_ = previous_.substr(0, previous_.find_first_of("\r\n"));
    }

    /// A field of the form by its name.
    QPDFObjectHandle field(const std::string& name) {
        for (auto& field : qpdf_.getRoot().getKey("/AcroForm").getKey("/Fields").getArrayAsVector()) {
            if (field.getKey("/T").getUTF8Value() == name) return field;
        }
        FAIL("no field " << name);
        return {};
    }
    /// An object as it stands in the file, strings still encrypted, with something before its end.
    std::string with(QPDFObjectHandle object, const std::string& more) {
        const auto offset = static_cast<std::size_t>(qpdf_.getXRefTable().at(object.getObjGen()).getOffset());
        const std::size_t begin = file_.find("obj", offset) + 3;
        const std::string text = file_.substr(begin, file_.find("endobj", begin) - begin);
        return text.substr(0, text.rfind(">>")) + more + " >>";
    }
    void set(int number, const std::string& text) { objects_[number] = text; }
    int add(const std::string& text) {
        set(next_, text);
        return next_++;
    }
    [[nodiscard]] std::string written() {
        std::string out = file_, table = "xref\n";
        for (const auto& [number, text] : objects_) {
            char line[48];
            std::snprintf(line, sizeof line, "%d 1\n%010zu 00000 n \n", number, out.size());
            table += line;
            out += std::to_string(number) + " 0 obj\n" + text + "\nendobj\n";
        }
        const std::string xref = std::to_string(out.size());
        auto trailer = qpdf_.getTrailer();
        return out + table + "trailer\n<< /Size " + std::to_string(next_) + " /Root " + trailer.getKey("/Root").unparse() +
               " /Encrypt " + trailer.getKey("/Encrypt").unparse() + " /ID " + trailer.getKey("/ID").unparse() + " /Prev " +
               previous_ + " >>\nstartxref\n" + xref + "\n%%EOF\n";
    }

  private:
    std::string file_, previous_;
    QPDF qpdf_;
    std::map<int, std::string> objects_;
    int next_ = 0;
};

Bytes signed_file(const Bytes& file, const std::string& password, const std::string& name) {
    const auto& key = pdf::test::key_of("signer-ec");
    const std::size_t hole = signature_size(key) + 16;
    Update update(file, password);
    const int signature = update.add("<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange " +
                                     std::string(44, ' ') + " /Contents <" + std::string(2 * hole, '0') + "> >>");
    update.set(update.field(name).getObjectID(), update.with(update.field(name), "/V " + std::to_string(signature) + " 0 R"));
    std::string out = update.written();
    const std::size_t gap = out.rfind("/Contents <") + 10;
    const std::size_t after = gap + 2 * hole + 2;
    const std::string range =
        "[ 0 " + std::to_string(gap) + " " + std::to_string(after) + " " + std::to_string(out.size() - after) + " ]";
    out.replace(out.rfind("/ByteRange ") + 11, range.size(), range);
    const auto digest = runtime::sha256(bytes_of(out.substr(0, gap) + out.substr(after)));
    const Bytes cms = make_cms(digest, key).value();
    const std::string hex = to_hex(cms);
    out.replace(gap + 1, hex.size(), hex);
    return copy_of(out);
}

Bytes encrypted(const std::string& options, const std::string& user) {
    const Folder folder;
    const Answer answer = run("qpdf --allow-weak-crypto --object-streams=disable --encrypt '" + user + "' owner " + options +
                              " -- " + folder.write("plain.pdf", MiniPdf().view()) + " " + folder.at("out.pdf"));
    INFO(answer.output);
    REQUIRE(answer.exit == 0);
    return runtime::read_file(folder.at("out.pdf")).value();
}

VerificationReport judge_with(const Bytes& file, const std::string& password) {
    VerifyOptions options;
    options.password = password;
    auto report = verify(file, {runtime::read_file(pki("root")).value()}, pdf::test::kNow, options);
    if (!report.ok()) FAIL(report.error().what + " " + report.error().detail);
    UNSCOPED_INFO(to_text(report.value()));
    return std::move(report).value();
}

}  // namespace

TEST_CASE("encrypted files are judged like others", "[signing][encrypted]") {
    const std::string kind = GENERATE("128 --use-aes=y", "256", "128 --use-aes=n");
    const std::string user = GENERATE("", "secret");
    CAPTURE(kind, user);
    const Bytes once = signed_file(encrypted(kind, user), user, "first");
    const Bytes twice = signed_file(once, user, "second");
    const auto report = judge_with(twice, user);
    CHECK(report.indication == Indication::TotalPassed);
    REQUIRE(report.signatures.size() == 2);
    CHECK(report.signatures[0].field == "first");
    CHECK(report.signatures[0].later_changes == std::vector<std::string>{"The field \"second\" was signed."});
    CHECK(judge_with(twice, "owner").indication == Indication::TotalPassed);

    SECTION("an update is found in them") {
        Update update(twice, user);
        auto page = QPDFObjectHandle::newNull();
        QPDF reader;
        reader.processMemoryFile("file", reinterpret_cast<const char*>(twice.data()), twice.size(), user.c_str());
        page = reader.getRoot().getKey("/Pages").getKey("/Kids").getArrayItem(0);
        update.set(page.getKey("/Contents").getObjectID(), stream("0 0 200 200 re f"));
        const auto changed = judge_with(copy_of(update.written()), user);
        CHECK(changed.indication == Indication::TotalFailed);
        CHECK(changed.verdict.starts_with("Changed after signing."));
    }
}

TEST_CASE("quillport-verify opens an encrypted file by the password in a file", "[signing][encrypted][program]") {
    const Folder folder;
    const std::string file = folder.write("signed.pdf", signed_file(encrypted("256", "secret"), "secret", "first"));
    const std::string open = folder.write("open.pdf", signed_file(encrypted("256", ""), "", "first"));
    const std::string trust = "--trust " + pki("root") + " ";
    CHECK(run(program() + trust + open).exit == 0);
    const Answer closed = run(program() + trust + file);
    CHECK(closed.exit == 2);
    CHECK(closed.output == "quillport-verify: the file is encrypted and does not open with this password\n");
    CHECK(run(program() + trust + "--password-file " + folder.write("right", bytes_of("secret\n")) + " " + file).exit == 0);
    CHECK(run(program() + trust + "--password-file " + folder.write("wrong", bytes_of("guess\n")) + " " + file).exit == 2);
}
