// A file of 108 MB signed as it is: processor time against sha256sum and cp of the same file, and resident memory.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "quillport/pdf/foreign_plan.hpp"
#include "quillport/runtime/copy.hpp"
#include "signing.hpp"

namespace {

using namespace quillport;
using namespace quillport::bench;
namespace fs = std::filesystem;
constexpr int kPages = 25;
constexpr std::size_t kImage = 4'320'000;  // bytes of a raw picture, 1200 by 1200 in RGB

/// Pages with one raw picture each.
void make_file(const fs::path& path) {
    std::ofstream out(path, std::ios::binary);
    std::vector<long> offsets;
    long at = 0;
    const auto put = [&](const std::string& text) {
        out << text;
        at += static_cast<long>(text.size());
    };
    const auto object = [&](const std::string& text) {
        offsets.push_back(at);
        put(std::to_string(offsets.size()) + " 0 obj\n" + text);
    };
    put("%PDF-1.7\n");
    object("<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
    std::string kids;
    for (int i = 0; i < kPages; ++i) kids += std::to_string(3 + 3 * i) + " 0 R ";
    object("<< /Type /Pages /Count " + std::to_string(kPages) + " /Kids [" + kids + "] >>\nendobj\n");
    std::string pixels(kImage, ' ');
    unsigned state = 1;
    for (int i = 0; i < kPages; ++i) {
        const std::string content = std::to_string(4 + 3 * i), image = std::to_string(5 + 3 * i);
        object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents " + content +
               " 0 R /Resources << /XObject << /I " + image + " 0 R >> >> >>\nendobj\n");
        object("<< /Length 26 >>\nstream\nq 500 0 0 500 9 9 cm /I Do\nendstream\nendobj\n");
        for (char& c : pixels) c = static_cast<char>((state = state * 1664525U + 1013904223U) >> 24U);
        object("<< /Type /XObject /Subtype /Image /Width 1200 /Height 1200 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Length " +
               std::to_string(kImage) + " >>\nstream\n" + pixels + "\nendstream\nendobj\n");
    }
    const long table = at;
    std::string xref = "xref\n0 " + std::to_string(offsets.size() + 1) + "\n0000000000 65535 f \n";
    for (const long offset : offsets) {
        char line[32];
        std::snprintf(line, sizeof line, "%010ld 00000 n \n", offset);
        xref += line;
    }
    put(xref + "trailer\n<< /Size " + std::to_string(offsets.size() + 1) + " /Root 1 0 R >>\nstartxref\n" +
        std::to_string(table) + "\n%%EOF\n");
}

pdf::SigningPlan plan_of(const runtime::Descriptor& file, std::size_t size) {
    void* start = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
    if (start == MAP_FAILED) stop(runtime::error_from_errno(errno, "mapping the file"));
    auto plan = value_of(pdf::plan_foreign({static_cast<const std::byte*>(start), size}, pdf::NewSignature{}));
    ::munmap(start, size);
    return plan;
}

/// One process that signs `in` to `out`.
int sign(const fs::path& in, const fs::path& out) {
    const auto key = key_of("signer-ec");
    const runtime::Descriptor from(::open(in.c_str(), O_RDONLY | O_CLOEXEC));
    const runtime::Descriptor to(::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    pdf::SigningAct act;
    act.owner = "signer";
    act.hole = signing::signature_size(*key);
    auto increment = value_of(pdf::build_increment(plan_of(from, fs::file_size(in)), act));
    runtime::DigestStream digest;
    if (auto copied = runtime::copy_hashed(from, to, digest); !copied) stop(copied.error());
    if (auto hashed = increment.finish_digest(std::move(digest)); !hashed) stop(hashed.error());
    const Bytes cms = value_of(signing::make_cms(increment.digest, *key));
    if (auto inserted = pdf::insert_signature(increment, cms); !inserted) stop(inserted.error());
    if (auto written = runtime::write_all(to.get(), increment.appended); !written) stop(written.error());
    return 0;
}

/// Largest resident size of a command.
long resident_mb(const std::string& command) {
    const pid_t child = ::fork();
    if (child == 0) {
        ::execl("/bin/sh", "sh", "-c", ("exec " + command).c_str(), nullptr);
        ::_exit(127);
    }
    int status = 0;
    rusage usage{};
    if (::wait4(child, &status, 0, &usage) != child || status != 0) stop({ErrorCode::Internal, "a command failed", command});
    return usage.ru_maxrss / 1024;
}

}  // namespace

int main(int count, char** arguments) {
    if (count == 3) return sign(arguments[1], arguments[2]);
    const fs::path folder = fs::temp_directory_path() / ("quillport-bench-" + std::to_string(::getpid()));
    fs::create_directory(folder);
    const std::string in = (folder / "in.pdf").string(), out = (folder / "out.pdf").string();
    make_file(in);
    const std::string ours = std::string(arguments[0]) + " " + in + " " + out;
    double best = 1e9;
    for (int i = 0; i < 5; ++i) {
        const double theirs = cost("sha256sum " + in + " > /dev/null") + cost("cp " + in + " " + out);
        best = std::min(best, cost(ours) / theirs);
    }
    std::printf("%-58s %8.2f      at most 1.5 of sha256sum + cp\n", "signing 108 MB, processor time, best of 5", best);
    std::printf("%-58s %8ld MB   at most 25 MB\n", "  resident memory", resident_mb(ours));
    fs::remove_all(folder);
}
