#include "text_copies.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <exception>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include "quillport/core/markup.hpp"

namespace quillport::pdf {
namespace {

constexpr std::size_t kShortest = 5;              ///< bytes of a text that no document repeats by chance
constexpr std::size_t kMostMetadata = 4'000'000;  ///< bytes
constexpr int kMaxDepth = 40;
constexpr std::uint64_t kMostWork = 1'000'000'000;  ///< bytes looked at, each once for each text
constexpr std::string_view kMarks = "{}[]#<>|";

/// Characters that do not count in a tag: blanks, soft hyphens, marks without width. \returns how many bytes at `at`.
std::size_t ignored_at(std::string_view text, std::size_t at) {
    static constexpr std::array<std::string_view, 11> kIgnored{"\xC2\xA0",     "\xC2\xAD",     "\xE2\x80\x8B", "\xE2\x80\x8C",
                                                               "\xE2\x80\x8D", "\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x80\xA8",
                                                               "\xE2\x80\xA9", "\xE2\x81\xA0", "\xEF\xBB\xBF"};
    if (static_cast<unsigned char>(text[at]) <= ' ') return 1;
    for (const std::string_view mark : kIgnored) {
        if (text.substr(at, mark.size()) == mark) return mark.size();
    }
    return 0;
}

/// What counts of a text, with the place of each byte in it.
struct Bare {
    std::string text;
    std::vector<std::size_t> place;
};

Bare bare(std::string_view text) {
    Bare out;
    for (std::size_t i = 0; i < text.size();) {
        if (const std::size_t skipped = ignored_at(text, i); skipped != 0) {
            i += skipped;
            continue;
        }
        const char c = text[i];
        out.text += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        out.place.push_back(i++);
    }
    return out;
}

bool telling(std::string_view text) { return text.size() >= kShortest && text.find_first_of(kMarks) != std::string_view::npos; }

bool cut_copy(std::string& text, std::string_view copy) {
    const std::string wanted = bare(copy).text;
    if (!telling(wanted)) return false;
    bool found = false;
    for (;;) {
        const Bare now = bare(text);
        const std::size_t at = now.text.find(wanted);
        if (at == std::string::npos) return found;
        found = true;
        const std::size_t begin = now.place[at];
        text.erase(begin, now.place[at + wanted.size() - 1] + 1 - begin);
    }
}

class CopyRemover {
  public:
    CopyRemover(QPDF& qpdf, const std::vector<std::string_view>& erased) : qpdf_(qpdf), erased_(erased) {}

    std::set<std::size_t> run() {
        if (std::none_of(erased_.begin(), erased_.end(), telling)) return {};
        QPDFObjectHandle info = qpdf_.getTrailer().getKey("/Info");
        for (QPDFObjectHandle object : qpdf_.getAllObjects()) {
            in_info_ = info.isIndirect() && object.getObjGen() == info.getObjGen();
            visit(object.isStream() ? object.getDict() : object, 0);
        }
        metadata(qpdf_.getRoot().getKey("/Metadata"));
        return std::move(told_);
    }

  private:
    void visit(QPDFObjectHandle object, int depth);
    void text_in(QPDFObjectHandle owner, const std::string& key, QPDFObjectHandle value);
    void metadata(QPDFObjectHandle stream);
    [[nodiscard]] bool only_repeats(QPDFObjectHandle owner, const std::string& key) const;

    QPDF& qpdf_;
    const std::vector<std::string_view>& erased_;
    std::set<std::size_t> told_;
    std::uint64_t work_ = 0;
    bool in_info_ = false;
};

void CopyRemover::visit(QPDFObjectHandle object, int depth) {
    if (depth > kMaxDepth) return;
    if (object.isArray()) {
        for (QPDFObjectHandle item : object.getArrayAsVector()) {
            if (item.isIndirect()) continue;
            if (item.isString()) text_in(object, {}, item);
            visit(item, depth + 1);
        }
    } else if (object.isDictionary()) {
        for (auto& [key, value] : object.getDictAsMap()) {
            if (value.isIndirect() && !value.isString()) continue;
            if (value.isString()) text_in(object, key, value);
            visit(value, depth + 1);
        }
    }
}

bool CopyRemover::only_repeats(QPDFObjectHandle owner, const std::string& key) const {
    if (in_info_ || key == "/ActualText" || key == "/Alt" || key == "/E" || key == "/Title") return true;
    if (key == "/T") return owner.getKey("/S").isName() && owner.hasKey("/P");  // of a structure element, not of a field
    return key == "/Contents" && owner.getKey("/Subtype").isNameAndEquals("/Link");
}

void CopyRemover::text_in(QPDFObjectHandle owner, const std::string& key, QPDFObjectHandle value) {
    const std::string raw = value.getStringValue();
    if (!telling(raw)) return;
    work_ += raw.size() * erased_.size();
    if (work_ > kMostWork) {  // nobody has so many strings with marks in them; what was not looked at is told
        for (std::size_t i = 0; i < erased_.size(); ++i) told_.insert(i);
        return;
    }
    std::string text = value.getUTF8Value();
    if (!cut_copies(text, erased_)) return;
    if (only_repeats(owner, key)) {
        if (text.empty() && key != "/Title") {
            owner.removeKey(key);
        } else {
            owner.replaceKey(key, QPDFObjectHandle::newUnicodeString(text));
        }
        return;
    }
    for (std::size_t i = 0; i < erased_.size(); ++i) {
        std::string whole = value.getUTF8Value();
        if (cut_copy(whole, erased_[i])) told_.insert(i);
    }
}

void CopyRemover::metadata(QPDFObjectHandle stream) {
    if (!stream.isStream()) return;
    try {
        const auto data = stream.getStreamData(qpdf_dl_generalized);
        if (data->getSize() > kMostMetadata) return;
        std::string text(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
        bool found = false;
        for (const std::string_view copy : erased_) found = cut_copy(text, escaped_markup(copy)) || found;
        if (found) stream.replaceStreamData(text, QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
    } catch (const std::exception&) {
        // Metadata that nobody can read repeats nothing.
    }
}

}  // namespace

bool cut_copies(std::string& text, const std::vector<std::string_view>& erased) {
    bool found = false;
    for (const std::string_view copy : erased) found = cut_copy(text, copy) || found;
    if (found && bare(text).text.empty()) text.clear();
    return found;
}

std::set<std::size_t> remove_copies(QPDF& qpdf, const std::vector<std::string_view>& erased) {
    return CopyRemover(qpdf, erased).run();
}

}  // namespace quillport::pdf
