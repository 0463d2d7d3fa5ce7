#pragma once
#include <memory>
#include <optional>
#include <string>

#include "deferred_state.hpp"
#include "options.hpp"
#include "quillport/runtime/clock.hpp"
#include "quillport/runtime/random.hpp"
#include "quillport/signing/preservation.hpp"
#include "quillport/worker/client.hpp"

namespace quillport::seal {

/// What all files of a run share, loaded once. Thread-safe.
struct Setup {
    Setup() = default;
    ~Setup();  ///< wipes the password
    Setup(const Setup&) = delete;
    Setup& operator=(const Setup&) = delete;

    Options options;
    std::unique_ptr<signing::SigningKey> key;
    std::string signer;             ///< name in the certificate
    std::string document_password;  ///< may be empty
    runtime::SystemClock clock;
    runtime::SystemRandom random;
    std::vector<Bytes> anchors;
    pdf::Picture image;                                     ///< without pixels: none
    std::optional<DeferredState> deferred;                  ///< with --deferred-in
    Bytes signature;                                        ///< that was made elsewhere
    std::unique_ptr<signing::TimeStampSource> time_stamps;  ///< null below B-T
    std::unique_ptr<signing::RevocationSource> revocation;  ///< before signing it is asked at every level
    std::unique_ptr<worker::Client> worker;

    [[nodiscard]] signing::PreservationSources sources() const {
        return {clock, time_stamps.get(), revocation.get(), anchors, false};
    }
};

/// Opens the key and everything else; a key that must not sign is refused here, before any file is touched.
/// Errors: those of open_key and check_usable.
[[nodiscard]] Result<std::unique_ptr<Setup>> set_up(Options options);
/// How many files are worked on at once.
[[nodiscard]] int jobs_of(const Options& options) noexcept;

}  // namespace quillport::seal
