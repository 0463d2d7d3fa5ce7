// CPU time of quillport-tags on a dense document of 300 pages, against pdftotext -bbox on the same file. The document is made
// here in the way in which a word processor writes: hexadecimal strings in TJ arrays with kerning, nine tags a page.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace {

constexpr int kRuns = 10;
constexpr int kPages = 300;
constexpr int kLines = 46;

std::string hexadecimal(const std::string& text) {
    std::string out = "<";
    for (const char c : text) {
        std::array<char, 3> digits{};
        std::snprintf(digits.data(), digits.size(), "%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
        out += digits.data();
    }
    return out + ">";
}

/// One page of text; `seed` goes on from page to page so that no two are equal.
std::string page_content(unsigned& seed) {
    static const std::array<const char*, 16> kWords{"the",       "party",   "of",     "first",     "part",  "shall",
                                                    "deliver",   "to",      "office", "efficient", "final", "affidavit",
                                                    "financial", "fitness", "within", "thirty"};
    std::string out;
    for (int line = 0; line < kLines; ++line) {
        out += "BT\n/F1 11 Tf 56.7 " + std::to_string(780 - line * 16) + " Td [";
        std::size_t length = 0;
        while (length < 100) {
            seed = seed * 1664525U + 1013904223U;
            const std::string word = std::string(kWords[seed >> 28U]) + " ";
            out += hexadecimal(word.substr(0, 2)) + std::to_string(static_cast<int>(seed >> 24U & 15U) - 7) +
                   hexadecimal(word.substr(2));
            length += word.size();
        }
        if (line % 5 == 4) out += hexadecimal("{{sig:p" + std::to_string(seed >> 16U) + "}}");
        out += "]TJ\nET\n";
    }
    return out;
}

void append_object(std::string& out, std::vector<std::size_t>& offsets, const std::string& body) {
    offsets.push_back(out.size());
    out += std::to_string(offsets.size()) + " 0 obj\n" + body + "\nendobj\n";
}

std::string dense_document() {
    std::string out = "%PDF-1.7\n";
    std::vector<std::size_t> offsets;
    append_object(out, offsets, "<</Type/Catalog/Pages 2 0 R>>");
    std::string kids;
    for (int i = 0; i < kPages; ++i) kids += std::to_string(4 + 2 * i) + " 0 R ";
    append_object(out, offsets, "<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(kPages) + ">>");
    append_object(out, offsets, "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>");
    unsigned seed = 1;
    for (int i = 0; i < kPages; ++i) {
        append_object(out, offsets,
                      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents " + std::to_string(5 + 2 * i) +
                          " 0 R/Resources<</Font<</F1 3 0 R>>>>>>");
        const std::string content = page_content(seed);
        append_object(out, offsets, "<</Length " + std::to_string(content.size()) + ">>\nstream\n" + content + "\nendstream");
    }
    const std::size_t table = out.size();
    out += "xref\n0 " + std::to_string(offsets.size() + 1) + "\n0000000000 65535 f \n";
    for (const std::size_t offset : offsets) {
        std::array<char, 24> row{};
        std::snprintf(row.data(), row.size(), "%010zu 00000 n \n", offset);
        out += row.data();
    }
    return out + "trailer\n<</Size " + std::to_string(offsets.size() + 1) + "/Root 1 0 R>>\nstartxref\n" + std::to_string(table) +
           "\n%%EOF\n";
}

/// CPU milliseconds of one run, its output thrown away; negative when it failed.
double cpu_of(const std::vector<std::string>& command) {
    const pid_t child = ::fork();
    if (child == 0) {
        if (std::freopen("/dev/null", "w", stdout) == nullptr) ::_exit(127);
        std::vector<char*> arguments;
        for (const std::string& part : command) arguments.push_back(const_cast<char*>(part.c_str()));
        arguments.push_back(nullptr);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    int status = 0;
    rusage usage{};
    if (::wait4(child, &status, 0, &usage) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0) return -1;
    const auto milliseconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) / 1e3;
    };
    return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
}

double median_of(const std::vector<std::string>& command) {
    std::vector<double> times;
    for (int i = 0; i < kRuns; ++i) times.push_back(cpu_of(command));
    std::sort(times.begin(), times.end());
    return times.front() < 0 ? -1 : (times[kRuns / 2 - 1] + times[kRuns / 2]) / 2;
}

}  // namespace

int main() {
    const std::string file =
        (std::filesystem::temp_directory_path() / ("quillport-bench-" + std::to_string(::getpid()) + ".pdf")).string();
    std::ofstream(file, std::ios::binary) << dense_document();
    const double ours = median_of({std::string(QUILLPORT_BINARY_DIR) + "/bin/quillport-tags", file});
    const double theirs = median_of({"pdftotext", "-bbox", file, "/dev/null"});
    std::filesystem::remove(file);
    if (ours < 0 || theirs < 0) {
        std::fprintf(stderr, "bench_tags: quillport-tags or pdftotext did not end well\n");
        return 1;
    }
    std::printf("%-58s %8.1f ms\n", "quillport-tags, 300 dense pages, CPU", ours);
    std::printf("%-58s %8.1f ms\n", "pdftotext -bbox, the same file, CPU", theirs);
    std::printf("%-58s %8.3f      at most 0.25\n", "quillport-tags to pdftotext -bbox", ours / theirs);
    return 0;
}
