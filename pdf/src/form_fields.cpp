#include "quillport/pdf/form_fields.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <exception>
#include <map>
#include <optional>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjGen.hh>
#include <set>

#include "document_parts.hpp"
#include "layers.hpp"
#include "numbers.hpp"
#include "stream_bytes.hpp"
#include "syntax.hpp"

namespace quillport::pdf {
namespace {

using Handle = QPDFObjectHandle;

// ISO 32000-1 tables 165, 221, 226, 228, 230; flag n is bit n - 1.
constexpr unsigned kHidden = 1U << 1U, kNoView = 1U << 5U;
constexpr unsigned kReadOnly = 1, kRequired = 2;
constexpr unsigned kMultiline = 1U << 12U, kPassword = 1U << 13U, kComb = 1U << 24U;
constexpr unsigned kRadio = 1U << 15U, kPushButton = 1U << 16U;
constexpr unsigned kCombo = 1U << 17U, kEdit = 1U << 18U;
constexpr std::size_t kScript = 4096;  ///< bytes of a script that are looked at
constexpr int kValues = 100;           ///< of one choice

/// A limit was reached: nothing more is read.
struct Exhausted : std::exception {};

unsigned bits_of(Handle number) {
    const double value = number_of(std::move(number), 0);
    return value >= 0 && value <= 4294967295.0 ? static_cast<unsigned>(value) : 0;
}

int whole(Handle number, int most) {
    const double value = number_of(std::move(number), 0);
    return value >= 1 && value <= most ? static_cast<int>(value) : 0;
}

/// The number before the operator Tf of a default appearance (ISO 32000-1 §12.7.3.3).
double size_in(const std::string& appearance) {
    const std::size_t end = appearance.rfind(" Tf");
    if (end == std::string::npos) return 0;
    std::size_t last = appearance.find_last_not_of(" \t\r\n", end);
    if (last == std::string::npos) return 0;
    const std::size_t before = appearance.find_last_of(" \t\r\n", last);
    const std::size_t first = before == std::string::npos ? 0 : before + 1;
    double size = 0;
    const auto [stop, error] = std::from_chars(appearance.data() + first, appearance.data() + last + 1, size);
    return error == std::errc{} && stop == appearance.data() + last + 1 && size > 0 && size < 500 ? size : 0;
}

/// What the well-known scripts of forms say of a value; their text is looked at, never run.
std::string format_in(const std::string& script) {
    if (script.find("AFNumber_") != std::string::npos) return "number";
    const std::size_t date = script.find("AFDate_");
    if (date == std::string::npos) return {};
    const std::size_t open = script.find('"', date);
    const std::size_t close = open == std::string::npos ? open : script.find('"', open + 1);
    if (close == std::string::npos || close - open > 20) return "date";
    const std::string format = script.substr(open + 1, close - open - 1);
    const bool plain = format.find_first_not_of("dmyDMY .-/") == std::string::npos && !format.empty();
    return plain ? "date " + format : "date";
}

class FormReader {
  public:
    FormReader(DocumentParts& parts, const FormLimits& limits)
        : parts_(parts), limits_(limits), layers_(parts.qpdf), nodes_(limits.nodes), text_(limits.text) {}

    void read(FormFields& out) {
        form_ = parts_.qpdf.getRoot().getKey("/AcroForm");
        if (!form_.isDictionary()) return;
        adopt(form_.getKey("/Fields"), Handle::newNull(), 0);
        for (std::size_t page = 0; page < parts_.pages.size(); ++page) {
            Handle annotations = parts_.pages[page].page.getKey("/Annots");
            if (!annotations.isArray()) continue;
            const int count = annotations.getArrayNItems();
            for (int i = 0; i < count; ++i) {
                count_node();
                read_widget(annotations.getArrayItem(i), static_cast<int>(page) + 1, i, out);
            }
        }
    }

  private:
    void count_node() {
        if (--nodes_ < 0) throw Exhausted();
    }

    /// Remembers whose kid a field is where it does not say so itself. Each object is visited once.
    void adopt(Handle list, const Handle& parent, int depth) {
        if (!list.isArray() || depth > limits_.depth) return;
        const int count = list.getArrayNItems();
        for (int i = 0; i < count; ++i) {
            count_node();
            Handle field = list.getArrayItem(i);
            if (!field.isDictionary() || !field.isIndirect() || !visited_.insert(field.getObjGen()).second) continue;
            if (depth > 0 && !field.getKey("/Parent").isDictionary()) parents_.emplace(field.getObjGen(), parent);
            adopt(field.getKey("/Kids"), field, depth + 1);
        }
    }

