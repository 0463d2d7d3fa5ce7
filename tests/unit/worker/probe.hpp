#pragma once
#include <cstdint>

namespace quillport::test {

/// What a job of the probe is asked to try.
enum class Try : std::uint32_t {
    Echo = 1,  ///< answers with arguments and document
    OpenFile,  ///< opens the path in the arguments
    Connect,   ///< makes a TCP socket
    Fork,
    Execute,
    KillServer,
    SeeOthers,   ///< names the descriptors above the standard ones
    Spin,        ///< for ever
    Sleep,       ///< for ever, without using time
    Eat,         ///< memory, for ever
    EatQuietly,  ///< memory up to what the system refuses, then fails
    Crash,
    Overflow,  ///< the stack
    Throw,
    Exit,         ///< without an answer
    LoseAnswer,   ///< an answer that cannot be written
    Lie,          ///< an answer that is none
    Flood,        ///< an answer without end
    Environment,  ///< the names in the environment
    Tool,         ///< becomes the probe tool, which does as the document says
    NoTool,       ///< a tool that is not there
};

}  // namespace quillport::test
