#include "quillport/ocr/module.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "entry.hpp"
#include "quillport/runtime/programs.hpp"

namespace quillport::ocr {
namespace {

/// What the engines print about a picture was written by its author: it does not reach anybody's terminal or log.
class Silence {
  public:
    explicit Silence(const runtime::Descriptor& nowhere) {
        if (!nowhere.valid()) return;
        kept_ = runtime::Descriptor(::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3));
        if (kept_.valid()) ::dup2(nowhere.get(), STDERR_FILENO);
    }
    ~Silence() {
        if (kept_.valid()) ::dup2(kept_.get(), STDERR_FILENO);
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

  private:
    runtime::Descriptor kept_;
};

}  // namespace

Module::Module(std::filesystem::path file) : file_(std::move(file)), silence_(::open("/dev/null", O_WRONLY | O_CLOEXEC)) {}

Result<void> Module::load() {
    if (engines_ != nullptr) return {};
    // Threads of their own would outlive a fork and gain nothing: documents are read side by side.
    ::setenv("OMP_THREAD_LIMIT", "1", 1);
    void* module = ::dlopen(file_.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (module == nullptr) {
        const char* why = ::dlerror();
        return Error{ErrorCode::Unavailable, "the reader of pictures cannot be loaded", why == nullptr ? "" : why};
    }
    const auto entry = reinterpret_cast<decltype(&quillport_page_reader)>(::dlsym(module, kEntry));
    engines_ = entry == nullptr ? nullptr : entry();
    if (engines_ == nullptr) return Error{ErrorCode::Unavailable, "the reader of pictures is not what it should be", {}};
    return {};
}

Result<void> Module::warm_up() {
    if (auto loaded = load(); !loaded) return loaded;
    // White paper with one black bar: enough to have everything in place.
    pdf::GreyImage image{300, 60, Bytes(300 * 60, std::byte{255})};
    for (std::size_t i = 300 * 25 + 40; i < 300 * 25 + 60; ++i) image.pixels[i] = image.pixels[i + 300] = std::byte{0};
    const auto read = this->read(image, 150, std::chrono::seconds(10));
    if (!read) return read.error();
    return {};
}

Result<std::vector<tags::ReadCode>> Module::codes(const pdf::GreyImage& image, tags::CodeKinds kinds) {
    if (auto loaded = load(); !loaded) return loaded.error();
    const Silence silence(silence_);
    return engines_->codes(image, kinds);
}

Result<tags::Reading> Module::read(const pdf::GreyImage& image, int dpi, std::chrono::milliseconds time) {
    if (auto loaded = load(); !loaded) return loaded.error();
    const Silence silence(silence_);
    return engines_->read(image, dpi, time);
}

std::filesystem::path beside_program() {
    // Without a folder the name alone is looked for, and the first reading says what is missing.
    return runtime::own_folder() / "quillport-ocr.so";
}

std::vector<std::filesystem::path> folders() {
    static constexpr std::array<std::string_view, 7> kFolders{
        "/usr/lib", "/lib", "/lib64", "/usr/local/lib", "/etc/ld.so.cache", "/usr/share/tesseract-ocr", "/usr/share/tessdata"};
    std::vector<std::filesystem::path> found{beside_program()};
    for (const std::string_view folder : kFolders) {
        std::error_code ignored;  // what cannot be looked at cannot be read either
        if (std::filesystem::exists(folder, ignored)) found.emplace_back(folder);
    }
    if (const char* data = std::getenv("TESSDATA_PREFIX"); data != nullptr && *data == '/') found.emplace_back(data);
    return found;
}

}  // namespace quillport::ocr
