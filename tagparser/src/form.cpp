#include "form.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "quillport/pdf/form_fields.hpp"

namespace quillport::tags {
namespace {

using pdf::FormField;
using pdf::FormFieldType;

// What a draft can carry (portal/documents, intake).
constexpr std::size_t kFields = 1500;
constexpr std::size_t kNameBytes = 200, kLongestName = 1000, kLabelBytes = 200;
constexpr std::size_t kAttributeBytes = 4000;
constexpr std::size_t kLineCharacters = 500;  ///< of a value of one line
constexpr double kOver = 72;                  ///< points that a field may hang over the edge of its page

constexpr double kSmallestSize = 4, kLargestSize = 12;  ///< of letters that are to be as large as fits
constexpr double kMostSize = 1000;
constexpr double kOfHeight = 0.7;

std::size_t characters_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string cut(std::string text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
    text.resize(bytes);
    return text;
}

std::string one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// Different names stay different when they are too long to be carried whole (FNV-1a, 32 bits).
std::string carried_name(const std::string& name) {
    if (name.size() <= kNameBytes) return name;
    std::uint32_t hash = 2166136261U;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return cut(name, kNameBytes - 11) + "_" + std::to_string(hash);
}

bool looks_like_number(std::string_view text) {
    return text.find_first_not_of("0123456789.,+- ") == std::string_view::npos &&
           std::count_if(text.begin(), text.end(), [](char c) { return c == '.' || c == ','; }) <= 1;
}

/// What is known of all the widgets of one name.
struct Group {
    std::set<std::string> states;
    bool ticked = false;  ///< one of its exclusive boxes is
};
using Groups = std::map<std::string, Group>;

class TagMaker {
  public:
    TagMaker(const FormField& field, Group& group) : field_(field), group_(group) {}

    /// False: its value is longer than a field of a draft can hold.
    bool make(Tag& tag) {
        tag.source = TagSource::Form;
        tag.dialect = "acroform";
        tag.text = field_.name;
        if (!field_.name.empty()) tag.name = carried_name(field_.name);
        tag.page = field_.page;
        tag.box = tag.field = field_.box;
        tag.rotation = field_.rotation;
        tag.visible = field_.visible;
        tag.required = field_.required;
        tag.attributes["label"] = label();
        const bool sideways = field_.rotation % 180 != 0;
        const double height = sideways ? field_.box.width() : field_.box.height();
        tag.font_size = field_.font_size > 0 ? std::min(field_.font_size, kMostSize)
                                             : std::clamp(height * kOfHeight, kSmallestSize, kLargestSize);
        if (field_.type == FormFieldType::Signature) {
            tag.type = FieldType::Signature;
            tag.required = true;
            return true;
        }
        if (field_.read_only) {
            tag.attributes["readonly"] = "yes";
            tag.required = false;
        }
        if (field_.type == FormFieldType::Checkbox || field_.type == FormFieldType::Radio) return make_box(tag);
        if (field_.align == 1) tag.attributes["align"] = "center";
        if (field_.align == 2) tag.attributes["align"] = "right";
        return field_.type == FormFieldType::Choice ? make_choice(tag) : make_text(tag);
    }

  private:
    /// What a person reads: the tooltip, else the field's own part of its name.
    std::string label() const {
        std::string text = one_line(field_.tooltip);
        if (text.empty()) text = one_line(field_.name.substr(field_.name.rfind('.') + 1));
        return cut(std::move(text), kLabelBytes);
    }

    /// Boxes of one name exclude each other when their states differ, whatever the form calls them (ISO 32000-1 §12.7.4.2.3).
    bool make_box(Tag& tag) {
        const bool exclusive = field_.type == FormFieldType::Radio || group_.states.size() > 1;
        tag.type = exclusive ? FieldType::Radio : FieldType::Checkbox;
        if (exclusive) {
            tag.attributes["option"] = cut(one_line(field_.state), kLabelBytes);
            tag.attributes["label"] = cut(label() + ": " + tag.attributes["option"], kLabelBytes);
        }
        if (field_.ticked && !(exclusive && group_.ticked)) {
            tag.attributes["default"] = "yes";
            group_.ticked = true;
        }
        return true;
    }

    bool make_text(Tag& tag) {
        std::string value = field_.values.empty() || field_.password ? std::string() : field_.values.front();
        tag.type = field_.multiline ? FieldType::Multiline : FieldType::Text;
        if (!field_.multiline) value = one_line(std::move(value));
        if (tag.type == FieldType::Text && field_.format == "number" && looks_like_number(value)) tag.type = FieldType::Number;
        // A day that stands there is written in some way of writing days: it stays text.
        if (tag.type == FieldType::Text && field_.format.starts_with("date") && value.empty()) {
            tag.type = FieldType::DateInput;
            if (field_.format.size() > 5) tag.attributes["format"] = field_.format.substr(5);
        }
        const std::size_t letters = characters_in(value);
        if (field_.max_length > 0 && letters <= static_cast<std::size_t>(field_.max_length)) {
            tag.attributes["maxlength"] = std::to_string(field_.max_length);
            if (field_.comb) tag.attributes["comb"] = "yes";
        }
        return give(tag, value);
    }

