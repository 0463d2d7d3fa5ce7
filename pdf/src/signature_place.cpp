#include "signature_place.hpp"

#include <memory>
#include <optional>
#include <qpdf/Buffer.hh>
#include <qpdf/BufferInputSource.hh>
#include <qpdf/QPDFTokenizer.hh>
#include <vector>

namespace quillport::pdf::revision {
namespace {

/// More than any signature dictionary has; ends a hostile one.
constexpr int kMostTokens = 100'000;

struct Value {
    std::int64_t begin = 0, end = 0;
    std::vector<std::string> words;  ///< of an array: its tokens
    bool is_string = false;
};

/// The dictionary of one object as it is written: where each value of its top level begins and ends.
class ObjectReader {
  public:
    ObjectReader(BytesView pdf, std::int64_t offset)
        : buffer_(const_cast<unsigned char*>(reinterpret_cast<const unsigned char*>(pdf.data())),
                  pdf.size()),  // NOLINT: only read
          input_(std::make_shared<BufferInputSource>("file", &buffer_)) {
        input_->seek(offset, SEEK_SET);
    }

    /// False when the object is not a well-formed dictionary, or has /Contents or /ByteRange more than once.
    bool read(std::optional<Value>& contents, std::optional<Value>& byte_range) {
        using Type = QPDFTokenizer::token_type_e;
        if (next().getType() != Type::tt_integer || next().getType() != Type::tt_integer || !next().isWord("obj") ||
            next().getType() != Type::tt_dict_open) {
            return false;
        }
        for (;;) {
            const auto key = next();
            if (key.getType() == Type::tt_dict_close) return true;
            if (key.getType() != Type::tt_name) return false;
            auto value = read_value();
            if (!value) return false;
            auto* wanted = key.getValue() == "/Contents" ? &contents : key.getValue() == "/ByteRange" ? &byte_range : nullptr;
            if (wanted == nullptr) continue;
            if (wanted->has_value()) return false;
            *wanted = std::move(value);
        }
    }

  private:
    QPDFTokenizer::Token next() {
        if (has_pushed_) {
            has_pushed_ = false;
            return pushed_;
        }
        if (++tokens_ > kMostTokens) return QPDFTokenizer::Token(QPDFTokenizer::tt_bad, "");
        auto token = tokenizer_.readToken(input_, "signature", true);
        begin_ = input_->getLastOffset();
        end_ = input_->tell();
        return token;
    }

    /// A value up to the next key: names inside of arrays and dictionaries are no keys of ours.
    std::optional<Value> read_value() {
        using Type = QPDFTokenizer::token_type_e;
        auto token = next();
        Value value{begin_, end_, {}, token.getType() == Type::tt_string};
        int depth = 0;
        for (;;) {
            switch (token.getType()) {
                case Type::tt_array_open:
                case Type::tt_dict_open:
                    ++depth;
                    break;
                case Type::tt_array_close:
                case Type::tt_dict_close:
                    if (--depth < 0) return std::nullopt;
                    break;
                case Type::tt_bad:
                case Type::tt_eof:
                    return std::nullopt;
                default:
                    value.words.push_back(token.getValue());
            }
            value.end = end_;
            if (depth == 0 && !continues_reference(token)) return value;
            token = next();
        }
    }

    /// "5 0 R" is one value of three tokens.
    bool continues_reference(const QPDFTokenizer::Token& token) {
        if (token.getType() != QPDFTokenizer::tt_integer) return false;
        const auto saved_begin = begin_;
        const auto saved_end = end_;
        pushed_ = next();
        has_pushed_ = true;
        if (pushed_.getType() == QPDFTokenizer::tt_integer || pushed_.isWord("R")) return true;
        begin_ = saved_begin;
        end_ = saved_end;
        return false;
    }

    Buffer buffer_;
    std::shared_ptr<InputSource> input_;
    QPDFTokenizer tokenizer_;
    QPDFTokenizer::Token pushed_;
    bool has_pushed_ = false;
    std::int64_t begin_ = 0, end_ = 0;
    int tokens_ = 0;
};

std::optional<std::array<std::int64_t, 4>> four_numbers(QPDFObjectHandle array) {
    if (!array.isArray() || array.getArrayNItems() != 4) return std::nullopt;
    std::array<std::int64_t, 4> numbers{};
    for (int i = 0; i < 4; ++i) {
        QPDFObjectHandle item = array.getArrayItem(i);
        if (!item.isInteger()) return std::nullopt;
        numbers[static_cast<std::size_t>(i)] = item.getIntValue();
    }
    return numbers;
}

std::string check_numbers(const std::array<std::int64_t, 4>& r, std::int64_t size) {
    if (r[0] != 0) return "The signature does not cover the file from its beginning.";
    if (r[1] <= 0 || r[2] <= r[1] || r[3] <= 0) return "The byte range of the signature is impossible.";
    if (r[2] > size || r[3] > size - r[2]) return "The signature covers bytes that the file does not have.";
    return {};
}

std::string check_gap(BytesView pdf, std::int64_t offset, const std::array<std::int64_t, 4>& range) {
    std::optional<Value> contents;
    std::optional<Value> byte_range;
    ObjectReader reader(pdf, offset);
    if (!reader.read(contents, byte_range)) return "The signature dictionary is not well formed.";
    if (!contents || !byte_range) return "The signature dictionary is not complete.";
    const bool hexadecimal = contents->is_string && pdf[static_cast<std::size_t>(contents->begin)] == std::byte{'<'};
    if (!hexadecimal || contents->begin != range[1] || contents->end != range[2]) {
        return "The bytes that the signature leaves out are not exactly its own value.";
    }
    if (byte_range->words.size() != 4 || offset >= range[1]) return "The byte range of the signature is impossible.";
    return {};
}

}  // namespace

Place find_place(BytesView pdf, const Snapshot& snapshot, QPDFObjectHandle value) {
    Place place;
    const auto range = four_numbers(value.getKey("/ByteRange"));
    if (!range) {
        place.defect = "The signature does not say which bytes it covers.";
        return place;
    }
    place.byte_range = *range;
    place.defect = check_numbers(*range, static_cast<std::int64_t>(pdf.size()));
    if (!place.defect.empty()) return place;
    const auto entry = value.isIndirect() ? snapshot.xref.find(value.getObjGen()) : snapshot.xref.end();
    if (entry == snapshot.xref.end() || entry->second.getType() != 1) {
        place.defect = "The signature is no object of its own in the file.";
        return place;
    }
    place.defect = check_gap(pdf, entry->second.getOffset(), *range);
    return place;
}

bool ends_as_revision(BytesView revision) {
    std::string_view text = text_of(revision);
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.remove_suffix(1);
    return text.ends_with("%%EOF");
}

}  // namespace quillport::pdf::revision
