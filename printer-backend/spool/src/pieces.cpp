#include "pieces.hpp"

#include <algorithm>
#include <array>

namespace quillport::spool {
namespace {

constexpr std::string_view kEnd = "%%EOF";
constexpr std::string_view kPdf = "%PDF-";
constexpr std::string_view kBlanks = " \t\r\n\f";
// application/vnd.cups-pdf-banner and its older kin, as bannertopdf of cups-filters reads them: a mark, then lines that begin
// with one of these words.
constexpr std::array<std::string_view, 2> kCovers = {"#PDF-BANNER", "#CUPS-BANNER"};
constexpr std::array<std::string_view, 9> kCoverWords = {"Font",    "Font-size", "Footer", "Header",  "Image",
                                                         "Margins", "Notice",    "Show",   "Template"};

/// The mark is all that its line holds.
bool begins_cover(std::string_view text) {
    const std::string_view line = text.substr(0, text.find('\n'));
    return std::any_of(kCovers.begin(), kCovers.end(), [&](std::string_view mark) {
        return line.starts_with(mark) && line.find_first_not_of(kBlanks, mark.size()) == std::string_view::npos;
    });
}

bool is_cover_line(std::string_view line) {
    const std::size_t first = line.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return true;
    const std::string_view word = line.substr(0, line.find_first_of(kBlanks));
    return word.starts_with('#') || std::find(kCoverWords.begin(), kCoverWords.end(), word) != kCoverWords.end();
}

/// Where the cover page ends that begins at `from`.
std::size_t end_of_cover(std::string_view data, std::size_t from) {
    for (std::size_t at = from; at < data.size();) {
        const std::size_t end = std::min(data.find('\n', at), data.size() - 1) + 1;
        const std::string_view line = data.substr(at, end - at);
        if (at != from && (begins_cover(line) || !is_cover_line(line))) return at;
        at = end;
    }
    return data.size();
}

/// How much there is before the cover pages at the end.
std::size_t size_without_covers(std::string_view data) {
    for (const std::string_view mark : kCovers) {
        const std::size_t at = data.rfind(mark);
        if (at != std::string_view::npos && begins_cover(data.substr(at)) && end_of_cover(data, at) == data.size())
            return size_without_covers(data.substr(0, at));
    }
    return data.size();
}

/// Where the next PDF or cover page begins that stands right behind the end of a PDF.
std::size_t end_of_pdf(std::string_view data, std::size_t from) {
    for (std::size_t at = data.find(kEnd, from); at != std::string_view::npos; at = data.find(kEnd, at + kEnd.size())) {
        const std::size_t next = data.find_first_not_of(kBlanks, at + kEnd.size());
        if (next == std::string_view::npos) break;
        const std::string_view rest = data.substr(next);
        if (rest.starts_with(kPdf) || begins_cover(rest)) return next;
    }
    return data.size();
}

std::vector<Piece> documents_in(std::string_view data) {
    std::vector<Piece> pieces;
    data = data.substr(0, size_without_covers(data));
    for (std::size_t at = 0; at < data.size();) {
        const bool cover = begins_cover(data.substr(at));
        const std::size_t end = cover ? end_of_cover(data, at) : end_of_pdf(data, at);
        if (!cover) pieces.push_back({at, end - at});
        at = end;
    }
    return pieces;
}

/// True when the pieces are runs of `copies` equal ones.
bool are_copies(std::string_view data, const std::vector<Piece>& pieces, std::size_t copies) {
    const auto text = [&](const Piece& piece) { return data.substr(piece.offset, piece.size); };
    if (copies < 2 || pieces.size() % copies != 0) return false;
    for (std::size_t i = 0; i < pieces.size(); ++i)
        if (text(pieces[i]) != text(pieces[i - i % copies])) return false;
    return true;
}

std::vector<Piece> every(const std::vector<Piece>& pieces, std::size_t nth) {
    std::vector<Piece> out;
    for (std::size_t i = 0; i < pieces.size(); i += nth) out.push_back(pieces[i]);
    return out;
}

}  // namespace

std::vector<Piece> pieces_of(std::string_view data, const Stream& stream, std::size_t copies) {
    std::vector<Piece> pieces = documents_in(data);
    // A filter has made a PDF of the cover page.
    if (stream.begins_with_cover && !begins_cover(data) && !pieces.empty()) pieces.erase(pieces.begin());
    const std::size_t files = stream.files;
    if (pieces.size() < 2 || pieces.size() == files) return pieces;
    // With cover pages the scheduler tells the cover's number of copies, which is one: the number of files is the better witness.
    const std::size_t runs = files > 0 && pieces.size() % files == 0 ? pieces.size() / files : copies;
    if (are_copies(data, pieces, runs)) return every(pieces, runs);
    // One file that is not several copies: whatever looks like a border lies within it.
    if (files == 1) return {{pieces.front().offset, pieces.back().offset + pieces.back().size - pieces.front().offset}};
    return pieces;
}

}  // namespace quillport::spool
