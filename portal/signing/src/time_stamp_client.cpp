#include <algorithm>
#include <map>
#include <mutex>

#include "quillport/net/http_client.hpp"
#include "silent_hosts.hpp"
#include "time_stamp_answer.hpp"

namespace quillport::signing {
namespace {

constexpr std::size_t kNonceSize = 16;

class TimeStampClient final : public TimeStampSource {
  public:
    TimeStampClient(TimeStampSettings settings, runtime::Random& random, const runtime::Clock& clock)
        : settings_(std::move(settings)),
          trust_(settings_.anchors.empty() ? nullptr : trust_in(settings_.anchors)),
          random_(random),
          clock_(clock),
          silent_(settings_.pause) {}

    [[nodiscard]] Result<TimeStamp> stamp(runtime::DigestAlgorithm algorithm, BytesView digest) override {
        if (digest.size() != runtime::size_of(algorithm)) {
            return Error{ErrorCode::InvalidInput, "the digest has another size than its algorithm's", ""};
        }
        const std::size_t count = settings_.authorities.size();
        if (count == 0) return Error{ErrorCode::Unavailable, "no time-stamp authority is named", ""};
        std::vector<std::string> reasons(count);
        const std::size_t first = preferred();
        for (std::size_t i = 0; i < count * static_cast<std::size_t>(std::max(settings_.rounds, 1)); ++i) {
            const std::size_t index = (first + i) % count;
            if (silent_.is_silent(settings_.authorities[index].url, clock_.now())) {
                if (reasons[index].empty()) reasons[index] = "did not answer a moment ago";
                continue;
            }
            auto answer = ask(settings_.authorities[index], algorithm, digest);
            if (answer.ok()) {
                remember(index, algorithm, answer.value().token.size());
                return answer;
            }
            reasons[index] = answer.error().what;
            if (answer.error().code == ErrorCode::Timeout) silent_.note(settings_.authorities[index].url, clock_.now());
        }
        return Error{ErrorCode::Unavailable, "no time-stamp authority answered as it must", told(reasons)};
    }

    [[nodiscard]] Result<std::size_t> token_size(runtime::DigestAlgorithm algorithm) override {
        if (const std::size_t known = largest(algorithm); known != 0) return known;
        const Bytes nothing(runtime::size_of(algorithm));
        auto probe = stamp(algorithm, nothing);
        if (!probe.ok()) return std::move(probe).error();
        return largest(algorithm);
    }

  private:
    Result<TimeStamp> ask(const TimeStampAuthority& authority, runtime::DigestAlgorithm algorithm, BytesView digest) {
        const TimeStampQuery query{algorithm, quillport::copy_of(digest), random_.bytes(kNonceSize), authority.policy};
        auto body = encode(query);
        if (!body.ok()) return std::move(body).error();
        net::HttpRequest request;
        request.method = "POST";
        request.url = authority.url;
        request.headers = {{"Content-Type", "application/timestamp-query"}, {"Accept", "application/timestamp-reply"}};
        request.body = std::move(body).value();
        request.user_and_password = authority.user_and_password;
        request.timeout = settings_.deadline;
        request.answer_limit = settings_.answer_limit;
        auto answer = net::exchange(request);
        if (!answer.ok()) return std::move(answer).error();
        if (answer.value().status != 200) {
            return Error{ErrorCode::Unavailable, "the authority answered with status " + std::to_string(answer.value().status),
                         ""};
        }
        return check_answer(answer.value().body, query, {trust_.get(), clock_.now(), settings_.tolerance});
    }

    [[nodiscard]] std::string told(const std::vector<std::string>& reasons) const {
        std::string all;
        for (std::size_t i = 0; i < reasons.size(); ++i) {
            all += (i == 0 ? "" : "; ") + settings_.authorities[i].url + ": " + reasons[i];
        }
        return all;
    }

    std::size_t preferred() {
        const std::lock_guard lock(mutex_);
        return preferred_;
    }
    std::size_t largest(runtime::DigestAlgorithm algorithm) {
        const std::lock_guard lock(mutex_);
        return largest_[algorithm];
    }
    void remember(std::size_t index, runtime::DigestAlgorithm algorithm, std::size_t size) {
        const std::lock_guard lock(mutex_);
        preferred_ = index;
        largest_[algorithm] = std::max(largest_[algorithm], size);
    }

    TimeStampSettings settings_;
    std::unique_ptr<TrustSource> trust_;
    runtime::Random& random_;
    const runtime::Clock& clock_;
    SilentHosts silent_;
    std::mutex mutex_;
    std::size_t preferred_ = 0;
    std::map<runtime::DigestAlgorithm, std::size_t> largest_;
};

}  // namespace

std::unique_ptr<TimeStampSource> time_stamps_from(TimeStampSettings settings, runtime::Random& random,
                                                  const runtime::Clock& clock) {
    return std::make_unique<TimeStampClient>(std::move(settings), random, clock);
}

}  // namespace quillport::signing
