// Keys that live elsewhere, are revoked, or go away in the middle.
#include <unistd.h>

#include <thread>

#include "../../unit/signing/authorities.hpp"
#include "seal_support.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;
using namespace std::chrono_literals;

namespace {

/// What the JSON of --deferred-out says, as the programs see it that sign elsewhere.
std::string member(const std::string& file, const std::string& name) {
    const std::string found =
        run("/usr/bin/python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' " + file + " " + name)
            .output;
    return found.substr(0, found.find('\n'));
}

/// The signature of openssl over what was asked for.
void sign_elsewhere(const Folder& folder, const std::string& key, const std::string& key_file) {
    const std::string json = folder.at("json"), input = folder.at("input");
    const bool ed25519 = member(json, "signature_algorithm") == "ed25519";
    REQUIRE(run("echo '" + member(json, ed25519 ? "attributes" : "hash") + "' | base64 -d > " + input).exit == 0);
    std::string how = " -pkeyopt digest:" + member(json, "digest_algorithm");
    if (member(json, "signature_algorithm") == "rsa-pss") how += " -pkeyopt rsa_padding_mode:pss -pkeyopt rsa_pss_saltlen:digest";
    if (ed25519) how = " -rawin";
    const Answer answer =
        run("openssl pkeyutl -sign -inkey " + key_file + " -in " + input + how + " -out " + folder.at("signature"));
    INFO(key << answer.output);
    REQUIRE(answer.exit == 0);
}

std::string trusted(const Authorities& authorities) {
    return " --trust " + authorities.file("root.pem") + " --trust " + authorities.file("root-rsa.pem") + " --trust " +
           authorities.file("tsa-root.pem") + " --private-addresses ";
}

}  // namespace

TEST_CASE("a key that lives elsewhere seals by hash out, signature in", "[signing][seal][deferred]") {
    const Folder folder;
    const Bytes original = corpus("lo13_contract1p");
    const std::string in = folder.write("in.pdf", original), out = folder.at("out.pdf");
    for (const char* key : {"signer-rsa2048", "signer-pss", "signer-ec", "signer-ec521", "signer-ed25519"}) {
        CAPTURE(key);
        const std::string begin = seal_program() + "--cert " + base(std::string(key) + ".chain.pem") +
                                  " --page 1 --box 300,300,540,380 --reason Approved --deferred-out " + folder.at("state") + " ";
        REQUIRE(run(begin + in + " > " + folder.at("json")).exit == 0);
        CHECK(member(folder.at("json"), "status") == "prepared");
        sign_elsewhere(folder, key, base(std::string(key) + ".key"));
        const Answer done = run(seal_program() + "--deferred-in " + folder.at("state") + " --signature " +
                                folder.at("signature") + " --json " + in + " " + out);
        INFO(done.output);
        REQUIRE(done.exit == 0);
        CHECK(holds(done.output, "\"status\":\"sealed\",\"level\":\"B-B\""));
        const Bytes sealed = runtime::read_file(out).value();
        CHECK(std::equal(original.begin(), original.end(), sealed.begin()));
        CHECK(run("qpdf --check " + out).exit == 0);
        const std::string anchor =
            std::string(key).starts_with("signer-rsa2") || std::string(key) == "signer-pss" ? "root-rsa" : "root";
        CHECK(judge(sealed, anchor).indication == Indication::TotalPassed);
        std::filesystem::remove(out);
    }
}

TEST_CASE("a document that was written anew first waits for its signature as well", "[signing][seal][deferred]") {
    const Folder folder;
    Bytes prefixed = copy_of(std::string_view("junk\n"));
    const Bytes document = corpus("lo13_contract1p");
    prefixed.insert(prefixed.end(), document.begin(), document.end());
    const std::string in = folder.write("in.pdf", prefixed), out = folder.at("out.pdf");
    REQUIRE(run(seal_program() + "--cert " + base("signer-ec.chain.pem") + " --deferred-out " + folder.at("state") + " " + in +
                " > " + folder.at("json"))
                .exit == 0);
    sign_elsewhere(folder, "signer-ec", base("signer-ec.key"));
    const Answer done = run(seal_program() + "--json --deferred-in " + folder.at("state") + " --signature " +
                            folder.at("signature") + " " + in + " " + out);
    INFO(done.output);
    REQUIRE(done.exit == 0);
    CHECK(holds(done.output, "\"rewritten\":\"prefixed\""));
    CHECK(judge(runtime::read_file(out).value()).indication == Indication::TotalPassed);
}

