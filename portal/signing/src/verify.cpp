#include "quillport/signing/verify.hpp"

#include <algorithm>
#include <array>

#include "chain_check.hpp"
#include "cms_check.hpp"
#include "quillport/pdf/revisions.hpp"

namespace quillport::signing {
namespace {

using pdf::ChangeKind;
using pdf::EmbeddedSignature;
using pdf::LaterChange;

/// The sub-filters that can be checked; with `pades` the rules of EN 319 142-1 for the signed attributes count.
bool is_known(const std::string& sub_filter) {
    return sub_filter == "ETSI.CAdES.detached" || sub_filter == "adbe.pkcs7.detached" || sub_filter == "ETSI.RFC3161";
}

SignatureReport describe(const EmbeddedSignature& signature, std::size_t file_size) {
    SignatureReport report;
    report.field = signature.field;
    report.sub_filter = signature.sub_filter;
    report.claimed_time = signature.claimed_time;
    report.time_stamp = signature.time_stamp;
    report.revision_end = signature.revision_end;
    report.covers_whole_file = signature.defect.empty() && signature.revision_end == static_cast<std::int64_t>(file_size);
    const auto& changes = signature.later_changes;
    report.later_changes_allowed =
        signature.defect.empty() && std::all_of(changes.begin(), changes.end(), [](const LaterChange& c) { return c.allowed; });
    for (const LaterChange& change : changes) {
        report.later_changes.push_back(change.allowed ? change.sentence : change.sentence + " The signature does not allow it.");
    }
    return report;
}

CmsCheck check_cryptography(BytesView pdf, const EmbeddedSignature& signature) {
    const auto& r = signature.byte_range;
    const auto part = [&](std::int64_t from, std::int64_t size) {
        return pdf.subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(size));
    };
    const std::array ranges{part(r[0], r[1]), part(r[2], r[3])};
    if (signature.sub_filter == "ETSI.RFC3161") return check_time_stamp(signature.contents, ranges);
    return check_signature(signature.contents, ranges, signature.sub_filter == "ETSI.CAdES.detached");
}

std::string first_forbidden(const EmbeddedSignature& signature) {
    const auto& changes = signature.later_changes;
    const auto bad = std::find_if(changes.begin(), changes.end(), [](const LaterChange& c) { return !c.allowed; });
    return bad == changes.end() ? std::string{} : bad->sentence;
}

/// The answers in the order in which EN 319 102-1 §5.3 lets them count: format, cryptography, later changes, chain.
Finding judge(BytesView pdf, const EmbeddedSignature& signature, X509_STORE* anchors, TimePoint now, SignatureReport& report) {
    if (!signature.defect.empty()) return failed("FORMAT_FAILURE", signature.defect);
    if (!is_known(signature.sub_filter)) {
        return undecided("SIG_CONSTRAINTS_FAILURE", "This kind of signature cannot be checked: " + signature.sub_filter + ".");
    }
    if (signature.time_stamp != (signature.sub_filter == "ETSI.RFC3161")) {
        return failed("FORMAT_FAILURE", "The signature says that it is a time-stamp and that it is none.");
    }
    CmsCheck check = check_cryptography(pdf, signature);
    report.cryptography_ok = check.finding.passed();
    if (check.signer == nullptr) return check.finding;
    report.signer = common_name_of(check.signer.get());
    const Finding chain = check_chain(anchors, check.signer.get(), check.certificates.get(),
                                      signature.time_stamp ? Purpose::TimeStamp : Purpose::Signature, now);
    report.chain_ok = chain.passed();
    if (!check.finding.passed()) return check.finding;
    if (!report.later_changes_allowed) return failed("FORMAT_FAILURE", first_forbidden(signature));
    if (!check.algorithms_fit) {
        return undecided("CRYPTO_CONSTRAINTS_FAILURE_NO_POE", "The signature uses cryptography that is too weak today.");
    }
    if (!chain.passed()) return chain;
    return {Indication::TotalPassed, {}, "The signature is valid, and its certificate leads to an authority that you trust."};
}

/// What stands behind the last signature, covered by none, beyond validation data and properties.
std::string uncovered_change(const std::vector<EmbeddedSignature>& signatures) {
    const EmbeddedSignature& last = signatures.back();
    const auto counts = [](const LaterChange& c) {
        return c.kind != ChangeKind::ValidationData && c.kind != ChangeKind::Properties;
    };
    const auto found = std::find_if(last.later_changes.begin(), last.later_changes.end(), counts);
    return found == last.later_changes.end() ? std::string{} : found->sentence;
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

void conclude(VerificationReport& report, const std::vector<EmbeddedSignature>& signatures) {
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
    const std::string uncovered = uncovered_change(signatures);
    if (doubt != all.end()) {
        report.verdict = "Cannot be decided. " + doubt->reason;
    } else if (!uncovered.empty()) {
        report.verdict = "Cannot be decided. After the last signature, covered by none: " + uncovered;
    } else {
        report.indication = Indication::TotalPassed;
        report.verdict = praise(all);
    }
}

}  // namespace

Result<VerificationReport> verify(BytesView pdf, const std::vector<Bytes>& anchors, TimePoint now) {
    auto revisions = pdf::read_signatures(pdf);
    if (!revisions.ok()) return std::move(revisions).error();
    const X509StorePtr store = make_store(anchors);
    if (store == nullptr) return openssl_error(ErrorCode::Internal, "no memory for the anchors");
    VerificationReport result;
    for (const EmbeddedSignature& signature : revisions.value().signatures) {
        SignatureReport report = describe(signature, pdf.size());
        Finding finding = judge(pdf, signature, store.get(), now, report);
        report.indication = finding.indication;
        report.sub_indication = std::move(finding.sub_indication);
        report.reason = std::move(finding.reason);
        result.signatures.push_back(std::move(report));
    }
    conclude(result, revisions.value().signatures);
    return result;
}

}  // namespace quillport::signing
