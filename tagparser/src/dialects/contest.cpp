#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

#include "language.hpp"

namespace quillport::tags {
namespace {

constexpr std::size_t kLast = 1'000'000;  ///< rank of what is no tag for any dialect

struct Claim {
    std::size_t rank = kLast;
    Candidate candidate;
};

std::size_t rank_of(const Candidate& candidate, const Flow& flow, const Language& language) {
    if (candidate.fault != MarkFault::None) return kLast;
    const auto verdict = language.read(candidate, flow);
    return std::holds_alternative<ParsedTag>(verdict.outcome) ? language.rank(verdict.dialect) : kLast;
}

bool overlaps(const std::set<std::pair<std::size_t, std::size_t>>& taken, const Candidate& candidate) {
    const auto next = taken.lower_bound({candidate.begin, candidate.end});
    if (next != taken.end() && next->first < candidate.end) return true;
    return next != taken.begin() && std::prev(next)->second > candidate.begin;
}

/// Among candidates that overlap, those of the dialect named first stay; of one dialect the longer. An anchor takes nothing from
/// another: several fields may be placed by one.
void contest(std::vector<Claim>& claims, const Language& language, std::vector<Candidate>& out) {
    std::stable_sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
        const auto key = [](const Claim& c) {
            return std::tuple(c.rank, -static_cast<std::ptrdiff_t>(c.candidate.end - c.candidate.begin), c.candidate.begin);
        };
        return key(a) < key(b);
    });
    std::set<std::pair<std::size_t, std::size_t>> taken, anchored;
    for (Claim& claim : claims) {
        const bool anchor = language.is_anchor(claim.candidate.mark);
        if (overlaps(taken, claim.candidate) || (!anchor && overlaps(anchored, claim.candidate))) continue;
        (anchor ? anchored : taken).insert({claim.candidate.begin, claim.candidate.end});
        out.push_back(std::move(claim.candidate));
    }
}

}  // namespace

std::vector<Candidate> settle_overlaps(std::vector<Candidate> candidates, const Flow& flow, const Language& language) {
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.begin < b.begin; });
    std::vector<Candidate> out;
    for (auto first = candidates.begin(); first != candidates.end();) {
        std::size_t end = first->end;
        auto last = first + 1;
        for (; last != candidates.end() && last->begin < end; ++last) end = std::max(end, last->end);
        if (last - first == 1) {
            out.push_back(std::move(*first));
        } else {
            std::vector<Claim> claims;
            for (auto it = first; it != last; ++it) {
                const std::size_t rank = rank_of(*it, flow, language);
                claims.push_back({rank, std::move(*it)});
            }
            contest(claims, language, out);
        }
        first = last;
    }
    std::sort(out.begin(), out.end(), [](const Candidate& a, const Candidate& b) { return a.begin < b.begin; });
    return out;
}

}  // namespace quillport::tags
