#include <exception>

#include "codes.hpp"
#include "entry.hpp"
#include "letters.hpp"

namespace quillport::ocr {
namespace {

/// What the engines throw ends here.
template <typename Act>
auto guarded(Act act) -> decltype(act()) {
    try {
        return act();
    } catch (const std::exception& problem) {
        return Error{ErrorCode::Internal, "the picture could not be read", problem.what()};
    }
}

class Engines : public tags::PageReader {
  public:
    Result<std::vector<tags::ReadCode>> codes(const pdf::GreyImage& image, tags::CodeKinds kinds) override {
        return guarded([&]() -> Result<std::vector<tags::ReadCode>> { return codes_on(image, kinds); });
    }

    Result<tags::Reading> read(const pdf::GreyImage& image, int dpi, std::chrono::milliseconds time) override {
        return guarded([&]() -> Result<tags::Reading> {
            if (auto opened = letters_.open(); !opened) return opened.error();
            auto reading = letters_.read(image, dpi, time);
            if (reading) reading.value().codes = codes_on(image, tags::CodeKinds::Qr);
            return reading;
        });
    }

  private:
    LetterReader letters_;
};

}  // namespace
}  // namespace quillport::ocr

quillport::tags::PageReader* quillport_page_reader() {
    static quillport::ocr::Engines engines;
    return &engines;
}
