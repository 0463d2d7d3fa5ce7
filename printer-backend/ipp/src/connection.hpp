#pragma once
#include "exchange.hpp"

namespace quillport::ipp {

/// Serves one client until he goes, is silent for half a minute, or the program stops.
void serve_connection(HttpPtr http, Context& context);

}  // namespace quillport::ipp
