#include "preservation_steps.hpp"

#include <algorithm>

#include "cms_check.hpp"
#include "quillport/signing/sign.hpp"
#include "time_stamp_attribute.hpp"

namespace quillport::signing {
namespace {

/// Tokens of one authority differ by a few bytes: serial numbers, ECDSA values, fractions of seconds.
constexpr std::size_t kSpare = 48;
constexpr int kMostTries = 4;

Error unreadable() { return {ErrorCode::InvalidInput, "a signature of the document cannot be read", ""}; }

std::string reason_of(const Error& error) { return error.what + (error.detail.empty() ? "" : ": " + error.detail); }

std::vector<Bytes> ders_of(const STACK_OF(X509) * certificates) {
    std::vector<Bytes> all;
    for (int i = 0; i < sk_X509_num(certificates); ++i) all.push_back(der_of(sk_X509_value(certificates, i), i2d_X509));
    return all;
}

/// The chain of whoever made a CMS.
std::optional<Revoked> add_signer(const CmsCheck& cms, ValidationCollector& collector) {
    return collector.add_chain(der_of(cms.signer.get(), i2d_X509), ders_of(cms.certificates.get()));
}

}  // namespace

PreservationSteps::PreservationSteps(const runtime::DigestStream& original, const pdf::SigningPlan& plan, PreservedValues values,
                                     const PreservationSources& sources)
    : original_(original), sources_(sources), plan_(plan), values_(std::move(values)) {}

template <typename Build, typename Make>
Result<Bytes> PreservationSteps::append(std::size_t hole, const Build& build, const Make& make) {
    for (int i = 0; i < kMostTries; ++i) {
        Result<pdf::PendingIncrement> made = build(hole);
        if (!made.ok()) return std::move(made).error();
        pdf::PendingIncrement& increment = made.value();
        runtime::DigestStream seen = original_.copy();
        seen.update(appended_);
        if (auto r = increment.finish_digest(std::move(seen)); !r.ok()) return std::move(r).error();
        Result<Bytes> value = make(increment.digest);
        if (!value.ok()) return value;
        if (value.value().size() > increment.hole_size) {
            hole = value.value().size() + kSpare;
            continue;
        }
        if (auto r = pdf::insert_signature(increment, value.value()); !r.ok()) return std::move(r).error();
        appended_.insert(appended_.end(), increment.appended.begin(), increment.appended.end());
        plan_ = std::move(increment.next);
        return value;
    }
    return Error{ErrorCode::TooLarge, "the signatures of one key or authority differ too much in size", ""};
}

Result<void> PreservationSteps::sign(pdf::SigningAct act, const SigningKey& key, bool with_stamp) {
    const runtime::DigestAlgorithm algorithm = original_.algorithm();
    act.digest = algorithm;
    std::size_t hole = signature_size(key);
    if (hole == 0) return Error{ErrorCode::InvalidInput, "the key cannot sign documents", ""};
    std::optional<Error> missing;
    if (with_stamp && sources_.time_stamps == nullptr)
        missing = Error{ErrorCode::Unavailable, "no time-stamp authority is set", ""};
    if (with_stamp && !missing) {
        const auto size = sources_.time_stamps->token_size(algorithm);
        if (size.ok()) hole = size_with_time_stamp(hole, size.value() + kSpare);
        if (!size.ok()) missing = size.error();
    }
    if (missing && sources_.time_stamp_required) return Error{ErrorCode::Unavailable, reason_of(*missing), "time_stamp"};
    const auto build = [&](std::size_t room) {
        act.hole = room;
        return pdf::build_increment(plan_, act);
    };
    const auto make = [&](BytesView digest) -> Result<Bytes> {
        auto cms = make_cms(digest, key);
        if (!cms.ok() || !with_stamp || missing) return cms;
        const auto value = signature_value(cms.value());
        if (!value.ok()) return value.error();
        const auto stamp = sources_.time_stamps->stamp(algorithm, runtime::digest_of(algorithm, value.value()));
        if (stamp.ok()) return signing::with_time_stamp(cms.value(), stamp.value().token);
        if (sources_.time_stamp_required) return Error{ErrorCode::Unavailable, reason_of(stamp.error()), "time_stamp"};
        missing = stamp.error();
        return cms;
    };
    auto value = append(hole, build, make);
    if (!value.ok()) return std::move(value).error();
    if (missing) add_gap({Gap::What::TimeStamp, {}, reason_of(*missing), true});
    values_.push_back({false, std::move(value).value()});
    return {};
}

Result<void> PreservationSteps::add_document_time_stamp() {
    if (sources_.time_stamps == nullptr) return Error{ErrorCode::Unavailable, "no time-stamp authority is set", ""};
    const runtime::DigestAlgorithm algorithm = original_.algorithm();
    const auto size = sources_.time_stamps->token_size(algorithm);
    if (!size.ok()) return size.error();
    const auto build = [&](std::size_t room) { return pdf::build_time_stamp(plan_, room, algorithm); };
    const auto make = [&](BytesView digest) -> Result<Bytes> {
        auto stamp = sources_.time_stamps->stamp(algorithm, digest);
        if (!stamp.ok()) return std::move(stamp).error();
        return std::move(stamp.value().token);
    };
    auto value = append(size.value() + kSpare, build, make);
    if (!value.ok()) return std::move(value).error();
    values_.push_back({true, std::move(value).value()});
    return {};
}

Result<void> PreservationSteps::add_validation_data(const pdf::ValidationData& data) {
    auto made = pdf::build_validation_data(plan_, data);
    if (!made.ok()) return std::move(made).error();
    appended_.insert(appended_.end(), made.value().appended.begin(), made.value().appended.end());
    plan_ = std::move(made.value().next);
    return {};
}

bool PreservationSteps::all_time_stamped() const {
    bool stamp_after = false;
    for (auto it = values_.rbegin(); it != values_.rend(); ++it) {
        if (it->document_time_stamp) stamp_after = true;
        if (!it->document_time_stamp && !stamp_after && read_signature(it->value).time_stamps.empty()) return false;
    }
    return true;
}

Result<void> PreservationSteps::collect_token(BytesView token, ValidationCollector& collector) {
    const TokenCheck check = read_time_stamp(token);
    if (check.cms.signer == nullptr) return unreadable();
    if (const auto revoked = add_signer(check.cms, collector)) {
        add_gap({Gap::What::TimeStamp, revoked->of, "was revoked at " + to_rfc3339(revoked->at), false});
    }
    return {};
}

Result<void> PreservationSteps::collect_all(ValidationCollector& collector) {
    for (const PreservedValue& value : values_) {
        if (value.document_time_stamp) {
            if (auto r = collect_token(value.value, collector); !r.ok()) return r;
            continue;
        }
        // What it covers is not at hand here, and whether it holds is the verifier's matter: only who made it counts.
        const CmsCheck cms = read_signature(value.value);
        if (cms.signer == nullptr) return unreadable();
        static_cast<void>(add_signer(cms, collector));
        for (const Bytes& token : cms.time_stamps) {
            if (auto r = collect_token(token, collector); !r.ok()) return r;
        }
    }
    return {};
}

Preserved PreservationSteps::result(Level reached) {
    return {std::move(appended_), std::move(plan_), reached, std::move(gaps_), std::move(values_)};
}

}  // namespace quillport::signing