    Handle parent_of(Handle& field) const {
        Handle parent = field.getKey("/Parent");
        if (parent.isDictionary()) return parent;
        const auto at = field.isIndirect() ? parents_.find(field.getObjGen()) : parents_.end();
        return at == parents_.end() ? Handle::newNull() : at->second;
    }

    /// The widget and its fields upwards; a circle ends at the limit.
    void climb(Handle widget) {
        line_.clear();
        for (int depth = 0; depth <= limits_.depth && widget.isDictionary(); ++depth) {
            line_.push_back(widget);
            widget = parent_of(widget);
        }
    }

    Handle inherited(const char* key) {
        for (Handle& field : line_) {
            Handle value = field.getKey(key);
            if (!value.isNull()) return value;
        }
        return Handle::newNull();
    }

    std::string charged(std::string text) {
        if (text.size() > text_) throw Exhausted();
        text_ -= text.size();
        return text;
    }

    /// A text string, name or stream (ISO 32000-1 §7.9.2.2).
    std::string text_of_object(Handle object) {
        if (object.isString()) {
            static_cast<void>(charged(object.getStringValue()));
            return syntax::clean_text(object.getUTF8Value());
        }
        if (object.isName()) return syntax::clean_text(charged(object.getName().substr(1)));
        if (!object.isStream()) return {};
        std::string bytes;
        static_cast<void>(append_decoded(object, text_, bytes));
        return text_of_object(Handle::newString(charged(std::move(bytes))));
    }

    std::string full_name() {
        std::string name;
        for (Handle& field : line_) {
            const std::string part = text_of_object(field.getKey("/T"));
            if (!part.empty()) name = name.empty() ? part : part + "." + name;
        }
        std::replace(name.begin(), name.end(), '\n', ' ');
        return name;
    }

    std::string script_format() {
        Handle actions = inherited("/AA");
        if (!actions.isDictionary()) return {};
        for (const char* key : {"/F", "/K"}) {
            Handle action = actions.getKey(key);
            if (!action.isDictionary()) continue;
            Handle script = action.getKey("/JS");
            if (!script.isString() && !script.isStream()) continue;
            if (const std::string format = format_in(text_of_object(script).substr(0, kScript)); !format.empty()) return format;
        }
        return {};
    }

    bool is_visible(Handle& widget, const Rect& box, const PageFrame& frame) {
        if ((bits_of(widget.getKey("/F")) & (kHidden | kNoView)) != 0) return false;
        if (widget.getKey("/OC").isDictionary() && layers_.is_off(widget.getKey("/OC"))) return false;
        return !box.empty() && overlap(box, {0, 0, frame.size.width, frame.size.height});
    }

    void read_widget(Handle widget, int page, int index, FormFields& out) {
        if (!widget.isDictionary() || !widget.getKey("/Subtype").isNameAndEquals("/Widget")) return;
        if (widget.isIndirect() && !placed_.insert(widget.getObjGen()).second) return;
        try {
            climb(widget);
            if (auto field = field_of(widget, page)) {
                field->annotation = index;
                out.fields.push_back(std::move(*field));
            }
        } catch (const Exhausted&) {
            throw;
        } catch (const std::exception&) {
            // A widget that the library cannot read is none to us; it stays what it is on the page.
        }
    }

    std::optional<FormField> field_of(Handle& widget, int page) {
        FormField field;
        const unsigned flags = bits_of(inherited("/Ff"));
        Handle type = inherited("/FT");
        if (type.isNameAndEquals("/Btn")) {
            if ((flags & kPushButton) != 0) return std::nullopt;
            field.type = (flags & kRadio) != 0 ? FormFieldType::Radio : FormFieldType::Checkbox;
            read_box(widget, field);
        } else if (type.isNameAndEquals("/Tx") || type.isNameAndEquals("/Ch")) {
            field.type = type.isNameAndEquals("/Tx") ? FormFieldType::Text : FormFieldType::Choice;
            read_typed(flags, field);
        } else if (type.isNameAndEquals("/Sig")) {
            field.type = FormFieldType::Signature;
            field.has_signature = inherited("/V").isDictionary();
        } else {
            return std::nullopt;
        }
        field.page = page;
        field.name = full_name();
        field.tooltip = text_of_object(inherited("/TU"));
        field.read_only = (flags & kReadOnly) != 0;
        field.required = (flags & kRequired) != 0;
        read_place(widget, parts_.pages[static_cast<std::size_t>(page) - 1], field);
        return field;
    }

