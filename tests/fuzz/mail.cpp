// A mail as it lies in a mailbox: taken apart, its sender judged.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "quillport/mime/message.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto mail = quillport::mime::read_message({reinterpret_cast<const std::byte*>(data), size}, "mx.example.org");
    if (!mail) return 0;
    // Nobody is shown to be the sender without an address, and no name leads into a folder.
    if (!mail.value().verified_by.empty() && mail.value().from.empty()) std::abort();
    for (const auto& attachment : mail.value().attachments)
        if (attachment.name.find('/') != std::string::npos) std::abort();
    return 0;
}
