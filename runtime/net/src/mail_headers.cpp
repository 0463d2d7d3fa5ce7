#include "mail_headers.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace quillport::net {
namespace {

constexpr std::size_t kLongestAddress = 254;  // a path has 256 octets with its brackets (RFC 5321 §4.5.3.1.3)
constexpr std::size_t kLongestHeader = 900;
constexpr std::size_t kWordBytes = 45;  // 60 base64 characters; with "=?UTF-8?B?" and "?=" 72 of 75

bool is_plain(char c) { return c >= 0x20 && c < 0x7F; }
bool is_control(char c) { return (c >= 0 && c < 0x20) || c == 0x7F; }
bool has_control(std::string_view text) { return std::any_of(text.begin(), text.end(), is_control); }

bool is_address(std::string_view text) {
    static constexpr std::string_view kSpecials = " <>()[],;:\\\"";
    const auto at = text.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size() && text.find('@', at + 1) == std::string_view::npos &&
           text.size() <= kLongestAddress && !has_control(text) && text.find_first_of(kSpecials) == std::string_view::npos;
}

bool is_message_id(std::string_view text) {
    return text.size() > 4 && text.size() <= kLongestHeader && text.front() == '<' && text.back() == '>' &&
           std::all_of(text.begin(), text.end(), [](char c) { return is_plain(c) && c != ' '; }) &&
           is_address(text.substr(1, text.size() - 2));
}

bool is_media_type(std::string_view text) {
    return text.find('/') != std::string_view::npos &&
           std::all_of(text.begin(), text.end(), [](char c) { return is_plain(c) && c != '"' && c != ' '; });
}

std::string base64(std::string_view data) {
    static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < data.size(); i += 3) {
        unsigned group = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            group = (group << 8U) | (i + k < data.size() ? static_cast<unsigned char>(data[i + k]) : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) text += i + k > data.size() ? '=' : kDigits[(group >> (18 - 6 * k)) & 63U];
    }
    return text;
}

/// The first bytes of `text`, at most `limit`, that end with a whole character.
std::size_t whole_characters(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text.size();
    std::size_t end = limit;
    while (end > limit - 4 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return end;
}

std::string encoded_words(std::string_view text) {
    std::string words;
    while (!text.empty()) {
        const std::size_t count = whole_characters(text, kWordBytes);
        if (!words.empty()) words += "\r\n ";  // white space between encoded words is not shown (RFC 2047 §6.2)
        words += "=?UTF-8?B?" + base64(text.substr(0, count)) + "?=";
        text.remove_prefix(count);
    }
    return words;
}

}  // namespace

Result<void> check(const Mail& mail) {
    const auto refused = [](const char* part) { return Error{ErrorCode::InvalidInput, "a mail cannot be sent as given", part}; };
    if (!is_address(mail.from)) return refused("from");
    if (!is_address(mail.to)) return refused("to");
    if (has_control(mail.from_name) || mail.from_name.size() > kLongestHeader) return refused("from_name");
    if (has_control(mail.to_name) || mail.to_name.size() > kLongestHeader) return refused("to_name");
    if (has_control(mail.subject) || mail.subject.size() > kLongestHeader) return refused("subject");
    if (!is_message_id(mail.message_id)) return refused("message_id");
    for (const auto& attachment : mail.attachments) {
        if (has_control(attachment.name) || attachment.name.size() > 255) return refused("attachment");
        if (!is_media_type(attachment.media_type)) return refused("media_type");
    }
    return {};
}

std::string encoded_text(std::string_view utf8) {
    const bool plain = std::all_of(utf8.begin(), utf8.end(), is_plain);
    // What looks like an encoded word would be decoded by the reader; a long line must be folded.
    return plain && utf8.find("=?") == std::string_view::npos && utf8.size() <= 60 ? std::string(utf8) : encoded_words(utf8);
}

std::string mailbox(std::string_view name, std::string_view address) {
    const std::string path = "<" + std::string(address) + ">";
    if (name.empty()) return path;
    if (!std::all_of(name.begin(), name.end(), is_plain) || name.find("=?") != std::string_view::npos || name.size() > 60) {
        return encoded_words(name) + "\r\n " + path;
    }
    std::string quoted = "\"";
    for (const char c : name) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + "\" " + path;
}

std::string attachment_disposition(std::string_view name) {
    static constexpr std::string_view kDigits = "0123456789ABCDEF";
    static constexpr std::string_view kUnreserved = "-._~";
    std::string ascii, all;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        ascii += is_plain(c) && c != '"' && c != '\\' && c != '/' ? c : '_';
        if (letter || kUnreserved.find(c) != std::string_view::npos) {
            all += c;
        } else {
            all += '%';
            all += kDigits[byte >> 4U];
            all += kDigits[byte & 15U];
        }
    }
    // Never both forms: readers differ in which of them counts.
    return "Content-Disposition: attachment;\r\n " + (ascii == name ? "filename=\"" + ascii + "\"" : "filename*=UTF-8''" + all);
}

std::string attachment_type(std::string_view media_type, std::string_view name) {
    const bool plain = std::all_of(name.begin(), name.end(), [](char c) { return is_plain(c) && c != '"' && c != '\\'; });
    return std::string(media_type) + ";\r\n name=\"" + (plain ? std::string(name) : encoded_words(name)) + "\"";
}

std::string mail_date(TimePoint when) {
    static constexpr std::array<const char*, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(when);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(when - day)};
    std::array<char, 64> text{};
    const int size = std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d +0000",
                                   kDays[std::chrono::weekday{day}.c_encoding()], static_cast<unsigned>(date.day()),
                                   kMonths[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                                   static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                                   static_cast<int>(time.seconds().count()));
    return {text.data(), static_cast<std::size_t>(size)};
}

std::string with_crlf(std::string_view text) {
    std::string lines;
    lines.reserve(text.size() + text.size() / 32);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r') {
            lines += "\r\n";
            if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
        } else if (text[i] == '\n') {
            lines += "\r\n";
        } else {
            lines += text[i];
        }
    }
    return lines;
}

}  // namespace quillport::net
