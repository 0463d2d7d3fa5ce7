#include "quillport/signing/verify.hpp"

#include <algorithm>

#include "judgement.hpp"
#include "pdf_date.hpp"

namespace quillport::signing {
namespace {

using pdf::ChangeKind;
using pdf::LaterChange;

void add_remarks(const Judged& judged, SignatureReport& report) {
    const auto add = [&](const std::string& remark) {
        auto& all = report.remarks;
        if (std::find(all.begin(), all.end(), remark) == all.end()) all.push_back(remark);
    };
    if (judged.finding.passed()) std::for_each(judged.path.remarks.begin(), judged.path.remarks.end(), add);
    for (const JudgedToken& token : judged.tokens) {
        if (!token.finding.passed()) add("A time-stamp inside the signature does not count: " + token.finding.reason);
    }
    const bool named_baseline = report.sub_filter == "ETSI.CAdES.detached" && !report.time_stamp;
    if (named_baseline && report.cryptography_ok && !judged.cms.baseline) {
        add("The signature calls itself PAdES, but states a signing time where PAdES forbids it.");
    }
}

void add_changes(const pdf::EmbeddedSignature& signature, SignatureReport& report) {
    report.changes = signature.later_changes;
    report.later_changes_allowed = signature.defect.empty() && std::all_of(report.changes.begin(), report.changes.end(),
                                                                           [](const LaterChange& c) { return c.allowed; });
    for (const LaterChange& change : report.changes) {
        report.later_changes.push_back(change.allowed ? change.sentence : change.sentence + " The signature does not allow it.");
    }
}

TimeStampReport describe(const JudgedToken& token) {
    TimeStampReport report;
    if (token.check.cms.signer != nullptr) report.authority = common_name_of(token.check.cms.signer.get());
    if (token.check.time) report.time = to_rfc3339(*token.check.time);
    report.indication = token.finding.indication;
    report.sub_indication = token.finding.sub_indication;
    report.reason = token.finding.reason;
    return report;
}

SignatureReport describe(const Judged& judged, std::size_t file_size) {
    const pdf::EmbeddedSignature& signature = *judged.embedded;
    SignatureReport report;
    report.field = signature.field;
    report.sub_filter = signature.sub_filter;
    report.claimed_time = iso_date(signature.claimed_time);
    report.time_stamp = signature.time_stamp;
    report.certifies = signature.certifies;
    report.revision_end = signature.revision_end;
    report.covers_whole_file = signature.defect.empty() && signature.revision_end == static_cast<std::int64_t>(file_size);
    if (judged.cms.signer != nullptr) report.signer = common_name_of(judged.cms.signer.get());
    report.cryptography_ok = judged.holds();
    report.chain_ok = judged.cms.signer != nullptr && judged.path.anchored && judged.path.finding.passed();
    const auto proven = signature.time_stamp && judged.holds() ? judged.stated : judged.proven;
    if (proven) report.proven_time = to_rfc3339(*proven);
    report.indication = judged.finding.indication;
    report.sub_indication = judged.finding.sub_indication;
    report.reason = judged.finding.reason;
    for (const JudgedToken& token : judged.tokens) report.time_stamps.push_back(describe(token));
    add_changes(signature, report);
    add_remarks(judged, report);
    return report;
}

/// What stands behind the last signature, covered by none, beyond validation data and properties; or what may cover what an
/// earlier one signed, whoever allowed it.
std::string doubtful_change(const std::vector<SignatureReport>& reports) {
    for (const SignatureReport& report : reports) {
        const auto cover =
            std::find_if(report.changes.begin(), report.changes.end(), [](const LaterChange& c) { return c.may_cover; });
        if (cover != report.changes.end()) {
            return "After a signature, something came that can hide what was signed: " + cover->sentence;
        }
    }
    const auto counts = [](const LaterChange& c) {
        return c.kind != ChangeKind::ValidationData && c.kind != ChangeKind::Properties;
    };
    const auto& last = reports.back().changes;
    const auto found = std::find_if(last.begin(), last.end(), counts);
    return found == last.end() ? std::string{} : "After the last signature, covered by none: " + found->sentence;
}

std::string praise(const std::vector<SignatureReport>& reports) {
    const std::size_t count = reports.size();
    if (count == 1) return "Genuine and unchanged. The signature is valid. Nothing was altered after it.";
    const std::string who = count == 2 ? "Both" : "All " + std::to_string(count);
    return "Genuine and unchanged. " + who + " signatures are valid. Nothing was altered after the last one.";
}

bool was_changed(const SignatureReport& report) {
    return report.sub_indication == "HASH_FAILURE" || (report.cryptography_ok && !report.later_changes_allowed);
}

void conclude(VerificationReport& report) {
    const auto& all = report.signatures;
    if (all.empty()) {
        report.verdict = "Cannot be decided. The file carries no signature.";
        return;
    }
    const auto is = [](Indication wanted) { return [wanted](const SignatureReport& r) { return r.indication == wanted; }; };
    const auto failure = std::find_if(all.begin(), all.end(), is(Indication::TotalFailed));
    if (failure != all.end()) {
        report.indication = Indication::TotalFailed;
        const auto forged = std::find_if(
            all.begin(), all.end(), [&](const auto& r) { return r.indication == Indication::TotalFailed && !was_changed(r); });
        report.verdict = forged != all.end() ? "Not genuine. " + forged->reason : "Changed after signing. " + failure->reason;
        return;
    }
    const auto doubt = std::find_if(all.begin(), all.end(), is(Indication::Indeterminate));
    const std::string doubtful = doubtful_change(all);
    if (doubt != all.end()) {
        report.verdict = "Cannot be decided. " + doubt->reason;
    } else if (!doubtful.empty()) {
        report.verdict = "Cannot be decided. " + doubtful;
    } else {
        report.indication = Indication::TotalPassed;
        report.verdict = praise(all);
    }
}

}  // namespace

Result<VerificationReport> verify(BytesView pdf, const TrustSource& trust, TimePoint now, const VerifyOptions& options) {
    const auto revisions = pdf::read_signatures(pdf, options.password);
    if (!revisions.ok()) return revisions.error();
    Judgement judgement(Case{pdf, revisions.value(), trust, now, options});
    VerificationReport result;
    result.judged_at = now;
    result.revisions = revisions.value().revisions;
    for (const Judged& judged : judgement.run()) {
        SignatureReport report = describe(judged, pdf.size());
        report.level = judgement.level_of(result.signatures.size());
        result.signatures.push_back(std::move(report));
    }
    conclude(result);
    return result;
}

Result<VerificationReport> verify(BytesView pdf, const std::vector<Bytes>& anchors, TimePoint now, const VerifyOptions& options) {
    return verify(pdf, *trust_in(anchors), now, options);
}

}  // namespace quillport::signing
