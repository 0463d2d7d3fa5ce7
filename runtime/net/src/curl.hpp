#pragma once
#include <curl/curl.h>

#include <memory>

#include "quillport/core/result.hpp"

namespace quillport::net {

struct CleanHandle {
    void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};
struct FreeMime {
    void operator()(curl_mime* mime) const noexcept { curl_mime_free(mime); }
};
using Handle = std::unique_ptr<CURL, CleanHandle>;
using List = std::unique_ptr<curl_slist, FreeList>;
struct CleanUrl {
    void operator()(CURLU* url) const noexcept { curl_url_cleanup(url); }
};
struct FreeText {
    void operator()(char* text) const noexcept { curl_free(text); }
};
using Mime = std::unique_ptr<curl_mime, FreeMime>;
using Url = std::unique_ptr<CURLU, CleanUrl>;
using Text = std::unique_ptr<char, FreeText>;

/// A handle that uses no signals and checks certificates; libcurl is initialised with the first one. Errors: Unavailable.
[[nodiscard]] Result<Handle> new_handle();

/// Appends; false when memory is short.
[[nodiscard]] bool append(List& list, const std::string& line);

/// The Error for what libcurl says when no protocol's answer decides. `detail` is libcurl's general phrase: no address, no URL.
[[nodiscard]] Error error_from_curl(CURLcode code);

}  // namespace quillport::net
