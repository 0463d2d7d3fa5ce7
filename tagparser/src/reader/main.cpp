#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <new>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "order.hpp"
#include "quillport/ocr/module.hpp"
#include "quillport/runtime/config.hpp"
#include "quillport/runtime/confine.hpp"
#include "quillport/tags/detect.hpp"
#include "quillport/tags/erase.hpp"
#include "quillport/tags/json.hpp"
#include "quillport/tags/marks.hpp"

namespace {

using quillport::Bytes;
using quillport::Error;
using quillport::ErrorCode;
using quillport::Result;
using quillport::tags::Order;
using quillport::tags::refuse;

std::string complaint_about_mark(quillport::tags::MarkKind kind, std::string_view value) {
    const auto mark = quillport::tags::parse_mark(kind, value);
    return mark ? std::string() : "cannot be read: " + mark.error().what;
}

constexpr std::array<quillport::runtime::Setting, 5> kSettings{{
    {.key = "dialects", .default_value = "quillport", .help = "Dialects that are read, the first wins"},
    {.key = "languages", .default_value = "sl cs sk pl hr de it", .help = "Languages whose words are read beside English"},
    {.key = "ocr",
     .default_value = "auto",
     .help = "Pages without usable text are read from their picture: auto, off",
     .complaint = [](std::string_view value) { return std::string(value == "auto" || value == "off" ? "" : "is auto or off"); }},
    {.key = "mark.*",
     .help = "A mark of the organisation's own",
     .complaint = [](std::string_view value) { return complaint_about_mark(quillport::tags::MarkKind::Custom, value); }},
    {.key = "anchor.*",
     .help = "Words of the documents that stand for a field",
     .complaint = [](std::string_view value) { return complaint_about_mark(quillport::tags::MarkKind::Anchor, value); }},
}};

struct Options {
    quillport::tags::DetectOptions detect;
    bool ocr = true;
};

std::vector<std::string> words_of(const std::string& list) {
    std::istringstream in(list);
    return {std::istream_iterator<std::string>(in), {}};
}

Result<Options> load_settings(const Order& order) {
    Options options;
    std::string text;
    if (!order.config.empty()) {
        std::ifstream file(order.config, std::ios::binary);
        if (!file) return Error{ErrorCode::NotFound, "cannot open " + order.config, {}};
        text.assign(std::istreambuf_iterator<char>(file), {});
    }
    const auto config = quillport::runtime::Config::load(kSettings, text, {}, {});
    if (!config) return config.error();
    auto detect = quillport::tags::options_from(
        {.dialects = order.dialects.empty() ? words_of(config.value().text("dialects")) : order.dialects,
         .languages = words_of(config.value().text("languages")),
         .marks = config.value().numbered("mark.*"),
         .anchors = config.value().numbered("anchor.*")});
    if (!detect) return detect.error();
    options.detect = std::move(detect).value();
    options.ocr = config.value().text("ocr") == "auto";
    return options;
}

constexpr std::uintmax_t kReserved = std::uintmax_t{1} << 30U;  ///< bytes, for a document whose size is known

Result<Bytes> read_input(const std::string& path) {
    std::ifstream file;
    if (path != "-") {
        file.open(path, std::ios::binary);
        if (!file) return Error{ErrorCode::NotFound, "cannot open " + path, {}};
    }
    std::istream& in = path == "-" ? std::cin : file;
    Bytes data;
    std::error_code unknown;  // of a pipe: then it grows
    if (const auto size = std::filesystem::file_size(path, unknown); !unknown && size <= kReserved) data.reserve(size);
    std::array<char, 65'536> chunk{};
    while (in.read(chunk.data(), chunk.size()) || in.gcount() > 0) {
        const auto part = quillport::bytes_of({chunk.data(), static_cast<std::size_t>(in.gcount())});
        data.insert(data.end(), part.begin(), part.end());
    }
    if (in.bad()) return Error{ErrorCode::NotFound, "cannot read " + path, {}};
    return data;
}

/// What one document may cost. A process that reads a document has at most this beside the document and what was there before.
constexpr std::uint64_t kMemory = std::uint64_t{400} << 20U;
constexpr std::chrono::seconds kProcessorTime{15};

/// Address space of this process in bytes (proc(5), /proc/pid/statm).
std::uint64_t address_space() {
    std::ifstream file("/proc/self/statm");
    std::uint64_t pages = 0;
    file >> pages;
    return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

/// From here on the process can only compute: what it reads comes from strangers.
Result<void> enter_jail(std::uint64_t document_size, bool ocr) {
    quillport::runtime::Confinement jail;
    jail.readable = quillport::runtime::font_folders();
    // The reader of pictures is loaded in the jail, with the first page that needs it: every other document pays nothing for it.
    const auto engines = ocr ? quillport::ocr::folders() : std::vector<std::filesystem::path>();
    jail.readable.insert(jail.readable.end(), engines.begin(), engines.end());
    jail.memory = address_space() + kMemory + 2 * document_size;  // erasing holds the result beside the document
    jail.cpu = kProcessorTime;
    return quillport::runtime::confine(jail);
}

Result<std::string> work(const Order& order, Options& options, std::ofstream& erased_file) {
    const auto input = read_input(order.input);
    if (!input) return input.error();
    quillport::ocr::Module pictures(quillport::ocr::beside_program());
    if (options.ocr) options.detect.reader = &pictures;
    if (auto jailed = enter_jail(input.value().size(), options.ocr); !jailed) return jailed.error();
    auto document = quillport::pdf::Document::open(input.value());
    if (!document) return document.error();
    auto found = quillport::tags::detect(document.value(), options.detect);
    if (!found) return found.error();
    if (!order.erase_to.empty()) {
        auto erased = quillport::tags::erase(document.value(), found.value(), options.detect);
        if (!erased) return erased.error();
        const auto bytes = quillport::text_of(erased.value().pdf);
        erased_file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        erased_file.close();
        if (!erased_file) return Error{ErrorCode::NoSpace, "cannot write " + order.erase_to, {}};
        auto& problems = found.value().problems;
        problems.insert(problems.end(), erased.value().not_erased.begin(), erased.value().not_erased.end());
    }
    return quillport::tags::to_json(found.value());
}

}  // namespace

extern "C" [[gnu::visibility("default")]] int quillport_read_document(const Order& order) {
    try {
        auto options = load_settings(order);
        if (!options) {
            refuse(options.error());
            return quillport::tags::kUntouched;
        }
        std::ofstream erased;
        if (!order.erase_to.empty()) {
            erased.open(order.erase_to, std::ios::binary | std::ios::trunc);
            if (!erased) {
                refuse({ErrorCode::NotFound, "cannot write " + order.erase_to, {}});
                return quillport::tags::kUntouched;
            }
        }
        const auto json = work(order, options.value(), erased);
        if (!json) return refuse(json.error());
        std::cout << json.value() << std::flush;
        return std::cout ? 0 : 2;
    } catch (const std::bad_alloc&) {
        return refuse({ErrorCode::TooLarge, "the document needs too much memory", "memory"});
    } catch (const std::exception& problem) {
        return refuse({ErrorCode::Internal, "the document cannot be read", problem.what()});
    }
}
