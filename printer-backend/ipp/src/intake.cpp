// A document on its way from the network into the spool. What was answered with successful-ok survives a power cut.
#include <algorithm>
#include <csignal>
#include <cstring>

#include "exchange.hpp"
#include "quillport/contract/spool.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/spool/announcement.hpp"
#include "quillport/spool/writer.hpp"

namespace quillport::ipp {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kLargest = std::uint64_t{1} << 30U;  // what the forwarder takes

// A document that has begun to arrive is finished, whatever happens.
const volatile std::sig_atomic_t kNever = 0;

/// The body of a request, decompressed as the client said.
class Body {
  public:
    explicit Body(Exchange& exchange) : http_(exchange.http) {
        const std::string coding = text_value(exchange.request, "compression");
        if (!coding.empty() && coding != "none") httpSetField(http_, HTTP_FIELD_CONTENT_ENCODING, coding.c_str());
        head_.resize(kFormatHead);
        std::size_t filled = 0;
        while (filled < head_.size()) {
            const std::size_t n = pull(head_.data() + filled, head_.size() - filled);
            if (n == 0) break;
            filled += n;
        }
        head_.resize(filled);
    }
    [[nodiscard]] std::string_view head() const noexcept { return head_; }
    [[nodiscard]] bool broke_off() const noexcept { return broke_off_; }

    Result<std::size_t> read(std::span<std::byte> into) {
        std::size_t n = std::min(into.size(), head_.size() - given_);
        if (n > 0) {
            std::memcpy(into.data(), head_.data() + given_, n);
            given_ += n;
        } else {
            n = pull(reinterpret_cast<char*>(into.data()), into.size());
        }
        if (broke_off_) return Error{ErrorCode::Conflict, "the document broke off", {}};
        size_ += n;
        if (size_ > kLargest) return Error{ErrorCode::TooLarge, "the document is larger than 1 GiB", {}};
        return n;
    }

  private:
    /// 0 at the end; to read behind it would be to wait for the next request.
    std::size_t pull(char* into, std::size_t size) {
        if (broke_off_ || httpGetState(http_) != HTTP_STATE_POST_RECV) return 0;
        const ssize_t n = httpRead2(http_, into, size);
        // libcups reads 0 of a client that died, as it does at the end. Between two chunks it even takes that for the end; only
        // the error tells.
        broke_off_ = n < 0 || (n == 0 && (httpError(http_) != 0 || httpGetState(http_) == HTTP_STATE_POST_RECV));
        return n > 0 ? static_cast<std::size_t>(n) : 0;
    }