TEST_CASE("a deferred signature reaches B-LTA", "[signing][seal][deferred]") {
    Authorities authorities;
    const Folder folder;
    const std::string in = folder.write("in.pdf", corpus("lo13_contract1p")), out = folder.at("out.pdf");
    const std::string sources =
        " --tsa " + authorities.url("tsa/tsa-rsa") + " --tsa " + authorities.url("tsa/tsa-ec") + trusted(authorities);
    for (const char* level : {"B-T", "B-LT", "B-LTA"}) {
        CAPTURE(level);
        REQUIRE(run(seal_program() + "--level " + level + " --cert " + authorities.file("signer-ec.chain.pem") + sources +
                    "--deferred-out " + folder.at("state") + " " + in + " > " + folder.at("json"))
                    .exit == 0);
        sign_elsewhere(folder, "signer-ec", authorities.file("signer-ec.key"));
        const std::string finish =
            seal_program() + "--deferred-in " + folder.at("state") + " --signature " + folder.at("signature") + " --json ";
        CHECK(run(finish + in + " " + out).exit == 2);  // without an authority
        const Answer done = run(finish + sources + in + " " + out);
        INFO(done.output);
        REQUIRE(done.exit == 0);
        CHECK(holds(done.output, "\"level\":\"" + std::string(level) + "\""));
        const auto report =
            verify(runtime::read_file(out).value(),
                   {authorities.bytes("root.pem"), authorities.bytes("tsa-root.pem"), authorities.bytes("root-rsa.pem")},
                   authorities.clock.now());
        REQUIRE(report.ok());
        INFO(to_text(report.value()));
        CHECK(report.value().indication == Indication::TotalPassed);
        CHECK(report.value().signatures[0].level == level);
    }
}

TEST_CASE("what does not belong together is no deferred signature", "[signing][seal][deferred]") {
    const Folder folder;
    const std::string in = folder.write("in.pdf", corpus("lo13_contract1p")), out = folder.at("out.pdf");
    const std::string other = folder.write("other.pdf", corpus("lo03_tables"));
    Bytes changed = corpus("lo13_contract1p");
    changed[changed.size() / 2] ^= std::byte{1};
    const std::string touched = folder.write("touched.pdf", changed);
    const std::string begin =
        seal_program() + "--cert " + base("signer-ec.chain.pem") + " --deferred-out " + folder.at("state") + " ";
    REQUIRE(run(begin + in + " > " + folder.at("json")).exit == 0);
    CHECK(run("stat -c %a " + folder.at("state")).output == "600\n");
    sign_elsewhere(folder, "signer-ec", base("signer-ec.key"));
    const auto finish = [&](const std::string& state, const std::string& signature, const std::string& file) {
        const Answer answer =
            run(seal_program() + "--deferred-in " + state + " --signature " + signature + " " + file + " " + out);
        CHECK(std::count(answer.output.begin(), answer.output.end(), '\n') == 1);
        CHECK_FALSE(std::filesystem::exists(out));
        return answer;
    };
    for (const std::string& file : {other, touched}) CHECK(finish(folder.at("state"), folder.at("signature"), file).exit == 1);
    CHECK(holds(finish(folder.at("state"), folder.at("signature"), touched).output, "not the file"));
    CHECK(holds(finish(folder.at("state"), folder.at("input"), in).output, "not made with the key"));
    CHECK(finish(in, folder.at("signature"), in).exit == 2);
    const Bytes state = runtime::read_file(folder.at("state")).value();
    for (const std::size_t size : {std::size_t{0}, std::size_t{20}, std::size_t{100}, state.size() - 1}) {
        const std::string cut = folder.write("cut", BytesView(state).first(size));
        CHECK(finish(cut, folder.at("signature"), in).exit == 2);
    }
    CHECK(holds(run(begin + "--key " + base("signer-ec.key") + " " + in).output, "no --key"));
    CHECK(holds(run(seal_program() + "--deferred-in x --signature y --reason z " + in + " " + out).output, "belongs to"));
    CHECK(run(seal_program() + "--deferred-in x " + in + " " + out).exit == 2);
    // A certificate that must not sign is refused at once.
    CHECK(run(seal_program() + "--cert " + base("expired.chain.pem") + " --deferred-out " + folder.at("none") + " " + in).exit ==
          2);
    CHECK_FALSE(std::filesystem::exists(folder.at("none")));
}

