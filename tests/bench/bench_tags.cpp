// CPU time and memory of quillport-tags against pdftotext -bbox and mutool draw -F stext.json, in turns on the same files. The
// documents are made here in the way in which a word processor writes (hexadecimal strings in TJ arrays with kerning, nine tags a
// page) and in which an invoicing program does (many short strings, two tags a page).
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

constexpr int kRuns = 6;
constexpr int kLines = 46;
constexpr double kMegabyte = 1e6;

std::string hexadecimal(const std::string& text) {
    std::string out = "<";
    for (const char c : text) {
        std::array<char, 3> digits{};
        std::snprintf(digits.data(), digits.size(), "%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
        out += digits.data();
    }
    return out + ">";
}

/// One page of a contract; `seed` goes on from page to page so that no two are equal.
std::string dense_page(unsigned& seed) {
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

std::string light_page(unsigned& seed) {
    std::string out = "BT /F1 14 Tf 50 800 Td (Invoice " + std::to_string(seed >> 8U) + ") Tj ET\n";
    const auto cell = [&](int x, int y, const std::string& text) {
        out += "BT /F1 9 Tf 1 0 0 1 " + std::to_string(x) + " " + std::to_string(y) + " Tm (" + text + ") Tj ET\n";
    };
    for (int line = 0; line < kLines - 4; ++line) {
        seed = seed * 1664525U + 1013904223U;
        const int y = 770 - line * 15;
        cell(50, y, std::to_string(line + 1));
        cell(80, y, "delivery of an efficient final affidavit of fitness");
        cell(450, y, std::to_string(seed >> 16U) + ".00");
        cell(510, y, std::to_string(seed >> 20U) + ".50");
    }
    cell(50, 90, "Sign: {{sig:a" + std::to_string(seed >> 12U) + "}}  {{date:b}}");
    return out;
}

void append_object(std::string& out, std::vector<std::size_t>& offsets, const std::string& body) {
    offsets.push_back(out.size());
    out += std::to_string(offsets.size()) + " 0 obj\n" + body + "\nendobj\n";
}

std::string document(int pages, std::string (*page_content)(unsigned&)) {
    std::string out = "%PDF-1.7\n";
    std::vector<std::size_t> offsets;
    append_object(out, offsets, "<</Type/Catalog/Pages 2 0 R>>");
    std::string kids;
    for (int i = 0; i < pages; ++i) kids += std::to_string(4 + 2 * i) + " 0 R ";
    append_object(out, offsets, "<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(pages) + ">>");
    append_object(out, offsets, "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>");
    unsigned seed = 1;
    for (int i = 0; i < pages; ++i) {
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

struct Cost {
    double cpu = -1;    ///< milliseconds; negative when it failed
    double memory = 0;  ///< resident, bytes
};
using Command = std::vector<std::string>;

/// One run, what it says thrown away.
Cost cost_of(const Command& command) {
    std::fflush(nullptr);  // or the child writes once more what waits
    const pid_t child = ::fork();
    if (child == 0) {
        if (std::freopen("/dev/null", "w", stdout) == nullptr || std::freopen("/dev/null", "w", stderr) == nullptr) ::_exit(127);
        std::vector<char*> arguments;
        for (const std::string& part : command) arguments.push_back(const_cast<char*>(part.c_str()));
        arguments.push_back(nullptr);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    int status = 0;
    rusage usage{};
    if (::wait4(child, &status, 0, &usage) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0) return {};
    const auto milliseconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) / 1e3;
    };
    return {milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime), static_cast<double>(usage.ru_maxrss) * 1024};
}

/// Medians of runs in turns, so that what else the machine does meets all alike.
std::vector<Cost> medians_of(const std::vector<Command>& commands) {
    std::vector<std::vector<double>> times(commands.size());
    std::vector<Cost> out(commands.size());
    for (int i = 0; i < kRuns; ++i) {
        for (std::size_t k = 0; k < commands.size(); ++k) {
            const Cost cost = cost_of(commands[k]);
            times[k].push_back(cost.cpu);
            out[k].memory = std::max(out[k].memory, cost.memory);
        }
    }
    for (std::size_t k = 0; k < commands.size(); ++k) {
        std::sort(times[k].begin(), times[k].end());
        if (times[k].front() >= 0) out[k].cpu = (times[k][kRuns / 2 - 1] + times[k][kRuns / 2]) / 2;
    }
    return out;
}

void row(const std::string& what, double value, const char* unit, const char* figure = "") {
    std::printf("%-58s %8.2f %-3s %s\n", what.c_str(), value, unit, figure);
}

/// Speed on one file beside the two known tools. \returns false when a program failed.
bool compare(const std::string& title, const std::string& file, const char* figure) {
    const std::string ours = std::string(QUILLPORT_BINARY_DIR) + "/bin/quillport-tags";
    const auto costs = medians_of({{ours, file},
                                   {"pdftotext", "-bbox", file, "/dev/null"},
                                   {"mutool", "draw", "-q", "-F", "stext.json", "-o", "/dev/null", file}});
    row(title + ", quillport-tags, CPU", costs[0].cpu, "ms");
    row("  pdftotext -bbox", costs[1].cpu, "ms");
    row("  mutool draw -F stext.json", costs[2].cpu, "ms");
    row("  quillport-tags to pdftotext -bbox", costs[0].cpu / costs[1].cpu, "", figure);
    return std::all_of(costs.begin(), costs.end(), [](const Cost& cost) { return cost.cpu >= 0; });
}

/// Resident memory beside the file's own size.
bool weigh(const std::string& title, const std::string& file, const char* figure) {
    const Cost cost = cost_of({std::string(QUILLPORT_BINARY_DIR) + "/bin/quillport-tags", file});
    row(title, (cost.memory - static_cast<double>(std::filesystem::file_size(file))) / kMegabyte, "MB", figure);
    return cost.cpu >= 0;
}

/// What erasing costs beside finding, a page.
bool erase_cost(const std::string& file, const std::string& erased, int pages) {
    const std::string ours = std::string(QUILLPORT_BINARY_DIR) + "/bin/quillport-tags";
    const auto costs = medians_of({{ours, file}, {ours, "--erase", erased, file}});
    row("erasing nine tags, a page, CPU", (costs[1].cpu - costs[0].cpu) / pages, "ms");
    return costs[0].cpu >= 0 && costs[1].cpu >= 0;
}

}  // namespace

int main() {
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("quillport-bench-" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder);
    const auto made = [&](const char* name, int pages, std::string (*page)(unsigned&)) {
        std::ofstream(folder / name, std::ios::binary) << document(pages, page);
        return (folder / name).string();
    };
    const std::string dense = made("dense.pdf", 300, dense_page);
    const std::string light = made("light.pdf", 100, light_page);
    const std::string contract = QUILLPORT_SOURCE_DIR "/tests/corpus/tags/lo/lo13_contract1p.pdf";
    bool well = compare("300 dense pages", dense, "at most 0.25");
    well = compare("100 light pages", light, "") && well;
    well = compare("a contract of one page", contract, "at most 15 ms") && well;
    well = weigh("300 dense pages, memory over the file", dense, "at most 40") && well;
    well = weigh("5,000 light pages, memory over the file", made("many.pdf", 5'000, light_page), "flat") && well;
    well = erase_cost(dense, (folder / "erased.pdf").string(), 300) && well;
    std::filesystem::remove_all(folder);
    if (!well) std::fprintf(stderr, "bench_tags: quillport-tags, pdftotext or mutool did not end well\n");
    return well ? 0 : 1;
}
