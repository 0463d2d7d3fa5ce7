#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "quillport/core/bytes.hpp"
#include "quillport/http/message.hpp"

namespace quillport::http {

/// The built front end, in memory with its gzip forms. A path that is no file is a page of the application and gets index.html;
/// one that looks like a file (an extension, or below /assets/) is 404. Immutable after construction.
class WebFiles {
  public:
    /// Reads every regular file below `root` (at most 64 MB). A missing folder leaves it empty, which is logged.
    explicit WebFiles(const std::filesystem::path& root);
    /// Answers GET and HEAD.
    [[nodiscard]] Response answer(const Request& request) const;
    /// True when the path names a file of the front end.
    [[nodiscard]] bool has(std::string_view path) const { return files_.find(path) != files_.end(); }

  private:
    struct File {
        std::string media_type;
        std::string tag;
        Bytes data;
        Bytes zipped;  ///< empty: not worth it
    };
    void load(const std::filesystem::path& file, const std::string& path);

    std::map<std::string, std::shared_ptr<const File>, std::less<>> files_;
};

}  // namespace quillport::http
