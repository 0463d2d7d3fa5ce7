#pragma once
#include <curl/curl.h>

#include <memory>

#include "quillport/core/handle.hpp"
#include "quillport/core/result.hpp"

namespace quillport::net {

using Handle = std::unique_ptr<CURL, Deleter<curl_easy_cleanup>>;
using List = std::unique_ptr<curl_slist, Deleter<curl_slist_free_all>>;
using Mime = std::unique_ptr<curl_mime, Deleter<curl_mime_free>>;
using Url = std::unique_ptr<CURLU, Deleter<curl_url_cleanup>>;
using Text = std::unique_ptr<char, Deleter<curl_free>>;

/// A handle that uses no signals and checks certificates; libcurl is initialised with the first one. Errors: Unavailable.
[[nodiscard]] Result<Handle> new_handle();

/// Appends; false when memory is short.
[[nodiscard]] bool append(List& list, const std::string& line);

/// The Error for what libcurl says when no protocol's answer decides. `detail` is libcurl's general phrase: no address, no URL.
[[nodiscard]] Error error_from_curl(CURLcode code);

}  // namespace quillport::net
