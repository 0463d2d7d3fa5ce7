#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/geometry.hpp"
#include "quillport/core/result.hpp"
#include "quillport/signing/key.hpp"
#include "quillport/signing/preservation.hpp"

namespace quillport::seal {

enum class Mode : unsigned char { One, Directory, List };

/// The command line as it was meant.
struct Options {
    Mode mode = Mode::One;
    std::string in;   ///< file, or folder with --dir; empty with --list
    std::string out;  ///< file or folder
    std::string key;
    std::vector<std::string> certificates;  ///< --cert, then --chain
    std::string secret_file;                ///< --passphrase-file or --pin-file
    std::string password_file;              ///< of the documents
    signing::SchemeWish wish;
    signing::Level level = signing::Level::B_B;
    std::vector<std::string> time_stamp_urls;
    std::vector<std::string> anchors;
    bool private_addresses = false;
    std::string field;
    int page = 0;  ///< 0: not said
    std::optional<Rect> box;
    std::string text, reason;
    std::string image;  ///< facsimile, PNG or JPEG
    int certify = 0;
    std::vector<std::string> locks;
    std::string deferred_out, deferred_in;  ///< state of a document whose key lives elsewhere
    std::string signature;                  ///< file with the signature that was made there
    std::string worker;
    int jobs = 0;  ///< 0: one for each core
    bool json = false, help = false, version = false;
};

extern const char* const kHelp;

/// Errors: InvalidInput, with one sentence.
[[nodiscard]] Result<Options> parse_options(const std::vector<std::string_view>& words);

}  // namespace quillport::seal
