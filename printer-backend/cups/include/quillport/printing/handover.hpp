#pragma once
#include <cstdint>
#include <span>
#include <string>

#include "quillport/core/result.hpp"

namespace quillport::printing {

/// How the filter quillport-pass hands a document to the backend, so that the death of either at any moment loses nothing. The
/// scheduler takes a backend or filter that was killed (SIGKILL: the kernel short of memory, an operator) for one that has done
/// its work (scheduler/main.c, process_children), so each must notice the other's death:
///
///     "Quillport-Pass 1 <document number> <copies>\n", then pieces: 8 hexadecimal digits of size, data; size 0 ends it
///
/// The backend takes nothing for whole before the end has come. The filter waits for the verdict on the side channel (one letter:
/// D, done; H, in the moment before the backend ends with 3) and fails without one: then the scheduler keeps the job.
inline constexpr const char* kPassFilter = "quillport-pass";

/// What the filter knows and the backend behind it does not.
struct PassedJob {
    int document_number = 1;  ///< 0: the scheduler has no document for this job any more
    int copies = 1;
};

/// Writes all of `input` to `output` in that form. A reader that takes no more is no error: a backend without room ends early,
/// and its verdict says so. Errors: the input cannot be read.
[[nodiscard]] Result<void> pass_on(int input, int output, const PassedJob& job);

/// Reads that form. Not thread-safe.
class PassedInput {
  public:
    explicit PassedInput(int fd) : fd_(fd) {}
    /// The first line. Errors: Unavailable (the filter died before it), Internal (another form).
    [[nodiscard]] Result<PassedJob> begin();
    /// Fills the buffer; 0 at the end. Errors: Unavailable when the input ends before its end has come.
    [[nodiscard]] Result<std::size_t> read(std::span<std::byte> into);

  private:
    [[nodiscard]] Result<void> read_exactly(std::span<char> into);
    int fd_;
    std::uint64_t left_ = 0;  ///< of the current piece
    bool ended_ = false;
};

/// What the backend says of a job.
enum class Verdict : unsigned char {
    Done,  ///< durable, or nothing to keep
    Held,  ///< the backend gives it back itself, with its own sentence
    None   ///< the backend died
};
/// Says it to the filter, on the side channel (CUPS_SC_FD). A filter that is gone is no matter.
void tell_filter(Verdict verdict);
/// Waits for it as long as somebody reads `output`, the filter's standard output. Once, when everything is written.
[[nodiscard]] Verdict verdict_of_reader(int output);

}  // namespace quillport::printing
