// quillport-seal as scripts use it, judged by other programs.
#include "seal_support.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;

namespace {

/// Object identifiers of the signed attributes of the only signature, by the asn1parse of openssl.
const char* const kAttributes =
    "import sys,re\n"
    "from asn1crypto import cms\n"
    "data=open(sys.argv[1],'rb').read()\n"
    "m=re.search(rb'/Contents\\s*<([0-9a-fA-F]+)>',data)\n"
    "info=cms.ContentInfo.load(bytes.fromhex(m.group(1).decode()),strict=False)['content']['signer_infos'][0]\n"
    "print(','.join(sorted(a['type'].native for a in info['signed_attrs'])))\n";

}  // namespace

TEST_CASE("a file of anybody is sealed with every kind of key, and others accept it", "[signing][seal]") {
    const Folder folder;
    const Bytes original = corpus("lo13_contract1p");
    const std::string in = folder.write("in.pdf", original);
    const std::string out = folder.at("out.pdf");
    for (const char* key : {"signer-rsa2048", "signer-pss", "signer-ec", "signer-ec384", "signer-ec521", "signer-ed25519"}) {
        CAPTURE(key);
        const Answer answer = seal(in + " " + out, key);
        INFO(answer.output);
        REQUIRE(answer.exit == 0);
        const Bytes sealed = runtime::read_file(out).value();
        REQUIRE(sealed.size() > original.size());
        CHECK(std::equal(original.begin(), original.end(), sealed.begin()));
        CHECK(run("qpdf --check " + out).exit == 0);
        const std::string anchor =
            std::string(key).starts_with("signer-rsa2") || std::string(key) == "signer-pss" ? "root-rsa" : "root";
        CHECK(judge(sealed, anchor).indication == Indication::TotalPassed);
        folder.write("attributes.py", bytes_of(kAttributes));
        CHECK(run("/usr/bin/python3 " + folder.at("attributes.py") + " " + out).output ==
              "1.2.840.113549.1.9.16.2.47,content_type,message_digest\n");
    }
    CHECK(seal(in + " " + out).exit == 0);
    CHECK(run("pdfsig -nocert " + out).output.find("Signature is Valid") != std::string::npos);
}

TEST_CASE("a key that must not sign is refused before anything is written", "[signing][seal]") {
    const Folder folder;
    const std::string in = folder.write("in.pdf", corpus("lo13_contract1p"));
    for (const char* key : {"expired", "not-yet-valid", "no-signing", "mismatched"}) {
        CAPTURE(key);
        const Answer answer = seal(in + " " + folder.at("out.pdf"), key);
        CHECK(answer.exit == 2);
        CHECK(answer.output.starts_with("quillport-seal: "));
        CHECK(std::count(answer.output.begin(), answer.output.end(), '\n') == 1);
        CHECK_FALSE(std::filesystem::exists(folder.at("out.pdf")));
    }
}

TEST_CASE("a full disk, a wrong file and the same file leave nothing behind", "[signing][seal]") {
    const Folder folder;
    const std::string in = folder.write("in.pdf", corpus("lo13_contract1p"));
    std::filesystem::create_directory(folder.at("out"));
    CHECK(run("bash -c 'ulimit -f 8; " + sealer() + in + " " + folder.at("out/out.pdf") + "'").exit == 1);
    CHECK(files_in(folder.at("out")) == 0);
    CHECK(seal(folder.write("text", bytes_of("hello")) + " " + folder.at("out/out.pdf")).exit == 1);
    CHECK(files_in(folder.at("out")) == 0);
    CHECK(seal(in + " " + in).exit == 1);
    CHECK(runtime::read_file(in).value() == corpus("lo13_contract1p"));
    CHECK(seal(in + " " + folder.at("none/out.pdf")).exit == 1);
    CHECK(seal("--level B-T " + in + " " + folder.at("out/out.pdf")).exit == 2);
}

TEST_CASE("200 files are sealed at once, and a bad one stops nobody", "[signing][seal]") {
    const Folder folder;
    std::filesystem::create_directory(folder.at("in"));
    const Bytes document = corpus("lo13_contract1p");
    for (int i = 1; i < 200; ++i) folder.write("in/" + std::to_string(i) + ".pdf", document);
    folder.write("in/bad.pdf", bytes_of("hello"));
    const Answer answer = seal("--dir " + folder.at("in") + " " + folder.at("out") + " > " + folder.at("report"));
    CHECK(answer.exit == 1);
    CHECK(files_in(folder.at("out")) == 199);
    CHECK(run("grep -c '\"status\":\"sealed\"' " + folder.at("report")).output == "199\n");
    CHECK(run("grep -c '\"detail\":\"not_pdf\"' " + folder.at("report")).output == "1\n");
    CHECK(judge(runtime::read_file(folder.at("out/77.pdf")).value()).indication == Indication::TotalPassed);

    const std::string list =
        folder.write("list", bytes_of(folder.at("in/1.pdf") + "\t" + folder.at("a.pdf") + "\n" + folder.at("in/2.pdf") + "\n"));
    CHECK(run(sealer() + "--list " + folder.at("out") + " < " + list).exit == 0);
    CHECK(std::filesystem::exists(folder.at("a.pdf")));

    // A target that is named may be called as another file of the list is.
    const std::string names =
        folder.write("names", bytes_of("in/1.pdf\t2.pdf\n" + folder.at("in/2.pdf") + "\t1.pdf\nin/3.pdf\n"));
    const Answer swapped = run("cd " + folder.at("") + " && " + sealer() + "--list < " + names);
    INFO(swapped.output);
    CHECK(swapped.exit == 1);
    CHECK(std::filesystem::exists(folder.at("1.pdf")));
    CHECK(std::filesystem::exists(folder.at("2.pdf")));
    CHECK(swapped.output.find("the list does not say where to write it") != std::string::npos);
}
