#include <unistd.h>

#include <iostream>
#include <string_view>

#include "operations.hpp"
#include "quillport/ocr/module.hpp"
#include "quillport/pdf/warm.hpp"
#include "quillport/runtime/confine.hpp"
#include "server.hpp"

/// The fork server of everything that parses foreign documents. Started by quillport::worker::Client, which gives it a socket.
int main(int count, char** arguments) {
    if (count != 2 || std::string_view(arguments[1]) != "serve") {
        std::cerr << "quillport-worker is started by the portal and by the forwarder; it does nothing by itself\n";
        return 2;
    }
    const quillport::pdf::Warm libraries;
    quillport::worker::warm_up();
    auto readable = quillport::runtime::font_folders();
    const auto engines = quillport::ocr::folders();
    readable.insert(readable.end(), engines.begin(), engines.end());
    readable.emplace_back("/usr/lib/x86_64-linux-gnu/gconv");  // character sets of mails (iconv(3))
    const int status = quillport::worker::serve({quillport::worker::operations(), readable, quillport::pdf::end_threads});
    // What the libraries keep for the life of a process goes with it: nothing is left to write or to tidy up.
    ::_exit(status);
}
