#include "quillport/http/portal.hpp"

#include <chrono>

#include "context.hpp"
#include "errors.hpp"
#include "event_hub.hpp"
#include "guard.hpp"
#include "handlers/handlers.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/runtime/random.hpp"
#include "quillport/services/drafts.hpp"
#include "quillport/services/envelopes.hpp"
#include "router.hpp"
#include "security_headers.hpp"
#include "web_files.hpp"

namespace quillport::http {

namespace {

using runtime::LogLevel;

bool is_api(const Request& request) { return request.path.compare(0, kApiRoot.size(), kApiRoot) == 0; }

/// What the log may show of a path: of an operation its name, of a file its name, of a page (which may end in a link's token) the
/// start.
std::string shown_path(const Request& request, const contract::Route* route, const WebFiles& files) {
    if (route != nullptr) return std::string(route->name);
    if (is_api(request)) return "/api/...";
    if (files.has(request.path)) return request.path;
    const auto second = request.path.find('/', 1);
    return second == std::string::npos ? request.path.substr(0, 40)
                                       : request.path.substr(0, std::min<std::size_t>(second, 40)) + "/...";
}

}  // namespace

class Portal::Impl final : public services::Announcer {
  public:
    Impl(services::Context& context, PortalOptions options)
        : services_(context), options_(std::move(options)), files_(options_.web_root) {
        services_.announcer = this;
    }
    ~Impl() override { services_.announcer = nullptr; }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    void draft_changed(const OrganisationId& organisation, const DraftId& draft) override {
        // A draft that was claimed or dropped is gone for those who saw it: they must hear of it too.
        events_.publish(organisation, {.kind = contract::LiveEventKind::Draft, .id = draft.value},
                        [](const services::User&) { return true; });
    }
    void notice_made(const OrganisationId& organisation, const UserId& user) override {
        events_.publish(organisation, {.kind = contract::LiveEventKind::Notice, .id = user.value},
                        [&](const services::User& listener) { return listener.id == user; });
    }

