#include "quillport/signing/preservation.hpp"

#include <algorithm>
#include <array>

#include "preservation_steps.hpp"
#include "quillport/signing/deferred.hpp"
#include "quillport/signing/sign.hpp"

namespace quillport::signing {
namespace {

constexpr std::array<std::string_view, 4> kLevels{"B-B", "B-T", "B-LT", "B-LTA"};

std::string reason_of(const Error& error) { return error.what + (error.detail.empty() ? "" : ": " + error.detail); }

Error refused(std::string what, std::string detail) {
    return {ErrorCode::PreconditionFailed, std::move(what), std::move(detail)};
}

/// A revocation that is known; what cannot be found out now does not stop anybody, and is told.
Result<std::vector<Gap>> check_not_revoked(const SigningKey& key, const PreservationSources& sources) {
    if (sources.revocation == nullptr || key.chain().empty()) return std::vector<Gap>{};
    ValidationCollector collector(sources);
    const auto revoked = collector.add_chain(key.chain().front(), key.chain());
    if (!revoked) {
        std::vector<Gap> silent = collector.gaps();
        std::erase_if(silent, [](const Gap& gap) { return !gap.worth_retrying; });
        return silent;
    }
    const std::string whose = revoked->issuer ? "the certificate of the signer's issuer" : "the signer's certificate";
    return refused(whose + " was revoked at " + to_rfc3339(revoked->at), revoked->issuer ? "issuer_revoked" : "key_revoked");
}

/// True when the step was done, false when it left a gap.
Result<bool> stamp_document(PreservationSteps& steps, Gap::What what) {
    const auto done = steps.add_document_time_stamp();
    if (done.ok()) return true;
    if (done.error().code != ErrorCode::Unavailable) return done.error();
    steps.add_gap({what, {}, reason_of(done.error()), true});
    return false;
}

Result<bool> store_validation_data(PreservationSteps& steps, const PreservationSources& sources) {
    ValidationCollector collector(sources);
    if (auto r = steps.collect_all(collector); !r.ok()) return std::move(r).error();
    steps.add_gaps(collector.gaps());
    if (steps.has_gaps()) return false;
    if (auto r = steps.add_validation_data(collector.data()); !r.ok()) return std::move(r).error();
    return true;
}

/// From one level to the next, until a step leaves a gap.
Result<Preserved> climb(PreservationSteps& steps, Level reached, Level wanted, const PreservationSources& sources) {
    while (reached < wanted) {
        Result<bool> done = true;
        if (reached == Level::B_B && !steps.all_time_stamped()) done = stamp_document(steps, Gap::What::TimeStamp);
        if (reached == Level::B_T) done = store_validation_data(steps, sources);
        if (reached == Level::B_LT) done = stamp_document(steps, Gap::What::ArchiveTimeStamp);
        if (!done.ok()) return std::move(done).error();
        if (!done.value()) break;
        reached = static_cast<Level>(static_cast<int>(reached) + 1);
    }
    return steps.result(reached);
}

/// Before anything is signed. \returns what nobody said about the key's certificates.
Result<std::vector<Gap>> check_key(const SigningKey& key, const PreservationSources& sources) {
    if (auto r = check_usable(key, sources.clock.now()); !r.ok()) return std::move(r).error();
    return check_not_revoked(key, sources);
}

/// An authority that did not answer a moment ago is not asked again: that is for complete_preservation.
Result<Preserved> climb_from_signature(PreservationSteps& steps, Level level, const PreservationSources& sources,
                                       std::vector<Gap> unknown) {
    const bool ends = steps.has_gaps() || level == Level::B_B;
    auto made = ends ? Result<Preserved>(steps.result(Level::B_B)) : climb(steps, Level::B_T, level, sources);
    if (made.ok()) made.value().unknown = std::move(unknown);
    return made;
}

}  // namespace

std::string_view name_of(Level level) noexcept { return kLevels[static_cast<std::size_t>(level)]; }

Result<Level> parse_level(std::string_view name) {
    const auto found = std::find(kLevels.begin(), kLevels.end(), name);
    if (found == kLevels.end()) return Error{ErrorCode::InvalidInput, "the level is not one of B-B, B-T, B-LT, B-LTA", ""};
    return static_cast<Level>(found - kLevels.begin());
}

PreservedValues values_of(const pdf::SignedRevisions& revisions) {
    PreservedValues values;
    for (const pdf::EmbeddedSignature& one : revisions.signatures) {
        if (one.defect.empty()) values.push_back({one.time_stamp, one.contents});
    }
    return values;
}

Result<Preserved> sign_to_level(const runtime::DigestStream& original, const pdf::SigningPlan& plan, pdf::SigningAct act,
                                const SigningKey& key, Level level, const PreservationSources& sources, PreservedValues before) {
    auto unknown = check_key(key, sources);
    if (!unknown.ok()) return std::move(unknown).error();
    PreservationSteps steps(original, plan, std::move(before), sources, level >= Level::B_T);
    if (auto r = steps.sign(std::move(act), key); !r.ok()) return std::move(r).error();
    return climb_from_signature(steps, level, sources, std::move(unknown).value());
}

Result<PendingSignature> begin_signature(const runtime::DigestStream& original, const pdf::SigningPlan& plan, pdf::SigningAct act,
                                         const SigningKey& key, Level level, const PreservationSources& sources) {
    if (auto checked = check_key(key, sources); !checked.ok()) return std::move(checked).error();
    PreservationSteps steps(original, plan, {}, sources, level >= Level::B_T);
    auto increment = steps.prepare(std::move(act), key);
    if (!increment.ok()) return std::move(increment).error();
    auto attributes = signed_attributes(increment.value().digest, key);
    if (!attributes.ok()) return std::move(attributes).error();
    return PendingSignature{std::move(increment).value(), std::move(attributes).value()};
}

Result<Preserved> finish_signature(const runtime::DigestStream& original, pdf::PendingIncrement increment, BytesView signature,
                                   const SigningKey& key, Level level, const PreservationSources& sources,
                                   PreservedValues before) {
    auto unknown = check_key(key, sources);
    if (!unknown.ok()) return std::move(unknown).error();
    PreservationSteps steps(original, {}, std::move(before), sources, level >= Level::B_T);
    const Bytes begun = increment.digest;
    if (auto r = steps.finish_digest(increment); !r.ok()) return std::move(r).error();
    if (increment.digest != begun) return Error{ErrorCode::Conflict, "this is not the file for which it was begun", "changed"};
    const auto attributes = signed_attributes(begun, key);
    if (!attributes.ok()) return attributes.error();
    const auto value = accept_signature(attributes.value(), signature, key);
    if (!value.ok()) return value.error();
    auto cms = assemble_cms(begun, value.value(), key);
    if (!cms.ok()) return std::move(cms).error();
    if (auto r = steps.finish(std::move(increment), std::move(cms).value()); !r.ok()) return std::move(r).error();
    return climb_from_signature(steps, level, sources, std::move(unknown).value());
}

Result<Preserved> complete_preservation(const runtime::DigestStream& original, const pdf::SigningPlan& plan,
                                        PreservedValues values, Level reached, Level wanted, const PreservationSources& sources) {
    PreservationSteps steps(original, plan, std::move(values), sources);
    return climb(steps, reached, wanted, sources);
}

}  // namespace quillport::signing
