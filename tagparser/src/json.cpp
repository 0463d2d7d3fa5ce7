#include "quillport/tags/json.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace quillport::tags {
namespace {

void append_number(double value, std::string& out) {
    if (!std::isfinite(value)) value = 0;
    std::array<char, 400> buffer{};  // the longest double in fixed notation has 309 digits
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, 2);
    std::string_view digits =
        error == std::errc{} ? std::string_view(buffer.data(), static_cast<std::size_t>(end - buffer.data())) : "0.00";
    while (digits.back() == '0' && digits[digits.size() - 2] != '.') digits.remove_suffix(1);
    out += digits == "-0.0" ? "0.0" : digits;
}

/// RFC 8259 §7. The texts are UTF-8 by construction.
void append_string(std::string_view text, std::string& out) {
    constexpr std::string_view kHex = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto u = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (u < 0x20 || u == 0x7F) {
            out += "\\u00";
            out += kHex[u >> 4U];
            out += kHex[u & 15U];
        } else {
            out += c;
        }
    }
    out += '"';
}

void append_rect(const Rect& r, std::string& out) {
    out += '[';
    append_number(r.x0, out);
    out += ',';
    append_number(r.y0, out);
    out += ',';
    append_number(r.x1, out);
    out += ',';
    append_number(r.y1, out);
    out += ']';
}

/// Writes one object: keys in the order of the calls.
class ObjectWriter {
  public:
    explicit ObjectWriter(std::string& out) : out_(out) { out_ += '{'; }
    std::string& key(std::string_view name) {
        if (!first_) out_ += ',';
        first_ = false;
        append_string(name, out_);
        out_ += ':';
        return out_;
    }
    void close() { out_ += '}'; }

  private:
    std::string& out_;
    bool first_ = true;
};

template <typename List, typename Write>
void append_list(const List& list, Write write, std::string& out) {
    out += '[';
    bool first = true;
    for (const auto& item : list) {
        if (!first) out += ',';
        first = false;
        write(item, out);
    }
    out += ']';
}

void append_page(const PageSize& page, std::string& out) {
    ObjectWriter object(out);
    append_number(page.width, object.key("width"));
    append_number(page.height, object.key("height"));
    object.close();
}

/// What stands under "type": of a field its type, else what the tag is.
std::string_view type_word(const Tag& tag) {
    switch (tag.kind) {
        case TagKind::Document:
            return "doc";
        case TagKind::Split:
            return "split";
        case TagKind::Definition:
            return "definition";
        case TagKind::Field:
            break;
    }
    return name_of(tag.type);
}

void append_tag(const Tag& tag, std::string& out) {
    ObjectWriter object(out);
    object.key("page") += std::to_string(tag.page);
    append_string(tag.text, object.key("text"));
    append_string(tag.dialect, object.key("dialect"));
    append_string(type_word(tag), object.key("type"));
    append_string(tag.role, object.key("role"));
    if (tag.name) {
        append_string(*tag.name, object.key("name"));
    } else {
        object.key("name") += "null";
    }
    object.key("required") += tag.required ? "true" : "false";
    append_rect(tag.box, object.key("box"));
    append_list(tag.pieces, append_rect, object.key("pieces"));
    append_rect(tag.field, object.key("field"));
    object.key("rotation") += std::to_string(tag.rotation);
    append_number(tag.font_size, object.key("font_size"));
    object.key("visible") += tag.visible ? "true" : "false";
    ObjectWriter attributes(object.key("attributes"));
    for (const auto& [key, value] : tag.attributes) append_string(value, attributes.key(key));
    attributes.close();
    append_string(name_of(tag.source), object.key("source"));
    if (tag.source == TagSource::Ocr || tag.source == TagSource::Qr) append_number(tag.confidence, object.key("confidence"));
    object.close();
}

void append_problem(const TagProblem& problem, std::string& out) {
    ObjectWriter object(out);
    object.key("page") += std::to_string(problem.page);
    append_rect(problem.box, object.key("box"));
    append_string(problem.code, object.key("code"));
    append_string(problem.message, object.key("message"));
    append_string(problem.text, object.key("text"));
    if (!problem.guess.empty()) append_string(problem.guess, object.key("guess"));
    object.close();
}

}  // namespace

std::string to_json(const Detection& found) {
    std::string out;
    ObjectWriter object(out);
    append_list(found.pages, append_page, object.key("pages"));
    append_list(found.tags, append_tag, object.key("tags"));
    append_list(found.problems, append_problem, object.key("problems"));
    object.close();
    out += '\n';
    return out;
}

}  // namespace quillport::tags
