#include "quillport/folders/setting.hpp"

#include <charconv>
#include <utility>

namespace quillport::folders {
namespace {

constexpr int kLongestQuiet = 3600;

Error wrong(std::string what) { return {ErrorCode::InvalidInput, std::move(what), "folder"}; }

Result<void> take(FolderSetting& setting, std::string_view key, std::string_view value) {
    if (key == "queue") {
        setting.queue = value;
    } else if (key == "user") {
        setting.user = value;
    } else if (key == "done") {
        if (value != "keep" && value != "remove") return wrong("done is keep or remove");
        setting.keeps = value == "keep";
    } else if (key == "trusted") {
        if (value != "yes" && value != "no") return wrong("trusted is yes or no");
        setting.trusted = value == "yes";
    } else if (key == "quiet") {
        int seconds = 0;
        const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), seconds);
        if (failed != std::errc{} || end != value.data() + value.size() || seconds < 1 || seconds > kLongestQuiet)
            return wrong("quiet is a number of seconds from 1 to " + std::to_string(kLongestQuiet));
        setting.quiet = std::chrono::seconds(seconds);
    } else {
        return wrong("knows queue, done, user, trusted and quiet, not \"" + std::string(key) + "\"");
    }
    return {};
}

}  // namespace

Result<FolderSetting> parse_folder(std::string_view text) {
    FolderSetting setting;
    std::size_t end = text.find(';');
    setting.path = text.substr(0, end);
    if (!setting.path.is_absolute()) return wrong("begins with the whole path of a folder");
    while (end != std::string_view::npos) {
        const std::size_t begin = end + 1;
        end = text.find(';', begin);
        const std::string_view pair = text.substr(begin, end == std::string_view::npos ? end : end - begin);
        const std::size_t equals = pair.find('=');
        if (equals == std::string_view::npos) return wrong("needs key=value between semicolons");
        if (auto taken = take(setting, pair.substr(0, equals), pair.substr(equals + 1)); !taken.ok()) return taken.error();
    }
    if (setting.queue.empty()) return wrong("needs a queue, as in /srv/scans;queue=Scans");
    return setting;
}

}  // namespace quillport::folders
