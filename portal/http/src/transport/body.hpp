#pragma once
#include <utility>  // before any Asio header (Boost 1.74)

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <chrono>
#include <cstdint>

#include "connection.hpp"
#include "head.hpp"
#include "quillport/http/server.hpp"

namespace quillport::http {

using HeadParser = boost::beast::http::request_parser<boost::beast::http::empty_body>;

/// Takes in the body that follows the head in `parser`, into the request's text or spooled file. \returns 0, or the status that
/// refuses: 400 (not well chunked), 413, 507 (no room).
Task<int> read_body(Connection& connection, boost::beast::flat_buffer& buffer, HeadParser& parser, const Framing& framing,
                    const BodyPlan& plan, const ServerOptions& options, Request& request);

}  // namespace quillport::http
