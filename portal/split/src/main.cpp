// quillport-split: says into which documents a print falls, and writes them. The document is read in the worker only.
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "options.hpp"
#include "output.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/runtime/programs.hpp"
#include "quillport/worker/client.hpp"

namespace {

using namespace quillport;

constexpr std::uint64_t kLimit = std::uint64_t{100} << 20U;  ///< bytes, as the portal takes
constexpr int kUnusable = 2;

int refuse(const Error& error) {
    const bool plain = error.detail.empty() || error.detail == "usage" || error.detail == "split_rule";
    std::fprintf(stderr, "quillport-split: %s%s\n", error.what.c_str(), plain ? "" : (" (" + error.detail + ")").c_str());
    return kUnusable;
}

Result<Bytes> input(const std::string& path) {
    if (path != "-") return runtime::read_file(path, kLimit);
    Bytes data;
    std::array<std::byte, 65'536> block{};
    for (ssize_t n = 0; (n = ::read(STDIN_FILENO, block.data(), block.size())) > 0;) {
        data.insert(data.end(), block.begin(), block.begin() + n);
        if (data.size() > kLimit) return Error{ErrorCode::TooLarge, "the file is too large", {}};
    }
    return data;
}

std::vector<int> tag_pages(const Detection& found) {
    std::vector<int> pages;
    for (const Tag& tag : found.tags)
        if (tag.kind == TagKind::Split) pages.push_back(tag.page);
    return pages;
}

int run(const split::Options& options) {
    const auto file = input(options.in);
    if (!file.ok()) return refuse(file.error());
    worker::Client client(runtime::program_path(options.worker, "quillport-worker"));
    TagSettings settings;
    settings.dialects = options.dialects;
    const auto found = client.inspect(file.value(), settings);
    if (!found.ok()) return refuse(found.error());
    const auto wish = options.out.empty() ? worker::Client::SplitWish::PlanOnly : worker::Client::SplitWish::Documents;
    const auto print = client.split(file.value(), options.rule, tag_pages(found.value().found), wish);
    if (!print.ok()) return refuse(print.error());
    std::vector<std::string> names;
    if (!options.out.empty()) {
        if (auto written = split::write_parts(options.out, print.value(), file.value()); !written.ok())
            return refuse(written.error());
        names = split::file_names(print.value());
    }
    const std::string text = options.json ? split::as_json(print.value(), names) : split::as_text(print.value(), names);
    return std::fputs(text.c_str(), stdout) < 0 || std::fflush(stdout) != 0 ? kUnusable : 0;
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    const auto options = quillport::split::parse_options({argv + 1, argv + argc});
    if (!options.ok()) return refuse(options.error());
    if (options.value().help) return std::fputs(quillport::split::kHelp, stdout) < 0 ? kUnusable : 0;
    if (options.value().version) return std::puts("quillport-split " QUILLPORT_VERSION) < 0 ? kUnusable : 0;
    return run(options.value());
}
