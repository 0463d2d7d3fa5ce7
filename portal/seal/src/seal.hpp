#pragma once
#include <string>

#include "setup.hpp"

namespace quillport::seal {

/// What became of one file.
struct Sealed {
    std::string in, out;
    Error error;  ///< with a `what`: OUT was not written
    bool ok = false;
    signing::Level reached = signing::Level::B_B;
    std::vector<std::string> pending;  ///< what the level still lacks, a sentence each; OUT is signed all the same
    std::vector<std::string> notes;    ///< what a careful reader should know, a sentence each
    std::string rewritten_because;     ///< "hybrid", ...: IN was written anew first; else empty

    /// Whether OUT is there and has the level that was wanted.
    [[nodiscard]] bool complete() const noexcept { return ok && pending.empty(); }
};

/// Seals one file. OUT is written whole or not at all; IN stays as it is, and must be another file.
[[nodiscard]] Sealed seal_file(const Setup& setup, const std::string& in, const std::string& out);

/// The first half for a key that lives elsewhere: writes the state and tells as one line of JSON what is to be signed.
[[nodiscard]] Result<std::string> begin_deferred(const Setup& setup);
/// The second half, with the state and the signature of the setup.
[[nodiscard]] Sealed finish_deferred(const Setup& setup);

[[nodiscard]] std::string to_json(const Sealed& sealed);
/// For people: why it failed, what is pending, or what should be known; empty when all is well.
[[nodiscard]] std::string sentence_of(const Sealed& sealed);
[[nodiscard]] std::string sentence_of(const Error& error);

}  // namespace quillport::seal
