#include "revision_validation.hpp"

#include <exception>
#include <qpdf/Buffer.hh>

namespace quillport::pdf::revision {
namespace {

using Handle = QPDFObjectHandle;
/// More than a file with hundreds of signatures has; ends a hostile one.
constexpr std::size_t kMostItems = 10'000;

}  // namespace

/// Besides the lists for the whole document, /VRI names what belongs to one signature (ISO 32000-2 table 262); it is evidence
/// too.
void ValidationReader::read(Snapshot& snapshot) {
    Handle store = snapshot.qpdf.getRoot().getKey("/DSS");
    if (!store.isDictionary()) return;
    read_list(snapshot, store.getKey("/Certs"), Kind::Certificate);
    read_list(snapshot, store.getKey("/OCSPs"), Kind::OcspResponse);
    read_list(snapshot, store.getKey("/CRLs"), Kind::Crl);
    Handle each = store.getKey("/VRI");
    if (!each.isDictionary()) return;
    for (auto& [name, entry] : each.getDictAsMap()) {
        Handle one = entry;
        if (!one.isDictionary()) continue;
        read_list(snapshot, one.getKey("/Cert"), Kind::Certificate);
        read_list(snapshot, one.getKey("/OCSP"), Kind::OcspResponse);
        read_list(snapshot, one.getKey("/CRL"), Kind::Crl);
    }
}

/// What cannot be read is no evidence, and proves nothing against the signature either.
void ValidationReader::read_list(Snapshot& snapshot, Handle list, Kind kind) {
    if (!list.isArray()) return;
    for (Handle& item : list.getArrayAsVector()) {
        if (items_.size() >= kMostItems) return;
        if (!item.isStream() || !seen_.insert(item.getParsedOffset()).second) continue;
        try {
            Handle length = item.getDict().getKey("/Length");
            const auto data = item.getStreamData(qpdf_dl_generalized);
            if (!length.isInteger() || length.getIntValue() < 0 || length.getIntValue() > snapshot.size) continue;
            const auto* first = reinterpret_cast<const std::byte*>(data->getBuffer());
            items_.push_back({kind, Bytes(first, first + data->getSize()), item.getParsedOffset() + length.getIntValue()});
        } catch (const std::exception&) {
            continue;
        }
    }
}

}  // namespace quillport::pdf::revision
