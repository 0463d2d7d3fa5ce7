#pragma once
#include "quillport/signing/preservation.hpp"
#include "validation_collector.hpp"

namespace quillport::signing {

/// What was appended to a file so far, and what the next increment builds on. One for each call; not thread-safe.
class PreservationSteps {
  public:
    /// `stamps`: signatures get a signature time-stamp where it is to be had.
    PreservationSteps(const runtime::DigestStream& original, const pdf::SigningPlan& plan, PreservedValues values,
                      const PreservationSources& sources, bool stamps = false);

    /// A signature of the act.
    Result<void> sign(pdf::SigningAct act, const SigningKey& key);
    /// The same in two halves, for a key that lives elsewhere: the increment with its digest, then the CMS over that.
    Result<pdf::PendingIncrement> prepare(pdf::SigningAct act, const SigningKey& key);
    Result<void> finish(pdf::PendingIncrement increment, Bytes cms);
    /// Sets the digest of an increment that follows what is there.
    Result<void> finish_digest(pdf::PendingIncrement& increment) const;
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
    Result<void> take(pdf::PendingIncrement&& increment, BytesView value);
    /// Bytes for a CMS of the key, with its time-stamp.
    Result<std::size_t> hole_for(const SigningKey& key);
    Result<Bytes> stamped(Bytes cms);
    template <typename T>
    Result<T> without_stamp(const Error& why, T otherwise);

    const runtime::DigestStream& original_;
    const PreservationSources& sources_;
    pdf::SigningPlan plan_;
    Bytes appended_;
    PreservedValues values_;
    std::vector<Gap> gaps_;
    bool stamps_;
};

}  // namespace quillport::signing
