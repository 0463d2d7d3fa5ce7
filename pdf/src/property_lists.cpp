#include "property_lists.hpp"

#include <exception>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>

#include "content_lexer.hpp"
#include "text_copies.hpp"

namespace quillport::pdf {
namespace {

/// A marked-content sequence that is open, with its property list when that stands in the stream.
struct Sequence {
    std::uint32_t begin = 0, end = 0;
    bool loses_code = false;
};

/// \returns the list without what repeats erased text; empty: it stays as it is.
std::string cleaned(std::string_view source, bool loses_code, const std::vector<std::string_view>& erased) {
    try {
        QPDFObjectHandle list = QPDFObjectHandle::parse(std::string(source));
        if (!list.isDictionary()) return {};
        bool changed = false;
        for (const char* key : {"/ActualText", "/Alt", "/E"}) {
            QPDFObjectHandle value = list.getKey(key);
            if (!value.isString()) continue;
            std::string text = value.getUTF8Value();
            const bool held = cut_copies(text, erased);
            // What replaces letters that are partly gone (a ligature, a hyphenated word) replaces nothing any more.
            const bool replaces = loses_code && std::string_view(key) != "/Alt";
            if (!held && !replaces) continue;
            changed = true;
            if (held && !text.empty()) {
                list.replaceKey(key, QPDFObjectHandle::newUnicodeString(text));
            } else {
                list.removeKey(key);
            }
        }
        return changed ? list.unparse() : std::string();
    } catch (const std::exception&) {
        return {};  // what is no dictionary has no text to anybody
    }
}

}  // namespace

std::uint32_t name_end(std::string_view bytes, std::uint32_t begin) {
    if (begin >= bytes.size()) return begin;
    ContentLexer lexer(bytes.substr(begin));
    return begin + lexer.next().end;
}

std::map<std::uint32_t, Replacement> cleaned_property_lists(std::string_view bytes, const Cuts& cuts,
                                                            const std::vector<std::string_view>& erased) {
    std::map<std::uint32_t, Replacement> out;
    if (bytes.find("BDC") == std::string_view::npos) return out;
    ContentLexer lexer(bytes);
    std::vector<Sequence> open;
    Sequence list;
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
        if (token.kind == TokenKind::Dictionary) list = {token.begin, token.end, false};
        if (token.kind == TokenKind::String && cuts.count(token.begin) != 0) {
            for (Sequence& sequence : open) sequence.loses_code = true;
        }
        if (token.kind != TokenKind::Word) continue;
        if (token.text == "ID") lexer.skip_image_data();
        if (token.text == "BDC" || token.text == "BMC") open.push_back(token.text == "BDC" ? list : Sequence{});
        if (token.text == "EMC" && !open.empty()) {
            const Sequence closed = open.back();
            open.pop_back();
            const std::string text =
                closed.end == 0 ? std::string()
                                : cleaned(bytes.substr(closed.begin, closed.end - closed.begin), closed.loses_code, erased);
            if (!text.empty()) out[closed.begin] = {closed.begin, closed.end, text};
        }
        list = {};
        lexer.forget_strings();
    }
    return out;
}

}  // namespace quillport::pdf
