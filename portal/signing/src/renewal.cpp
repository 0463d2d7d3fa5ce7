#include <algorithm>

#include "cms_check.hpp"
#include "preservation_steps.hpp"

namespace quillport::signing {
namespace {

/// The last document time-stamp; without one the last time-stamp inside a signature.
Result<Bytes> newest_time_stamp(const PreservedValues& values) {
    const auto is_stamp = [](const PreservedValue& value) { return value.document_time_stamp; };
    const auto document = std::find_if(values.rbegin(), values.rend(), is_stamp);
    if (document != values.rend()) return document->value;
    for (auto it = values.rbegin(); it != values.rend(); ++it) {
        CmsCheck cms = read_signature(it->value);
        if (!cms.time_stamps.empty()) return std::move(cms.time_stamps.back());
    }
    return Error{ErrorCode::NotFound, "the document has no time-stamp", ""};
}

struct End {
    TimePoint when = kForever;
    std::string why;

    void at_most(TimePoint moment, const std::string& reason) {
        if (moment >= when) return;
        when = moment;
        why = reason;
    }
};

/// When the token stops proving anything by itself: its hashes and keys, its certificate and those of the authorities above, as
/// far as it brings them. A root's end does not count: it is trusted by name.
Result<End> end_of(BytesView token) {
    const TokenCheck check = read_time_stamp(token);
    if (check.cms.signer == nullptr) return Error{ErrorCode::InvalidInput, "the newest time-stamp cannot be read", ""};
    End end;
    end.at_most(check.cms.reliable_until, "Its cryptography becomes too weak.");
    const X509* signer = check.cms.signer.get();
    end.at_most(time_of(X509_get0_notAfter(signer)).value_or(kNever), "The certificate of its authority expires.");
    for (int i = 0; i < sk_X509_num(check.cms.certificates.get()); ++i) {
        X509* issuer = sk_X509_value(check.cms.certificates.get(), i);
        if (X509_cmp(issuer, signer) == 0 || (X509_get_extension_flags(issuer) & EXFLAG_SS) != 0U) continue;
        end.at_most(time_of(X509_get0_notAfter(issuer)).value_or(kNever), "A certificate above its authority expires.");
        end.at_most(key_reliable_until(X509_get0_pubkey(issuer)),
                    "The cryptography of a certificate above its authority becomes too weak.");
    }
    return end;
}

std::string told(const std::vector<Gap>& gaps) {
    std::string all;
    for (const Gap& gap : gaps) all += (all.empty() ? "" : "; ") + gap.of + ": " + gap.why;
    return all;
}

}  // namespace

Result<RenewalAdvice> renewal_due(const PreservedValues& values, TimePoint now, const RenewalPolicy& policy) {
    const auto token = newest_time_stamp(values);
    if (!token.ok()) return token.error();
    const auto end = end_of(token.value());
    if (!end.ok()) return end.error();
    // kForever and kNever have no room for sums.
    const bool due = end.value().when == kNever || end.value().when - now <= policy.margin;
    return RenewalAdvice{due, end.value().when, end.value().why};
}

Result<Preserved> renew(const runtime::DigestStream& original, const pdf::SigningPlan& plan, PreservedValues values,
                        const PreservationSources& sources, const RenewalPolicy& policy) {
    const TimePoint now = sources.clock.now();
    const auto advice = renewal_due(values, now, policy);
    if (!advice.ok()) return advice.error();
    const auto newest = newest_time_stamp(values);
    PreservationSteps steps(original, plan, std::move(values), sources);
    if (!advice.value().due) return steps.result(Level::B_LTA);

    ValidationCollector collector(sources);
    if (auto r = steps.collect_token(newest.value(), collector); !r.ok()) return std::move(r).error();
    const bool last_call = advice.value().holds_until == kNever || advice.value().holds_until - now <= policy.last_call;
    const auto& gaps = collector.gaps();
    const bool can_wait = std::any_of(gaps.begin(), gaps.end(), [](const Gap& gap) { return gap.worth_retrying; });
    if (can_wait && !last_call) return Error{ErrorCode::Unavailable, "validation data of the time-stamp is missing", told(gaps)};
    steps.add_gaps(gaps);
    if (auto r = steps.add_validation_data(collector.data()); !r.ok()) return std::move(r).error();
    if (auto r = steps.add_document_time_stamp(); !r.ok()) return std::move(r).error();
    return steps.result(Level::B_LTA);
}

}  // namespace quillport::signing
