#include <catch2/catch.hpp>

#include "doorstep.hpp"
#include "quillport/agent/crowd.hpp"
#include "quillport/agent/desktop.hpp"
#include "quillport/net/http_client.hpp"
#include "texts.hpp"

using namespace quillport;
using namespace quillport::agent;
using namespace std::chrono_literals;

namespace {

/// Arrivals by a clock of their own, and what was shown when.
struct Street {
    Crowd crowd;
    Crowd::Time start{};
    int windows = 0;
    std::vector<std::size_t> messages;  ///< what each said

    /// Lets `count` drafts come, `apart` from each other, and time pass until nothing waits.
    void come(int count, std::chrono::milliseconds apart, Crowd::Time first) {
        Crowd::Time next = first;
        for (int i = 0; i < count; ++i, next += apart) {
            pass_until(next);
            crowd.arrive({"d" + std::to_string(i), "T"}, next);
            show(next);
        }
        pass_until(next + 1min);
    }
    void pass_until(Crowd::Time end) {
        while (crowd.next() && *crowd.next() <= end) show(*crowd.next());
    }
    void show(Crowd::Time now) {
        for (const Showing& showing : crowd.due(now)) {
            if (showing.crowd > 0)
                messages.push_back(showing.crowd);
            else
                windows += static_cast<int>(showing.drafts.size());
        }
    }
};

}  // namespace

TEST_CASE("a document by itself is shown at once", "[agent]") {
    Crowd crowd;
    const Crowd::Time now{1h};
    CHECK_FALSE(crowd.next());
    crowd.arrive({"d1", "Contract"}, now);
    CHECK(crowd.next() == now);
    const auto shown = crowd.due(now);
    REQUIRE(shown.size() == 1);
    CHECK(shown[0].crowd == 0);
    CHECK(shown[0].drafts.at(0).draft == "d1");
    CHECK(crowd.due(now + 1h).empty());
    CHECK_FALSE(crowd.next());
}

TEST_CASE("three documents within ten seconds open, more become one message", "[agent]") {
    Street street;
    SECTION("three") {
        street.come(3, 300ms, Crowd::Time{1h});
        CHECK(street.windows == 3);
        CHECK(street.messages.empty());
    }
    SECTION("four") {
        street.come(4, 300ms, Crowd::Time{1h});
        CHECK(street.windows == 1);
        CHECK(street.messages == std::vector<std::size_t>{3});
    }
    SECTION("a mail merge of five hundred, as a scheduler brings them") {
        street.come(500, 70ms, Crowd::Time{1h});
        CHECK(street.windows == 1);
        // One message, which grows.
        REQUIRE_FALSE(street.messages.empty());
        CHECK(street.messages.size() <= 5);
        CHECK(street.messages.back() == 499);
    }
    SECTION("a document every minute") {
        street.come(20, 60s, Crowd::Time{1h});
        CHECK(street.windows == 20);
        CHECK(street.messages.empty());
    }
    SECTION("after a crowd and a pause the next one opens again") {
        street.come(10, 100ms, Crowd::Time{1h});
        street.come(1, 0ms, Crowd::Time{2h});
        CHECK(street.windows == 2);
        CHECK(street.messages == std::vector<std::size_t>{9});
    }
}

TEST_CASE("a title reaches the notification as text, whatever stands in it", "[agent][security]") {
    const auto words =
        notification_words("notify-send --urgency=low", {"-x", "<b>Rock & Roll</b> $(id)\n--help", "Open", {}, true}, "7");
    CHECK(words == std::vector<std::string>{"notify-send", "--urgency=low", "--app-name=Quillport", "--icon=quillport",
                                            "--print-id", "--replace-id=7", "--action=open=Open", "--", "-x",
                                            "&lt;b&gt;Rock &amp; Roll&lt;/b&gt; $(id)\n--help"});
}

TEST_CASE("a program that is not there is told", "[agent]") {
    Desktop desktop({"/nonexistent/browser", "/nonexistent/notifier"});
    CHECK_FALSE(desktop.open("http://localhost"));
    CHECK_FALSE(desktop.notify({"a", "b", {}, {}, false}));
}

TEST_CASE("the agent speaks the language of the desktop", "[agent]") {
    CHECK(Texts("de_AT.UTF-8").many_ready(7) == "7 Entwürfe sind bereit");
    CHECK(Texts("sl").open() == "Odpri");
    CHECK(Texts("deserted").open() == "Open");
    CHECK(Texts("C").refused("A {title}") == "“A {title}” was not taken");
    CHECK(Texts("en").reason("new_reason", "As the portal says.") == "As the portal says.");
    CHECK(Texts("de_AT.UTF-8").reason("too_large", "English") == "Es ist zu groß für das Portal.");
}

TEST_CASE("whose a connection is stands in the kernel's table", "[agent][doorstep]") {
    const std::string table =
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
        "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1 1 0 100 0 0 10 0\n"
        "   1: 0100007F:D431 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1001        0 2 1 0 20 4 30 10 -1\n";
    CHECK(owner_of_connection(table, 0xD431, 0x1F90) == 1001);
    CHECK(owner_of_connection(table, 0xD432, 0x1F90) == -1);
    CHECK(owner_of_connection("", 1, 2) == -1);
}

TEST_CASE("the browser is sent on once, and only with the secret", "[agent][doorstep]") {
    int made = 0;
    auto door = Doorstep::open([&] {
        ++made;
        return std::string("https://sign.example.org/drafts/d1#ticket=t");
    });
    REQUIRE(door.ok());
    const auto knock = [&](const std::string& url) {
        net::HttpRequest request;
        request.url = url;
        request.loopback_only = true;
        request.timeout = 3s;
        return net::exchange(request);
    };
    const std::string url = door.value()->url();
    CHECK(knock(url + "x").value().status == 404);
    CHECK(knock(url.substr(0, url.rfind('/')) + "/").value().status == 404);
    CHECK(made == 0);
    const auto first = knock(url);
    REQUIRE(first.ok());
    CHECK(first.value().status == 302);
    CHECK(first.value().headers.at("location") == "https://sign.example.org/drafts/d1#ticket=t");
    CHECK(first.value().headers.at("cache-control") == "no-store");
    CHECK(made == 1);
    for (int i = 0; i < 200 && !door.value()->closed(); ++i) std::this_thread::sleep_for(20ms);
    CHECK(door.value()->closed());
    const std::string gone = url;
    door.value().reset();
    CHECK_FALSE(knock(gone).ok());
}
