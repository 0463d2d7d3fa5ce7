#include "quillport/spool/writer.hpp"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "pieces.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/runtime/file_part.hpp"
#include "quillport/spool/bare_options.hpp"
#include "unfinished.hpp"

namespace quillport::spool {
namespace {

using runtime::error_from_errno;

Result<std::uint64_t> copy_all(const Source& source, int output, const volatile std::sig_atomic_t& stop) {
    std::array<std::byte, 1U << 16U> block{};
    std::uint64_t size = 0;
    for (;;) {
        if (stop != 0) return Error{ErrorCode::Conflict, "stopped while reading the document", {}};
        const auto got = source(block);
        if (!got.ok()) return got.error();
        if (got.value() == 0) break;
        if (auto written = runtime::write_all(output, BytesView(block).first(got.value())); !written.ok()) return written.error();
        size += got.value();
    }
    if (size == 0) return Error{ErrorCode::InvalidInput, "the document is empty", {}};
    return size;
}

/// A read that a signal interrupts is begun anew unless the signal asks to stop; the copier looks at that before each read.
Source reader_of(int input, const volatile std::sig_atomic_t& stop) {
    return [input, &stop](std::span<std::byte> into) -> Result<std::size_t> {
        for (;;) {
            const ssize_t n = ::read(input, into.data(), into.size());
            if (n >= 0) return static_cast<std::size_t>(n);
            if (errno != EINTR) return error_from_errno(errno, "cannot read the document");
            if (stop != 0) return Error{ErrorCode::Conflict, "stopped while reading the document", {}};
        }
    };
}

/// What was written, read back through the page cache: no second copy in memory.
class Mapped {
  public:
    Mapped(int fd, std::size_t size) : size_(size), memory_(::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0)) {}
    ~Mapped() {
        if (valid()) ::munmap(memory_, size_);
    }
    Mapped(const Mapped&) = delete;
    Mapped& operator=(const Mapped&) = delete;
    [[nodiscard]] bool valid() const noexcept { return memory_ != MAP_FAILED; }
    [[nodiscard]] BytesView from(std::size_t offset) const {
        return BytesView{static_cast<const std::byte*>(memory_), size_}.subspan(offset);
    }

