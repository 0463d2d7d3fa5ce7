#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "adobe.hpp"
#include "build.hpp"

namespace quillport::tags {
namespace {

/// What stands before the name: "*" required, "!" read-only, "[]" or "[x]" a checkbox, "(A)" a radio button.
struct Marks {
    bool required = false, readonly = false, checkbox = false, ticked = false;
    Units option;  ///< of a radio button
    bool radio = false;
    [[nodiscard]] bool any() const { return required || readonly || checkbox || radio; }
};

/// The tag without its marks.
Units take_marks(Units units, Marks& marks) {
    for (;;) {
        if (units.empty()) return units;
        const char32_t c = units.front().c;
        std::size_t length = 1;
        if (c == U'*') {
            marks.required = true;
        } else if (c == U'!') {
            marks.readonly = true;
        } else if (c == U'[' && !marks.checkbox) {
            const auto close = position_of(units, U']');
            if (!close || *close > 2) return units;
            marks.checkbox = true;
            marks.ticked = *close == 2;
            length = *close + 1;
        } else if (c == U'(' && !marks.radio) {
            const auto close = position_of(units, U')');
            if (!close || *close < 2) return units;
            marks.radio = true;
            marks.option = units.subspan(1, *close - 1);
            length = *close + 1;
        } else {
            return units;
        }
        units = units.subspan(length);
    }
}

/// The name without "_es_", which every tag of the product bears.
bool take_suffix(Units& name) {
    if (name.size() < 4) return false;
    if (folded(name.last(4)) != "_es_") return false;
    name = name.first(name.size() - 4);
    return true;
}

bool is_role(Units units) {
    std::string number;
    const std::string word = folded(units);
    return word == "signer" || word == "sender" || word == "prefill" || word == "everyone" || is_numbered(word, "signer", number);
}

class AdobeReader {
  public:
    AdobeReader(const Vocabulary& words) : words_(words) {}

    ParseOutcome run(Units inner) {
        const auto parts = split_parts(inner, U':');
        Units name = take_marks(parts[0], marks_);
        const bool own = take_suffix(name);
        const bool has_role = parts.size() > 1 && is_role(parts[1]);
        if (!own && !has_role && !(marks_.any() && parts.size() == 1)) return NoTag{};
        if (!own && (!is_name(name) || position_of(name, U'.'))) return NoTag{};
        if (!name.empty()) tag_.name = name_of_field(name);
        tag_.type = marks_.checkbox ? FieldType::Checkbox : marks_.radio ? FieldType::Radio : FieldType::Text;
        if (auto wrong = rest(parts)) return std::move(*wrong);
        return finished();
    }

  private:
    std::optional<ParseFault> rest(const std::vector<Units>& parts);
    std::optional<ParseFault> role(Units units);
    ParseOutcome finished();

    const Vocabulary& words_;
    ParsedTag tag_;
    Marks marks_;
    AdobeDirectives directives_;
};

std::optional<ParseFault> AdobeReader::role(Units units) {
    std::string number;
    const std::string word = folded(units);
    if (word == "sender" || word == "prefill") {  // filled before anyone signs
        set_role(tag_, "sender");
    } else if (word == "signer") {
        set_role(tag_, "1");
    } else if (is_numbered(word, "signer", number) && number != "0") {
        set_role(tag_, number);
    } else if (word == "everyone") {
        return fault("bad_role", "A field that everybody may fill cannot be made: name one of signer1, signer2, ...");
    } else {
        return fault("bad_role", "signer1, signer2, ..., sender or prefill is expected, not \"" + value_of(units) + "\".");
    }
    return std::nullopt;
}

std::optional<ParseFault> AdobeReader::rest(const std::vector<Units>& parts) {
    std::size_t next = 1;
    if (parts.size() > 1 && !parts[1].empty() && (is_role(parts[1]) || !is_adobe_directive(parts[1]))) {
        if (auto wrong = role(parts[1])) return wrong;
        next = 2;
    }
    for (std::size_t i = next; i < parts.size(); ++i) {
        if (parts[i].empty()) continue;
        if (auto wrong = take_adobe_directive(parts[i], tag_, directives_, words_)) return wrong;
    }
    return std::nullopt;
}

ParseOutcome AdobeReader::finished() {
    if (tag_.role.empty()) set_role(tag_, "1");  // a field of nobody is the first signer's
    // The signature is the act itself; what is typed in need not be, unless a star says so.
    tag_.required = marks_.required || ((is_signed(tag_.type) || tag_.type == FieldType::Date) && !directives_.optional);
    if (marks_.readonly) tag_.attributes.insert_or_assign("readonly", "yes");
    if (marks_.ticked) tag_.attributes.insert_or_assign("default", "yes");
    if (marks_.radio) tag_.attributes.insert_or_assign("option", value_of(marks_.option));
    tag_.fits = true;
    if (auto wrong = incomplete(tag_)) return std::move(*wrong);
    return std::move(tag_);
}

/// "#r=...": what stands at the places "$r".
ParseOutcome read_definition(Units inner, const Vocabulary& words) {
    const auto equals = position_of(inner, U'=');
    if (!equals || !is_name(inner.subspan(1, *equals - 1))) return NoTag{};
    return as_definition(AdobeReader(words).run(inner.subspan(*equals + 1)), folded(inner.subspan(1, *equals - 1)));
}

ParseOutcome parse_adobe(Units inner, TagForm, const Vocabulary& words) {
    if (inner.size() < 2) return NoTag{};
    if (inner.front().c == U'#') return read_definition(inner, words);
    if (inner.front().c != U'$') return AdobeReader(words).run(inner);
    const Units name = inner.subspan(1);
    if (!is_name(name)) return NoTag{};
    ParsedTag tag;
    tag.place = folded(name);
    tag.fits = true;
    return tag;
}

bool meant(Units rest, TagForm, const Vocabulary&) {
    Marks marks;
    Units name = split_parts(rest, U':').front();
    name = take_marks(name, marks);
    return name.size() < rest.size() && take_suffix(name);
}

}  // namespace

const Dialect kAdobeDialect{"adobe", {.braces = true}, parse_adobe, meant};

}  // namespace quillport::tags
