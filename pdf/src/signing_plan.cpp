#include "quillport/pdf/signing_plan.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <type_traits>

namespace quillport::pdf {
namespace {

constexpr std::string_view kFirstLine = "quillport signing plan 2\n";

// Every value is "<length>:<bytes>\n" in a fixed order, maps and lists are preceded by their count. Nothing needs escaping, and
// a reader never has to guess where a value ends.
class Writer {
  public:
    void put(std::string_view text) {
        out_ += std::to_string(text.size());
        out_ += ':';
        out_ += text;
        out_ += '\n';
    }
    template <typename Number>
    requires std::is_arithmetic_v<Number>
    void put(Number number) {
        if constexpr (std::is_same_v<Number, bool>) {
            put(std::string_view(number ? "1" : "0"));
        } else {
            std::array<char, 40> digits{};
            const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
            put(std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
        }
    }
    template <typename Key, typename Value>
    void put(const std::map<Key, Value>& entries) {
        put(entries.size());
        for (const auto& [key, value] : entries) {
            put(key);
            put(value);
        }
    }
    void put(const std::set<int>& numbers) {
        put(numbers.size());
        for (const int number : numbers) put(number);
    }
    template <typename Choice>
    requires std::is_enum_v<Choice>
    void put(Choice choice) { put(static_cast<int>(choice)); }
    [[nodiscard]] std::string take() && { return std::move(out_); }

  private:
    std::string out_{kFirstLine};
};

class Reader {
  public:
    explicit Reader(std::string_view text) : rest_(text) {
        failed_ = !rest_.starts_with(kFirstLine);
        if (!failed_) rest_.remove_prefix(kFirstLine.size());
    }
    void get(std::string& out) { out = std::string(next()); }
    template <typename Number>
    requires std::is_arithmetic_v<Number>
    void get(Number& out) {
        const std::string_view text = next();
        if constexpr (std::is_same_v<Number, bool>) {
            out = text == "1";
        } else {
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
            if (error != std::errc{} || end != text.data() + text.size()) failed_ = true;
        }
    }
    template <typename Key, typename Value>
    void get(std::map<Key, Value>& out) {
        for (std::size_t left = count(); left > 0 && !failed_; --left) {
            Key key{};
            get(key);
            get(out[key]);
        }
    }
    void get(std::set<int>& out) {
        for (std::size_t left = count(); left > 0 && !failed_; --left) {
            int number = 0;
            get(number);
            out.insert(number);
        }
    }
    void get(XrefFlavour& out) { get_choice(out, XrefFlavour::Stream); }
    void get(Cipher& out) { get_choice(out, Cipher::Aes256); }
    void get(ValidationKind& out) { get_choice(out, ValidationKind::Crl); }
    /// A number of things that can really follow: each takes three bytes at least.
    [[nodiscard]] std::size_t count() {
        std::size_t number = 0;
        get(number);
        if (number > rest_.size() / 3) failed_ = true;
        return failed_ ? 0 : number;
    }
    [[nodiscard]] bool failed() const noexcept { return failed_; }
    [[nodiscard]] bool finished() const noexcept { return !failed_ && rest_.empty(); }
    void fail() noexcept { failed_ = true; }

  private:
    template <typename Choice>
    void get_choice(Choice& out, Choice last) {
        int number = 0;
        get(number);
        if (number < 0 || number > static_cast<int>(last)) return fail();
        out = static_cast<Choice>(number);
    }
    std::string_view next() {
        std::size_t length = 0;
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), length);
        const auto digits = static_cast<std::size_t>(end - rest_.data());
        if (failed_ || error != std::errc{} || length > rest_.size() || rest_.size() - length < digits + 2 ||
            rest_[digits] != ':' || rest_[digits + 1 + length] != '\n') {
            failed_ = true;
            return {};
        }
        const std::string_view value = rest_.substr(digits + 1, length);
        rest_.remove_prefix(digits + 2 + length);
        return value;
    }

