#include "quillport/runtime/clock.hpp"

namespace quillport::runtime {

TimePoint SystemClock::now() const { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

}  // namespace quillport::runtime
