#include "listing.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <tuple>
#include <utility>

#include "quillport/runtime/json_text.hpp"
#include "quillport/spool/job_options.hpp"

namespace quillport::spool {
namespace {

using runtime::json_text;

constexpr std::size_t kShortKey = 12;

std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string padded(std::string text, std::size_t width) {
    const std::size_t have = width_of(text);
    if (have < width) text.append(width - have, ' ');
    return text + "  ";
}

std::string size_text(std::uint64_t bytes) {
    constexpr std::array<const char*, 4> kUnits = {"B", "kB", "MB", "GB"};
    std::size_t unit = 0;
    auto amount = static_cast<double>(bytes);
    for (; amount >= 1000 && unit + 1 < kUnits.size(); ++unit) amount /= 1000;
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), unit == 0 || amount >= 10 ? "%.0f %s" : "%.1f %s", amount, kUnits[unit]);
    return text.data();
}

/// "2026-11-26 10:36:35", UTC.
std::string moment_text(TimePoint when) {
    std::string text = to_rfc3339(when).substr(0, 19);
    text[10] = ' ';
    return text;
}

std::string counted(std::size_t n, const char* one, const char* many) { return std::to_string(n) + (n == 1 ? one : many); }

using Row = std::array<std::string, 7>;

Row row_of(const Entry& entry) {
    const JobIdentity& job = entry.header.job;
    return {entry.key.substr(0, kShortKey),
            entry.held ? "held" : "waits",
            moment_text(job.received),
            plain(job.user),
            plain(job.queue),
            size_text(entry.header.size),
            plain(job.title)};
}

std::string pair_of(const char* key, const std::string& value) { return std::string(",\"") + key + "\":" + json_text(value); }

std::string line_of(const std::string& key, const std::string& value) {
    return value.empty() ? std::string() : padded(key + ":", 14) + plain(value) + "\n";
}

std::map<std::string, std::string> options_of(contract::SpoolHeader header) {
    take_options(header);
    return std::move(header.job.options);
}

}  // namespace

std::string plain(const std::string& text) {
    std::string out = text;
    std::replace_if(
        out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, '?');
    return out;
}

std::string name_of(const Entry& entry) {
    const std::string title = plain(entry.header.job.title);
    return (title.empty() ? "The document" : title) + " (" + entry.key.substr(0, kShortKey) + ")";
}

void sort_for_people(std::vector<Entry>& entries) {
    const auto place = [](const Entry& e) {
        return std::tuple(e.held, e.header.job.received, e.header.job.document_number, std::string_view(e.key));
    };
    std::sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) { return place(a) < place(b); });
}

std::string table_of(const std::vector<Entry>& entries) {
    if (entries.empty()) return "Nothing waits and nothing is held.\n";
    std::vector<Row> rows = {{"KEY", "STATE", "RECEIVED (UTC)", "USER", "QUEUE", "SIZE", "TITLE"}};
    for (const Entry& entry : entries) rows.push_back(row_of(entry));
    std::array<std::size_t, std::tuple_size_v<Row>> widths{};
    for (const Row& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
    std::string out;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (std::size_t i = 0; i + 1 < widths.size(); ++i) out += padded(rows[r][i], widths[i]);
        out += rows[r].back() + "\n";
        if (r > 0 && entries[r - 1].held) out += std::string(widths[0] + 2, ' ') + plain(entries[r - 1].reason) + "\n";
    }
    const auto held =
        static_cast<std::size_t>(std::count_if(entries.begin(), entries.end(), [](const Entry& e) { return e.held; }));
    return out + "\n" + counted(entries.size() - held, " document waits, ", " documents wait, ") +
           counted(held, " is held.\n", " are held.\n");
}

std::string details_of(const Entry& entry, const std::string& sentence) {
    const contract::SpoolHeader& header = entry.header;
    const JobIdentity& job = header.job;
    std::string out =
        line_of("Key", entry.key) + line_of("State", entry.held ? "held" : "waits") + line_of("Reason", entry.reason) +
        line_of("Forwarder", sentence) + line_of("Title", job.title) +
        line_of("User", job.user.empty() ? "" : job.user + (job.authenticated ? " (authenticated)" : " (as the client says)")) +
        line_of("Host", job.host) + line_of("Queue", job.queue) + line_of("Received", moment_text(job.received) + " UTC") +
        line_of("Job", job.uuid) + line_of("Document", std::to_string(job.document_number)) +
        line_of("Copies", std::to_string(header.copies)) + line_of("Type", header.content_type) +
        line_of("Size", size_text(header.size)) + line_of("SHA-256", header.sha256);
    for (const auto& [key, value] : options_of(header)) out += line_of("Option", key + "=" + value);
    return out;
}

std::string json_of(const Entry& entry) {
    const contract::SpoolHeader& header = entry.header;
    const JobIdentity& job = header.job;
    std::string out = "{\"key\":" + json_text(entry.key) + pair_of("state", entry.held ? "held" : "waiting");
    if (entry.held) out += pair_of("reason", entry.reason);
    out += pair_of("title", job.title) + pair_of("user", job.user) +
           ",\"authenticated\":" + (job.authenticated ? "true" : "false") + pair_of("host", job.host) +
           pair_of("queue", job.queue) + pair_of("received", to_rfc3339(job.received)) + pair_of("job", job.uuid) +
           ",\"document\":" + std::to_string(job.document_number) + ",\"copies\":" + std::to_string(header.copies) +
           pair_of("content_type", header.content_type) + ",\"size\":" + std::to_string(header.size) +
           pair_of("sha256", header.sha256) + ",\"options\":{";
    std::string options;
    for (const auto& [key, value] : options_of(header))
        options += (options.empty() ? "" : ",") + json_text(key) + ":" + json_text(value);
    return out + options + "}}";
}

std::string json_of(const std::vector<Entry>& entries) {
    std::string out;
    for (const Entry& entry : entries) out += (out.empty() ? "\n" : ",\n") + json_of(entry);
    return "{\"documents\":[" + out + (out.empty() ? "]}" : "\n]}");
}

}  // namespace quillport::spool
