#pragma once
#include <optional>
#include <vector>

#include "cms_check.hpp"
#include "path.hpp"
#include "quillport/pdf/revisions.hpp"

namespace quillport::signing {

/// A time-stamp token inside a signature.
struct JudgedToken {
    TokenCheck check;
    PathResult path;
    Finding finding;
};

/// A signature or document time-stamp with everything that was found out about it.
struct Judged {
    const pdf::EmbeddedSignature* embedded = nullptr;
    CmsCheck cms;
    std::optional<TimePoint> stated;  ///< by a document time-stamp
    std::vector<JudgedToken> tokens;
    PathResult path;
    std::optional<TimePoint> proven;  ///< the earliest proof of its existence
    Finding finding;

    /// The value holds for the bytes that it covers.
    [[nodiscard]] bool holds() const { return cms.signer != nullptr && cms.finding.passed(); }
};

/// What a file and its owner bring to a verification.
struct Case {
    BytesView pdf;
    const pdf::SignedRevisions& revisions;
    const TrustSource& trust;
    TimePoint now;
    const VerifyOptions& options;
};

/// Judges the signatures of a file from the last to the first, since each valid time-stamp proves that what lies before it
/// existed (EN 319 102-1 §5.5, §5.6.3). One for each file; not thread-safe.
class Judgement {
  public:
    explicit Judgement(const Case& matter);

    /// In the order of the revisions, those with a defect last.
    [[nodiscard]] const std::vector<Judged>& run();
    /// The baseline level of the i-th signature: "" when it is none.
    [[nodiscard]] std::string level_of(std::size_t i);

  private:
    void read_cryptography(Judged& judged);
    void read_evidence();
    void judge_signature(Judged& judged);
    void judge_time_stamp(Judged& judged);
    void judge_token(Judged& judged, JudgedToken& token);
    [[nodiscard]] Finding weigh_token(const TokenCheck& check, PathResult& path, TimePoint existed);
    [[nodiscard]] Finding weigh_signature(const Judged& judged, TimePoint existed) const;
    void sharpen(std::size_t i);
    [[nodiscard]] bool stored(const STACK_OF(X509) * chain, bool anchored, std::int64_t& until);

    Case case_;
    Evidence evidence_;
    Proofs proofs_;
    Paths paths_;
    std::vector<Judged> all_;
};

}  // namespace quillport::signing
