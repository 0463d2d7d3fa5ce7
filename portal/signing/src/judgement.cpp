#include "judgement.hpp"

#include <algorithm>
#include <array>

namespace quillport::signing {
namespace {

using pdf::EmbeddedSignature;
using pdf::LaterChange;
/// Clocks of time-stamp authorities may be a little ahead of ours.
constexpr std::chrono::minutes kSlack{5};

/// The sub-filters that can be checked.
bool is_known(const std::string& sub_filter) {
    return sub_filter == "ETSI.CAdES.detached" || sub_filter == "adbe.pkcs7.detached" || sub_filter == "ETSI.RFC3161";
}

Finding check_kind(const EmbeddedSignature& signature) {
    if (!signature.defect.empty()) return failed("FORMAT_FAILURE", signature.defect);
    if (!is_known(signature.sub_filter)) {
        return undecided("SIG_CONSTRAINTS_FAILURE", "This kind of signature cannot be checked: " + signature.sub_filter + ".");
    }
    if (signature.time_stamp != (signature.sub_filter == "ETSI.RFC3161")) {
        return failed("FORMAT_FAILURE", "The signature says that it is a time-stamp and that it is none.");
    }
    return {};
}

const LaterChange* first_forbidden(const EmbeddedSignature& signature) {
    const auto& changes = signature.later_changes;
    const auto bad = std::find_if(changes.begin(), changes.end(), [](const LaterChange& c) { return !c.allowed; });
    return bad == changes.end() ? nullptr : &*bad;
}

}  // namespace

Judgement::Judgement(const Case& matter)
    : case_(matter), proofs_(matter.now), paths_(matter.trust, evidence_, proofs_, matter.options.require_revocation) {}

const std::vector<Judged>& Judgement::run() {
    all_.reserve(case_.revisions.signatures.size());
    for (const EmbeddedSignature& signature : case_.revisions.signatures) {
        Judged& judged = all_.emplace_back();
        judged.embedded = &signature;
        judged.finding = check_kind(signature);
        if (judged.finding.passed()) read_cryptography(judged);
    }
    read_evidence();
    for (auto judged = all_.rbegin(); judged != all_.rend(); ++judged) {
        if (judged->cms.signer == nullptr) continue;
        if (judged->embedded->time_stamp) {
            judge_time_stamp(*judged);
        } else {
            judge_signature(*judged);
        }
    }
    for (std::size_t i = 0; i < all_.size(); ++i) sharpen(i);
    return all_;
}

void Judgement::read_cryptography(Judged& judged) {
    const EmbeddedSignature& signature = *judged.embedded;
    const auto& r = signature.byte_range;
    const auto part = [&](std::int64_t from, std::int64_t size) {
        return case_.pdf.subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(size));
    };
    const std::array ranges{part(r[0], r[1]), part(r[2], r[3])};
    if (signature.time_stamp) {
        TokenCheck check = check_time_stamp(signature.contents, ranges);
        judged.stated = check.time;
        judged.cms = std::move(check.cms);
    } else {
        judged.cms = check_signature(signature.contents, ranges, signature.sub_filter == "ETSI.CAdES.detached");
        const std::array value{BytesView(judged.cms.value)};
        for (const Bytes& token : judged.cms.time_stamps) {
            judged.tokens.push_back({check_time_stamp(token, value), {}, {}});
        }
    }
    judged.finding = judged.cms.finding;
}

/// All of the file first: what speaks against a certificate may lie anywhere.
void Judgement::read_evidence() {
    const auto read = [&](const CmsCheck& cms, std::int64_t end) {
        evidence_.add_certificates(cms.certificates.get());
        for (const Bytes& item : cms.revocation) evidence_.add_revocation(item, {end, end, false});
    };
    for (const Judged& judged : all_) {
        const std::int64_t end = judged.embedded->revision_end;
        read(judged.cms, end);
        for (const JudgedToken& token : judged.tokens) read(token.check.cms, end);
    }
    for (const pdf::ValidationItem& item : case_.revisions.validation) {
        if (item.kind == pdf::ValidationItem::Kind::Certificate) {
            evidence_.add_certificate(item.data);
        } else {
            evidence_.add_revocation(item.data, {item.end, -1, true});
        }
    }
    for (const Bytes& given : case_.options.revocation) evidence_.add_revocation(given, {});
}

