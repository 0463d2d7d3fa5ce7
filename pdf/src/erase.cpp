#include "quillport/pdf/erase.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <exception>
#include <map>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <set>
#include <tuple>
#include <utility>

#include "document_parts.hpp"
#include "numbers.hpp"
#include "operands.hpp"
#include "stream_bytes.hpp"

namespace quillport::pdf {
namespace {

constexpr double kSameAdjust = 0.01;  ///< thousandths of the font size; rounding of two paintings of one form
constexpr double kLinkMargin = 3;     ///< points by which a link may stand out of the text that it lies over
constexpr double kLinkShare = 0.7;    ///< of its area that the tag covers

/// A content stream that changes: page 0 for a form, else the page whose contents it is.
using StreamKey = std::tuple<int, int, int>;

struct Cut {
    std::uint8_t bytes = 1;
    double adjust = 0;
    std::set<std::size_t> erasures;  ///< that want it
};
using Cuts = std::map<std::uint32_t, std::map<std::uint32_t, Cut>>;  ///< by operand, by offset in it

struct Replacement {
    std::uint32_t begin = 0, end = 0;
    std::string text;
};

std::string number_text(double value) {
    std::array<char, 64> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, 5);
    if (error != std::errc{}) return "0";
    std::string out(buffer.data(), end);
    while (out.back() == '0') out.pop_back();
    if (out.back() == '.') out.pop_back();
    return out == "-0" ? "0" : out;
}

void append_hex_string(std::string_view bytes, std::string& out) {
    constexpr std::string_view kHex = "0123456789abcdef";
    out += '<';
    for (const char c : bytes) {
        out += kHex[static_cast<unsigned char>(c) >> 4U];
        out += kHex[static_cast<unsigned char>(c) & 15U];
    }
    out += '>';
}

/// The operand as elements of a TJ array: what stays, with numbers that move as far as what goes.
std::string elements_of(const std::string& value, const std::map<std::uint32_t, Cut>& cuts) {
    std::string out;
    std::string kept;
    double moved = 0;
    bool pending = false;
    const auto flush_kept = [&] {
        if (!kept.empty()) append_hex_string(kept, out);
        kept.clear();
    };
    for (std::uint32_t i = 0; i < value.size();) {
        const auto cut = cuts.find(i);
        if (cut == cuts.end()) {
            if (pending) out += ' ' + number_text(moved) + ' ';
            pending = false;
            moved = 0;
            kept += value[i++];
            continue;
        }
        flush_kept();
        moved += cut->second.adjust;
        pending = true;
        i += cut->second.bytes;
    }
    flush_kept();
    if (pending) out += ' ' + number_text(moved) + ' ';
    return out;
}

/// ISO 32000-1 §9.4.3, table 109: ' and " are T* and spacing before Tj, and TJ has no such short forms.
Replacement replacement_of(const ShownOperand& operand, const std::map<std::uint32_t, Cut>& cuts) {
    const std::string elements = elements_of(operand.value, cuts);
    switch (operand.op) {
        case ShownOperand::Operator::TJ:
            return {operand.begin, operand.end, ' ' + elements};
        case ShownOperand::Operator::Quote:
            return {operand.begin, operand.op_end, "T* [" + elements + "] TJ"};
        case ShownOperand::Operator::DoubleQuote:
            return {operand.lead_begin, operand.op_end,
                    operand.word_spacing + " Tw " + operand.char_spacing + " Tc T* [" + elements + "] TJ"};
        case ShownOperand::Operator::Tj:
            break;
    }
    return {operand.begin, operand.op_end, '[' + elements + "] TJ"};
}

class Eraser {
  public:
    Eraser(const Document& document, const std::vector<Erasure>& erasures)
        : document_(document), erasures_(erasures), refused_(erasures.size()) {}

    Result<ErasedPdf> run();

