#include <cstdlib>
#include <iostream>
#include <string_view>

#include "operations.hpp"
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
    return quillport::worker::serve(
        {quillport::worker::operations(), quillport::runtime::font_folders(), quillport::pdf::end_threads});
}
