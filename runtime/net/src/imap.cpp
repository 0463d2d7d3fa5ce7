#include "quillport/net/imap.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "curl.hpp"

namespace quillport::net {
namespace {

constexpr std::uint64_t kLongestAnswer = std::uint64_t{1} << 20U;  ///< of a command that is no message

/// What comes in, up to a limit.
struct Received {
    Bytes data;
    std::uint64_t limit = 0;
    bool too_large = false;
};

std::size_t receive(char* data, std::size_t size, std::size_t count, void* into) {
    auto& received = *static_cast<Received*>(into);
    const std::size_t n = size * count;
    if (received.data.size() + n > received.limit) {
        received.too_large = true;
        return 0;
    }
    const BytesView part = bytes_of({data, n});
    received.data.insert(received.data.end(), part.begin(), part.end());
    return n;
}

/// Printable ASCII without quotes and wildcards: names that go into commands as they are.
bool is_mailbox_name(const std::string& name) {
    return !name.empty() && name.size() <= 200 && std::all_of(name.begin(), name.end(), [](char c) {
        return c > 0x20 && c < 0x7F && c != '"' && c != '\\' && c != '*' && c != '%' && c != '{' && c != '(' && c != ')';
    });
}

std::vector<std::uint32_t> numbers_in(std::string_view answer) {
    std::vector<std::uint32_t> numbers;
    constexpr std::string_view kSearch = "* SEARCH";
    for (std::size_t at = answer.find(kSearch); at != std::string_view::npos; at = answer.find(kSearch, at + 1)) {
        const std::string_view line = answer.substr(at + kSearch.size(), answer.find('\n', at) - at - kSearch.size());
        for (std::size_t i = 0; i < line.size();) {
            std::uint32_t number = 0;
            const auto [end, failed] = std::from_chars(line.data() + i, line.data() + line.size(), number);
            if (failed == std::errc{}) numbers.push_back(number);
            i = failed == std::errc{} ? static_cast<std::size_t>(end - line.data()) : i + 1;
        }
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

}  // namespace

class Imap::Impl {
  public:
    explicit Impl(ImapSettings settings) : settings_(std::move(settings)) {}

    Result<void> start() {
        auto handle = new_handle();
        if (!handle.ok()) return handle.error();
        handle_ = std::move(handle).value();
        CURL* curl = handle_.get();
        curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "imap,imaps");
        curl_easy_setopt(curl, CURLOPT_USERNAME, settings_.user.c_str());
        curl_easy_setopt(curl, CURLOPT_PASSWORD, settings_.password.c_str());
        curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(settings_.timeout.count()));
        curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(settings_.require_tls ? CURLUSESSL_ALL : CURLUSESSL_TRY));
        if (!settings_.authorities.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, settings_.authorities.c_str());
        curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive);
        return {};
    }

    /// A command with the mailbox selected.
    Result<Bytes> command(const std::string& words) { return ask(settings_.mailbox, words, kLongestAnswer); }
    Result<Bytes> message(std::uint32_t uid, std::uint64_t limit) {
        return ask(settings_.mailbox + "/;UID=" + std::to_string(uid), {}, limit);
    }

    bool moves = true;  ///< the server knows MOVE

  private:
    Result<Bytes> ask(const std::string& path, const std::string& words, std::uint64_t limit) {
        Received received{{}, limit, false};
        CURL* curl = handle_.get();
        const std::string url = settings_.url + "/" + path;
        curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, words.empty() ? nullptr : words.c_str());
        curl_easy_setopt(curl, CURLOPT_WRITEDATA, &received);
        const CURLcode done = curl_easy_perform(curl);
        if (received.too_large) return Error{ErrorCode::TooLarge, "the mail is larger than allowed", {}};
        if (done == CURLE_LOGIN_DENIED)
            return Error{ErrorCode::Unauthenticated, "the mail server does not take user and password", {}};
        if (done == CURLE_QUOTE_ERROR) return Error{ErrorCode::Conflict, "the mail server refuses the command", words};
        if (done == CURLE_REMOTE_FILE_NOT_FOUND) return Error{ErrorCode::NotFound, "the mail server has no such mail", {}};
        if (done != CURLE_OK) return error_from_curl(done);
        return std::move(received.data);
    }

    ImapSettings settings_;
    Handle handle_;
};

Imap::Imap(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Imap::Imap(Imap&&) noexcept = default;
Imap& Imap::operator=(Imap&&) noexcept = default;
Imap::~Imap() = default;

Result<Imap> Imap::open(ImapSettings settings) {
    if (!is_mailbox_name(settings.mailbox)) return Error{ErrorCode::InvalidInput, "not the name of a mailbox", settings.mailbox};
    if (!settings.url.starts_with("imap://") && !settings.url.starts_with("imaps://"))
        return Error{ErrorCode::InvalidInput, "the URL begins with imaps:// or imap://", {}};
    while (settings.url.ends_with("/")) settings.url.pop_back();
    auto impl = std::make_unique<Impl>(std::move(settings));
    if (auto started = impl->start(); !started.ok()) return started.error();
    return Imap(std::move(impl));
}

Result<std::vector<std::uint32_t>> Imap::list() {
    const auto answer = impl_->command("UID SEARCH UNDELETED");
    if (!answer.ok()) return answer.error();
    return numbers_in(text_of(answer.value()));
}

Result<Bytes> Imap::fetch(std::uint32_t uid, std::uint64_t limit) {
    auto message = impl_->message(uid, limit);
    if (message.ok() && message.value().empty()) return Error{ErrorCode::NotFound, "the mail server has no such mail", {}};
    return message;
}

Result<void> Imap::move(std::uint32_t uid, const std::string& mailbox) {
    if (!is_mailbox_name(mailbox)) return Error{ErrorCode::InvalidInput, "not the name of a mailbox", mailbox};
    static_cast<void>(impl_->command("CREATE " + mailbox).ok());  // there already, as a rule
    const std::string number = std::to_string(uid);
    if (impl_->moves) {
        auto moved = impl_->command("UID MOVE " + number + " " + mailbox);
        if (moved.ok()) return {};
        if (moved.error().code != ErrorCode::Conflict) return std::move(moved).error();
        impl_->moves = false;
    }
    for (const std::string& words :
         {"UID COPY " + number + " " + mailbox, "UID STORE " + number + " +FLAGS.SILENT (\\Deleted)", std::string("EXPUNGE")}) {
        if (auto done = impl_->command(words); !done.ok()) return std::move(done).error();
    }
    return {};
}

}  // namespace quillport::net
