#include <algorithm>
#include <map>
#include <mutex>

#include "certificate_sources.hpp"
#include "quillport/net/http_client.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/signing/trust.hpp"
#include "revocation_check.hpp"
#include "silent_hosts.hpp"

namespace quillport::signing {
namespace {

constexpr std::size_t kNonceSize = 16;
constexpr std::size_t kMostEntries = 4096;
constexpr std::size_t kMostBytes = 64U << 20U;

Error unavailable(std::string detail) {
    return {ErrorCode::Unavailable, "the revocation of a certificate could not be found out", std::move(detail)};
}

/// Answers until their end, bounded in number and bytes; what ends first goes first. Not thread-safe.
class AnswerCache {
  public:
    [[nodiscard]] const RevocationAnswer* find(const std::string& key, TimePoint now) const {
        const auto found = entries_.find(key);
        return found == entries_.end() || found->second.next_update <= now ? nullptr : &found->second;
    }
    void keep(const std::string& key, const RevocationAnswer& answer) {
        drop(key);
        bytes_ += weight(answer);
        entries_.emplace(key, answer);
        while (entries_.size() > kMostEntries || bytes_ > kMostBytes) {
            const auto first = std::min_element(entries_.begin(), entries_.end(), [](const auto& a, const auto& b) {
                return a.second.next_update < b.second.next_update;
            });
            drop(std::string(first->first));
        }
    }

  private:
    static std::size_t weight(const RevocationAnswer& answer) { return answer.ocsp_response.size() + answer.crl.size(); }
    void drop(const std::string& key) {
        const auto found = entries_.find(key);
        if (found == entries_.end()) return;
        bytes_ -= weight(found->second);
        entries_.erase(found);
    }

    std::map<std::string, RevocationAnswer> entries_;
    std::size_t bytes_ = 0;
};

class OnlineRevocation final : public RevocationSource {
  public:
    OnlineRevocation(RevocationSettings settings, runtime::Random& random, const runtime::Clock& clock)
        : settings_(std::move(settings)), random_(random), clock_(clock), silent_(settings_.pause) {
        for (const std::string& host : settings_.internal_hosts) {
            internal_hosts_.insert(net::host_of("http://" + host + "/"));  // in the form in which hosts of URLs come
        }
    }

    [[nodiscard]] Result<RevocationAnswer> ask(BytesView certificate, BytesView issuer) override {
        const X509Ptr subject = parse_certificate(certificate), authority = parse_certificate(issuer);
        if (subject == nullptr || authority == nullptr) return Error{ErrorCode::InvalidInput, "a certificate cannot be read", ""};
        const std::string key = runtime::sha256_hex(certificate) + runtime::sha256_hex(issuer);
        {
            const std::lock_guard lock(mutex_);
            if (const RevocationAnswer* known = cache_.find(key, clock_.now())) return *known;
        }
        auto answer = ask_online(subject.get(), authority.get());
        if (answer.ok()) {
            const std::lock_guard lock(mutex_);
            cache_.keep(key, answer.value());
        }
        return answer;
    }

    [[nodiscard]] Result<Bytes> issuer_of(BytesView certificate) override {
        const X509Ptr subject = parse_certificate(certificate);
        if (subject == nullptr) return Error{ErrorCode::InvalidInput, "a certificate cannot be read", ""};
        const std::string key = runtime::sha256_hex(certificate);
        {
            const std::lock_guard lock(mutex_);
            if (const auto known = issuers_.find(key); known != issuers_.end()) return known->second;
        }
        auto issuer = fetch_issuer(subject.get());
        if (issuer.ok()) {
            const std::lock_guard lock(mutex_);
            if (issuers_.size() >= kMostEntries) issuers_.clear();
            issuers_[key] = issuer.value();
        }
        return issuer;
    }

  private:
    Result<Bytes> fetch_issuer(X509* subject) {
        const CertificateSources sources = sources_of(subject);
        if (sources.issuers.empty()) {
            return Error{ErrorCode::Unsupported, "a certificate does not say where its issuer is found", ""};
        }
        std::string reasons;
        for (int round = 0; round < settings_.rounds; ++round) {
            for (const std::string& url : sources.issuers) {
                auto answer = fetch(url, {}, settings_.answer_limit);
                if (!answer.ok()) {
                    reasons += url + ": " + answer.error().what + "; ";
                    continue;
                }
                if (auto issuer = issuer_in(answer.value(), subject); !issuer.empty()) return issuer;
                reasons += url + ": the issuer is not in the answer; ";
            }
        }
        return Error{ErrorCode::Unavailable, "the issuer of a certificate could not be fetched", reasons};
    }

