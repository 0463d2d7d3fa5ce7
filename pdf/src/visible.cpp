#include "quillport/pdf/visible.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <exception>
#include <map>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <set>

#include "document_parts.hpp"
#include "erase_sheets.hpp"
#include "erase_streams.hpp"
#include "page_pixels.hpp"

namespace quillport::pdf {
namespace {

constexpr int kSeenDifference = 24;  ///< of 255, in one colour: less is no contrast to a person
constexpr int kMargin = 2;           ///< pixels around the letters

/// The questions of one page, and where its pictures are in the file that is drawn.
struct AskedPage {
    int page = 1;
    int before = 0;  ///< page of the drawn file: as it is
    std::vector<std::size_t> questions;
    std::vector<int> after;  ///< one a question: without it; 0: it cannot be erased
};

class Gallery {
  public:
    Gallery(Document& document, const std::vector<InkQuestion>& questions) : document_(document), questions_(questions) {}

    /// Makes the file: every page that is asked about as it is and once more for each question. Errors as `inked`.
    Result<Bytes> make();
    [[nodiscard]] const std::vector<AskedPage>& pages() const noexcept { return pages_; }

  private:
    void sort_questions();
    int hang(QPDFObjectHandle page);
    [[nodiscard]] bool erasable(const InkQuestion& question, const Sheet& sheet) const;
    void only_what_shows();
    Bytes written();

