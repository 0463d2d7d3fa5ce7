#pragma once
#include <iostream>
#include <string>
#include <vector>

#include "quillport/core/result.hpp"

namespace quillport::tags {

/// What the command line asks of quillport-tags.
struct Order {
    std::vector<std::string> dialects;  ///< empty: those of the configuration
    std::string input, erase_to, config;
};

/// Says on standard error why there is no answer. \returns the exit status.
inline int refuse(const Error& error) {
    std::cerr << "quillport-tags: " << error.what;
    if (!error.detail.empty()) std::cerr << " (" << error.detail << ")";
    std::cerr << '\n';
    return 2;
}

/// Exit status of a reader that refused before it touched the file that is to be written.
constexpr int kUntouched = 3;

/// The way into the module (quillport-tags.so): the whole work on one document. Call it in a process of its own.
using ReadDocument = int (*)(const Order&);
constexpr const char* kReadDocument = "quillport_read_document";

}  // namespace quillport::tags