    bool make_choice(Tag& tag) {
        std::vector<pdf::FormOption> options = usable_options();
        if (field_.values.size() > 1 || field_.editable || options.empty()) return make_free_choice(tag, options);
        std::string chosen = field_.values.empty() ? std::string() : shown(field_.values.front());
        const auto same = [&](const pdf::FormOption& o) { return o.shown == chosen; };
        if (!chosen.empty() && std::none_of(options.begin(), options.end(), same)) options.push_back({chosen, chosen});
        const std::string list = joined(options, &pdf::FormOption::shown);
        if (list.size() > kAttributeBytes) return make_free_choice(tag, options);
        tag.type = FieldType::Dropdown;
        tag.attributes["options"] = list;
        const bool differs =
            std::any_of(options.begin(), options.end(), [](const pdf::FormOption& o) { return o.exported != o.shown; });
        const std::string exports = joined(options, &pdf::FormOption::exported);
        if (differs && exports.size() <= kAttributeBytes) tag.attributes["exports"] = exports;
        return give(tag, chosen);
    }

    /// More than one choice, or one that may be typed: text.
    bool make_free_choice(Tag& tag, const std::vector<pdf::FormOption>& options) {
        std::string value;
        for (const std::string& one : field_.values) value += (value.empty() ? "" : "\n") + shown(one);
        tag.type = field_.values.size() > 1 ? FieldType::Multiline : FieldType::Text;
        const std::string list = joined(options, &pdf::FormOption::shown);
        if (!list.empty() && list.size() <= kAttributeBytes) tag.attributes["options"] = list;
        return give(tag, value);
    }

    /// As a tag writes a list: parted by '|', in one line each.
    std::vector<pdf::FormOption> usable_options() const {
        std::vector<pdf::FormOption> options;
        std::set<std::string> seen;
        for (const pdf::FormOption& option : field_.options) {
            pdf::FormOption usable{plain(option.exported), plain(option.shown)};
            if (!usable.shown.empty() && seen.insert(usable.shown).second) options.push_back(std::move(usable));
        }
        return options;
    }
    static std::string plain(const std::string& text) {
        std::string out;
        for (const char c : one_line(text)) out += c == '|' ? std::string("\xC2\xA6") : std::string(1, c);
        return out;
    }
    static std::string joined(const std::vector<pdf::FormOption>& options, std::string pdf::FormOption::*part) {
        std::string out;
        for (const pdf::FormOption& option : options) {
            if (&option != options.data()) out += '|';
            for (const char c : option.*part) out += c == '\\' ? std::string("\\\\") : std::string(1, c);
        }
        return out;
    }

    /// The option that the form calls `exported`, as a reader sees it.
    std::string shown(const std::string& exported) const {
        const auto at = std::find_if(field_.options.begin(), field_.options.end(),
                                     [&](const pdf::FormOption& option) { return option.exported == exported; });
        return plain(at == field_.options.end() ? exported : at->shown);
    }

    static bool give(Tag& tag, const std::string& value) {
        if (value.size() > kAttributeBytes) return false;
        if (tag.type != FieldType::Multiline && characters_in(value) > kLineCharacters) return false;
        if (!value.empty()) tag.attributes["default"] = value;
        return true;
    }

    const FormField& field_;
    Group& group_;
};

bool has_place(const FormField& field, PageSize page) {
    const Rect& box = field.box;
    return !box.empty() && std::isfinite(box.x0 + box.y0 + box.x1 + box.y1) && box.x0 >= -kOver && box.y0 >= -kOver &&
           box.x1 <= page.width + kOver && box.y1 <= page.height + kOver;
}

/// Lines from top to bottom; what stands beside each other from left to right.
void sort_for_reading(std::vector<Tag>& tags) {
    std::stable_sort(tags.begin(), tags.end(),
                     [](const Tag& a, const Tag& b) { return a.page != b.page ? a.page < b.page : a.box.y1 > b.box.y1; });
    for (auto row = tags.begin(); row != tags.end();) {
        const auto end = std::find_if(row, tags.end(), [&](const Tag& tag) {
            return tag.page != row->page || (tag.box.y0 + tag.box.y1) / 2 < row->box.y0;
        });
        std::stable_sort(row, end, [](const Tag& a, const Tag& b) { return a.box.x0 < b.box.x0; });
        row = end;
    }
}

TagProblem told(const char* code, const FormField& field, std::string message) {
    TagProblem problem;
    problem.page = field.page;
    problem.box = field.box;
    problem.code = code;
    problem.text = field.name;
    problem.message = std::move(message);
    return problem;
}

/// The number behind a word for a party: "signer2.name", "form_recipient_1". Empty: none.
std::string numbered_party(const std::string& name) {
    std::string lower = name;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c; });
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; };
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    for (const std::string_view word : {"signer", "recipient", "party", "role"}) {
        for (std::size_t at = lower.find(word); at != std::string::npos; at = lower.find(word, at + 1)) {
            std::size_t first = at + word.size();
            if (at > 0 && is_letter(lower[at - 1])) continue;
            if (first < lower.size() && (lower[first] == '_' || lower[first] == '-' || lower[first] == ' ')) ++first;
            std::size_t end = first;
            while (end < lower.size() && is_digit(lower[end])) ++end;
            if (end == first || end - first > 2 || lower[first] == '0') continue;
            if (end == lower.size() || !is_letter(lower[end])) return lower.substr(first, end - first);
        }
    }
    return {};
}

