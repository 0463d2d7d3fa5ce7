#include "quillport/printing/delivery.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "draft_delivery.hpp"
#include "queue_settings.hpp"
#include "quillport/contract/codecs.hpp"
#include "quillport/core/refusals.hpp"
#include "quillport/net/http_client.hpp"
#include "quillport/runtime/log.hpp"

namespace quillport::printing {
namespace {

using namespace std::chrono_literals;
using Outcome = DeliveryReport::Outcome;

constexpr std::string_view kPdfMagic = "%PDF-";

std::string title_of(const contract::SpoolHeader& header) { return header.job.title.empty() ? "The document" : header.job.title; }

std::string counted(long long n, const char* one, const char* many) {
    return (n == 0 ? "no" : std::to_string(n)) + (n == 1 ? one : many);
}

/// ISO 32000-1 Annex H implementation note: the header may lie within the first 1024 bytes.
bool is_pdf(const runtime::FilePart& document) {
    const auto head = runtime::first_bytes(document, 1024);
    return head.ok() && text_of(head.value()).find(kPdfMagic) != std::string_view::npos;
}

/// What documents wait for until the operator mends it.
struct Obstacle {
    std::string_view key;
    std::string_view sentence;
};
constexpr std::array kObstacles = {
    Obstacle{"unauthenticated", " waits: the portal does not know this print server's key. Tell your operator."},
    Obstacle{"forbidden", " waits: this print server may not deliver to the portal. Tell your operator."},
    Obstacle{"tag_settings", " waits: the printer's settings for tags are not understood. Tell your operator."},
};

std::string sentence_for(std::string_view key, const contract::SpoolHeader& header) {
    for (const Obstacle& obstacle : kObstacles)
        if (obstacle.key == key) return title_of(header) + std::string(obstacle.sentence);
    const std::string why = why_refused_of(title_of(header), key);
    return !why.empty() ? why
                        : title_of(header) + " cannot be taken (" + std::string(key) +
                              "). Your operator finds it among the held documents.";
}

DeliveryReport refused(std::string_view key, const contract::SpoolHeader& header) {
    return {Outcome::Refused, sentence_for(key, header), std::string(key)};
}

DeliveryReport later(std::string reason) {
    return {Outcome::AllLater, "The portal does not answer. Your document is safe and is delivered as soon as it is back.",
            std::move(reason)};
}

DeliveryReport fails_now(const contract::SpoolHeader& header, std::string reason) {
    return {Outcome::Later, title_of(header) + " is safe, but the portal could not take it now. It is tried again by itself.",
            std::move(reason)};
}

/// A key that was withdrawn or mistyped is mended by the operator: the document waits.
DeliveryReport waits_for_operator(Outcome outcome, const char* key, const contract::SpoolHeader& header) {
    return {outcome, sentence_for(key, header), key};
}

DeliveryReport for_failed_settings(const Error& error, const contract::SpoolHeader& header) {
    if (error.code == ErrorCode::Unauthenticated) return waits_for_operator(Outcome::AllLater, "unauthenticated", header);
    if (error.code == ErrorCode::Forbidden) return waits_for_operator(Outcome::AllLater, "forbidden", header);
    return later(error.what + " " + error.detail);
}

DeliveryReport for_failed_inspection(const Error& error, const contract::SpoolHeader& header) {
    switch (error.code) {
        case ErrorCode::InvalidInput:  // the queue's settings are newer than this program, or broken by hand
            return waits_for_operator(Outcome::Later, "tag_settings", header);
        case ErrorCode::Unsupported:
            return refused(error.detail, header);
        case ErrorCode::TooLarge:
        case ErrorCode::Timeout:
            return refused("too_large", header);
        case ErrorCode::NoSpace:  // of this machine, for a moment
            return {Outcome::Later,
                    title_of(header) + " is safe, but the print server could not read it now. It is tried again by itself.",
                    error.what};
        case ErrorCode::Unavailable:
            return {Outcome::AllLater, "Your document is safe. It is read as soon as the print server's worker is back.",
                    error.what};
        default:
            return refused("damaged", header);
    }
}

/// The scheduler's word for the document's type; whatever is no such word is none (RFC 6838 §4.2).
std::string media_type_of(const contract::SpoolHeader& header) {
    const bool fine =
        header.content_type.find('/') != std::string::npos &&
        std::all_of(header.content_type.begin(), header.content_type.end(), [](unsigned char c) {
            return std::isalnum(c) != 0 || std::string_view("!#$&^_.+-/").find(static_cast<char>(c)) != std::string_view::npos;
        });
    return fine ? header.content_type : "application/octet-stream";
}

/// multipart/form-data (RFC 7578) with two parts; the boundary is the document's key and cannot be known to the document's
/// author.
void put_form(net::HttpRequest& request, const std::string& boundary, const std::string& draft, const std::string& media_type,
              const runtime::FilePart& document) {
    const std::string head = "--" + boundary +
                             "\r\nContent-Disposition: form-data; name=\"draft\"\r\nContent-Type: application/json\r\n\r\n" +
                             draft + "\r\n--" + boundary +
                             "\r\nContent-Disposition: form-data; name=\"document\"; filename=\"document\"\r\n"
                             "Content-Type: " +
                             media_type + "\r\n\r\n";
    const std::string tail = "\r\n--" + boundary + "--\r\n";
    request.body = copy_of(head);
    request.body_file = document;
    request.body_end = copy_of(tail);
}

DeliveryReport for_receipt(const contract::DraftReceipt& receipt, const contract::SpoolHeader& header) {
    DeliveryReport report{Outcome::Delivered, {}, "draft " + receipt.draft};
    if (receipt.already_delivered) {
        const auto drafts = receipt.drafts ? receipt.drafts->size() : 1;
        report.sentence = "Already delivered as " + (drafts > 1 ? std::to_string(drafts) + " drafts" : "draft " + receipt.draft) +
                          ": " + title_of(header) + ". Open " + receipt.url;
        return report;
    }
    if (receipt.locked.value_or(false)) {
        report.sentence = title_of(header) + " needs its password. Open " + receipt.url + " and type it there.";
        return report;
    }
    const auto drafts = receipt.drafts ? receipt.drafts->size() : 1;
    report.sentence = drafts > 1 ? std::to_string(drafts) + " drafts ready: " : "Draft ready: ";
    report.sentence += title_of(header) + ", " + counted(receipt.signers, " signer", " signers") + " found";
    if (receipt.problems > 0) report.sentence += ", " + counted(receipt.problems, " tag", " tags") + " cannot be read";
    report.sentence += ". Open " + receipt.url;
    return report;
}

DeliveryReport for_answer(const net::HttpAnswer& answer, const contract::SpoolHeader& header) {
    const std::string_view text = text_of(answer.body);
    if (answer.status == 200 || answer.status == 201) {
        const auto receipt = contract::from_json<contract::DraftReceipt>(text, contract::UnknownKeys::Skip);
        return receipt.ok() ? for_receipt(receipt.value(), header) : fails_now(header, "the portal's receipt cannot be read");
    }
    // The portal is there, and this one document makes it fail: others need not wait for it.
    if (answer.status == 500) return fails_now(header, "status 500");
    if (answer.status > 500 || answer.status == 429 || answer.status == 408)
        return later("status " + std::to_string(answer.status));
    const auto error = contract::from_json<contract::ApiError>(text, contract::UnknownKeys::Skip);
    const std::string key = error.ok() ? error.value().key : "status " + std::to_string(answer.status);
    if (answer.status == 401) return waits_for_operator(Outcome::AllLater, "unauthenticated", header);
    if (answer.status == 403) return waits_for_operator(Outcome::AllLater, "forbidden", header);
    return refused(key, header);
}

}  // namespace

Delivery::Delivery(worker::Client& worker, PortalSettings portal, std::filesystem::path queues)
    : worker_(worker), portal_(std::move(portal)), queues_(std::make_unique<QueueSettings>(portal_, std::move(queues))) {}

Delivery::~Delivery() = default;

DeliveryReport Delivery::deliver(const contract::SpoolHeader& header, const runtime::FilePart& document, const std::string& key) {
    const DeliveryReport report = tried(header, document, key);
    if (report.outcome == Outcome::Refused) tell_refusal(header, key, report.reason);
    return report;
}

/// Who printed is told where he looks: on his desktop, his page or by mail. What the portal refused itself it knows by the same
/// key, and tells once. When it cannot be told now, the sentence in the print queue is all there is.
void Delivery::tell_refusal(const contract::SpoolHeader& header, const std::string& key, const std::string& reason) const {
    net::HttpRequest request;
    request.method = "POST";
    request.url = portal_.url + "/api/v1/refusals";
    request.headers = {{"Authorization", "Bearer " + portal_.key}, {"Content-Type", "application/json"}};
    request.body =
        copy_of(contract::to_json(contract::Refusal{.job = job_of(header.job), .key = reason, .idempotency_key = key}));
    const auto answer = net::exchange(request, portal_.authorities);
    if (!answer.ok() || answer.value().status != 204)
        runtime::log(runtime::LogLevel::Info, "forwarder.refusal_not_told", {{"key", key}});
}

DeliveryReport Delivery::tried(const contract::SpoolHeader& header, const runtime::FilePart& document, const std::string& key) {
    // What is no PDF or is encrypted goes on as it came: the portal converts it, or asks its owner for the password.
    contract::DraftDelivery delivery = delivery_of(header.job);
    if (is_pdf(document)) {
        const auto settings = queues_->of(header.job.queue);
        if (!settings.ok()) return for_failed_settings(settings.error(), header);
        const auto inspection = worker_.inspect(document, settings.value());
        if (!inspection.ok() && inspection.error().detail != "encrypted")
            return for_failed_inspection(inspection.error(), header);
        if (inspection.ok() && !inspection.value().is_encrypted)
            delivery = delivery_of(header.job, inspection.value().found, settings.value());
    }
    return post(delivery, header, document, key);
}

DeliveryReport Delivery::post(const contract::DraftDelivery& delivery, const contract::SpoolHeader& header,
                              const runtime::FilePart& document, const std::string& key) {
    // At most 70 characters (RFC 2046 §5.1.1).
    const std::string boundary = "quillport-" + key.substr(0, 48);
    net::HttpRequest request;
    request.method = "POST";
    request.url = portal_.url + "/api/v1/drafts";
    request.headers = {{"Authorization", "Bearer " + portal_.key},
                       {"Idempotency-Key", key},
                       {"Content-Type", "multipart/form-data; boundary=" + boundary}};
    put_form(request, boundary, contract::to_json(delivery), media_type_of(header), document);
    request.timeout = 10min;
    const auto answer = net::exchange(request, portal_.authorities);
    if (!answer.ok()) return later(answer.error().what);
    return for_answer(answer.value(), header);
}

}  // namespace quillport::printing