    BodyPlan plan(const Request& head) const {
        const Match found = match(head);
        if (found.route != nullptr && found.route->body == contract::BodyKind::Spooled)
            return {BodyPlan::Kind::Spool, options_.upload_limit};
        return {BodyPlan::Kind::Memory,
                found.route != nullptr && found.route->body == contract::BodyKind::Json ? options_.json_limit : 65'536};
    }

    std::optional<Response> admit(const Request& head) {
        const Match found = match(head);
        Context context = context_of(head, *found.route);
        auto may = guard(head, context, admission_limiter_);
        if (may.ok()) return std::nullopt;
        return finish(head, found.route, refused(may.error()), {}, std::chrono::steady_clock::now());
    }

    Response answer(Request request) {
        const auto start = std::chrono::steady_clock::now();
        if (!is_api(request)) return finish(request, nullptr, page(request), {}, start);
        const Match found = match(request);
        if (found.route == nullptr) return finish(request, nullptr, unknown(found), {}, start);
        Context context = context_of(request, *found.route);
        Result<Response> result = handle(request, context);
        if (result.ok()) publish(request, context, result.value());
        Response response = result.ok() ? std::move(result).value() : refused(result.error());
        return finish(request, found.route, std::move(response), caller(context), start);
    }

    Response refusal(int status) {
        Response response =
            refused(services::refusal(code_of(status), "no request that can be served", status == 500 ? "internal" : "request"));
        response.status = status;
        add_security_headers(response, is_https(services_));
        return response;
    }

    void stopping() { events_.close(); }

  private:
    Context context_of(const Request& request, const contract::Route& route) {
        return {services_, events_, options_, route, client_of(request, options_), {}, {}, {}};
    }

    Result<Response> handle(Request& request, Context& context) {
        if (auto read = read_parameters(context.route, request); !read.ok()) return std::move(read).error();
        if (auto may = guard(request, context, limiter_); !may.ok()) return std::move(may).error();
        if (context.route.body == contract::BodyKind::Json && request.header("content-type").substr(0, 16) != "application/json")
            return services::refusal(ErrorCode::Unsupported, "the body is no application/json", "json");
        return handler_of(context.route.operation)(request, context);
    }

    Response page(const Request& request) const {
        if (request.method == "GET" || request.method == "HEAD") return files_.answer(request);
        Response response = json(405, R"({"code":"invalid_input","key":"method"})");
        response.set("Allow", "GET, HEAD");
        return response;
    }

    Response unknown(const Match& found) {
        if (found.allowed.empty())
            return refused(services::refusal(ErrorCode::NotFound, "no such operation", "no_such_operation"));
        Response response = refused(services::refusal(ErrorCode::InvalidInput, "not this method", "method"));
        response.status = 405;
        response.set("Allow", found.allowed);
        return response;
    }

    /// The answer to an error, with a code that is in the log too.
    Response refused(const Error& error) {
        std::string code = runtime::new_id(services_.random).substr(0, 6);
        for (char& c : code) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        code.insert(3, "-");
        const int status = status_of(error.code);
        runtime::log(status >= 500 ? LogLevel::Error : LogLevel::Warning, "refused",
                     {{"support", code}, {"code", name_of(error.code)}, {"why", error.what}, {"detail", error.detail}});
        return error_answer(error, code);
    }

    /// Open pages learn what a successful change touched.
    void publish(const Request& request, const Context& context, const Response& response) {
        if (request.method == "GET" || request.method == "HEAD" || response.status >= 300) return;
        using contract::LiveEventKind;
        if (context.participant) return publish_envelope(context.participant->organisation, context.participant->envelope.value);
        if (context.route.object == contract::ObjectKind::Draft)
            draft_changed(context.user->organisation, DraftId{request.parameter("draft")});
        if (context.route.object == contract::ObjectKind::Envelope)
            publish_envelope(context.user->organisation, request.parameter("envelope"));
        if (context.route.operation == contract::Operation::SendDraft) {
            const auto sent = contract::from_json<contract::Envelope>(response.body);
            if (sent.ok()) publish_envelope(context.user->organisation, sent.value().id);
        }
        if (context.route.operation == contract::Operation::CreateDraft) {
            const auto made = contract::from_json<contract::DraftReceipt>(response.body);
            if (made.ok())
                draft_changed(context.key ? context.key->organisation : context.user->organisation, DraftId{made.value().draft});
        }
    }
    void publish_envelope(const OrganisationId& organisation, const std::string& id) {
        events_.publish(organisation, {.kind = contract::LiveEventKind::Envelope, .id = id},
                        [&](const services::User& user) { return services::get_envelope(services_, user, EnvelopeId{id}).ok(); });
    }

    static std::string caller(const Context& context) {
        if (context.user) return "user:" + context.user->id.value;
        if (context.key) return "key:" + context.key->id;
        if (context.participant) return "recipient:" + context.participant->recipient.value;
        return "nobody";
    }

    Response finish(const Request& request, const contract::Route* route, Response response, const std::string& who,
                    std::chrono::steady_clock::time_point start) {
        apply_conditions(request, response);
        add_security_headers(response, request.tls || is_https(services_));
        const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
        const LogLevel level = response.status >= 500   ? LogLevel::Error
                               : response.status >= 400 ? LogLevel::Warning
                                                        : LogLevel::Info;
        runtime::log(level, "request",
                     {{"method", request.method},
                      {"what", shown_path(request, route, files_)},
                      {"status", response.status},
                      {"ms", static_cast<long long>(spent.count())},
                      {"bytes", response.content().size()},
                      {"peer", client_of(request, options_).address},
                      {"who", who.empty() ? std::string("nobody") : who}});
        return response;
    }

    services::Context& services_;
    PortalOptions options_;
    WebFiles files_;
    EventHub events_;
    RateLimiter limiter_;
    RateLimiter admission_limiter_;  ///< an upload passes the guard twice, and is counted once in each
};

Portal::Portal(services::Context& context, PortalOptions options) : impl_(std::make_unique<Impl>(context, std::move(options))) {}
Portal::~Portal() = default;

BodyPlan Portal::plan(const Request& head) { return impl_->plan(head); }
std::optional<Response> Portal::admit(const Request& head) { return impl_->admit(head); }
Response Portal::answer(Request request) { return impl_->answer(std::move(request)); }
Response Portal::refusal(int status) { return impl_->refusal(status); }
void Portal::stopping() { impl_->stopping(); }

}  // namespace quillport::http
