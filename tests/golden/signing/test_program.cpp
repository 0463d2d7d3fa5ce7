// The program as scripts use it: exit codes and output (docs/architecture.md, command lines).
#include "support.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;

TEST_CASE("quillport-verify answers by its exit code", "[signing][program]") {
    const Folder folder;
    const Chain chain = signed_chain(corpus("lo13_contract1p"), 2);
    const std::string good = folder.write("good.pdf", chain.file);

    SECTION("0: every signature passed") {
        const Answer answer = run(program() + "--trust " + pki("root") + " " + good);
        CHECK(answer.exit == 0);
        CHECK(answer.output.starts_with("Genuine and unchanged. All 3 signatures are valid."));
    }
    SECTION("1: one failed") {
        Bytes file = chain.file;
        file[text_of(file).rfind("/M (D:2026") + 8] = std::byte{'1'};
        const Answer answer = run(program() + "--trust " + pki("root") + " " + folder.write("bad.pdf", file));
        INFO(answer.output);
        CHECK(answer.exit == 1);
        CHECK(answer.output.starts_with("Changed after signing."));
    }
    SECTION("3: the authority is not trusted, or no authority was named") {
        CHECK(run(program() + "--trust " + pki("foreign-root") + " " + good).exit == 3);
        const Answer answer = run(program() + good);
        CHECK(answer.exit == 3);
        CHECK(answer.output.starts_with("Cannot be decided."));
    }
    SECTION("any of several authorities will do") {
        CHECK(run(program() + "--trust " + pki("foreign-root") + " --trust " + pki("root") + " " + good).exit == 0);
    }
    SECTION("3: a file without signatures") {
        CHECK(run(program() + folder.write("plain.pdf", corpus("lo13_contract1p"))).exit == 3);
    }
    SECTION("2: what cannot be read, with one line that says why") {
        for (const std::string& arguments :
             {folder.at("none.pdf"), folder.write("text", bytes_of("hello")), "--trust " + good + " " + good}) {
            const Answer answer = run(program() + arguments);
            CHECK(answer.exit == 2);
            CHECK(answer.output.starts_with("quillport-verify: "));
            CHECK(std::count(answer.output.begin(), answer.output.end(), '\n') == 1);
        }
        CHECK(run(program() + "--unknown " + good).exit == 2);
        CHECK(run(program()).exit == 2);
    }
}

TEST_CASE("quillport-verify judges as of any time, and with revocation data that are given", "[signing][program]") {
    const Folder folder;
    const std::string good = folder.write("good.pdf", signed_chain(corpus("lo13_contract1p"), 1).file);
    const std::string trust = "--trust " + pki("root") + " ";
    CHECK(run(program() + trust + "--at 2026-11-23 " + good).exit == 0);
    CHECK(run(program() + trust + "--at 2026-11-23T14:00:00Z " + good).exit == 0);
    CHECK(run(program() + trust + "--at 2050-01-01 " + good).exit == 3);
    for (const char* wrong : {"yesterday", "2026-13-01", "2026-11-23T25:00:00Z", "2026-11-23T14:00", "2026-11-23 x"}) {
        CHECK(run(program() + trust + "--at '" + wrong + "' " + good).exit == 2);
    }
    const Answer waiting = run(program() + trust + "--require-revocation " + good);
    CHECK(waiting.exit == 3);
    CHECK(waiting.output.find("TRY_LATER") != std::string::npos);
    const std::string folder_of_lists = std::string(QUILLPORT_BINARY_DIR) + "/pki/";
    const std::string lists =
        "--revocation " + folder_of_lists + "root.crl --revocation " + folder_of_lists + "intermediate.crl ";
    const Answer known = run(program() + trust + "--require-revocation " + lists + good);
    INFO(known.output);
    CHECK(known.exit == 0);
    CHECK(run(program() + "--revocation " + good + " " + good).exit == 2);
}

TEST_CASE("quillport-verify writes JSON that other programs read", "[signing][program]") {
    const Folder folder;
    const Chain chain = signed_chain(corpus("lo13_contract1p"), 2);
    const std::string file = folder.write("good.pdf", chain.file);
    const Answer answer =
        run(program() + "--json --trust " + pki("root") + " " + file +
            " | PYTHONIOENCODING=utf-8 /usr/bin/python3 -c 'import json,sys; r=json.loads(sys.stdin.buffer.read()); "
            "print(r[\"indication\"], len(r[\"signatures\"]), r[\"signatures\"][1][\"signer\"], "
            "r[\"signatures\"][2][\"covers_whole_file\"])'");
    CHECK(answer.output == "TOTAL-PASSED 3 Maja Kovačič True\n");
}

TEST_CASE("quillport-verify tells how it is used", "[signing][program]") {
    const Answer help = run(program() + "--help");
    CHECK(help.exit == 0);
    CHECK(help.output.starts_with("Usage: quillport-verify"));
    CHECK(run(program() + "--version").output.starts_with("quillport-verify "));
}
