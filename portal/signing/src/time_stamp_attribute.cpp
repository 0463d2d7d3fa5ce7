#include "time_stamp_attribute.hpp"

#include <optional>
#include <vector>

#include "der.hpp"
#include "der_reader.hpp"

namespace quillport::signing {
namespace {

using namespace std::string_view_literals;
constexpr auto kSignatureTimeStamp = "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x0e"sv;  // 1.2.840.113549.1.9.16.2.14
constexpr unsigned char kUnsignedAttributes = der::context(1);
/// What the lengths of the elements around the attribute can grow by, and its own heads.
constexpr std::size_t kFrames = 64;

Error unreadable() { return {ErrorCode::InvalidInput, "the CMS cannot be read", ""}; }

/// The elements of a constructed one; empty when it is malformed.
std::vector<der::Element> parts_of(BytesView content) {
    std::vector<der::Element> parts;
    while (const auto part = der::take(content)) parts.push_back(*part);
    if (!content.empty()) parts.clear();
    return parts;
}

Bytes joined(const std::vector<der::Element>& parts) {
    Bytes all;
    for (const der::Element& part : parts) all.insert(all.end(), part.whole.begin(), part.whole.end());
    return all;
}

/// The way from the ContentInfo to the SignerInfo; each level with its elements.
struct Way {
    std::vector<der::Element> content_info, signed_data, signers, signer;
};

/// RFC 5652 §3, §5.1 and §5.3.
std::optional<Way> way_to_signer(BytesView cms) {
    Way way;
    const auto outer = der::take(cms);
    if (!outer || outer->tag != der::kSequence) return std::nullopt;
    way.content_info = parts_of(outer->content);
    if (way.content_info.size() != 2 || way.content_info[1].tag != der::context(0)) return std::nullopt;
    const auto wrapped = parts_of(way.content_info[1].content);
    if (wrapped.size() != 1) return std::nullopt;
    way.signed_data = parts_of(wrapped[0].content);
    if (way.signed_data.size() < 4 || way.signed_data.back().tag != der::kSet) return std::nullopt;
    way.signers = parts_of(way.signed_data.back().content);
    if (way.signers.size() != 1) return std::nullopt;
    way.signer = parts_of(way.signers[0].content);
    const bool has_unsigned = !way.signer.empty() && way.signer.back().tag == kUnsignedAttributes;
    const std::size_t least = has_unsigned ? 6 : 5;
    if (way.signer.size() < least || way.signer[way.signer.size() - (has_unsigned ? 2 : 1)].tag != der::kOctetString) {
        return std::nullopt;
    }
    return way;
}

}  // namespace

Result<Bytes> signature_value(BytesView cms) {
    const auto way = way_to_signer(cms);
    if (!way) return unreadable();
    const bool has_unsigned = way->signer.back().tag == kUnsignedAttributes;
    return quillport::copy_of(way->signer[way->signer.size() - (has_unsigned ? 2 : 1)].content);
}

Result<Bytes> with_time_stamp(BytesView cms, BytesView token) {
    auto way = way_to_signer(cms);
    if (!way) return unreadable();
    std::vector<Bytes> attributes;
    if (way->signer.back().tag == kUnsignedAttributes) {
        for (const der::Element& there : parts_of(way->signer.back().content))
            attributes.push_back(quillport::copy_of(there.whole));
        way->signer.pop_back();
    }
    attributes.push_back(der::constructed(der::kSequence, {der::oid(kSignatureTimeStamp), der::value(der::kSet, token)}));
    const Bytes signer =
        der::constructed(der::kSequence, {joined(way->signer), der::set_of(kUnsignedAttributes, std::move(attributes))});
    way->signed_data.pop_back();
    const Bytes signed_data = der::constructed(der::kSequence, {joined(way->signed_data), der::value(der::kSet, signer)});
    return der::constructed(der::kSequence, {way->content_info[0].whole, der::value(der::context(0), signed_data)});
}

std::size_t size_with_time_stamp(std::size_t cms_size, std::size_t token_size) noexcept {
    return cms_size + token_size + kFrames;
}

}  // namespace quillport::signing
