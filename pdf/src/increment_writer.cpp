#include "increment_writer.hpp"

#include <array>
#include <cstdio>
#include <utility>

#include "object_encryption.hpp"
#include "plan_objects.hpp"
#include "syntax.hpp"

namespace quillport::pdf {
namespace {

// Room for file sizes of ten digits; padded with blanks so that the length does not depend on the numbers.
constexpr std::string_view kRangeBlank = "/ByteRange [0 ########## ########## ##########]";

void append_padded(std::string& out, std::int64_t value) {
    const std::string text = std::to_string(value);
    out += text;
    if (text.size() < 10) out.append(10 - text.size(), ' ');
}

struct Place {
    std::int64_t offset = 0;  ///< in the whole file
    int generation = 0;
};

// Everything that is appended, in order.
class Writer {
  public:
    Writer(SigningPlan&& plan, ObjectSink& sink, const SignatureSlot* signature)
        : plan_(std::move(plan)), sink_(sink), signature_(signature), encryption_(plan_.encryption) {
        out_.reserve((signature == nullptr ? 0 : 2 * signature->hole) + 16 * 1024);
    }

    void write() {
        write_changes(plan_, sink_);
        if (!plan_.ends_with_newline) out_ += '\n';
        append_objects();
        const std::int64_t xref = here();
        if (plan_.flavour == XrefFlavour::Table) {
            append_table();
        } else {
            append_stream();
        }
        out_ += "startxref\n" + std::to_string(xref) + "\n%%EOF\n";
        if (signature_ != nullptr) fill_in_range();
        plan_.file_size = here();
        plan_.ends_with_newline = true;
        plan_.last_xref = xref;
        plan_.next_object = sink_.next_object();
    }

    [[nodiscard]] Bytes bytes() const { return copy_of(out_); }
    [[nodiscard]] SigningPlan&& take_plan() noexcept { return std::move(plan_); }
    [[nodiscard]] std::size_t contents() const noexcept { return contents_; }

  private:
    [[nodiscard]] std::int64_t here() const noexcept {
        // Before `write` ends file_size is that of the original.
        return plan_.file_size + static_cast<std::int64_t>(out_.size());
    }

    void append_objects() {
        for (const auto& [number, source] : sink_.objects()) {
            if (signature_ != nullptr && !placed_ && signature_->object < number) append_signature();
            begin_object(number);
            out_ += encryption_.none() ? source : encryption_.encrypted(source, number, places_[number].generation);
            out_ += "\nendobj\n";
        }
        if (signature_ != nullptr && !placed_) append_signature();
    }

    void begin_object(int number) {
        const auto generation = plan_.generations.find(number);
        Place& place = places_[number];
        place = {here(), generation == plan_.generations.end() ? 0 : generation->second};
        out_ += std::to_string(number) + " " + std::to_string(place.generation) + " obj\n";
    }

    // §7.6.1: strings are encrypted, but not the /Contents of a signature.
    void append_signature() {
        placed_ = true;
        begin_object(signature_->object);
        out_ += "<< " + signature_->head + " ";
        range_ = out_.size();
        out_ += kRangeBlank;
        out_ += " /Contents ";
        contents_ = out_.size();
        out_ += '<';
        out_.append(2 * signature_->hole, '0');
        out_ += '>';
        out_ += encryption_.none() ? signature_->entries : encryption_.encrypted(signature_->entries, signature_->object, 0);
        out_ += " >>\nendobj\n";
    }

    // Calls `head` with the first number and the count of each run of consecutive numbers, then `entry` for each of the run.
    template <typename Head, typename Entry>
    void each_run(const Head& head, const Entry& entry) const {
        for (auto first = places_.begin(); first != places_.end();) {
            auto last = first;
            int count = 0;
            while (last != places_.end() && last->first == first->first + count) {
                ++last;
                ++count;
            }
            head(first->first, count);
            for (; first != last; ++first) entry(first->second);
        }
    }

    // Entries of exactly 20 bytes, in subsections of consecutive numbers.
    void append_table() {
        const std::string id = second_id();
        out_ += "xref\n";
        each_run([&](int first, int count) { out_ += std::to_string(first) + " " + std::to_string(count) + "\n"; },
                 [&](const Place& place) {
                     std::array<char, 40> line{};
                     std::snprintf(line.data(), line.size(), "%010lld %05d n \n", static_cast<long long>(place.offset),
                                   place.generation);
                     out_ += line.data();
                 });
        out_ += "trailer\n<< /Size " + std::to_string(sink_.next_object()) + trailer_entries(id) + " >>\n";
    }

