// The report as text and as JSON. Names and times in it come from the document: nothing of them may steer a terminal or break the
// JSON.
#include <algorithm>
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

std::string json_list(const std::vector<std::string>& texts) {
    std::string out;
    for (const std::string& text : texts) out += (out.empty() ? "" : ",") + quoted(text);
    return "[" + out + "]";
}

const char* name_of(pdf::ChangeKind kind) {
    switch (kind) {
        case pdf::ChangeKind::ValidationData:
            return "validation_data";
        case pdf::ChangeKind::Properties:
            return "properties";
        case pdf::ChangeKind::TimeStamp:
            return "time_stamp";
        case pdf::ChangeKind::Signature:
            return "signature";
        case pdf::ChangeKind::SignatureField:
            return "signature_field";
        case pdf::ChangeKind::FormFill:
            return "form_fill";
        case pdf::ChangeKind::Annotation:
            return "annotation";
        case pdf::ChangeKind::Other:
            break;
    }
    return "other";
}

std::string json_of(const pdf::LaterChange& change) {
    return std::string("{\"kind\":\"") + name_of(change.kind) + "\",\"field\":" + quoted(change.field) +
           ",\"sentence\":" + quoted(change.sentence) + ",\"allowed\":" + boolean(change.allowed) +
           ",\"may_cover\":" + boolean(change.may_cover) + ",\"revision_end\":" + std::to_string(change.revision_end) + "}";
}

/// What a revision is: the gravest of what it did (in the order of ChangeKind).
const char* kind_of(const pdf::Revision& revision) {
    const auto gravest = std::max_element(revision.changes.begin(), revision.changes.end(),
                                          [](const auto& a, const auto& b) { return a.kind < b.kind; });
    return gravest == revision.changes.end() ? "nothing" : name_of(gravest->kind);
}

std::string json_of(const pdf::Revision& revision) {
    std::vector<std::string> sentences;
    for (const pdf::LaterChange& change : revision.changes) sentences.push_back(change.sentence);
    return "{\"end\":" + std::to_string(revision.end) + ",\"field\":" + quoted(revision.field) + ",\"kind\":\"" +
           kind_of(revision) + "\",\"changes\":" + json_list(sentences) + "}";
}

/// Only where somebody changed a file that others signed afterwards or not at all: signatures are told above.
std::string text_of(const std::vector<pdf::Revision>& revisions) {
    const auto unsigned_one = [](const pdf::Revision& r) { return r.field.empty(); };
    if (std::none_of(revisions.begin(), revisions.end(), unsigned_one)) return {};
    std::string out = "\nRevisions after the first signature:\n";
    for (const pdf::Revision& revision : revisions) {
        out += "  Up to byte " + std::to_string(revision.end) + ", " +
               (revision.field.empty() ? "signed by nobody" : "signed in \"" + plain(revision.field) + "\"") + ":";
        for (const pdf::LaterChange& change : revision.changes) out += " " + plain(change.sentence);
        out += revision.changes.empty() ? " Nothing of the document was changed.\n" : "\n";
    }
    return out;
}

std::string json_of(const TimeStampReport& r) {
    return "{\"authority\":" + quoted(r.authority) + ",\"time\":" + quoted(r.time) +
           ",\"indication\":" + quoted(signing::name_of(r.indication)) + ",\"sub_indication\":" + quoted(r.sub_indication) +
           ",\"reason\":" + quoted(r.reason) + "}";
}

template <typename T>
std::string json_objects(const std::vector<T>& items) {
    std::string out;
    for (const T& item : items) out += (out.empty() ? "" : ",") + json_of(item);
    return "[" + out + "]";
}

std::string json_of(const SignatureReport& r) {
    return "{\"field\":" + quoted(r.field) + ",\"sub_filter\":" + quoted(r.sub_filter) +
           ",\"time_stamp\":" + boolean(r.time_stamp) + ",\"certifies\":" + std::to_string(r.certifies) +
           ",\"signer\":" + quoted(r.signer) + ",\"claimed_time\":" + quoted(r.claimed_time) +
           ",\"proven_time\":" + quoted(r.proven_time) + ",\"level\":" + quoted(r.level) +
           ",\"indication\":" + quoted(signing::name_of(r.indication)) + ",\"sub_indication\":" + quoted(r.sub_indication) +
           ",\"reason\":" + quoted(r.reason) + ",\"remarks\":" + json_list(r.remarks) +
           ",\"cryptography_ok\":" + boolean(r.cryptography_ok) + ",\"covers_whole_file\":" + boolean(r.covers_whole_file) +
           ",\"chain_ok\":" + boolean(r.chain_ok) + ",\"later_changes_allowed\":" + boolean(r.later_changes_allowed) +
           ",\"later_changes\":" + json_list(r.later_changes) + ",\"changes\":" + json_objects(r.changes) +
           ",\"revision_end\":" + std::to_string(r.revision_end) + ",\"time_stamps\":" + json_objects(r.time_stamps) + "}";
}

std::string verdict_of(Indication indication, const std::string& sub_indication) {
    return std::string(signing::name_of(indication)) + (sub_indication.empty() ? "" : " (" + sub_indication + ")");
}

std::string text_of(const SignatureReport& r) {
    std::string out = "\n" + plain(r.signer.empty() ? std::string("Unknown signer") : r.signer) + ", field \"" + plain(r.field) +
                      "\"" + (r.time_stamp ? " (time-stamp)" : "") + ": " + verdict_of(r.indication, r.sub_indication);
    out += "\n  " + plain(r.reason) + "\n";
    if (!r.claimed_time.empty()) out += "  Claimed time: " + plain(r.claimed_time) + "\n";
    if (!r.proven_time.empty()) out += "  Proven to exist since: " + r.proven_time + "\n";
    if (!r.level.empty()) out += "  Level: PAdES " + r.level + "\n";
    if (r.certifies > 0) out += "  Certifies the document, permissions " + std::to_string(r.certifies) + "\n";
    out += std::string("  Cryptography: ") + word(r.cryptography_ok) + ". Covers the whole file: " + word(r.covers_whole_file) +
           ". Trusted certificate: " + word(r.chain_ok) + ".\n";
    for (const TimeStampReport& stamp : r.time_stamps) {
        out += "  Time-stamp by " + plain(stamp.authority) + ", " + stamp.time + ": " +
               verdict_of(stamp.indication, stamp.sub_indication) + "\n";
    }
    for (const std::string& remark : r.remarks) out += "  Note: " + plain(remark) + "\n";
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
           ",\"judged_at\":" + quoted(to_rfc3339(report.judged_at)) + ",\"signatures\":[" + signatures +
           "],\"revisions\":" + json_objects(report.revisions) + "}\n";
}

std::string to_text(const VerificationReport& report) {
    std::string out = plain(report.verdict) + "\n";
    for (const SignatureReport& signature : report.signatures) out += text_of(signature);
    return out + text_of(report.revisions);
}

}  // namespace quillport::signing
