// The header of a spool file, which a backend that was taken over may have written: what is read is written the same again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "quillport/contract/spool.hpp"
#include "quillport/core/time.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace quillport;
    const auto parsed = contract::parse_spool_header({reinterpret_cast<const char*>(data), size});
    if (!parsed) return 0;
    if (parsed.value().length > size) std::abort();
    const std::string written = contract::spool_header_text(parsed.value().header);
    const auto again = contract::parse_spool_header(written);
    if (!again || again.value().length != written.size()) std::abort();
    if (contract::spool_header_text(again.value().header) != written) std::abort();
    if (contract::spool_identity(parsed.value().header) != contract::spool_identity(again.value().header)) std::abort();
    static_cast<void>(to_rfc3339(parsed.value().header.job.received));
    return 0;
}
