// The attacks of the unit tests on real documents, where most other verifiers see nothing but a valid signature.
#include "victim.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;

namespace {

/// All signatures fail as a change, though their cryptography is right and the syntax is sound.
void check_changed(const Bytes& file) {
    const Folder folder;
    CHECK(run("qpdf --check " + folder.write("attacked.pdf", file)).exit == 0);
    const auto report = judge(file);
    CHECK(report.indication == Indication::TotalFailed);
    CHECK(report.verdict.starts_with("Changed after signing."));
    REQUIRE(report.signatures.size() == 3);
    for (const SignatureReport& s : report.signatures) {
        CHECK(s.cryptography_ok);
        CHECK_FALSE(s.later_changes_allowed);
        CHECK(s.indication == Indication::TotalFailed);
    }
}

std::string replaced(const Bytes& file, const std::string& from, const std::string& to) {
    std::string text(text_of(file));
    const auto at = text.rfind(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

/// The last /ByteRange array, as it is written.
std::string last_range(const Bytes& file) {
    const std::string text(text_of(file));
    const auto at = text.find('[', text.rfind("/ByteRange"));
    return text.substr(at, text.find(']', at) + 1 - at);
}

void check_failed(const std::string& file) {
    const auto report = judge(bytes_of(file));
    CHECK(report.indication == Indication::TotalFailed);
    CHECK_FALSE(report.verdict.starts_with("Genuine"));
}

}  // namespace

TEST_CASE("the untouched document passes", "[signing][attack]") {
    CHECK(judge(Victim(signed_chain(corpus("lo13_contract1p"), 2)).original()).indication == Indication::TotalPassed);
}

TEST_CASE("an update of a signed document is found", "[signing][attack]") {
    Victim victim(signed_chain(corpus("lo13_contract1p"), 2));
    SECTION("the content of the page is replaced") {
        const int content = victim.add_stream("BT /F1 40 Tf 60 400 Td (other text) Tj ET");
        victim.change(victim.page(), "/Contents", std::to_string(content) + " 0 R");
        check_changed(victim.updated());
    }
    SECTION("a FreeText annotation lies over the page") {
        const int note = victim.add(
            "<< /Type /Annot /Subtype /FreeText /Rect [ 60 380 500 430 ] /Contents (other text) /DA (/Helv 30 Tf 0 g) /F 4 >>");
        std::string list = victim.page().getKey("/Annots").unparseResolved();
        list.insert(list.rfind(']'), std::to_string(note) + " 0 R ");
        victim.change(victim.page(), "/Annots", list);
        check_changed(victim.updated());
    }
    SECTION("the value of a field that the first recipient locked is changed") {
        victim.change(victim.field("r1_name"), "/V", "(Somebody Else)");
        const auto report = judge(victim.updated());
        CHECK(report.indication == Indication::TotalFailed);
        CHECK(report.verdict.starts_with("Changed after signing."));
        CHECK(report.signatures[1].indication == Indication::TotalFailed);
        CHECK(report.signatures[2].indication == Indication::TotalFailed);
    }
    SECTION("the signature of the first recipient is taken out") {
        victim.change(victim.field("r1_sign"), "/V", "null");
        CHECK(judge(victim.updated()).indication == Indication::TotalFailed);
    }
}

TEST_CASE("bytes behind the end that belong to no revision are found", "[signing][attack]") {
    const Victim victim(signed_chain(corpus("lo13_contract1p"), 2));
    check_failed(std::string(text_of(victim.original())) + "9 0 obj\n<< /Type /Page >>\nendobj\n");
}

TEST_CASE("a flipped byte fails exactly the signatures over it", "[signing][attack]") {
    Bytes file = signed_chain(corpus("lo13_contract1p"), 2).file;
    // In the last revision: a digit of the last signature's time.
    file[text_of(file).rfind("/M (D:2026") + 8] = std::byte{'1'};
    const auto report = judge(file);
    REQUIRE(report.signatures.size() == 3);
    CHECK(report.signatures[0].cryptography_ok);
    CHECK(report.signatures[1].cryptography_ok);
    CHECK_FALSE(report.signatures[2].cryptography_ok);
    CHECK(report.signatures[2].sub_indication == "HASH_FAILURE");
    CHECK(report.indication == Indication::TotalFailed);
}

TEST_CASE("forged ranges and contents are no signatures", "[signing][attack]") {
    const Bytes file = Victim(signed_chain(corpus("lo13_contract1p"), 2)).original();
    const std::string range = last_range(file);
    const auto padded = [&](std::string array) {
        array.resize(range.size(), ' ');
        return replaced(file, range, array);
    };
    SECTION("zero range") { check_failed(padded("[ 0 0 0 0 ]")); }
    SECTION("negative range") { check_failed(padded("[ 0 -1 -2 10 ]")); }
    SECTION("no range") { check_failed(replaced(file, "/ByteRange", "/ByteRangX")); }
    SECTION("contents of zeros") {
        std::string text(text_of(file));
        const auto begin = text.find('<', text.rfind("/Contents")) + 1;
        const auto end = text.find('>', begin);
        check_failed(text.replace(begin, end - begin, std::string(end - begin, '0')));
    }
    SECTION("the second range begins later") {
        long first = 0, gap = 0, second = 0, size = 0;
        REQUIRE(std::sscanf(range.c_str(), "[ %ld %ld %ld %ld", &first, &gap, &second, &size) == 4);
        check_failed(
            padded("[ 0 " + std::to_string(gap) + " " + std::to_string(second + 8) + " " + std::to_string(size - 8) + " ]"));
    }
}

TEST_CASE("no byte of a signed file can change without being noticed", "[signing][attack]") {
    const Bytes file = signed_chain(corpus("lo13_contract1p"), 2).file;
    const std::vector<Bytes> anchors{runtime::read_file(pki("root")).value()};
    // The authority's certificate lies in each of the signatures, covered by none: a copy that is spoilt is not missed.
    const std::string copy = to_hex(pdf::test::key_of("signer-ec").chain().at(1));
    const auto in_copy = [&](std::size_t at) {
        const auto found = text_of(file).rfind(copy, at);
        return found != std::string_view::npos && at < found + copy.size();
    };
    constexpr std::size_t kStep = 811;  // a prime, so that every kind of place is met
    for (std::size_t at = 0; at < file.size(); at += kStep) {
        if (in_copy(at)) continue;
        Bytes changed = file;
        changed[at] ^= std::byte{1};
        const auto report = verify(changed, anchors, pdf::test::kNow);
        if (report.ok() && report.value().indication == Indication::TotalPassed) FAIL("byte " << at << " of " << file.size());
    }
    for (std::size_t size = 0; size < file.size(); size += 10 * kStep) {
        const auto report = verify(BytesView(file).first(size), anchors, pdf::test::kNow);
        if (report.ok() && report.value().indication == Indication::TotalPassed)
            FAIL("the first " << size << " of " << file.size());
    }
}
