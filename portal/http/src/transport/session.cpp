#include "session.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/error.hpp>
#include <limits>

#include "body.hpp"
#include "quillport/runtime/log.hpp"

namespace quillport::http {

namespace {

namespace beast = boost::beast;
using boost::system::error_code;
using boost::system::system_error;
using namespace std::chrono_literals;

constexpr std::size_t kHeadLimit = 16'384;
constexpr std::size_t kWriteBlock = 65'536;
/// What a connection holds while it waits for a request.
constexpr std::size_t kIdleBuffer = 512;

/// Registers a connection as waiting for a request, so that a stop may cut it.
class Idle {
  public:
    Idle(Shared& shared, Connection& connection) : shared_(shared), connection_(connection) {
        const std::lock_guard lock(shared_.mutex);
        shared_.idle.insert(&connection_);
    }
    ~Idle() {
        const std::lock_guard lock(shared_.mutex);
        shared_.idle.erase(&connection_);
    }
    Idle(const Idle&) = delete;
    Idle& operator=(const Idle&) = delete;

  private:
    Shared& shared_;
    Connection& connection_;
};

std::string_view view_of(const beast::flat_buffer& buffer) {
    return {static_cast<const char*>(buffer.data().data()), buffer.size()};
}

Task<std::size_t> read_more(Connection& connection, beast::flat_buffer& buffer, std::size_t most) {
    const auto space = buffer.prepare(most);
    const std::size_t count = co_await connection.read_some({static_cast<char*>(space.data()), space.size()});
    buffer.commit(count);
    co_return count;
}

/// Reads until the buffer holds a whole head. \returns its length, 0 when the other end is done, kHeadLimit + 1 when it is too
/// long.
Task<std::size_t> read_head(Connection& connection, Shared& shared, beast::flat_buffer& buffer) {
    if (buffer.size() == 0) {
        connection.deadline(shared.options.idle_time);
        const Idle idle(shared, connection);
        if (shared.stopping) co_return 0;
        if (co_await read_more(connection, buffer, kIdleBuffer) == 0) co_return 0;
    }
    connection.deadline(shared.options.header_time);
    std::size_t searched = 0;
    for (;;) {
        const std::string_view data = view_of(buffer);
        const auto end = data.find("\r\n\r\n", searched < 3 ? 0 : searched - 3);
        if (end != std::string_view::npos && end + 4 <= kHeadLimit) co_return end + 4;
        if (data.size() >= kHeadLimit || end != std::string_view::npos) co_return kHeadLimit + 1;
        // A head whose lines end in bare LF never completes; do not wait for it.
        if (data.find("\n\n") != std::string_view::npos) co_return data.find("\n\n") + 2;
        searched = data.size();
        if (co_await read_more(connection, buffer, 4096) == 0) co_return 0;
    }
}

struct Counts {
    int lengths = 0, encodings = 0, hosts = 0;
};

Counts copy_head(const HeadParser& parser, Request& request) {
    Counts counts;
    const auto& head = parser.get();
    request.method = std::string(head.method_string());
    request.target = std::string(head.target());
    request.path = request.target.substr(0, request.target.find('?'));
    for (const auto& field : head) {
        std::string name(field.name_string());
        std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
        counts.lengths += name == "content-length" ? 1 : 0;
        counts.encodings += name == "transfer-encoding" ? 1 : 0;
        counts.hosts += name == "host" ? 1 : 0;
        std::string& value = request.headers[name];
        if (!value.empty()) value += name == "cookie" ? "; " : ", ";
        value += std::string(field.value());
    }
    return counts;
}

Task<> write_blocks(Connection& connection, Shared& shared, std::string_view data) {
    while (!data.empty()) {
        const auto block = data.substr(0, kWriteBlock);
        connection.deadline(shared.options.write_time);
        co_await connection.write(block);
        data.remove_prefix(block.size());
    }
}

Task<> write_events(Connection& connection, Shared& shared, const Response& response) {
    EventQueue& queue = *response.events;
    const auto executor = connection.executor();
    connection.deadline(shared.options.write_time);
    co_await connection.write(head_of(response, false, std::nullopt) + ": hello\n\n");
    bool woken = false;
    Connection* raw = &connection;
    queue.set_wake([executor, raw, &woken] {
        net::post(executor, [raw, &woken] {
            woken = true;
            raw->wake();
        });
    });
    // Longer than a session may idle: an open page alone keeps nobody logged in.
    const auto end = std::chrono::steady_clock::now() + 31min;
    try {
        while (!queue.closed() && !shared.stopping && std::chrono::steady_clock::now() < end) {
            std::string text;
            for (const std::string& event : queue.take()) text += event;
            if (text.empty() && !woken) {
                connection.deadline(60s);
                co_await connection.sleep(15s);
                if (!woken) text = ":\n\n";
            }
            woken = false;
            connection.deadline(shared.options.write_time);
            if (!text.empty()) co_await connection.write(text);
        }
    } catch (const system_error& broken) {
        runtime::log(runtime::LogLevel::Debug, "stream_ended", {{"why", broken.what()}});
    }
    queue.close();
    queue.set_wake({});
    // A wake that was posted before still refers to this frame: let it run first.
    co_await net::post(executor, net::use_awaitable);
}

Task<> write_answer(Connection& connection, Shared& shared, const Response& response, bool keep, bool head_only) {
    if (response.events && !head_only) co_return co_await write_events(connection, shared, response);
    const std::string_view content = text_of(response.content());
    std::string head = head_of(response, keep, content.size());
    const bool has_content = !head_only && response.status != 204 && response.status != 304;
    if (has_content && content.size() <= 16'384) {
        head += content;
        co_return co_await write_blocks(connection, shared, head);
    }
    co_await write_blocks(connection, shared, head);
    if (has_content) co_await write_blocks(connection, shared, content);
}

Task<> refuse(Connection& connection, Shared& shared, int status) {
    const Response response = shared.application.refusal(status);
    co_await write_answer(connection, shared, response, false, false);
}

/// The head of a request out of the buffer. \returns 0, or the status that refuses.
int parse_head(beast::flat_buffer& buffer, std::size_t length, HeadParser& parser) {
    if (length > kHeadLimit) return 431;
    if (!is_strict(view_of(buffer).substr(0, length))) return 400;
    parser.header_limit(kHeadLimit);
    // The plan limits the body; in 1.74 "none" means nothing may come.
    parser.body_limit(std::numeric_limits<std::uint64_t>::max());
    parser.eager(false);
    error_code failed;
    buffer.consume(parser.put(net::const_buffer(buffer.data().data(), length), failed));
    if (failed == beast::http::error::bad_version) return 505;
    if (failed && failed != beast::http::error::need_more) return 400;
    return parser.is_header_done() ? 0 : 400;
}

/// One request and its answer. \returns whether the connection may go on.
Task<bool> exchange(Connection& connection, Shared& shared, beast::flat_buffer& buffer) {
    const std::size_t length = co_await read_head(connection, shared, buffer);
    if (length == 0) co_return false;
    HeadParser parser;
    if (const int status = parse_head(buffer, length, parser); status != 0) {
        co_await refuse(connection, shared, status);
        co_return false;
    }
    Request request;
    request.peer = connection.peer();
    request.tls = connection.tls();
    const Counts counts = copy_head(parser, request);
    const bool http_1_1 = parser.get().version() == 11;
    const Framing framing = framing_of(request, counts.lengths, counts.encodings, counts.hosts, http_1_1);
    if (framing.refusal != 0) {
        co_await refuse(connection, shared, framing.refusal);
        co_return false;
    }
    bool keep = parser.get().keep_alive() && http_1_1;
    const bool head_only = request.method == "HEAD";

    const BodyPlan plan = shared.application.plan(request);
    if (plan.kind == BodyPlan::Kind::Spool) {
        connection.deadline(std::chrono::minutes(5));
        const auto refused = co_await shared.on_pool(connection, [&] { return shared.application.admit(request); });
        if (refused) {
            co_await write_answer(connection, shared, *refused, false, head_only);
            co_return false;
        }
    }
    if (const int refusal = co_await read_body(connection, buffer, parser, framing, plan, shared.options, request);
        refusal != 0) {
        co_await refuse(connection, shared, refusal);
        co_return false;
    }
    connection.deadline(std::chrono::minutes(10));
    const auto response = co_await shared.on_pool(
        connection, [&]() -> std::optional<Response> { return shared.application.answer(std::move(request)); });
    keep = keep && !shared.stopping;
    co_await write_answer(connection, shared, *response, keep, head_only);
    co_return keep && !response->events;
}

}  // namespace

Task<> serve(std::shared_ptr<Connection> connection, Shared& shared) {
    try {
        connection->deadline(shared.options.header_time);
        co_await connection->handshake();
        beast::flat_buffer buffer;
        while (co_await exchange(*connection, shared, buffer)) {
            // An idle connection keeps no buffer.
            if (buffer.size() == 0) buffer.shrink_to_fit();
        }
        co_await connection->close();
    } catch (const system_error& broken) {
        runtime::log(runtime::LogLevel::Debug, "connection_broke", {{"peer", connection->peer()}, {"why", broken.what()}});
    }
}

}  // namespace quillport::http
