#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "found.hpp"
#include "quillport/pdf/document.hpp"
#include "recognised.hpp"

namespace quillport::tags {

/// What a page needs beside its text.
enum class PictureNeed : std::uint8_t {
    None,
    Codes,   ///< its text is good and holds no tag, but a square picture stands there: perhaps a QR code
    Parts,   ///< some words of it are in fonts that do not say what their letters mean
    Letters  ///< it has no text that can be used: a scan, or such fonts throughout
};

/// Decides by what the page's text gave; ordinary pages need nothing. A hidden text layer behind a scan is text.
[[nodiscard]] PictureNeed picture_need(const pdf::PageContent& page, PageSize size, const PageFindings& findings);

/// Reads the pages of one document that need it from their pictures, the last and the first page before the others, as long as
/// there is time.
class Pictures {
  public:
    /// Without a reader in `options` nothing is ever read.
    Pictures(const pdf::Document& document, const DetectOptions& options)
        : document_(document), options_(options), end_(std::chrono::steady_clock::now() + options.reading_until) {}

    /// Looks at a page after its text was read. \returns true when it shall be read from its picture as well.
    bool consider(const pdf::PageContent& page, PageSize size, const PageFindings& findings);

    /// The next page that is to be read, 0 at the end.
    [[nodiscard]] int next();
    /// Reads that page. Nothing when it holds no tag, or cannot be read.
    [[nodiscard]] std::optional<Recognised> read(int page, Folder& folder, const Language& language);
    /// Adds what was read from the picture of a page to its content, where text that says nothing is in nobody's way any more.
    /// The glyphs of the picture's tags are then those of `content`.
    void add_to(pdf::PageContent& content, Recognised& picture) const;

    /// What could not be read, in words for the author.
    [[nodiscard]] std::vector<TagProblem> problems() const;

  private:
    struct Wanted {
        int page = 0;
        PictureNeed need = PictureNeed::None;
        std::vector<Rect> squares;  ///< of the pictures
        std::vector<Rect> parts;    ///< words that no font explains
    };
    struct Vain {
        Rect square;
        int times = 0;
    };
    [[nodiscard]] bool all_in_vain(const Wanted& wanted) const;
    void remember_vain(const Wanted& wanted);
    [[nodiscard]] Result<Reading> read_picture(const Wanted& wanted, pdf::GreyImage& image);

    const pdf::Document& document_;
    const DetectOptions& options_;
    std::vector<Wanted> wanted_;
    std::vector<std::size_t> order_;  ///< in which they are read
    std::size_t done_ = 0;
    std::vector<Vain> vain_;
    std::chrono::steady_clock::time_point end_;
    std::vector<int> unread_;
    std::string unavailable_;  ///< why nothing can be read at all
};

}  // namespace quillport::tags
