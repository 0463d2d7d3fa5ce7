#include "server.hpp"

#include <poll.h>

#include <cerrno>
#include <thread>

#include "connection.hpp"
#include "quillport/runtime/log.hpp"

namespace quillport::ipp {
namespace {

using namespace std::chrono_literals;

constexpr int kMostClients = 200;
constexpr int kTidy = 5000;  // milliseconds
constexpr auto kDocumentPatience = 120s;
constexpr auto kFarewell = 10s;

using AddressList = std::unique_ptr<http_addrlist_t, Deleter<httpAddrFreeList>>;

}  // namespace

Result<void> Server::listen() {
    const std::string port = std::to_string(context_.settings.port);
    for (const std::string& given : context_.settings.addresses) {
        const bool all = given == "*";
        const AddressList list(httpAddrGetList(all ? nullptr : given.c_str(), AF_UNSPEC, port.c_str()));
        if (!list) return Error{ErrorCode::InvalidInput, "setting listen: no such address", given};
        bool heard = false;
        for (http_addrlist_t* at = list.get(); at != nullptr; at = at->next) {
            runtime::Descriptor listener(httpAddrListen(&at->addr, context_.settings.port));
            if (!listener.valid() && !all) return runtime::error_from_errno(errno, "cannot listen on " + given + " port " + port);
            if (!listener.valid()) continue;  // a machine without IPv6, say
            heard = true;
            listeners_.push_back(std::move(listener));
        }
        if (!heard) return runtime::error_from_errno(errno, "cannot listen on port " + port);
    }
    return {};
}

void Server::accept_on(int listener) {
    HttpPtr http(httpAcceptConnection(listener, 1));
    if (!http) return;
    if (clients_ >= kMostClients) {
        runtime::log(runtime::LogLevel::Warning, "printer.too_many_clients");
        return;
    }
    ++clients_;
    std::thread([this, owned = http.release()] {
        serve_connection(HttpPtr(owned), context_);
        --clients_;
    }).detach();
}

bool Server::run(int stop) {
    std::vector<pollfd> watched = {{stop, POLLIN, 0}};
    for (const auto& listener : listeners_) watched.push_back({listener.get(), POLLIN, 0});
    while (watched[0].revents == 0) {
        if (::poll(watched.data(), watched.size(), kTidy) < 0 && errno != EINTR) break;
        for (std::size_t i = 1; i < watched.size(); ++i)
            if ((watched[i].revents & POLLIN) != 0) accept_on(watched[i].fd);
        context_.jobs.tidy(context_.clock.now(), kDocumentPatience);
    }
    context_.stopping = true;
    listeners_.clear();
    const auto end = std::chrono::steady_clock::now() + kFarewell;
    while (clients_ > 0 && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(20ms);
    return clients_ == 0;
}

}  // namespace quillport::ipp
