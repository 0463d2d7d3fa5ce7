#include "quillport/runtime/config.hpp"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>
#include <vector>

#include "quillport/runtime/file.hpp"

namespace quillport::runtime {
namespace {

constexpr std::string_view kPrefix = "QUILLPORT_";
constexpr std::uint64_t kLongestSecret = 64U << 10U;

std::string_view trimmed(std::string_view text) {
    static constexpr std::string_view kBlank = " \t\r\n";
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::string environment_name(std::string_view key) {
    std::string name(kPrefix);
    for (const char c : key) name += c == '.' || c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    return name;
}

std::optional<long long> number_in(std::string_view text) {
    long long n = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (text.empty() || problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return n;
}

std::optional<bool> flag_in(std::string_view text) {
    if (text == "true" || text == "yes" || text == "on" || text == "1") return true;
    if (text == "false" || text == "no" || text == "off" || text == "0") return false;
    return std::nullopt;
}

/// "500ms", "30s", "10m", "12h", "7d".
std::optional<std::chrono::milliseconds> duration_in(std::string_view text) {
    const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const auto n = number_in(text.substr(0, digits));
    const std::string_view unit = text.substr(digits);
    long long factor = 0;
    if (unit == "ms") factor = 1;
    if (unit == "s") factor = 1'000;
    if (unit == "m") factor = 60'000;
    if (unit == "h") factor = 3'600'000;
    if (unit == "d") factor = 86'400'000;
    if (!n || factor == 0 || *n > 1'000'000'000'000LL / factor) return std::nullopt;
    return std::chrono::milliseconds(*n * factor);
}

bool is_url(std::string_view text) {
    const auto colon = text.find("://");
    if (colon == std::string_view::npos || colon == 0 || colon + 3 == text.size()) return false;
    return text.find_first_of(" \t\r\n\"<>") == std::string_view::npos;
}

bool is_one_of(std::string_view choices, std::string_view value) {
    while (true) {
        const auto bar = choices.find('|');
        if (choices.substr(0, bar) == value) return true;
        if (bar == std::string_view::npos) return false;
        choices.remove_prefix(bar + 1);
    }
}

/// A number or a duration as a plain number, so that both compare with the ends of a range.
std::optional<long long> measured(SettingType type, std::string_view text) {
    if (type == SettingType::Integer) return number_in(text);
    const auto span = duration_in(text);
    return span ? std::optional<long long>(span->count()) : std::nullopt;
}

bool in_range(const Setting& setting, std::string_view value) {
    if (setting.range.empty()) return true;
    const auto dots = setting.range.find("..");
    if (dots == std::string_view::npos) return is_one_of(setting.range, value);
    const auto n = measured(setting.type, value);
    const auto low = measured(setting.type, setting.range.substr(0, dots));
    const auto high = measured(setting.type, setting.range.substr(dots + 2));
    return n && (!low || *n >= *low) && (!high || *n <= *high);
}

/// Why `value` cannot stand for `setting`; empty: it can. Never repeats the value: it may be a secret.
std::string complaint_about(const Setting& setting, std::string_view value) {
    if (value.empty() && setting.default_value.empty()) return {};
    switch (setting.type) {
        case SettingType::Integer:
            if (!number_in(value)) return "is not a whole number";
            break;
        case SettingType::Flag:
            if (!flag_in(value)) return "is neither true nor false";
            break;
        case SettingType::Duration:
            if (!duration_in(value)) return "is not a duration such as 500ms, 30s, 10m, 12h or 7d";
            break;
        case SettingType::Url:
            if (!is_url(value)) return "is not a URL";
            break;
        case SettingType::Text:
        case SettingType::Path:
            break;
    }
    if (value.find('\0') != std::string_view::npos) return "holds a zero byte";
    if (!in_range(setting, value)) return "is not in " + std::string(setting.range);
    return setting.complaint != nullptr ? setting.complaint(value) : std::string();
}

/// "mark.*" stands for mark.1, mark.2 and so on.
bool is_numbered(const Setting& setting) { return setting.key.ends_with(".*"); }

/// The digits of "mark.12" behind a numbered setting's key; empty when it is none of it.
std::string_view number_behind(const Setting& setting, std::string_view key) {
    const std::string_view stem = setting.key.substr(0, setting.key.size() - 1);
    if (!key.starts_with(stem)) return {};
    const std::string_view digits = key.substr(stem.size());
    const bool number = digits.size() <= 6 && digits.find_first_not_of("0123456789") == std::string_view::npos;
    return number ? digits : std::string_view{};
}

/// "QUILLPORT_MARK_12" as "mark.12"; empty when the name is none of the setting.
std::string numbered_key(const Setting& setting, std::string_view name) {
    const std::string stem = environment_name(setting.key.substr(0, setting.key.size() - 1));
    if (!name.starts_with(stem)) return {};
    const std::string key = std::string(setting.key.substr(0, setting.key.size() - 1)) + std::string(name.substr(stem.size()));
    return number_behind(setting, key).empty() ? std::string() : key;
}

Error refused(std::string what, std::string where) { return {ErrorCode::InvalidInput, std::move(what), std::move(where)}; }

/// Collects the values of one source after the other; the later one wins.
class Reader {
  public:
    explicit Reader(std::span<const Setting> table) : table_(table) {
        for (const Setting& setting : table)
            if (!is_numbered(setting)) values_.insert_or_assign(std::string(setting.key), std::string(setting.default_value));
    }

    /// `where` is for the person who mends it: "line 3", "environment", "command line".
    Result<void> take(std::string_view key, std::string_view value, const std::string& where) {
        if (const Setting* setting = find(key)) return keep(*setting, key, std::string(value), where);
        static constexpr std::string_view kFile = "_file";
        if (key.ends_with(kFile)) {
            const Setting* secret = find(key.substr(0, key.size() - kFile.size()));
            if (secret != nullptr && secret->secret) return keep_from_file(*secret, std::string(value), where);
        }
        return refused("unknown setting " + std::string(key), where);
    }

    Result<void> take_environment(const std::string& name, const std::string& value) {
        for (const Setting& setting : table_) {
            const std::string expected = environment_name(setting.key);
            if (is_numbered(setting)) {
                const std::string key = numbered_key(setting, name);
                if (!key.empty()) return keep(setting, key, value, name);
                continue;
            }
            if (name == expected) return keep(setting, setting.key, value, name);
            if (setting.secret && name == expected + "_FILE") return keep_from_file(setting, value, name);
        }
        return refused("unknown setting " + name, "environment");
    }

    [[nodiscard]] std::map<std::string, std::string, std::less<>> values() && { return std::move(values_); }

  private:
    [[nodiscard]] const Setting* find(std::string_view key) const {
        const auto found = std::find_if(table_.begin(), table_.end(), [&](const Setting& s) {
            return is_numbered(s) ? !number_behind(s, key).empty() : s.key == key;
        });
        return found == table_.end() ? nullptr : &*found;
    }

    Result<void> keep(const Setting& setting, std::string_view key, std::string value, const std::string& where) {
        if (const std::string complaint = complaint_about(setting, value); !complaint.empty()) {
            return refused("setting " + std::string(key) + " " + complaint, where);
        }
        values_.insert_or_assign(std::string(key), std::move(value));
        return {};
    }

    Result<void> keep_from_file(const Setting& setting, const std::string& path, const std::string& where) {
        const auto data = read_file(path, kLongestSecret);
        if (!data.ok()) {
            return refused("the file for the secret " + std::string(setting.key) + " cannot be read: " + data.error().detail,
                           where);
        }
        std::string value(text_of(data.value()));
        while (!value.empty() && (value.back() == '\n' || value.back() == '\r')) value.pop_back();
        return keep(setting, setting.key, std::move(value), where);
    }

    std::span<const Setting> table_;
    std::map<std::string, std::string, std::less<>> values_;
};

Result<void> take_file(Reader& reader, std::string_view text) {
    for (int number = 1; !text.empty(); ++number) {
        const auto end = text.find('\n');
        const std::string_view line = trimmed(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        if (line.empty() || line.front() == '#') continue;
        const std::string where = "line " + std::to_string(number);
        const auto equals = line.find('=');
        if (equals == std::string_view::npos) return refused("a line without '='", where);
        if (auto taken = reader.take(trimmed(line.substr(0, equals)), trimmed(line.substr(equals + 1)), where); !taken.ok()) {
            return taken;
        }
    }
    return {};
}

const std::string& found_in(const std::map<std::string, std::string, std::less<>>& values, std::string_view key) {
    const auto found = values.find(key);
    if (found == values.end()) throw std::logic_error("the table has no setting " + std::string(key));
    return found->second;
}

std::string_view type_of(SettingType type) {
    switch (type) {
        case SettingType::Text:
            return "text";
        case SettingType::Path:
            return "path";
        case SettingType::Url:
            return "URL";
        case SettingType::Integer:
            return "number";
        case SettingType::Flag:
            return "true or false";
        case SettingType::Duration:
            return "duration";
    }
    return "text";
}

}  // namespace

Result<Config> Config::load(std::span<const Setting> table, std::string_view file_text,
                            const std::map<std::string, std::string>& environment,
                            const std::map<std::string, std::string>& arguments) {
    Reader reader(table);
    if (auto taken = take_file(reader, file_text); !taken.ok()) return taken.error();
    for (const auto& [name, value] : environment) {
        if (!name.starts_with(kPrefix)) continue;
        if (auto taken = reader.take_environment(name, value); !taken.ok()) return taken.error();
    }
    for (const auto& [name, value] : arguments) {
        const std::string_view key = name.starts_with("--") ? std::string_view(name).substr(2) : std::string_view(name);
        if (auto taken = reader.take(key, value, "command line"); !taken.ok()) return taken.error();
    }
    Config config;
    config.values_ = std::move(reader).values();
    return config;
}

std::string Config::text(std::string_view key) const { return found_in(values_, key); }

std::vector<std::string> Config::numbered(std::string_view key) const {
    const std::string_view stem = key.substr(0, key.size() - 1);
    std::vector<std::pair<long long, std::string>> found;
    for (auto at = values_.lower_bound(stem); at != values_.end() && at->first.starts_with(stem); ++at) {
        if (const auto number = number_in(at->first.substr(stem.size()))) found.emplace_back(*number, at->second);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> out;
    out.reserve(found.size());
    for (auto& [number, value] : found) out.push_back(std::move(value));
    return out;
}

long long Config::integer(std::string_view key) const { return number_in(found_in(values_, key)).value_or(0); }

bool Config::flag(std::string_view key) const { return flag_in(found_in(values_, key)).value_or(false); }

std::chrono::milliseconds Config::duration(std::string_view key) const {
    return duration_in(found_in(values_, key)).value_or(std::chrono::milliseconds{0});
}

std::map<std::string, std::string> environment() {
    std::map<std::string, std::string> all;
    for (char** entry = ::environ; *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        const std::size_t equal = text.find('=');
        if (equal != std::string_view::npos) all.emplace(text.substr(0, equal), text.substr(equal + 1));
    }
    return all;
}

std::string help_of(std::span<const Setting> table) {
    std::string text;
    for (const Setting& setting : table) {
        text +=
            "  --" + std::string(setting.key) + "=" + std::string(type_of(setting.type)) + "\n      " + std::string(setting.help);
        if (!setting.range.empty()) text += " (" + std::string(setting.range) + ")";
        if (setting.secret) text += " Secret; also from a file: --" + std::string(setting.key) + "_file=path.";
        if (!setting.secret && !setting.default_value.empty()) text += " Default: " + std::string(setting.default_value) + ".";
        text += " [" + environment_name(setting.key) + "]\n";
    }
    return text;
}

}  // namespace quillport::runtime
