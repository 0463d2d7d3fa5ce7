#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::http {

/// A request as handlers see it. Names of headers are in lower case; a repeated header is joined with ", " (RFC 9110 §5.3).
struct Request {
    std::string method;
    std::string target;  ///< as sent: path and query
    std::string path;    ///< without the query, not decoded
    std::map<std::string, std::string, std::less<>> headers;
    std::string body;               ///< what was not spooled
    runtime::Descriptor body_file;  ///< what was spooled: a file without a name, gone with its descriptor
    std::uint64_t body_size = 0;
    std::string peer;  ///< network address of the other end
    bool tls = false;

    /// Path, query and header parameters of the route, decoded and checked against its table.
    std::map<std::string, std::string, std::less<>> parameters;

    [[nodiscard]] std::string_view header(std::string_view name) const;
    [[nodiscard]] std::string parameter(std::string_view name) const;
    [[nodiscard]] int number(std::string_view name) const;
    /// Value of a cookie (RFC 6265 §5.4); empty: none.
    [[nodiscard]] std::string cookie(std::string_view name) const;
};

/// Lines of server-sent events on their way to one connection. Thread-safe.
class EventQueue {
  public:
    /// Drops the oldest when a reader does not keep up: an event only says "look again".
    void push(std::string event);
    void close();
    [[nodiscard]] bool closed() const;
    [[nodiscard]] std::vector<std::string> take();
    /// Called, from any thread, after every push and at the close.
    void set_wake(std::function<void()> wake);

  private:
    mutable std::mutex mutex_;
    std::vector<std::string> events_;
    std::function<void()> wake_;
    bool closed_ = false;
};

/// An answer: bytes, or a stream of events. Big answers share their bytes with whoever caches them.
struct Response {
    int status = 200;
    std::string media_type;
    std::string body;
    std::shared_ptr<const void> owner;  ///< keeps `shared` alive
    BytesView shared;                   ///< used when there is an owner; `body` is not
    std::vector<std::pair<std::string, std::string>> headers;
    std::shared_ptr<EventQueue> events;

    [[nodiscard]] BytesView content() const noexcept { return owner ? shared : bytes_of(body); }
    void set(std::string name, std::string value);
    [[nodiscard]] bool has(std::string_view name) const;
};

/// A JSON answer.
[[nodiscard]] Response json(int status, std::string text);
/// 204.
[[nodiscard]] Response nothing();
/// A file in memory. `file_name` is what it is saved under (RFC 6266, with a plain and an encoded form); empty: shown, not saved.
[[nodiscard]] Response file(std::string media_type, std::shared_ptr<const void> owner, BytesView data,
                            const std::string& file_name);

/// Cuts a 200 answer to what "Range: bytes=..." asks (RFC 9110 §14): one range only, several are answered whole; an impossible
/// one is 416. With an ETag in the answer, If-None-Match gives 304 and If-Range is respected.
void apply_conditions(const Request& request, Response& response);

/// Decodes %XX; nothing when it is malformed or holds a NUL. `plus_is_space` for queries.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space = false);

}  // namespace quillport::http
