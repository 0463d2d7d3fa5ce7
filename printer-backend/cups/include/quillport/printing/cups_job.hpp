#pragma once
#include <filesystem>
#include <map>
#include <span>
#include <string>

#include "quillport/contract/spool.hpp"
#include "quillport/core/result.hpp"

namespace quillport::printing {

/// What the scheduler hands to a backend: backend(7). Values are bytes from strangers.
struct BackendCall {
    std::string device_uri;
    std::string job_id;
    std::string user;
    std::string title;
    int copies = 1;
    std::string options;
    std::string file;  ///< empty: the data comes on standard input
    std::map<std::string, std::string> environment;
    /// Of the environment; empty when it is not set.
    [[nodiscard]] std::string variable(const std::string& name) const;
};

/// Reads argv (6 or 7 entries) and the environment. \returns InvalidInput for any other call.
[[nodiscard]] Result<BackendCall> read_call(std::span<char* const> arguments, char* const* environment);

/// Where the spool is: "quillport:/Accounting?spool=/srv/spool" names a folder of its own, else /var/spool/quillport.
/// Only an administrator of the scheduler sets a device URI.
[[nodiscard]] std::filesystem::path spool_folder_of(const std::string& device_uri);

/// "quillport:/Accounting" names its queue; the scheduler's own name is the fall-back.
[[nodiscard]] std::string queue_of(const BackendCall& call);

/// True when the first thing that this call brings is a cover page (banner), which is no document; with a file it is the only
/// one.
[[nodiscard]] bool begins_with_cover_page(const BackendCall& call);

/// True when the queue's PPD names the filter quillport-pass, so that the input comes in its form.
[[nodiscard]] bool is_passed(const BackendCall& call);

/// The number in the scheduler's file name ("d01203-002" is 2), else 1.
[[nodiscard]] int document_number_of(const BackendCall& call);

/// How many files the job has as its options say (document-name-supplied, once a file); 0: they do not say.
[[nodiscard]] std::size_t files_of(const BackendCall& call);

/// The job's identity as a spool header, digest and size not yet known. The user counts as authenticated only when the scheduler
/// says so (AUTH_USERNAME, set for AuthType and for peer credentials) and it is the same name. The options stay one text.
[[nodiscard]] contract::SpoolHeader header_of(const BackendCall& call, TimePoint now);

}  // namespace quillport::printing