    std::string_view rest_;
    bool failed_ = false;
};

// The one list of what is stored, for both directions.
template <typename Codec, typename Field>
void field_values(Codec&& each, Field& field) {
    each(field.name);
    each(field.owner);
    each(field.object);
    each(field.widget);
    each(field.box.x0);
    each(field.box.y0);
    each(field.box.x1);
    each(field.box.y1);
    each(field.rotation);
    each(field.font_size);
    each(field.carries_signature);
    each(field.certify);
    each(field.lock);
    each(field.mirrors);
    each(field.value);
    each(field.attributes);
    each(field.entries);
    each(field.widget_entries);
}

template <typename Codec, typename Plan>
void plan_values(Codec&& each, Plan& plan) {
    each(plan.file_size);
    each(plan.ends_with_newline);
    each(plan.last_xref);
    each(plan.flavour);
    each(plan.encryption.strings);
    each(plan.encryption.streams);
    each(plan.encryption.key);
    each(plan.next_object);
    each(plan.generations);
    each(plan.trailer);
    each(plan.first_id);
    each(plan.catalog_object);
    each(plan.catalog);
    for (auto* part : {&plan.form, &plan.page, &plan.dss}) {
        each(part->object);
        each(part->entries);
    }
    for (auto* part : {&plan.form_fields, &plan.annotations}) {
        each(part->object);
        each(part->items);
    }
    each(plan.unwritten);
    each(plan.ready);
    each(plan.certification_field);
    each(plan.certified);
}

template <typename Codec, typename Stored>
void validation_values(Codec&& each, Stored& stored) {
    each(stored.kind);
    each(stored.sha256);
    each(stored.reference);
}

void read_field(Reader& in, PlannedField& field) {
    std::string type;
    in.get(type);
    const std::optional<FieldType> known = field_type_named(type);
    if (!known) return in.fail();
    field.type = *known;
    field_values([&](auto& value) { in.get(value); }, field);
}

// What a writer relies on without asking. A job of the worker that was taken over may send anything.
bool is_sound(const SigningPlan& plan) {
    const auto digits = [](Cipher cipher) { return cipher == Cipher::None ? 0U : cipher == Cipher::Aes128 ? 32U : 64U; };
    const PlannedEncryption& encryption = plan.encryption;
    const std::string& key = encryption.key;
    const bool right_key = (encryption.strings == Cipher::None || key.size() == digits(encryption.strings)) &&
                           (encryption.streams == Cipher::None || key.size() == digits(encryption.streams)) &&
                           key.find_first_not_of("0123456789abcdef") == std::string::npos;
    constexpr int kMostObjects = 1 << 30;
    return right_key && plan.file_size >= 0 && plan.last_xref >= 0 && plan.next_object > 0 && plan.next_object < kMostObjects;
}

}  // namespace

const PlannedField* SigningPlan::find(const std::string& name) const noexcept {
    const auto at = std::find_if(fields.begin(), fields.end(), [&](const PlannedField& f) { return f.name == name; });
    return at == fields.end() ? nullptr : &*at;
}

PlannedField* SigningPlan::find(const std::string& name) noexcept {
    const auto at = std::find_if(fields.begin(), fields.end(), [&](const PlannedField& f) { return f.name == name; });
    return at == fields.end() ? nullptr : &*at;
}

const PlannedField* SigningPlan::signature_of(const std::string& owner) const noexcept {
    const auto at = std::find_if(fields.begin(), fields.end(),
                                 [&](const PlannedField& f) { return f.carries_signature && f.owner == owner; });
    return at == fields.end() ? nullptr : &*at;
}

bool SigningPlan::has_signed(const std::string& owner) const noexcept {
    const PlannedField* field = signature_of(owner);
    return field != nullptr && field->entries.contains("/V");
}

std::string SigningPlan::to_text() const {
    Writer out;
    plan_values([&](const auto& value) { out.put(value); }, *this);
    out.put(validation.size());
    for (const PlannedValidation& stored : validation) validation_values([&](const auto& value) { out.put(value); }, stored);
    out.put(fields.size());
    for (const PlannedField& field : fields) {
        out.put(name_of(field.type));
        field_values([&](const auto& value) { out.put(value); }, field);
    }
    return std::move(out).take();
}

Result<SigningPlan> SigningPlan::parse(std::string_view text) {
    Reader in(text);
    SigningPlan plan;
    plan_values([&](auto& value) { in.get(value); }, plan);
    for (std::size_t left = in.count(); left > 0 && !in.failed(); --left)
        validation_values([&](auto& value) { in.get(value); }, plan.validation.emplace_back());
    for (std::size_t left = in.count(); left > 0 && !in.failed(); --left) read_field(in, plan.fields.emplace_back());
    // Written again it must be the same text: no second spelling of a number, no repeated or unsorted key gets through.
    if (!in.finished() || !is_sound(plan) || plan.to_text() != text)
        return Error{ErrorCode::InvalidInput, "not a signing plan", {}};
    return plan;
}

}  // namespace quillport::pdf
