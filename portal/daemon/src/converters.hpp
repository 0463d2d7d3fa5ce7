#pragma once
#include <string>
#include <vector>

#include "quillport/worker/client.hpp"

namespace quillport::daemon {

/// Something that the portal can read besides PDF, where a program of the distribution is there for it.
struct Converter {
    std::string reads;  ///< for the operator: "PostScript"
    std::string wrong;  ///< empty: it works; else why not and what to install
};

/// Has the worker convert a small document of each kind, and read a picture: what works here works for a delivery, in its jail.
/// Takes some seconds, because LibreOffice starts.
[[nodiscard]] std::vector<Converter> try_converters(worker::Client& worker);

}  // namespace quillport::daemon
