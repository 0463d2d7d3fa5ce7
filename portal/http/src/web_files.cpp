#include "web_files.hpp"

#include <zlib.h>

#include <array>

#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/runtime/log.hpp"

namespace quillport::http {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostBytes = std::uint64_t{64} << 20U;

struct MediaType {
    std::string_view extension;
    std::string_view name;
    bool compresses;
};
constexpr std::array kMediaTypes = {
    MediaType{".html", "text/html; charset=utf-8", true},
    MediaType{".js", "text/javascript; charset=utf-8", true},
    MediaType{".mjs", "text/javascript; charset=utf-8", true},
    MediaType{".css", "text/css; charset=utf-8", true},
    MediaType{".json", "application/json; charset=utf-8", true},
    MediaType{".webmanifest", "application/manifest+json; charset=utf-8", true},
    MediaType{".svg", "image/svg+xml", true},
    MediaType{".txt", "text/plain; charset=utf-8", true},
    MediaType{".png", "image/png", false},
    MediaType{".jpg", "image/jpeg", false},
    MediaType{".ico", "image/x-icon", false},
    MediaType{".woff2", "font/woff2", false},
};

MediaType media_type_of(const fs::path& file) {
    const std::string extension = file.extension().string();
    for (const MediaType& type : kMediaTypes)
        if (type.extension == extension) return type;
    return {"", "application/octet-stream", false};
}

/// The data as a gzip file (RFC 1952); empty when that does not save a tenth.
Bytes zipped(const Bytes& data) {
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
    Bytes out(deflateBound(&stream, data.size()) + 32);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(data.data()));
    stream.avail_in = static_cast<uInt>(data.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int done = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (done != Z_STREAM_END || out.size() * 10 > data.size() * 9) return {};
    out.shrink_to_fit();
    return out;
}

bool takes_gzip(const Request& request) {
    const auto header = request.header("accept-encoding");
    const auto found = header.find("gzip");
    return found != std::string_view::npos && header.substr(found, 8) != "gzip;q=0";
}

bool looks_like_file(std::string_view path) {
    const auto last = path.substr(path.rfind('/') + 1);
    return path.substr(0, 8) == "/assets/" || path.find("/..") != std::string_view::npos ||
           last.find('.') != std::string_view::npos;
}

}  // namespace

WebFiles::WebFiles(const fs::path& root) {
    std::error_code failed;
    std::uint64_t total = 0;
    for (auto entry = fs::recursive_directory_iterator(root, failed); !failed && entry != fs::recursive_directory_iterator();
         entry.increment(failed)) {
        if (!entry->is_regular_file(failed)) continue;
        total += entry->file_size(failed);
        if (total > kMostBytes) {
            runtime::log(runtime::LogLevel::Error, "web_root_too_large", {{"folder", root.string()}});
            break;
        }
        load(entry->path(), "/" + entry->path().lexically_relative(root).generic_string());
    }
    if (!has("/index.html")) runtime::log(runtime::LogLevel::Warning, "no_web_pages", {{"folder", root.string()}});
}

void WebFiles::load(const fs::path& file, const std::string& path) {
    auto data = runtime::read_file(file, kMostBytes);
    if (!data.ok()) {
        runtime::log(runtime::LogLevel::Error, "web_file_unreadable", {{"file", path}, {"why", data.error().what}});
        return;
    }
    const MediaType type = media_type_of(file);
    auto entry = std::make_shared<File>();
    entry->media_type = type.name;
    entry->data = std::move(data).value();
    entry->tag = '"' + runtime::sha256_hex(entry->data).substr(0, 32) + '"';
    if (type.compresses && entry->data.size() > 1024) entry->zipped = zipped(entry->data);
    files_[path] = std::move(entry);
}

Response WebFiles::answer(const Request& request) const {
    std::string path = percent_decoded(request.path).value_or("/.");
    auto found = files_.find(path);
    const bool is_asset = found != files_.end() && path.substr(0, 8) == "/assets/";
    if (found == files_.end() && !looks_like_file(path)) found = files_.find("/index.html");
    if (found == files_.end()) {
        Response missing;
        missing.status = 404;
        missing.media_type = "text/plain; charset=utf-8";
        missing.body = "Not found\n";
        return missing;
    }
    const File& entry = *found->second;
    const bool zip = !entry.zipped.empty() && takes_gzip(request) && request.header("range").empty();
    Response response = file(entry.media_type, found->second, zip ? entry.zipped : entry.data, {});
    if (zip) response.set("Content-Encoding", "gzip");
    if (!entry.zipped.empty()) response.set("Vary", "Accept-Encoding");
    // Names below /assets/ change with their content.
    response.set("Cache-Control", is_asset ? "public, max-age=31536000, immutable" : "no-cache");
    response.set("ETag", zip ? entry.tag.substr(0, entry.tag.size() - 1) + "-gz\"" : entry.tag);
    return response;
}

}  // namespace quillport::http