    Document& document_;
    const std::vector<InkQuestion>& questions_;
    QPDF qpdf_;
    QPDFObjectHandle kids_, tree_;
    std::vector<AskedPage> pages_;
};

void Gallery::sort_questions() {
    std::map<int, AskedPage> pages;
    for (std::size_t i = 0; i < questions_.size(); ++i) {
        const int page = questions_[i].erasure.page;
        pages[page].page = page;
        pages[page].questions.push_back(i);
    }
    for (auto& [number, page] : pages) pages_.push_back(std::move(page));
}

int Gallery::hang(QPDFObjectHandle page) {
    QPDFObjectHandle own = qpdf_.makeIndirectObject(page.shallowCopy());
    own.replaceKey("/Parent", tree_);
    kids_.appendItem(own);
    return kids_.getArrayNItems();
}

bool Gallery::erasable(const InkQuestion& question, const Sheet& sheet) const {
    const auto& codes = question.erasure.codes;
    return !codes.empty() && std::all_of(codes.begin(), codes.end(), [&](const CodeToErase& code) {
        return reason_to_keep(code) == nullptr && same_stream(sheet, code);
    });
}

/// The catalog without whatever leads to other pages. Layers and forms stay: they decide what shows.
void Gallery::only_what_shows() {
    QPDFObjectHandle root = qpdf_.getRoot();
    for (const std::string& key : root.getKeys()) {
        if (key != "/Type" && key != "/OCProperties" && key != "/AcroForm" && key != "/Version") root.removeKey(key);
    }
    root.replaceKey("/Pages", tree_);
    qpdf_.getTrailer().removeKey("/Info");
    tree_.replaceKey("/Count", QPDFObjectHandle::newInteger(kids_.getArrayNItems()));
    qpdf_.updateAllPagesCache();
}

Bytes Gallery::written() {
    QPDFWriter writer(qpdf_);
    writer.setOutputMemory();
    writer.setPreserveEncryption(false);
    writer.setObjectStreamMode(qpdf_o_disable);
    writer.setStaticID(true);
    writer.setDecodeLevel(qpdf_dl_none);
    writer.setCompressStreams(false);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return copy_of(BytesView(reinterpret_cast<const std::byte*>(buffer->getBuffer()), buffer->getSize()));
}

Result<Bytes> Gallery::make() {
    if (auto opened = open_qpdf(qpdf_, document_.bytes()); !opened) return opened.error();
    sort_questions();
    QPDFPageDocumentHelper helper(qpdf_);
    helper.pushInheritedAttributesToPage();
    const auto originals = helper.getAllPages();
    kids_ = QPDFObjectHandle::newArray();
    tree_ = qpdf_.makeIndirectObject(QPDFObjectHandle::newDictionary());
    tree_.replaceKey("/Type", QPDFObjectHandle::newName("/Pages"));
    tree_.replaceKey("/Kids", kids_);
    ContentReader reader(document_);
    PageContent content;
    for (AskedPage& asked : pages_) {
        asked.after.assign(asked.questions.size(), 0);
        if (asked.page < 1 || static_cast<std::size_t>(asked.page) > originals.size()) continue;
        if (auto read = reader.read(asked.page, content); !read) return read.error();
        if (!content.complete) continue;  // what is too much for the interpreter would be far more so for the painter
        QPDFObjectHandle page = QPDFPageObjectHelper(originals[static_cast<std::size_t>(asked.page) - 1]).getObjectHandle();
        asked.before = hang(page);
        for (std::size_t i = 0; i < asked.questions.size(); ++i) {
            const InkQuestion& question = questions_[asked.questions[i]];
            std::vector<Sheet> sheets(1);
            sheets[0].runs = content.runs;
            if (!erasable(question, sheets[0])) continue;
            const int place = hang(page);
            sheets[0].page = kids_.getArrayItem(place - 1);
            for (const CodeToErase& code : question.erasure.codes) static_cast<void>(add_cut(sheets[0], code, 0));
            StreamEraser streams(qpdf_, FormPolicy::AlwaysCopy);
            if (!streams.check(sheets).empty()) continue;
            streams.apply(sheets);
            asked.after[i] = place;
        }
    }
    only_what_shows();
    return written();
}

/// The part of the page that holds all letters that are asked about.
Pixels window_of(const AskedPage& asked, const std::vector<InkQuestion>& questions, PageSize size) {
    Rect all;
    for (const std::size_t i : asked.questions) {
        for (const Rect& letter : questions[i].letters) {
            if (!letter.empty()) all = all.empty() ? letter : united(all, letter);
        }
    }
    const auto within = [](double value, double end) { return static_cast<int>(std::clamp(value, 0.0, std::min(end, 1e6))); };
    Pixels out;
    out.left = within(std::floor(all.x0) - kMargin, size.width);
    out.top = within(std::floor(size.height - all.y1) - kMargin, size.height);
    out.width = within(std::ceil(all.x1) + kMargin, std::ceil(size.width)) - out.left;
    out.height = within(std::ceil(size.height - all.y0) + kMargin, std::ceil(size.height)) - out.top;
    return out;
}

bool differs(const Pixels& a, const Pixels& b, const Rect& letter, double page_height) {
    const int x0 = std::max(static_cast<int>(std::floor(letter.x0)) - a.left, 0);
    const int x1 = std::min(static_cast<int>(std::ceil(letter.x1)) - a.left, a.width);
    const int y0 = std::max(static_cast<int>(std::floor(page_height - letter.y1)) - a.top, 0);
    const int y1 = std::min(static_cast<int>(std::ceil(page_height - letter.y0)) - a.top, a.height);
    for (int y = y0; y < y1; ++y) {
        const std::size_t row = static_cast<std::size_t>(y) * static_cast<std::size_t>(a.width);
        for (std::size_t at = 3 * (row + static_cast<std::size_t>(x0)); at < 3 * (row + static_cast<std::size_t>(x1)); ++at) {
            if (std::abs(a.rgb[at] - b.rgb[at]) >= kSeenDifference) return true;
        }
    }
    return false;
}

bool on_paper(const Rect& letter, PageSize size) {
    return letter.x0 > -1e5 && letter.x1 < 1e5 && letter.y0 > -1e5 && letter.y1 < 1e5 &&
           overlap(letter, {0, 0, size.width, size.height});
}

}  // namespace

Result<std::vector<std::vector<bool>>> inked(Document& document, const std::vector<InkQuestion>& questions,
                                             const InkLimits& limits) {
    std::vector<std::vector<bool>> out;
    for (const InkQuestion& question : questions) out.emplace_back(question.letters.size(), false);
    if (questions.empty()) return out;
    try {
        Gallery gallery(document, questions);
        const auto file = gallery.make();
        if (!file) return file.error();
        PagePixels painter(file.value(), limits);
        for (const AskedPage& asked : gallery.pages()) {
            const PageSize size = document.page_size(asked.page);
            Pixels before = window_of(asked, questions, size);
            const Matrix displayed = document.to_displayed(asked.page);
            const double unit = std::hypot(displayed.a, displayed.b);
            if (before.width <= 0 || before.height <= 0 || !painter.draw(asked.before, unit, before)) continue;
            for (std::size_t i = 0; i < asked.questions.size(); ++i) {
                Pixels after{before.left, before.top, before.width, before.height, {}};
                if (asked.after[i] == 0 || !painter.draw(asked.after[i], unit, after)) continue;
                const std::vector<Rect>& letters = questions[asked.questions[i]].letters;
                auto& seen = out[asked.questions[i]];
                for (std::size_t k = 0; k < letters.size(); ++k) {
                    seen[k] = on_paper(letters[k], size) && differs(before, after, letters[k], size.height);
                }
            }
        }
        return out;
    } catch (const std::exception& e) {
        return Error{ErrorCode::Unsupported, std::string("the pages cannot be drawn: ") + e.what(), "damaged"};
    }
}

}  // namespace quillport::pdf