    // §7.5.8.2: big-endian fields, all entries of type 1; the section lists itself.
    void append_stream() {
        const std::string id = second_id();
        const int number = sink_.reserve();
        const std::int64_t largest = here();
        places_[number] = {largest, 0};
        int width = 1;
        while ((largest >> (8 * width)) != 0) ++width;
        std::string index, data;
        each_run([&](int first,
                     int count) { index += (index.empty() ? "" : " ") + std::to_string(first) + " " + std::to_string(count); },
                 [&](const Place& place) {
                     data += '\x01';
                     for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) data += static_cast<char>(place.offset >> shift);
                     data += static_cast<char>(place.generation >> 8);
                     data += static_cast<char>(place.generation);
                 });
        out_ += std::to_string(number) + " 0 obj\n<< /Type /XRef /W [1 " + std::to_string(width) + " 2] /Index [" + index +
                "] /Size " + std::to_string(sink_.next_object()) + trailer_entries(id) + " /Length " +
                std::to_string(data.size()) + " >>\nstream\n" + data + "\nendstream\nendobj\n";
    }

    [[nodiscard]] std::string trailer_entries(const std::string& id) const {
        std::string out = " /Root " + reference_in(plan_, plan_.catalog_object);
        for (const auto& [key, value] : plan_.trailer) out += " " + key + " " + value;
        out += " /Prev " + std::to_string(plan_.last_xref);
        if (!plan_.first_id.empty()) out += " /ID [" + plan_.first_id + "<" + id + ">]";
        return out;
    }

    // The second half of /ID must change with every revision (§14.4); what is appended is as good a source as any.
    [[nodiscard]] std::string second_id() const {
        if (plan_.first_id.empty()) return {};
        runtime::Sha256Stream hash;
        const BytesView all = bytes_of(out_);
        hash.update(all.first(contents_));
        hash.update(all.subspan(signature_ == nullptr ? 0 : after_hole()));
        return to_hex(BytesView(hash.finish()).first(16));
    }

    [[nodiscard]] std::size_t after_hole() const noexcept { return contents_ + 2 * signature_->hole + 2; }

    void fill_in_range() {
        const auto start = plan_.file_size;
        std::string range = "/ByteRange [0 ";
        append_padded(range, start + static_cast<std::int64_t>(contents_));
        range += ' ';
        append_padded(range, start + static_cast<std::int64_t>(after_hole()));
        range += ' ';
        append_padded(range, static_cast<std::int64_t>(out_.size() - after_hole()));
        range += ']';
        out_.replace(range_, kRangeBlank.size(), range);
    }

    SigningPlan plan_;
    ObjectSink& sink_;
    const SignatureSlot* signature_;
    ObjectEncryption encryption_;
    std::string out_;
    std::map<int, Place> places_;
    std::size_t range_ = 0, contents_ = 0;  ///< in what is appended; contents: the '<'
    bool placed_ = false;
};

}  // namespace

PendingIncrement write_increment(SigningPlan plan, ObjectSink& sink, const SignatureSlot& signature) {
    Writer writer(std::move(plan), sink, &signature);
    writer.write();
    PendingIncrement result;
    result.appended = writer.bytes();
    result.algorithm = signature.digest;
    result.hole_offset = writer.contents() + 1;
    result.hole_size = signature.hole;
    result.next = writer.take_plan();
    return result;
}

ValidationIncrement write_increment(SigningPlan plan, ObjectSink& sink) {
    Writer writer(std::move(plan), sink, nullptr);
    writer.write();
    return {writer.bytes(), writer.take_plan()};
}

Result<void> PendingIncrement::finish_digest(runtime::DigestStream&& original) {
    runtime::DigestStream stream = std::move(original);
    if (stream.algorithm() != algorithm) return Error{ErrorCode::InvalidInput, "the original was hashed otherwise", {}};
    const auto before = next.file_size - static_cast<std::int64_t>(appended.size());
    if (static_cast<std::int64_t>(stream.size()) != before) return Error{ErrorCode::Conflict, "the plan is of another file", {}};
    const BytesView all = appended;
    stream.update(all.first(hole_offset - 1));
    stream.update(all.subspan(hole_offset + 2 * hole_size + 1));
    digest = stream.finish();
    return {};
}

Result<void> insert_signature(PendingIncrement& increment, BytesView cms) {
    if (cms.size() > increment.hole_size) return Error{ErrorCode::TooLarge, "the signature does not fit into its place", {}};
    if (increment.hole_offset + 2 * increment.hole_size > increment.appended.size()) {
        return Error{ErrorCode::InvalidInput, "the increment has no such place", {}};
    }
    const std::string digits = to_hex(cms);
    const BytesView bytes = bytes_of(digits);
    std::copy(bytes.begin(), bytes.end(), increment.appended.begin() + static_cast<std::ptrdiff_t>(increment.hole_offset));
    return {};
}

}  // namespace quillport::pdf
