#include "body.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <boost/beast/http/error.hpp>

namespace quillport::http {

namespace {

namespace beast = boost::beast;
using boost::system::error_code;
using boost::system::system_error;

/// A file without a name in `folder` (O_TMPFILE; where the file system has none, a name that is removed at once).
runtime::Descriptor nameless_file(const std::filesystem::path& folder) {
    const int fd = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0) return runtime::Descriptor(fd);
    std::string name = (folder / "body-XXXXXX").string();
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0) ::unlink(name.c_str());
    return runtime::Descriptor(named);
}

/// Where a body goes, and how much may still come.
class Sink {
  public:
    Sink(const BodyPlan& plan, const ServerOptions& options, Request& request) : limit_(plan.limit), request_(request) {
        if (plan.kind != BodyPlan::Kind::Spool) return;
        request_.body_file = nameless_file(options.spool);
        if (!request_.body_file.valid()) status_ = 507;
    }
    void take(std::string_view data) {
        if (status_ != 0) return;
        if (data.size() > limit_ - request_.body_size) {
            status_ = 413;
            return;
        }
        request_.body_size += data.size();
        if (!request_.body_file.valid()) {
            request_.body.append(data);
            return;
        }
        while (!data.empty()) {
            const ssize_t written = ::write(request_.body_file.get(), data.data(), data.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) {
                status_ = 507;
                return;
            }
            data.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    [[nodiscard]] int status() const noexcept { return status_; }
    [[nodiscard]] std::uint64_t limit() const noexcept { return limit_; }

  private:
    std::uint64_t limit_;
    Request& request_;
    int status_ = 0;
};

/// A sender must keep up 8 KB a second on the whole, or he holds a connection for nothing.
Task<> fill(Connection& connection, beast::flat_buffer& buffer, std::chrono::steady_clock::time_point start,
            const ServerOptions& options, std::uint64_t received) {
    const auto allowed = options.body_time + std::chrono::milliseconds(received / 8);
    const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
    connection.deadline(std::max(allowed - spent, std::chrono::milliseconds(1)));
    const auto space = buffer.prepare(65'536);
    const std::size_t count = co_await connection.read_some({static_cast<char*>(space.data()), space.size()});
    if (count == 0) throw system_error(make_error_code(boost::system::errc::connection_reset));
    buffer.commit(count);
}

Task<> read_counted(Connection& connection, beast::flat_buffer& buffer, std::uint64_t left, const ServerOptions& options,
                    Sink& sink) {
    const auto start = std::chrono::steady_clock::now();
    std::uint64_t received = 0;
    while (left > 0 && sink.status() == 0) {
        if (buffer.size() == 0) co_await fill(connection, buffer, start, options, received);
        const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left, buffer.size()));
        sink.take({static_cast<const char*>(buffer.data().data()), count});
        buffer.consume(count);
        left -= count;
        received += count;
    }
}

Task<bool> read_chunked(Connection& connection, beast::flat_buffer& buffer, HeadParser& parser, const ServerOptions& options,
                        Sink& sink) {
    const auto start = std::chrono::steady_clock::now();
    std::uint64_t received = 0;
    std::function<std::size_t(std::uint64_t, beast::string_view, error_code&)> on_body =
        [&](std::uint64_t, beast::string_view data, error_code& failed) {
            sink.take({data.data(), data.size()});
            if (sink.status() != 0) failed = beast::http::error::body_limit;
            return data.size();
        };
    parser.on_chunk_body(on_body);
    parser.eager(true);
    while (!parser.is_done()) {
        if (buffer.size() == 0) co_await fill(connection, buffer, start, options, received);
        for (;;) {
            error_code failed;
            const std::size_t count = parser.put(buffer.data(), failed);
            buffer.consume(count);
            received += count;
            if (failed && failed != beast::http::error::need_more) co_return false;
            if (parser.is_done()) break;
            if (failed == beast::http::error::need_more || count == 0) {
                // What the parser left is an unfinished line; it stays in the buffer, which is bounded.
                if (buffer.size() > 16'384) co_return false;
                co_await fill(connection, buffer, start, options, received);
            }
            if (buffer.size() == 0) break;
        }
    }
    co_return true;
}

}  // namespace

Task<int> read_body(Connection& connection, beast::flat_buffer& buffer, HeadParser& parser, const Framing& framing,
                    const BodyPlan& plan, const ServerOptions& options, Request& request) {
    if (framing.length && *framing.length > plan.limit) co_return 413;
    Sink sink(plan, options, request);
    if (sink.status() != 0) co_return sink.status();
    if (framing.expects_continue) co_await connection.write("HTTP/1.1 100 Continue\r\n\r\n");
    if (framing.chunked) {
        const bool well_formed = co_await read_chunked(connection, buffer, parser, options, sink);
        if (!well_formed && sink.status() == 0) co_return 400;
    } else {
        co_await read_counted(connection, buffer, framing.length.value_or(0), options, sink);
    }
    co_return sink.status();
}

}  // namespace quillport::http
