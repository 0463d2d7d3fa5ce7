#include "part_streams.hpp"

#include <exception>
#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/Pl_Buffer.hh>
#include <qpdf/Pl_Flate.hh>

namespace quillport::pdf {
namespace {

using Handle = QPDFObjectHandle;

bool is_wasteful(Handle filter) {
    if (filter.isArray() && filter.getArrayNItems() > 0) filter = filter.getArrayItem(0);
    if (!filter.isName()) return false;
    const std::string name = filter.getName();
    return name == "/ASCII85Decode" || name == "/ASCIIHexDecode" || name == "/LZWDecode" || name == "/A85" || name == "/AHx" ||
           name == "/LZW";
}

void make_lean(Handle stream) {
    const std::shared_ptr<Buffer> data = stream.getStreamData(qpdf_dl_generalized);
    Pl_Buffer packed("part");
    Pl_Flate flate("part", &packed, Pl_Flate::a_deflate);
    flate.write(data->getBuffer(), data->getSize());
    flate.finish();
    stream.replaceStreamData(packed.getBufferSharedPointer(), Handle::newName("/FlateDecode"), Handle::newNull());
}

}  // namespace

void make_streams_lean(QPDF& qpdf) {
    for (Handle& object : qpdf.getAllObjects()) {
        if (!object.isStream() || !is_wasteful(object.getDict().getKey("/Filter"))) continue;
        try {
            make_lean(object);
        } catch (const std::exception&) {
            // JPEG within ASCII, for example: it stays as it is.
        }
    }
}

}  // namespace quillport::pdf