std::string first_part(const std::string& name) {
    const std::size_t dot = name.find('.');
    return dot == std::string::npos ? std::string() : name.substr(0, dot);
}

bool is_number(const std::string& role) {
    return !role.empty() && role.size() < 5 && role.find_first_not_of("0123456789") == std::string::npos;
}

/// Roles of the other tags, numbers first: the parties that the document speaks of.
std::vector<std::string> parties_in(const std::vector<Tag>& tags) {
    std::vector<std::string> parties;
    for (const Tag& tag : tags) {
        if (tag.kind != TagKind::Field || tag.role.empty()) continue;
        if (std::find(parties.begin(), parties.end(), tag.role) == parties.end()) parties.push_back(tag.role);
    }
    std::stable_sort(parties.begin(), parties.end(), [](const std::string& a, const std::string& b) {
        if (is_number(a) != is_number(b)) return is_number(a);
        return is_number(a) && std::stoi(a) < std::stoi(b);
    });
    return parties;
}

/// Groups of the form ("buyer" of "buyer.signature") that hold a signature, when more than one does.
std::set<std::string> signing_groups(const std::vector<Tag>& tags) {
    std::set<std::string> groups;
    for (const Tag& tag : tags) {
        const std::string group = first_part(tag.text);
        if (tag.type == FieldType::Signature && !group.empty() && group.size() <= 60) groups.insert(group);
    }
    if (groups.size() < 2) groups.clear();
    return groups;
}

std::vector<Tag> form_tags(pdf::Document& document, std::vector<TagProblem>& problems) {
    const pdf::FormFields form = pdf::read_form_fields(document);
    Groups groups;
    for (const FormField& field : form.fields)
        if (field.type == FormFieldType::Checkbox) groups[field.name].states.insert(field.state);
    std::vector<Tag> tags;
    bool all = form.complete;
    for (const FormField& field : form.fields) {
        if (field.has_signature || field.name.size() > kLongestName || !has_place(field, document.page_size(field.page)))
            continue;
        all = all && tags.size() < kFields;
        if (tags.size() >= kFields) break;
        Tag tag;
        if (TagMaker(field, groups[field.name]).make(tag)) {
            tags.push_back(std::move(tag));
        } else if (field.visible) {
            problems.push_back(told("form_value_long", field,
                                    "The form field " + field.name + " on page " + std::to_string(field.page) +
                                        " holds more text than can be filled in here; it stays as it is printed."));
        }
    }
    if (!all)
        problems.push_back(told("form_limit", {},
                                "The document's form has more fields than can be taken; the others stay as they are printed."));
    sort_for_reading(tags);
    return tags;
}

/// Read-only fields are nobody's.
void settle_form_roles(std::vector<Tag>& tags, const std::vector<std::string>& parties) {
    const std::set<std::string> groups = signing_groups(tags);
    std::size_t signatures = 0;
    for (Tag& tag : tags) {
        if (tag.attributes.contains("readonly")) continue;
        const std::string group = first_part(tag.text);
        tag.role = numbered_party(tag.text);
        if (!tag.role.empty()) continue;
        if (!group.empty() && (groups.contains(group) || std::find(parties.begin(), parties.end(), group) != parties.end())) {
            tag.role = group;
            continue;
        }
        const std::size_t turn = tag.type == FieldType::Signature ? signatures++ : 0;
        tag.role = turn < parties.size() ? parties[turn] : std::to_string(turn + 1);
    }
}

}  // namespace

void add_form_fields(pdf::Document& document, Detection& found) {
    std::vector<Tag> form = form_tags(document, found.problems);
    settle_form_roles(form, parties_in(found.tags));
    std::move(form.begin(), form.end(), std::back_inserter(found.tags));
    std::stable_sort(found.tags.begin(), found.tags.end(), [](const Tag& a, const Tag& b) { return a.page < b.page; });
}

}  // namespace quillport::tags
