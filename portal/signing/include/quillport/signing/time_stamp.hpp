#pragma once
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"
#include "quillport/runtime/clock.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/random.hpp"

namespace quillport::signing {

/// A time-stamp token that was checked completely.
struct TimeStamp {
    Bytes token;            ///< DER of the ContentInfo (RFC 3161 §2.4.2)
    TimePoint time;         ///< genTime
    std::string policy;     ///< under which it was made, dotted
    std::string authority;  ///< common name of the certificate that signed it
};

/// Where time-stamps come from. Implementations are thread-safe.
class TimeStampSource {
  public:
    virtual ~TimeStampSource() = default;
    /// A time-stamp over a digest that was made by `algorithm`. Errors: Unavailable (nobody gave one that is right; `detail` says
    /// of each authority why), InvalidInput (a digest of another size).
    [[nodiscard]] virtual Result<TimeStamp> stamp(runtime::DigestAlgorithm algorithm, BytesView digest) = 0;
    /// Bytes that a token of this source takes, from those that came before; asks for one when there was none. The next one may
    /// be a little larger all the same. Errors: as above.
    [[nodiscard]] virtual Result<std::size_t> token_size(runtime::DigestAlgorithm algorithm) = 0;
};

struct TimeStampAuthority {
    std::string url;                  ///< http or https (RFC 3161 §3.4)
    std::string policy{};             ///< to ask for, dotted; empty: the authority chooses
    std::string user_and_password{};  ///< basic authentication; empty: none
};

struct TimeStampSettings {
    std::vector<TimeStampAuthority> authorities;  ///< in the order of preference
    /// DER or PEM: when there are any, the authority's certificate must lead to one of them.
    std::vector<Bytes> anchors{};
    std::chrono::milliseconds deadline{5'000};  ///< for one call of one authority
    std::size_t answer_limit = 64U << 10U;      ///< bytes
    int rounds = 3;                             ///< so often all authorities are tried before it is given up
    std::chrono::seconds pause{30};             ///< who let the deadline pass is not asked again for so long
    std::chrono::seconds tolerance{600};        ///< by which an authority's clock may differ from ours
};

/// RFC 3161 and RFC 5816 over HTTP. Goes to the next authority on any failure and stays with the one that works. An answer counts
/// when status, nonce, imprint, policy, the purpose and the binding of the authority's certificate (RFC 3161 §2.3, §2.4.2;
/// RFC 5816 §2.2), signature, time and, with anchors, the chain are right. `random` and `clock` must outlive it.
[[nodiscard]] std::unique_ptr<TimeStampSource> time_stamps_from(TimeStampSettings settings, runtime::Random& random,
                                                                const runtime::Clock& clock);

}  // namespace quillport::signing