    /// OCSP first, since its answer is small and new; each address several times, since a call may fail by chance.
    Result<RevocationAnswer> ask_online(X509* certificate, X509* issuer) {
        const CertificateSources sources = sources_of(certificate);
        if (sources.ocsp.empty() && sources.crls.empty()) {
            return Error{ErrorCode::Unsupported, "a certificate does not say where its revocation is told", ""};
        }
        const RevocationRules rules{clock_.now(), settings_.longest_without_next};
        std::string reasons;
        for (const std::string& url : sources.ocsp) {
            for (int round = 0; round < settings_.rounds; ++round) {
                auto answer = ask_responder(url, certificate, issuer, rules);
                if (answer.ok()) return answer;
                reasons += url + ": " + answer.error().what + "; ";
            }
        }
        for (const std::string& url : sources.crls) {
            for (int round = 0; round < settings_.rounds; ++round) {
                auto list = fetch(url, {}, settings_.list_limit);
                auto answer = list.ok() ? check_crl(list.value(), certificate, issuer, rules) : list.error();
                if (answer.ok()) return answer;
                reasons += url + ": " + answer.error().what + "; ";
            }
        }
        return unavailable(reasons);
    }

    Result<RevocationAnswer> ask_responder(const std::string& url, X509* certificate, X509* issuer,
                                           const RevocationRules& rules) {
        const Bytes nonce = random_.bytes(kNonceSize);
        const auto answer = fetch(url, ocsp_request(certificate, issuer, nonce), settings_.answer_limit);
        if (!answer.ok()) return answer.error();
        return check_ocsp(answer.value(), certificate, issuer, nonce, rules);
    }

    /// POST when there is a body. Who was silent a moment ago is not waited for again.
    Result<Bytes> fetch(const std::string& url, Bytes body, std::size_t limit) {
        if (silent_.is_silent(url, clock_.now())) return Error{ErrorCode::Unavailable, "did not answer a moment ago", ""};
        net::HttpRequest request;
        request.url = url;
        request.timeout = settings_.deadline;
        request.answer_limit = limit;
        request.public_only = !settings_.private_addresses && internal_hosts_.count(net::host_of(url)) == 0;
        if (!body.empty()) {
            request.method = "POST";
            request.headers = {{"Content-Type", "application/ocsp-request"}, {"Accept", "application/ocsp-response"}};
            request.body = std::move(body);
        }
        auto answer = net::exchange(request);
        if (!answer.ok() && answer.error().code == ErrorCode::Timeout) silent_.note(url, clock_.now());
        if (!answer.ok()) return std::move(answer).error();
        if (answer.value().status != 200) {
            return Error{ErrorCode::Unavailable, "answered with status " + std::to_string(answer.value().status), ""};
        }
        return std::move(answer.value().body);
    }

    /// DER, a certificates-only CMS (RFC 5280 §4.2.2.1) or, though not allowed, PEM.
    static Bytes issuer_in(BytesView answer, X509* subject) {
        const auto issued = [&](X509* candidate) {
            const bool right =
                X509_check_issued(candidate, subject) == X509_V_OK && X509_verify(subject, X509_get0_pubkey(candidate)) == 1;
            ERR_clear_error();
            return right;
        };
        const auto candidates = read_certificates(answer);
        for (const Bytes& der : candidates.ok() ? candidates.value() : std::vector<Bytes>{}) {
            const X509Ptr candidate = parse_certificate(der);
            if (candidate != nullptr && issued(candidate.get())) return der;
        }
        const unsigned char* at = raw(answer);
        const CmsPtr cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(answer.size())));
        const X509StackPtr bundle(cms == nullptr ? nullptr : CMS_get1_certs(cms.get()));
        ERR_clear_error();
        for (int i = 0; i < sk_X509_num(bundle.get()); ++i) {
            if (issued(sk_X509_value(bundle.get(), i))) return der_of(sk_X509_value(bundle.get(), i), i2d_X509);
        }
        return {};
    }

    RevocationSettings settings_;
    std::set<std::string> internal_hosts_;
    runtime::Random& random_;
    const runtime::Clock& clock_;
    SilentHosts silent_;
    std::mutex mutex_;
    AnswerCache cache_;
    std::map<std::string, Bytes> issuers_;  ///< by the hash of what they issued
};

}  // namespace

std::unique_ptr<RevocationSource> revocation_online(RevocationSettings settings, runtime::Random& random,
                                                    const runtime::Clock& clock) {
    return std::make_unique<OnlineRevocation>(std::move(settings), random, clock);
}

}  // namespace quillport::signing
