#include "quillport/pdf/warm.hpp"

#include <GlobalParams.h>
#include <pango/pangocairo.h>

namespace quillport::pdf {
namespace {

void ignore_message(ErrorCategory, Goffset, const char*) {}

}  // namespace

struct Warm::Libraries {
    GlobalParamsIniter poppler{ignore_message};
};

Warm::Warm() : libraries_(std::make_unique<Libraries>()) {}
Warm::~Warm() = default;

void end_threads() noexcept { pango_cairo_font_map_set_default(nullptr); }

}  // namespace quillport::pdf
