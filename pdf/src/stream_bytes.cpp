#include "stream_bytes.hpp"

#include <algorithm>
#include <exception>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <stdexcept>

namespace quillport::pdf {
namespace {

/// End of the decoder's chain. Stops it by an exception, the only way that qpdf's pipelines know.
class LimitedSink : public Pipeline {
  public:
    LimitedSink(std::string& out, std::uint64_t limit) : Pipeline("limited", nullptr), out_(out), limit_(limit) {}
    void write(unsigned char const* data, std::size_t size) override {
        if (taken_ + size > limit_) {
            if (!reached_) out_.append(reinterpret_cast<const char*>(data), static_cast<std::size_t>(limit_ - taken_));
            reached_ = true;
            throw std::length_error("decoded stream is over the limit");
        }
        taken_ += size;
        out_.append(reinterpret_cast<const char*>(data), size);
    }
    void finish() override {}
    [[nodiscard]] bool reached() const noexcept { return reached_; }

  private:
    std::string& out_;
    std::uint64_t limit_;
    std::uint64_t taken_ = 0;
    bool reached_ = false;
};

}  // namespace

Decoding append_decoded(QPDFObjectHandle stream, std::uint64_t limit, std::string& out) {
    if (!stream.isStream()) return Decoding::Whole;
    const std::size_t before = out.size();
    LimitedSink sink(out, limit);
    bool decoded = false;
    bool well = false;
    try {
        well = stream.pipeStreamData(&sink, &decoded, 0, qpdf_dl_specialized, true, false);
    } catch (const std::exception&) {
        well = false;  // what was decoded before the damage counts, as in every viewer
    }
    if (sink.reached()) return Decoding::OverLimit;
    if (!decoded) out.resize(before);
    return well && decoded ? Decoding::Whole : Decoding::Damaged;
}

Decoding page_contents(QPDFObjectHandle page, std::uint64_t limit, std::string& out) {
    out.clear();
    Decoding worst = Decoding::Whole;
    for (auto& part : QPDFPageObjectHelper(page).getPageContents()) {
        if (!out.empty()) out += '\n';
        if (out.size() >= limit) return Decoding::OverLimit;
        worst = std::max(worst, append_decoded(part, limit - out.size(), out));
        if (worst == Decoding::OverLimit) break;
    }
    return worst;
}

}  // namespace quillport::pdf
