#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <thread>

#include "support.hpp"

using namespace quillport;
using namespace quillport::test;
using Texts = std::vector<std::string>;
using Clock = std::chrono::steady_clock;

namespace {

double seconds(Clock::duration time) { return std::chrono::duration<double>(time).count(); }

}  // namespace

TEST_CASE("office documents keep their text and their tags", "[formats][golden][office]") {
    for (const char* name : {"base.docx", "base.odt", "base.html", "base.rtf", "base.doc"}) {
        CAPTURE(name);
        const Bytes pdf = converted(printed(name));
        const std::string text = text_in(pdf);
        CHECK(holds(text, "Smlouva č. 5"));
        CHECK(holds(text, "Žaneta Šimůnková, Jiří Dvořák, Stanisław Kępiński"));
        CHECK(holds(text, "Ελλάδα"));
        const Texts tags = tags_in(pdf);
        CHECK(std::find(tags.begin(), tags.end(), "{{date:signer1}}") != tags.end());
        CHECK(std::find(tags.begin(), tags.end(), "{{initials:2}}") != tags.end());
    }
    for (const char* name : {"sheet.xlsx", "sheet.ods", "sheet.xls"}) {
        CAPTURE(name);
        const Bytes pdf = converted(printed(name));
        CHECK(holds(text_in(pdf), "Ploščice"));
        CHECK(tags_in(pdf) == Texts{"{{sig:buyer}}", "{{date:buyer}}"});
    }
    for (const char* name : {"slides.odp", "slides.pptx"}) {
        CAPTURE(name);
        const Bytes pdf = converted(printed(name));
        CHECK(holds(text_in(pdf), "Ponudba č š ž"));
        CHECK(tags_in(pdf) == Texts{"{{sig:buyer}}"});
    }
}

TEST_CASE("a document brings in no other file and waits for no host", "[formats][golden][office]") {
    const std::string page =
        "<html><body><p>Before</p><img src=\"file:///etc/hostname\"><img src=\"http://127.0.0.1:9/x.png\">"
        "<iframe src=\"file:///etc/passwd\"></iframe><p>After {{sig:1}}</p></body></html>";
    const auto start = Clock::now();
    const Bytes pdf = converted(bytes_of(page));
    const std::string text = text_in(pdf);
    CHECK(holds(text, "After {{sig:1}}"));
    CHECK_FALSE(holds(text, "root:"));
    CHECK(seconds(Clock::now() - start) < 30);
}

TEST_CASE("an office document that is broken is refused, and the next one is served", "[formats][golden][office]") {
    Bytes broken = printed("base.odt");
    std::fill(broken.begin() + 2000, broken.begin() + 9000, std::byte{0x5a});
    const auto what = client().recognise(broken);
    REQUIRE(what.ok());
    const auto refused = client().convert(broken, what.value());
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::Unsupported);
    CHECK(holds(text_in(converted(printed("base.docx"))), "Smlouva"));
}

TEST_CASE("LibreOffice is kept warm", "[formats][golden][office]") {
    const Bytes document = printed("base.docx");
    const auto timed = [&](worker::Client& by) {
        const auto what = by.recognise(document);
        REQUIRE(what.ok());
        const auto start = Clock::now();
        REQUIRE(by.convert(document, what.value()).ok());
        return seconds(Clock::now() - start);
    };
    worker::Client fresh(QUILLPORT_BINARY_DIR "/bin/quillport-worker", {.conversion_wall = std::chrono::minutes(2)});
    const double cold = timed(fresh);
    std::vector<double> warm;
    for (int i = 0; i < 5; ++i) {
        std::this_thread::sleep_for(std::chrono::seconds(4));  // its successor gets ready meanwhile
        warm.push_back(timed(fresh));
    }
    std::sort(warm.begin(), warm.end());
    std::cout << "LibreOffice, 1 page: cold " << cold << " s, warm " << warm[2] << " s\n";
    CHECK(warm[2] < cold);
}