  private:
    std::size_t size_;
    void* memory_;
};

Result<void> fill_in(int fd, std::size_t offset, std::string_view text) {
    if (::pwrite(fd, text.data(), text.size(), static_cast<off_t>(offset)) != static_cast<ssize_t>(text.size()))
        return error_from_errno(errno, "cannot finish the spool file");
    return {};
}

bool is_ours(std::string_view option) { return option.starts_with("quill-"); }

/// Takes the longest option out of the scheduler's text; ours last of all.
void drop_longest(std::string& text) {
    const auto options = bare_options(text);
    const auto weight = [](std::string_view option) { return std::pair(!is_ours(option), option.size()); };
    const auto longest = std::max_element(options.begin(), options.end(),
                                          [&](std::string_view a, std::string_view b) { return weight(a) < weight(b); });
    std::string left;
    for (auto at = options.begin(); at != options.end(); ++at)
        if (at != longest) left.append(left.empty() ? "" : " ").append(*at);
    text = std::move(left);
}

/// The header as text that a reader takes. Options are a stranger's: the longest go first, ours last of all.
std::string text_of_header(contract::SpoolHeader& header) {
    auto& options = header.job.options;
    const auto weight = [](const auto& option) {
        return std::pair(!is_ours(option.first), option.first.size() + option.second.size());
    };
    std::string text = contract::spool_header_text(header);
    while (text.size() > contract::kSpoolHeaderLimit && !(options.empty() && header.options_text.empty())) {
        if (!header.options_text.empty())
            drop_longest(header.options_text);
        else
            options.erase(std::max_element(options.begin(), options.end(),
                                           [&](const auto& a, const auto& b) { return weight(a) < weight(b); }));
        text = contract::spool_header_text(header);
    }
    return text;
}

struct Received {
    Unfinished file;
    std::size_t offset;  ///< where the data begin
};

/// Everything from `source` behind a header whose size is then known, its digest not.
Result<Received> received(const std::filesystem::path& folder, contract::SpoolHeader& header, const Source& source,
                          const volatile std::sig_atomic_t& stop) {
    Unfinished file(folder);
    if (file.failure() != 0) return error_from_errno(file.failure(), "cannot write to the spool");
    const std::string text = text_of_header(header);
    if (auto written = runtime::write_all(file.fd(), bytes_of(text)); !written.ok()) return written.error();
    const auto size = copy_all(source, file.fd(), stop);
    if (!size.ok()) return size.error();
    header.size = size.value();
    return Received{std::move(file), text.size()};
}

/// Fills in what is known only now, syncs the file and gives it its name; the folder is synced by the caller.
Result<WrittenDocument> finished(Unfinished file, const std::filesystem::path& folder, contract::SpoolHeader header) {
    if (auto done = fill_in(file.fd(), contract::kSpoolDigestOffset, header.sha256); !done.ok()) return done.error();
    if (auto done = fill_in(file.fd(), contract::kSpoolSizeOffset, contract::spool_size_text(header.size)); !done.ok())
        return done.error();
    // The folder's group is the forwarder's; nobody else may read a document.
    if (::fchmod(file.fd(), 0660) != 0 || ::fsync(file.fd()) != 0) return error_from_errno(errno, "cannot sync the spool file");
    WrittenDocument document{runtime::sha256_hex(bytes_of(contract::spool_identity(header))), header.size};
    if (!file.move_to(folder / (document.key + ".job"))) return error_from_errno(errno, "cannot name the spool file");
    return document;
}

Result<WrittenDocument> write_piece(const std::filesystem::path& folder, contract::SpoolHeader header, BytesView data) {
    Unfinished file(folder);
    if (file.failure() != 0) return error_from_errno(file.failure(), "cannot write to the spool");
    header.size = data.size();
    header.sha256 = runtime::sha256_hex(data);
    const std::string text = text_of_header(header);
    for (const BytesView part : {bytes_of(text), data})
        if (auto written = runtime::write_all(file.fd(), part); !written.ok()) return written.error();
    return finished(std::move(file), folder, std::move(header));
}

/// Takes apart what `file` holds behind its header of `offset` bytes.
Result<std::vector<WrittenDocument>> taken_apart(Unfinished file, const std::filesystem::path& folder,
                                                 contract::SpoolHeader header, std::size_t offset, const Stream& stream) {
    const Mapped memory(file.fd(), offset + static_cast<std::size_t>(header.size));
    if (!memory.valid()) return error_from_errno(errno, "cannot read the spool back");
    const BytesView data = memory.from(offset);
    const auto pieces = pieces_of(text_of(data), stream, static_cast<std::size_t>(std::max(1, header.copies)));
    std::vector<WrittenDocument> documents;
    const auto keep = [&](Result<WrittenDocument> written) -> Result<void> {
        if (!written.ok()) return written.error();
        documents.push_back(written.value());
        return {};
    };
    if (pieces.size() == 1 && pieces.front().size == data.size()) {
        header.sha256 = runtime::sha256_hex(data);
        if (auto done = keep(finished(std::move(file), folder, std::move(header))); !done.ok()) return done.error();
    } else {
        for (const Piece& piece : pieces) {
            if (auto done = keep(write_piece(folder, header, data.subspan(piece.offset, piece.size))); !done.ok())
                return done.error();
            ++header.job.document_number;
        }
    }
    if (auto synced = runtime::sync_directory(folder); !synced.ok()) return synced.error();
    return documents;
}

}  // namespace

Result<std::vector<WrittenDocument>> write_stream(const std::filesystem::path& folder, const contract::SpoolHeader& header,
                                                  int input, const Stream& stream, const volatile std::sig_atomic_t& stop) {
    contract::SpoolHeader known = header;
    auto all = received(folder, known, reader_of(input, stop), stop);
    if (!all.ok()) return all.error();
    return taken_apart(std::move(all.value().file), folder, std::move(known), all.value().offset, stream);
}

Result<WrittenDocument> write_document(const std::filesystem::path& folder, contract::SpoolHeader header, int input,
                                       const volatile std::sig_atomic_t& stop) {
    return write_document(folder, std::move(header), reader_of(input, stop), stop);
}

Result<WrittenDocument> write_document(const std::filesystem::path& folder, contract::SpoolHeader header, const Source& source,
                                       const volatile std::sig_atomic_t& stop) {
    auto all = received(folder, header, source, stop);
    if (!all.ok()) return all.error();
    auto digest = runtime::sha256_hex_of({all.value().file.fd(), all.value().offset, header.size});
    if (!digest.ok()) return digest.error();
    header.sha256 = std::move(digest).value();
    auto document = finished(std::move(all.value().file), folder, std::move(header));
    if (!document.ok()) return document;
    if (auto synced = runtime::sync_directory(folder); !synced.ok()) return synced.error();
    return document;
}

}  // namespace quillport::spool
