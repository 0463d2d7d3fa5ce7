#include "charset.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

#include "quillport/core/handle.hpp"
#include "quillport/formats/recognise.hpp"

namespace quillport::formats {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kSample = std::size_t{64} << 10U;

struct Mark {
    std::string_view bytes;
    const char* charset;
};
// The longer ones first: the mark of UTF-32 begins with that of UTF-16.
constexpr std::array kMarks = {
    Mark{"\xff\xfe\0\0"sv, "UTF-32LE"}, Mark{"\0\0\xfe\xff"sv, "UTF-32BE"}, Mark{"\xef\xbb\xbf"sv, "UTF-8"},
    Mark{"\xff\xfe"sv, "UTF-16LE"},     Mark{"\xfe\xff"sv, "UTF-16BE"},
};

const Mark* mark_of(std::string_view text) {
    for (const Mark& mark : kMarks)
        if (text.substr(0, mark.bytes.size()) == mark.bytes) return &mark;
    return nullptr;
}

/// Text has letters, and of the controls only those that lay it out; ESC begins the commands of a printer.
bool is_plain(std::string_view sample) {
    const auto controls = std::count_if(sample.begin(), sample.end(), [](char c) {
        const auto code = static_cast<unsigned char>(c);
        return (code < ' ' && std::string_view("\t\n\r\f\b\x1a"sv).find(c) == std::string_view::npos) || code == 0x7f;
    });
    return controls == 0;
}

/// Every other byte of Latin text in UTF-16 is 0.
const char* unmarked_utf16(std::string_view sample) {
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < sample.size(); ++i) zeros[i % 2] += sample[i] == '\0' ? 1 : 0;
    const std::size_t pairs = sample.size() / 2;
    if (pairs < 4) return nullptr;
    if (zeros[1] > pairs * 7 / 10 && zeros[0] == 0) return "UTF-16LE";
    return zeros[0] > pairs * 7 / 10 && zeros[1] == 0 ? "UTF-16BE" : nullptr;
}

/// What ICU is sure of among the scripts that it tells apart well; nothing for Latin ones.
std::string other_script(std::string_view sample) {
    constexpr int kSure = 30, kSureOfMany = 60;  // sets of many bytes fit by chance
    static constexpr std::array kByLetters = {"windows-1251"sv, "KOI8-R"sv,       "ISO-8859-5"sv,
                                              "ISO-8859-7"sv,   "windows-1253"sv, "ISO-8859-8"sv,
                                              "windows-1255"sv, "windows-1256"sv, "ISO-8859-6"sv};
    static constexpr std::array kByPairs = {"Shift_JIS"sv, "GB18030"sv, "Big5"sv, "EUC-JP"sv, "EUC-KR"sv, "ISO-2022-JP"sv};
    UErrorCode failed = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, Deleter<ucsdet_close>> detector(ucsdet_open(&failed));
    if (!detector) return {};
    ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &failed);
    const UCharsetMatch* match = ucsdet_detect(detector.get(), &failed);
    if (U_FAILURE(failed) || match == nullptr) return {};
    const std::string name = ucsdet_getName(match, &failed);
    const int confidence = ucsdet_getConfidence(match, &failed);
    const bool by_letters = std::find(kByLetters.begin(), kByLetters.end(), name) != kByLetters.end();
    const bool by_pairs = std::find(kByPairs.begin(), kByPairs.end(), name) != kByPairs.end();
    return (by_letters && confidence >= kSure) || (by_pairs && confidence >= kSureOfMany) ? name : std::string();
}

}  // namespace

bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t size = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (size == 0) return false;
        for (std::size_t k = 1; k < size && i + k < text.size(); ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            const unsigned low = k > 1 ? 0x80 : lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
            const unsigned high = k > 1 ? 0xbf : lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
            if (next < low || next > high) return false;
        }
        i += size;
    }
    return true;
}

std::string charset_of(BytesView bytes) {
    const std::string_view text = text_of(bytes);
    if (text.empty()) return {};
    if (const Mark* mark = mark_of(text)) return mark->charset;
    const std::string_view sample = text.substr(0, kSample);
    if (const char* utf16 = unmarked_utf16(sample)) return utf16;
    if (!is_plain(sample)) return {};
    if (is_utf8(text)) return "UTF-8";
    const std::string other = other_script(sample);
    return other.empty() ? latin_charset(sample) : other;
}

Result<std::string> in_utf8(std::string_view text, const std::string& charset) {
    if (const Mark* mark = mark_of(text); mark != nullptr && mark->charset == charset) text.remove_prefix(mark->bytes.size());
    UErrorCode failed = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, Deleter<ucnv_close>> converter(ucnv_open(charset.c_str(), &failed));
    if (!converter) return Error{ErrorCode::InvalidInput, "a character set that nobody knows", charset};
    const icu::UnicodeString read(text.data(), static_cast<std::int32_t>(text.size()), converter.get(), failed);
    if (U_FAILURE(failed)) return Error{ErrorCode::InvalidInput, "the text cannot be read", charset};
    std::string out;
    read.toUTF8String(out);
    return out;
}

}  // namespace quillport::formats
