#include "pkcs11_uri.hpp"

#include <charconv>

namespace quillport::signing {
namespace {

constexpr std::string_view kScheme = "pkcs11:";
using Attributes = std::map<std::string, std::string, std::less<>>;

Error malformed(std::string what) { return {ErrorCode::InvalidInput, std::move(what), "pkcs11_uri"}; }

std::optional<std::string> decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        unsigned char byte = 0;
        const std::string_view digits = text.substr(i + 1, 2);
        const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
        if (digits.size() != 2 || failed != std::errc{} || end != digits.data() + 2) return std::nullopt;
        out += static_cast<char>(byte);
        i += 2;
    }
    return out;
}

Result<void> collect(std::string_view text, char separator, Attributes& attributes) {
    while (!text.empty()) {
        const std::string_view part = text.substr(0, text.find(separator));
        text.remove_prefix(std::min(part.size() + 1, text.size()));
        const std::size_t equals = part.find('=');
        if (equals == 0 || equals == std::string_view::npos) return malformed("the PKCS#11 URI cannot be read");
        auto value = decoded(part.substr(equals + 1));
        if (!value) return malformed("the PKCS#11 URI holds a wrong percent sign");
        if (!attributes.emplace(part.substr(0, equals), std::move(*value)).second) {
            return malformed("the PKCS#11 URI says something twice");  // RFC 7512 §2.3
        }
    }
    return {};
}

std::optional<std::string> take(Attributes& attributes, std::string_view name) {
    const auto found = attributes.find(name);
    if (found == attributes.end()) return std::nullopt;
    std::string value = std::move(found->second);
    attributes.erase(found);
    return value;
}

Result<std::string> pin_file(const std::string& source) {
    if (source.starts_with("|")) return Error{ErrorCode::Unsupported, "a pin-source that is a command is not run", "pkcs11_uri"};
    constexpr std::string_view kFile = "file:";
    if (!source.starts_with(kFile)) return source;
    const std::string path = source.substr(kFile.size());
    return path.starts_with("//") ? path.substr(2) : path;
}

}  // namespace

bool is_pkcs11_uri(std::string_view text) noexcept { return text.starts_with(kScheme); }

Result<Pkcs11Uri> parse_pkcs11_uri(std::string_view text) {
    if (!is_pkcs11_uri(text)) return malformed("this is no PKCS#11 URI");
    text.remove_prefix(kScheme.size());
    const std::size_t question = text.find('?');
    Attributes attributes;
    if (auto r = collect(text.substr(0, question), ';', attributes); !r.ok()) return std::move(r).error();
    if (question != std::string_view::npos) {
        if (auto r = collect(text.substr(question + 1), '&', attributes); !r.ok()) return std::move(r).error();
    }
    if (attributes.contains("pin-value")) return malformed("a PIN does not belong into a URI; name a file by pin-source");
    Pkcs11Uri uri;
    uri.token = take(attributes, "token");
    uri.manufacturer = take(attributes, "manufacturer");
    uri.serial = take(attributes, "serial");
    uri.model = take(attributes, "model");
    uri.object = take(attributes, "object");
    uri.id = take(attributes, "id");
    uri.module_path = take(attributes, "module-path").value_or("");
    auto pin = pin_file(take(attributes, "pin-source").value_or(""));
    if (!pin.ok()) return std::move(pin).error();
    uri.pin_source = std::move(pin).value();
    if (const auto slot = take(attributes, "slot-id")) {
        unsigned long number = 0;
        const auto [end, failed] = std::from_chars(slot->data(), slot->data() + slot->size(), number);
        if (failed != std::errc{} || end != slot->data() + slot->size()) return malformed("the slot-id is no number");
        uri.slot = number;
    }
    const std::string type = take(attributes, "type").value_or("private");
    if (type != "private" && type != "cert") return malformed("the PKCS#11 URI names no private key");
    if (!attributes.empty()) {
        return Error{ErrorCode::Unsupported, "the PKCS#11 URI says what cannot be observed: " + attributes.begin()->first,
                     "pkcs11_uri"};
    }
    return uri;
}

}  // namespace quillport::signing
