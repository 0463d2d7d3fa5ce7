#include "queue_settings.hpp"

#include <catch2/catch.hpp>

#include "../net/local_server.hpp"
#include "folder.hpp"

using namespace quillport;
using namespace quillport::printing;
using test::Folder;
using test::LocalServer;
namespace fs = std::filesystem;

namespace {

PortalSettings portal_at(const std::string& port, const std::string& key = "right") {
    return {"http://127.0.0.1:" + port, key, {}};
}

}  // namespace

TEST_CASE("a queue's settings outlive the portal and this program", "[printing][queue_settings]") {
    Folder folder;
    const std::string strange = "../../etc/passwd";
    std::string port;
    {
        const LocalServer portal("../printing/queue_server.py");
        port = portal.port();
        const PortalSettings settings = portal_at(port);
        QueueSettings queues(settings, folder.path);
        CHECK(queues.of("").value() == TagSettings{});
        CHECK(queues.of("Accounting").value().dialects == std::vector<std::string>{"adobe"});
        CHECK(queues.of(strange).value().dialects == std::vector<std::string>{"docuseal"});
        CHECK(queues.of("Nobody").error().code == ErrorCode::Unavailable);
    }
    // The names are strangers': no file but in the folder, and nobody else reads it.
    CHECK(folder.count() == 2);
    for (const auto& file : fs::directory_iterator(folder.path))
        CHECK(file.status().permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    const PortalSettings settings = portal_at(port);
    QueueSettings queues(settings, folder.path);
    CHECK(queues.of("Accounting").value().dialects == std::vector<std::string>{"adobe"});
    CHECK(queues.of(strange).value().dialects == std::vector<std::string>{"docuseal"});
    CHECK(queues.of("Other").error().code == ErrorCode::Unavailable);
}

TEST_CASE("a key that the portal refuses is told, whatever is remembered", "[printing][queue_settings]") {
    Folder folder;
    const LocalServer portal("../printing/queue_server.py");
    const PortalSettings right = portal_at(portal.port());
    REQUIRE(QueueSettings(right, folder.path).of("Accounting").ok());
    const PortalSettings wrong = portal_at(portal.port(), "wrong");
    CHECK(QueueSettings(wrong, folder.path).of("Accounting").error().code == ErrorCode::Unauthenticated);
}
