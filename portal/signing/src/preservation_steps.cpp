#include "preservation_steps.hpp"

#include <algorithm>

#include "cms_check.hpp"
#include "quillport/signing/sign.hpp"
#include "time_stamp_attribute.hpp"

namespace quillport::signing {
namespace {

/// Tokens of one authority differ by a few bytes: serial numbers, ECDSA values, fractions of seconds.
constexpr std::size_t kSpare = 48;
/// Tokens of two authorities by the certificates that they bring.
constexpr std::size_t kSpareForOthers = 4096;
constexpr int kMostTries = 4;

Error no_authority() { return {ErrorCode::Unavailable, "no time-stamp authority is set", ""}; }
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
                                     const PreservationSources& sources, bool stamps)
    : original_(original), sources_(sources), plan_(plan), values_(std::move(values)), stamps_(stamps) {}

Result<void> PreservationSteps::finish_digest(pdf::PendingIncrement& increment) const {
    runtime::DigestStream seen = original_.copy();
    seen.update(appended_);
    return increment.finish_digest(std::move(seen));
}

Result<void> PreservationSteps::take(pdf::PendingIncrement&& increment, BytesView value) {
    if (auto r = pdf::insert_signature(increment, value); !r.ok()) return r;
    appended_.insert(appended_.end(), increment.appended.begin(), increment.appended.end());
    plan_ = std::move(increment.next);
    return {};
}

template <typename Build, typename Make>
Result<Bytes> PreservationSteps::append(std::size_t hole, const Build& build, const Make& make) {
    for (int i = 0; i < kMostTries; ++i) {
        Result<pdf::PendingIncrement> made = build(hole);
        if (!made.ok()) return std::move(made).error();
        pdf::PendingIncrement& increment = made.value();
        if (auto r = finish_digest(increment); !r.ok()) return std::move(r).error();
        Result<Bytes> value = make(increment.digest);
        if (!value.ok()) return value;
        if (value.value().size() > increment.hole_size) {
            hole = value.value().size() + kSpare;
            continue;
        }
        if (auto r = take(std::move(increment), value.value()); !r.ok()) return std::move(r).error();
        return value;
    }
    return Error{ErrorCode::TooLarge, "the signatures of one key or authority differ too much in size", ""};
}

/// Policy decides whether a signature without its time-stamp is one.
template <typename T>
Result<T> PreservationSteps::without_stamp(const Error& why, T otherwise) {
    if (sources_.time_stamp_required) return Error{ErrorCode::Unavailable, reason_of(why), "time_stamp"};
    add_gap({Gap::What::TimeStamp, {}, reason_of(why), true});
    stamps_ = false;
    return otherwise;
}

Result<std::size_t> PreservationSteps::hole_for(const SigningKey& key) {
    const std::size_t hole = signature_size(key);
    if (hole == 0) return Error{ErrorCode::InvalidInput, "the key cannot sign documents", ""};
    if (!stamps_) return hole;
    const auto size = sources_.time_stamps == nullptr ? Result<std::size_t>(no_authority())
                                                      : sources_.time_stamps->token_size(original_.algorithm());
    if (size.ok()) return size_with_time_stamp(hole, size.value() + kSpare);
    return without_stamp(size.error(), hole);
}

Result<Bytes> PreservationSteps::stamped(Bytes cms) {
    if (!stamps_) return cms;
    const runtime::DigestAlgorithm algorithm = original_.algorithm();
    const auto value = signature_value(cms);
    if (!value.ok()) return value.error();
    const auto stamp = sources_.time_stamps->stamp(algorithm, runtime::digest_of(algorithm, value.value()));
    if (stamp.ok()) return with_time_stamp(cms, stamp.value().token);
    return without_stamp(stamp.error(), std::move(cms));
}

Result<void> PreservationSteps::sign(pdf::SigningAct act, const SigningKey& key) {
    act.digest = original_.algorithm();
    const auto hole = hole_for(key);
    if (!hole.ok()) return hole.error();
    const auto build = [&](std::size_t room) {
        act.hole = room;
        return pdf::build_increment(plan_, act);
    };
    const auto make = [&](BytesView digest) -> Result<Bytes> {
        auto cms = make_cms(digest, key);
        return cms.ok() ? stamped(std::move(cms).value()) : cms;
    };
    auto value = append(hole.value(), build, make);
    if (!value.ok()) return std::move(value).error();
    values_.push_back({false, std::move(value).value()});
    return {};
}

Result<pdf::PendingIncrement> PreservationSteps::prepare(pdf::SigningAct act, const SigningKey& key) {
    act.digest = original_.algorithm();
    const auto hole = hole_for(key);
    if (!hole.ok()) return hole.error();
    // Another authority may have to stand in by then.
    act.hole = hole.value() + (stamps_ ? kSpareForOthers : 0);
    auto increment = pdf::build_increment(plan_, act);
    if (!increment.ok()) return increment;
    if (auto r = finish_digest(increment.value()); !r.ok()) return std::move(r).error();
    return increment;
}

Result<void> PreservationSteps::finish(pdf::PendingIncrement increment, Bytes cms) {
    Bytes plain = cms;
    auto value = stamped(std::move(cms));
    if (!value.ok()) return std::move(value).error();
    if (value.value().size() > increment.hole_size && stamps_) {
        value = without_stamp<Bytes>({ErrorCode::TooLarge, "the time-stamp is larger than the room that was left for it", ""},
                                     std::move(plain));
        if (!value.ok()) return std::move(value).error();
    }
    if (auto r = take(std::move(increment), value.value()); !r.ok()) return r;
    values_.push_back({false, std::move(value).value()});
    return {};
}

Result<void> PreservationSteps::add_document_time_stamp() {
    if (sources_.time_stamps == nullptr) return no_authority();
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
