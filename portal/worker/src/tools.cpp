#include "tools.hpp"

namespace quillport::worker {
namespace {

// Text stays text: no picture is made coarser, no page turned by its text, and what prints on its standard output does so on
// another.
constexpr const char* kGhostscriptArguments[] = {"-q",
                                                 "-dSAFER",
                                                 "-dNOPAUSE",
                                                 "-dBATCH",
                                                 "-sDEVICE=pdfwrite",
                                                 "-dCompatibilityLevel=1.7",
                                                 "-dAutoRotatePages=/None",
                                                 "-dEPSCrop",
                                                 "-dEmbedAllFonts=true",
                                                 "-dDownsampleColorImages=false",
                                                 "-dDownsampleGrayImages=false",
                                                 "-dDownsampleMonoImages=false",
                                                 "-sstdout=%stderr",
                                                 "-sOutputFile=%stdout",
                                                 kDocument};
constexpr const char* kGhostscriptFiles[] = {"/usr/share/ghostscript", "/var/lib/ghostscript", "/etc/ghostscript",
                                             "/usr/share/color/icc",   "/usr/share/poppler",   "/usr/share/fonts",
                                             "/etc/paperspecs"};

constexpr const char* kXpsArguments[] = {kDocument, "/dev/stdout"};
constexpr const char* kXpsFiles[] = {"/usr/share/mime", "/usr/share/glib-2.0"};

constexpr Tool kGhostscript{"/usr/bin/gs", kGhostscriptArguments, kGhostscriptFiles};
constexpr Tool kXps{"/usr/bin/xpstopdf", kXpsArguments, kXpsFiles};

}  // namespace

const Tool& ghostscript() noexcept { return kGhostscript; }
const Tool& xps_converter() noexcept { return kXps; }

}  // namespace quillport::worker
