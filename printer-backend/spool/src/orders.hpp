#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "quillport/core/result.hpp"

namespace quillport::spool {

/// What the command line of quillport-spool asks for.
struct Orders {
    enum class Act : unsigned char { List, Show, Retry, Hold, Drop } act = Act::List;
    std::filesystem::path spool = "/var/spool/quillport";
    std::vector<std::string> keys;  ///< as given: the beginning of a key suffices
    std::string reason = "An operator put it aside.";
    bool all = false;
    bool json = false;
    bool yes = false;
    bool help = false;
    bool version = false;
};

/// Errors: InvalidInput with a sentence.
[[nodiscard]] Result<Orders> read_orders(std::span<char* const> arguments);

/// Does it; everything but List. \returns the exit code.
int carry_out(const Orders& orders);

}  // namespace quillport::spool