  private:
    void collect();
    void add(std::size_t erasure, const CodeToErase& code);
    void check(const StreamKey& key, const Cuts& cuts);
    void rewrite(const StreamKey& key, const Cuts& cuts);
    void remove_links();
    void refuse(const std::set<std::size_t>& erasures, const char* why) {
        for (const std::size_t i : erasures) refuse(i, why);
    }
    void refuse(std::size_t erasure, const char* why) {
        if (refused_[erasure].empty()) refused_[erasure] = why;
    }
    [[nodiscard]] bool wanted(const Cut& cut) const {
        return std::any_of(cut.erasures.begin(), cut.erasures.end(), [&](std::size_t i) { return refused_[i].empty(); });
    }
    [[nodiscard]] bool covered(QPDFObjectHandle link, int page) const;
    [[nodiscard]] Bytes write();

    const Document& document_;
    const std::vector<Erasure>& erasures_;
    std::vector<std::string> refused_;
    QPDF qpdf_;
    std::vector<QPDFPageObjectHelper> pages_;
    std::map<StreamKey, Cuts> streams_;
    std::map<StreamKey, std::string> bytes_;
    std::map<StreamKey, std::map<std::uint32_t, ShownOperand>> operands_;
};

void Eraser::add(std::size_t erasure, const CodeToErase& code) {
    if (code.render_mode >= 4) return refuse(erasure, "clip_text");
    if (!std::isfinite(code.adjust) || std::fabs(code.adjust) > 1e7) return refuse(erasure, "advance");
    const StreamKey key{code.stream.object, code.stream.generation, code.stream.object == 0 ? erasures_[erasure].page : 0};
    const auto [cut, fresh] = streams_[key][code.operand].try_emplace(code.offset, Cut{code.bytes, code.adjust, {}});
    cut->second.erasures.insert(erasure);
    if (!fresh && (cut->second.bytes != code.bytes || std::fabs(cut->second.adjust - code.adjust) > kSameAdjust)) {
        refuse(cut->second.erasures, "advance");
    }
}

void Eraser::collect() {
    for (std::size_t i = 0; i < erasures_.size(); ++i) {
        if (erasures_[i].page < 1 || static_cast<std::size_t>(erasures_[i].page) > pages_.size()) {
            refuse(i, "operand_changed");
            continue;
        }
        for (const CodeToErase& code : erasures_[i].codes) add(i, code);
    }
}

/// Reads the stream and finds every operand that is to change; what is not exactly where the interpreter saw it is refused.
void Eraser::check(const StreamKey& key, const Cuts& cuts) {
    const auto& [object, generation, page] = key;
    std::string& bytes = bytes_[key];
    const std::uint64_t limit = ContentLimits{}.stream_bytes;
    const Decoding decoding = object == 0
                                  ? page_contents(pages_[static_cast<std::size_t>(page) - 1].getObjectHandle(), limit, bytes)
                                  : append_decoded(qpdf_.getObjectByID(object, generation), limit, bytes);
    std::set<std::uint32_t> begins;
    for (const auto& [operand, offsets] : cuts) begins.insert(operand);
    auto& operands = operands_[key];
    operands = shown_operands(bytes, begins);
    for (const auto& [operand, offsets] : cuts) {
        const auto known = operands.find(operand);
        for (const auto& [offset, cut] : offsets) {
            const bool there = decoding == Decoding::Whole && known != operands.end() &&
                               offset + std::size_t{cut.bytes} <= known->second.value.size();
            if (!there) refuse(cut.erasures, "operand_changed");
        }
    }
}

void Eraser::rewrite(const StreamKey& key, const Cuts& cuts) {
    const std::string& bytes = bytes_[key];
    std::string out;
    std::size_t done = 0;
    for (const auto& [operand, offsets] : cuts) {
        std::map<std::uint32_t, Cut> now;
        for (const auto& [offset, cut] : offsets) {
            if (wanted(cut)) now.emplace(offset, cut);
        }
        if (now.empty()) continue;
        const Replacement change = replacement_of(operands_[key].at(operand), now);
        out.append(bytes, done, change.begin - done);
        out += change.text;
        done = change.end;
    }
    if (done == 0) return;
    out.append(bytes, done);
    const auto& [object, generation, page] = key;
    if (object == 0) {
        pages_[static_cast<std::size_t>(page) - 1].getObjectHandle().replaceKey("/Contents",
                                                                                QPDFObjectHandle::newStream(&qpdf_, out));
    } else {
        qpdf_.getObjectByID(object, generation).replaceStreamData(out, QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
    }
}

bool Eraser::covered(QPDFObjectHandle link, int page) const {
    if (!link.isDictionary() || !link.getKey("/Subtype").isNameAndEquals("/Link")) return false;
    double v[4];
    if (!numbers_of(link.getKey("/Rect"), 4, v)) return false;
    const Rect user{std::min(v[0], v[2]), std::min(v[1], v[3]), std::max(v[0], v[2]), std::max(v[1], v[3])};
    const Rect rect = image_of(user, document_.to_displayed(page));
    if (rect.empty()) return false;
    double shared = 0;
    for (std::size_t i = 0; i < erasures_.size(); ++i) {
        if (erasures_[i].page != page || !refused_[i].empty()) continue;
        for (const Rect& piece : erasures_[i].pieces) {
            const double width = std::min(rect.x1, piece.x1 + kLinkMargin) - std::max(rect.x0, piece.x0 - kLinkMargin);
            const double height = std::min(rect.y1, piece.y1 + kLinkMargin) - std::max(rect.y0, piece.y0 - kLinkMargin);
            if (width > 0 && height > 0) shared += width * height;
        }
    }
    return shared >= kLinkShare * rect.width() * rect.height();
}

/// A link that the word processor made of an address in the tag would stay as a clickable nothing.
void Eraser::remove_links() {
    std::set<int> touched;
    for (const Erasure& erasure : erasures_) touched.insert(erasure.page);
    for (const int page : touched) {
        if (page < 1 || static_cast<std::size_t>(page) > pages_.size()) continue;
        QPDFObjectHandle owner = pages_[static_cast<std::size_t>(page) - 1].getObjectHandle();
        QPDFObjectHandle annotations = owner.getKey("/Annots");
        if (!annotations.isArray()) continue;
        std::vector<QPDFObjectHandle> stay;
        for (const auto& annotation : annotations.getArrayAsVector()) {
            if (!covered(annotation, page)) stay.push_back(annotation);
        }
        if (stay.size() != static_cast<std::size_t>(annotations.getArrayNItems())) {
            owner.replaceKey("/Annots", QPDFObjectHandle::newArray(stay));
        }
    }
}

Bytes Eraser::write() {
    QPDFWriter writer(qpdf_);
    writer.setOutputMemory();
    writer.setObjectStreamMode(qpdf_o_disable);
    writer.setDeterministicID(true);
    writer.setDecodeLevel(qpdf_dl_none);
    writer.setCompressStreams(true);
    writer.setNewlineBeforeEndstream(true);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return copy_of(BytesView(reinterpret_cast<const std::byte*>(buffer->getBuffer()), buffer->getSize()));
}

Result<ErasedPdf> Eraser::run() {
    if (auto opened = open_qpdf(qpdf_, document_.bytes()); !opened) return opened.error();
    try {
        pages_ = QPDFPageDocumentHelper(qpdf_).getAllPages();
        collect();
        for (const auto& [key, cuts] : streams_) check(key, cuts);
        for (const auto& [key, cuts] : streams_) rewrite(key, cuts);
        remove_links();
        return ErasedPdf{write(), std::move(refused_)};
    } catch (const std::exception& e) {
        return Error{ErrorCode::Unsupported, std::string("the file cannot be rewritten: ") + e.what(), "damaged"};
    }
}

}  // namespace

Result<ErasedPdf> erase_codes(const Document& document, const std::vector<Erasure>& erasures) {
    if (document.is_encrypted()) return Error{ErrorCode::Unsupported, "an encrypted file is not rewritten", "encrypted"};
    if (document.is_signed()) return Error{ErrorCode::Unsupported, "a signed file is never rewritten", "signed"};
    return Eraser(document, erasures).run();
}

}  // namespace quillport::pdf
