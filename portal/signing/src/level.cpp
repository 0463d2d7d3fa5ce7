// Which of the PAdES baseline levels a signature has reached: whether its parts are there and fit, not whether they are trusted.
// EN 319 142-1 §6.2 and §6.3.
#include <algorithm>

#include "judgement.hpp"

namespace quillport::signing {

/// Whether a document security store holds revocation data for a chain, up to its anchor or root. `until` grows to the offset behind
/// the last piece that is needed.
bool Judgement::stored(const STACK_OF(X509) * chain, bool anchored, std::int64_t& until) {
    const int count = sk_X509_num(chain);
    if (count <= 0) return false;
    if (!anchored && (X509_get_extension_flags(sk_X509_value(chain, count - 1)) & EXFLAG_SS) == 0U) return false;
    for (int i = 0; i + 1 < count; ++i) {
        X509* certificate = sk_X509_value(chain, i);
        if (needs_no_revocation(certificate)) continue;
        std::int64_t first = INT64_MAX;
        for (const RevocationFact& fact : paths_.revocation().facts(certificate, sk_X509_value(chain, i + 1))) {
            first = std::min(first, fact.stored_until);
        }
        if (first == INT64_MAX) return false;
        until = std::max(until, first);
    }
    return true;
}

std::string Judgement::level_of(std::size_t i) {
    const Judged& judged = all_[i];
    if (judged.embedded->time_stamp || !judged.holds() || !judged.cms.baseline) return {};
    const auto holds = [](const JudgedToken& token) { return token.check.cms.finding.passed() && token.check.time.has_value(); };
    const auto is_stamp = [](const Judged& later) { return later.embedded->time_stamp && later.holds(); };
    const auto stamp = std::find_if(all_.begin() + static_cast<std::ptrdiff_t>(i) + 1, all_.end(), is_stamp);
    const bool inside = std::any_of(judged.tokens.begin(), judged.tokens.end(), holds);
    if (!inside && stamp == all_.end()) return "B-B";

    std::int64_t until = 0;
    bool complete = stored(judged.path.chain.get(), judged.path.anchored, until);
    for (const JudgedToken& token : judged.tokens) {
        if (holds(token)) complete = complete && stored(token.path.chain.get(), token.path.anchored, until);
    }
    if (!inside) complete = complete && stored(stamp->path.chain.get(), stamp->path.anchored, until);
    if (!complete) return "B-T";
    const bool archived = std::any_of(stamp, all_.end(), [&](const Judged& later) {
        return is_stamp(later) && until <= later.embedded->revision_end;
    });
    return archived ? "B-LTA" : "B-LT";
}

}  // namespace quillport::signing
