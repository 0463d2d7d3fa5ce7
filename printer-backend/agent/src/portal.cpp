#include "quillport/agent/portal.hpp"

#include "quillport/contract/codecs.hpp"
#include "quillport/net/event_stream.hpp"
#include "quillport/net/http_client.hpp"

namespace quillport::agent {
namespace {

using namespace std::chrono_literals;
using contract::UnknownKeys;

Error unreadable() { return {ErrorCode::Unavailable, "the portal's answer cannot be read", {}}; }

net::HttpRequest request_for(const PortalSettings& settings, const std::string& path) {
    net::HttpRequest request;
    request.url = settings.url + "/api/v1" + path;
    request.headers = {{"Authorization", "Bearer " + settings.token}};
    request.timeout = 20s;
    request.answer_limit = 16U << 20U;
    return request;
}

}  // namespace

Result<std::string> Portal::ask(const std::string& method, const std::string& path, const std::string& body, int expected) const {
    net::HttpRequest request = request_for(settings_, path);
    request.method = method;
    if (!body.empty()) {
        request.body = copy_of(body);
        request.headers["Content-Type"] = "application/json";
    }
    const auto answer = net::exchange(request, settings_.authorities);
    if (!answer.ok()) return answer.error();
    const int status = answer.value().status;
    if (status == 401) return Error{ErrorCode::Unauthenticated, "the portal does not know this token", {}};
    if (status != expected) return Error{ErrorCode::Unavailable, "the portal refuses", "status " + std::to_string(status)};
    return std::string(text_of(answer.value().body));
}

Result<std::vector<contract::DraftSummary>> Portal::drafts() const {
    const auto text = ask("GET", "/drafts?limit=200", {}, 200);
    if (!text.ok()) return text.error();
    auto list = contract::from_json<contract::DraftList>(text.value(), UnknownKeys::Skip);
    if (!list.ok()) return unreadable();
    return std::move(list.value().drafts);
}

Result<std::vector<contract::Notice>> Portal::notices() const {
    const auto text = ask("GET", "/notices", {}, 200);
    if (!text.ok()) return text.error();
    auto list = contract::from_json<contract::NoticeList>(text.value(), UnknownKeys::Skip);
    if (!list.ok()) return unreadable();
    return std::move(list.value().notices);
}

Result<void> Portal::told(std::vector<std::string> drafts, std::vector<std::string> notices) const {
    const contract::Told told{.drafts = std::move(drafts), .notices = std::move(notices)};
    const auto answer = ask("POST", "/told", contract::to_json(told), 204);
    if (!answer.ok()) return answer.error();
    return {};
}

Result<std::string> Portal::ticket() const {
    const auto text = ask("POST", "/tickets", {}, 201);
    if (!text.ok()) return text.error();
    auto ticket = contract::from_json<contract::Ticket>(text.value(), UnknownKeys::Skip);
    if (!ticket.ok()) return unreadable();
    return std::move(ticket.value().ticket);
}

Result<void> Portal::follow(const std::function<void()>& look, const std::function<bool()>& wanted) const {
    net::EventListener listener;
    listener.on_open = look;
    listener.on_event = [&](const net::ServerEvent& event) {
        if (event.kind == "draft" || event.kind == "notice") look();
        return true;
    };
    listener.wanted = wanted;
    return net::follow_events(request_for(settings_, "/events"), listener, settings_.authorities);
}

}  // namespace quillport::agent