/// Basic validation of a time-stamp (EN 319 102-1 §5.4), at the moment at which it is proven to have existed itself.
Finding Judgement::weigh_token(const TokenCheck& check, PathResult& path, TimePoint existed) {
    if (check.cms.signer == nullptr || !check.cms.finding.passed()) return check.cms.finding;
    path = paths_.check(check.cms.signer.get(), TrustService::TimeStamps, existed);
    if (*check.time > existed + kSlack) {
        return undecided("TIMESTAMP_ORDER_FAILURE", "The time-stamp states a moment that is later than what it comes before.");
    }
    if (check.cms.reliable_until <= existed) {
        return undecided("CRYPTO_CONSTRAINTS_FAILURE_NO_POE", "The time-stamp uses cryptography that is too weak today.");
    }
    return path.finding;
}

void Judgement::judge_time_stamp(Judged& judged) {
    const std::int64_t end = judged.embedded->revision_end;
    const TimePoint existed = proofs_.of({end, -1, false});
    judged.path = paths_.check(judged.cms.signer.get(), TrustService::TimeStamps, existed);
    if (!judged.holds()) return;
    judged.finding = weigh_signature(judged, existed);
    if (!judged.finding.passed()) return;
    judged.proven = judged.stated;
    judged.finding.reason = "The time-stamp is valid, and its certificate leads to an authority that you trust.";
    proofs_.add(end, *judged.stated);
}

void Judgement::judge_token(Judged& judged, JudgedToken& token) {
    const std::int64_t end = judged.embedded->revision_end;
    token.finding = weigh_token(token.check, token.path, proofs_.of({end, end, false}));
    if (token.finding.passed()) token.finding.reason = "The time-stamp is valid.";
}

/// Validation with time (§5.5.4): the earliest valid time-stamp over the signature is the moment at which its certificate counts.
void Judgement::judge_signature(Judged& judged) {
    const std::int64_t end = judged.embedded->revision_end;
    TimePoint existed = proofs_.of({end, -1, false});
    bool stamped = false;
    for (JudgedToken& token : judged.tokens) {
        if (judged.holds()) judge_token(judged, token);
        if (!judged.holds() || !token.finding.passed()) continue;
        existed = std::min(existed, *token.check.time);
        stamped = true;
    }
    if (existed < proofs_.now()) judged.proven = existed;
    judged.path = paths_.check(judged.cms.signer.get(), TrustService::Certificates, existed);
    if (!judged.holds()) return;
    judged.finding = weigh_signature(judged, existed);
    if (!judged.finding.passed()) return;
    judged.finding.reason = "The signature is valid, and its certificate leads to an authority that you trust.";
    if (stamped) proofs_.add(end, existed);
}

/// The answers in the order in which EN 319 102-1 §5.3 lets them count: later changes, algorithms, certificate.
Finding Judgement::weigh_signature(const Judged& judged, TimePoint existed) const {
    if (const LaterChange* bad = first_forbidden(*judged.embedded)) return failed("FORMAT_FAILURE", bad->sentence);
    if (judged.stated && *judged.stated > existed + kSlack) {
        return undecided("TIMESTAMP_ORDER_FAILURE", "The time-stamp states a moment that is later than what it comes before.");
    }
    if (judged.cms.reliable_until <= existed) {
        const bool proven = existed < proofs_.now();
        return undecided(proven ? "CRYPTO_CONSTRAINTS_FAILURE" : "CRYPTO_CONSTRAINTS_FAILURE_NO_POE",
                         "The signature uses cryptography that is too weak today.");
    }
    return judged.path.finding;
}

/// A time-stamp that a signature covers shows that the signature is younger. If its certificate had ended before, it was made
/// without right (§5.3.4: REVOKED, EXPIRED).
void Judgement::sharpen(std::size_t i) {
    Judged& judged = all_[i];
    if (judged.embedded->time_stamp || judged.cms.signer == nullptr || judged.finding.indication != Indication::Indeterminate)
        return;
    TimePoint younger_than = kNever;
    for (std::size_t j = 0; j < i; ++j) {
        if (all_[j].embedded->time_stamp && all_[j].finding.passed()) younger_than = std::max(younger_than, *all_[j].stated);
        for (const JudgedToken& token : all_[j].tokens) {
            if (token.finding.passed() && token.check.time) younger_than = std::max(younger_than, *token.check.time);
        }
    }
    const auto until = time_of(X509_get0_notAfter(judged.cms.signer.get()));
    if (judged.finding.sub_indication == "REVOKED_NO_POE" && judged.path.revoked_at && *judged.path.revoked_at < younger_than) {
        judged.finding = failed("REVOKED", "The signature was made after its certificate was revoked.");
    } else if (judged.finding.sub_indication.starts_with("OUT_OF_BOUNDS") && until && *until < younger_than) {
        judged.finding = failed("EXPIRED", "The signature was made after its certificate had expired.");
    }
}

}  // namespace quillport::signing