    http_t* http_;
    bool broke_off_ = false;
    std::string head_;
    std::size_t given_ = 0;
    std::uint64_t size_ = 0;
};

contract::SpoolHeader header_of(const Exchange& exchange, const Job& job, std::string format) {
    contract::SpoolHeader header;
    header.job = job.identity;
    header.job.document_number = job.documents + 1;
    header.job.received = exchange.now();
    header.content_type = std::move(format);
    header.copies = job.copies;
    return header;
}

/// The document is in the spool: the job is done but for the forwarder's sentence, which comes behind the answer.
void keep_record(Exchange& exchange, const Job& job, const spool::WrittenDocument& written, bool last) {
    exchange.context.condition.spool_worked();
    const TimePoint now = exchange.now();
    exchange.context.jobs.change(job.printer, job.id, [&](Job& j) {
        ++j.documents;
        j.size += written.size;
        j.identity.received = now;
        j.open = !last;
        j.state = last ? JobState::Processing : JobState::Held;
        j.reason = last ? "job-transferring" : "job-incoming";
        j.message = "Your document is safe.";
        if (j.processing == TimePoint{}) j.processing = now;
    });
    runtime::log(
        runtime::LogLevel::Info, "printer.captured",
        {{"printer", job.printer}, {"job", job.id}, {"key", written.key}, {"size", static_cast<long long>(written.size)}});
}

void follow(Context& context, const Job& job, const std::string& key, bool last) {
    const auto lines = spool::ask_forwarder(context.settings.spool / "forwarder.sock", key, 2s);
    ForwarderWords words = words_of(lines.value_or(""));
    if (words.sentence.empty()) words.sentence = "Your document is safe. The draft appears as soon as the portal has it.";
    if (lines) context.condition.portal(words.portal_down);
    const TimePoint now = context.clock.now();
    context.jobs.change(job.printer, job.id, [&](Job& j) {
        j.message = words.sentence;
        if (!last) return;
        j.state = JobState::Completed;
        j.reason = words.refused ? "job-completed-with-errors" : "job-completed-successfully";
        j.completed = now;
    });
}

struct Refusal {
    ErrorCode code;
    ipp_status_t status;
    const char* sentence;
};
constexpr Refusal kRefusals[] = {
    {ErrorCode::Unsupported, IPP_STATUS_ERROR_DOCUMENT_FORMAT_NOT_SUPPORTED,
     "This printer takes PDF; the document is something else."},
    {ErrorCode::InvalidInput, IPP_STATUS_ERROR_DOCUMENT_FORMAT_ERROR, "The document is empty or is not what its type says."},
    {ErrorCode::TooLarge, IPP_STATUS_ERROR_REQUEST_ENTITY, "The document is larger than 1 GiB."},
    {ErrorCode::Conflict, IPP_STATUS_ERROR_BAD_REQUEST, "The document did not arrive to its end."},
    {ErrorCode::NoSpace, IPP_STATUS_ERROR_BUSY,
     "The disk of the print server is full. Printing goes on by itself when there is room."},
};

/// Nothing of the document is kept. A job that only this document made is no job then.
void refuse(Exchange& exchange, const Job& job, const Error& error) {
    const auto* at =
        std::find_if(std::begin(kRefusals), std::end(kRefusals), [&](const Refusal& r) { return r.code == error.code; });
    const bool spool = at == std::end(kRefusals) || error.code == ErrorCode::NoSpace;
    if (spool) exchange.context.condition.spool_failed();
    if (at == std::end(kRefusals))
        answer(exchange, IPP_STATUS_ERROR_BUSY, "Quillport cannot write to its spool. The operator finds the reason in the log.");
    else
        answer(exchange, at->status, at->sentence);
    runtime::log(spool ? runtime::LogLevel::Error : runtime::LogLevel::Warning, "printer.refused",
                 {{"printer", job.printer}, {"host", exchange.caller.host}, {"reason", error.what}, {"detail", error.detail}});
    if (!job.open) {
        exchange.context.jobs.remove(job.id);
        return;
    }
    exchange.context.jobs.change(job.printer, job.id, [](Job& j) { j.state = JobState::Held; });
}

}  // namespace

void take_document(Exchange& exchange, const Job& job, bool last) {
    Body body(exchange);
    if (body.broke_off()) return refuse(exchange, job, {ErrorCode::Conflict, "the document broke off", {}});
    auto format = accepted_format(exchange.printer->service, text_value(exchange.request, "document-format"), body.head());
    if (!format.ok()) return refuse(exchange, job, format.error());
    contract::SpoolHeader header = header_of(exchange, job, std::move(format).value());
    const std::string name = text_value(exchange.request, "document-name");
    if (!name.empty()) header.job.options["document-name-supplied"] = name;
    const auto written = spool::write_document(
        exchange.context.settings.spool / "incoming", std::move(header),
        [&](std::span<std::byte> into) { return body.read(into); }, kNever);
    if (!written.ok()) return refuse(exchange, job, written.error());
    keep_record(exchange, job, written.value(), last);
    exchange.afterwards = [&context = exchange.context, job, key = written.value().key, last] {
        follow(context, job, key, last);
    };
}

}  // namespace quillport::ipp
