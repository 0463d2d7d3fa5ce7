#pragma once
#include "quillport/signing/preservation.hpp"
#include "validation_collector.hpp"

namespace quillport::signing {

/// What was appended to a file so far, and what the next increment builds on. One for each call; not thread-safe.
class PreservationSteps {
  public:
    PreservationSteps(const runtime::DigestStream& original, const pdf::SigningPlan& plan, PreservedValues values,
                      const PreservationSources& sources);

    /// A signature of the act, with a signature time-stamp when that is wanted and to be had.
    Result<void> sign(pdf::SigningAct act, const SigningKey& key, bool with_time_stamp);
    /// A document time-stamp over everything so far.
    Result<void> add_document_time_stamp();
    /// The validation data that was collected. Without gaps only.
    Result<void> add_validation_data(const pdf::ValidationData& data);

    /// Whether each signature is covered by a time-stamp, inside it or after it.
    [[nodiscard]] bool all_time_stamped() const;
    /// What all signatures, their time-stamps and the document time-stamps need. A time-stamp authority that was revoked becomes
    /// a gap: its time-stamps prove nothing. Errors: InvalidInput.
    Result<void> collect_all(ValidationCollector& collector);
    /// The same of one token.
    Result<void> collect_token(BytesView token, ValidationCollector& collector);
    [[nodiscard]] const PreservedValues& values() const noexcept { return values_; }

    void add_gap(Gap gap) { gaps_.push_back(std::move(gap)); }
    void add_gaps(const std::vector<Gap>& gaps) { gaps_.insert(gaps_.end(), gaps.begin(), gaps.end()); }
    [[nodiscard]] bool has_gaps() const noexcept { return !gaps_.empty(); }
    [[nodiscard]] Preserved result(Level reached);

  private:
    /// Finishes an increment whose value `make` gives for its digest, and starts again with a larger hole as often as it must.
    template <typename Build, typename Make>
    Result<Bytes> append(std::size_t hole, const Build& build, const Make& make);

    const runtime::DigestStream& original_;
    const PreservationSources& sources_;
    pdf::SigningPlan plan_;
    Bytes appended_;
    PreservedValues values_;
    std::vector<Gap> gaps_;
};

}  // namespace quillport::signing
