#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/result.hpp"
#include "quillport/net/http_client.hpp"

namespace quillport::net {

/// What a server tells while a connection lasts.
struct ServerEvent {
    std::string kind;  ///< "message" when the server names none
    std::string data;
};

/// Takes a stream of server-sent events apart (HTML Standard §9.2.6), however it is cut. Comments and what is no event are left
/// out; an event of more than 64 KiB is forgotten.
class EventParser {
  public:
    /// The events that are complete with this piece.
    [[nodiscard]] std::vector<ServerEvent> take(std::string_view piece);

  private:
    void read_line(std::string_view line, std::vector<ServerEvent>& done);
    std::string line_;
    ServerEvent event_;
    bool has_data_ = false;
    bool after_return_ = false;
    bool too_long_ = false;
};

/// Follows the events behind `request` until the server ends the stream (Ok), `on_event` or `wanted` answers false (Ok), or the
/// connection breaks or is silent for longer than `silence`. `on_open` is called once the server agreed. Errors: as `exchange`; a
/// status other than 200 is Unauthenticated (401), Forbidden (403) or Unavailable with the status as detail.
struct EventListener {
    std::function<void()> on_open;
    std::function<bool(const ServerEvent&)> on_event;
    std::chrono::seconds silence{45};
    std::function<bool()> wanted{};  ///< asked about once a second; false ends it
};
[[nodiscard]] Result<void> follow_events(const HttpRequest& request, const EventListener& listener,
                                         const std::filesystem::path& ca_file = {});

}  // namespace quillport::net
