#include "increment_writer.hpp"

#include <array>
#include <cstdio>

#include "quillport/runtime/digest.hpp"
#include "syntax.hpp"

namespace quillport::pdf {
namespace {

// Room for file sizes of ten digits; padded with blanks so that the length does not depend on the numbers.
constexpr std::string_view kRangeBlank = "/ByteRange [0 ########## ########## ##########]";

std::string padded(std::int64_t value) {
    std::string text = std::to_string(value);
    if (text.size() < 10) text.append(10 - text.size(), ' ');
    return text;
}

struct Places {
    std::map<int, std::int64_t> offsets;  ///< in the whole file
    std::size_t range = 0, contents = 0;  ///< in what is appended; contents: the '<'
};

void append_signature(std::string& out, const SignatureSlot& signature, Places& places) {
    out += "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached ";
    places.range = out.size();
    out += kRangeBlank;
    out += " /Contents ";
    places.contents = out.size();
    out += '<';
    out.append(2 * signature.hole, '0');
    out += '>';
    out += signature.entries;
    out += " >>";
}

void append_objects(std::string& out, std::int64_t start, const ObjectSink& sink, const SignatureSlot& signature,
                    Places& places) {
    std::map<int, const std::string*> sources;
    for (const auto& [number, source] : sink.objects()) sources[number] = &source;
    sources[signature.object] = nullptr;
    for (const auto& [number, source] : sources) {
        places.offsets[number] = start + static_cast<std::int64_t>(out.size());
        out += std::to_string(number) + " 0 obj\n";
        if (source != nullptr) {
            out += *source;
        } else {
            append_signature(out, signature, places);
        }
        out += "\nendobj\n";
    }
}

// Entries of exactly 20 bytes, in subsections of consecutive numbers.
void append_xref(std::string& out, const std::map<int, std::int64_t>& offsets) {
    out += "xref\n";
    for (auto first = offsets.begin(); first != offsets.end();) {
        auto last = first;
        int count = 0;
        while (last != offsets.end() && last->first == first->first + count) {
            ++last;
            ++count;
        }
        out += std::to_string(first->first) + " " + std::to_string(count) + "\n";
        for (; first != last; ++first) {
            std::array<char, 24> line{};
            std::snprintf(line.data(), line.size(), "%010lld 00000 n \n", static_cast<long long>(first->second));
            out += line.data();
        }
    }
}

void append_trailer(std::string& out, std::int64_t xref, const SigningPlan& plan, int size) {
    // The second half of /ID must change with every revision (§14.4); what is appended is as good a source as any.
    const std::string id = runtime::sha256_hex(bytes_of(out)).substr(0, 32);
    out += "trailer\n<< /Size " + std::to_string(size) + " /Root " + syntax::reference(plan.catalog_object);
    if (!plan.info_reference.empty()) out += " /Info " + plan.info_reference;
    out += " /Prev " + std::to_string(plan.last_xref) + " /ID [" + plan.first_id + "<" + id + ">] >>\nstartxref\n" +
           std::to_string(xref) + "\n%%EOF\n";
}

}  // namespace

PendingIncrement write_increment(BytesView original, const SigningPlan& plan, const ObjectSink& sink,
                                 const SignatureSlot& signature) {
    std::string out;
    out.reserve(2 * signature.hole + 32 * 1024);
    if (!original.empty() && original.back() != std::byte{'\n'}) out += '\n';
    const auto start = static_cast<std::int64_t>(original.size());
    Places places;
    append_objects(out, start, sink, signature, places);
    const std::int64_t xref = start + static_cast<std::int64_t>(out.size());
    append_xref(out, places.offsets);
    append_trailer(out, xref, plan, sink.next_object());

    const std::size_t after = places.contents + 2 * signature.hole + 2;
    const std::string range = "/ByteRange [0 " + padded(start + static_cast<std::int64_t>(places.contents)) + " " +
                              padded(start + static_cast<std::int64_t>(after)) + " " +
                              padded(static_cast<std::int64_t>(out.size() - after)) + "]";
    out.replace(places.range, range.size(), range);

    runtime::Sha256Stream hash;
    hash.update(original);
    hash.update(bytes_of(out).first(places.contents));
    hash.update(bytes_of(out).subspan(after));
    const runtime::Sha256 digest = hash.finish();

    PendingIncrement result;
    result.digest.assign(digest.begin(), digest.end());
    result.hole_offset = places.contents + 1;
    result.hole_size = signature.hole;
    result.appended = copy_of(out);
    result.next = plan;
    result.next.file_size = start + static_cast<std::int64_t>(out.size());
    result.next.last_xref = xref;
    result.next.next_object = sink.next_object();
    return result;
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
