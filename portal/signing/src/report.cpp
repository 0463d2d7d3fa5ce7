// The report as text and as JSON. Names and times in it come from the document: nothing of them may steer a terminal or break the
// JSON.
#include <array>
#include <cstdio>

#include "quillport/signing/verify.hpp"

namespace quillport::signing {
namespace {

struct Character {
    char32_t code = 0xFFFD;
    std::size_t size = 1;  ///< bytes that were read
};

/// One character of UTF-8 (RFC 3629 §4); what is none counts as U+FFFD and one byte.
Character decode(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    const std::size_t size = lead >= 0xF0 && lead <= 0xF4  ? 4
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xC2 && lead < 0xE0 ? 2
                                                           : 0;
    if (size == 0 || text.size() < size) return {};
    char32_t code = lead & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return {};
        code = (code << 6U) | (byte(i) & 0x3FU);
    }
    static constexpr std::array<char32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code < kSmallest[size] || surrogate || code > 0x10FFFF) return {};
    return {code, size};
}

/// Control characters, and those that turn the direction of what follows.
bool steers(char32_t code) {
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x200E && code <= 0x200F) ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

std::string plain(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const Character c = decode(text);
        const bool unreadable = c.code == 0xFFFD || steers(c.code);
        out += unreadable ? std::string_view("\xEF\xBF\xBD") : text.substr(0, c.size);
        text.remove_prefix(c.size);
    }
    return out;
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    while (!text.empty()) {
        const Character c = decode(text);
        if (c.code == '"' || c.code == '\\') {
            out += '\\';
            out += static_cast<char>(c.code);
        } else if (steers(c.code)) {
            std::array<char, 8> escape{};
            std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c.code));
            out += escape.data();
        } else {
            out += c.code == 0xFFFD ? std::string_view("\xEF\xBF\xBD") : text.substr(0, c.size);
        }
        text.remove_prefix(c.size);
    }
    return out + '"';
}

const char* boolean(bool value) { return value ? "true" : "false"; }
const char* word(bool value) { return value ? "yes" : "no"; }

std::string json_of(const SignatureReport& r) {
    std::string changes;
    for (const std::string& change : r.later_changes) changes += (changes.empty() ? "" : ",") + quoted(change);
    return "{\"field\":" + quoted(r.field) + ",\"sub_filter\":" + quoted(r.sub_filter) +
           ",\"time_stamp\":" + boolean(r.time_stamp) + ",\"signer\":" + quoted(r.signer) +
           ",\"claimed_time\":" + quoted(r.claimed_time) + ",\"indication\":" + quoted(name_of(r.indication)) +
           ",\"sub_indication\":" + quoted(r.sub_indication) + ",\"reason\":" + quoted(r.reason) +
           ",\"cryptography_ok\":" + boolean(r.cryptography_ok) + ",\"covers_whole_file\":" + boolean(r.covers_whole_file) +
           ",\"chain_ok\":" + boolean(r.chain_ok) + ",\"later_changes_allowed\":" + boolean(r.later_changes_allowed) +
           ",\"later_changes\":[" + changes + "],\"revision_end\":" + std::to_string(r.revision_end) + "}";
}

std::string text_of(const SignatureReport& r) {
    std::string out = "\n" + plain(r.signer.empty() ? std::string("Unknown signer") : r.signer) + ", field \"" + plain(r.field) +
                      "\"" + (r.time_stamp ? " (time-stamp)" : "") + ": " + std::string(name_of(r.indication));
    if (!r.sub_indication.empty()) out += " (" + r.sub_indication + ")";
    out += "\n  " + plain(r.reason) + "\n";
    if (!r.claimed_time.empty()) out += "  Claimed time: " + plain(r.claimed_time) + "\n";
    out += std::string("  Cryptography: ") + word(r.cryptography_ok) + ". Covers the whole file: " + word(r.covers_whole_file) +
           ". Trusted certificate: " + word(r.chain_ok) + ".\n";
    for (const std::string& change : r.later_changes) out += "  Later: " + plain(change) + "\n";
    return out;
}

}  // namespace

std::string_view name_of(Indication indication) noexcept {
    switch (indication) {
        case Indication::TotalPassed:
            return "TOTAL-PASSED";
        case Indication::TotalFailed:
            return "TOTAL-FAILED";
        case Indication::Indeterminate:
            break;
    }
    return "INDETERMINATE";
}

std::string to_json(const VerificationReport& report) {
    std::string signatures;
    for (const SignatureReport& signature : report.signatures) signatures += (signatures.empty() ? "" : ",") + json_of(signature);
    return "{\"indication\":" + quoted(name_of(report.indication)) + ",\"verdict\":" + quoted(report.verdict) +
           ",\"signatures\":[" + signatures + "]}\n";
}

std::string to_text(const VerificationReport& report) {
    std::string out = plain(report.verdict) + "\n";
    for (const SignatureReport& signature : report.signatures) out += text_of(signature);
    return out;
}

}  // namespace quillport::signing