    void read_place(Handle& widget, const PageFrame& frame, FormField& field) {
        std::array<double, 4> v{};
        if (numbers_of(widget.getKey("/Rect"), 4, v.data())) {
            const Rect rect{std::min(v[0], v[2]), std::min(v[1], v[3]), std::max(v[0], v[2]), std::max(v[1], v[3])};
            field.box = image_of(rect, frame.to_displayed);
        }
        Handle look = widget.getKey("/MK");
        const double turn = look.isDictionary() ? number_of(look.getKey("/R"), 0) : 0;
        const long quarters = std::fabs(turn) < 1e6 ? std::lround(turn / 90) : 0;
        field.rotation = static_cast<int>(((quarters * 90 - frame.rotation) % 360 + 360) % 360);
        field.font_size *= std::sqrt(std::fabs(frame.to_displayed.determinant()));
        field.visible = is_visible(widget, field.box, frame);
    }

    void read_typed(unsigned flags, FormField& field) {
        field.multiline = (flags & kMultiline) != 0;
        field.password = (flags & kPassword) != 0;
        field.comb = (flags & kComb) != 0 && (flags & (kMultiline | kPassword)) == 0;
        Handle value = inherited("/V");
        if (field.type == FormFieldType::Choice) {
            field.multiline = field.password = field.comb = false;
            field.editable = (flags & kCombo) != 0 && (flags & kEdit) != 0;
            read_options(field);
        }
        if (value.isArray()) {
            for (int i = 0; i < std::min(value.getArrayNItems(), kValues); ++i)
                field.values.push_back(text_of_object(value.getArrayItem(i)));
        } else if (!value.isNull()) {
            field.values.push_back(text_of_object(value));
        }
        field.max_length = whole(inherited("/MaxLen"), 1'000'000);
        field.format = script_format();
        Handle appearance = inherited("/DA");
        if (!appearance.isString()) appearance = form_.getKey("/DA");
        if (appearance.isString()) field.font_size = size_in(charged(appearance.getStringValue()));
        Handle align = inherited("/Q");
        field.align = whole(align.isNull() ? form_.getKey("/Q") : align, 2);
    }

    void read_options(FormField& field) {
        Handle options = inherited("/Opt");
        if (!options.isArray()) return;
        for (int i = 0; i < std::min(options.getArrayNItems(), limits_.options); ++i) {
            Handle option = options.getArrayItem(i);
            if (option.isArray() && option.getArrayNItems() >= 2) {
                field.options.push_back({text_of_object(option.getArrayItem(0)), text_of_object(option.getArrayItem(1))});
            } else {
                const std::string text = text_of_object(option);
                field.options.push_back({text, text});
            }
        }
    }

    /// A box is ticked when the field's value, or failing that its own state, is its on state. With /Opt the states are numbers
    /// and the entries say what they mean (ISO 32000-1 §12.7.4.2.3).
    void read_box(Handle& widget, FormField& field) {
        std::string on;
        Handle appearance = widget.getKey("/AP");
        Handle states = appearance.isDictionary() ? appearance.getKey("/N") : Handle::newNull();
        if (states.isDictionary()) {
            for (const std::string& key : states.getKeys()) {
                if (key == "/Off") continue;
                on = charged(key.substr(1));
                break;
            }
        }
        Handle value = inherited("/V");
        Handle own = widget.getKey("/AS");
        if (on.empty() && own.isName() && own.getName() != "/Off") on = charged(own.getName().substr(1));
        if (on.empty()) on = "Yes";
        Handle says = value.isNull() ? own : value;
        field.ticked = (says.isName() && says.getName() == "/" + on) || (says.isString() && text_of_object(says) == on);
        field.state = syntax::clean_text(on);
        Handle meanings = inherited("/Opt");
        int number = 0;
        const auto [end, error] = std::from_chars(on.data(), on.data() + on.size(), number);
        if (!meanings.isArray() || error != std::errc{} || end != on.data() + on.size()) return;
        if (number < 0 || number >= meanings.getArrayNItems()) return;
        field.state = text_of_object(meanings.getArrayItem(number));
        field.ticked = field.ticked || (says.isString() && text_of_object(says) == field.state);
    }

    DocumentParts& parts_;
    const FormLimits& limits_;
    Layers layers_;
    int nodes_;
    std::uint64_t text_;
    Handle form_;
    std::map<QPDFObjGen, Handle> parents_;
    std::set<QPDFObjGen> visited_, placed_;
    std::vector<Handle> line_;
};

}  // namespace

FormFields read_form_fields(Document& document, const FormLimits& limits) {
    FormFields out;
    try {
        FormReader(document.parts(), limits).read(out);
    } catch (const std::exception&) {
        out.complete = false;
    }
    return out;
}

}  // namespace quillport::pdf
