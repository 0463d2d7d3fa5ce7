#include "curl.hpp"

namespace quillport::net {
namespace {

bool initialised() {
    static const bool done = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    return done;
}

}  // namespace

Result<Handle> new_handle() {
    if (!initialised()) return Error{ErrorCode::Unavailable, "libcurl does not start", {}};
    Handle handle(curl_easy_init());
    if (!handle) return Error{ErrorCode::Unavailable, "libcurl gives no handle", {}};
    curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle.get(), CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(handle.get(), CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    return handle;
}

bool append(List& list, const std::string& line) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) return false;
    static_cast<void>(list.release());
    list.reset(longer);
    return true;
}

Error error_from_curl(CURLcode code) {
    const auto error = [&](ErrorCode kind, const char* what) { return Error{kind, what, curl_easy_strerror(code)}; };
    switch (code) {
        case CURLE_OPERATION_TIMEDOUT:
            return error(ErrorCode::Timeout, "the other side took too long");
        case CURLE_FILESIZE_EXCEEDED:
            return error(ErrorCode::TooLarge, "the answer is larger than allowed");
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL:
            return error(ErrorCode::InvalidInput, "the URL cannot be used");
        default:
            return error(ErrorCode::Unavailable, "the exchange failed");
    }
}

}  // namespace quillport::net