TEST_CASE("a revoked certificate is refused at every level", "[signing][seal][revocation]") {
    Authorities authorities;
    const Folder folder;
    const std::string in = folder.write("in.pdf", corpus("lo13_contract1p")), out = folder.at("out.pdf");
    const auto seal_with = [&](const std::string& key, const std::string& rest) {
        return run(seal_program() + "--key " + authorities.file(key + ".key") + " --cert " +
                   authorities.file(key + ".chain.pem") + trusted(authorities) + rest + " --json " + in + " " + out);
    };
    for (const std::string& level : {std::string("B-B"), "B-T --tsa " + authorities.url("tsa/tsa-rsa")}) {
        CAPTURE(level);
        const Answer revoked = seal_with("revoked", "--level " + level);
        INFO(revoked.output);
        CHECK(revoked.exit == 1);
        CHECK(holds(revoked.output, "\"detail\":\"key_revoked\""));
        CHECK_FALSE(std::filesystem::exists(out));
    }
    const Answer good = seal_with("signer-ec", "");
    INFO(good.output);
    CHECK(good.exit == 0);
    CHECK(holds(good.output, "\"status\":\"sealed\""));
    CHECK(holds(good.output, "\"notes\":[]"));
    CHECK(authorities.calls("ocsp/") > 0);

    authorities.control("fail=1");
    const Answer silent = seal_with("signer-ec", "");
    INFO(silent.output);
    CHECK(silent.exit == 0);
    CHECK(holds(silent.output, "\"status\":\"sealed\""));
    CHECK(holds(silent.output, "\"notes\":[\"nobody said whether a certificate was revoked"));
    CHECK(std::filesystem::exists(out));
}

namespace {

/// A token of its own, and the program that seals what it is told by a pipe.
struct Running {
    Running() {
        std::map<std::string, std::string> token;
        const std::string made =
            run(std::string(QUILLPORT_SOURCE_DIR) + "/tests/pki/make-token " + folder.at("token") + " " + base("")).output;
        std::istringstream lines(made);
        for (std::string line; std::getline(lines, line);)
            token[line.substr(0, line.find('='))] = line.substr(line.find('=') + 1);
        module = token["PKCS11_MODULE"];
        environment = "SOFTHSM2_CONF=" + token["SOFTHSM2_CONF"] + " ";
        for (int i = 1; i <= 3; ++i) folder.write("in" + std::to_string(i) + ".pdf", corpus("lo13_contract1p"));
        std::filesystem::create_directory(folder.at("out"));
        REQUIRE(run("mkfifo " + folder.at("list")).exit == 0);
        const std::string key = token["signer-ec"] + "?module-path=" + module;
        program =
            popen((environment + seal_program() + "--key '" + key + "' --pin-file " + token["PKCS11_PIN_FILE"] + " --cert " +
                   base("signer-ec.chain.pem") + " --jobs 1 --list " + folder.at("out") + " < " + folder.at("list") + " 2>&1")
                      .c_str(),
                  "r");
        REQUIRE(program != nullptr);
        list = fopen(folder.at("list").c_str(), "w");
        REQUIRE(list != nullptr);
    }
    /// Seals the i-th file; its line of JSON.
    std::string seal(int i) {
        std::fprintf(list, "%s\n", folder.at("in" + std::to_string(i) + ".pdf").c_str());
        std::fflush(list);
        std::array<char, 4096> line{};
        return std::fgets(line.data(), line.size(), program) == nullptr ? std::string{} : line.data();
    }
    int end() {
        std::fclose(list);
        const int status = pclose(program);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    const Folder folder;
    std::string module, environment;
    FILE* program = nullptr;
    FILE* list = nullptr;
};

}  // namespace

TEST_CASE("a token that is pulled out in the middle fails each file that follows, and no other", "[signing][seal][token]") {
    Running running;
    const std::string tokens = running.folder.at("token/tokens");
    CHECK(holds(running.seal(1), "\"status\":\"sealed\""));
    const std::string how = GENERATE("pulled out", "key deleted", "another key of that name");
    CAPTURE(how);
    if (how == "pulled out") {
        std::filesystem::rename(tokens, tokens + "-away");
    } else {
        const Answer deleted =
            run(running.environment + "pkcs11-tool --module " + running.module +
                " --token-label quillport --login --pin 9182 --delete-object --type privkey --label signer-ec");
        INFO(deleted.output);
        REQUIRE(deleted.exit == 0);
    }
    if (how == "another key of that name") {
        const std::string key = running.folder.at("other.key");
        REQUIRE(run("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out " + key).exit == 0);
        REQUIRE(
            run(running.environment + "softhsm2-util --import " + key + " --token quillport --label signer-ec --id 03 --pin 9182")
                .exit == 0);
    }
    for (const int i : {2, 3}) {
        const std::string line = running.seal(i);
        CAPTURE(line);
        CHECK(holds(line, "\"status\":\"failed\",\"code\":\"unavailable\""));
        CHECK(holds(line, "\"message\":\"the token"));
        CHECK(files_in(running.folder.at("out")) == 1);
    }
    CHECK(running.end() == 1);
    const Bytes sealed = runtime::read_file(running.folder.at("out/in1.pdf")).value();
    CHECK(judge(sealed).indication == Indication::TotalPassed);
}
