#include "corpus.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <utility>

namespace quillport::test {
namespace {

/// The string that begins at `at`, the position of its quote. Enough JSON for files that we wrote ourselves.
std::string json_string(const std::string& text, std::size_t at) {
    std::string out;
    for (std::size_t i = at + 1; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] != '\\') {
            out += text[i];
            continue;
        }
        if (text[++i] != 'u') {
            out += text[i];
            continue;
        }
        const auto code = static_cast<unsigned>(std::stoul(text.substr(i + 1, 4), nullptr, 16));
        i += 4;
        if (code < 0x80) {
            out += static_cast<char>(code);
        } else if (code < 0x800) {
            out += static_cast<char>(0xC0U | code >> 6U);
            out += static_cast<char>(0x80U | (code & 63U));
        } else {
            out += static_cast<char>(0xE0U | code >> 12U);
            out += static_cast<char>(0x80U | (code >> 6U & 63U));
            out += static_cast<char>(0x80U | (code & 63U));
        }
    }
    return out;
}

/// The string value of `key` between `from` and `to`; empty when it is not there.
std::string value_of(const std::string& json, const std::string& key, std::size_t from, std::size_t to) {
    const std::size_t at = json.find("\"" + key + "\": \"", from);
    return at == std::string::npos || at >= to ? std::string() : json_string(json, at + key.size() + 4);
}

std::map<std::string, TrueTag> written_tags(const std::string& json) {
    std::map<std::string, TrueTag> out;
    std::size_t at = json.find("\"s0");
    while (at != std::string::npos) {
        const std::size_t end = std::min(json.find("\"s0", at + 3), json.size());
        TrueTag tag;
        tag.id = json_string(json, at);
        tag.text = value_of(json, "text", at, end);
        tag.note = value_of(json, "note", at, end);
        tag.expect = value_of(json, "expect", at, end);
        if (tag.expect.empty()) tag.expect = "yes";
        if (!tag.text.empty()) out[tag.id] = tag;
        at = end < json.size() ? end : std::string::npos;
    }
    return out;
}

}  // namespace

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<CorpusFile> corpus(const std::string& folder) {
    std::vector<CorpusFile> out;
    const std::filesystem::path root = std::filesystem::path(QUILLPORT_SOURCE_DIR) / "tests/corpus/tags" / folder;
    for (const auto& entry : std::filesystem::directory_iterator(root)) {
        if (entry.path().extension() != ".pdf") continue;
        CorpusFile file{entry.path(), entry.path().stem().string(), {}};
        const auto written = written_tags(read_file(root / (file.name + ".tags.json")));
        const std::string truth = read_file(root / (file.name + ".pdf.truth.json"));
        for (std::size_t at = truth.find('[', 1); at != std::string::npos; at = truth.find('[', at + 1)) {
            int page = 0;
            std::array<char, 16> id{};
            Rect ink;
            if (std::sscanf(truth.c_str() + at, "[%d, \"%15[^\"]\", %lf, %lf, %lf, %lf]", &page, id.data(), &ink.x0, &ink.y0,
                            &ink.x1, &ink.y1) != 6) {
                continue;
            }
            TrueTag tag = written.at(id.data());
            tag.page = page;
            tag.ink = ink;
            file.tags.push_back(std::move(tag));
        }
        out.push_back(std::move(file));
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return out;
}

std::vector<std::string> producers() {
    std::vector<std::string> out;
    const std::filesystem::path root = std::filesystem::path(QUILLPORT_SOURCE_DIR) / "tests/corpus/tags";
    for (const auto& folder : std::filesystem::directory_iterator(root)) {
        if (!folder.is_directory()) continue;
        const std::filesystem::directory_iterator files(folder.path());
        if (std::any_of(begin(files), end(files), [](const auto& file) { return file.path().extension() == ".pdf"; })) {
            out.push_back(folder.path().filename().string());
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::string bare(const std::string& text) {
    static const std::array<std::pair<std::string, std::string>, 20> kReplaced{
        {{"\xC2\xAD", ""},       {"\xC2\xA0", ""},        {"\xE2\x80\x8B", ""},   {"\xE2\x81\xA0", ""},  {"\xEF\xBB\xBF", ""},
         {"\xEF\xAC\x81", "fi"}, {"\xEF\xAC\x83", "ffi"}, {"\xEF\xAC\x80", "ff"}, {"\xE2\x80\xAA", ""},  {"\xE2\x80\xAB", ""},
         {"\xE2\x80\xAC", ""},   {"\xE2\x80\x8E", ""},    {"\xE2\x80\x90", "-"},  {"\xE2\x80\x91", "-"}, {"\xE2\x80\x93", "-"},
         {"\xE2\x88\x92", "-"},  {"\xE2\x80\x9D", "\""},  {"\xE2\x80\x9C", "\""}, {"\xE2\x80\x99", "'"}, {"\xEF\xAC\x82", "fl"}}};
    std::string out = text;
    for (const auto& [from, to] : kReplaced) {
        for (std::size_t at = out.find(from); at != std::string::npos; at = out.find(from, at)) out.replace(at, from.size(), to);
    }
    out.erase(std::remove_if(out.begin(), out.end(), [](unsigned char c) { return c <= ' '; }), out.end());
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

}  // namespace quillport::test
