#include "authentication.hpp"

#include <algorithm>

namespace quillport::mime {
namespace {

std::string lowered(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Words of a value: blanks and comments part them; ";" and "=" are words of their own; quotes are taken off (RFC 8601 §2.2).
std::vector<std::string> words_of(std::string_view value) {
    std::vector<std::string> words;
    std::string word;
    const auto close = [&] {
        if (!word.empty()) words.push_back(lowered(word));
        word.clear();
    };
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        if (c == '(') {
            close();
            int depth = 1;
            while (depth > 0 && ++i < value.size()) {
                if (value[i] == '\\')
                    ++i;
                else if (value[i] == '(')
                    ++depth;
                else if (value[i] == ')')
                    --depth;
            }
        } else if (c == '"') {
            while (++i < value.size() && value[i] != '"') {
                if (value[i] == '\\' && i + 1 < value.size()) ++i;
                word += value[i];
            }
        } else if (is_blank(c)) {
            close();
        } else if (c == ';' || c == '=') {
            close();
            words.emplace_back(1, c);
        } else {
            word += c;
        }
    }
    close();
    return words;
}

std::string domain_of(std::string_view address) {
    const std::size_t at = address.rfind('@');
    return lowered(at == std::string_view::npos ? address : address.substr(at + 1));
}

/// The signing domain is that of the sender, or one above it.
bool aligned(const std::string& signer, const std::string& sender) {
    if (signer.empty() || signer.find('.') == std::string::npos) return false;
    return sender == signer || (sender.size() > signer.size() && sender.ends_with("." + signer));
}

/// One method with its result and properties: "dkim = pass header.d = example.com".
bool passes(const std::vector<std::string>& words, std::size_t begin, std::size_t end, std::string_view method,
            const std::string& sender) {
    if (end - begin < 3 || words[begin] != method || words[begin + 1] != "=" || words[begin + 2] != "pass") return false;
    for (std::size_t i = begin + 3; i + 2 < end; ++i) {
        if (words[i + 1] != "=") continue;
        const std::string& name = words[i];
        const std::string domain = domain_of(words[i + 2]);
        const bool says = (method == "dmarc" && name == "header.from") || (method == "spf" && name == "smtp.mailfrom") ||
                          (method == "dkim" && (name == "header.d" || name == "header.i"));
        if (says && aligned(domain, sender)) return true;
    }
    return false;
}

bool any_passes(const std::vector<std::string>& words, std::string_view method, const std::string& sender) {
    std::size_t begin = static_cast<std::size_t>(std::find(words.begin(), words.end(), ";") - words.begin());
    while (begin < words.size()) {
        ++begin;
        const auto next = std::find(words.begin() + static_cast<std::ptrdiff_t>(begin), words.end(), ";");
        const auto end = static_cast<std::size_t>(next - words.begin());
        if (passes(words, begin, end, method, sender)) return true;
        begin = end;
    }
    return false;
}

}  // namespace

std::string verified_by(const std::vector<std::string>& values, const std::string& trusted, const std::string& from) {
    const std::string sender = domain_of(from);
    if (trusted.empty() || from.find('@') == std::string::npos || sender.empty()) return {};
    std::vector<std::vector<std::string>> said;
    for (const std::string& value : values) {
        auto words = words_of(value);
        const bool ours = !words.empty() && words.front() == lowered(trusted);
        if (!ours && !said.empty()) break;
        if (ours) said.push_back(std::move(words));
    }
    for (const char* method : {"dmarc", "dkim", "spf"}) {
        for (const auto& words : said)
            if (any_passes(words, method, sender)) return method;
    }
    return {};
}

}  // namespace quillport::mime
