#include "content_writer.hpp"

#include <zlib.h>

#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>

#include "syntax.hpp"

namespace quillport::pdf {
namespace {

constexpr std::size_t kWorthIt = 120;                 ///< bytes below which compressing saves nothing
constexpr int kLevel = 6, kWindow = 13, kMemory = 6;  ///< small tables: an increment's streams are a few kB

/// One compressor a thread, used again: making one costs more than compressing an appearance.
class Deflater {
  public:
    explicit Deflater(int strategy) {
        if (deflateInit2(&state_, kLevel, Z_DEFLATED, kWindow, kMemory, strategy) != Z_OK) {
            throw std::runtime_error("zlib cannot start");
        }
    }
    ~Deflater() { deflateEnd(&state_); }
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;

    std::string compressed(std::string_view data) {
        deflateReset(&state_);
        std::string out(deflateBound(&state_, static_cast<uLong>(data.size())), '\0');
        state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));  // zlib's type lacks the const
        state_.avail_in = static_cast<uInt>(data.size());
        state_.next_out = reinterpret_cast<Bytef*>(out.data());
        state_.avail_out = static_cast<uInt>(out.size());
        if (deflate(&state_, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("zlib cannot compress");
        out.resize(state_.total_out);
        return out;
    }

  private:
    z_stream state_{};
};

}  // namespace

void ContentWriter::put(double x) {
    std::array<char, 32> text{};
    auto hundredths = std::isfinite(x) ? std::llround(x * 100) : 0;
    if (hundredths < 0) {
        out_ += '-';
        hundredths = -hundredths;
    }
    const auto end = std::to_chars(text.data(), text.data() + text.size(), hundredths / 100);
    const auto rest = static_cast<int>(hundredths % 100);
    if (hundredths >= 100 || rest == 0) out_.append(text.data(), end.ptr);
    if (rest != 0) {
        out_ += '.';
        out_ += static_cast<char>('0' + rest / 10);
        if (rest % 10 != 0) out_ += static_cast<char>('0' + rest % 10);
    }
    out_ += ' ';
}

void ContentWriter::put(std::string_view word) {
    out_ += word;
    out_ += '\n';
}

std::string stream_source(const std::string& entries, std::string_view data) {
    std::string packed;
    if (data.size() >= kWorthIt) {
        thread_local Deflater words(Z_DEFAULT_STRATEGY), numbers(Z_FILTERED);
        packed = words.compressed(data);
        std::string other = numbers.compressed(data);
        if (other.size() < packed.size()) packed = std::move(other);
    }
    const bool smaller = !packed.empty() && packed.size() + 20 < data.size();
    const std::string_view body = smaller ? std::string_view(packed) : data;
    std::string out =
        "<< " + entries + (smaller ? " /Filter /FlateDecode" : "") + " /Length " + std::to_string(body.size()) + " >>\nstream\n";
    out += body;
    return out + "\nendstream";
}

std::string utf16_string(std::string_view utf8) {
    std::string plain = syntax::text_string(std::string("\u00a0") + std::string(utf8));
    return "<" + plain.substr(9);  // behind the mark and the blank that made it UTF-16
}

}  // namespace quillport::pdf
