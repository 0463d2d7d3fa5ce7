#include <catch2/catch.hpp>

#include "names.hpp"
#include "quillport/folders/setting.hpp"

using namespace quillport::folders;

TEST_CASE("a folder is set in one line", "[folders]") {
    const auto setting = parse_folder("/srv/my scans;queue=Scans;done=keep;user=anna@example.com;trusted=yes;quiet=30");
    REQUIRE(setting.ok());
    CHECK(setting.value().path == "/srv/my scans");
    CHECK(setting.value().queue == "Scans");
    CHECK(setting.value().keeps);
    CHECK(setting.value().user == "anna@example.com");
    CHECK(setting.value().trusted);
    CHECK(setting.value().quiet == std::chrono::seconds(30));
    const auto least = parse_folder("/srv/in;queue=Q");
    REQUIRE(least.ok());
    CHECK_FALSE(least.value().keeps);
    CHECK_FALSE(least.value().trusted);
    for (const char* text :
         {"", "scans;queue=Q", "/srv/in", "/srv/in;queue=", "/srv/in;queue=Q;done=move", "/srv/in;queue=Q;quiet=0",
          "/srv/in;queue=Q;quiet=x", "/srv/in;queue=Q;colour=red", "/srv/in;queue=Q;", "/srv/in;queue=Q;trusted=1"}) {
        INFO(text);
        const auto refused = parse_folder(text);
        REQUIRE_FALSE(refused.ok());
        CHECK_FALSE(refused.error().what.empty());
    }
}

TEST_CASE("only files that are meant are taken", "[folders]") {
    for (const char* name : {"Contract.pdf", "scan 0001.tif", "Pogodba č.docx", "no-extension", "a.pdf.pdf"})
        CHECK(is_meant(name));
    for (const char* name :
         {"", ".hidden.pdf", ".~lock.Contract.odt#", "~$Contract.docx", "Contract.pdf~", "big.pdf.part", "big.PDF.CRDOWNLOAD",
          "x.tmp", "Contract.pdf.error", "Thumbs.db", "desktop.ini", "file.lck", "a.filepart"}) {
        INFO(name);
        CHECK_FALSE(is_meant(name));
    }
    CHECK(title_of("Contract 17.v2.pdf") == "Contract 17.v2");
    CHECK(title_of("README") == "README");
}
