#include "quillport/signing/sign.hpp"

namespace quillport::signing {

Result<SignedPdf> sign_increment(BytesView original, const pdf::SigningPlan& plan, pdf::SigningAct act, const SigningKey& key) {
    if (auto usable = check_usable(key, act.when); !usable.ok()) return std::move(usable).error();
    act.hole = signature_size(key);
    act.digest = key.scheme().digest;
    auto increment = pdf::build_increment(original, plan, act);
    if (!increment.ok()) return std::move(increment).error();
    pdf::PendingIncrement& pending = increment.value();

    const auto cms = make_cms(pending.digest, key);
    if (!cms.ok()) return cms.error();
    if (auto inserted = pdf::insert_signature(pending, cms.value()); !inserted.ok()) return std::move(inserted).error();
    return SignedPdf{std::move(pending.appended), std::move(pending.next)};
}

}  // namespace quillport::signing
